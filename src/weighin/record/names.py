"""Who stands under a name in a record."""

from weighin.record.asking import Attribution
from weighin.record.record import Panelist, Record


def is_named(record: Record, panelist: Panelist) -> bool:
    """Whether the name is the panelist's own, not one that stands in for it. Who was read, not asked, stands under a name."""
    of_all = record.asking.attribution if record.asking else Attribution.ON_THE_RECORD
    return (panelist.attribution or of_all) is Attribution.ON_THE_RECORD
