"""The one door between rows and the record."""

import datetime as dt
import hashlib

import msgspec
from django.db import IntegrityError, transaction
from msgspec import Struct

from weighin.record.codec import decode_record, encode_record
from weighin.record.record import Record
from weighin.record.values import DisplayRight
from weighin.site.store.asked import AskedRoundup
from weighin.site.store.journal import Event, enter
from weighin.site.store.locks import locked_asked
from weighin.site.store.outlets import Member
from weighin.site.store.roundups import Roundup
from weighin.version import __version__

UNTITLED = "Untitled round-up"
ASKED_HERE = "asked here"  # in the place of a source's name


class Kept(Struct, frozen=True):
    """A round-up that is kept, and whether it was new to the outlet."""

    roundup: Roundup
    is_new: bool


def record_of(roundup: Roundup) -> Record:
    """The record as it is now: read, and corrected."""
    return decode_record(bytes(roundup.record))


def record_as_read(roundup: Roundup) -> Record:
    """The record as reading gave it, before any correction."""
    return decode_record(bytes(roundup.record_as_read))


def keep_reading(record: Record, *, by: Member, now: dt.datetime) -> Kept:
    """Keep what a member read, private to the outlet; the round-up that is there already where the same source was read before.

    Who hands in a record that may be shown whole states that right by doing so.
    """
    known = Roundup.objects.filter(outlet=by.outlet, source_digest=source_digest_of(record))
    try:
        with transaction.atomic():
            if found := known.first():
                return Kept(found, is_new=False)
            return Kept(_insert(record, by=by, now=now), is_new=True)
    except IntegrityError:  # somebody else read the same at this moment
        return Kept(known.get(), is_new=False)


def _insert(record: Record, *, by: Member, now: dt.datetime) -> Roundup:
    roundup = Roundup(outlet=by.outlet, read_by=by, read_at=now, read_with=__version__)
    roundup.source_digest = source_digest_of(record)
    roundup.source_name = _storable(record.source.name or record.source.address, 300)
    roundup.record_as_read = encode_record(record)
    if record.display_right is not DisplayRight.QUOTATION:
        roundup.right_stated_by, roundup.right_stated_at = by, now
    put_record(roundup, record)
    roundup.save(force_insert=True)
    about: dict[str, str | int] = {"source": roundup.source_digest, "record": roundup.record_digest}
    enter(Event.ROUNDUP_READ, outlet=by.outlet, by=by, now=now, roundup=roundup, about=about)
    return roundup


@transaction.atomic
def keep_asked(record: Record, asked: AskedRoundup, *, by: Member, now: dt.datetime) -> Roundup:
    """Keep the record of a round-up that was asked: a new row the first time, the record in its place after that."""
    held = locked_asked(asked.pk)
    if held.roundup_id is not None:
        roundup = Roundup.objects.select_for_update(of=("self",)).get(pk=held.roundup_id)
        save_record(roundup, record)
    else:
        roundup = Roundup(outlet=held.outlet, read_by=by, read_at=now, read_with=__version__)
        roundup.source_digest = hashlib.sha256(f"asked {held.public_id}".encode()).hexdigest()
        roundup.source_name = ASKED_HERE
        roundup.record_as_read = encode_record(record)
        roundup.right_stated_by, roundup.right_stated_at = by, now
        put_record(roundup, record)
        roundup.save(force_insert=True)
        held.roundup = roundup
        held.save(update_fields=["roundup"])
    about: dict[str, str | int] = {"record": roundup.record_digest}
    enter(Event.COMPOSED, outlet=held.outlet, by=by, now=now, roundup=roundup, asked=held, about=about)
    return roundup


def save_record(roundup: Roundup, record: Record) -> None:
    """Keep a corrected record. Call it inside the command's transaction, with the row from `locked`.

    The right is stated by somebody, not corrected: the one that was stated stays, whatever the record says.
    """
    put_record(roundup, msgspec.structs.replace(record, display_right=DisplayRight(roundup.display_right)))
    roundup.save(update_fields=RECORD_COLUMNS)


def save_right(roundup: Roundup, right: DisplayRight, *, by: Member, now: dt.datetime) -> None:
    """Keep the right that a member states. Call it like `save_record`."""
    put_record(roundup, msgspec.structs.replace(record_of(roundup), display_right=right))
    roundup.right_stated_by, roundup.right_stated_at = by, now
    roundup.save(update_fields=[*RECORD_COLUMNS, "right_stated_by", "right_stated_at"])


RECORD_COLUMNS = "record record_digest title display_right warnings panelists questions answers forecasts".split()


def put_record(roundup: Roundup, record: Record) -> None:
    """Set the record's columns, without saving."""
    roundup.record = encode_record(record)
    roundup.record_digest = hashlib.sha256(roundup.record).hexdigest()
    roundup.title = _storable(record.title, 500) or UNTITLED
    roundup.display_right = record.display_right.value
    roundup.warnings = len(record.warnings)
    roundup.panelists = len(record.panel)
    roundup.questions = len(record.questions)
    roundup.answers = len(record.answers)
    roundup.forecasts = len(record.forecasts)


def locked(roundup: Roundup) -> Roundup:
    """The row as it is now, held until the transaction ends, so that of two changes at once the second sees the first."""
    return Roundup.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=roundup.pk)


def source_digest_of(record: Record) -> str:
    """What tells that two readings are of one source: the hash of its bytes, else of its text."""
    return record.source.digest or hashlib.sha256(record.text.encode("utf-8", errors="replace")).hexdigest()


def _storable(text: str, longest: int) -> str:
    """PostgreSQL keeps no NUL in a line of text, and a column has its length."""
    line = " ".join(text.replace("\0", " ").split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
