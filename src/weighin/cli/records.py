"""A record that somebody named: kept as JSON, or read on the spot."""

from typing import TYPE_CHECKING

from weighin.cli.sources import Named, bytes_named
from weighin.errors import NotARoundup

if TYPE_CHECKING:
    from weighin.record.record import Record


def record_named(source: str) -> "Record":
    """Decode a record, or read an article.

    Raises:
        BadRecord: JSON that is no record. NotARoundup: an article that is no round-up. BadSource: neither can be read.
    """
    return record_in(bytes_named(source))


def record_in(named: Named) -> "Record":
    """The record in bytes, or read from them. Errors as `record_named`."""
    if named.data.lstrip()[:1] == b"{":
        from weighin.record.codec import decode_record

        return decode_record(named.data)
    from weighin.reading.read import read_bytes  # what reads is not loaded for a record that is there

    reading = read_bytes(named.data, name=named.name, address=named.address, media_type=named.media_type)
    if reading.record is None:
        raise NotARoundup(named.name, reading.verdict.reasons)
    return reading.record
