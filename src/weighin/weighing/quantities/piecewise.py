"""Each expert's distribution taken as it was given: the probability between two quantiles spread evenly, out to the intrinsic range.

Spread evenly over the values, or, for quantities that span orders of magnitude, over their logarithms (Cooke's uniform and log-uniform
backgrounds). A linear pool of such distributions is one again, so its quantiles are exact: no root is sought.
"""

import math

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, CrossingQuantiles, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, Names, levels_of, named, quantiles_of, weights_of
from weighin.weighing.quantities.averaging import complete

OVERSHOOT = 0.1  # Cooke's: by what share of the range of all quantiles the intrinsic range is wider at each end


class Piecewise(Struct, frozen=True):
    """A distribution with its probability spread evenly between knots.

    Attributes:
        knots: not falling; two equal ones hold a point with probability. reached: P(X ≤ knot), from 0 to 1, not falling.
        logarithmic: whether it is spread evenly over the logarithms; all knots are positive then.
    """

    knots: tuple[float, ...]
    reached: tuple[float, ...]
    logarithmic: bool = False

    def __post_init__(self) -> None:
        if len(self.knots) != len(self.reached) or len(self.knots) < 2:
            msg = (
                f"expected as many probabilities as knots, two or more, found {len(self.reached)} and {len(self.knots)}"
            )
            raise WrongShape(msg)
        if not np.isfinite(self.knots).all() or (self.logarithmic and self.knots[0] <= 0):
            msg = "expected finite knots, positive ones where they are spread over logarithms"
            raise BadJudgements(msg)
        if (np.diff(self.knots) < 0).any() or not (np.diff(self.reached) >= 0).all():
            msg = "knots and their probabilities have to rise together"
            raise CrossingQuantiles(msg)
        if self.reached[0] != 0 or self.reached[-1] != 1:
            msg = f"expected probabilities from 0 to 1, found {self.reached[0]:g} to {self.reached[-1]:g}"
            raise BadJudgements(msg)

    def cumulative(self, values: ArrayLike) -> FloatArray:
        """P(X ≤ value), of any shape; NaN where the value is."""
        array = np.asarray(values, dtype=np.float64)
        flat = _scaled(array.ravel(), logarithmic=self.logarithmic)
        knots = _scaled(np.array([self.knots]), logarithmic=self.logarithmic)
        return np.asarray(_cumulative_at(flat[None], knots, np.array(self.reached))[0].reshape(array.shape))

    def quantiles(self, levels: ArrayLike) -> FloatArray:
        """The lowest values that reach the levels in [0, 1], of any shape."""
        array = np.asarray(levels, dtype=np.float64)
        knots = _scaled(np.array(self.knots), logarithmic=self.logarithmic)
        found = _invert(knots, np.array(self.reached), array.ravel()).reshape(array.shape)
        return np.exp(found) if self.logarithmic else found

    @property
    def mean(self) -> float:
        """The mean."""
        first, _ = _moments(np.array(self.knots), np.diff(self.reached), logarithmic=self.logarithmic)
        return float(first)

    @property
    def sd(self) -> float:
        """The standard deviation."""
        _, sd = _moments(np.array(self.knots), np.diff(self.reached), logarithmic=self.logarithmic)
        return float(sd)


def piecewise_of(
    values: ArrayLike, probabilities: ArrayLike, *, lower: float, upper: float, logarithmic: bool = False
) -> Piecewise:
    """SHELF's histogram: judgements P(X ≤ value) = probability, with the probability spread evenly between them and out to the limits.

    Args:
        values: (levels,), not falling, within the limits. probabilities: (levels,), in [0, 1], not falling.
        lower: the least that the quantity can be. upper: the most; both finite.
        logarithmic: spread evenly over the logarithms; the lower limit is above 0 then.

    Raises:
        BadJudgements: a limit that is not finite. CrossingQuantiles, WrongShape: judgements that cannot be.
    """
    if not (math.isfinite(lower) and math.isfinite(upper)):
        msg = f"expected finite limits, found {lower:g} and {upper:g}: a histogram has to end somewhere"
        raise BadJudgements(msg)
    inner = np.asarray(probabilities, dtype=np.float64)
    return Piecewise(
        (float(lower), *map(float, np.asarray(values, dtype=np.float64)), float(upper)),
        (0.0, *map(float, inner), 1.0),
        logarithmic,
    )


def histogram_of_chips(
    chips: ArrayLike, edges: ArrayLike, *, expert: object = None, question: object = None
) -> Piecewise:
    """The roulette method: chips placed in bins, each the same share of the probability.

    Args:
        chips: (bins,), 0 or more each. edges: (bins + 1,), rising, finite.
        expert: name or number, for errors. question: the same.

    Raises:
        BadJudgements: a negative or missing number of chips, or edges that do not rise. TooFew: no chip at all. WrongShape: not a bin between
            each two edges.

    Source: Gore (1987) in Biostatistics, ed. Bithell & Wharton; O'Hagan et al. (2006), Uncertain Judgements, Wiley, section 5.3.
    """
    count, ends = np.asarray(chips, dtype=np.float64), np.asarray(edges, dtype=np.float64)
    if count.ndim != 1 or ends.shape != (count.size + 1,):
        msg = f"expected one edge more than bins, found {ends.size} and {count.size}"
        raise WrongShape(msg, expert=expert, question=question)
    if not (np.isfinite(count) & (count >= 0)).all():
        msg = "expected 0 or more chips in each bin, found a negative or missing number"
        raise BadJudgements(msg, expert=expert, question=question)
    if not np.isfinite(ends).all() or (np.diff(ends) <= 0).any():
        msg = "expected edges that are finite and rise"
        raise BadJudgements(msg, expert=expert, question=question)
    if not count.any():
        msg = "no chip has been placed"
        raise TooFew(msg, expert=expert, question=question)
    reached = np.concatenate([[0.0], np.cumsum(count) / count.sum()])
    reached[-1] = 1.0
    return Piecewise(tuple(map(float, ends)), tuple(map(float, reached)))


def judgements_of_chips(histogram: Piecewise) -> tuple[FloatArray, FloatArray]:
    """The values and cumulative probabilities at the inner edges of a histogram, for `fit_families`."""
    knots, reached = np.array(histogram.knots), np.array(histogram.reached)
    inner = (reached > 0) & (reached < 1)
    return knots[inner], reached[inner]


def intrinsic_range(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    overshoot: float = OVERSHOOT,
    logarithmic: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """The range on which each question's distributions live: that of all quantiles, widened by the overshoot, within the limits.

    Args:
        quantiles: (experts, questions, levels). levels: (levels,).
        overshoot: 0 or more; in logarithms where a question is logarithmic.
        logarithmic: (questions,), whether the quantity is thought of in orders of magnitude; none is where left out.
        lower: (questions,) or a number, which the quantity cannot be below; NaN or -inf where there is no limit. upper: the same above.
        questions: their names, for errors.

    Returns:
        (questions, 2); NaN where nobody answered.

    Raises:
        BadJudgements: a quantile outside the limits, one of 0 or less on a logarithmic question, a negative overshoot.

    Source: Cooke (1991), Experts in Uncertainty, Oxford, section 12.2.
    """
    array = quantiles_of(quantiles, levels=levels, questions=questions)
    count = array.shape[1]
    if not 0 <= overshoot < math.inf:
        msg = f"expected an overshoot of 0 or more, found {overshoot:g}"
        raise BadJudgements(msg)
    logs = np.broadcast_to(np.asarray(False if logarithmic is None else logarithmic, dtype=bool), (count,))
    least = np.fmin.reduce(array, axis=(0, 2), initial=np.inf)
    most = np.fmax.reduce(array, axis=(0, 2), initial=-np.inf)
    nobody = np.isinf(least)
    bad = np.flatnonzero(logs & ~nobody & (least <= 0))
    if bad.size:
        msg = f"expected quantiles above 0 on a logarithmic scale, found {least[bad[0]]:g}"
        raise BadJudgements(msg, question=named(questions, int(bad[0])))
    bottom, top = _limit(lower, count, -np.inf), _limit(upper, count, np.inf)
    beyond = np.flatnonzero(~nobody & ((least < bottom) | (most > top)))
    if beyond.size:
        place = int(beyond[0])
        msg = f"quantiles from {least[place]:g} to {most[place]:g} are not within the limits {bottom[place]:g} and {top[place]:g}"
        raise BadJudgements(msg, question=named(questions, place))
    low, high = (np.where(nobody, 1.0, end) for end in (least, most))
    with np.errstate(divide="ignore", invalid="ignore"):
        wide = np.where(logs, np.log(np.abs(high)) - np.log(np.abs(low)), high - low) * overshoot
        wider_low = np.where(logs, low * np.exp(-wide), low - wide)
        wider_high = np.where(logs, high * np.exp(wide), high + wide)
    ends = np.stack([np.maximum(wider_low, bottom), np.minimum(wider_high, top)], axis=1)
    return np.where(nobody[:, None], np.nan, ends)


class PooledQuantities(Struct, frozen=True, kw_only=True):
    """A pool of quantities: (questions, levels) of quantiles, (questions,) of means and standard deviations; NaN where nobody answered."""

    levels: FloatArray
    quantiles: FloatArray
    means: FloatArray
    sds: FloatArray


def pool_linear_piecewise(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    ranges: ArrayLike,
    weights: ArrayLike | None = None,
    logarithmic: ArrayLike | None = None,
    wanted: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> PooledQuantities:
    """The linear pool of the experts' piecewise distributions, for all questions at once.

    Args:
        quantiles: (experts, questions, levels), not falling along the levels; NaN where an expert gave none.
        levels: (levels,), rising, in (0, 1).
        ranges: (questions, 2), the intrinsic range of each question.
        weights: (experts,), non-negative; equal where left out. Renormalised over those who answered each question.
        logarithmic: (questions,), whether the probability is spread evenly over logarithms; none is where left out.
        wanted: (wanted levels,), rising, in (0, 1): which quantiles of the pool; those of the experts where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        Quantiles (questions, wanted levels), the lowest values that reach the levels; means and standard deviations (questions,).

    Raises:
        CrossingQuantiles, BadJudgements: name expert and question. WrongShape: arrays that do not fit.

    Source: Stone (1961), Ann. Math. Statist. 32(4), 1339-1342; Cooke (1991), Experts in Uncertainty, Oxford, chapter 11.
    """
    array = quantiles_of(quantiles, levels=levels, experts=experts, questions=questions)
    steps = levels_of(levels)
    targets = steps if wanted is None else levels_of(wanted)
    count = array.shape[1]
    ends = np.asarray(ranges, dtype=np.float64)
    if ends.shape != (count, 2):
        msg = f"expected one range a question, ({count}, 2), found {ends.shape}"
        raise WrongShape(msg)
    logs = np.broadcast_to(np.asarray(False if logarithmic is None else logarithmic, dtype=bool), (count,))
    weight = weights_of(weights, experts=array.shape[0])[:, None] * complete(array)
    reached = np.concatenate([[0.0], steps, [1.0]])
    pooled = np.full((count, targets.size), np.nan)
    means, sds = np.full(count, np.nan), np.full(count, np.nan)
    for question in np.flatnonzero(weight.any(axis=0)):
        taking_part = weight[:, question] > 0
        given = array[taking_part, question]
        low, high = ends[question]
        _refuse_outside(
            given,
            low,
            high,
            experts=np.flatnonzero(taking_part),
            names=experts,
            question=named(questions, int(question)),
        )
        knots = np.column_stack([np.full(len(given), low), given, np.full(len(given), high)])
        logarithm = bool(logs[question])
        share = weight[taking_part, question] / weight[:, question].sum()
        scaled = _scaled(knots, logarithmic=logarithm)
        everywhere, total = _mixed(scaled, reached, share)
        found = _invert(everywhere, total, targets)
        pooled[question] = np.clip(np.exp(found) if logarithm else found, low, high)
        union = np.clip(np.exp(everywhere), low, high) if logarithm else everywhere
        means[question], sds[question] = _moments(union, np.diff(total), logarithmic=logarithm)
    return PooledQuantities(levels=targets, quantiles=pooled, means=means, sds=sds)


def _mixed(knots: FloatArray, reached: FloatArray, share: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The knots of a pool, each twice (just before it and at it, since a point may hold probability), and what is reached there."""
    union = np.unique(knots)
    at = share @ _cumulative_at(np.broadcast_to(union, (len(knots), union.size)), knots, reached)
    before = share @ _cumulative_at(np.broadcast_to(union, (len(knots), union.size)), knots, reached, before=True)
    total = np.maximum.accumulate(np.clip(np.column_stack([before, at]).ravel(), 0.0, 1.0))
    total[-1] = 1.0
    return np.repeat(union, 2), total


def _cumulative_at(values: FloatArray, knots: FloatArray, reached: FloatArray, *, before: bool = False) -> FloatArray:
    """P(X ≤ value), or P(X < value), row by row; values and knots on the scale over which probability is spread evenly."""
    found = np.empty(values.shape)
    for row in range(values.shape[0]):
        place = np.searchsorted(knots[row], values[row], side="left" if before else "right")
        left, right = np.maximum(place - 1, 0), np.minimum(place, knots.shape[1] - 1)
        width = knots[row, right] - knots[row, left]
        with np.errstate(invalid="ignore", divide="ignore"):
            part = np.where(width > 0, (values[row] - knots[row, left]) / width, 0.0)
        inside = reached[left] + np.clip(part, 0.0, 1.0) * (reached[right] - reached[left])
        found[row] = np.where(place == 0, 0.0, np.where(place == knots.shape[1], 1.0, inside))
    return np.where(np.isnan(values), np.nan, found)


def _invert(knots: FloatArray, reached: FloatArray, levels: FloatArray) -> FloatArray:
    """The lowest place at which each level is reached."""
    place = np.clip(np.searchsorted(reached, levels, side="left"), 1, reached.size - 1)
    rise = reached[place] - reached[place - 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(rise > 0, (levels - reached[place - 1]) / rise, 0.0)
    return np.where(
        np.isnan(levels), np.nan, knots[place - 1] + np.clip(part, 0.0, 1.0) * (knots[place] - knots[place - 1])
    )


def _moments(knots: FloatArray, shares: FloatArray, *, logarithmic: bool) -> tuple[float, float]:
    """Mean and standard deviation of pieces, each even over the values or over their logarithms."""
    low, high = knots[:-1], knots[1:]
    width = high - low
    if logarithmic:
        with np.errstate(invalid="ignore", divide="ignore"):
            middle = np.where(width > 0, width / np.log(high / low), low)
            square = np.where(width > 0, (high**2 - low**2) / (2 * np.log(high / low)), low**2)
        within = np.maximum(square - middle**2, 0.0)
    else:
        middle, within = (low + high) / 2, width**2 / 12
    mean = float(shares @ middle)
    return mean, math.sqrt(float(shares @ (within + (middle - mean) ** 2)))


def _scaled(values: FloatArray, *, logarithmic: bool) -> FloatArray:
    if not logarithmic:
        return values
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.maximum(values, 0.0)))


def _limit(limit: ArrayLike | None, questions: int, unlimited: float) -> FloatArray:
    array = np.broadcast_to(np.asarray(unlimited if limit is None else limit, dtype=np.float64), (questions,))
    return np.where(np.isnan(array), unlimited, array)


def _refuse_outside(
    given: FloatArray,
    low: float,
    high: float,
    *,
    experts: np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    names: Names | None,
    question: object,
) -> None:
    bad = np.argwhere((given < low) | (given > high))
    if bad.size or not low <= high:
        expert = named(names, int(experts[bad[0][0]])) if bad.size else None
        value = f"the quantile {given[tuple(bad[0])]:g} is" if bad.size else "quantiles are"
        msg = f"{value} outside the range {low:g} to {high:g}"
        raise BadJudgements(msg, expert=expert, question=question)
