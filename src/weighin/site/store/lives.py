"""The times of a row as `asking.life` takes them: the one way by which form, mail, reminders and desk ask whether a round-up is open."""

import datetime as dt

from weighin.asking.life import Life, Stage, deadline_for, stage_of
from weighin.site.store.asked import AskedPanelist, AskedRoundup


def life_of(asked: AskedRoundup) -> Life:
    """The times of a round-up, extensions included."""
    extensions = asked.panel.filter(extended_until__isnull=False).values_list("extended_until", flat=True)
    return _times_of(asked, tuple(extension for extension in extensions if extension))


def stage_now(asked: AskedRoundup, now: dt.datetime) -> Stage:
    """Where it stands."""
    return stage_of(life_of(asked), now)


def questions_may_change(asked: AskedRoundup, now: dt.datetime) -> bool:
    """Whether questions are still drafted: before the round-up opens, and after round 0, in which they were proposed."""
    stage = stage_now(asked, now)
    return stage is Stage.DRAFT or (stage is Stage.CLOSED and asked.round == 0)


def deadline_of(panelist: AskedPanelist) -> dt.datetime | None:
    """The last moment at which this panelist's answer is in time. What others were given bears on nobody else, so it is not asked for."""
    return deadline_for(_times_of(panelist.asked), panelist.extended_until)


def _times_of(asked: AskedRoundup, extensions: tuple[dt.datetime, ...] = ()) -> Life:
    return Life(
        opened_at=asked.opened_at,
        deadline=asked.deadline,
        extensions=extensions,
        closed_early_at=asked.closed_early_at,
    )
