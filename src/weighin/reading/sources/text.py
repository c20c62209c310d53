"""Plain text, as copied from a browser or wrapped by hand: lines to blocks."""

import re
from statistics import median

from weighin.reading.page import BlockKind, Page
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.encoding import Decoded
from weighin.reading.sources.normalise import cleaned
from weighin.record.values import Container

_BULLET = re.compile(r"^\s*(?P<marker>[•●▪◦‣·*]|[-–](?=\s)|\(?\d{1,3}[.)](?=\s)|\(?[a-z]\)(?=\s))\s+(?P<text>\S.*)$")
_RULE = re.compile(r"^\s*(?:[-=_*~–—]\s?){3,}\s*$")
_WRAPPED = (55, 90)  # characters in a line that was broken by hand or by a mail program


def page_from_text(decoded: Decoded) -> Page:
    """Every line a block; lines that were wrapped at a column are joined to paragraphs first."""
    builder = PageBuilder(Container.TEXT)
    if decoded.lossy:
        builder.lossy.append(decoded.lossy)
    add_lines(builder, cleaned(decoded.text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"))
    return builder.page()


def add_lines(builder: PageBuilder, lines: list[str], *, parent: int = -1, first: int = 1) -> None:
    """Add lines of plain text as blocks; `first` is the number of the first line in its container."""
    wrapped = is_wrapped(lines)
    bullets = _bullets(lines)
    waiting: list[str] = []
    began = first

    def flush() -> None:
        if waiting:
            builder.block([Piece(joined_lines(waiting))], parent=parent, where=f"line {began}")
            waiting.clear()

    for number, line in enumerate(lines, start=first):
        if not line.strip():
            flush()
        elif _RULE.match(line):
            flush()
            builder.block([], kind=BlockKind.RULE, parent=parent, where=f"line {number}")
        elif number - first in bullets:
            flush()
            found = bullets[number - first]
            builder.block(
                [Piece(found["text"])],
                kind=BlockKind.LIST_ITEM,
                level=1,
                marker=found["marker"],
                parent=parent,
                where=f"line {number}",
            )
        elif wrapped and waiting and len(waiting[-1].rstrip()) >= _WRAPPED[0] - 15:
            waiting.append(line)
        else:
            flush()
            began = number
            waiting.append(line)
            if not wrapped:
                flush()
    flush()


def is_wrapped(lines: list[str]) -> bool:
    """Whether paragraphs were broken into lines of about one width."""
    lengths = [
        len(line.rstrip()) for before, line in zip(lines[1:], lines, strict=False) if line.strip() and before.strip()
    ]
    if len(lengths) < 4:
        return False
    return max(lengths) <= _WRAPPED[1] + 10 and _WRAPPED[0] <= median(lengths) <= _WRAPPED[1]


def joined_lines(lines: list[str]) -> str:
    """One paragraph of wrapped lines; a word that was divided keeps its hyphen only where it has one by itself."""
    text = ""
    for line in lines:
        bare = line.strip()
        if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and bare[:1].islower():
            text += bare  # "first-" + "year": a program that wraps lines breaks at hyphens, it makes none
        else:
            text += f" {bare}" if text else bare
    return text


def _bullets(lines: list[str]) -> dict[int, dict[str, str]]:
    """List items by line number. A dash makes a list only in company: alone it opens a signature or a turn."""
    found = {number: match.groupdict() for number, line in enumerate(lines) if (match := _BULLET.match(line))}
    dashes = [number for number, item in found.items() if item["marker"] in "-–"]
    if len(dashes) == 1:
        del found[dashes[0]]
    numbered = [number for number, item in found.items() if item["marker"][-1] in ".)"]
    for number in numbered:
        del found[number]  # a numbered line is as often a heading or a question; its number stays in the text
    return found
