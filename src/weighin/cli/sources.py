"""What somebody named on the command line: bytes, from a file, standard input or an address."""

import sys
from pathlib import Path

from msgspec import Struct

from weighin.errors import EmptySource, TooLarge
from weighin.fetching import fetch, looks_like_an_address
from weighin.reading.sources import MOST_BYTES
from weighin.reading.sources.files import bytes_of_file


class Named(Struct, frozen=True, kw_only=True):
    """Bytes with the name that people know them by."""

    data: bytes
    name: str
    address: str = ""
    media_type: str = ""


def bytes_named(source: str) -> Named:
    """The bytes of a file, of standard input ("-") or of an address.

    Raises:
        Missing, Unreadable, TooLarge, EmptySource, NotFetched: what is wrong and what to do.
    """
    if source == "-":
        return Named(data=_limited(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"), name="standard input")
    if looks_like_an_address(source):
        fetched = fetch(source)
        return Named(
            data=fetched.data,
            name=source.rstrip("/").rsplit("/", 1)[-1],
            address=fetched.address,
            media_type=fetched.media_type,
        )
    path = Path(source)
    return Named(data=bytes_of_file(path), name=path.name)


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > MOST_BYTES:
        raise TooLarge(name, f"larger than {MOST_BYTES // 1_000_000} MB, which no article is")
    if not data:
        raise EmptySource(name, "there is nothing in it")
    return data
