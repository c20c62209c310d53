"""Weighted means and orders over the experts who answered, question by question, for any number of questions.

Questions are taken in blocks that fit a processor's cache, so that a judgement is read from memory once, however many steps a pool has.
"""

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weighin.errors import BadJudgements, OppositeCertainties, WrongShape
from weighin.weighing.arrays import BoolArray, FloatArray, Names, named, weights_of

Scale = Callable[[FloatArray], FloatArray]  # changes its argument in place and gives it back, or gives a new one

IntArray = NDArray[np.intp]

BLOCK = 65_536  # judgements: half a megabyte, so that a block and its scratch stay in a cache
MOST_IN_A_NETWORK = 64  # experts; above, sorting each question is faster than comparing rows


def mean_over_experts(
    values: FloatArray, weights: FloatArray | None, scale: Scale | None = None, *, neutral: float = 0.0
) -> FloatArray:
    """The weighted mean of `scale(value)` over those who answered.

    Args:
        values: (experts, questions); NaN where missing.
        weights: as `judgement_weights_of` gives them. A judgement of weight 0 counts as missing, so it decides nothing even at infinity.
        scale: what is averaged; the values themselves where left out.
        neutral: the value that `scale` makes exactly 0: it stands in for the missing, which is faster than working with NaN.

    Returns:
        (questions,); NaN where nobody with a weight answered, and where infinities of both signs meet.
    """
    values, weights = _without_idle_experts(values, weights)
    pooled = np.empty(values.shape[1])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for block in question_blocks(values):
            taken = values[:, block].copy()
            weight = None if weights is None else weights[:, block if weights.shape[1] > 1 else slice(None)]
            if weight is not None and weight.shape[1] > 1:
                np.putmask(taken, weight == 0, np.nan)
            missing = np.isnan(taken)
            np.putmask(taken, missing, neutral)
            scaled = taken if scale is None else scale(taken)
            if weight is not None:
                scaled *= weight
            np.divide(scaled.sum(axis=0), _total_weight(weight, missing), out=pooled[block])
    return pooled


def ordered_blocks(values: FloatArray) -> Iterator[tuple[slice, FloatArray, IntArray]]:
    """Blocks of questions with their values in rising order over the experts.

    Yields:
        The slice of questions; (experts, questions) rising along the experts, infinity for the missing, at the end; (questions,) how
        many answered.
    """
    for block in question_blocks(values):
        taken = values[:, block]
        missing = np.isnan(taken)
        answered = count_answered(missing)
        filled = np.where(missing, np.inf, taken)
        yield block, _ordered(filled), answered


def judgement_weights_of(
    weights: ArrayLike | None, values: FloatArray, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray | None:
    """Weights of experts or of single judgements, not yet normalised.

    Args:
        weights: (experts,) or (experts, questions), each 0 or more; NaN only where the judgement is missing too.
        values: (experts, questions[, options]) that they are for.
        experts: their names, for errors. questions: theirs.

    Returns:
        (experts, 1) or (experts, questions); None where left out: equal.

    Raises:
        BadJudgements: negative, infinite, missing beside a judgement, or all 0. WrongShape: they do not fit.
    """
    if weights is None:
        return None
    array = np.asarray(weights, dtype=np.float64)
    if array.ndim == 1:
        return _relative(weights_of(array, experts=values.shape[0])[:, None])
    if array.shape != values.shape[:2]:
        msg = f"expected weights of shape (experts,) or (experts, questions) = {values.shape[:2]}, found {array.shape}"
        raise WrongShape(msg)
    missing = np.isnan(values) if values.ndim == 2 else np.isnan(values).all(axis=2)
    bad = np.argwhere(~missing & (~np.isfinite(array) | (array < 0)))
    if bad.size:
        expert, question = (int(index) for index in bad[0])
        msg = f"expected a weight of 0 or more, found {array[expert, question]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))
    counting = np.where(missing, 0.0, array)
    if array.size and not counting.any() and not missing.all():
        msg = "expected at least one weight above 0, found none"
        raise BadJudgements(msg)
    return _relative(counting)


def refuse_opposite_certainties(
    probabilities: FloatArray,
    weights: FloatArray | None,
    pooled: FloatArray,
    *,
    experts: Names | None,
    questions: Names | None,
) -> None:
    """Refuse one expert at 0 and another at 1, both with a weight, on the same question.

    Only questions whose pool came out as NaN are looked at: there infinities of both signs have met, or nobody answered.

    Raises:
        OppositeCertainties: names both experts and the first such question.
    """
    for question in np.flatnonzero(np.isnan(pooled)):
        column = probabilities[:, question]
        if weights is not None:
            column = np.where(weights[:, question if weights.shape[1] > 1 else 0] > 0, column, np.nan)
        sure_of_no, sure_of_yes = np.flatnonzero(column == 0), np.flatnonzero(column == 1)
        if sure_of_no.size and sure_of_yes.size:
            no, yes = named(experts, int(sure_of_no[0])), named(experts, int(sure_of_yes[0]))
            msg = f"{no} says 0 and {yes} says 1; no pool of odds can hold both, so ask again, or take the mean or the median"
            raise OppositeCertainties(msg, expert=f"{no} and {yes}", question=named(questions, int(question)))


def question_blocks(values: FloatArray) -> Iterator[slice]:
    """Slices of questions that fit a cache with all their judgements."""
    experts, questions = values.shape
    step = max(BLOCK // max(experts, 1), 1)
    for start in range(0, questions, step):
        yield slice(start, min(start + step, questions))


def count_answered(missing: BoolArray) -> IntArray:
    """How many experts answered each question: (experts, questions) to (questions,)."""
    if missing.shape[0] < 256:  # then a byte holds the count, and adding bytes is six times as fast
        return np.asarray(
            missing.shape[0] - np.add.reduce(missing.view(np.uint8), axis=0, dtype=np.uint8).astype(np.intp)
        )
    return np.asarray(missing.shape[0] - np.add.reduce(missing, axis=0, dtype=np.intp))


def _relative(weights: FloatArray) -> FloatArray:
    """Relative to the largest, so that sums of huge weights cannot overflow."""
    largest = weights.max(initial=0.0)
    return weights / largest if largest > 0 else weights


def _total_weight(weight: FloatArray | None, missing: BoolArray) -> FloatArray | IntArray:
    if weight is None:
        return count_answered(missing)
    # Summed in the same order as the weighted values: then rounding cannot carry a mean of ones above 1.
    return np.asarray((weight * ~missing).sum(axis=0))


def _without_idle_experts(values: FloatArray, weights: FloatArray | None) -> tuple[FloatArray, FloatArray | None]:
    if weights is None or weights.shape[1] != 1 or weights.all():
        return values, weights
    counting = weights[:, 0] > 0
    return values[counting], weights[counting]


def _ordered(filled: FloatArray) -> FloatArray:
    experts = filled.shape[0]
    if experts > MOST_IN_A_NETWORK or filled.shape[1] < 16:
        return np.sort(filled, axis=0)
    rows = list(filled)
    spare = np.empty_like(rows[0]) if experts else np.empty(0)
    for upper, lower in _network(experts):
        high, low = rows[upper], rows[lower]
        np.minimum(high, low, out=spare)
        np.maximum(high, low, out=low)
        rows[upper], spare = spare, high
    return np.stack(rows) if rows else filled


@cache
def _network(size: int) -> tuple[tuple[int, int], ...]:
    """Which pairs to compare, in turn, so that any `size` values end in order (Knuth, TAOCP 3, 5.2.2, algorithm M)."""
    if size < 2:
        return ()
    pairs = []
    largest = 1 << ((size - 1).bit_length() - 1)
    step = largest
    while step:
        distance, bit, group = step, 0, largest
        while True:
            pairs += [(low, low + distance) for low in range(size - distance) if low & step == bit]
            if group == step:
                break
            distance, bit, group = group - step, step, group // 2
        step //= 2
    return tuple(pairs)
