"""Labels of posts in social media: `@handle · 2h`, `Name @handle`, and the key that says whose handle it is, `@handle = Name, post`."""

import re

from msgspec import structs

from weighin.reading.blocks import Line
from weighin.reading.marks.label_posts import made
from weighin.reading.marks.mark import MarkStyle, Person, SpeakerMark
from weighin.reading.marks.people import after_blanks, people_in, trimmed
from weighin.reading.names import HANDLE, read_name

HANDLED = "line @"  # the key of labels that are a handle alone
MOST_HANDLED = 60  # characters before a handle
_MOST = 200  # of a line that is all label
_KEYED = re.compile(r"\s*(?:=+|:|[–—-]+|is|[|·•→])\s+(?=[^\W\d_])|\s+\((?=[^\W\d_])")
_NAME_ENDS = re.compile(r"\s*(?:[,(–—|·•]|\s-\s|$)")
_WORDS = re.compile(r"\s*(?::|—|–|\|)\s+(?=\S)")
_AFTER_HANDLE = re.compile(r"\)?\s*(?:[·•|,:(—–-]\s?|$)")
_POST_AFTER = re.compile(r"\)?\s*[,:|(—–-]\s*(?=[^\W\d_])")
_SEPARATES = " ·•|,(-–—"


def handle_label(line: Line) -> SpeakerMark | None:
    """The label that holds a handle at its start, or right after a name at its start."""
    text = line.text
    found = HANDLE.match(text)
    if found is None:
        return _name_first(line)
    keyed = _KEYED.match(text, found.end()) if len(text) < _MOST else None
    if keyed:
        ends = _NAME_ENDS.search(text, keyed.end())
        people = people_in(text, keyed.end(), ends.start() if ends else len(text))
        if len(people) == 1 and people[0].name.is_full:
            person = _also_called(people[0], found[0])
            return made(line, [person], MarkStyle.LINE, affiliation=trimmed(text, person.end, len(text)), shape="@")
    name = read_name(found[0])
    if name is None:
        return None
    words = _WORDS.match(text, found.end())
    who = [Person(name, 0, found.end())]
    if words is not None and text[-1] in ".!?…”\"'’)":
        return made(line, who, MarkStyle.INLINE, words_from=words.end(), shape="@")
    if line.bold_to == found.end() and text[-1] in ".!?…”\"'’)":
        return made(line, who, MarkStyle.INLINE, words_from=after_blanks(text, found.end()), shape="@")
    if len(text) < MOST_HANDLED and _AFTER_HANDLE.match(text, found.end()):
        return structs.replace(made(line, who, MarkStyle.LINE), key=HANDLED)
    return None


def _name_first(line: Line) -> SpeakerMark | None:
    """`Name @handle · 2h` or `Name (@handle), post`, alone on its line."""
    text = line.text
    at = text.find("@", 0, MOST_HANDLED)
    found = HANDLE.match(text, at) if at > 0 and text[at - 1] in " (" else None
    if found is None or len(text) > _MOST or not _AFTER_HANDLE.match(text, found.end()):
        return None
    people = people_in(text, 0, len(text[:at].rstrip(_SEPARATES)))
    if len(people) != 1 or not people[0].name.is_full:
        return None
    after = _POST_AFTER.match(text, found.end())
    post = trimmed(text, after.end(), len(text)) if after else (0, 0)
    return made(line, [_also_called(people[0], found[0])], MarkStyle.LINE, affiliation=post)


def _also_called(person: Person, handle: str) -> Person:
    name = structs.replace(person.name, aliases=(*person.name.aliases, handle))
    return Person(name, person.start, person.end, person.post)
