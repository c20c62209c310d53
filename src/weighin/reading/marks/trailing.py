"""Signatures that close a paragraph: `“Words.” – Name, post`, `Words. (Name, post)`, `Words. / FM`, or a name in bold after the last word."""

import re
from collections.abc import Iterator

from weighin.reading.blocks import Line
from weighin.reading.marks.mark import MarkStyle, Person, SpeakerMark
from weighin.reading.marks.people import people_in, trimmed
from weighin.reading.names import read_name
from weighin.reading.page import Style

_SIGN = re.compile(
    r"\s?[—–―]\s?(?=[^\W\d_a-z])|\s(?://?|\||~|-)\s?(?=[^\W\d_a-z])|\s[(\[](?=[^\W\d_a-z][^()\[\]]*[)\]]\.?$)"
)
_INITIALS = re.compile(r"[A-Z]{2,4}(?:(?:,| and| &|/) ?[A-Z]{2,4})*$")
_ONE = re.compile(r"[A-Z]{2,4}")
_POST = re.compile(r",? ?[,(|·–—] ?|$")
_MOST_SIGNATURE = 160
_LEAST_SIGNED = 8
_SENTENCE_ENDS = '.!?…”"’)'


def trailing_signature(line: Line) -> SpeakerMark | None:
    """The signature that closes a paragraph, if one may stand there."""
    text = line.text
    if text[-1] in "?!":
        return None
    for start, begin, shape in _beginnings(line):
        if start < _LEAST_SIGNED or text[:start].rstrip()[-1:] not in _SENTENCE_ENDS:
            continue
        end = len(text.rstrip(" .")) - (shape == "(")
        mark = _signed(line, start, begin, end, shape)
        if mark is not None:
            return mark
    return None


def _beginnings(line: Line) -> Iterator[tuple[int, int, str]]:
    """Where the words may end, where the signature may begin, and what stands between; the last possibility first."""
    text = line.text
    least = max(0, len(text) - _MOST_SIGNATURE)
    if text[-1] in ")]" or any(sign in text[least:] for sign in "—–―/|~-"):
        for found in reversed(list(_SIGN.finditer(text, least))):
            shape = found[0].strip()
            yield found.start(), found.end(), "(" if shape in "([" else "–" if shape in "—–―" else shape
    for run in reversed(line.block.runs):
        begin = run.start - line.start
        if run.style is not Style.LINK and least <= begin and begin > _LEAST_SIGNED and run.end <= line.end:
            yield begin, begin, run.style.value


def _signed(line: Line, start: int, begin: int, end: int, shape: str) -> SpeakerMark | None:
    text = line.text
    if _INITIALS.match(text, begin, end):
        found = [(read_name(one[0]), one.start(), one.end()) for one in _ONE.finditer(text, begin, end)]
        people = [Person(name, at, to) for name, at, to in found if name is not None]
        post = (0, 0)
    else:
        joint = _POST.search(text, begin, end)
        edge = joint.start() if joint else end
        people = people_in(text, begin, edge)
        if not people or not people[0].name.is_full:
            return None
        post = trimmed(text, edge, end) if edge < end else (0, 0)
    if not people:
        return None
    base = line.start
    return SpeakerMark(
        line=line.number,
        people=tuple(Person(person.name, person.start + base, person.end + base) for person in people),
        style=MarkStyle.LINE,
        key=f"trailing {shape}",
        words_to=base + len(text[:start].rstrip()),
        affiliation=(post[0] + base, post[1] + base) if post[1] else (0, 0),
        signs=True,
    )
