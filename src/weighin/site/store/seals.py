"""The seal as it was fixed, and as it goes out beside a record."""

import msgspec

from weighin.record.record import Record
from weighin.sealing.seal import Seal as SealDocument
from weighin.site.store.models import AskedRoundup, Roundup, Seal


def seal_row(asked: AskedRoundup) -> Seal | None:
    """The row of the seal; None where there is none yet."""
    return Seal.objects.filter(asked=asked).first()


def seal_document(asked: AskedRoundup) -> SealDocument | None:
    """The seal as it was fixed; None where there is none yet."""
    row = seal_row(asked)
    return decode_seal(row) if row else None


def seal_beside(record: Record, roundup: Roundup) -> SealDocument | None:
    """What is published beside the record of a round-up that was asked: the seal, and which answers of this record were edited since.

    None where the round-up was read, or the record is not shown as our own. Nobody's leaf is opened unless they agreed to it.
    """
    row = Seal.objects.filter(asked__roundup=roundup).first()
    if row is None or record.asking is None:
        return None
    return msgspec.structs.replace(decode_seal(row), edited=tuple(one.answer for one in record.asking.edited))


def decode_seal(row: Seal) -> SealDocument:
    """The document that the row keeps."""
    return msgspec.json.decode(row.content.encode(), type=SealDocument)
