"""Three-point judgements, looked over; and the weighted mean of best estimates that most methods end with."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import CrossingQuantiles, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named, require_in_unit_interval

EPSILON = float(np.finfo(np.float64).eps)
ROUNDING = 1e-12  # a weight below is 0: of 0.1, 0.2, 0.3 the best estimate is in the middle, but not in floats


class ThreePoints(NamedTuple):
    """Lowest plausible, best and highest plausible probability, each (experts, questions), NaN where missing."""

    lower: FloatArray
    best: FloatArray
    upper: FloatArray

    @property
    def width(self) -> FloatArray:
        """The width of the intervals, as it was given."""
        return self.upper - self.lower


def three_points_of(values: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> ThreePoints:
    """Three-point judgements of probabilities.

    Args:
        values: (experts, questions, 3): lowest, best, highest, each in [0, 1] and not falling; NaN where an expert gave none. A best
            estimate may stand alone: it counts in the methods that need no more.
        experts: their names, for errors. questions: theirs.

    Returns:
        The three, each (experts, questions).

    Raises:
        ProbabilityOutOfRange: names expert and question; 60 is told apart from 0.6. CrossingQuantiles: names expert and question.
        WrongShape: another shape. TooFew: no expert.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected numbers of shape (experts, questions, 3), found something else ({error})"
        raise WrongShape(msg) from error
    if array.ndim != 3 or array.shape[2] != 3:
        msg = f"expected an array of shape (experts, questions, 3): lowest, best, highest; found {array.shape}"
        raise WrongShape(msg)
    if not array.shape[0]:
        msg = "expected one expert or more, found none"
        raise TooFew(msg)
    require_in_unit_interval(array, experts=experts, questions=questions)
    lower, best, upper = (np.ascontiguousarray(array[:, :, point]) for point in range(3))
    crossing = np.argwhere((lower > best) | (best > upper) | (lower > upper))
    if crossing.size:
        expert, question = (int(index) for index in crossing[0])
        found = ", ".join(f"{value:g}" for value in array[expert, question])
        msg = f"expected lowest, best and highest not to fall, found {found}"
        raise CrossingQuantiles(msg, expert=named(experts, expert), question=named(questions, question))
    return ThreePoints(lower, best, upper)


def weighted_best(best: FloatArray, weights: FloatArray) -> FloatArray:
    """The weighted mean of best estimates over those who have one and a weight.

    Args:
        best: (experts, questions), NaN where missing.
        weights: (experts, questions) or (experts, 1), 0 or more, NaN where there is none. All 0 on a question: all the same. Infinite:
            they share the question among themselves.

    Returns:
        (questions,); NaN where nobody has both.
    """
    counting = np.where(np.isnan(best) | np.isnan(weights), 0.0, weights)
    there = ~np.isnan(best) & ~np.isnan(weights)
    infinite = np.isinf(counting)
    counting = np.where(infinite.any(axis=0), infinite.astype(np.float64), counting)
    counting = np.where((counting == 0).all(axis=0) & there, 1.0, counting)
    counting /= np.where(
        there.any(axis=0), counting.max(axis=0), 1.0
    )  # so that huge weights cannot overflow in the sum
    total = counting.sum(axis=0)
    with np.errstate(invalid="ignore"):
        return np.asarray(
            (counting * np.where(there, best, 0.0)).sum(axis=0) / np.where(there.any(axis=0), total, np.nan)
        )
