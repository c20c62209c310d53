"""Reading a mailbox by IMAP (RFC 3501). It is opened to be read only: nothing in it is moved, deleted or marked, not even as seen."""

import datetime as dt
import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from msgspec import Struct

from weighin.site.environment import IncomingServer

PATIENCE = 30  # seconds for each step of the dialogue
MOST_SECONDS = 120.0  # for one look; the rest comes with the next
MOST_AT_ONCE = 200  # letters in one look
MOST_BYTES = 10_000_000  # of what is larger, the headers are fetched
MOST_HEADER_BYTES = 65_536
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,15})")
_DATE = re.compile(rb'INTERNALDATE "\s?(\d{1,2})-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"')


class CannotRead(Exception):
    """The mailbox cannot be read now; says why, without the password."""


class Progress(Struct, frozen=True, kw_only=True):
    """How far a mailbox was read: up to which number, under which UIDVALIDITY. `since`: where that is another now, from which day on letters are fetched."""

    validity: int
    last_uid: int
    since: dt.date


class Fetched(Struct, frozen=True, kw_only=True):
    """One letter as the mailbox has it: its bytes, or its headers alone where it is too large."""

    validity: int
    uid: int
    size: int
    received_at: dt.datetime
    data: bytes
    is_whole: bool


Fetch = Callable[[Progress], Iterator[Fetched]]


def by_imap(server: IncomingServer) -> Fetch:
    """A way to fetch what is new from that mailbox."""

    def fetch(progress: Progress) -> Iterator[Fetched]:
        with opened(server) as line:
            yield from _new(line, progress)

    return fetch


@contextmanager
def opened(server: IncomingServer) -> Iterator[imaplib.IMAP4]:
    """A line to the mailbox, its folder opened to be read only.

    Raises:
        CannotRead: it cannot be reached, offers no TLS, does not accept the sign-in, or has no such folder.
    """
    line = None
    try:
        line = _connect(server)
        line.login(server.user, server.password)
        _ok(line.select('"' + server.folder.replace("\\", "\\\\").replace('"', '\\"') + '"', readonly=True))
        yield line
    except (OSError, imaplib.IMAP4.error, ValueError, EOFError) as error:
        told = " ".join(str(error).split()).replace(server.password, "…")[:200]
        msg = f"{server.host}:{server.port}: {told}"
        raise CannotRead(msg) from error
    finally:
        if line is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                line.logout()


def letters_in(line: imaplib.IMAP4) -> int:
    """How many letters lie in the folder that is open."""
    found = b" ".join(_words(_ok(line.uid("SEARCH", "ALL"))))
    return len(found.split())


def _connect(server: IncomingServer) -> imaplib.IMAP4:
    trusted = ssl.create_default_context()
    if server.is_tls_from_the_start:
        return imaplib.IMAP4_SSL(server.host, server.port, timeout=PATIENCE, ssl_context=trusted)
    line = imaplib.IMAP4(server.host, server.port, timeout=PATIENCE)
    if "STARTTLS" in line.capabilities:
        line.starttls(ssl_context=trusted)
    elif server.needs_tls or server.host not in LOCAL:
        line.shutdown()
        msg = "the server offers no TLS, and the password does not go through the net for all to read"
        raise imaplib.IMAP4.error(msg)
    return line


def _new(line: imaplib.IMAP4, progress: Progress) -> Iterator[Fetched]:
    validity = _validity(line)
    is_known = validity == progress.validity
    last = progress.last_uid if is_known else 0
    day = f"{progress.since.day:02d}-{_MONTHS[progress.since.month - 1]}-{progress.since.year}"
    found = b" ".join(_words(_ok(line.uid("SEARCH", *(("UID", f"{last + 1}:*") if is_known else ("SINCE", day))))))
    numbers = sorted(int(word) for word in found.split() if int(word) > last)
    until = time.monotonic() + MOST_SECONDS
    for uid in numbers[:MOST_AT_ONCE]:
        letter = _fetched(line, validity, uid)
        if letter is not None:
            yield letter
        if time.monotonic() > until:
            return


def _validity(line: imaplib.IMAP4) -> int:
    [said] = line.response("UIDVALIDITY")[1][:1] or [None]
    if said is None:
        msg = "the server does not say by which UIDVALIDITY it counts"
        raise imaplib.IMAP4.error(msg)
    return int(said)


def _fetched(line: imaplib.IMAP4, validity: int, uid: int) -> Fetched | None:
    """One letter; None where it was deleted meanwhile."""
    about = b" ".join(_words(_ok(line.uid("FETCH", str(uid), "(RFC822.SIZE INTERNALDATE)"))))
    size, date = _SIZE.search(about), _DATE.search(about)
    if size is None or date is None:
        return None
    is_whole = int(size[1]) <= MOST_BYTES
    what = "(BODY.PEEK[])" if is_whole else f"(BODY.PEEK[HEADER]<0.{MOST_HEADER_BYTES}>)"
    parts = [part[1] for part in _ok(line.uid("FETCH", str(uid), what)) if isinstance(part, tuple)]
    if not parts:
        return None
    return Fetched(
        validity=validity,
        uid=uid,
        size=int(size[1]),
        received_at=_moment(date),
        data=bytes(parts[0]),
        is_whole=is_whole,
    )


def _moment(found: re.Match[bytes]) -> dt.datetime:
    day, month, year, hour, minute, second, sign, hours, minutes = (part.decode("ascii") for part in found.groups())
    offset = dt.timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    number = _MONTHS.index(month.capitalize()) + 1
    zone = dt.timezone(offset)
    moment = dt.datetime(int(year), number, int(day), int(hour), int(minute), min(int(second), 59), tzinfo=zone)
    return moment.astimezone(dt.UTC)


def _words(parts: Iterable[object]) -> Iterator[bytes]:
    for part in parts:
        yield from (one for one in (part if isinstance(part, tuple) else (part,)) if isinstance(one, bytes))


def _ok(answer: tuple[str, Sequence[object]]) -> Sequence[object]:
    """What the server answered to a command that it carried out."""
    state, parts = answer
    if state != "OK":
        msg = b" ".join(_words(parts)).decode("utf-8", "replace") or state
        raise imaplib.IMAP4.error(msg)
    return parts
