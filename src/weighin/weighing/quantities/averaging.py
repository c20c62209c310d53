"""Vincent averaging: pools of quantiles level by level. The pool keeps the shape that the experts share, and is as sharp as they are.

An expert who left out one level of a question is left out of that question: else each level would pool other people, and levels could cross.
"""

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements
from weighin.weighing.arrays import BoolArray, FloatArray, Names, quantiles_of, weights_of
from weighin.weighing.pools.probabilities import median_over_experts


def pool_vincent(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    weights: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted mean of the quantiles of each level.

    Args:
        quantiles: (experts, questions, levels), not falling along the levels; NaN where an expert gave none.
        levels: (levels,), rising, in (0, 1).
        weights: (experts,), non-negative; equal where left out. Renormalised over those who answered each question.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions, levels), not falling, within the range of the experts' quantiles of each level; NaN where nobody answered.

    Raises:
        CrossingQuantiles, BadJudgements: name expert and question. WrongShape: levels, quantiles or weights do not fit.

    Source: Vincent (1912), Behavior Monographs 1(5); Ratcliff (1979), Psychol. Bull. 86(3), 446-461; Lichtendahl, Grushka-Cockayne & Winkler
        (2013), Manage. Sci. 59(7), 1594-1611.
    """
    array, there = _answered(quantiles, levels=levels, experts=experts, questions=questions)
    weight = weights_of(weights, experts=array.shape[0])[:, None] * there
    with np.errstate(invalid="ignore"):
        share = weight / weight.sum(axis=0)
    taking_part = weight > 0
    pooled = (np.where(taking_part, share, 0.0)[..., None] * np.where(taking_part[..., None], array, 0.0)).sum(axis=0)
    return _within(array, taking_part, pooled)


def pool_vincent_median(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    weights: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the median, or weighted median, of the quantiles of each level.

    The weighted median is half way between the lowest quantile that has at least half of the weight at or below it and the lowest that
    has more than half; with equal weights that is the median.

    Args:
        quantiles: (experts, questions, levels), as in `pool_vincent`. levels: (levels,).
        weights: (experts,), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions, levels), not falling, within the range of the experts' quantiles; NaN where nobody answered.

    Raises:
        CrossingQuantiles, BadJudgements, WrongShape: as `pool_vincent`.

    Source: Hora, Fransen, Hawkins & Susel (2013), Decis. Anal. 10(4), 279-291.
    """
    array, there = _answered(quantiles, levels=levels, experts=experts, questions=questions)
    weight = weights_of(weights, experts=array.shape[0])[:, None]
    counting = None if weights is None else weight / weight.max()
    by_level = np.where(there[..., None], array, np.nan).reshape(array.shape[0], -1)
    pooled = median_over_experts(by_level, counting).reshape(array.shape[1:])
    return _within(array, (weight > 0) & there, pooled)


def pool_vincent_trimmed(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    share: float = 0.2,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the mean of the quantiles of each level without the lowest and the highest.

    Args:
        quantiles: (experts, questions, levels), as in `pool_vincent`. levels: (levels,).
        share: of the experts who answered, cut at each end, in [0, 0.5): ⌊share × experts⌋ of them.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions, levels), not falling, within the range of the experts' quantiles; NaN where nobody answered.

    Raises:
        BadJudgements: a share outside [0, 0.5). CrossingQuantiles, WrongShape: as `pool_vincent`.

    Source: Jose, Grushka-Cockayne & Lichtendahl (2014), Manage. Sci. 60(2), 463-475, exterior trimming, here of quantiles.
    """
    if not 0 <= share < 0.5:
        msg = f"expected a share to cut at each end in [0, 0.5), found {share:g}"
        raise BadJudgements(msg)
    array, there = _answered(quantiles, levels=levels, experts=experts, questions=questions)
    count = there.sum(axis=0)
    cut = np.floor(share * count + 1e-9).astype(np.intp)
    ordered = np.sort(np.where(there[..., None], array, np.inf), axis=0)
    place = np.arange(array.shape[0])[:, None]
    kept = (place >= cut) & (place < count - cut)
    with np.errstate(invalid="ignore"):
        pooled = np.where(kept[..., None], ordered, 0.0).sum(axis=0) / kept.sum(axis=0)[:, None]
    return _within(array, there, pooled)


def complete(quantiles: FloatArray) -> BoolArray:
    """(experts, questions): who gave every level of which question."""
    return np.asarray(~np.isnan(quantiles).any(axis=2))


def _answered(
    quantiles: ArrayLike, *, levels: ArrayLike, experts: Names | None, questions: Names | None
) -> tuple[FloatArray, BoolArray]:
    array = quantiles_of(quantiles, levels=levels, experts=experts, questions=questions)
    return array, complete(array)


def _within(array: FloatArray, taking_part: BoolArray, pooled: FloatArray) -> FloatArray:
    """Not outside the experts' range by rounding, not falling by rounding, and NaN where nobody took part."""
    low = np.where(taking_part[..., None], array, np.inf).min(axis=0, initial=np.inf)
    high = np.where(taking_part[..., None], array, -np.inf).max(axis=0, initial=-np.inf)
    with np.errstate(invalid="ignore"):
        rising = np.maximum.accumulate(np.clip(pooled, low, np.maximum(low, high)), axis=1)
    return np.where(np.asarray(taking_part.any(axis=0))[:, None], rising, np.nan)
