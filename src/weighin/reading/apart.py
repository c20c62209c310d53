"""Reading in a process of its own: whatever is in a source, it can harm that process only.

The process gets the bytes on its standard input and no more of the environment than it needs; it has a limit on time and, where the
system has one, on memory. What it answers is decoded like any record that comes from outside, so a process that was taken over can
give a wrong record at most, and no invalid one.
"""

import logging
import math
import os
import subprocess
import sys
from typing import Any

import msgspec
from msgspec import Struct

from weighin import errors
from weighin.errors import BadSource, TooLarge, Unreadable
from weighin.reading.verdict import Verdict
from weighin.record.codec import decode_record, encode_record
from weighin.record.record import Record
from weighin.record.values import DisplayRight

resource: Any
try:
    import resource
except ImportError:  # there is none on Windows
    resource = None

MOST_MEMORY = 2_000_000_000
MOST_SECONDS = 30.0
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")

log = logging.getLogger(__name__)


class ReadingApart(Struct, frozen=True, kw_only=True):
    """What came of reading in another process: the verdict, and the record where there is one."""

    verdict: Verdict
    record: Record | None


class _Asked(Struct, frozen=True, kw_only=True):
    data: bytes
    name: str
    address: str
    media_type: str
    display_right: DisplayRight


class _Told(Struct, frozen=True, tag="read"):
    verdict: Verdict
    record: bytes | None


class _Refused(Struct, frozen=True, tag="refused"):
    kind: str
    source: str
    reason: str


def read_apart(
    data: bytes,
    *,
    name: str,
    address: str = "",
    media_type: str = "",
    display_right: DisplayRight = DisplayRight.QUOTATION,
    seconds: float = MOST_SECONDS,
) -> ReadingApart:
    """Read a source in a process of its own.

    Args:
        data: the bytes. name: what people call the source. address: where readers find the original.
        media_type: as a server declared it. display_right: by which right the record may be shown.
        seconds: after so many the process is ended.

    Raises:
        BadSource: what was given cannot be read at all, took too long, or the process that read it died.
    """
    asked = _Asked(data=data, name=name, address=address, media_type=media_type, display_right=display_right)
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module; the source goes to its standard input only
            [sys.executable, "-P", "-m", "weighin.reading.apart", str(seconds + 1)],
            input=msgspec.msgpack.encode(asked),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(name, f"reading took longer than {seconds:g} s and was stopped") from error
    try:
        told = msgspec.msgpack.decode(ended.stdout, type=_Told | _Refused)
        if isinstance(told, _Refused):
            raise _error_of(told)
        record = decode_record(told.record) if told.record is not None else None
    except (msgspec.DecodeError, errors.BadRecord) as error:
        log.exception("the process that read %r ended with %s: %s", name, ended.returncode, ended.stderr[-4000:])
        raise Unreadable(
            name, "the process that read it died; the file may be made to do harm, or need more memory than there is"
        ) from error
    return ReadingApart(verdict=told.verdict, record=record)


def _error_of(refused: _Refused) -> BadSource:
    kind = getattr(errors, refused.kind, None)
    if isinstance(kind, type) and issubclass(kind, BadSource):
        return kind(refused.source, refused.reason)
    return Unreadable(refused.source, refused.reason)


def _main() -> None:
    """What the process does: one source in, one answer out."""
    limit_memory()
    limit_processor(float(sys.argv[1]))
    answer = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no part of the answer
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Asked)
    with os.fdopen(answer, "wb") as out:
        out.write(msgspec.msgpack.encode(_answer(asked)))


def _answer(asked: _Asked) -> _Told | _Refused:
    from weighin.reading.read import read_bytes  # not loaded in the process that only asks

    try:
        reading = read_bytes(
            asked.data,
            name=asked.name,
            address=asked.address,
            media_type=asked.media_type,
            display_right=asked.display_right,
        )
    except BadSource as error:
        return _Refused(type(error).__name__, error.source, error.reason)
    except MemoryError:
        return _Refused(TooLarge.__name__, asked.name, "reading it needs more memory than is allowed")
    return _Told(reading.verdict, encode_record(reading.record) if reading.record else None)


def limit_memory() -> None:
    """Let this process have no more memory than reading needs, where the system has such a limit."""
    if resource is not None:
        _set_limit(resource.RLIMIT_AS, MOST_MEMORY)
        _set_limit(resource.RLIMIT_CORE, 0)


def limit_processor(seconds: float) -> None:
    """Let this process end by itself when it has computed for so many seconds from now on."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _set_limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds))


def _set_limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (wanted, hard))
    except (ValueError, OSError):  # macOS refuses a limit on memory
        log.debug("no limit on %s here", what)


if __name__ == "__main__":
    _main()
