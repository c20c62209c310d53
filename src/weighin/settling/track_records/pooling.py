"""Partial pooling: a mean over few forecasts is drawn towards the mean of all experts, by how little it can be trusted."""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import TooFew, WrongShape
from weighin.weighing.arrays import FloatArray

_STEPS = 200
_NEAR = 1e-14
_FEWEST = 3  # experts, above which something is known of the variance between them


class PartialPooling(Struct, frozen=True, kw_only=True):
    """What is believed of each expert after pooling.

    Attributes:
        estimate: (experts,), the pooled means; standard_error: (experts,), their uncertainty, that of the common mean and, with more than
            three experts, of the between variance included.
        shrinkage: (experts,), 0 (own mean) to 1 (common mean). common_mean: of all experts.
        between_variance: of true skill between experts; 0 where the differences are no larger than luck.
    """

    estimate: FloatArray
    standard_error: FloatArray
    shrinkage: FloatArray
    common_mean: float
    between_variance: float


def pool_partially(means: ArrayLike, variances: ArrayLike) -> PartialPooling:
    """Empirical Bayes with normal errors: `mean_i ~ N(skill_i, variance_i)`, `skill_i ~ N(common mean, between variance)`.

    Args:
        means: (experts,), an expert's mean score; NaN where there is none. variances: (experts,), of those means, above 0 where one is given.

    Returns:
        NaN for an expert without a mean.

    Raises:
        WrongShape: they do not fit, or a variance is not above 0. TooFew: no expert has a mean.

    Source: Efron and Morris (1975), JASA 70(350), 311-319; the between variance by Paule and Mandel (1982), J. Research of the National
    Bureau of Standards 87(5), 377-385; shrinkage and errors with more than three experts after Morris (1983), JASA 78(381), 47-55: without them a between variance that luck hides would draw everybody all the way, with intervals too narrow
    (docs/explanation/settling/track-records.md shows how often they hold the truth).
    """
    given, spread = np.asarray(means, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    if given.ndim != 1 or given.shape != spread.shape:
        msg = f"expected a mean and a variance an expert, found {given.shape} and {spread.shape}"
        raise WrongShape(msg)
    there = ~np.isnan(given)
    if not there.any():
        msg = "no expert has a mean, and there is nothing to pool"
        raise TooFew(msg)
    if not (spread[there] > 0).all():
        msg = "expected variances above 0: a mean that is known exactly needs no pooling"
        raise WrongShape(msg)
    between = _between_variance(given[there], spread[there])
    weights = np.where(there, 1 / (np.where(there, spread, 1.0) + between), 0.0)
    common = float(weights @ np.where(there, given, 0.0) / weights.sum())
    known, doubt = _morris(int(there.sum()))
    shrinkage = np.where(there, known * spread * weights, np.nan)
    variance = (1 - shrinkage) * spread + np.square(shrinkage) * (1 / weights.sum() + doubt * np.square(given - common))
    return PartialPooling(
        estimate=common + (1 - shrinkage) * (given - common),
        standard_error=np.sqrt(variance),
        shrinkage=shrinkage,
        common_mean=common,
        between_variance=between,
    )


def _morris(experts: int) -> tuple[float, float]:
    """How far shrinkage is trusted, and how much doubt remains of it: the between variance is an estimate, from few experts a poor one."""
    if experts <= _FEWEST:
        return 1.0, 0.0
    return (experts - _FEWEST) / (experts - 1), 2 / (experts - _FEWEST)


def _between_variance(means: FloatArray, variances: FloatArray) -> float:
    """The variance at which the weighted squares about the common mean are what chance alone would give: as many as experts less one."""
    if means.size < 2:
        return 0.0

    def excess(between: float) -> float:
        weights = 1 / (variances + between)
        apart = means - weights @ means / weights.sum()
        return float(weights @ np.square(apart)) - (means.size - 1)

    low, high = 0.0, max(float(np.var(means)), float(variances.max())) * means.size
    if excess(low) <= 0:
        return 0.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if excess(middle) > 0:
            low = middle
        else:
            high = middle
        if high - low <= _NEAR * high:
            break
    return (low + high) / 2
