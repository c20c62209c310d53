"""Best estimates weighted by what is given beside them: weights of participants or judgements, reasons.

Every function takes (experts, questions, 3) and gives (questions,), as `three_points_of` and the package say.
"""

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named
from weighin.weighing.pools.idea.averages import beta_transformed, log_odds_mean
from weighin.weighing.pools.idea.three_points import three_points_of, weighted_best


def pool_by_participant_weights(
    judgements: ArrayLike,
    *,
    weights: ArrayLike,
    log_odds_without: bool = False,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Participant, Participant_LO: the mean weighted by one weight for each expert.

    Args:
        judgements: (experts, questions, 3).
        weights: (experts,), 0 or more; NaN where an expert has none and does not count.
        log_odds_without: Participant_LO: LOArMean on the questions where nobody who answered has a weight. Else they are NaN.
        experts: their names, for errors. questions: theirs.

    Raises:
        BadJudgements: a negative or infinite weight. WrongShape: not one an expert.
    """
    best = three_points_of(judgements, experts=experts, questions=questions).best
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != best.shape[:1]:
        msg = f"expected one weight an expert ({best.shape[0]}), found shape {given.shape}"
        raise WrongShape(msg)
    return _weighted(
        best, np.broadcast_to(given[:, None], best.shape), log_odds_without, experts=experts, questions=questions
    )


def pool_by_judgement_weights(
    judgements: ArrayLike,
    *,
    weights: ArrayLike,
    log_odds_without: bool = False,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Judgement, Judgement_LO: the mean weighted by one weight for each judgement.

    Args:
        judgements: (experts, questions, 3).
        weights: (experts, questions), 0 or more; NaN where a judgement has none and does not count.
        log_odds_without: Judgement_LO: LOArMean on the questions where no judgement has a weight. Else they are NaN.
        experts: their names, for errors. questions: theirs.

    Raises:
        BadJudgements: a negative or infinite weight. WrongShape: not one a judgement.
    """
    best = three_points_of(judgements, experts=experts, questions=questions).best
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != best.shape:
        msg = f"expected one weight a judgement {best.shape}, found shape {given.shape}"
        raise WrongShape(msg)
    return _weighted(best, given, log_odds_without, experts=experts, questions=questions)


def pool_by_reasons(
    judgements: ArrayLike,
    *,
    reasons: ArrayLike,
    alpha: float | None = None,
    beta: float | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """ReasonWAgg: who gave more reasons weighs more; weight = how many different reasons, none for none.

    Args:
        judgements: (experts, questions, 3).
        reasons: (experts, questions, reasons), how often each was given, 0 or more; NaN where it is not known.
        alpha, beta: both above 0: send the pool through the distribution function of a beta distribution; LOArMean stays as it is.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,); LOArMean on the questions where nobody gave a reason.

    Raises:
        WrongShape: not the same experts and questions.
    """
    best = three_points_of(judgements, experts=experts, questions=questions).best
    given = _reasons_of(reasons, best, experts=experts, questions=questions)
    counts = np.where(given > 1, 1.0, given).sum(axis=2)
    return _by_reasons(best, counts, alpha=alpha, beta=beta)


def pool_by_varied_reasons(
    judgements: ArrayLike,
    *,
    reasons: ArrayLike,
    alpha: float | None = None,
    beta: float | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """ReasonWAgg2: as ReasonWAgg, and a reason counts less the more often this expert gives it.

    Weight = the sum over reasons of how often it was given here × (1 - the share of the expert's questions where it was given at all).
    The paper has 0 or 1 for the first, aggreCAT's code how often; this is the code. An expert with one question has no weight.

    Args:
        judgements: (experts, questions, 3).
        reasons: (experts, questions, reasons), how often each was given, 0 or more; NaN where it is not known.
        alpha, beta: both above 0: send the pool through the distribution function of a beta distribution; LOArMean stays as it is.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,); LOArMean on the questions where nobody has a weight.

    Raises:
        WrongShape: not the same experts and questions.
    """
    best = three_points_of(judgements, experts=experts, questions=questions).best
    given = _reasons_of(reasons, best, experts=experts, questions=questions)
    known = ~np.isnan(given)
    used = (known & (given > 0)).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return _by_reasons(best, (given * (1 - used)[:, None, :]).sum(axis=2), alpha=alpha, beta=beta)


def _by_reasons(best: FloatArray, counts: FloatArray, *, alpha: float | None, beta: float | None) -> FloatArray:
    weights = np.where(np.isnan(best) | (counts == 0), np.nan, counts)
    pooled = weighted_best(best, weights)
    if alpha is not None or beta is not None:
        pooled = beta_transformed(pooled, alpha=6.0 if alpha is None else alpha, beta=6.0 if beta is None else beta)
    return np.where(np.isnan(weights).all(axis=0), log_odds_mean(best), pooled)


def _reasons_of(reasons: ArrayLike, best: FloatArray, *, experts: Names | None, questions: Names | None) -> FloatArray:
    given = np.asarray(reasons, dtype=np.float64)
    if given.ndim != 3 or given.shape[:2] != best.shape:
        msg = f"expected reasons of shape (experts, questions, reasons) = {(*best.shape, '…')}, found {given.shape}"
        raise WrongShape(msg)
    bad = np.argwhere((given < 0) | np.isinf(given))
    if bad.size:
        expert, question, reason = (int(index) for index in bad[0])
        msg = f"expected how often a reason was given, found {given[expert, question, reason]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))
    return given


def _weighted(
    best: FloatArray, weights: FloatArray, log_odds_without: bool, *, experts: Names | None, questions: Names | None
) -> FloatArray:
    bad = np.argwhere((weights < 0) | np.isinf(weights))
    if bad.size:
        expert, question = (int(index) for index in bad[0])
        msg = f"expected a weight of 0 or more, found {weights[expert, question]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))
    pooled = weighted_best(best, weights)
    if log_odds_without:
        without = (np.isnan(best) | np.isnan(weights)).all(axis=0)
        pooled = np.where(without, log_odds_mean(best), pooled)
    return pooled
