"""Scores of quantities given as quantiles: CRPS, pinball, interval, weighted interval; and how often the truth was inside.

Each takes quantiles `(..., questions, levels)`, their levels `(levels,)` and the true values `(questions,)` or one for each forecast. All
scores are losses in the unit of the quantity, 0 for a forecast that puts everything on the truth. A forecast with a missing quantile counts as
missing, as does a truth of NaN: the score is NaN. Quantiles that cross and infinite numbers are errors.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import CrossingQuantiles, WrongShape
from weighin.settling.scores.inputs import fitted, floats_of, refuse, require_ends, require_finite
from weighin.settling.scores.parts import over_shares
from weighin.weighing.arrays import FloatArray, Names, levels_of

PART_NUMBERS: Final = 1 << 17  # of a part: they fit the cache next to the core
LEVEL_SLACK = 1e-9  # levels are written in decimals: 1 - 0.95 is not quite 0.05


class _Quantiles(NamedTuple):
    given: FloatArray  # (..., levels)
    truths: FloatArray  # (...)
    levels: FloatArray  # (levels,)


def score_pinball(
    quantiles: ArrayLike,
    truths: ArrayLike,
    *,
    levels: ArrayLike,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pinball (quantile, check) loss of each quantile: `level · (y - q)` where the truth is above, `(1 - level) · (q - y)` where below.

    Args:
        quantiles: (..., questions, levels), rising along the levels, in one unit; NaN where none was given.
        truths: (questions,) or (..., questions), in the same unit; NaN not settled.
        levels: (levels,), rising, in (0, 1).
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions, levels), in the unit of the quantity, 0 or more; NaN where that quantile or the truth is missing.

    Raises:
        CrossingQuantiles, BadJudgements (infinite): name expert and question. WrongShape: they do not fit.

    Source: Koenker and Bassett (1978), Econometrica 46(1), 33-50. Computed by scoringrules.
    """
    from scoringrules import quantile_score  # half a second with SciPy, which other scores need not wait for

    judged = _looked_over(quantiles, truths, levels=levels, experts=experts, questions=questions)
    losses: FloatArray = np.asarray(
        quantile_score(judged.truths[..., None], judged.given, judged.levels, backend="numpy"), dtype=np.float64
    )
    return losses


def score_crps_quantiles(
    quantiles: ArrayLike,
    truths: ArrayLike,
    *,
    levels: ArrayLike,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Continuous ranked probability score from quantiles: twice the mean pinball loss over the levels. A loss.

    With many evenly spread levels it is close to the CRPS of the whole distribution; with few it judges those quantiles only.

    Args:
        quantiles: (..., questions, levels), rising along the levels, in one unit; NaN where none was given.
        truths: (questions,) or (..., questions), in the same unit; NaN not settled.
        levels: (levels,), rising, in (0, 1).
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions), in the unit of the quantity, 0 or more; NaN where a quantile or the truth is missing.

    Raises:
        CrossingQuantiles, BadJudgements (infinite): name expert and question. WrongShape: they do not fit.

    Source: Gneiting and Ranjan (2011), J. Business and Economic Statistics 29(3), 411-422, eq. 16 with constant weight; Berrisch and Ziel
        (2023), J. Econometrics 237(2), 105221.
    """
    given = floats_of(quantiles, meaning="(..., questions, levels)", trailing=1)
    steps = _levels_for(given, levels)
    fitting = fitted(truths, given.shape[:-1], what="a true value", questions=questions)
    rows = np.ascontiguousarray(given).reshape(-1, steps.size)
    scores = _crps_of_rows(rows, fitting.reshape(-1), steps).reshape(fitting.shape)
    suspects = rows[~np.isfinite(scores.reshape(-1))]  # missing, or an error that the fast way only notices
    if np.isinf(suspects).any() or (suspects < np.fmax.accumulate(suspects, axis=1)).any():
        _require_quantiles(given, steps, experts=experts, questions=questions)
    return scores


def score_interval(
    lower: ArrayLike,
    upper: ArrayLike,
    truths: ArrayLike,
    *,
    level: float,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Interval score of a central interval: its width, plus `2 / (1 - level)` times how far the truth lies outside. A loss.

    Args:
        lower, upper: (..., questions), the ends, in one unit; NaN where none was given.
        truths: (questions,) or (..., questions), in the same unit; NaN not settled.
        level: what the interval should cover, in (0, 1): 0.9 for quantiles 5 % and 95 %.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions), in the unit of the quantity, 0 or more; NaN where an end or the truth is missing.

    Raises:
        CrossingQuantiles (lower above upper), BadJudgements (infinite): name expert and question. WrongShape: a level outside (0, 1).

    Source: Gneiting and Raftery (2007), J. American Statistical Association 102(477), 359-378, eq. 43. Computed by scoringrules.
    """
    from scoringrules import interval_score  # half a second with SciPy, which other scores need not wait for

    bottom, top = _ends(lower, upper, experts=experts, questions=questions)
    fitting = fitted(truths, bottom.shape, what="a true value", questions=questions)
    scores: FloatArray = np.asarray(
        interval_score(fitting, bottom, top, 1 - _level_of(level), backend="numpy"), dtype=np.float64
    )
    return scores.reshape(fitting.shape)  # scoringrules drops axes of one


def score_weighted_interval(
    quantiles: ArrayLike,
    truths: ArrayLike,
    *,
    levels: ArrayLike,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Weighted interval score of the forecast hubs: `(|y - median| / 2 + Σ α/2 · interval score) / (K + 1/2)` over K central intervals. A loss.

    The levels must be the median and pairs around it. With those weights it equals `score_crps_quantiles` on the same levels.

    Args:
        quantiles: (..., questions, levels), rising along the levels, in one unit; NaN where none was given.
        truths: (questions,) or (..., questions), in the same unit; NaN not settled.
        levels: (levels,), rising, in (0, 1), symmetric around 0.5, which is one of them.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions), in the unit of the quantity, 0 or more; NaN where a quantile or the truth is missing.

    Raises:
        WrongShape: levels that are not pairs around a median. Else as `score_crps_quantiles`.

    Source: Bracher, Ray, Gneiting and Reich (2021), PLOS Computational Biology 17(2), e1008618, eq. 3.
    """
    given = floats_of(quantiles, meaning="(..., questions, levels)", trailing=1)
    steps = _levels_for(given, levels)
    if steps.size % 2 == 0 or not np.allclose(steps + steps[::-1], 1, rtol=0, atol=LEVEL_SLACK):
        msg = "expected levels in pairs around a median, as 0.1, 0.5, 0.9, found " + ", ".join(
            f"{step:g}" for step in steps
        )
        raise WrongShape(msg)
    # α/2 times an interval score is the two pinball losses of its ends, so the sum is that of the CRPS, which is the faster way to it
    return score_crps_quantiles(given, truths, levels=steps, experts=experts, questions=questions)


def covered(
    lower: ArrayLike,
    upper: ArrayLike,
    truths: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Whether the truth lies in the interval, its ends included: 1 yes, 0 no; NaN where an end or the truth is missing.

    The mean over questions, the missing left out, should be near the level of the interval.

    Args:
        lower, upper: (..., questions), the ends; NaN where none was given.
        truths: (questions,) or (..., questions); NaN not settled.
        experts: their names, for errors. questions: theirs.

    Raises:
        CrossingQuantiles (lower above upper), BadJudgements (infinite): name expert and question.
    """
    bottom, top = _ends(lower, upper, experts=experts, questions=questions)
    fitting = fitted(truths, bottom.shape, what="a true value", questions=questions)
    with np.errstate(invalid="ignore"):
        inside = (bottom <= fitting) & (fitting <= top)
    return np.where(np.isnan(bottom) | np.isnan(top) | np.isnan(fitting), np.nan, inside)


def shares_at_or_below(
    quantiles: ArrayLike,
    truths: ArrayLike,
    *,
    levels: ArrayLike,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Of all settled forecasts the share whose truth is at or below each quantile: of a calibrated forecaster near the level.

    Args:
        quantiles: (..., questions, levels), rising along the levels; NaN where none was given.
        truths: (questions,) or (..., questions); NaN not settled.
        levels: (levels,), rising, in (0, 1).
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., levels), over the questions, the missing left out; NaN where nothing is there.

    Raises:
        CrossingQuantiles, BadJudgements (infinite): name expert and question. WrongShape: they do not fit.
    """
    judged = _looked_over(quantiles, truths, levels=levels, experts=experts, questions=questions)
    there = ~(np.isnan(judged.given) | np.isnan(judged.truths)[..., None])
    with np.errstate(invalid="ignore"):
        below = (judged.truths[..., None] <= judged.given) & there
    counted = there.sum(axis=-2)
    return np.where(counted > 0, below.sum(axis=-2) / np.maximum(counted, 1), np.nan)


def _looked_over(
    quantiles: ArrayLike,
    truths: ArrayLike,
    *,
    levels: ArrayLike,
    experts: Names | None,
    questions: Names | None,
) -> _Quantiles:
    given = floats_of(quantiles, meaning="(..., questions, levels)", trailing=1)
    steps = _levels_for(given, levels)
    _require_quantiles(given, steps, experts=experts, questions=questions)
    return _Quantiles(given, fitted(truths, given.shape[:-1], what="a true value", questions=questions), steps)


def _levels_for(given: FloatArray, levels: ArrayLike) -> FloatArray:
    steps = levels_of(levels)
    if given.shape[-1] != steps.size:
        msg = f"expected as many quantiles as levels ({steps.size}), found {given.shape[-1]}"
        raise WrongShape(msg)
    return steps


def _require_quantiles(given: FloatArray, steps: FloatArray, *, experts: Names | None, questions: Names | None) -> None:
    require_finite(given, what="quantiles", trailing=1, experts=experts, questions=questions)
    highest = np.fmax.accumulate(given, axis=-1)  # a missing quantile between two that cross hides nothing
    with np.errstate(invalid="ignore"):
        falling = given < highest
    if falling.any():
        *forecast, level = np.argwhere(falling)[0]
        found = given[tuple(forecast)]
        msg = f"the quantile at level {steps[level]:g} ({found[level]:g}) is lower than that of a lower level ({np.nanmax(found[:level]):g})"
        raise refuse(CrossingQuantiles, msg, index=forecast, experts=experts, questions=questions)


def _ends(
    lower: ArrayLike, upper: ArrayLike, *, experts: Names | None, questions: Names | None
) -> tuple[FloatArray, FloatArray]:
    bottom, top = (floats_of(end, meaning="(..., questions)") for end in (lower, upper))
    if bottom.shape != top.shape:
        msg = f"expected a lower and an upper end for each forecast, found the shapes {bottom.shape} and {top.shape}"
        raise WrongShape(msg)
    for end in (bottom, top):
        require_finite(end, what="the end of an interval", experts=experts, questions=questions)
    require_ends(bottom, top, experts=experts, questions=questions)
    return bottom, top


def _level_of(level: float) -> float:
    if not 0 < level < 1:
        msg = f"expected the level of an interval between 0 and 1, found {level:g}"
        raise WrongShape(msg)
    return level


def _crps_of_rows(rows: FloatArray, truths: FloatArray, steps: FloatArray) -> FloatArray:
    """The score of each row; NaN where a number is missing or not finite, or where quantiles cross.

    Ours and not scoringrules', whose NumPy form takes seven times as long: with d = y - q twice the pinball loss is |d| + (2 · level - 1) · d,
    so that the sum over levels is two products of a matrix with a vector, on numbers that are still in the cache, on every core. Its loop
    compiled by numba, which is no dependency of ours and does not look for crossing quantiles, takes three quarters of our processor time.
    """
    count, width = rows.shape
    scores = np.empty(count)
    tilts, evenly = (2 * steps - 1) / width, np.full(width, 1 / width)
    length = max(PART_NUMBERS // width, 1)

    def score_share(begin: int, end: int) -> None:
        # one for all parts: fresh memory costs as much as the sums
        numbers, sums = np.empty((min(length, end - begin), width)), np.empty(min(length, end - begin))
        rises = np.zeros(numbers.size, dtype=np.bool_)  # of the distance, where quantiles fall
        with np.errstate(invalid="ignore"):  # holds in this thread only
            for start in range(begin, end, length):
                part = slice(start, min(start + length, end))
                score, distances = scores[part], numbers[: part.stop - start]
                np.copyto(
                    distances, truths[part, None]
                )  # then a difference without broadcasting, which is slow on short rows
                np.subtract(distances, rows[part], out=distances)
                flat, falls = distances.reshape(-1), rises[: distances.size]
                np.greater(flat[1:], flat[:-1], out=falls[:-1])
                by_row = falls.reshape(distances.shape)
                by_row[:, -1] = False  # the step to the next row
                np.dot(distances, tilts, out=score)
                np.abs(distances, out=distances)
                score += np.dot(distances, evenly, out=sums[: len(score)])
                if falls.any():
                    score[by_row.any(axis=1)] = np.nan

    over_shares(count, score_share, width=width)
    return scores
