"""Bounces: what a mail server says of a letter of ours that it did not deliver, or not yet."""

import re
from collections.abc import Iterator
from email.message import Message

from flufl.bounce import all_failures
from msgspec import Struct

from weighin.reading.incoming.bounded import header, identifiers, text_of

LONGEST_REASON = 500
MOST_BYTES = 100_000  # of a bounce of no standard form
LONGEST_LINE = 500
_MESSAGE_ID_LINE = re.compile(
    r"^[ \t]{0,9}(?:>[ \t]{0,9})?Message-ID:[ \t]{0,9}(<[^<>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE
)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_FROM_A_SERVER = re.compile(
    r"^(mailer-daemon|postmaster|mail-?daemon|mail-delivery-\w+|maildelivery\w*)@", re.IGNORECASE
)
_FULL = ("2", "2")  # 5.2.2: the mailbox is full, which passes


class Bounce(Struct, frozen=True, kw_only=True):
    """That a letter was not delivered.

    Attributes:
        is_for_good: the address takes no letters; else the server goes on trying, or it may pass.
        reason: in the server's words.
    """

    is_for_good: bool
    reason: str


class _Status(Struct, frozen=True):
    action: str
    code: str
    reason: str


def bounce_in(message: Message, data: bytes) -> Bounce | None:
    """What a letter says of one that was not delivered: by RFC 3464, else as common servers have said it; None where it is no bounce.

    Args:
        message: the letter. data: its bytes, as which its size and its lines are measured.
    """
    statuses = list(_statuses(message))
    failed = [one for one in statuses if one.action == "failed"]
    delayed = [one for one in statuses if one.action == "delayed"]
    if failed:
        worst = next((one for one in failed if _is_for_good(one.code)), failed[0])
        return Bounce(is_for_good=_is_for_good(worst.code), reason=worst.reason)
    if delayed:
        return Bounce(is_for_good=False, reason=delayed[0].reason)
    if statuses or not _may_be_a_bounce(message) or not _is_of_usual_size(data):
        return None
    return _of_no_standard_form(message)


def returned_letters(message: Message) -> list[str]:
    """The Message-IDs of letters that came back in this one: attached whole, as headers alone, or copied into its text."""
    found = []
    for part in message.walk():
        kind = part.get_content_type()
        if part is not message and part.get("Message-ID"):
            found += identifiers(part, "Message-ID")
        elif kind in {"text/rfc822-headers", "text/plain"} and not part.is_multipart():
            found += _MESSAGE_ID_LINE.findall(text_of(part))
    return list(dict.fromkeys(found))


def _statuses(message: Message) -> Iterator[_Status]:
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for block in part.get_payload():
            if isinstance(block, Message) and (action := header(block, "Action").lower().split(" ")[0]):
                yield _Status(action, header(block, "Status"), _reason_in(block))


def _reason_in(block: Message) -> str:
    said = header(block, "Diagnostic-Code").partition(";")[2].strip() or header(block, "Status")
    to = (header(block, "Original-Recipient") or header(block, "Final-Recipient")).partition(";")[2].strip()
    return (f"{to}: {said}" if to else said)[:LONGEST_REASON]


def _is_for_good(code: str) -> bool:
    found = _STATUS.search(code)
    return found is None or (found[1] == "5" and (found[2], found[3]) != _FULL)


def _may_be_a_bounce(message: Message) -> bool:
    """Whether a mail server wrote it: it has no sender to answer to, or says itself what it is."""
    sender = header(message, "From").rpartition("<")[2].rstrip(">").strip()
    return (
        header(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or bool(header(message, "X-Failed-Recipients"))
        or bool(_FROM_A_SERVER.match(sender))
    )


def _is_of_usual_size(data: bytes) -> bool:
    """Whether patterns that were written for what servers write come to an end in it."""
    return len(data) <= MOST_BYTES and all(len(line) <= LONGEST_LINE for line in data.split(b"\n"))


def _of_no_standard_form(message: Message) -> Bounce | None:
    try:
        passing, for_good = all_failures(message)
    except Exception:  # noqa: BLE001 - whatever its detectors meet in a letter that is made to do harm
        return None
    if not passing and not for_good:
        return None
    texts = (text_of(part) for part in message.walk() if part.get_content_type() == "text/plain")
    told = next((text for text in texts if text.strip()), "")
    return Bounce(is_for_good=bool(for_good), reason=" ".join(told.split())[:LONGEST_REASON])
