"""Letters by the standard library: headers, the readable parts, and the letters quoted, forwarded and attached in them."""

from collections.abc import Iterator, Sequence
from email import policy
from email.errors import MessageError
from email.message import MIMEPart
from email.parser import BytesParser

from weighin.errors import Unreadable
from weighin.reading.page import BlockKind, Page
from weighin.reading.sources.build import PageBuilder
from weighin.reading.sources.encoding import Decoded, decode
from weighin.reading.sources.letter_lines import add_letter_lines, unflowed
from weighin.reading.sources.limits import MOST_NESTED_LETTERS
from weighin.reading.sources.normalise import cleaned
from weighin.record.values import Container

_HEADERS = {"subject": "subject", "from": "from", "date": "date", "to": "to"}
_FORWARD = "---------- Forwarded message ----------"
_RICHER = 1.2  # how many times the words of the plain part the HTML part must have to be taken in its place


def page_from_mail(data: bytes, *, name: str) -> Page:
    """Headers first; then the text, with every letter that is forwarded in it opened by its own header blocks in place.

    Raises:
        Unreadable: nested so deep that no mail program made it.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        builder = PageBuilder(Container.MAIL)
        for header, label in _HEADERS.items():
            builder.meta(label, _header(message, header), where=f"header {header}")
        add_letter_lines(builder, "\n\n".join(_texts(message, builder.lossy)).split("\n"))
    except (RecursionError, MessageError) as error:
        raise Unreadable(
            name, "this letter is damaged, or made to do harm; save it again from the mail program"
        ) from error
    return builder.page()


def _header(message: MIMEPart, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
        LookupError,
        MessageError,
    ):  # headers that are broken on purpose
        return ""


def _texts(part: MIMEPart, notes: list[str], *, depth: int = 0) -> Iterator[str]:
    """The texts of a part in order: of alternatives the best, of attached letters all, of other attachments a note that they were not read."""
    if depth > MOST_NESTED_LETTERS:
        notes.append(f"letters attached more than {MOST_NESTED_LETTERS} deep were not read")
        return
    kind = part.get_content_type()
    inside: list[MIMEPart] = list(part.iter_parts()) if part.is_multipart() else []
    if kind == "multipart/alternative":
        yield _best(inside, notes, depth)
    elif kind == "message/rfc822":
        for letter in inside:
            heads = "\n".join(
                f"{key.title()}: {' '.join(_header(letter, key).split())}" for key in ("from", "date", "to", "subject")
            )
            yield "\n\n".join([f"{_FORWARD}\n{heads}", "", *_texts(letter, notes, depth=depth + 1)])
    elif inside:
        for one in inside[:1] if kind == "multipart/related" else inside:
            yield from _texts(one, notes, depth=depth + 1)
    elif kind == "text/html" and not part.is_attachment():
        yield _text_of_html(_content(part))
    elif kind in {"text/plain", "text/enriched", "message/delivery-status"} and not part.is_attachment():
        yield _content(part)
    elif part.get_filename():
        notes.append(f"the attachment {part.get_filename()} was not read; save it and read it by itself")


def _best(alternatives: Sequence[MIMEPart], notes: list[str], depth: int) -> str:
    """The plain alternative, unless another says clearly more."""
    best = ""
    for one in alternatives:
        text = "\n\n".join(_texts(one, notes, depth=depth + 1))
        if not best or len(text.split()) > _RICHER * len(best.split()):
            best = text
    return best


def _content(part: MIMEPart) -> str:
    try:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "replace")
        text = decode(data, declared=str(part.get_content_charset() or "")).text
        flowed = str(part.get_param("format") or "").lower() == "flowed"
        joins = str(part.get_param("delsp") or "").lower() == "yes"
    except (ValueError, LookupError, AttributeError, TypeError, MessageError):
        return ""
    text = cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(unflowed(text.split("\n"), joins=joins)) if flowed else text


def _text_of_html(html: str) -> str:
    """An HTML letter as lines; what is quoted in it gets its signs of quotation."""
    from weighin.reading.sources.html import page_from_html  # only where a letter has no good plain part

    page = page_from_html(Decoded(html))
    lines = []
    for block in page.blocks:
        if block.kind is not BlockKind.META:
            sign = "> " * max(1, block.level) if block.kind is BlockKind.QUOTE else ""
            number = f"{block.marker} " if block.marker else ""
            lines += [f"{sign}{number}{page.of(block)}", ""]
    return "\n".join(lines)
