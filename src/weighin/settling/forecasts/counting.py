"""Which forecasts count: of settled questions whose day has come, and of several by one expert on a question the one that is asked for."""

import datetime as dt
from collections import Counter
from enum import StrEnum

import numpy as np

from weighin.errors import BadJudgements
from weighin.settling.calibration.due import due_questions
from weighin.settling.forecasts.forecasts import Forecasts, kept
from weighin.weighing.arrays import BoolArray

DAY = 86_400
SUPERSEDED = "superseded"
NOT_DUE = "settled before its day"


class Versions(StrEnum):
    """Which of several forecasts of one expert on a question count."""

    LAST = "last"
    FIRST = "first"
    EVERY = "every"


def counted_forecasts(forecasts: Forecasts, *, today: dt.date, versions: Versions = Versions.LAST) -> Forecasts:
    """What counts on a day; the rest is counted by reason in `left_out`.

    Args:
        forecasts: of a file. today: the day on which is counted. versions: which of several forecasts by one expert on a question.

    Raises:
        BadJudgements: two forecasts by one expert on a question, and no times that tell which was the last; names both and the rows.
    """
    superseded = _superseded(forecasts, versions)
    settled = np.array([not state for state in forecasts.states], dtype=bool)
    days = [
        None if np.isnan(at) else dt.date(1970, 1, 1) + dt.timedelta(days=int(at // DAY)) for at in forecasts.scheduled
    ]
    due = due_questions(days, settled.tolist(), today=today)
    reasons: Counter[str] = Counter(
        state for state, other in zip(forecasts.states, superseded.tolist(), strict=True) if state and not other
    )
    reasons[NOT_DUE] = int((settled & ~due.counts & ~superseded).sum())
    reasons[SUPERSEDED] = int(superseded.sum())
    return kept(forecasts, due.counts & ~superseded, left_out=reasons)


def _superseded(forecasts: Forecasts, versions: Versions) -> BoolArray:
    superseded = np.zeros(len(forecasts.experts), dtype=bool)
    if versions is Versions.EVERY:
        return superseded
    standing: dict[tuple[str, str], int] = {}
    for place, pair in enumerate(zip(forecasts.experts, forecasts.questions, strict=True)):
        other = standing.setdefault(pair, place)
        if other == place:
            continue
        made, before = forecasts.times[place], forecasts.times[other]
        if np.isnan(made) or np.isnan(before) or made == before:
            raise _two_at_once(forecasts, place, other)
        if (made > before) == (versions is Versions.LAST):
            standing[pair], superseded[other] = place, True
        else:
            superseded[place] = True
    return superseded


def _two_at_once(forecasts: Forecasts, place: int, other: int) -> BadJudgements:
    rows = f", rows {forecasts.rows[other]} and {forecasts.rows[place]}" if forecasts.rows[place] else ""
    msg = (
        f"two forecasts, and no times that tell which is the later ({forecasts.source}{rows}): "
        "give each a time, keep one, or let every one count (--versions every)"
    )
    return BadJudgements(msg, expert=forecasts.experts[place], question=forecasts.questions[place])
