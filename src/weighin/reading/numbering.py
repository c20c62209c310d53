"""The numbers that questions, and the answers to them, begin with: `1.` or `(2)` or `Q3 –` or `Ad 1:` or `Zu Frage 2:`."""

import re
from collections.abc import Iterator

from msgspec import Struct

from weighin.reading.blocks import Line

_NUMBERED = re.compile(
    r"^(?:[(\[]?\d{1,2}[.)\]]|Q\d{0,2}[.:)]|Q\d{1,2}\s?[–—-]|(?:Question|Topic|Statement|Frage) (?:\d+|[A-Z])\s?[.:)–—-]?)\s*"
)
# what people write before the number of the question that they answer
_LEAD = (
    r"(?:(?:zu |re |on |to |ad |as (?:to|for) |regarding |concerning )?(?:questions?|frage|answer|antwort|q|a|no\.?|nr\.?|number|point|punkt|item|topic)"
    r"|ad|re|zu|on|to|as (?:to|for)|regarding)"
)
_MORE = r"(?:\)?\s*(?:and|&|,|\+|-|–|und)\s*\(?(?:Q ?)?\d{1,2})?"
_ORDINAL = re.compile(
    rf"[(\[]?(?:(?P<lead>{_LEAD})[ .#]{{0,2}})?#?[(\[]?(?P<number>\d{{1,2}}){_MORE}(?:[.):\]]{{1,2}}|\s?[–—]|\s-)(?:\s+|$)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:\(?(?P<letter>[a-hA-H])\)|(?P<capital>[A-H])[.:])(?:\s+|$)")
_ROMANS = "i ii iii iv v vi vii viii".split()
_ROMAN = re.compile(r"(?:\(?(?P<small>i{1,3}|iv|vi{0,3})\)|\(?(?P<capital>I{1,3}|IV|VI{0,3})(?:[.:]\)?|\)))(?:\s+|$)")
_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_IN_WORDS = re.compile(
    rf"(?:(?:on|to|as (?:to|for)|re|regarding|my answer to)\s+)?(?:(?:the|your)\s+)?(?P<word>{'|'.join(_WORDS)}|last)(?:\s+(?:question|one|point))?\s*(?:[:–—]|-\s|[.,](?=\s)(?<=(?:stion|point)[.,]))\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"(?:(?<=[.!?…”\"’')])|(?<=[;:])|(?<=\n)) (?=[(\[]?(?:{_LEAD}[ .#]{{0,2}})?#?[(\[]?\d{{1,2}}(?:[.):\]]|\s?[–—]))",
    re.IGNORECASE,
)


def numbered_to(text: str) -> int:
    """Where the words of a question begin that `Question 2.` or the like stands before."""
    found = _NUMBERED.match(text)
    return found.end() if found else 0


_MARKER = re.compile(r"[(\[]?(\d{1,2})[.)\]]")


def ordinal_of(line: Line) -> tuple[int, int]:
    """The number that a line begins with, and where its words begin; (0, 0) where it has none."""
    number, begin = ordinal_in(line.text)
    if number:
        return number, begin
    marker = _MARKER.fullmatch(line.block.marker)
    return (int(marker[1]), 0) if marker else (0, 0)


def ordinal_in(text: str, start: int = 0) -> tuple[int, int]:
    """The same for a text from a place on."""
    found = _ORDINAL.match(text, start)
    if found:
        return int(found["number"]), found.end()
    lettered = _LETTERED.match(text, start)
    if lettered is None:
        roman = _ROMAN.match(text, start)
        return (_ROMANS.index((roman["small"] or roman["capital"]).lower()) + 1, roman.end()) if roman else (0, 0)
    return "abcdefgh".index((lettered["letter"] or lettered["capital"]).lower()) + 1, lettered.end()


def ordinal_in_words(text: str, *, last: int) -> tuple[int, int]:
    """The same for `First question:`, `As to the second,`; `last`: the number of the last question."""
    found = _IN_WORDS.match(text)
    if found is None:
        return 0, 0
    word = found["word"].lower()
    return (last if word == "last" else _WORDS.index(word) + 1), found.end()


class Numbered(Struct, frozen=True):
    """A stretch of a text that begins with a number: which, and from where to where its words stand. 0: what stands before the first."""

    number: int
    start: int
    end: int


def numbered_parts(text: str, *, start: int = 0, last: int) -> Iterator[Numbered]:
    """The parts of `1) words 2) words (3) words`, whose numbers rise and end with `last` at most; the whole where there is none."""
    edges: list[tuple[int, int, int]] = []
    number, begin = ordinal_in(text, start)
    if 0 < number <= last:
        edges.append((start, number, begin))
    for gap in _INSIDE.finditer(text, start):
        number, begin = ordinal_in(text, gap.end())
        if (edges[-1][1] if edges else 0) < number <= last:
            edges.append((gap.end(), number, begin))
    if not edges or edges[0][0] > start:
        yield Numbered(0, start, edges[0][0] if edges else len(text))
    for place, (_, number, begin) in enumerate(edges):
        until = edges[place + 1][0] if place + 1 < len(edges) else len(text)
        yield Numbered(number, begin, until)
