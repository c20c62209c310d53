"""Plain text, as copied from a browser or wrapped by hand: lines to blocks."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.page import BlockKind, Cell, Page, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.encoding import Decoded
from weighin.reading.sources.normalise import cleaned
from weighin.reading.sources.wrapped import Wrapping, joined_lines, without_ornament
from weighin.record.values import Container

_BULLET = re.compile(r"^\s*(?P<marker>[•●▪◦‣·*]|[-–](?=\s)|\(?[a-z]\)(?=\s))\s+(?P<text>\S.*)$")
_RULE = re.compile(r"^\s*(?:[-=_*~–—#^]\s?){3,}\s*$")
_TABS = re.compile(r"(?<=[^\s:])[ ]*\t\s*(?=\S)")
_MOST_HEADING = 110
_UNDERLINE = 0.25  # by so much a line under a heading may be longer or shorter than it
_FEWEST_ROWS = 2


def page_from_text(decoded: Decoded) -> Page:
    """Every line a block; lines that were wrapped at a column are joined to paragraphs first."""
    builder = PageBuilder(Container.TEXT)
    if decoded.lossy:
        builder.lossy.append(decoded.lossy)
    add_lines(builder, cleaned(decoded.text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"))
    return builder.page()


def add_lines(builder: PageBuilder, lines: list[str]) -> None:
    """Add lines of plain text as blocks."""
    rows = _rows(lines)
    bullets = _bullets(lines)
    wrapping = Wrapping([line for number, line in enumerate(lines) if number not in rows])
    waiting: list[str] = []
    began = 0

    def flush() -> None:
        first = began
        for own in wrapping.paragraphs(waiting):
            _add_paragraph(builder, own, bullets.get(first), where=f"line {first + 1}")
            first += len(own)
        waiting.clear()

    for number, line in enumerate(lines):
        if not line.strip():
            flush()
        elif _RULE.match(line):
            is_boxed = began > 0 and _RULE.match(lines[began - 1])
            if len(waiting) == 1 and began not in bullets and not is_boxed and _underlines(line, waiting[0]):
                builder.block([Piece(waiting.pop())], kind=BlockKind.HEADING, level=2, where=f"line {number}")
            else:
                flush()
                builder.block([], kind=BlockKind.RULE, where=f"line {number + 1}")
        elif number in rows:
            flush()
            for column, text in enumerate(rows[number].cells):
                cell = Cell(rows[number].table, rows[number].row, column)
                builder.block([Piece(text)], kind=BlockKind.CELL, cell=cell, where=f"line {number + 1}")
        else:
            if number in bullets:
                flush()
            if not waiting:
                began = number
            waiting.append(line)
    flush()


def _add_paragraph(builder: PageBuilder, own: Sequence[str], bullet: Mapping[str, str] | None, *, where: str) -> None:
    if bullet is None:
        text, is_apart = without_ornament(joined_lines(own))
        builder.block([Piece(text, (Style.BOLD,) if is_apart else ())], where=where)
        return
    text = joined_lines([bullet["text"], *own[1:]])
    builder.block([Piece(text)], kind=BlockKind.LIST_ITEM, level=1, marker=bullet["marker"], where=where)


def _underlines(line: str, text: str) -> bool:
    """Whether a line of dashes is drawn under a heading, as long as that is."""
    length = len(text.strip())
    return (
        text.rstrip()[-1:] not in ".,;"
        and length < _MOST_HEADING
        and abs(len(line.strip()) - length) <= max(2, length * _UNDERLINE)
    )


def _bullets(lines: Sequence[str]) -> dict[int, dict[str, str]]:
    """List items by line number. A dash makes a list only in company: alone it opens a signature or a turn.

    A numbered line is as often a heading or a question: its number stays in the text.
    """
    found = {number: match.groupdict() for number, line in enumerate(lines) if (match := _BULLET.match(line))}
    dashes = [number for number, bullet in found.items() if bullet["marker"] in "-–"]
    if len(dashes) == 1:
        del found[dashes[0]]
    return found


class _Row(Struct, frozen=True):
    table: int
    row: int
    cells: list[str]


def _rows(lines: Sequence[str]) -> dict[int, _Row]:
    """Rows of tables as a browser copies them, cells apart by tabs; one row alone is none."""
    found: dict[int, _Row] = {}
    table = 0
    run: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*lines, "end"]):
        cells = [cell.strip() for cell in _TABS.split(line.strip())] if "\t" in line else [line]
        if len(cells) > 1 and (not run or len(run[0][1]) == len(cells)):
            run.append((number, cells))
        elif line.strip() or len(cells) > 1:
            if len(run) >= _FEWEST_ROWS:
                found |= {at: _Row(table, row, own) for row, (at, own) in enumerate(run)}
                table += 1
            run = [(number, cells)] if len(cells) > 1 else []
    return found
