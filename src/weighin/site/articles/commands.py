"""What is done to articles: reading one in, correcting a reading, taking a correction back."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from msgspec import Struct
from msgspec.structs import replace

from weighin.errors import NotARoundup, WeighInError
from weighin.fetching import fetch, type_of_address
from weighin.reading.apart import read_apart
from weighin.reading.corrections import Correction, Misfit, Replayed, corrected, describe, encode_correction
from weighin.record.values import DisplayRight
from weighin.site.articles.queries import state_of, version_of
from weighin.site.store.door import Kept, keep_reading, locked, save_record
from weighin.site.store.journal import enter
from weighin.site.store.models import Correction as CorrectionRow
from weighin.site.store.models import Event, Member, Roundup

LONGEST_SUMMARY = 300
PASTED = "pasted text"


class ChangedMeanwhile(WeighInError):
    """Somebody else corrected the same round-up since the form was shown.

    Attributes:
        last: what was done last.
    """

    exit_code = 5
    http_status = 409

    def __init__(self, last: CorrectionRow | None) -> None:
        super().__init__("this round-up was corrected meanwhile")
        self.last = last


class Given(Struct, frozen=True, kw_only=True):
    """An article as an editor gives it: its bytes, or else the address to fetch it from."""

    data: bytes | None
    name: str
    address: str
    display_right: DisplayRight


def read_article(given: Given, *, may_connect: Callable[[type_of_address], bool], by: Member, now: dt.datetime) -> Kept:
    """Read an article and keep it for the outlet; the one that is there already where the same source was read before.

    Raises:
        NotARoundup: readable, but no round-up; nothing is kept.
        BadSource: it cannot be fetched or read; nothing is kept.
    """
    data, name, address, media_type = given.data, given.name, given.address, ""
    if data is None:
        fetched = fetch(address, may_connect=may_connect)
        data, name, address, media_type = fetched.data, fetched.address, fetched.address, fetched.media_type
    reading = read_apart(data, name=name, address=address, media_type=media_type, display_right=given.display_right)
    if reading.record is None:
        raise NotARoundup(name, reading.verdict.reasons)
    return keep_reading(reading.record, by=by, now=now)


@transaction.atomic
def make_correction(
    roundup: Roundup, correction: Correction, *, seen: int, by: Member, now: dt.datetime
) -> CorrectionRow:
    """Correct the record, and keep who did and when.

    Args:
        correction: in lasting identifiers. seen: the version that the editor looked at.

    Raises:
        ChangedMeanwhile: it is not that version any more.
        DoesNotFit: the record has no place for it.
    """
    held = locked(roundup)
    _require_seen(held, seen)
    before = state_of(held)
    number = held.corrections.count() + 1
    summary = describe(before.present(correction), before.record)
    after = corrected(before, correction, number)
    _save(held, after)
    kept = CorrectionRow.objects.create(
        roundup=held,
        number=number,
        content=encode_correction(correction),
        summary=summary if len(summary) <= LONGEST_SUMMARY else f"{summary[: LONGEST_SUMMARY - 1]}…",
        made_by=by,
        made_at=now,
    )
    about: dict[str, str | int] = {"correction": number, "record": held.record_digest}
    enter(Event.CORRECTED, outlet=held.outlet, by=by, now=now, roundup=held, about=about)
    return kept


@transaction.atomic
def take_back_correction(
    roundup: Roundup, number: int, *, seen: int, by: Member, now: dt.datetime
) -> tuple[Misfit, ...]:
    """Take a correction back; the others are applied again to the record as it was read. Those that thereby no longer fit are given back.

    Raises:
        ChangedMeanwhile: it is not the version any more that the editor looked at.
        Correction.DoesNotExist: there is none of that number that stands.
    """
    held = locked(roundup)
    _require_seen(held, seen)
    before = {misfit.number for misfit in state_of(held).misfits}
    gone = held.corrections.get(number=number, taken_back_at=None)
    gone.taken_back_by, gone.taken_back_at = by, now
    gone.save(update_fields=["taken_back_by", "taken_back_at"])
    after = state_of(held)
    _save(held, after)
    about: dict[str, str | int] = {"correction": number, "record": held.record_digest}
    enter(Event.CORRECTION_TAKEN_BACK, outlet=held.outlet, by=by, now=now, roundup=held, about=about)
    return tuple(misfit for misfit in after.misfits if misfit.number not in before)


def _require_seen(roundup: Roundup, seen: int) -> None:
    if version_of(roundup) != seen:
        raise ChangedMeanwhile(roundup.corrections.order_by("-number").first())


def _save(roundup: Roundup, state: Replayed) -> None:
    save_record(roundup, replace(state.record, display_right=DisplayRight(roundup.display_right)))
