"""Bytes to pages: HTML, plain text, Markdown, DOCX, PDF, letters."""

from weighin.errors import EmptySource, TooLarge
from weighin.reading.page import Page
from weighin.reading.sources.limits import MOST_BYTES
from weighin.reading.sources.recognise import recognise
from weighin.record.values import Container

__all__ = ["MOST_BYTES", "read_source", "recognise"]


def read_source(data: bytes, *, name: str = "", container: Container | None = None, media_type: str = "") -> Page:
    """Read a source into a page.

    Args:
        data: the bytes. name: what people call the source; its ending helps to recognise it.
        container: what they are in, where that is known. media_type: as a server declared it.

    Raises:
        BadSource: nothing in it, too large, damaged, encrypted, or in no container that is read.
    """
    called = name or "the source"
    if len(data) > MOST_BYTES:
        raise TooLarge(called, f"larger than {MOST_BYTES // 1_000_000} MB, which no article is")
    if not data.strip(b" \t\r\n\x00"):
        raise EmptySource(called, "there is nothing in it")
    from weighin.reading.sources.encoding import decode

    match container or recognise(data, name=name, media_type=media_type):
        case Container.HTML:
            from weighin.reading.sources.html import page_from_html  # each container loads its own library only

            page = page_from_html(decode(data, declared=_charset(media_type)))
        case Container.MARKDOWN:
            from weighin.reading.sources.markdown import page_from_markdown

            page = page_from_markdown(decode(data, declared=_charset(media_type)))
        case Container.DOCX:
            from weighin.reading.sources.docx import page_from_docx

            page = page_from_docx(data, name=called)
        case Container.PDF:
            from weighin.reading.sources.pdf import page_from_pdf

            page = page_from_pdf(data, name=called)
        case Container.MAIL:
            from weighin.reading.sources.mail import page_from_mail

            page = page_from_mail(data, name=called)
        case Container.TEXT:
            from weighin.reading.sources.text import page_from_text

            page = page_from_text(decode(data, declared=_charset(media_type)))
    if not page.text:
        raise EmptySource(
            called, "there is no text in it; a scanned document must be put through text recognition first"
        )
    return page


def _charset(media_type: str) -> str:
    return media_type.lower().partition("charset=")[2].split(";")[0].strip("\"' ")
