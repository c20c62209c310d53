"""Best estimates weighted by what they are themselves: near the limits, finely graded, near the others.

Every function takes (experts, questions, 3) and gives (questions,), as `three_points_of` and the package say.
"""

import numpy as np
from numpy.typing import ArrayLike

from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.pools.idea.three_points import EPSILON, ROUNDING, three_points_of, weighted_best
from weighin.weighing.pools.probabilities import median_over_experts

GRAIN = 0.05


def pool_by_distance(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """DistLimitWAgg: an estimate near 0 or 1 weighs more; weight = max(best, 1 - best)."""
    best = three_points_of(judgements, experts=experts, questions=questions).best
    return weighted_best(best, np.maximum(best, 1 - best))


def pool_by_granularity(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """GranWAgg: an expert who does not round to 0.05 weighs more; weight = the share of questions with a finer estimate.

    An expert who always rounds weighs 2.2e-16. What is a multiple of 0.05 is decided in floating point as aggreCAT decides it.
    """
    best = three_points_of(judgements, experts=experts, questions=questions).best
    steps = best / GRAIN
    finer = np.ceil(steps - np.floor(steps + 4 * EPSILON))
    there = ~np.isnan(best)
    share = np.where(there, finer, 0.0).sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1)
    return weighted_best(best, np.where(share == 0, EPSILON, share))


def pool_by_centrality(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """OutWAgg: an estimate far from the median weighs less; weight = 1 - (best - median)² / the largest such square on the question."""
    best = three_points_of(judgements, experts=experts, questions=questions).best
    squares = (median_over_experts(best, None) - best) ** 2
    largest = np.fmax.reduce(squares, axis=0)
    weights = 1 - squares / np.where(largest == 0, EPSILON, largest)
    return weighted_best(best, np.where(weights < ROUNDING, 0.0, weights))
