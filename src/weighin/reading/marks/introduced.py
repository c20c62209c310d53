"""People whom the introduction names in full: they explain the surnames, first names and initials that mark the answers."""

import re
from collections.abc import Iterator, Sequence

from weighin.reading.blocks import Line
from weighin.reading.capitals import CAPITAL, full_names_by
from weighin.reading.marks.mark import MarkStyle, Person, SpeakerMark
from weighin.reading.names import PARTICLES, Name, long_forms, read_name

# no initials of a key ("JD Jane Doe"), no full stop but after an initial or a title
_WORD = rf"(?:(?:{CAPITAL}\.){{1,5}}|(?:Dr|Prof|St|Mr|Ms|Mrs)\.|(?![A-Z]{{2,4}}\b){CAPITAL}[\w’'-]{{0,40}})"
_FULL_NAME = re.compile(
    rf"(?<!\w){_WORD}(?: (?:[“\"‘'][\w’ -]{{1,40}}[”\"’'] )?(?:(?:van|von|de|der|den|la|le|al|bin|da|dos|di|del|ter|ten|ap|af|av) ){{0,2}}{_WORD}){{1,4}}"
)
_BRACKETS = re.compile(r" \((?P<post>[^()]{2,160})\)")
_APPOSITION = re.compile(
    r",? (?:who (?:is|was|are|were) (?:an? |the )?|who (?=[a-z])|(?<=, )(?:an? |the )?)(?P<post>[^;:.“”\"?!]{3,200})"
)
_JOINT = re.compile(r"[,;]? (?:and|&|or)$|(?<![,;–—:·•|/-])[,;–—:·•|/-]+$|\.$| [A-Z]{2,4}$")
_EARLY = 40


def introduced_marks(lines: Sequence[Line], marks: Sequence[SpeakerMark]) -> Iterator[SpeakerMark]:
    """Full names in the running text before or between the first labels that a label of the article shortens or repeats.

    Args:
        lines: the article's lines. marks: candidate labels, whose names are to be explained.
    """
    wanted = _wanted(marks)
    if not wanted:
        return
    labelled = {mark.line for mark in marks if mark.style is not MarkStyle.BIO and mark.words_from < 0}
    begun = {mark.line: mark.words_from for mark in marks if mark.words_from >= 0 and mark.style is MarkStyle.INLINE}
    edges = {line.number: line for line in (*lines[:_EARLY], *lines[-_EARLY:])}
    for line in edges.values():
        if line.block.cell is not None:
            yield from _in_cell(line, edges.get(line.number + 1), wanted)
        elif line.number < _EARLY and line.number not in labelled and not line.is_heading:
            yield from _named_in(line, wanted, begin=begun.get(line.number, line.start) - line.start)


def _in_cell(line: Line, beside: Line | None, wanted: frozenset[str]) -> Iterator[SpeakerMark]:
    """A table that says who is who: the name in one cell, the post in the next of its row."""
    name = read_name(line.text)
    if name is None or not name.is_full or not _is_wanted(name, wanted):
        return
    here, there = line.block.cell, beside.block.cell if beside is not None else None
    is_post = here is not None and there is not None and (here.table, here.row) == (there.table, there.row)
    yield SpeakerMark(
        line=line.number,
        people=(Person(name, line.start, line.end),),
        style=MarkStyle.LISTED,
        key="introduced",
        affiliation=(beside.start, beside.end) if beside is not None and is_post else (0, 0),
    )


def _wanted(marks: Sequence[SpeakerMark]) -> frozenset[str]:
    """The words and initials by which labels call people."""
    words: set[str] = set()
    for mark in marks:
        for person in mark.people:
            words.update(word.replace(".", "") for word in person.name.words)
            words.update(long for word in person.name.words for long in long_forms(word))
            words.add("".join(word.replace(".", "")[:1] for word in person.name.words))
    return frozenset(word for word in words if len(word) > 1)


def full_names_in(text: str) -> Iterator[tuple[Name, int, int]]:
    """The full names in a stretch of text, with their places."""
    for match in full_names_by(_FULL_NAME, text):
        read = _read(match)
        if read is not None:
            yield read


def _named_in(line: Line, wanted: frozenset[str], *, begin: int) -> Iterator[SpeakerMark]:
    """The full names from `begin` on: what stands before it in the line is a label, and does not run into the words."""
    text = line.text
    found = [read for read in full_names_in(text[begin:]) if _is_wanted(read[0], wanted)]
    found = [(name, begin + start, begin + end) for name, start, end in found]
    for place, (name, start, end) in enumerate(found):
        limit = found[place + 1][1] if place + 1 < len(found) else len(text)
        post = _post(text, end, limit)
        if post and text[post[0] : post[1]].strip(".() ") == "".join(word[0] for word in name.words).upper():
            post = None  # the initials by which the answers are marked
        yield SpeakerMark(
            line=line.number,
            people=(Person(name, line.start + start, line.start + end),),
            style=MarkStyle.LISTED,
            key="introduced",
            affiliation=(line.start + post[0], line.start + post[1]) if post else (0, 0),
        )


def _read(match: re.Match[str]) -> tuple[Name, int, int] | None:
    """The full name in a run of capitalised words, without what stands before it: `Meet Jane Doe`, `JD Jane Doe`."""
    text = match[0]
    start = 0
    end = len(text.rstrip(".").removesuffix("’s").removesuffix("'s"))
    for _ in range(3):
        name = read_name(text[start:end])
        if name is not None and name.is_full:
            return name, match.start() + start, match.start() + end
        gap = text.find(" ", start, end)
        if gap < 0:
            return None
        start = gap + 1
    return None


def _is_wanted(name: Name, wanted: frozenset[str]) -> bool:
    initials = "".join(part[:1] for word in name.words for part in word.split("-"))
    return (
        name.words[-1] in wanted
        or name.words[0] in wanted
        or initials in wanted
        or "".join(word[:1] for word in name.words) in wanted
        or any(part in wanted for part in name.words[-1].split("-"))
        or any(word in wanted for word in name.words[1:-1] if word not in PARTICLES and len(word) > 1)
        or any(alias.lower() in wanted for alias in name.aliases)
    )


def _post(text: str, end: int, limit: int) -> tuple[int, int] | None:
    found = _BRACKETS.match(text, end) or _APPOSITION.match(text, end, limit)
    if found is None:
        return None
    start, stop = found.span("post")
    while True:
        bare = text[start:stop].rstrip()
        joint = _JOINT.search(bare)
        stop = start + len(bare)
        if joint is None:
            return (start, stop) if stop > start else None
        stop = start + joint.start()
