"""Distributions fitted to one expert's judgements of a quantity, by least squares on the cumulative probabilities.

Each family is fitted from many deterministic starts (`starts`): closed forms through pairs of judgements where the family has them, else a
grid of shapes. What is fitted does not depend on the unit: values are put on a scale of their own first.
"""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, CrossingQuantiles, ProbabilityOutOfRange, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray
from weighin.weighing.quantities.descent import Differences, descend
from weighin.weighing.quantities.families import PARAMETERS, Distribution, Family, cumulative_of, survival_of
from weighin.weighing.quantities.starts import Starts, from_free, starts_for

PREFERENCE = (  # where several fit equally well, the first of them is the best: the simplest that needs no limit leads
    Family.NORMAL,
    Family.T,
    Family.GAMMA,
    Family.LOGNORMAL,
    Family.LOG_T,
    Family.BETA,
    Family.MIRROR_GAMMA,
    Family.MIRROR_LOGNORMAL,
    Family.MIRROR_LOG_T,
    Family.SKEW_NORMAL,
    Family.EXPONENTIAL,
    Family.MIRROR_EXPONENTIAL,
)
EQUALLY_GOOD = 1e-12  # of sums of squares: below, rounding decides
LITTLE = 0.01  # a family that puts more of its probability outside the limits is told
CLOSE_ENOUGH = 0.05  # a fitted probability farther from the judged one is told
_POLISHED = 3  # minima that are followed to the last digit
STEEPEST_SLANT = 1e5  # beyond, a skew normal cannot be told from half a normal


class Fit(Struct, frozen=True, kw_only=True):
    """One family fitted: the distribution, and the sum of squared differences of fitted and judged probabilities."""

    distribution: Distribution
    sum_of_squares: float


class Fits(Struct, frozen=True, kw_only=True):
    """What was fitted to one expert's judgements of one quantity.

    Attributes:
        values: the judgements that were used. probabilities: theirs.
        fits: by family. best: the one with the smallest sum of squares; where several are equally good, the first of `PREFERENCE` that
            stays within the limits.
        warnings: in sentences.
    """

    values: tuple[float, ...]
    probabilities: tuple[float, ...]
    fits: dict[Family, Fit]
    best: Family
    warnings: tuple[str, ...] = ()

    @property
    def best_fit(self) -> Fit:
        """The fit of the best family."""
        return self.fits[self.best]


def fit_families(
    values: ArrayLike,
    probabilities: ArrayLike,
    *,
    lower: float = -math.inf,
    upper: float = math.inf,
    degrees_of_freedom: float = 3.0,
    families: Sequence[Family] | None = None,
    expert: object = None,
    question: object = None,
) -> Fits:
    """Fit distributions to one expert's judgements P(X ≤ value) = probability.

    Args:
        values: (levels,), not falling; NaN where a judgement is missing. Those at probability 0 or 1 are left out: say them as limits.
        probabilities: (levels,), in [0, 1], not falling.
        lower: the least that the quantity can be, -inf where there is no limit. upper: the most.
        degrees_of_freedom: of the t and log-t families, above 0; they are given and not fitted.
        families: which to fit; all that the limits and the number of judgements allow where left out. One judgement gives exponentials
            from the limits; a family of n free parameters needs n judgements.
        expert: name or number, for errors. question: the same.

    Raises:
        CrossingQuantiles: values or probabilities that fall. ProbabilityOutOfRange: outside [0, 1]. TooFew: no family can be fitted.
        BadJudgements: a value outside the limits, an infinite one, or all values equal.

    Source: O'Hagan et al. (2006), Uncertain Judgements, Wiley, chapter 6; the families of SHELF (Oakley & O'Hagan, 2019).
    """
    judged = _looked_over(values, probabilities, lower=lower, upper=upper, expert=expert, question=question)
    used, warnings = judged.within()
    if not degrees_of_freedom > 0 or math.isinf(degrees_of_freedom):
        msg = f"expected degrees of freedom above 0, found {degrees_of_freedom:g}"
        raise BadJudgements(msg, expert=expert, question=question)
    wanted = [family for family in PREFERENCE if _can_be_fitted(family, used)]
    if families is not None:
        wanted = [family for family in wanted if family in families]
    elif used.values.size > 1:
        wanted = [family for family in wanted if family.plain is not Family.EXPONENTIAL]
    if not wanted:
        msg = f"{used.values.size} judgement(s) between probabilities 0 and 1 and these limits are too few for any of the families; give more quantiles or a limit"
        raise TooFew(msg, expert=expert, question=question)
    fits = {family: _fit(family, used, degrees_of_freedom) for family in wanted}
    smallest = min(fit.sum_of_squares for fit in fits.values())
    equal = [family for family in wanted if fits[family].sum_of_squares <= smallest + EQUALLY_GOOD]
    best = next((family for family in equal if outside_limits(fits[family].distribution) <= LITTLE), equal[0])
    return Fits(
        values=tuple(map(float, used.values)),
        probabilities=tuple(map(float, used.probabilities)),
        fits=fits,
        best=best,
        warnings=(*warnings, *_warnings_of(fits[best], used)),
    )


class _Judged(Struct, frozen=True, kw_only=True):
    values: FloatArray
    probabilities: FloatArray
    lower: float
    upper: float

    def within(self) -> tuple["_Judged", list[str]]:
        """Only those between probabilities 0 and 1, and what a reader should know of the choice."""
        inner = (self.probabilities > 0) & (self.probabilities < 1)
        warnings = []
        if not inner.all():
            warnings.append("judgements at probability 0 or 1 were left out of the fit: give them as limits")
        used = _Judged(
            values=self.values[inner], probabilities=self.probabilities[inner], lower=self.lower, upper=self.upper
        )
        if used.values.size > 1 and (used.probabilities.min() >= 0.4 or used.probabilities.max() <= 0.6):
            warnings.append("no judgement below 0.4, or none above 0.6: one side of the distribution is extrapolated")
        return used, warnings


def _looked_over(
    values: ArrayLike, probabilities: ArrayLike, *, lower: float, upper: float, expert: object, question: object
) -> _Judged:
    try:
        quantiles = np.asarray(values, dtype=np.float64)
        levels = np.asarray(probabilities, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected numbers of shape (levels,), found something else ({error})"
        raise WrongShape(msg, expert=expert, question=question) from error
    if quantiles.ndim != 1 or quantiles.shape != levels.shape:
        msg = f"expected as many values as probabilities in one row, found shapes {quantiles.shape} and {levels.shape}"
        raise WrongShape(msg, expert=expert, question=question)
    there = ~np.isnan(quantiles) & ~np.isnan(levels)
    quantiles, levels = quantiles[there], levels[there]
    outside = levels[(levels < 0) | (levels > 1)]
    if outside.size:
        hint = f"; if this is per cent, write {outside[0] / 100:g}" if 1 < outside[0] <= 100 else ""
        msg = f"expected a probability between 0 and 1, found {outside[0]:g}{hint}"
        raise ProbabilityOutOfRange(msg, expert=expert, question=question)
    if np.isinf(quantiles).any():
        msg = "expected finite values, found an infinite one"
        raise BadJudgements(msg, expert=expert, question=question)
    if math.isnan(lower) or math.isnan(upper) or not lower < upper:
        msg = f"expected a lower limit below the upper one, found {lower:g} and {upper:g}"
        raise BadJudgements(msg, expert=expert, question=question)
    for place in range(quantiles.size - 1):
        if quantiles[place + 1] < quantiles[place] or levels[place + 1] < levels[place]:
            msg = (
                f"P(X ≤ {quantiles[place + 1]:g}) = {levels[place + 1]:g} cannot follow P(X ≤ {quantiles[place]:g}) = {levels[place]:g}: "
                "values and probabilities have to rise together"
            )
            raise CrossingQuantiles(msg, expert=expert, question=question)
    beyond = quantiles[(quantiles < lower) | (quantiles > upper)]
    if beyond.size:
        msg = f"the value {beyond[0]:g} is outside the limits {lower:g} and {upper:g}"
        raise BadJudgements(msg, expert=expert, question=question)
    if quantiles.size > 1 and quantiles[0] == quantiles[-1]:
        msg = f"all values are {quantiles[0]:g}: that is certainty, and no distribution can be fitted to it"
        raise BadJudgements(msg, expert=expert, question=question)
    return _Judged(values=quantiles, probabilities=levels, lower=lower, upper=upper)


def _can_be_fitted(family: Family, judged: _Judged) -> bool:
    if family.needs_lower and not _reachable(judged.values - judged.lower):
        return False
    if family.needs_upper and not _reachable(judged.upper - judged.values):
        return False
    free = {Family.SKEW_NORMAL: 3, Family.EXPONENTIAL: 1}.get(family.plain, 2)
    return len(set(judged.values)) >= free


def _reachable(distances: FloatArray) -> bool:
    return bool(distances.size and np.isfinite(distances).all() and (distances > 0).any())


def _fit(family: Family, judged: _Judged, degrees_of_freedom: float) -> Fit:
    plain = family.plain
    values, origin, unit = _own_scale(family, judged)
    probabilities = judged.probabilities
    given = (degrees_of_freedom,) if "degrees_of_freedom" in PARAMETERS[plain] else ()

    def differences(free: FloatArray) -> FloatArray:
        parameters = [*from_free(plain, free[..., None] if free.ndim > 1 else free), *given]
        reached = survival_of if family.is_mirrored else cumulative_of
        return np.nan_to_num(reached(plain, values, parameters) - probabilities, nan=1.0)

    levels = 1 - probabilities if family.is_mirrored else probabilities
    free = _least_squares(differences, starts_for(plain, values, levels, given))
    parameters = _on_the_unit(plain, [float(value) for value in from_free(plain, free)], origin, unit)
    distribution = Distribution(family=family, parameters=(*parameters, *given), lower=judged.lower, upper=judged.upper)
    residuals = distribution.cumulative(judged.values) - probabilities
    return Fit(distribution=distribution, sum_of_squares=float(residuals @ residuals))


def _own_scale(family: Family, judged: _Judged) -> tuple[FloatArray, float, float]:
    """Values without unit, with the origin and the unit that were taken out."""
    if family is Family.BETA:
        return (judged.values - judged.lower) / (judged.upper - judged.lower), judged.lower, 1.0
    if family.needs_lower or family.is_mirrored:
        distances = judged.upper - judged.values if family.is_mirrored else judged.values - judged.lower
        unit = float(np.median(distances[distances > 0]))
        return distances / unit, 0.0, unit
    origin, unit = float(judged.values[0]), float(judged.values[-1] - judged.values[0])
    return (judged.values - origin) / unit, origin, unit


def _on_the_unit(plain: Family, parameters: list[float], origin: float, unit: float) -> list[float]:
    match plain:
        case Family.NORMAL | Family.T | Family.SKEW_NORMAL:
            return [origin + unit * parameters[0], unit * parameters[1], *parameters[2:]]
        case Family.LOGNORMAL | Family.LOG_T:
            return [parameters[0] + math.log(unit), parameters[1]]
        case Family.GAMMA:
            return [parameters[0], parameters[1] / unit]
        case Family.EXPONENTIAL:
            return [parameters[0] / unit]
        case _:
            return parameters


def _least_squares(differences: Differences, starts: Starts) -> FloatArray:
    """The best of the minima that the most promising starts lead to."""
    from scipy.optimize import least_squares  # loads half of SciPy: only where something is fitted

    free = starts.best_of_each_group((differences(starts.free) ** 2).sum(axis=-1))
    settled, squares = descend(differences, free)
    best, smallest = settled[int(np.argmin(squares))], float(squares.min())
    for place in np.argsort(squares, kind="stable")[:_POLISHED]:
        if smallest < 1e-28:  # nothing but rounding is left
            break
        found = least_squares(
            differences, settled[place], method="lm", xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=2000
        )
        if 2 * found.cost < smallest:
            best, smallest = found.x, float(2 * found.cost)
    return np.asarray(best)


def outside_limits(distribution: Distribution) -> float:
    """How much probability a distribution puts below its lower limit and above its upper one."""
    return float(distribution.cumulative(distribution.lower) + 1 - distribution.cumulative(distribution.upper))


def _warnings_of(best: Fit, judged: _Judged) -> list[str]:
    warnings = []
    distribution = best.distribution
    apart = np.abs(distribution.cumulative(judged.values) - judged.probabilities)
    if apart.max() > CLOSE_ENOUGH:
        place = int(apart.argmax())
        warnings.append(
            f"even the best fit gives P(X ≤ {judged.values[place]:g}) = {distribution.cumulative(judged.values)[place]:.3f} "
            f"where {judged.probabilities[place]:g} was judged"
        )
    if distribution.family is Family.SKEW_NORMAL and abs(distribution.parameters[2]) > STEEPEST_SLANT / 100:
        warnings.append("the slant of the skew normal is not determined: it is nearly half a normal")
    outside = outside_limits(distribution)
    if outside > LITTLE:
        warnings.append(f"the {distribution.family} family puts {outside:.0%} of its probability outside the limits")
    if distribution.family.plain is Family.LOG_T:
        warnings.append("the log-t family has no finite mean: report its quantiles")
    return warnings
