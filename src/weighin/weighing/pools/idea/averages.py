"""Averages of best estimates, on the scale of probabilities, odds or the probit, and beta-transformed.

Every function takes (experts, questions, 3) and gives (questions,), as `three_points_of` and the package say.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, expit, ndtr, ndtri

from weighin.errors import NotAccepted
from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.pools.averaging import mean_over_experts
from weighin.weighing.pools.idea.three_points import EPSILON, three_points_of
from weighin.weighing.pools.probabilities import median_over_experts


def pool_ar_mean(judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> FloatArray:
    """ArMean: the mean of the best estimates."""
    return mean_over_experts(three_points_of(judgements, experts=experts, questions=questions).best, None)


def pool_best_median(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """Median: the median of the best estimates."""
    return median_over_experts(three_points_of(judgements, experts=experts, questions=questions).best, None)


def pool_geo_mean(judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> FloatArray:
    """GeoMean: the geometric mean of the best estimates, of yes alone: the pool of the opposite is not what is left to 1."""
    best = three_points_of(judgements, experts=experts, questions=questions).best
    return np.exp(mean_over_experts(best, None, lambda block: np.log(block, out=block), neutral=1.0))


def pool_log_odds_ar_mean(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """LOArMean: the mean of the log odds of the best estimates, 0 and 1 moved inwards by 2.2e-16."""
    return log_odds_mean(three_points_of(judgements, experts=experts, questions=questions).best)


def pool_probit_ar_mean(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """ProbitArMean: the mean of the probits of the best estimates, 0 and 1 moved inwards by 2.2e-16."""
    best = three_points_of(judgements, experts=experts, questions=questions).best
    return np.asarray(ndtr(mean_over_experts(inwards(best), None, ndtri, neutral=0.5)))


def pool_beta_ar_mean(
    judgements: ArrayLike,
    *,
    alpha: float = 6.0,
    beta: float = 6.0,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """BetaArMean: the mean of the best estimates, sent through the distribution function of a beta distribution.

    Raises:
        NotAccepted: a parameter of 0 or less.
    """
    mean = pool_ar_mean(judgements, experts=experts, questions=questions)
    return beta_transformed(mean, alpha=alpha, beta=beta)


def pool_beta_ar_mean_outside(
    judgements: ArrayLike,
    *,
    alpha: float = 6.0,
    beta: float = 6.0,
    cutoff_lower: float,
    cutoff_upper: float,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """BetaArMean2: as BetaArMean where the mean is below the lower or above the upper cut-off, the mean itself between.

    Raises:
        NotAccepted: a parameter of 0 or less, or cut-offs that are not in [0, 1] in this order.
    """
    if not 0 <= cutoff_lower <= cutoff_upper <= 1:
        msg = f"expected cut-offs in [0, 1], the lower first, found {cutoff_lower:g} and {cutoff_upper:g}"
        raise NotAccepted(msg)
    mean = pool_ar_mean(judgements, experts=experts, questions=questions)
    outside = (mean < cutoff_lower) | (mean > cutoff_upper)
    return np.where(outside, beta_transformed(mean, alpha=alpha, beta=beta), mean)


def log_odds_mean(best: FloatArray) -> FloatArray:
    """The mean of log odds of best estimates that have been looked over."""
    return np.asarray(
        expit(mean_over_experts(inwards(best), None, lambda block: np.log(block / (1 - block)), neutral=0.5))
    )


def beta_transformed(pooled: FloatArray, *, alpha: float, beta: float) -> FloatArray:
    """Send a pool through the distribution function of a beta distribution.

    Raises:
        NotAccepted: a parameter of 0 or less.
    """
    if not (0 < alpha < np.inf and 0 < beta < np.inf):
        msg = f"expected alpha and beta above 0, found {alpha:g} and {beta:g}"
        raise NotAccepted(msg)
    return np.asarray(betainc(alpha, beta, pooled))


def inwards(best: FloatArray) -> FloatArray:
    """0 and 1 moved to the next that odds can hold, as aggreCAT does."""
    return np.where(best == 0, EPSILON, np.where(best == 1, 1 - EPSILON, best))
