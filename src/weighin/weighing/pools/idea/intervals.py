"""Best estimates weighted by the widths of the intervals around them.

Every function takes (experts, questions, 3) and gives (questions,), as `three_points_of` and the package say.
"""

import numpy as np
from numpy.typing import ArrayLike

from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.pools.idea.three_points import EPSILON, ROUNDING, ThreePoints, three_points_of, weighted_best


def pool_by_width(judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> FloatArray:
    """IntWAgg: a narrow interval weighs more; weight = 1 / width."""
    points = three_points_of(judgements, experts=experts, questions=questions)
    return weighted_best(points.best, 1 / _widths(points))


def pool_by_own_width(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """IndIntWAgg: an interval that is narrow for this expert weighs more; weight = widest of the expert / width."""
    points = three_points_of(judgements, experts=experts, questions=questions)
    return weighted_best(points.best, _own_widths(points))


def pool_by_asymmetry(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """AsymWAgg: a best estimate far from the middle of its interval weighs more; weight = 1 - 2 × the shorter side / width."""
    points = three_points_of(judgements, experts=experts, questions=questions)
    return weighted_best(points.best, _asymmetries(points))


def pool_by_own_width_and_asymmetry(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """IndIntAsymWAgg: the weights of IndIntWAgg times those of AsymWAgg."""
    points = three_points_of(judgements, experts=experts, questions=questions)
    return weighted_best(points.best, _where_any(_own_widths(points)) * _where_any(_asymmetries(points)))


def pool_by_width_variance(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """VarIndIntWAgg: an expert whose widths vary over questions weighs more; weight = their variance (n - 1), 0 for one question."""
    points = three_points_of(judgements, experts=experts, questions=questions)
    return weighted_best(points.best, _width_variances(points))


def pool_by_everything(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """KitchSinkWAgg: the weights of IndIntWAgg, AsymWAgg and VarIndIntWAgg, multiplied."""
    points = three_points_of(judgements, experts=experts, questions=questions)
    product = _where_any(_own_widths(points)) * _where_any(_asymmetries(points)) * _where_any(_width_variances(points))
    return weighted_best(points.best, product)


def _widths(points: ThreePoints) -> FloatArray:
    return np.where(points.width == 0, EPSILON, points.width)


def _own_widths(points: ThreePoints) -> FloatArray:
    widths = _widths(points)
    return np.fmax.reduce(widths, axis=1, keepdims=True) / widths


def _asymmetries(points: ThreePoints) -> FloatArray:
    widths = _widths(points)
    above = points.best >= widths / 2 + points.lower
    shorter = np.where(above, points.upper - points.best, points.best - points.lower)
    weights = np.maximum(1 - 2 * shorter / widths, 0.0)
    return np.where(weights < ROUNDING, 0.0, weights)


def _width_variances(points: ThreePoints) -> FloatArray:
    widths = _widths(points)
    there = ~np.isnan(widths)
    answered = there.sum(axis=1, keepdims=True)
    centre = np.where(there, widths, 0.0).sum(axis=1, keepdims=True) / np.maximum(answered, 1)
    squares = np.where(there, (widths - centre) ** 2, 0.0).sum(axis=1, keepdims=True)
    variance = np.where(answered > 1, squares / np.maximum(answered - 1, 1), 0.0)
    return np.where(there, variance, np.nan)


def _where_any(weights: FloatArray) -> FloatArray:
    """Weights that are to be multiplied: 1 on a question where all are 0, else they would take the others with them."""
    nothing = ((weights == 0) | np.isnan(weights)).all(axis=0)
    return np.where(nothing & ~np.isnan(weights), 1.0, weights)
