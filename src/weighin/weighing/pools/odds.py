"""Pools of probabilities of yes/no events on the scale of odds or of the probit, where one who is certain decides.

Every function takes (experts, questions), each in [0, 1], NaN where an expert gave none, and gives (questions,), NaN where nobody
answered (nobody with a weight above 0, where there are weights). `experts` and `questions` are names for errors.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, ndtr, ndtri

from weighin.errors import BadJudgements, NotAccepted, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named
from weighin.weighing.pools.averaging import count_answered, mean_over_experts, refuse_opposite_certainties
from weighin.weighing.pools.probabilities import looked_over


def pool_geometric_odds(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted geometric mean of odds.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out. Renormalised over those who answered each question.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), in [0, 1]; NaN where nobody answered. One expert at 0 or 1 with a weight decides; opposite certainties raise.

    Raises:
        ProbabilityOutOfRange: names expert and question.
        OppositeCertainties: one expert at 0 and another at 1 on the same question.

    Source: Satopää et al. (2014), Int. J. Forecasting 30(2), 344-356, with extremising factor 1.
    """
    return pool_extremised(probabilities, weights, factor=1.0, experts=experts, questions=questions)


def pool_extremised(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    factor: float,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted geometric mean of odds to the power of a factor: away from 1/2 above 1, towards it below.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        factor: 0 or more. From settled questions by `fit_extremising_factor`.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), in [0, 1]; NaN where nobody answered. One expert at 0 or 1 with a weight decides; opposite certainties raise.

    Raises:
        ProbabilityOutOfRange: names expert and question. NotAccepted: a negative or infinite factor.
        OppositeCertainties: one expert at 0 and another at 1 on the same question.

    Source: Satopää et al. (2014), Int. J. Forecasting 30(2), 344-356, equation 4.
    """
    if not 0 <= factor < np.inf:
        msg = f"expected an extremising factor of 0 or more, found {factor:g}"
        raise NotAccepted(msg)
    odds = pool_log_odds(probabilities, weights, experts=experts, questions=questions)
    if factor == 0:
        return np.where(np.isnan(odds), np.nan, 0.5)
    return np.asarray(expit(factor * odds))


def fit_extremising_factor(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> float:
    """The extremising factor that makes the outcomes of settled questions most likely.

    The likelihood is that of a logistic regression of the outcome on the mean log odds, without an intercept; it has one maximum.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        outcomes: (questions,), 1 where yes came true, 0 where no did, NaN where not settled: left out.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        The factor, 0 or more; 0 where the panel leant the wrong way on balance, so that nothing of it should be kept.

    Raises:
        TooFew: no settled question with a pool other than 1/2, or the panel was on the right side every time: then any larger factor fits
            better, and there is no best one.
        BadJudgements: an outcome that is not 0, 1 or NaN, or a pool of 0 or 1, that no factor can move.

    Source: Satopää et al. (2014), Int. J. Forecasting 30(2), 344-356, section 3.
    """
    odds = pool_log_odds(probabilities, weights, experts=experts, questions=questions)
    came = np.asarray(outcomes, dtype=np.float64)
    if came.shape != odds.shape:
        msg = f"expected one outcome a question ({odds.size}), found shape {came.shape}"
        raise WrongShape(msg)
    wrong = np.flatnonzero(~np.isnan(came) & (came != 0) & (came != 1))
    if wrong.size:
        msg = f"expected an outcome of 0, 1 or missing, found {came[wrong[0]]:g}"
        raise BadJudgements(msg, question=named(questions, int(wrong[0])))
    certain = np.flatnonzero(np.isinf(odds) & ~np.isnan(came))
    if certain.size:
        msg = "the pool of odds is 0 or 1, which no factor moves; leave the question or the expert out of the fit"
        raise BadJudgements(msg, question=named(questions, int(certain[0])))
    settled = ~np.isnan(came) & ~np.isnan(odds) & (odds != 0)
    leaning = np.where(came[settled] == 1, odds[settled], -odds[settled])
    if not leaning.size:
        msg = "expected at least one settled question with a pool other than 1/2, found none"
        raise TooFew(msg)
    if (leaning > 0).all():
        msg = f"the panel was on the right side in all {leaning.size} settled questions, so there is no best factor; give one"
        raise TooFew(msg)
    return _root_of_falling(lambda factor: float((leaning * expit(-factor * leaning)).sum()))


def pool_neyman_roughgarden(
    probabilities: ArrayLike,
    *,
    prior: ArrayLike = 0.5,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool the log odds away from a prior by the factor that is right for as many experts as answered.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none. Experts count equally.
        prior: one or (questions,), in (0, 1): what would be believed without any expert.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), in [0, 1]; NaN where nobody answered. One expert at 0 or 1 decides; opposite certainties raise.

    Raises:
        ProbabilityOutOfRange: names expert and question. BadJudgements: a prior outside (0, 1).
        OppositeCertainties: one expert at 0 and another at 1 on the same question.

    Source: Neyman & Roughgarden (2021), "Are you smarter than a random expert?", theorem 4.1 with the factor
        d(n) = n (√(3n² - 3n + 1) - 2) / (n² - n - 1).
    """
    values, _ = looked_over(probabilities, None, experts=experts, questions=questions)
    start = np.asarray(prior, dtype=np.float64)
    if start.shape not in {(), (values.shape[1],)}:
        msg = f"expected one prior, or one a question ({values.shape[1]}), found shape {start.shape}"
        raise WrongShape(msg)
    outside = np.flatnonzero(~((start > 0) & (start < 1)))
    if outside.size:
        msg = f"expected a prior between 0 and 1, found {start.flat[outside[0]]:g}"
        raise BadJudgements(msg, question=named(questions, int(outside[0])) if start.ndim else None)
    before = np.log(start / (1 - start))
    odds = pool_log_odds(values, experts=experts, questions=questions)
    factors = np.array([np.nan, *(neyman_roughgarden_factor(count) for count in range(1, values.shape[0] + 1))])
    answered = count_answered(np.isnan(values))
    return np.asarray(expit(before + factors[answered] * (odds - before)))


def neyman_roughgarden_factor(answered: int) -> float:
    """The factor d(n) for n experts: 1 for one, 1.29 for two, towards √3 for many."""
    if answered < 1:
        msg = f"expected one expert or more, found {answered}"
        raise TooFew(msg)
    n = float(answered)
    return float(n * (np.sqrt(3 * n * n - 3 * n + 1) - 2) / (n * n - n - 1))


def pool_probit(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted mean on the probit scale.

    Args:
        probabilities: (experts, questions), each in [0, 1]; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), in [0, 1]; NaN where nobody answered. One expert at 0 or 1 with a weight decides; opposite certainties raise.

    Raises:
        ProbabilityOutOfRange: names expert and question.
        OppositeCertainties: one expert at 0 and another at 1 on the same question.

    Source: Satopää, Pemantle & Ungar (2016), J. Amer. Statist. Assoc. 111(516), 1623-1633, section 4.
    """
    values, counting = looked_over(probabilities, weights, experts=experts, questions=questions)
    pooled = mean_over_experts(values, counting, _probits, neutral=0.5)
    refuse_opposite_certainties(values, counting, pooled, experts=experts, questions=questions)
    return np.asarray(ndtr(pooled))


def pool_log_odds(
    probabilities: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """The weighted mean of log odds: what the pools of odds go on with.

    Returns:
        (questions,); minus or plus infinity where an expert with a weight is at 0 or 1, NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange: names expert and question. OppositeCertainties: one at 0 and another at 1 on the same question.
    """
    values, counting = looked_over(probabilities, weights, experts=experts, questions=questions)
    pooled = mean_over_experts(values, counting, _log_odds, neutral=0.5)
    refuse_opposite_certainties(values, counting, pooled, experts=experts, questions=questions)
    return pooled


def _root_of_falling(slope: Callable[[float], float]) -> float:
    """Where a falling function crosses 0, from 0 up; 0 where it begins below."""
    if slope(0.0) <= 0:
        return 0.0
    low, high = 0.0, 1.0
    while slope(high) > 0:
        low, high = high, 2 * high
    for _ in range(100):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return 0.5 * (low + high)


def _log_odds(block: FloatArray) -> FloatArray:
    block /= 1.0 - block
    return np.log(block, out=block)


def _probits(block: FloatArray) -> FloatArray:
    return np.asarray(ndtri(block, out=block))
