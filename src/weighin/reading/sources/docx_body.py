"""The body of a DOCX to blocks, in one walk over its XML.

Inserted text counts and deleted text does not; what stands in a box, a content control or a table inside a cell is read where it stands.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from weighin.reading.page import BlockKind, Cell, Region, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.docx_styles import WORD, Numbering, WordStyle, heading_of, is_on, value_of

_PLAIN = WordStyle()
_THROUGH = frozenset("ins moveTo smartTag fldSimple sdt sdtContent customXml bdo dir hyperlink".split())
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"


class _Box(Struct, frozen=True):
    """A text box that hangs on a paragraph."""

    content: Any


def add_document(builder: PageBuilder, body: Any, *, styles: Mapping[str, WordStyle], numbering: Numbering) -> None:
    """Add every paragraph, list item and table cell of a document in its order."""
    _Body(builder, styles, numbering).walk(body)


def add_notes(builder: PageBuilder, root: Any) -> None:
    """Add footnotes or endnotes, as what stands beside the article."""
    walk = _Body(builder, {}, Numbering(None), region=Region.RELATED)
    for note in root if root is not None else ():
        if note.get(WORD + "type") is None:  # the others are the lines that part notes from text
            walk.walk(note)


class _Body:
    """The state of one walk."""

    def __init__(
        self,
        builder: PageBuilder,
        styles: Mapping[str, WordStyle],
        numbering: Numbering,
        *,
        region: Region = Region.BODY,
    ) -> None:
        self._builder = builder
        self._styles = styles
        self._numbering = numbering
        self._region = region
        self._paragraphs = 0
        self._tables = 0
        self._section = -1

    def walk(self, parent: Any, cell: Cell | None = None) -> None:
        """Read what stands in a body, a cell, a box or a content control."""
        for element in parent:
            tag = _local(element)
            if tag == "p":
                self._paragraph(element, cell)
            elif tag == "tbl":
                self._table(element)
            elif tag in _THROUGH:
                self.walk(element, cell)

    def _paragraph(self, element: Any, cell: Cell | None) -> None:
        self._paragraphs += 1
        properties = element.find(WORD + "pPr")
        style = _PLAIN
        numbered = outline = None
        if properties is not None:
            style = self._styles.get(value_of(properties.find(WORD + "pStyle")), _PLAIN)
            numbered = properties.find(WORD + "numPr")
            outline = properties.find(WORD + "outlineLvl")
        heading = heading_of("", value_of(outline)) or style.heading
        number = (value_of(numbered.find(WORD + "numId")) if numbered is not None else "") or style.numbering
        depth = value_of(numbered.find(WORD + "ilvl")) if numbered is not None else str(style.level)
        kind = _kind_of(
            style.name, is_heading=heading > 0, is_numbered=number not in {"", "0"}, in_cell=cell is not None
        )
        if kind is BlockKind.HEADING:
            self._section = self._paragraphs
        lines: list[list[Piece]] = [[]]
        boxes: list[Any] = []
        for found in self._pieces(element, style):
            if isinstance(found, _Box):
                boxes.append(found.content)
            elif found is None:
                lines.append([])
            else:
                lines[-1].append(found)
        marker = ""
        if any(piece.text.strip() for line in lines for piece in line):
            level = int(depth) if depth.isdecimal() and len(depth) == 1 else 0
            if number not in {"", "0"}:
                marker = self._numbering.marker(number, level)
            elif kind is BlockKind.LIST_ITEM:
                marker = "•"
            for line in lines:
                self._builder.block(
                    line,
                    kind=kind,
                    region=self._region,
                    level=heading if kind is BlockKind.HEADING else level + 1 if kind is BlockKind.LIST_ITEM else 0,
                    marker=marker,
                    cell=cell,
                    parent=self._section,
                    classes=style.name,
                    where=f"table {cell.table + 1}" if cell else f"paragraph {self._paragraphs}",
                )
        for box in boxes:
            self.walk(box)

    def _pieces(self, parent: Any, style: WordStyle, *, linked: bool = False) -> Iterator[Piece | _Box | None]:
        """The styled pieces of a paragraph, its boxes, and None where a line ends."""
        for element in parent:
            tag = _local(element)
            if tag == "r":
                yield from self._run(element, style, linked=linked)
            elif tag in _THROUGH:
                yield from self._pieces(element, style, linked=linked or tag == "hyperlink")

    def _run(self, run: Any, style: WordStyle, *, linked: bool) -> Iterator[Piece | _Box | None]:
        properties = run.find(WORD + "rPr")
        bold, italic = style.bold and not style.heading, style.italic
        if properties is not None:
            if is_on(properties.find(WORD + "vanish")):
                return
            own = self._styles.get(value_of(properties.find(WORD + "rStyle")), _PLAIN)
            bold = is_on(properties.find(WORD + "b"), otherwise=bold or own.bold)
            italic = is_on(properties.find(WORD + "i"), otherwise=italic or own.italic)
        styles = tuple(one for one, here in ((Style.BOLD, bold), (Style.ITALIC, italic), (Style.LINK, linked)) if here)
        for child in run:
            tag = _local(child)
            if tag == "t":
                yield Piece(child.text or "", styles)
            elif tag in {"tab", "ptab"}:
                yield Piece(" ", styles)
            elif tag == "noBreakHyphen":
                yield Piece("-", styles)
            elif tag in {"br", "cr"}:
                yield None
            elif tag == "AlternateContent":  # one thing said for newer and for older programs
                yield from (_Box(box) for box in _boxes_in(child.find(_CHOICE)))
            elif tag in {"drawing", "pict", "object"}:
                yield from (_Box(box) for box in _boxes_in(child))

    def _table(self, table: Any) -> None:
        number = self._tables
        self._tables += 1
        rows = [row for row in _inside(table, "tr") if row.find(f"{WORD}trPr/{WORD}del") is None]
        is_layout = all(len(list(_inside(row, "tc"))) < 2 for row in rows)
        for row_number, row in enumerate(rows):
            column = _width(row.find(f"{WORD}trPr/{WORD}gridBefore"), otherwise=0)
            is_header = row_number == 0 or is_on(row.find(f"{WORD}trPr/{WORD}tblHeader"))
            for one in _inside(row, "tc"):
                wide = _width(one.find(f"{WORD}tcPr/{WORD}gridSpan"))
                merged = one.find(f"{WORD}tcPr/{WORD}vMerge")
                if merged is None or value_of(merged) == "restart":
                    self.walk(one, None if is_layout else Cell(number, row_number, column, is_header, wide))
                column += wide


def _kind_of(style: str, *, is_heading: bool, is_numbered: bool, in_cell: bool) -> BlockKind:
    if in_cell:
        return BlockKind.CELL
    if is_heading:
        return BlockKind.HEADING
    if style.startswith("caption"):
        return BlockKind.CAPTION
    if is_numbered or style.startswith("list"):
        return BlockKind.LIST_ITEM
    return BlockKind.QUOTE if "quote" in style else BlockKind.PARAGRAPH


def _inside(parent: Any, wanted: str) -> Iterator[Any]:
    """Rows or cells, also those that stand in a content control or were inserted."""
    for element in parent:
        tag = _local(element)
        if tag == wanted:
            yield element
        elif tag in _THROUGH:
            yield from _inside(element, wanted)


def _boxes_in(element: Any) -> Iterator[Any]:
    """The outermost boxes inside an element."""
    for child in element if element is not None else ():
        if _local(child) == "txbxContent":
            yield child
        else:
            yield from _boxes_in(child)


def _width(element: Any, *, otherwise: int = 1) -> int:
    value = value_of(element)
    return min(50, int(value)) if value.isdecimal() and len(value) < 4 and int(value) > 0 else otherwise


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""  # a comment's tag is no string
