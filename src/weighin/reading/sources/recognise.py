"""Which container bytes are in: by their first bytes, then by what they look like, then by their name."""

import re
from os.path import splitext  # a path of pathlib costs as much as recognising a small page

from weighin.errors import UnknownContainer, Unreadable
from weighin.record.values import Container

_BY_NAME = {
    ".html": Container.HTML,
    ".htm": Container.HTML,
    ".xhtml": Container.HTML,
    ".txt": Container.TEXT,
    ".text": Container.TEXT,
    ".md": Container.MARKDOWN,
    ".markdown": Container.MARKDOWN,
    ".docx": Container.DOCX,
    ".pdf": Container.PDF,
    ".eml": Container.MAIL,
}
_BY_TYPE = {
    "text/html": Container.HTML,
    "application/xhtml+xml": Container.HTML,
    "text/markdown": Container.MARKDOWN,
    "application/pdf": Container.PDF,
    "message/rfc822": Container.MAIL,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Container.DOCX,
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|table|meta)\b", re.IGNORECASE)
_MAIL = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_MAIL_HEADER = re.compile(
    rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_MARKDOWN = re.compile(rb"^(?:#{1,6} \S|\*\*\S[^\n]*\*\*\s*$|---\n(?:\w+:[^\n]*\n)+---)", re.MULTILINE)
_WORDS = "HTML, plain text, Markdown, DOCX, PDF and EML"
_BINARY = {
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file; save it as DOCX",
    b"PK\x03\x04": "a packed file that is no DOCX",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file; unpack it first",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"{\\rtf": "an RTF file; save it as DOCX",
}


_CONTROL = bytes([*range(9), *range(14, 27), *range(28, 32)])
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def recognise(data: bytes, *, name: str = "", media_type: str = "") -> Container:
    """The container that these bytes are in.

    Raises:
        UnknownContainer: none of those that are read; the error says which those are.
        Unreadable: a document that is locked by a password.
    """
    head = data[:8192]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-") or b"%PDF-" in head[:1024]:
        return Container.PDF
    if head.startswith(b"PK\x03\x04") and b"word/" in data:
        return Container.DOCX
    if head.startswith(b"\xd0\xcf\x11\xe0") and (_ENCRYPTED in data or _ending(name) == ".docx"):
        raise Unreadable(name or "the source", "this DOCX is encrypted; save it without a password")
    for first, meaning in _BINARY.items():
        if head.startswith(first):
            raise UnknownContainer(name or "the source", f"this is {meaning}; {_WORDS} are read")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _BY_NAME.get(_ending(name), Container.TEXT)
    if _is_binary(head):
        raise UnknownContainer(name or "the source", f"this is no text; {_WORDS} are read")
    if _MAIL.match(head.replace(b"\r\n", b"\n")) and _MAIL_HEADER.search(head[:4096]):
        return Container.MAIL
    declared = _BY_TYPE.get(media_type.split(";", maxsplit=1)[0].strip().lower())
    named = _BY_NAME.get(_ending(name))
    if _HTML.match(start) or (named is None and len(_HTML.findall(head)) >= 3):
        return Container.HTML
    for guess in (declared, named):
        if guess is not None and guess not in {Container.PDF, Container.DOCX, Container.MAIL}:
            return guess
    return Container.MARKDOWN if len(_MARKDOWN.findall(head)) >= 2 else Container.TEXT


def _ending(name: str) -> str:
    return splitext(name)[1].lower()  # noqa: PTH122 - see the import


def _is_binary(head: bytes) -> bool:
    if looks_like_utf16(head):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return control > 3 and control * 50 > len(head)


def looks_like_utf16(head: bytes) -> str:
    """The name of UTF-16 without a byte order mark, which shows as a zero in every other byte; empty where it does not."""
    pairs = len(head) // 2
    if head.count(0) * 5 < pairs:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * pairs and even * 20 < pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd * 20 < pairs:
        return "utf-16-be"
    return ""
