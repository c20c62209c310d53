"""Striking out of a letter that came in what only its writer may have: personal links, addresses for replies, receipts with their nonces.

Who answers a letter quotes it, and a bounce returns it whole. What is kept of either must not open a panelist's form to whoever reads it.
"""

import base64
import re
from email.errors import MessageError
from email.header import Header
from email.message import Message

from weighin.errors import BadSource
from weighin.reading.incoming.bounded import decoded, parse
from weighin.site.store.identifiers import PATTERN
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedPanelist
from weighin.site.store.reply_addresses import reply_proof_of

STRUCK = "[struck out]"
_TOKEN = re.compile(r"(/|%2F)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", re.IGNORECASE)
_REPLY_ADDRESS = re.compile(rf"({PATTERN})[a-z2-7]{{26}}(?![a-z0-9])", re.IGNORECASE)
_RECEIPT = re.compile(r"WEIGH-IN RECEIPT.{0,3000}?END OF RECEIPT", re.IGNORECASE | re.DOTALL)
_NONCE = re.compile(r"\bNonce\b(?:[\s>|]{0,60}[0-9A-Z]{4}\b){4,14}", re.IGNORECASE)
_BETWEEN = r"[\s>=]{0,6}"  # where a mail program broke a long word


def struck(text: str, panelist: AskedPanelist | None) -> str:
    """A text without what only its writer may have: of that panelist wherever lines were broken, of others where it stands whole."""
    for secret in (token_of(panelist), reply_proof_of(panelist)) if panelist else ():
        text = re.sub(_BETWEEN.join(map(re.escape, secret)), STRUCK, text, flags=re.IGNORECASE)
    text = _RECEIPT.sub(STRUCK, text)
    text = _NONCE.sub(f"Nonce {STRUCK}", text)
    text = _TOKEN.sub(rf"\1{STRUCK}", text)
    return _REPLY_ADDRESS.sub(rf"\1{STRUCK}", text)


def letter_without_secrets(data: bytes, panelist: AskedPanelist | None) -> bytes | None:
    """The letter with all that struck out of its headers and texts; attachments stay as they are. None where it cannot be taken apart."""
    try:
        message = parse(data, name="this letter")
        for part in message.walk():
            _strike_headers(part, panelist)
            if part.get_content_maintype() == "text" and not part.is_multipart():
                _strike_text(part, panelist)
        return message.as_bytes()
    except (BadSource, MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _strike_headers(part: Message, panelist: AskedPanelist | None) -> None:
    for name in dict.fromkeys(part.keys()):
        values = [str(value) for value in part.get_all(name, [])]
        clean = [_header_struck(value, panelist) for value in values]
        if clean != values:
            del part[name]
            for value in clean:
                part[name] = value


def _header_struck(value: str, panelist: AskedPanelist | None) -> str:
    """The header as it is where nothing is struck out of it; encoded words may hide what is."""
    text = decoded(value)
    clean = struck(text, panelist)
    if clean == text:
        return value
    return clean if clean.isascii() else Header(clean, "utf-8", maxlinelen=998).encode()


def _strike_text(part: Message, panelist: AskedPanelist | None) -> None:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return
    text = payload.decode(
        "latin-1"
    )  # every byte a character: what is struck out is ASCII in every encoding that mail uses
    clean = struck(text, panelist)
    if clean != text:
        del part["Content-Transfer-Encoding"]
        part["Content-Transfer-Encoding"] = "base64"
        part.set_payload(base64.encodebytes(clean.encode("latin-1")).decode("ascii"))
