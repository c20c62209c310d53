"""Where names stand in a label, and which posts stand with them."""

import re
from collections.abc import Iterator

from weighin.reading.marks.mark import Person
from weighin.reading.names import HONORIFICS, RETIRED, Name, read_name, split_people

SPEECH = (
    r"(?:said|says|comments?|commented|adds?|added|writes?|wrote|told|tells|repl(?:y|ies|ied)|answers?|answered|argues?|argued|"
    r"notes?|noted|explain(?:s|ed)|responds?|responded|thinks?|believes?|warn(?:s|ed)|respond(?:s|ed)|weighs in|observe[sd]|remark(?:s|ed)|state[sd]|puts? it)"
)
DOES = (
    r"runs|leads|heads|directs|teaches|works|chairs|edits|founded|studies|covers|owns|manages|researches|lectures|advises|serves|holds|"
    r"co-founded|represents"
)
# one set of characters leads all the ways, and what must follow each stands behind it: so a search skips the letters of names at once
_BREAK = re.compile(
    r"[,:;(（|·\[\s.'’—―](?:(?<=\s)(?:[—–―-]{1,2}\s|(?:of|from|at|in|for|who|again|is|was|are|were|has|whose|via|"
    + DOES
    + r"|"
    + SPEECH[3:-1]
    + r")\b)|(?<=[,:;(（|·\[—―])|(?<=\.)(?=\s|$)|(?<=['’])s\b)"
)
_JOINS = re.compile(r"\s*(?:and|&|with|und|et|/) ")  # after a bold name: a second person follows
_MOST_AHEAD = 260


def people_at(text: str, begin: int, bold: int) -> Iterator[tuple[int, list[Person]]]:
    """Readings of who the label names, the likeliest first: (where the names end, the people; offsets within the line)."""
    if bold and not _JOINS.match(text, bold):
        edge = len(text[:bold].rstrip(" :.,;—–-|·"))
        people = people_in(text, begin, edge)
        if people:
            yield edge, people
            return
    tried = 0
    end = min(len(text), begin + 110)
    for found in _BREAK.finditer(text, begin, end):
        place = found.start()
        mark = found[0]
        if mark == "(" and RETIRED.match(text, place):
            continue
        if place - begin > 75 and ":" not in mark:
            return
        if mark == ":" and ("," in text[begin:place] or " and " in text[begin:place]) and tried:
            people = people_in(text, begin, place)
            if len(people) > 1:
                yield place, people
        if mark[0] == "." and not _may_end(text[begin:place]):
            continue
        if mark[0] in "(（[":
            close = text.find({"(": ")", "（": "）", "[": "]"}[mark[0]], place, place + 60)
            if close > 0 and (person := people_in(text, begin, close + 1)):
                yield close + 1, person
        people = people_in(text, begin, place)
        if people:
            yield place, people
            if mark[0] != "," or " and " not in text[begin:_MOST_AHEAD]:
                return
        tried += 1
        if tried > 6:
            return
    if len(text) - begin <= 75:
        people = people_in(text, begin, len(text.rstrip(" .:")))
        if people:
            yield len(text.rstrip(" .:")), people


def _may_end(name: str) -> bool:
    """Whether a full stop after these words can end a label: not after "Dr", an initial or "St"."""
    last = name.rsplit(" ", 1)[-1]
    return len(last) > 2 and last.lower() not in HONORIFICS and "." not in last


def people_in(text: str, start: int, end: int) -> list[Person]:
    """The people whom a stretch of text names and nothing else; nobody where a piece is no name. Offsets within the text."""
    people: list[Person] = []
    for first, last in split_people(text[start:end]):
        name = read_name(text[start + first : start + last].strip())
        if name is None:
            return []
        people.append(Person(name, start + first, start + last))
    if len(people) > 1 and people[-1].name.is_full and len(people[0].name.words) == 1 and not people[0].name.has_title:
        people[0] = _with_family(people[0], people[-1].name)
    return people


def _with_family(person: Person, other: Name) -> Person:
    """`Pat and Breege Molloy`: both are Molloys."""
    family = other.display.rsplit(" ", 1)[-1]
    shared = read_name(f"{person.name.display} {family}")
    return Person(shared, person.start, person.end) if shared is not None else person


def posts_of(text: str, people: list[Person], start: int, end: int) -> tuple[list[Person], tuple[int, int]]:
    """The post after a name; or, in `A, post, and B, post`, the second person as well, and each with a post of their own."""
    for joint in _AND.finditer(text, start, end):
        comma = text.find(",", joint.end(), end)
        edge = comma if comma >= 0 else end
        second = people_in(text, joint.end(), len(text[:edge].rstrip(" .)")))
        if len(second) == 1 and second[0].name.is_full:
            first = [_with_post_of(person, trimmed(text, start, joint.start())) for person in people]
            return [*first, _with_post_of(second[0], trimmed(text, edge, end))], (0, 0)
    return people, trimmed(text, start, end)


_AND = re.compile(r"(?<=[,;)]) (?:and|&) (?=\S)")


def _with_post_of(person: Person, post: tuple[int, int]) -> Person:
    return Person(person.name, person.start, person.end, post)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of an affiliation without the punctuation around it."""
    if text[end - 1 : end] == ")" and text.count("(", start, end) < text.count(")", start, end):
        end -= 1
    while start < end and text[start] in " ,;:|·—–―-*†‡\t":
        start += 1
    while end > start and text[end - 1] in " ,;:|·—–―-*†‡\t":
        end -= 1
    if text[start:end].startswith("(") and text[start:end].endswith(")") and text.count("(", start, end) == 1:
        start, end = start + 1, end - 1
    if text[end - 1 : end] == "." and not re.search(r"(?:Inc|Ltd|Co|Corp|\.[A-Z]|Jr)\.$", text[start:end]):
        end -= 1
    return (start, end) if end > start else (0, 0)


def after_blanks(text: str, at: int, what: str = " ") -> int:
    """The first place from `at` on that holds none of these characters."""
    while at < len(text) and text[at] in what:
        at += 1
    return at
