"""Expected ranks: a rank is a statement about everybody at once, and has an uncertainty of its own."""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import WrongShape
from weighin.weighing.arrays import FloatArray

DRAWS = 1000
SHARE = 0.9


class ExpectedRanks(Struct, frozen=True, kw_only=True):
    """Ranks from 1 (lowest estimate: the best of losses); NaN for who is not ranked.

    Attributes:
        expected: (experts,), mean rank over the draws. low, high: (experts,), bound the share of ranks drawn.
        first: (experts,), how often each came first.
    """

    expected: FloatArray
    low: FloatArray
    high: FloatArray
    first: FloatArray


def expected_ranks(
    estimates: ArrayLike, standard_errors: ArrayLike, *, seed: int, draws: int = DRAWS, share: float = SHARE
) -> ExpectedRanks:
    """Ranks over draws of everybody's skill.

    Args:
        estimates: (experts,), losses; NaN for who is not ranked. standard_errors: (experts,), 0 or more.
        seed: the same seed gives the same ranks. draws: how many. share: of the drawn ranks inside the interval.

    Raises:
        WrongShape: they do not fit.

    Source: Lockwood, Louis and McCaffrey (2002), J. Educational and Behavioral Statistics 27(3), 255-270.
    """
    given, errors = np.asarray(estimates, dtype=np.float64), np.asarray(standard_errors, dtype=np.float64)
    if given.ndim != 1 or given.shape != errors.shape:
        msg = f"expected an estimate and an error an expert, found {given.shape} and {errors.shape}"
        raise WrongShape(msg)
    ranked = np.flatnonzero(~np.isnan(given))
    expected, low, high, first = (np.full(given.size, np.nan) for _ in range(4))
    if ranked.size:
        draw = np.random.default_rng(seed)
        ranks = np.empty((draws, ranked.size), dtype=np.int32)
        places = np.arange(1, ranked.size + 1)
        for row in ranks:
            row[np.argsort(given[ranked] + errors[ranked] * draw.standard_normal(ranked.size))] = places
        expected[ranked] = ranks.mean(axis=0)
        first[ranked] = (ranks == 1).mean(axis=0)
        low[ranked], high[ranked] = np.quantile(ranks, [(1 - share) / 2, (1 + share) / 2], axis=0, method="nearest")
    return ExpectedRanks(expected=expected, low=low, high=high, first=first)
