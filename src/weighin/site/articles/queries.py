"""What is known of a reading and its corrections."""

import datetime as dt

from django.db.models import Count, F
from msgspec import Struct

from weighin.reading.corrections import Replayed, decode_correction, replay
from weighin.site.store.door import record_as_read
from weighin.site.store.models import Correction, Roundup
from weighin.site.store.seen import edition_seen


class Made(Struct, frozen=True):
    """A correction in the list: its row, and why it found no place where it stands but changes nothing."""

    row: Correction
    misfit: str


def state_of(roundup: Roundup) -> Replayed:
    """The record with the corrections that stand, and what everything in it is called for good."""
    in_force = [
        None if taken_back else decode_correction(bytes(content))
        for content, taken_back in roundup.corrections.order_by("number").values_list("content", "taken_back_at")
    ]
    return replay(record_as_read(roundup), in_force)


def version_of(roundup: Roundup) -> int:
    """Goes up by one with each correction that is made or taken back."""
    counted = roundup.corrections.aggregate(made=Count("pk"), taken_back=Count(F("taken_back_at")))
    return int(counted["made"] + counted["taken_back"])


def corrections_of(roundup: Roundup, state: Replayed) -> list[Made]:
    """Every correction that was ever made, the last first."""
    misfits = {misfit.number: misfit.reason for misfit in state.misfits}
    rows = roundup.corrections.select_related("made_by", "taken_back_by").order_by("-number")
    return [Made(row, misfits.get(row.number, "")) for row in rows]


def differs_from_what_readers_see(roundup: Roundup, *, now: dt.datetime) -> bool:
    """Whether it is published, and not as it is now."""
    shown = edition_seen(roundup, now)
    return shown is not None and shown.record_digest != roundup.record_digest
