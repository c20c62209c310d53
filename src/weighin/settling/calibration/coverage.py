"""Coverage of quantiles: how often the truth lay at or below each level, and inside each central interval."""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import WrongShape
from weighin.weighing.arrays import FloatArray, levels_of, quantiles_of


class QuantileCoverage(Struct, frozen=True, kw_only=True):
    """What share of truths lay at or below each quantile.

    Attributes:
        levels: (levels,). below: (levels,), the shares; for calibrated quantiles about the levels. standard_errors: of those shares, binomial.
        settled: how many judgements counted. left_out: how many had no truth yet or no quantiles.
        intervals: for each pair of levels a and 1 - a: (nominal share, share of truths inside, ends included).
    """

    levels: FloatArray
    below: FloatArray
    standard_errors: FloatArray
    settled: int
    left_out: int
    intervals: tuple[tuple[float, float], ...]


def coverage_of_quantiles(quantiles: ArrayLike, truths: ArrayLike, *, levels: ArrayLike) -> QuantileCoverage:
    """Coverage over all experts and questions.

    Args:
        quantiles: (experts, questions, levels), not falling; NaN where missing. truths: (questions,); NaN where not settled.
        levels: (levels,), rising, in (0, 1).

    Returns:
        Shares are NaN where nothing is settled.

    Raises:
        CrossingQuantiles, WrongShape: as `quantiles_of` says; WrongShape also where truths and questions do not fit.
    """
    steps = levels_of(levels)
    given = quantiles_of(quantiles, levels=steps)
    happened = np.asarray(truths, dtype=np.float64)
    if happened.shape != (given.shape[1],):
        msg = f"expected one truth a question ({given.shape[1]}), found the shape {happened.shape}"
        raise WrongShape(msg)
    whole = ~np.isnan(given).any(axis=2) & ~np.isnan(happened)[np.newaxis, :]
    judged = given[whole]
    truth = np.broadcast_to(happened, given.shape[:2])[whole]
    settled = int(whole.sum())
    if not settled:
        nothing = np.full(steps.size, np.nan)
        return QuantileCoverage(
            levels=steps, below=nothing, standard_errors=nothing, settled=0, left_out=whole.size, intervals=()
        )
    below = (truth[:, np.newaxis] <= judged).mean(axis=0)
    pairs = [
        (first, last)
        for first in range(steps.size // 2)
        for last in range(steps.size - 1, steps.size // 2 - 1, -1)
        if first < last and abs(steps[first] + steps[last] - 1) < 1e-9
    ]
    return QuantileCoverage(
        levels=steps,
        below=below,
        standard_errors=np.sqrt(below * (1 - below) / settled),
        settled=settled,
        left_out=int(whole.size - settled),
        intervals=tuple(
            (
                float(steps[last] - steps[first]),
                float(((judged[:, first] <= truth) & (truth <= judged[:, last])).mean()),
            )
            for first, last in pairs
        ),
    )
