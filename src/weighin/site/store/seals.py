"""The seal as it was fixed, and as it goes out beside a record."""

import msgspec
from msgspec import UNSET, Struct

from weighin.record.record import Record
from weighin.sealing.growth import Growth, growth_since, head_of
from weighin.sealing.journal import JournalHead
from weighin.sealing.seal import Seal as SealDocument
from weighin.site.store.models import AskedRoundup, JournalEntry, Outlet, Roundup, Seal
from weighin.site.store.opened import openings_beside
from weighin.site.store.stamps import stamps_of


class Beside(Struct, frozen=True):
    """The seal as it goes out beside a record, and the files of its stamps."""

    seal: SealDocument
    files: dict[str, bytes]


def seal_row(asked: AskedRoundup) -> Seal | None:
    """The row of the seal; None where there is none yet."""
    return Seal.objects.filter(asked=asked).first()


def seal_document(asked: AskedRoundup) -> SealDocument | None:
    """The seal as it was fixed; None where there is none yet."""
    row = seal_row(asked)
    return decode_seal(row) if row else None


def seal_beside(record: Record, roundup: Roundup) -> Beside | None:
    """What is published beside the record of a round-up that was asked.

    The seal says which answers of this record were edited since, names the stamps that have come, and has the openings that were agreed to.
    None where the round-up was read, or the record is not shown as our own.
    """
    row = Seal.objects.filter(asked__roundup=roundup).select_related("asked").first()
    if row is None or record.asking is None:
        return None
    sealed = decode_seal(row)
    stamps, files = stamps_of(row, sealed.witness)
    seal = msgspec.structs.replace(
        sealed,
        openings=openings_beside(record, row.asked, sealed),
        edited=tuple(one.answer for one in record.asking.edited),
        stamps=stamps or UNSET,
    )
    return Beside(seal, files)


def head_and_growth(outlet: Outlet) -> tuple[JournalHead | None, Growth | None]:
    """Where an outlet's journal stands, and the proof that it grew since the seal before; None where there is nothing to tell."""
    digests = list(JournalEntry.objects.filter(outlet=outlet).order_by("number").values_list("digest", flat=True))
    before = Seal.objects.filter(asked__outlet=outlet).order_by("-sealed_at", "-pk").first()
    earlier = decode_seal(before).witness.journal if before else None
    growth = growth_since(earlier, digests) if earlier and earlier.root else None
    return head_of(digests), growth


def decode_seal(row: Seal) -> SealDocument:
    """The document that the row keeps."""
    return msgspec.json.decode(row.content.encode(), type=SealDocument)
