"""CORP reliability: forecasts against the isotonic regression of what happened, and what the mean score is made of.

Source: Dimitriadis, Gneiting and Jordan (2021), PNAS 118(8) e2016191118.
"""

from collections.abc import Callable
from enum import Enum

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from weighin.errors import BadJudgements
from weighin.settling.calibration.settled import settled_pairs
from weighin.weighing.arrays import FloatArray

RESAMPLES = 1000
SHARE = 0.9


class ScoreRule(Enum):
    """The proper score that is decomposed."""

    BRIER = "brier"
    LOG = "log"  # in nats; forecasts of 0 and 1 may make it infinite


class Reliability(Struct, frozen=True, kw_only=True):
    """The mean score and its three parts: `mean = miscalibration - discrimination + uncertainty`.

    Attributes:
        probabilities: (forecasts,), the settled forecasts in rising order. recalibrated: what happened among forecasts like each.
        outcomes: in the same order. order: place of each in the arrays that were given, the missing left out.
        mean: the mean score; miscalibration: what recalibrating would save, 0 or more; discrimination: what the recalibrated forecasts
            save against always saying the base rate, 0 or more; uncertainty: the mean score of the base rate.
        left_out: how many forecasts had no outcome yet, or were missing.
    """

    rule: ScoreRule
    probabilities: FloatArray
    recalibrated: FloatArray
    outcomes: FloatArray
    order: NDArray[np.intp]
    mean: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    left_out: int


def recalibrate(probabilities: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """What happened among forecasts like each: isotonic regression of the outcomes on the forecasts, equal forecasts as one.

    Args:
        probabilities: (forecasts,), in [0, 1]; NaN where missing. outcomes: (forecasts,), 0 or 1; NaN where not settled.

    Returns:
        (forecasts,), in [0, 1], in the order given; NaN where either is missing.

    Raises:
        ProbabilityOutOfRange, BadJudgements, WrongShape, TooFew: as `settled_pairs` says.

    Source: Dimitriadis, Gneiting and Jordan (2021), section 2; pool-adjacent-violators by SciPy.
    """
    given, happened = settled_pairs(probabilities, outcomes)
    whole = np.full(np.shape(probabilities), np.nan)
    there = ~np.isnan(np.asarray(probabilities, dtype=float)) & ~np.isnan(np.asarray(outcomes, dtype=float))
    whole[there] = _isotonic(given, happened)
    return whole


def reliability_of(probabilities: ArrayLike, outcomes: ArrayLike, *, rule: ScoreRule = ScoreRule.BRIER) -> Reliability:
    """The reliability diagram as numbers, and the decomposition of the mean score.

    Args:
        probabilities: (forecasts,), in [0, 1]; NaN where missing. outcomes: (forecasts,), 0 or 1; NaN where not settled.
        rule: the score; the log score takes no forecast of 0 for what happened, nor of 1 for what did not.

    Raises:
        ProbabilityOutOfRange, BadJudgements, WrongShape, TooFew: as `settled_pairs` says; BadJudgements also for an infinite log score.

    Source: Dimitriadis, Gneiting and Jordan (2021), equation 2.
    """
    given, happened = settled_pairs(probabilities, outcomes)
    score = _SCORES[rule]
    fitted = _isotonic(given, happened)
    rate = np.full_like(given, happened.mean())
    mean = float(score(given, happened).mean())
    if not np.isfinite(mean):
        msg = "a forecast called impossible what happened: its log score is infinite and has no parts; decompose the Brier score"
        raise BadJudgements(msg)
    of_fitted, of_rate = float(score(fitted, happened).mean()), float(score(rate, happened).mean())
    order = np.argsort(given, kind="stable")
    return Reliability(
        rule=rule,
        probabilities=given[order],
        recalibrated=fitted[order],
        outcomes=happened[order],
        order=order,
        mean=mean,
        miscalibration=mean - of_fitted,
        discrimination=of_rate - of_fitted,
        uncertainty=of_rate,
        left_out=int(np.size(probabilities) - given.size),
    )


def consistency_band(
    probabilities: ArrayLike, *, seed: int, share: float = SHARE, resamples: int = RESAMPLES
) -> tuple[FloatArray, FloatArray]:
    """Where the recalibrated values of perfectly calibrated forecasts would lie: outside it, a curve shows more than luck.

    Args:
        probabilities: (forecasts,), in [0, 1], none missing. share: of the curves that the band holds at each forecast, in (0, 1).
        seed: of the outcomes that are drawn; the same seed gives the same band. resamples: how many sets of outcomes are drawn.

    Returns:
        Lower and upper edge, each (forecasts,), in the order given.

    Raises:
        ProbabilityOutOfRange, TooFew: as `settled_pairs` says.

    Source: Dimitriadis, Gneiting and Jordan (2021), section 3, consistency bands by resampling under calibration.
    """
    given, _ = settled_pairs(probabilities, np.zeros(np.shape(probabilities)))
    draw = np.random.default_rng(seed)
    curves = np.empty((resamples, given.size))
    for number in range(resamples):
        curves[number] = _isotonic(given, (draw.random(given.size) < given).astype(np.float64))
    low, high = np.quantile(curves, [(1 - share) / 2, (1 + share) / 2], axis=0)
    return low, high


def _isotonic(given: FloatArray, happened: FloatArray) -> FloatArray:
    """Equal forecasts are one point with as much weight: otherwise the regression would tell them apart by their outcomes."""
    from scipy.optimize import isotonic_regression  # a second to import, and only calibration needs it

    values, place, counts = np.unique(given, return_inverse=True, return_counts=True)
    rates = np.bincount(place, weights=happened) / counts
    fitted = isotonic_regression(rates, weights=counts).x
    return np.asarray(np.clip(fitted, 0, 1)[place], dtype=np.float64) if values.size else given


def _brier(given: FloatArray, happened: FloatArray) -> FloatArray:
    return np.square(given - happened)


def _log(given: FloatArray, happened: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore"):
        return -np.log(np.where(happened == 1, given, 1 - given))


_SCORES: dict[ScoreRule, Callable[[FloatArray, FloatArray], FloatArray]] = {
    ScoreRule.BRIER: _brier,
    ScoreRule.LOG: _log,
}
