"""DOCX by python-docx, after the package itself has been looked over."""

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from weighin.errors import TooLarge, Unreadable
from weighin.reading.page import Page
from weighin.reading.sources.build import PageBuilder
from weighin.reading.sources.docx_body import add_document, add_notes
from weighin.reading.sources.docx_styles import Numbering, part_of, styles_in
from weighin.reading.sources.limits import MOST_EXPANDED_BYTES, MOST_PACKED_FILES, MOST_XML_BYTES
from weighin.record.values import Container

if TYPE_CHECKING:
    from docx.document import Document

_ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([^\"']{1,40})")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"})


def page_from_docx(data: bytes, *, name: str) -> Page:
    """Paragraphs, headings, list items and table cells of a document, its properties first and its notes last.

    Comments, deleted text, headers and footers are no text of the article.

    Raises:
        Unreadable: damaged, encrypted, or with entities of its own. TooLarge: unpacks to more than is read.
    """
    _look_over(data, name)
    import docx  # a fifth of a second that only DOCX needs

    try:
        document = docx.Document(io.BytesIO(data))
        builder = PageBuilder(Container.DOCX)
        _add_properties(builder, document)
        parts = {kind: part_of(document, kind) for kind in ("styles", "numbering", "footnotes", "endnotes")}
    except Exception as error:  # whatever the library says of a package that is none: it has a dozen ways
        raise Unreadable(
            name, f"this DOCX is damaged ({type(error).__name__}); open it in a word processor and save it again"
        ) from error
    add_document(
        builder, document.element.body, styles=styles_in(parts["styles"]), numbering=Numbering(parts["numbering"])
    )
    for kind in ("footnotes", "endnotes"):
        add_notes(builder, parts[kind])
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
    left = MOST_XML_BYTES
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with package.open(entry) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise TooLarge(
                    name, f"it unpacks to more than {MOST_XML_BYTES // 1_000_000} MB of text, which no article has"
                )
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
