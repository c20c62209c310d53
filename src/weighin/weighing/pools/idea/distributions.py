"""The median of the mean of the experts' distributions, each made from three points.

Every function takes (experts, questions, 3) and gives (questions,), as `three_points_of` and the package say. The median is found by halving
the range until floats run out; where the mean is flat at 1/2, it is the middle of the flat.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from weighin.weighing.arrays import BoolArray, FloatArray, Names
from weighin.weighing.pools.idea.three_points import EPSILON, ThreePoints, three_points_of

HALVINGS = 55  # 2^-55: below the distance between floats near 1/2
HAIR = 1e-13  # a mean of hundreds of distributions is off by less


def pool_distribution_mean(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """DistribArMean: lowest, best and highest are the 5th, 50th and 95th percentiles, with the mass spread evenly between and to 0 and 1."""
    return _median_of_mean(three_points_of(judgements, experts=experts, questions=questions), _piecewise)


def pool_triangular_mean(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """TriDistribArMean: the triangular distribution from lowest to highest with its mode at the best estimate."""
    return _median_of_mean(three_points_of(judgements, experts=experts, questions=questions), _triangular)


def _median_of_mean(points: ThreePoints, below: Callable[[FloatArray, ThreePoints], FloatArray]) -> FloatArray:
    inner = ThreePoints(
        np.where(points.lower == 0, EPSILON, points.lower),
        points.best,
        np.where(points.upper == 1, 1 - EPSILON, points.upper),
    )
    inner = ThreePoints(np.minimum(inner.lower, inner.best), inner.best, np.maximum(inner.upper, inner.best))
    there = ~np.isnan(inner.width + inner.best)
    answered = there.sum(axis=0)

    def mean_below(x: FloatArray) -> FloatArray:
        return np.asarray(np.where(there, below(x, inner), 0.0).sum(axis=0) / np.maximum(answered, 1))

    lowest = _halved(lambda x: mean_below(x) < 0.5 - HAIR, answered.size)
    highest = _halved(lambda x: mean_below(x) <= 0.5 + HAIR, answered.size)
    return np.where(answered > 0, (lowest + highest) / 2, np.nan)


def _halved(too_low: Callable[[FloatArray], BoolArray], questions: int) -> FloatArray:
    low, high = np.zeros(questions), np.ones(questions)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        left = too_low(middle)
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return (low + high) / 2


def _piecewise(x: FloatArray, points: ThreePoints) -> FloatArray:
    lower, best, upper = points
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.select(
            [x < lower, x < best, x < upper],
            [
                0.05 * x / lower,
                0.05 + 0.45 * (x - lower) / (best - lower),
                0.5 + 0.45 * (x - best) / (upper - best),
            ],
            0.95 + 0.05 * (x - upper) / (1 - upper),
        )


def _triangular(x: FloatArray, points: ThreePoints) -> FloatArray:
    lower, best, upper = points
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.select(
            [x < lower, x < best, x < upper],
            [
                np.zeros(x.shape) * lower,
                (x - lower) ** 2 / ((upper - lower) * (best - lower)),
                1 - (upper - x) ** 2 / ((upper - lower) * (upper - best)),
            ],
            1.0,
        )
