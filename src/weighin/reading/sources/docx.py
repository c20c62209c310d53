"""DOCX by python-docx, after the package itself has been looked over."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from weighin.errors import TooLarge, Unreadable
from weighin.reading.page import BlockKind, Cell, Page, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.limits import MOST_EXPANDED_BYTES, MOST_PACKED_FILES
from weighin.record.values import Container

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_BREAKS = {"br", "cr"}
_ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([^\"']{1,40})")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"})


def page_from_docx(data: bytes, *, name: str) -> Page:
    """Paragraphs, headings, list items and table cells of a document, its properties first; headers and footers are no text.

    Raises:
        Unreadable: damaged, encrypted, or with entities of its own. TooLarge: unpacks to more than is read.
    """
    _look_over(data, name)
    import docx  # a fifth of a second that only DOCX needs
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        builder = PageBuilder(Container.DOCX)
        _add_properties(builder, document)
        _add_body(builder, document)
    except (OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as error:
        raise Unreadable(
            name, f"this DOCX is damaged ({type(error).__name__}); open it in a word processor and save it again"
        ) from error
    return builder.page()


def _look_over(data: bytes, name: str) -> None:
    """Refuse what would unpack to too much, and XML that brings entities of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _look_through(package, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Unreadable(name, "this DOCX is damaged; open it in a word processor and save it again") from error


def _look_through(package: zipfile.ZipFile, name: str) -> None:
    entries = package.infolist()
    if len(entries) > MOST_PACKED_FILES or sum(entry.file_size for entry in entries) > MOST_EXPANDED_BYTES:
        raise TooLarge(name, f"it unpacks to more than {MOST_EXPANDED_BYTES // 1_000_000} MB, which no article does")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(name, "this DOCX is encrypted; save it without a password")
    left = MOST_EXPANDED_BYTES
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with package.open(entry) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise TooLarge(name, "it unpacks to more than it says")
            plain = (
                content.replace(b"\x00", b"") if b"\x00" in content[:4] else content
            )  # as good as decoding UTF-16 and 32
            declared = _ENCODING.match(plain[:200].lstrip(b"\xef\xbb\xbf\xff\xfe"))
            if (declared and declared[1].lower() not in _ENCODINGS) or b"<!ENTITY" in plain or b"<!DOCTYPE" in plain:
                raise Unreadable(name, "its XML defines entities, which no word processor writes; it was not opened")


def _add_properties(builder: PageBuilder, document: "Document") -> None:
    properties = document.core_properties
    if (
        properties.title and properties.title != "Word Document"
    ):  # what the library says where a document has no properties
        builder.meta("title", properties.title, where="document properties")
    if properties.author and properties.author != "python-docx":
        builder.meta("author", properties.author, where="document properties")
    builder.language = properties.language or ""


def _add_body(builder: PageBuilder, document: "Document") -> None:
    from docx.table import Table  # see page_from_docx

    section = 0
    tables = 0
    for number, part in enumerate(document.iter_inner_content(), start=1):
        if isinstance(part, Table):
            _add_table(builder, part, tables)
            tables += 1
            continue
        style = (part.style.name if part.style is not None else "") or ""
        kind, level = _kind_of(style, part)
        if kind is BlockKind.HEADING:
            section = number
        for pieces in _lines_of(part):
            builder.block(
                pieces,
                kind=kind,
                level=level,
                marker="•" if kind is BlockKind.LIST_ITEM else "",
                parent=section or -1,
                classes=style.lower(),
                where=f"paragraph {number}",
            )


def _kind_of(style: str, paragraph: "Paragraph") -> tuple[BlockKind, int]:
    if style == "Title":
        return BlockKind.HEADING, 1
    if style.startswith("Heading"):
        digits = style.removeprefix("Heading").strip()
        return BlockKind.HEADING, min(6, 1 + int(digits)) if digits.isdecimal() else 2
    if style.startswith("List") or (paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None):  # noqa: SLF001 - numbering has no public face
        return BlockKind.LIST_ITEM, 1
    if style == "Caption":
        return BlockKind.CAPTION, 0
    if "Quote" in style:
        return BlockKind.QUOTE, 0
    return BlockKind.PARAGRAPH, 0


def _lines_of(paragraph: "Paragraph") -> Iterator[list[Piece]]:
    """The styled pieces of a paragraph; a line break inside it starts another block. Inserted text counts, deleted text does not."""
    pieces: list[Piece] = []
    for run in paragraph._p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"):  # noqa: SLF001 - with insertions and links
        if run.getparent().tag.endswith("}del"):
            continue
        properties = run.rPr
        styles = tuple(
            style
            for style, tag in ((Style.BOLD, "b"), (Style.ITALIC, "i"))
            if properties is not None
            and _is_on(properties.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + tag))
        )
        for child in run:
            tag = child.tag.rsplit("}", 1)[-1]
            if tag == "t" and child.text:
                pieces.append(Piece(child.text, styles))
            elif tag == "tab":
                pieces.append(Piece(" ", styles))
            elif tag == "noBreakHyphen":
                pieces.append(Piece("-", styles))
            elif tag in _BREAKS:
                yield pieces
                pieces = []
    yield pieces


def _is_on(element: object) -> bool:
    if element is None:
        return False
    value = element.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val")  # type: ignore[attr-defined]
    return value not in {"0", "false", "none"}


def _add_table(builder: PageBuilder, table: "Table", number: int) -> None:
    seen: set[int] = set()
    for row_number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if id(cell._tc) in seen:  # noqa: SLF001 - a merged cell is given once for each place it covers
                continue
            seen.add(id(cell._tc))  # noqa: SLF001 - the same
            for paragraph in cell.paragraphs:
                for pieces in _lines_of(paragraph):
                    builder.block(
                        pieces,
                        kind=BlockKind.CELL,
                        cell=Cell(number, row_number, column, row_number == 0),
                        where=f"table {number + 1}",
                    )
