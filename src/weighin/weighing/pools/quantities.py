"""The pools of quantities as arrays in, arrays out, so that they stand in one register with all others.

Every function takes (experts, questions, levels) and gives (questions, levels). `quantities.pool.pool_quantities` gives the same with means and
standard deviations.
"""

from collections.abc import Callable

from numpy.typing import ArrayLike

from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.quantities.averaging import pool_vincent, pool_vincent_median, pool_vincent_trimmed
from weighin.weighing.quantities.piecewise import OVERSHOOT
from weighin.weighing.quantities.pool import QuantityPool, pool_quantities


def pool_quantities_linear(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    weights: ArrayLike | None = None,
    overshoot: float = OVERSHOOT,
    logarithmic: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """The quantiles of the mean of the experts' piecewise distributions. Arguments, errors and source as `pool_quantities`."""
    return pool_quantities(
        quantiles,
        levels=levels,
        method=QuantityPool.LINEAR,
        weights=weights,
        overshoot=overshoot,
        logarithmic=logarithmic,
        lower=lower,
        upper=upper,
        experts=experts,
        questions=questions,
    ).value.quantiles


def pool_quantities_linear_fitted(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    weights: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """The quantiles of the mean of the families fitted to the experts. Arguments, errors and source as `pool_quantities`."""
    return pool_quantities(
        quantiles,
        levels=levels,
        method=QuantityPool.LINEAR_FITTED,
        weights=weights,
        lower=lower,
        upper=upper,
        experts=experts,
        questions=questions,
    ).value.quantiles


QUANTITIES: dict[str, Callable[..., FloatArray]] = {
    str(QuantityPool.VINCENT): pool_vincent,
    str(QuantityPool.VINCENT_MEDIAN): pool_vincent_median,
    str(QuantityPool.VINCENT_TRIMMED): pool_vincent_trimmed,
    str(QuantityPool.LINEAR): pool_quantities_linear,
    str(QuantityPool.LINEAR_FITTED): pool_quantities_linear_fitted,
}
