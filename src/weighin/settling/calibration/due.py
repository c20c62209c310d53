"""Which questions count: those whose scheduled date has passed, or whose outcome can no longer change.

Counting early answers only would count the surprises that came early and leave out what is still quiet.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from weighin.errors import WrongShape
from weighin.weighing.arrays import BoolArray


class Due(Struct, frozen=True, kw_only=True):
    """`counts`: (questions,), true where a question counts. `waiting`: settled already, but its date has not come. `open`: not settled."""

    counts: BoolArray
    waiting: int
    open: int


def due_questions(
    scheduled: Sequence[dt.date | None],
    settled: Sequence[bool],
    *,
    today: dt.date,
    final: Sequence[bool] | None = None,
) -> Due:
    """Which questions count on a day.

    Args:
        scheduled: the day on which each is to be settled; None where none was named: it then counts once it is settled.
        settled: whether each has an outcome. final: whether that outcome can no longer change whatever happens; none where left out.
        today: the day on which is counted.

    Raises:
        WrongShape: not one of each a question.
    """
    certain = final if final is not None else [False] * len(scheduled)
    if not len(scheduled) == len(settled) == len(certain):
        msg = f"expected one day, one state and one certainty a question, found {len(scheduled)}, {len(settled)} and {len(certain)}"
        raise WrongShape(msg)
    has_outcome = np.array(settled, dtype=bool)
    due = np.array(
        [day is None or day <= today or fixed for day, fixed in zip(scheduled, certain, strict=True)], dtype=bool
    )
    return Due(counts=has_outcome & due, waiting=int((has_outcome & ~due).sum()), open=int((~has_outcome).sum()))
