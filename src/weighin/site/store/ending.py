"""The end of a round: its times and what counts of it are fixed, in the transaction that opens the next."""

import datetime as dt

from weighin.asking.life import closes_at
from weighin.errors import InTheWay
from weighin.site.store.lives import life_of
from weighin.site.store.models import AskedRoundup, CountedInRound, EndedRound, Member
from weighin.site.store.versions import counted_versions


def end_round(held: AskedRoundup, *, by: Member, now: dt.datetime) -> EndedRound:
    """Fix the round that was last, of a round-up that is held. Extensions and late answers that were taken go with it.

    Raises:
        InTheWay: nobody answered in it, so that there is nothing to show in the next; nothing proposed is no hindrance.
    """
    closed_at = closes_at(life_of(held))
    if held.opened_at is None or held.opened_by is None or held.deadline is None or closed_at is None:
        msg = "a round that ends was opened, by somebody, and had a deadline"
        raise ValueError(msg)
    ended = EndedRound.objects.create(
        asked=held,
        number=held.round,
        opened_by=held.opened_by,
        opened_at=held.opened_at,
        deadline=held.deadline,
        closed_at=closed_at,
        ended_by=by,
        ended_at=now,
    )
    counted = counted_versions(held).values()
    if not counted and held.round > 0:
        msg = "nobody has answered in this round, so there is nothing to show in the next"
        raise InTheWay(msg)
    CountedInRound.objects.bulk_create(
        CountedInRound(ended_round=ended, panelist=version.panelist, version=version) for version in counted
    )
    held.panel.update(extended_until=None, started_at=None, late_accepted_at=None, late_accepted_by=None)
    return ended


def begin_next(held: AskedRoundup, deadline: dt.datetime | None, *, by: Member, now: dt.datetime) -> None:
    """Open the round after the one that has ended, until that deadline."""
    held.round += 1
    held.opened_at, held.opened_by, held.deadline = now, by, deadline
    held.closed_early_at = held.closed_early_by = None
    held.save(update_fields=["round", "opened_at", "opened_by", "deadline", "closed_early_at", "closed_early_by"])
