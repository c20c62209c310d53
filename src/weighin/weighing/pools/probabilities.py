"""Pools of probabilities of yes/no events: means and medians on the scale of probabilities; those of odds are in `odds`.

Every function takes (experts, questions), each in [0, 1], NaN where an expert gave none, and gives (questions,), NaN where nobody
answered (nobody with a weight above 0, where there are weights). `experts` and `questions` are names for errors.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc

from weighin.errors import NotAccepted, TooFew
from weighin.weighing.arrays import FloatArray, Names, probabilities_of
from weighin.weighing.pools.averaging import (
    judgement_weights_of,
    mean_over_experts,
    ordered_blocks,
    question_blocks,
)


def pool_mean(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted mean: the linear pool of yes/no events.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out. Renormalised over those who answered each question.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), within the range of the answers; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange: names expert and question.

    Source: Stone (1961), Ann. Math. Statist. 32(4), 1339-1342.
    """
    values, counting = looked_over(probabilities, weights, experts=experts, questions=questions)
    return mean_over_experts(values, counting)


def pool_median(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the median, or the weighted median.

    The weighted median is half way between the lowest answer that has at least half of the weight at or below it and the lowest that
    has more than half; with equal weights that is the median.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), within the range of the answers; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange: names expert and question.

    Source: Edgeworth (1888), Phil. Mag. 25(154), 184-191.
    """
    values, counting = looked_over(probabilities, weights, experts=experts, questions=questions)
    return median_over_experts(values, counting)


def pool_trimmed(
    probabilities: ArrayLike, *, share: float = 0.2, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """Pool by the mean of what is left after the lowest and the highest answers are cut.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        share: in [0, 0.5), cut at each end: floor(share × answers), so of four answers at 0.2 none.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), within the range of the answers; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange: names expert and question. NotAccepted: a share outside [0, 0.5).

    Source: Jose & Winkler (2008), Int. J. Forecasting 24(1), 163-169, section 2.
    """
    values, _ = looked_over(probabilities, None, experts=experts, questions=questions)
    if not 0 <= share < 0.5:
        msg = f"expected a share to cut at each end from 0 to below 0.5, found {share:g}"
        raise NotAccepted(msg)
    pooled = np.empty(values.shape[1])
    cut_of = np.floor(share * np.arange(values.shape[0] + 1)).astype(np.intp)
    with np.errstate(invalid="ignore"):
        for block, rising, answered in ordered_blocks(values):
            cut, columns = cut_of[answered], np.arange(answered.size)
            below = np.zeros((len(rising) + 1, answered.size))  # the sum of so many lowest answers
            for rank, row in enumerate(rising):  # row by row: four times as fast as a cumulative sum along the experts
                np.add(below[rank], row, out=below[rank + 1])
            total = below[answered - cut, columns] - below[cut, columns]
            np.divide(total, answered - 2 * cut, out=pooled[block])
    return pooled


def pool_geometric(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted geometric mean of the probabilities of yes, not renormalised with those of no.

    The pools of an event and of its opposite do not add up to 1: use the geometric mean of odds unless another program has to be matched.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none. One expert at 0 decides.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), within the range of the answers; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange: names expert and question.

    Source: Genest & Zidek (1986), Statist. Sci. 1(1), 114-135, equation 2.3 without its normalising constant.
    """
    values, counting = looked_over(probabilities, weights, experts=experts, questions=questions)
    return np.exp(mean_over_experts(values, counting, _logarithms, neutral=1.0))


def pool_harmonic(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted harmonic mean of the probabilities of yes, not renormalised with those of no.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none. One expert at 0 decides.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), within the range of the answers; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange: names expert and question.

    Source: Dawid, DeGroot & Mortera (1995), Test 4(2), 263-313, section 5.
    """
    values, counting = looked_over(probabilities, weights, experts=experts, questions=questions)
    with np.errstate(divide="ignore"):
        return 1.0 / mean_over_experts(values, counting, _reciprocals, neutral=np.inf)


def pool_beta(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    alpha: float,
    beta: float | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted mean, sent through the distribution function of a beta distribution.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        alpha: above 0. beta: above 0; as alpha where left out, so that an event and its opposite add up to 1. Both above 1 extremise.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), in [0, 1]; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange: names expert and question. NotAccepted: a parameter of 0 or less.

    Source: Ranjan & Gneiting (2010), J. R. Statist. Soc. B 72(1), 71-91, equation 9.
    """
    second = alpha if beta is None else beta
    for name, value in (("alpha", alpha), ("beta", second)):
        if not 0 < value < np.inf:
            msg = f"expected {name} above 0, found {value:g}"
            raise NotAccepted(msg)
    return np.asarray(betainc(alpha, second, pool_mean(probabilities, weights, experts=experts, questions=questions)))


def looked_over(
    probabilities: ArrayLike, weights: ArrayLike | None, *, experts: Names | None, questions: Names | None
) -> tuple[FloatArray, FloatArray | None]:
    """Probabilities and weights as every pool of them needs them.

    Raises:
        TooFew: no expert. Else as `probabilities_of` and `judgement_weights_of`.
    """
    values = probabilities_of(probabilities, experts=experts, questions=questions)
    if not values.shape[0]:
        msg = "expected one expert or more, found none"
        raise TooFew(msg)
    return values, judgement_weights_of(weights, values, experts=experts, questions=questions)


def median_over_experts(values: FloatArray, weights: FloatArray | None) -> FloatArray:
    """The (weighted) median over those who answered, of values that have been looked over already."""
    if weights is not None:
        return _weighted_median(values, weights)
    pooled = np.empty(values.shape[1])
    for block, rising, answered in ordered_blocks(values):
        columns = np.arange(answered.size)
        middle = 0.5 * (
            rising[np.maximum(answered - 1, 0) // 2, columns]
            + rising[np.minimum(answered // 2, len(rising) - 1), columns]
        )
        pooled[block] = np.where(answered == 0, np.nan, middle)
    return pooled


def _weighted_median(values: FloatArray, weights: FloatArray) -> FloatArray:
    pooled = np.empty(values.shape[1])
    for block in question_blocks(values):
        weight = weights if weights.shape[1] == 1 else weights[:, block]
        pooled[block] = _weighted_median_of_block(values[:, block], weight)
    return pooled


def _weighted_median_of_block(values: FloatArray, weights: FloatArray) -> FloatArray:
    counting = np.where(np.isnan(values), 0.0, weights)
    filled = np.where(counting > 0, values, np.inf)
    order = np.argsort(filled, axis=0)
    rising = np.take_along_axis(filled, order, axis=0)
    below = np.cumsum(np.take_along_axis(counting, order, axis=0), axis=0)
    total = below[-1]
    # Half a weight is met within rounding: of ten weights of 0.1 the first five add up to a hair under a half.
    half, hair = 0.5 * total, 1e-12 * total
    columns = np.arange(total.size)
    lower = rising[np.argmax(below >= half - hair, axis=0), columns]
    upper = rising[np.argmax(below > half + hair, axis=0), columns]
    return np.where(total > 0, 0.5 * (lower + upper), np.nan)


def _logarithms(block: FloatArray) -> FloatArray:
    return np.log(block, out=block)


def _reciprocals(block: FloatArray) -> FloatArray:
    return np.reciprocal(block, out=block)
