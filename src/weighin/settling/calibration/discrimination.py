"""Discrimination: do the forecasts for what happened stand above those for what did not? Calibration says nothing of it."""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import TooFew
from weighin.settling.calibration.settled import settled_pairs
from weighin.weighing.arrays import FloatArray


class RocCurve(Struct, frozen=True, kw_only=True):
    """The receiver operating characteristic: one point a threshold, from (0, 0) to (1, 1).

    Attributes:
        thresholds: (points,), falling; the first is above every forecast. hit_rate, false_alarm_rate: (points,), of calling all at or
            above the threshold a yes.
    """

    thresholds: FloatArray
    hit_rate: FloatArray
    false_alarm_rate: FloatArray
    area: float


def roc_curve(probabilities: ArrayLike, outcomes: ArrayLike) -> RocCurve:
    """The curve and the area under it.

    Args:
        probabilities: (forecasts,), in [0, 1]; NaN where missing. outcomes: (forecasts,), 0 or 1; NaN where not settled.

    Raises:
        TooFew: all of it happened, or none. Others as `settled_pairs` says.

    Source: Fawcett (2006), Pattern Recognition Letters 27(8), 861-874, algorithm 1.
    """
    given, happened = settled_pairs(probabilities, outcomes)
    yes, no = happened.sum(), (1 - happened).sum()
    if not yes or not no:
        msg = "discrimination needs at least one event that happened and one that did not"
        raise TooFew(msg)
    order = np.argsort(-given, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(given[order]) != 0, True))
    hits = np.append(0.0, np.cumsum(happened[order])[ends] / yes)
    alarms = np.append(0.0, np.cumsum(1 - happened[order])[ends] / no)
    return RocCurve(
        thresholds=np.append(np.inf, given[order][ends]),
        hit_rate=hits,
        false_alarm_rate=alarms,
        area=float(np.trapezoid(hits, alarms)),
    )


def area_under_roc(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """The chance that a forecast for something that happened stands above one for something that did not, ties half: 0.5 for guessing.

    Args and errors as `roc_curve`.
    """
    return roc_curve(probabilities, outcomes).area
