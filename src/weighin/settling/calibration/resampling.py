"""Intervals by resampling whole questions: forecasts of one question share its outcome and are no independent evidence."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

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
        figure: from the numbers of the forecasts that count (with repetitions) to the figure, `lambda chosen: brier[chosen].mean()`; one that
            cannot be computed raises TooFew.
        clusters: the question of each forecast, (forecasts,). seed: the same seed gives the same interval.
        share: of the resampled figures inside, in (0, 1). resamples: how many are drawn.

    Raises:
        TooFew: fewer than two questions, or the figure fails on every resample. WrongShape: nothing was given.

    Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8 (cluster resampling).
    """

    def alone(chosen: Numbers) -> list[float]:
        try:
            return [figure(chosen)]
        except TooFew:
            return [float("nan")]

    (interval,) = resampled_intervals(alone, clusters, seed=seed, share=share, resamples=resamples)
    if interval.failed == resamples:
        msg = "the figure could not be computed on any resample"
        raise TooFew(msg)
    return interval


def resampled_intervals(
    figures: Callable[[Numbers], ArrayLike],
    clusters: Sequence[object],
    *,
    seed: int,
    share: float = SHARE,
    resamples: int = RESAMPLES,
) -> tuple[Interval, ...]:
    """The intervals of several figures from the same resamples.

    Args:
        figures: as in `resampled_interval`, but (figures,), NaN for one that cannot be computed. clusters, seed, share, resamples: as there.

    Returns:
        One for each figure; its ends are NaN where it could not be computed on any resample.

    Raises:
        TooFew: fewer than two questions. WrongShape: nothing was given.
    """
    if not len(clusters):
        msg = "expected the question of each forecast, found none"
        raise WrongShape(msg)
    number: dict[object, int] = {}
    of_forecast = np.array([number.setdefault(cluster, len(number)) for cluster in clusters])
    if len(number) < 2:
        msg = "an interval needs forecasts on at least two questions"
        raise TooFew(msg)
    members = np.split(np.argsort(of_forecast, kind="stable"), np.cumsum(np.bincount(of_forecast))[:-1])
    draw = np.random.default_rng(seed)
    drawn = np.array(
        [
            figures(np.concatenate([members[question] for question in draw.integers(0, len(members), len(members))]))
            for _ in range(resamples)
        ],
        dtype=np.float64,
    )
    return tuple(
        _interval(value, column, share=share, clusters=len(number))
        for value, column in zip(np.asarray(figures(np.arange(of_forecast.size))).tolist(), drawn.T, strict=True)
    )


def _interval(value: float, drawn: NDArray[np.float64], *, share: float, clusters: int) -> Interval:
    there = drawn[~np.isnan(drawn)]
    low, high = np.quantile(there, [(1 - share) / 2, (1 + share) / 2]).tolist() if there.size else [float("nan")] * 2
    return Interval(
        value=value,
        low=low,
        high=high,
        share=share,
        clusters=clusters,
        resamples=drawn.size,
        failed=int(drawn.size - there.size),
    )
