"""Quantiles of a distribution known only by its cumulative probabilities: many roots at once, each kept in a bracket."""

from collections.abc import Callable

import numpy as np

from weighin.weighing.arrays import BoolArray, FloatArray

Cumulative = Callable[[FloatArray], FloatArray]

_SPARE_STEPS = 1  # how many steps more than bisection a root may take: n0 of the paper
_MOST_STEPS = (
    2200  # bisection from the largest to the smallest number of a computer: never reached, so that nothing can hang
)
_CLOSE = 2.0**-51  # a bracket this narrow, relative to where it stands, holds one or two numbers of a computer


def lowest_reaching(cumulative: Cumulative, levels: FloatArray, *, low: FloatArray, high: FloatArray) -> FloatArray:
    """The lowest value, within a bracket, whose cumulative probability reaches each level: the generalised inverse.

    Bracketed by interpolation that is truncated and projected towards bisection (ITP), so that jumps and flat stretches cost no more than
    bisection, and smooth curves a few steps. On a flat stretch at exactly the level its lower end is found; at a jump, the jump.

    Args:
        cumulative: takes an array of the shape of `levels` and gives one of the same shape, not falling in any element.
        levels: any shape, each in (0, 1).
        low: where the cumulative probability is at or below the level. high: where it reaches it; both of the shape of `levels`, finite.

    Returns:
        The shape of `levels`, within [low, high]; NaN where a level or an end of its bracket is.

    Source: Oliveira & Takahashi (2020), ACM Trans. Math. Softw. 47(1), 5, with κ1 = 0.2 / (b - a), κ2 = 2, n0 = 1.
    """
    below, above = np.minimum(low, high).astype(np.float64), np.maximum(low, high).astype(np.float64)
    width = above - below
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        under, over = cumulative(below) - levels, cumulative(above) - levels
        below_is_it = under >= 0  # by rounding, or because the bracket begins on a jump
        above = np.where(below_is_it, below, above)
        close = _closeness(below, above)
        steps_left = np.ceil(np.log2(np.maximum(width / close, 1.0))) + _SPARE_STEPS
        steepness = 0.2 / width
        for _ in range(_MOST_STEPS):
            open_still = above - below > np.maximum(2 * close, _spacing(below, above))
            if not open_still.any():
                break
            trial = _next_trial(below, above, under, over, close * np.exp2(steps_left), steepness)
            value = cumulative(np.where(open_still, trial, above)) - levels
            reached, short = open_still & (value >= 0), open_still & (value < 0)
            above, over = np.where(reached, trial, above), np.where(reached, value, over)
            below, under = np.where(short, trial, below), np.where(short, value, under)
            steps_left -= 1
    return np.where(np.isnan(levels), np.nan, above)


def _next_trial(
    below: FloatArray,
    above: FloatArray,
    under: FloatArray,
    over: FloatArray,
    allowed: FloatArray,
    steepness: FloatArray,
) -> FloatArray:
    middle = below + (above - below) / 2
    half = (above - below) / 2
    interpolated = (above * under - below * over) / (under - over)
    towards = np.sign(middle - interpolated)
    shift = steepness * (above - below) ** 2
    truncated = np.where(shift <= np.abs(middle - interpolated), interpolated + towards * shift, middle)
    radius = np.maximum(allowed - half, 0.0)
    projected = np.where(np.abs(truncated - middle) <= radius, truncated, middle - towards * radius)
    return np.where(_inside(projected, below, above), projected, middle)


def _spacing(below: FloatArray, above: FloatArray) -> FloatArray:
    """Twice the distance of neighbouring numbers of a computer there: no bracket can become narrower."""
    return np.asarray(2 * np.spacing(np.maximum(np.abs(below), np.abs(above))))


def _inside(trial: FloatArray, below: FloatArray, above: FloatArray) -> BoolArray:
    return np.asarray((trial > below) & (trial < above))


def _closeness(below: FloatArray, above: FloatArray) -> FloatArray:
    """Relative to the nearer end, so that small quantiles of a wide bracket are exact too; to the width where the bracket holds 0."""
    nearer = np.minimum(np.abs(below), np.abs(above))
    holds_zero = (below <= 0) & (above >= 0)
    scale = np.where(holds_zero, (above - below) * 2.0**-20, nearer)
    return np.maximum(scale * _CLOSE / 2, np.finfo(np.float64).tiny)
