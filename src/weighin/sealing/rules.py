"""The rules that sealed values hold themselves to. Each raises ValueError: `expected …, found …`."""

import datetime as dt
import re

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def require_digest(name: str, *values: str) -> None:
    """32 bytes in lower-case hexadecimal."""
    for value in values:
        if not _DIGEST.fullmatch(value):
            msg = f"expected {name} of 64 hexadecimal digits, found {value[:80]!r}"
            raise ValueError(msg)


def require_identifier(name: str, value: str) -> None:
    """A name that survives a mail: one word of letters, digits, dots, dashes."""
    if not _NAME.fullmatch(value):
        msg = f"expected {name} of 1 to 64 letters and digits, found {value[:80]!r}"
        raise ValueError(msg)


def require_at_least(name: str, value: int, least: int) -> None:
    """A count or a place."""
    if value < least:
        msg = f"expected {name} of {least} or more, found {value}"
        raise ValueError(msg)


def require_aware(name: str, value: dt.datetime) -> None:
    """A time without a zone is no time."""
    if value.utcoffset() is None:
        msg = f"expected {name} with its time zone, found {value.isoformat()}"
        raise ValueError(msg)


def in_utc(value: dt.datetime) -> str:
    """A time as it is hashed and shown: UTC to the microsecond, always as long."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
