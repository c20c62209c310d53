"""The documents that people keep and bring: JSON (the journal as JSON Lines), and the receipt as lines too. What one is, is told by its content."""

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from weighin.errors import BadRecord, NotCanonical, NotCheckable
from weighin.record.codec import LARGEST_RECORD, decode_record
from weighin.record.record import Record
from weighin.sealing.canonical import decode_json
from weighin.sealing.journal import Entry
from weighin.sealing.opentimestamps import MAGIC, OpenTimestamp, read_proof
from weighin.sealing.receipt_text import BEGINS, read_receipt
from weighin.sealing.receipts import Receipt, Submission
from weighin.sealing.seal import Proof, Seal, Witness
from weighin.sealing.timestamps import PEM_BEGINS, Certificates, Timestamp, read_certificates, read_timestamp

Sealed: TypeAlias = Receipt | Submission | Witness | Seal | Proof

KINDS = "a receipt, a submission, a witness, a proof, a seal, a stamp, a certificate, a journal or a record"
_FORMATS: dict[str, Any] = {
    str(kind.__struct_config__.tag): kind for kind in (Receipt, Submission, Witness, Seal, Proof)
}
_CLAIM = re.compile(rb'"format"\s*:\s*"(weigh-in [a-z]{1,20} [0-9]{1,4})"')
_LONG_DER = re.compile(rb"\x30[\x81-\x84]")  # a sequence of more than 127 bytes; text in UTF-8 never begins like that
_NEAR_THE_TOP = 1000  # bytes; documents say first what they are
_JOURNAL = str(Entry.__struct_config__.tag)


class Journal(Struct, frozen=True):
    """The entries of one outlet, as they were exported."""

    entries: tuple[Entry, ...]


Brought: TypeAlias = Timestamp | OpenTimestamp | Certificates  # from outside, in formats of their own
Document: TypeAlias = Sealed | Journal | Record | Brought


def encode_document(document: Sealed) -> bytes:
    """A document as JSON that people can read, with a line for each field."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def encode_journal(entries: Iterable[Entry]) -> bytes:
    """A journal as JSON Lines, one entry a line."""
    return b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)


def decode_document(data: bytes, name: str) -> Document:
    """Whichever document this is. `name` is what the caller calls it.

    Raises:
        NotCheckable: it is none, is damaged, or is of a version that this program does not know; says what to do.
    """
    if len(data) > LARGEST_RECORD:
        raise NotCheckable(name, f"larger than {LARGEST_RECORD // 2**20} MB, which nothing that can be checked is")
    if data.startswith(MAGIC):
        return read_proof(data, name=name)
    if _LONG_DER.match(data):
        return _stamp_or_certificate(data, name)
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    if data[:1] != b"{" and PEM_BEGINS in data:
        return read_certificates(data, name=name)
    if data[:1] != b"{":
        return _receipt(data, name)
    if _format_of(data.split(b"\n", 1)[0]) == _JOURNAL:
        return Journal(tuple(_entry(line, number, name) for number, line in enumerate(data.splitlines(), start=1)))
    found = _format_of(data) or _claimed(data)
    if found.startswith("weigh-in "):
        return _sealed(data, found, name)
    try:
        return decode_record(data)
    except BadRecord as error:
        raise NotCheckable(name, f"this is not {KINDS} ({_shown(str(error))})") from error


def _stamp_or_certificate(data: bytes, name: str) -> Timestamp | Certificates:
    try:
        return read_timestamp(data, name=name)
    except NotCheckable as is_no_stamp:
        try:
            return read_certificates(data, name=name)
        except NotCheckable:
            raise is_no_stamp from None


def _receipt(data: bytes, name: str) -> Receipt:
    text = data.decode("utf-8", "replace")
    if BEGINS.casefold() not in " ".join(text.split()).casefold():
        raise NotCheckable(name, f"this is not {KINDS}; a receipt begins with the line “{BEGINS} 1”")
    return read_receipt(text, name=name)


def _format_of(data: bytes) -> str:
    """What the document says that it is; empty where it says nothing or is cut off."""
    try:
        found = decode_json(data)
    except NotCanonical:
        return ""
    return str(found.get("format", "")) if isinstance(found, dict) else ""


def _claimed(data: bytes) -> str:
    """What damaged JSON would be, so that the damage is told and not that it is something else."""
    claim = _CLAIM.search(data[:_NEAR_THE_TOP])
    return claim[1].decode() if claim else ""


def _sealed(data: bytes, found: str, name: str) -> Sealed:
    kind = Entry if found == _JOURNAL else _FORMATS.get(found)
    if kind is None:
        known = ", ".join(f"“{known}”" for known in (*_FORMATS, _JOURNAL))
        raise NotCheckable(
            name, f"its format is “{_shown(found)[:60]}”, which this program does not know; it knows {known}"
        )
    document: Sealed = _converted(data, kind, name)
    return document


def _entry(line: bytes, number: int, name: str) -> Entry:
    entry: Entry = _converted(line, Entry, f"{name}, line {number}")
    return entry


def _converted(data: bytes, kind: Any, name: str) -> Any:
    try:
        return msgspec.convert(decode_json(data), kind)
    except (msgspec.ValidationError, NotCanonical) as error:
        raise NotCheckable(name, f"it is damaged: {_shown(str(error))}") from error


def _shown(text: str) -> str:
    """Without what could move the cursor of a terminal: these words come from a stranger's file."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
