"""Where the fit of each family starts: many places, the same ones every time."""

import math
from collections.abc import Callable
from itertools import combinations

import numpy as np
from msgspec import Struct
from scipy import special

from weighin.weighing.arrays import FloatArray
from weighin.weighing.quantities.families import Family, quantiles_of_family

Differences = Callable[[FloatArray], FloatArray]

_SHAPES = np.geomspace(0.02, 1e6, 90)  # of gammas
_MASSES = np.geomspace(0.05, 1e5, 50)  # of betas: the sum of both shapes
_MEANS = np.linspace(0.01, 0.99, 49)  # of betas
_TURNS = np.concatenate(
    [np.linspace(-1.5, 1.5, 31), np.array([-1.57, 1.57, -1.5705, 1.5705])]
)  # arc tangents of slants
_WIDEST = 60.0  # logarithms of scales and shapes stay within ± this: e^60 units is no judgement of anybody
_NO_STEEPER = math.pi / 2 - 1e-5  # a slant of 100,000


class Starts(Struct, frozen=True):
    """Places to start from.

    Attributes:
        free: (starts, free parameters): locations as they are, scales and shapes as logarithms, the slant as its arc tangent.
        bounds: of the free parameters.
    """

    free: FloatArray
    bounds: tuple[FloatArray, FloatArray]

    def promising(self, squares: FloatArray, most: int) -> list[int]:
        """The places with the smallest sums of squares, not two of them next to each other."""
        chosen: list[int] = []
        for place in np.argsort(squares, kind="stable"):
            if not np.isfinite(squares[place]) or len(chosen) == most:
                break
            if all(np.abs(self.free[place] - self.free[other]).max() > 0.1 for other in chosen):
                chosen.append(int(place))
        return chosen


def from_free(family: Family, free: FloatArray) -> list[FloatArray]:
    """The parameters, without given degrees of freedom, from (free parameters,) or (starts, free parameters, 1)."""
    columns = [free[index] for index in range(free.shape[0])] if free.ndim == 1 else list(np.moveaxis(free, 1, 0))
    match family:
        case Family.NORMAL | Family.T | Family.LOGNORMAL | Family.LOG_T:
            return [columns[0], np.exp(columns[1])]
        case Family.SKEW_NORMAL:
            return [columns[0], np.exp(columns[1]), np.tan(columns[2])]
        case _:
            return [np.exp(column) for column in columns]


def starts_for(family: Family, values: FloatArray, levels: FloatArray, given: tuple[float, ...]) -> Starts:
    """Starts for a family on its own scale.

    Args:
        family: one that is not mirrored. values: (levels,), on the family's own scale and without unit.
        levels: (levels,), in (0, 1), in the order of the values. given: degrees of freedom, where the family has them.
    """
    match family:
        case Family.NORMAL | Family.T:
            found = _through_pairs(values, quantiles_of_family(family, levels, (0.0, 1.0, *given)))
        case Family.LOGNORMAL | Family.LOG_T:
            standard = Family.NORMAL if family is Family.LOGNORMAL else Family.T
            inside = values > 0
            found = _through_pairs(
                np.log(values[inside]), quantiles_of_family(standard, levels[inside], (0.0, 1.0, *given))
            )
        case Family.SKEW_NORMAL:
            found = np.concatenate(
                [
                    np.column_stack([pairs, np.full(len(pairs), turn)])
                    for turn in _TURNS
                    for pairs in [
                        _through_pairs(values, quantiles_of_family(family, levels, (0.0, 1.0, math.tan(turn))))
                    ]
                ]
            )
        case Family.GAMMA:
            inside = values > 0
            rates = special.gammaincinv(_SHAPES[:, None], levels[inside]) / values[inside]
            shapes = np.broadcast_to(_SHAPES[:, None], rates.shape)
            found = np.log(np.maximum(np.column_stack([shapes.ravel(), rates.ravel()]), 1e-26))
        case Family.EXPONENTIAL:
            inside = values > 0
            found = np.log(-np.log1p(-levels[inside]) / values[inside])[:, None]
        case _:
            shapes = (_MASSES[:, None, None] * np.stack([_MEANS, 1 - _MEANS], axis=-1)).reshape(-1, 2)
            found = np.log(shapes)
    low, high = _bounds(family, found.shape[1])
    return Starts(np.clip(found, low + 1e-9, high - 1e-9), (low, high))


def _through_pairs(values: FloatArray, standard: FloatArray) -> FloatArray:
    """Location and logarithm of the scale of the lines value = location + scale × standard quantile, each through two judgements."""
    lines = []
    for one, other in combinations(range(values.size), 2):
        run, rise = standard[other] - standard[one], values[other] - values[one]
        if run * rise > 0:
            lines.append((values[one] - rise / run * standard[one], math.log(rise / run)))
    centred = standard - standard.mean()
    slope = float(centred @ values) / max(float(centred @ centred), 1e-300)
    if slope != 0:
        lines.append((float(values.mean() - abs(slope) * standard.mean()), math.log(abs(slope))))
    # Steep ones through a single judgement: where one is far from the rest, the best fit leaves it alone.
    spread = max(float(np.ptp(values)), 1e-9)
    lines += [
        (value - spread * narrow * quantile, math.log(spread * narrow))
        for value, quantile in zip(values, standard, strict=True)
        for narrow in (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
    ]
    return np.asarray(lines, dtype=np.float64)


def _bounds(family: Family, free: int) -> tuple[FloatArray, FloatArray]:
    low, high = np.full(free, -_WIDEST), np.full(free, _WIDEST)
    if family in {Family.NORMAL, Family.T, Family.SKEW_NORMAL, Family.LOGNORMAL, Family.LOG_T}:
        low[0], high[0] = -1e9, 1e9
    if family is Family.SKEW_NORMAL:
        low[2], high[2] = -_NO_STEEPER, _NO_STEEPER
    return low, high
