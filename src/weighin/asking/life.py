"""When a round-up is open. One function decides, from the clock and the stored times, for form, mail, reminders, import and calendar alike.

No job opens or closes anything: with all workers stopped, an answer one second late is late.
"""

import datetime as dt
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct


class Stage(Enum):
    """Where a round-up stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Life(Struct, frozen=True, kw_only=True):
    """The times that a round-up's life hangs on, all aware.

    Attributes:
        opened_at: when it was opened; None while it is a draft.
        deadline: the last moment at which an answer is in time; None while the draft has none.
        extensions: later deadlines that single panelists were given.
        closed_early_at: when the editor closed it before the deadline, for all.
    """

    opened_at: dt.datetime | None = None
    deadline: dt.datetime | None = None
    extensions: tuple[dt.datetime, ...] = ()
    closed_early_at: dt.datetime | None = None


def stage_of(life: Life, now: dt.datetime) -> Stage:
    """Where the round-up stands at this moment: it is closed once nobody can answer in time any more."""
    if life.opened_at is None or life.deadline is None or now < life.opened_at:
        return Stage.DRAFT
    closes = closes_at(life)
    return Stage.OPEN if closes is None or now <= closes else Stage.CLOSED


def closes_at(life: Life) -> dt.datetime | None:
    """The last moment at which anybody can answer in time; None while there is no deadline."""
    if life.deadline is None:
        return None
    return _no_later(max((life.deadline, *life.extensions)), life.closed_early_at)


def deadline_for(life: Life, extension: dt.datetime | None = None) -> dt.datetime | None:
    """The last moment at which this panelist's answer is in time. An extension never shortens, an early close ends all."""
    if life.deadline is None:
        return None
    return _no_later(max((life.deadline, *_given(extension))), life.closed_early_at)


def responded_in_time(deadline: dt.datetime | None, at: dt.datetime) -> bool:
    """Whether an answer that was received at that moment is in time: up to the deadline itself, to the microsecond."""
    return deadline is not None and at <= deadline


def _given(extension: dt.datetime | None) -> Iterable[dt.datetime]:
    return () if extension is None else (extension,)


def _no_later(deadline: dt.datetime, closed_early_at: dt.datetime | None) -> dt.datetime:
    return deadline if closed_early_at is None else min(deadline, closed_early_at)
