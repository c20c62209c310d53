"""Forecasts with their outcomes, looked over once: the pairs that both stand."""

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, require_in_unit_interval


def settled_pairs(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """The forecasts and outcomes of which neither is missing.

    Args:
        probabilities: (forecasts,), each in [0, 1]; NaN where none was given.
        outcomes: (forecasts,), 1 for what happened, 0 for what did not; NaN where it is not settled.

    Raises:
        WrongShape: they do not fit. ProbabilityOutOfRange: names the forecast. BadJudgements: an outcome that is neither.
        TooFew: no pair is left.
    """
    try:
        given = np.asarray(probabilities, dtype=np.float64)
        happened = np.asarray(outcomes, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected numbers, found something else ({error})"
        raise WrongShape(msg) from error
    if given.ndim != 1 or given.shape != happened.shape:
        msg = f"expected one outcome a forecast, as two arrays of shape (forecasts,); found {given.shape} and {happened.shape}"
        raise WrongShape(msg)
    require_in_unit_interval(given[:, np.newaxis])
    there = ~np.isnan(given) & ~np.isnan(happened)
    given, happened = given[there], happened[there]
    wrong = np.flatnonzero((happened != 0) & (happened != 1))
    if wrong.size:
        msg = f"expected an outcome of 0 or 1, found {happened[wrong[0]]:g}"
        raise BadJudgements(msg, question=int(np.flatnonzero(there)[wrong[0]]))
    if not given.size:
        msg = "no forecast is settled, and calibration needs at least one"
        raise TooFew(msg)
    return given, happened
