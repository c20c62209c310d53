"""Best estimates of the second round weighted by how they moved since the first.

Every function takes two rounds of (experts, questions, 3) and gives (questions,), as `three_points_of` and the package say. Who has not
answered both rounds has no weight.
"""

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import WrongShape
from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.pools.idea.three_points import ThreePoints, three_points_of, weighted_best


def pool_by_shift(
    judgements: ArrayLike, *, first_round: ArrayLike, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """ShiftWAgg: who moved more weighs more; weight = |shift of best| + half of |shift of lowest| and of |shift of highest|."""
    now, before = _rounds(judgements, first_round, experts=experts, questions=questions)
    shift = np.abs(before.best - now.best) + np.abs(before.lower - now.lower) / 2 + np.abs(before.upper - now.upper) / 2
    return weighted_best(now.best, shift)


def pool_by_best_shift(
    judgements: ArrayLike, *, first_round: ArrayLike, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """BestShiftWAgg: who moved the best estimate more weighs more; weight = |shift| / the room there was on that side.

    The room is the first estimate where it fell, or crossed 1/2 downwards, else what was left to 1. Who stayed has weight 0, also at 1.
    """
    now, before = _rounds(judgements, first_round, experts=experts, questions=questions)
    first, second = before.best, now.best
    down = ((second < first) & (first <= 0.5)) | ((first > second) & (second > 0.5)) | ((first > 0.5) & (second <= 0.5))
    room = np.where(down, first, 1 - first)
    shift = np.abs(first - second)
    return weighted_best(second, np.where(shift == 0, 0.0, shift / np.where(room == 0, np.nan, room)))


def pool_by_width_shift(
    judgements: ArrayLike, *, first_round: ArrayLike, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """IntShiftWAgg: who narrowed the interval weighs more; weight = 1 / (width now - width then + 1).

    Who went from the whole range to a point has the whole weight of the question, shared with others who did.
    """
    now, before = _rounds(judgements, first_round, experts=experts, questions=questions)
    return weighted_best(now.best, _width_shifts(now, before))


def pool_by_distance_shift(
    judgements: ArrayLike, *, first_round: ArrayLike, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """DistShiftWAgg: who moved towards 0 or 1 weighs more; weight = 1 - (distance to the nearer limit now - then)."""
    now, before = _rounds(judgements, first_round, experts=experts, questions=questions)
    return weighted_best(now.best, _distance_shifts(now, before))


def pool_by_distance_width_shift(
    judgements: ArrayLike, *, first_round: ArrayLike, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """DistIntShiftWAgg: the weights of DistShiftWAgg times those of IntShiftWAgg."""
    now, before = _rounds(judgements, first_round, experts=experts, questions=questions)
    return weighted_best(now.best, _distance_shifts(now, before) * _width_shifts(now, before))


def _width_shifts(now: ThreePoints, before: ThreePoints) -> FloatArray:
    with np.errstate(divide="ignore"):
        return 1 / np.maximum(now.width - before.width + 1, 0.0)


def _distance_shifts(now: ThreePoints, before: ThreePoints) -> FloatArray:
    return 1 - (np.minimum(now.best, 1 - now.best) - np.minimum(before.best, 1 - before.best))


def _rounds(
    judgements: ArrayLike, first_round: ArrayLike, *, experts: Names | None, questions: Names | None
) -> tuple[ThreePoints, ThreePoints]:
    now = three_points_of(judgements, experts=experts, questions=questions)
    before = three_points_of(first_round, experts=experts, questions=questions)
    if now.best.shape != before.best.shape:
        msg = f"expected both rounds of the same experts and questions, found {before.best.shape} and then {now.best.shape}"
        raise WrongShape(msg)
    return now, before
