"""The families of distributions that judgements are fitted by, on the scale of the quantity and between its limits.

A mirrored family is its namesake seen from the upper limit: if X is one, upper - X is the other. Only `scipy.special` is used, which
loads fast; `scipy.stats` would cost two seconds.
"""

import math
from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike
from scipy import special

from weighin.errors import BadJudgements, WrongShape
from weighin.weighing.arrays import FloatArray
from weighin.weighing.quantities.roots import lowest_reaching


class Family(StrEnum):
    """Families by their names in SHELF; the exponentials are SHELF's gammas of shape 1."""

    NORMAL = "normal"
    T = "t"
    SKEW_NORMAL = "skewnormal"
    GAMMA = "gamma"
    LOGNORMAL = "lognormal"
    LOG_T = "logt"
    BETA = "beta"
    MIRROR_GAMMA = "mirrorgamma"
    MIRROR_LOGNORMAL = "mirrorlognormal"
    MIRROR_LOG_T = "mirrorlogt"
    EXPONENTIAL = "exponential"
    MIRROR_EXPONENTIAL = "mirrorexponential"

    @property
    def is_mirrored(self) -> bool:
        """Whether it is measured down from the upper limit."""
        return self in _MIRROR_OF

    @property
    def plain(self) -> "Family":
        """The family that is not mirrored."""
        return _MIRROR_OF.get(self, self)

    @property
    def needs_lower(self) -> bool:
        """Whether it begins at a lower limit."""
        return self in _FROM_A_LIMIT or self is Family.BETA

    @property
    def needs_upper(self) -> bool:
        """Whether it ends at an upper limit."""
        return self.is_mirrored or self is Family.BETA


_MIRROR_OF = {
    Family.MIRROR_GAMMA: Family.GAMMA,
    Family.MIRROR_LOGNORMAL: Family.LOGNORMAL,
    Family.MIRROR_LOG_T: Family.LOG_T,
    Family.MIRROR_EXPONENTIAL: Family.EXPONENTIAL,
}
_FROM_A_LIMIT = {Family.GAMMA, Family.LOGNORMAL, Family.LOG_T, Family.EXPONENTIAL}

PARAMETERS: dict[Family, tuple[str, ...]] = {
    Family.NORMAL: ("mean", "sd"),
    Family.T: ("location", "scale", "degrees_of_freedom"),
    Family.SKEW_NORMAL: ("location", "scale", "slant"),
    Family.GAMMA: ("shape", "rate"),
    Family.LOGNORMAL: ("mean_of_log", "sd_of_log"),
    Family.LOG_T: ("location_of_log", "scale_of_log", "degrees_of_freedom"),
    Family.BETA: ("shape1", "shape2"),
    Family.EXPONENTIAL: ("rate",),
}
_MAY_BE_NEGATIVE = {"mean", "location", "slant", "mean_of_log", "location_of_log"}


class Distribution(Struct, frozen=True, kw_only=True):
    """One distribution of a quantity.

    Attributes:
        family: which. parameters: in the order of `PARAMETERS`; those of a mirrored family are of its namesake.
        lower: where gamma, lognormal, log-t, exponential and beta begin; for others only known, not used. upper: where beta and the mirrored
            families end.
    """

    family: Family
    parameters: tuple[float, ...]
    lower: float = -math.inf
    upper: float = math.inf

    def __post_init__(self) -> None:
        names = PARAMETERS[self.family.plain]
        if len(self.parameters) != len(names):
            msg = (
                f"expected the parameters {', '.join(names)} of the {self.family} family, found {len(self.parameters)}"
            )
            raise WrongShape(msg)
        for name, value in zip(names, self.parameters, strict=True):
            if not math.isfinite(value) or (value <= 0 and name not in _MAY_BE_NEGATIVE):
                msg = f"expected a {'finite' if name in _MAY_BE_NEGATIVE else 'positive'} {name} of the {self.family} family, found {value:g}"
                raise BadJudgements(msg)
        if not self.lower < self.upper:
            msg = f"expected a lower limit below the upper one, found {self.lower:g} and {self.upper:g}"
            raise BadJudgements(msg)
        if self.family.needs_lower and math.isinf(self.lower):
            msg = f"the {self.family} family needs a lower limit"
            raise BadJudgements(msg)
        if self.family.needs_upper and math.isinf(self.upper):
            msg = f"the {self.family} family needs an upper limit"
            raise BadJudgements(msg)

    @property
    def named_parameters(self) -> dict[str, float]:
        """The parameters by name."""
        return dict(zip(PARAMETERS[self.family.plain], self.parameters, strict=True))

    def cumulative(self, values: ArrayLike) -> FloatArray:
        """P(X ≤ value), of any shape; NaN where the value is."""
        array = np.asarray(values, dtype=np.float64)
        if self.family.is_mirrored:
            return survival_of(self.family.plain, self.upper - array, self.parameters)
        return cumulative_of(self.family, self._on_own_scale(array), self.parameters)

    def quantiles(self, levels: ArrayLike) -> FloatArray:
        """The values at levels in [0, 1], of any shape."""
        array = np.asarray(levels, dtype=np.float64)
        if self.family.is_mirrored:
            return np.asarray(self.upper - quantiles_of_family(self.family.plain, 1 - array, self.parameters))
        found = quantiles_of_family(self.family, array, self.parameters)
        if self.family is Family.BETA:
            return np.asarray(self.lower + (self.upper - self.lower) * found)
        return np.asarray(self.lower + found) if self.family.needs_lower else found

    @property
    def mean(self) -> float:
        """Its mean; infinite for the log-t family, NaN for a t of 1 degree of freedom or fewer, which has none."""
        mean, _ = moments_of(self.family.plain, self.parameters)
        if self.family.is_mirrored:
            return self.upper - mean
        if self.family is Family.BETA:
            return self.lower + (self.upper - self.lower) * mean
        return self.lower + mean if self.family.needs_lower else mean

    @property
    def sd(self) -> float:
        """Its standard deviation; infinite for the log-t family and for a t of 2 degrees of freedom or fewer."""
        _, variance = moments_of(self.family.plain, self.parameters)
        return math.sqrt(variance) * (self.upper - self.lower if self.family is Family.BETA else 1.0)

    def _on_own_scale(self, values: FloatArray) -> FloatArray:
        if self.family is Family.BETA:
            return np.asarray((values - self.lower) / (self.upper - self.lower))
        return np.asarray(values - self.lower) if self.family.needs_lower else values


def cumulative_of(family: Family, values: FloatArray, parameters: tuple[float, ...] | list[FloatArray]) -> FloatArray:
    """Cumulative probabilities on the family's own scale: from 0 for those that begin at a limit, in [0, 1] for beta.

    Args:
        family: one that is not mirrored.
        values: any shape. parameters: in the order of `PARAMETERS`, numbers or arrays that broadcast against the values.
    """
    return _cumulative(family, values, parameters, upper_tail=False)


def survival_of(family: Family, values: FloatArray, parameters: tuple[float, ...] | list[FloatArray]) -> FloatArray:
    """P(X > value), as `cumulative_of`, exact in the upper tail."""
    return _cumulative(family, values, parameters, upper_tail=True)


def _cumulative(
    family: Family, values: FloatArray, parameters: tuple[float, ...] | list[FloatArray], *, upper_tail: bool
) -> FloatArray:
    first, *rest = parameters
    sign = -1.0 if upper_tail else 1.0
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        match family:
            case Family.NORMAL:
                found = special.ndtr(sign * (values - first) / rest[0])
            case Family.T:
                found = special.stdtr(rest[1], sign * (values - first) / rest[0])
            case Family.SKEW_NORMAL:
                z, slant = sign * (values - first) / rest[0], sign * np.asarray(rest[1])
                found = np.clip(special.ndtr(z) - 2 * special.owens_t(z, slant), 0.0, 1.0)
            case Family.LOGNORMAL:
                found = special.ndtr(sign * (np.log(np.maximum(values, 0.0)) - first) / rest[0])
            case Family.LOG_T:
                found = special.stdtr(rest[1], sign * (np.log(np.maximum(values, 0.0)) - first) / rest[0])
            case Family.GAMMA:
                scaled = np.maximum(values, 0.0) * rest[0]
                found = special.gammaincc(first, scaled) if upper_tail else special.gammainc(first, scaled)
            case Family.EXPONENTIAL:
                scaled = np.maximum(values, 0.0) * first
                found = np.exp(-scaled) if upper_tail else -np.expm1(-scaled)
            case Family.BETA:
                inside = np.clip(values, 0.0, 1.0)
                found = (
                    special.betaincc(first, rest[0], inside) if upper_tail else special.betainc(first, rest[0], inside)
                )
            case _:
                msg = f"the {family} family is measured from its upper limit"
                raise WrongShape(msg)
    return np.asarray(found)


def quantiles_of_family(
    family: Family, levels: FloatArray, parameters: tuple[float, ...] | list[FloatArray]
) -> FloatArray:
    """Quantiles on the family's own scale, as `cumulative_of`; the ends of the family at levels 0 and 1."""
    first, *rest = parameters
    match family:
        case Family.NORMAL:
            found = first + rest[0] * special.ndtri(levels)
        case Family.T:
            found = first + rest[0] * _t_quantiles(rest[1], levels)
        case Family.SKEW_NORMAL:
            found = first + rest[0] * standard_skew_normal_quantiles(levels, np.asarray(rest[1], dtype=np.float64))
        case Family.LOGNORMAL:
            found = np.exp(first + rest[0] * special.ndtri(levels))
        case Family.LOG_T:
            with np.errstate(over="ignore"):  # the far tail of a log-t is beyond any float: infinity says so
                found = np.exp(first + rest[0] * _t_quantiles(rest[1], levels))
        case Family.GAMMA:
            found = special.gammaincinv(first, levels) / rest[0]
        case Family.EXPONENTIAL:
            with np.errstate(divide="ignore"):
                found = -np.log1p(-levels) / first
        case Family.BETA:
            found = special.betaincinv(first, rest[0], levels)
        case _:
            msg = f"the {family} family is measured from its upper limit"
            raise WrongShape(msg)
    return np.asarray(found)


def standard_skew_normal_quantiles(levels: FloatArray, slant: FloatArray) -> FloatArray:
    """Quantiles of the skew normal with location 0 and scale 1.

    They rise with the slant, from those of -|Z| to those of |Z| with Z normal: so the root has a bracket.

    Source: Azzalini (1985), Scand. J. Statist. 12(2), 171-178: F(z) = Φ(z) - 2 T(z, slant), with Owen's T.
    """
    levels, slant = np.broadcast_arrays(levels, slant)
    inner = (levels > 0) & (levels < 1)
    safe = np.where(inner, levels, 0.5)
    found = lowest_reaching(
        lambda z: special.ndtr(z) - 2 * special.owens_t(z, slant),
        safe,
        low=special.ndtri(safe / 2),
        high=special.ndtri((1 + safe) / 2),
    )
    return np.where(inner, found, np.where(levels == 0, -np.inf, np.where(levels == 1, np.inf, np.nan)))


def moments_of(family: Family, parameters: tuple[float, ...]) -> tuple[float, float]:
    """Mean and variance on the family's own scale; infinite or NaN where there is none."""
    first, *rest = parameters
    match family:
        case Family.NORMAL:
            return first, rest[0] ** 2
        case Family.T:
            degrees = rest[1]
            return first if degrees > 1 else math.nan, rest[0] ** 2 * degrees / (
                degrees - 2
            ) if degrees > 2 else math.inf
        case Family.SKEW_NORMAL:
            lean = rest[1] / math.hypot(1.0, rest[1])
            return first + rest[0] * lean * math.sqrt(2 / math.pi), rest[0] ** 2 * (1 - 2 * lean**2 / math.pi)
        case Family.LOGNORMAL:
            mean = math.exp(first + rest[0] ** 2 / 2)
            return mean, mean**2 * math.expm1(rest[0] ** 2)
        case Family.GAMMA:
            return first / rest[0], first / rest[0] ** 2
        case Family.EXPONENTIAL:
            return 1 / first, 1 / first**2
        case Family.BETA:
            total = first + rest[0]
            return first / total, first * rest[0] / (total**2 * (total + 1))
        case _:
            return math.inf, math.inf


def _t_quantiles(degrees: float | FloatArray, levels: FloatArray) -> FloatArray:
    inner = (levels > 0) & (levels < 1)
    found = special.stdtrit(degrees, np.where(inner, levels, 0.5))
    return np.where(inner, found, np.where(levels == 0, -np.inf, np.where(levels == 1, np.inf, np.nan)))
