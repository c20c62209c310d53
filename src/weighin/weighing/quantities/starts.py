"""Where the fit of each family starts: many places, the same ones every time."""

import math
from itertools import combinations

import numpy as np
from msgspec import Struct
from scipy import special

from weighin.weighing.arrays import FloatArray
from weighin.weighing.quantities.families import Family, quantiles_of_family

_SHAPES = np.geomspace(0.02, 1e9, 120)  # of gammas
_MASSES = np.geomspace(0.05, 1e5, 50)  # of betas: the sum of both shapes
_MEANS = np.linspace(0.01, 0.99, 49)  # of betas
_SLANTS = np.linspace(-9.0, 9.0, 37)  # inverse hyperbolic sines of slants, from -4,000 to 4,000
_FOLLOWED = 60
_FOLLOWED_IN_A_GROUP = 8
_WIDEST = 60.0  # logarithms of scales and shapes stay within ± this: e^60 units is no judgement of anybody
_STEEPEST = 12.2  # the inverse hyperbolic sine of a slant of 100,000: half a normal to seven digits


class Starts(Struct, frozen=True):
    """Places to start from.

    Attributes:
        free: (starts, free parameters): locations as they are; scales and shapes as logarithms; the slant as its inverse hyperbolic sine;
            the logarithm of a gamma's mean in place of its rate, since shape and rate rise together; the logit of a beta's mean and the
            logarithm of the sum of its shapes.
        groups: into how many groups of the same size they fall, one after the other: of a skew normal, one a slant.
    """

    free: FloatArray
    groups: int = 1

    def best_of_each_group(self, squares: FloatArray) -> FloatArray:
        """The starts with the smallest sums of squares in each group, so that no valley is passed over: (fewer starts, free)."""
        size = self.free.shape[0] // self.groups
        most = min(size, _FOLLOWED if self.groups == 1 else _FOLLOWED_IN_A_GROUP)
        order = np.argsort(squares.reshape(self.groups, size), axis=1, kind="stable")[:, :most]
        return np.asarray(self.free[(order + size * np.arange(self.groups)[:, None]).ravel()])


def from_free(family: Family, free: FloatArray) -> list[FloatArray]:
    """The parameters, without given degrees of freedom, from (free parameters,) or (starts, free parameters, 1)."""
    columns = [free[index] for index in range(free.shape[0])] if free.ndim == 1 else list(np.moveaxis(free, 1, 0))
    match family:
        case Family.NORMAL | Family.T | Family.LOGNORMAL | Family.LOG_T:
            return [columns[0], _scale(columns[1])]
        case Family.SKEW_NORMAL:
            return [columns[0], _scale(columns[1]), np.sinh(np.clip(columns[2], -_STEEPEST, _STEEPEST))]
        case Family.GAMMA:
            shape = _scale(columns[0])
            return [shape, shape / _scale(columns[1])]
        case Family.BETA:
            mean, mass = special.expit(np.clip(columns[0], -_WIDEST / 2, _WIDEST / 2)), _scale(columns[1])
            return [mean * mass, special.expit(-np.clip(columns[0], -_WIDEST / 2, _WIDEST / 2)) * mass]
        case _:
            return [_scale(column) for column in columns]


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
            plain = Family.NORMAL if family is Family.LOGNORMAL else Family.T
            inside = values > 0
            found = _through_pairs(
                np.log(values[inside]), quantiles_of_family(plain, levels[inside], (0.0, 1.0, *given))
            )
        case Family.SKEW_NORMAL:
            standard = quantiles_of_family(family, levels[None], [np.zeros(1), np.ones(1), np.sinh(_SLANTS)[:, None]])
            pairs = [_through_pairs(values, of_slant) for of_slant in standard]
            found = np.concatenate(
                [
                    np.column_stack([lines, np.full(len(lines), slant)])
                    for slant, lines in zip(_SLANTS, pairs, strict=True)
                ]
            )
        case Family.GAMMA:
            inside = values > 0
            rates = special.gammaincinv(_SHAPES[:, None], levels[inside]) / values[inside]
            shapes = np.broadcast_to(_SHAPES[:, None], rates.shape)
            means = shapes / np.maximum(rates, 1e-26)
            found = np.log(np.column_stack([shapes.ravel(), means.ravel()]))
        case Family.EXPONENTIAL:
            inside = values > 0
            found = np.log(-np.log1p(-levels[inside]) / values[inside])[:, None]
        case _:
            lines = _through_pairs(values, special.ndtri(levels))  # narrow betas are nearly normal
            centres = np.clip(lines[:, 0], 1e-6, 1 - 1e-6)
            masses = np.maximum(centres * (1 - centres) / np.exp(2 * lines[:, 1]) - 1, 0.1)
            grid = [array.ravel() for array in np.meshgrid(_MEANS, _MASSES)]
            found = np.column_stack(
                [special.logit(np.concatenate([grid[0], centres])), np.log(np.concatenate([grid[1], masses]))]
            )
    of_slants = family is Family.SKEW_NORMAL and found.shape[0] % _SLANTS.size == 0
    return Starts(found, _SLANTS.size if of_slants else 1)


def _scale(logarithm: FloatArray) -> FloatArray:
    return np.asarray(np.exp(np.clip(logarithm, -_WIDEST, _WIDEST)))


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
