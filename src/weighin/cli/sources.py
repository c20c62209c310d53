"""What somebody named on the command line: bytes, from a file, standard input or an address."""

import sys
from pathlib import Path

from msgspec import Struct

from weighin.errors import EmptySource, TooLarge
from weighin.fetching import fetch, looks_like_an_address
from weighin.reading.sources.files import bytes_of_file
from weighin.reading.sources.limits import MOST_BYTES

STANDARD_INPUT = "standard input"


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
        return Named(data=_typed_in(), name=STANDARD_INPUT)
    if looks_like_an_address(source):
        page = fetch(source)
        name = source.rstrip("/").rsplit("/", 1)[-1]
        return Named(data=page.data, name=name, address=page.address, media_type=page.media_type)
    path = Path(source)
    return Named(data=bytes_of_file(path), name=path.name)


def _typed_in() -> bytes:
    if sys.stdin.isatty():
        sys.stderr.write("Paste the article, then press Ctrl-D on a line of its own.\n")
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TooLarge(STANDARD_INPUT, f"larger than {MOST_BYTES // 1_000_000} MB, which no article is")
    if not data:
        raise EmptySource(STANDARD_INPUT, "there is nothing in it")
    return data
