"""A letter as a tree of parts, and its headers as text, within limits: headers are read as they stand, never by a parser that a long one could keep busy."""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

from weighin.errors import Unreadable
from weighin.reading.sources.encoding import Decoded, decode
from weighin.reading.sources.normalise import cleaned

MOST_PARTS = 500
LONGEST_HEADER = 20_000  # characters; a hundred recipients have six thousand
MOST_HEADERS = 1000
LONGEST_NAME = 200  # of an attachment
MOST_TEXT = 200_000  # bytes of a part that is looked at
_IDENTIFIER = re.compile(r"<[^<>\s]{3,250}>")
_DAMAGED = "it is damaged, or made to do harm; nothing of it was kept, and it lies in the mailbox"


def parse(data: bytes, *, name: str) -> Message:
    """The letter, where it keeps within the limits.

    Raises:
        Unreadable: more parts, more or longer headers than any mail program writes, or nested without an end.
    """
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        parts = sum(1 for _ in message.walk())
        headers = message.items()
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise Unreadable(name, _DAMAGED) from error
    if parts > MOST_PARTS or len(headers) > MOST_HEADERS:
        raise Unreadable(name, _DAMAGED)
    if any(len(str(value)) > LONGEST_HEADER for _, value in headers):
        raise Unreadable(name, _DAMAGED)
    return message


def header(message: Message, name: str) -> str:
    """A header in one line, its encoded words decoded; empty where there is none."""
    return decoded(str(message.get(name) or ""))


def decoded(value: str) -> str:
    """The text of a header in one line."""
    try:
        words = [
            word.decode(charset or "ascii", "replace") if isinstance(word, bytes) else word
            for word, charset in decode_header(value[:LONGEST_HEADER])
        ]
    except (MessageError, ValueError, LookupError):
        words = [value[:LONGEST_HEADER]]
    return " ".join(cleaned("".join(words)).encode("utf-8", "replace").decode().split())


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """Names and addresses in those headers, in their order."""
    values = [str(value)[:LONGEST_HEADER] for name in names for value in message.get_all(name, [])]
    try:
        found = getaddresses(values)
    except (ValueError, IndexError, TypeError, RecursionError):  # comments within comments within comments
        return []
    return [(name, address) for name, address in found if "@" in address and address.isprintable()]


def identifiers(message: Message, name: str) -> list[str]:
    """The Message-IDs in a header, in their order."""
    return _IDENTIFIER.findall(str(message.get(name) or "")[:LONGEST_HEADER])


def texts(message: Message) -> Iterator[str]:
    """The readable parts, plain ones as they are and HTML as lines; attachments aside."""
    for part in message.walk():
        kind = part.get_content_type()
        if part.get_filename() is None and kind in {"text/plain", "text/html"}:
            text = text_of(part)
            yield _lines_of_html(text) if kind == "text/html" else text


def text_of(part: Message) -> str:
    """The beginning of a part as text, whatever its encoding says."""
    try:
        payload = part.get_payload(decode=True)
        charset = str(part.get_content_charset() or "")
    except (ValueError, LookupError, AttributeError, TypeError, MessageError):
        return ""
    data = payload[:MOST_TEXT] if isinstance(payload, bytes) else b""
    return cleaned(decode(data, declared=charset).text.replace("\r\n", "\n").replace("\r", "\n"))


def attached_as(part: Message) -> str:
    """The file name of an attachment; empty where it has none."""
    try:
        return " ".join(cleaned(str(part.get_filename() or "")).split())[:LONGEST_NAME]
    except (ValueError, LookupError, AttributeError, TypeError, MessageError):
        return ""


def _lines_of_html(html: str) -> str:
    from weighin.reading.sources.html import page_from_html  # only where a letter has nothing plain

    page = page_from_html(Decoded(html))
    return "\n".join(page.of(block) for block in page.blocks)
