"""Best estimates as noisy readings of a question's log odds: aggreCAT's two Bayesian methods, in closed form.

aggreCAT samples the posterior with JAGS; likelihood and prior are normal with known variances, so the posterior mean is known exactly.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named
from weighin.weighing.pools.idea.three_points import EPSILON, three_points_of

PRIOR_PRECISION = 3.0
MARGIN = 0.01  # added to every width
SHRINK = 0.99  # of best estimates, so that 1 has log odds


def pool_bayesian_triple_variability(
    judgements: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """BayTriVar: the posterior mean of the log odds from a prior at 0, each best estimate with its own variance.

    The standard deviation of a judgement is (width + 0.01) × √(variance of the question's best estimates + variance of the expert's);
    the log odds are those of 0.99 × best, which pulls all of them down a little.

    Args:
        judgements: (experts, questions, 3).
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), in [0, 1); NaN where nobody answered. A best estimate of 0 decides (aggreCAT stops there).

    Raises:
        TooFew: one question: an expert's estimates cannot vary.
    """
    return _posterior(judgements, np.zeros(1), experts=experts, questions=questions)


def pool_bayesian_prior(
    judgements: ArrayLike, *, priors: ArrayLike, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """BayPRIORsAgg: as BayTriVar, from a prior for each question.

    Args:
        judgements: (experts, questions, 3).
        priors: (questions,), log odds, finite.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions,), in (0, 1); NaN where nobody answered.

    Raises:
        TooFew: one question. WrongShape: not one prior a question. BadJudgements: a prior that is missing or infinite; names the question.
    """
    before = np.asarray(priors, dtype=np.float64)
    if before.ndim != 1 or before.shape != np.shape(judgements)[1:2]:
        msg = f"expected one prior a question, found shape {before.shape}"
        raise WrongShape(msg)
    bad = np.flatnonzero(~np.isfinite(before))
    if bad.size:
        msg = f"expected prior log odds, found {before[bad[0]]:g}"
        raise BadJudgements(msg, question=named(questions, int(bad[0])))
    return _posterior(judgements, before, experts=experts, questions=questions)


def _posterior(
    judgements: ArrayLike, before: FloatArray, *, experts: Names | None, questions: Names | None
) -> FloatArray:
    points = three_points_of(judgements, experts=experts, questions=questions)
    if points.best.shape[1] < 2:
        msg = f"expected two questions or more, found {points.best.shape[1]}"
        raise TooFew(msg)
    of_question, of_expert = _deviation(points.best, axis=0), _deviation(points.best, axis=1)
    sigma = (points.width + MARGIN) * np.sqrt(of_question**2 + of_expert**2)
    shrunk = SHRINK * points.best
    with np.errstate(divide="ignore"):
        reading = np.log(shrunk / (1 - shrunk))
    there = ~np.isnan(sigma) & ~np.isnan(reading)
    precision = np.where(there, sigma**-2.0, 0.0)
    mean = (PRIOR_PRECISION * before + (precision * np.where(there, reading, 0.0)).sum(axis=0)) / (
        PRIOR_PRECISION + precision.sum(axis=0)
    )
    return np.where(there.any(axis=0), expit(mean), np.nan)


def _deviation(best: FloatArray, *, axis: int) -> FloatArray:
    """The standard deviation (n - 1) of best estimates along an axis; 2.2e-16 where all are the same or there is one."""
    there = ~np.isnan(best)
    count = there.sum(axis=axis, keepdims=True)
    filled = np.where(there, best, 0.0)
    centre = filled.sum(axis=axis, keepdims=True) / np.maximum(count, 1)
    squares = np.where(there, (best - centre) ** 2, 0.0).sum(axis=axis, keepdims=True)
    deviation = np.sqrt(squares / np.maximum(count - 1, 1))
    return np.where(deviation == 0, EPSILON, deviation)
