"""Intervals by resampling whole questions: forecasts of one question share its outcome and are no independent evidence."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from weighin.errors import TooFew, WrongShape

Numbers = NDArray[np.intp]

RESAMPLES = 2000
SHARE = 0.9


class Interval(Struct, frozen=True, kw_only=True):
    """A figure with the interval that resampling gives it.

    Attributes:
        value: on all that was given. low, high: bound the share of resampled figures. clusters: how many questions were drawn from.
        failed: resamples on which the figure could not be computed (all of one outcome, say); they are left out, and counted.
    """

    value: float
    low: float
    high: float
    share: float
    clusters: int
    resamples: int
    failed: int


def resampled_interval(
    figure: Callable[[Numbers], float],
    clusters: Sequence[object],
    *,
    seed: int,
    share: float = SHARE,
    resamples: int = RESAMPLES,
) -> Interval:
    """The percentile interval of a figure, questions drawn with replacement.

    Args:
        figure: from the numbers of the forecasts that count (with repetitions) to the figure, `lambda chosen: brier[chosen].mean()`.
        clusters: the question of each forecast, (forecasts,). seed: the same seed gives the same interval.
        share: of the resampled figures inside, in (0, 1). resamples: how many are drawn.

    Raises:
        TooFew: fewer than two questions, or the figure fails on every resample. WrongShape: nothing was given.

    Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8 (cluster resampling).
    """
    if not len(clusters):
        msg = "expected the question of each forecast, found none"
        raise WrongShape(msg)
    number: dict[object, int] = {}
    of_forecast = np.array([number.setdefault(cluster, len(number)) for cluster in clusters])
    if len(number) < 2:
        msg = "an interval needs forecasts on at least two questions"
        raise TooFew(msg)
    members = [np.flatnonzero(of_forecast == question) for question in range(len(number))]
    draw = np.random.default_rng(seed)
    figures, failed = [], 0
    for _ in range(resamples):
        chosen = np.concatenate([members[question] for question in draw.integers(0, len(members), len(members))])
        try:
            figures.append(figure(chosen))
        except TooFew:
            failed += 1
    if not figures:
        msg = "the figure could not be computed on any resample"
        raise TooFew(msg)
    low, high = np.quantile(figures, [(1 - share) / 2, (1 + share) / 2])
    return Interval(
        value=float(figure(np.arange(of_forecast.size))),
        low=float(low),
        high=float(high),
        share=share,
        clusters=len(number),
        resamples=resamples,
        failed=failed,
    )
