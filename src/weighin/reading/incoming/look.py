"""One look at a letter that came in: what it is, from whom it says it is, to which address it went, which letters it names."""

import hashlib
from email.message import Message
from enum import Enum

from msgspec import Struct

from weighin.errors import Unreadable
from weighin.reading.incoming.automatic import is_automatic
from weighin.reading.incoming.bounces import bounce_in, returned_letters
from weighin.reading.incoming.bounded import addresses, header, identifiers, parse, texts

LONGEST_LINE = 200
LONGEST_ADDRESS = 254
MOST_NAMED = 100  # letters, recipients
RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")


class Nature(Enum):
    """What a letter is, before anybody has read it."""

    BOUNCE = "bounce"  # for good
    DELAY = "delay"  # not delivered yet, or for a reason that may pass
    AUTOMATIC = "automatic"
    PERSONAL = "personal"


class Came(Struct, frozen=True, kw_only=True):
    """What a letter says of itself. Nothing of it is proved.

    Attributes:
        recipients: addresses that it went to. named: Message-IDs that it answers or returns, the likeliest first.
        told: of a bounce the server's reason, of an automatic reply its first line.
        flaw: why it could not be read, in a sentence; empty where it was.
    """

    nature: Nature
    sender_name: str = ""
    sender: str = ""
    subject: str = ""
    recipients: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    told: str = ""
    flaw: str = ""


def look_at(data: bytes) -> Came:
    """Look at a letter. Whatever stands in it, this answers."""
    try:
        message = parse(data, name="this letter")
    except Unreadable as error:
        return Came(nature=Nature.PERSONAL, flaw=error.reason)
    bounce = bounce_in(message, data)
    if bounce is not None:
        nature, told = Nature.BOUNCE if bounce.is_for_good else Nature.DELAY, bounce.reason
    elif is_automatic(message):
        nature, told = Nature.AUTOMATIC, _first_line(message)
    else:
        nature, told = Nature.PERSONAL, ""
    name, sender = next(iter(addresses(message, "From")), ("", ""))
    answered = [*identifiers(message, "In-Reply-To"), *reversed(identifiers(message, "References"))]
    returned = [] if nature is Nature.PERSONAL else returned_letters(message)
    return Came(
        nature=nature,
        sender_name=name[:LONGEST_LINE],
        sender=sender[:LONGEST_ADDRESS],
        subject=header(message, "Subject")[:LONGEST_LINE],
        recipients=tuple(dict.fromkeys(to for _, to in addresses(message, *RECIPIENTS)[:MOST_NAMED])),
        named=tuple(dict.fromkeys([*returned, *answered]))[:MOST_NAMED],
        told=told,
    )


def digest_of(data: bytes) -> str:
    """What tells that two copies are one letter: the hash of its Message-ID and what follows the headers, else of all of it.

    Two copies that came by different ways differ in the headers that the ways wrote.
    """
    head, mark, body = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = [line for line in head.split(b"\n") if line[:11].lower() == b"message-id:"]
    told = lines[0].strip() + b"\n" + body if mark and lines else data
    return hashlib.sha256(told).hexdigest()


def _first_line(message: Message) -> str:
    for text in texts(message):
        for line in text.split("\n"):
            if line.strip():
                return line.strip()[:LONGEST_LINE]
    return ""
