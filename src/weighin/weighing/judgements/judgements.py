"""What a panel judged, as arrays with names, however the table looked that it came from."""

from enum import StrEnum

import numpy as np
from msgspec import Struct

from weighin.weighing.arrays import FloatArray
from weighin.weighing.pools.registry import Judged


class Layout(StrEnum):
    """How a table of judgements is laid out."""

    LONG = "long"  # a row a judgement: expert, question, and what was judged
    WIDE = "wide"  # a row an expert, a column a question
    AGGRECAT = "aggrecat"  # data_ratings of the R package aggreCAT: a row a point
    ELICITR = "elicitr"  # of the R package elicitr: var1_min, var1_best …, or categories by site


class Judgements(Struct, frozen=True, kw_only=True, eq=False):
    """Judgements of a panel, round by round.

    Attributes:
        source: what the caller calls the table, for errors. layout: how it was laid out; None where it was no table.
        judged: what the judgements are of; None for single numbers of any kind, as ratings are.
        experts, questions: names, in the order in which they first come.
        options: of choices, the third axis. levels: of quantities, the third axis, rising, in (0, 1).
        categories: where the answers are words: the words, for which the values are the places, from 0.
        rounds: names, in order. by_round: as many arrays, (experts, questions) or (experts, questions, options | levels | 3); NaN where missing.
        weights: (experts,), where the table has them. ages: (experts, questions), in days before the newest judgement; NaN where missing.
        are_days: whether quantities are dates, as `datetime.date.toordinal` counts them.
        warnings: what was taken how, in sentences.
    """

    source: str
    layout: Layout | None
    judged: Judged | None
    experts: tuple[str, ...]
    questions: tuple[str, ...]
    by_round: tuple[FloatArray, ...]
    rounds: tuple[str, ...] = ("",)
    options: tuple[str, ...] = ()
    levels: tuple[float, ...] = ()
    categories: tuple[str, ...] = ()
    weights: FloatArray | None = None
    ages: FloatArray | None = None
    are_days: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def latest(self) -> FloatArray:
        """Those of the last round."""
        return self.by_round[-1]

    @property
    def third(self) -> tuple[object, ...]:
        """What stands along the third axis: options, levels, or the three points; nothing where there is none."""
        if self.judged is Judged.THREE_POINTS:
            return ("lower", "best", "upper")
        return self.options or self.levels

    @property
    def answered(self) -> int:
        """How many judgements of the last round there are, whole or in part."""
        there = ~np.isnan(self.latest)
        return int((there if there.ndim == 2 else there.any(axis=2)).sum())
