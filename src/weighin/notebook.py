"""`weighin.read`: from anything that holds an article to its record, in one call, without a server."""

from pathlib import Path

from weighin.errors import EmptySource, Missing, NotARoundup
from weighin.fetching import fetch, looks_like_an_address
from weighin.reading.read import read_bytes
from weighin.reading.sources.files import bytes_of_file
from weighin.record.kinds import DisplayRight
from weighin.record.record import Record


def read(source: str | Path | bytes, *, display_right: DisplayRight = DisplayRight.QUOTATION) -> Record:
    """Read an expert round-up.

    Args:
        source: a path; a web address; the text of an article, which has more than one line; or bytes of any container that is read.
        display_right: by which right the record may be shown.

    Raises:
        NotARoundup: readable, but none; it says why.
        BadSource: it cannot be read or fetched at all. Missing: there is no such file.
    """
    if isinstance(source, bytes):
        return _record_in(source, name="bytes", display_right=display_right)
    if isinstance(source, str) and not source.strip():
        raise EmptySource(repr(source), "there is nothing in it")
    if isinstance(source, str) and "\n" in source:
        return _record_in(source.encode(), name="text", display_right=display_right)
    if isinstance(source, str) and looks_like_an_address(source):
        page = fetch(source)
        return _record_in(
            page.data, name=source, address=page.address, media_type=page.media_type, display_right=display_right
        )
    path = Path(source)
    if not path.exists():
        msg = f"{source}: there is no such file; text to read has more than one line, an address begins with https://"
        raise Missing(msg)
    return _record_in(bytes_of_file(path), name=path.name, display_right=display_right)


def _record_in(
    data: bytes, *, name: str, display_right: DisplayRight, address: str = "", media_type: str = ""
) -> Record:
    reading = read_bytes(data, name=name, address=address, media_type=media_type, display_right=display_right)
    if reading.record is None:
        raise NotARoundup(name, reading.verdict.reasons)
    return reading.record
