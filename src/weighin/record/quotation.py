"""How much of another's words may be repeated: where a sentence ends, where a long one is cut."""

import re

from msgspec import Struct

from weighin.record.values import Span

_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]|\n")
_NO_END = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "sen", "rep", "gov", "vs", "e.g", "i.e", "cf", "etc", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
))  # fmt: skip


class Measure(Struct, frozen=True):
    """How long a quotation may be. Characters count too, for scripts that put no spaces between words."""

    words: int
    characters: int


def first_sentence(text: str) -> Span:
    """The first sentence of a text, with its closing mark; all of it where none ends."""
    for end in _END.finditer(text):
        if _ends_here(text, end):
            return Span(0, end.start() if end.group() == "\n" else end.end())
    return Span(0, len(text))


def within(text: str, measure: Measure, *, keep: Span | None = None) -> Span:
    """The stretch of `text` that the measure allows, whole words from its beginning, or from shortly before `keep`."""
    words = [Span(*word.span()) for word in _WORD.finditer(text)]
    if len(words) <= measure.words and len(text) <= measure.characters:
        return Span(0, len(text))
    first = 0
    if keep and (keep.end > measure.characters or sum(word.end <= keep.end for word in words) > measure.words):
        reach = max(word_number for word_number, word in enumerate(words) if word.start <= keep.start)
        first = max(0, reach - measure.words // 3)
        while first < reach and keep.end - words[first].start > measure.characters:
            first += 1
    start = words[first].start if first else 0
    ends = [word.end for word in words[first : first + measure.words] if word.end - start <= measure.characters] or [
        start + measure.characters
    ]
    return Span(start, ends[-1])


def short_enough(text: str, measure: Measure) -> bool:
    """Whether the measure allows all of it."""
    return len(text) <= measure.characters and len(_WORD.findall(text)) <= measure.words


def _ends_here(text: str, end: re.Match[str]) -> bool:
    rest = text[end.end() :].lstrip()
    if not end.group().startswith("."):
        return not (rest[:1].islower() and end.group() != "\n")
    words = text[: end.start()].split()
    before = words[-1].lower().lstrip("(“\"'") if words else ""
    is_initial = len(before) == 1 and before.isalpha() and before != "i"
    is_number = before == "no" and rest[:1].isdigit()
    return not (
        is_initial or is_number or before in _NO_END or re.fullmatch(r"(\w\.)+\w", before) or rest[:1].islower()
    )
