"""Weights of experts or judgements, to be handed to any pool that takes weights: by age, by recency, by track record."""

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, NotAccepted, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named


def weights_by_decay(
    ages: ArrayLike, *, half_life: float, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """Weights that halve with every half-life that a judgement is old.

    Args:
        ages: (experts,) or (experts, questions), 0 or more, in any unit; NaN where the judgement is missing.
        half_life: above 0, in the unit of the ages.
        experts: their names, for errors. questions: theirs.

    Returns:
        The same shape, 2^(-age / half_life), in (0, 1]; 0 where missing. Not normalised: that depends on who answered.

    Raises:
        BadJudgements: a negative or infinite age. NotAccepted: a half-life of 0 or less.
    """
    if not half_life > 0:
        msg = f"expected a half-life above 0, found {half_life:g}"
        raise NotAccepted(msg)
    old = _ages_of(ages, experts=experts, questions=questions)
    return np.where(np.isnan(old), 0.0, np.exp2(-old / half_life))


def weights_by_recency(ages: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> FloatArray:
    """Weights by rank: on each question the k-th oldest of n judgements weighs e^√k, so the newest of many weigh most.

    Args:
        ages: (experts,) or (experts, questions), 0 or more, in any unit; NaN where the judgement is missing. Equal ages share the mean of
            their weights.
        experts: their names, for errors. questions: theirs.

    Returns:
        The same shape, relative to the newest, in (0, 1]; 0 where missing.

    Raises:
        BadJudgements: a negative or infinite age.

    Source: Metaculus' recency-weighted community prediction (its FAQ: weight e^√n for the n-th oldest forecast).
    """
    old = _ages_of(ages, experts=experts, questions=questions)
    table = old if old.ndim == 2 else old[:, None]
    counts = (~np.isnan(table)).sum(axis=0)
    roots = np.sqrt(np.arange(1, table.shape[0] + 1))
    by_rank = np.exp(
        roots[:, None] - np.sqrt(counts)
    )  # relative to the newest, so that no panel is too large for a float
    order = np.argsort(-table, axis=0, kind="stable")  # the missing come last
    weights = np.zeros(table.shape)
    np.put_along_axis(weights, order, by_rank, axis=0)
    weights[np.isnan(table)] = 0.0
    return _share_among_equals(weights, table).reshape(old.shape)


def weights_from_track_records(
    scores: ArrayLike,
    settled: ArrayLike,
    *,
    shrinkage: float = 10.0,
    power: float = 1.0,
    experts: Names | None = None,
) -> FloatArray:
    """Weights inverse to the mean squared error so far, each drawn towards the panel's as far as its record is short.

    The score that counts is (n × score + k × panel's) / (n + k): as if everybody had k more settled forecasts at the panel's mean. The
    weight is that to the power of minus `power`, normalised.

    Args:
        scores: (experts,), mean squared error (Brier of yes/no events) of each expert's settled forecasts, 0 or more, lower is better; NaN where
            there is none.
        settled: (experts,), how many settled forecasts that mean is over.
        shrinkage: k, 0 or more: how many forecasts the panel's mean is worth. At 0 nothing is shrunk.
        power: 0 or more; at 0 all weigh the same, at 1 as independent unbiased judges should, above it more boldly.
        experts: their names, for errors.

    Returns:
        (experts,), that sum to 1. Without any record all weigh the same; an expert without one gets the panel's score.

    Raises:
        BadJudgements: a negative score or count, or a score of 0 that nothing shrinks: its weight would be infinite.

    Source: Bates & Granger (1969), Oper. Res. Q. 20(4), 451-468, equation 3 without correlations; the shrinkage as Efron & Morris (1975),
        J. Amer. Statist. Assoc. 70(350), 311-319, with a given k.
    """
    score = np.asarray(scores, dtype=np.float64)
    count = np.asarray(settled, dtype=np.float64)
    if score.ndim != 1 or score.shape != count.shape or not score.size:
        msg = f"expected one score and one count an expert, found shapes {score.shape} and {count.shape}"
        raise WrongShape(msg)
    if not (0 <= shrinkage < np.inf and 0 <= power < np.inf):
        msg = f"expected shrinkage and power of 0 or more, found {shrinkage:g} and {power:g}"
        raise NotAccepted(msg)
    count = np.where(np.isnan(score), 0.0, count)
    bad = np.flatnonzero((score < 0) | np.isinf(score) | ~(count >= 0) | np.isinf(count))
    if bad.size:
        msg = f"expected a score and a count of 0 or more, found {score[bad[0]]:g} over {count[bad[0]]:g}"
        raise BadJudgements(msg, expert=named(experts, int(bad[0])))
    total = count.sum()
    if not total:
        return np.full(score.shape, 1 / score.size)
    known = np.where(count > 0, score, 0.0)
    panel = (known * count).sum() / total
    kept = np.where(count > 0, count / np.where(count > 0, count + shrinkage, 1.0), 0.0)
    shrunk = panel + kept * (known - panel)
    if power == 0 or panel == 0:  # nothing to tell apart: everybody with a record was right throughout
        return np.full(score.shape, 1 / score.size)
    perfect = np.flatnonzero(shrunk == 0)
    if perfect.size:
        msg = "a score of 0 would weigh infinitely; shrink it (shrinkage above 0)"
        raise BadJudgements(msg, expert=named(experts, int(perfect[0])))
    better = (shrunk.min() / shrunk) ** power
    return np.asarray(better / better.sum())


def _ages_of(ages: ArrayLike, *, experts: Names | None, questions: Names | None) -> FloatArray:
    old = np.asarray(ages, dtype=np.float64)
    if old.ndim not in {1, 2}:
        msg = f"expected ages of shape (experts,) or (experts, questions), found {old.shape}"
        raise WrongShape(msg)
    bad = np.argwhere((old < 0) | np.isinf(old))
    if bad.size:
        place = tuple(int(index) for index in bad[0])
        msg = f"expected an age of 0 or more, found {old[place]:g}"
        raise BadJudgements(
            msg, expert=named(experts, place[0]), question=named(questions, place[1]) if len(place) > 1 else None
        )
    return old


def _share_among_equals(weights: FloatArray, ages: FloatArray) -> FloatArray:
    tied = (np.diff(np.sort(ages, axis=0), axis=0) == 0).any(axis=0)
    for question in np.flatnonzero(tied):
        _, group = np.unique(ages[:, question], return_inverse=True)
        weights[:, question] = (np.bincount(group, weights[:, question]) / np.bincount(group))[group]
    return weights
