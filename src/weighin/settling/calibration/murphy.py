"""Murphy's decomposition of the mean Brier score over groups of forecasts: reliability - resolution + uncertainty.

Source: Murphy (1973), J. Applied Meteorology 12(4), 595-600; in bins with the two terms of Stephenson, Coelho and Jolliffe (2008),
Weather and Forecasting 23(4), 752-757.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import WrongShape
from weighin.settling.calibration.settled import settled_pairs
from weighin.weighing.arrays import FloatArray

TEN_BINS = tuple(np.linspace(0, 1, 11).tolist())


class MurphyDecomposition(Struct, frozen=True, kw_only=True):
    """`mean_brier = reliability - resolution + uncertainty + within_variance - within_covariance`; the last two are 0 for single values.

    Attributes:
        counts, mean_forecasts, observed: (groups,), of the groups that hold a forecast: how many, their mean, the share that happened.
    """

    mean_brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within_variance: float
    within_covariance: float
    counts: FloatArray
    mean_forecasts: FloatArray
    observed: FloatArray


def decompose_by_forecast(probabilities: ArrayLike, outcomes: ArrayLike) -> MurphyDecomposition:
    """One group a forecast value: exact, and of use where only few values are in use.

    Args:
        probabilities: (forecasts,), in [0, 1]; NaN where missing. outcomes: (forecasts,), 0 or 1; NaN where not settled.

    Raises:
        ProbabilityOutOfRange, BadJudgements, WrongShape, TooFew: as `settled_pairs` says.
    """
    given, happened = settled_pairs(probabilities, outcomes)
    _, group = np.unique(given, return_inverse=True)
    return _decomposed(given, happened, group)


def decompose_by_bins(
    probabilities: ArrayLike, outcomes: ArrayLike, *, edges: ArrayLike = TEN_BINS
) -> MurphyDecomposition:
    """One group a bin `[a, b)`, the last `[a, b]`.

    Args:
        probabilities: (forecasts,), in [0, 1]; NaN where missing. outcomes: (forecasts,), 0 or 1; NaN where not settled.
        edges: (bins + 1,), rising from 0 to 1.

    Raises:
        WrongShape: edges that do not rise from 0 to 1. Others as `settled_pairs` says.
    """
    given, happened = settled_pairs(probabilities, outcomes)
    bounds = np.asarray(edges, dtype=np.float64)
    if bounds.ndim != 1 or bounds.size < 2 or bounds[0] != 0 or bounds[-1] != 1 or (np.diff(bounds) <= 0).any():
        msg = "expected edges of bins that rise from 0 to 1"
        raise WrongShape(msg)
    group = np.minimum(np.searchsorted(bounds, given, side="right") - 1, bounds.size - 2)
    return _decomposed(given, happened, group)


def _decomposed(given: FloatArray, happened: FloatArray, group: np.ndarray) -> MurphyDecomposition:
    _, group = np.unique(group, return_inverse=True)
    counts = np.bincount(group).astype(np.float64)
    forecasts = np.bincount(group, weights=given) / counts
    observed = np.bincount(group, weights=happened) / counts
    rate = happened.mean()
    apart = given - forecasts[group]
    share = counts / given.size
    return MurphyDecomposition(
        mean_brier=float(np.square(given - happened).mean()),
        reliability=float(share @ np.square(forecasts - observed)),
        resolution=float(share @ np.square(observed - rate)),
        uncertainty=float(rate * (1 - rate)),
        within_variance=float(np.square(apart).mean()),
        within_covariance=float(2 * (apart * (happened - observed[group])).mean()),
        counts=counts,
        mean_forecasts=forecasts,
        observed=observed,
    )
