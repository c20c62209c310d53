"""What can be said of the score of a forecast that is known only as a range of probabilities, as words of likelihood are.

Every proper score of a yes/no forecast gets better the closer the probability is to what happened. So the ends of the range give the ends of
the score, and nothing in between is better or worse.
"""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from weighin.settling.scores.binary import score_brier, score_log, score_spherical
from weighin.settling.scores.inputs import fitted, require_ends, require_probabilities, yes_no_of
from weighin.weighing.arrays import FloatArray, Names


class YesNoScore(StrEnum):
    """The scores of yes/no forecasts: Brier (loss), log in nats (loss), spherical (reward)."""

    BRIER = "brier"
    LOG = "log"
    SPHERICAL = "spherical"


class ScoreRange(NamedTuple):
    """The best and the worst score that a forecast can have; for a loss the best is the lower."""

    best: FloatArray
    worst: FloatArray


def score_range(
    lower: ArrayLike,
    upper: ArrayLike,
    outcomes: ArrayLike,
    *,
    by: YesNoScore = YesNoScore.BRIER,
    experts: Names | None = None,
    questions: Names | None = None,
) -> ScoreRange:
    """Best and worst score of yes/no forecasts known to lie in `[lower, upper]`.

    Args:
        lower, upper: (..., questions), the ends of the range, each in [0, 1]; NaN where none was given.
        outcomes: (questions,) or (..., questions): 1 yes, 0 no, NaN not settled.
        by: the score. Log is in nats and infinite where the range reaches the certainty of what did not happen.
        experts: their names, for errors. questions: theirs.

    Returns:
        best and worst, each (..., questions); NaN where an end or the outcome is missing.

    Raises:
        ProbabilityOutOfRange, CrossingQuantiles (lower above upper), BadJudgements (an outcome that is neither): name expert and question. WrongShape.

    Source: each of the scores is monotone in the probability for a given outcome.
    """
    bottom, happened = yes_no_of(lower, outcomes, experts=experts, questions=questions)
    top = fitted(upper, bottom.shape, what="an upper end")
    require_probabilities(top, experts=experts, questions=questions)
    require_ends(bottom, top, experts=experts, questions=questions)
    gone = np.isnan(bottom) | np.isnan(top)
    near = np.where(gone, np.nan, np.where(happened == 1, top, bottom))
    far = np.where(gone, np.nan, np.where(happened == 1, bottom, top))
    return ScoreRange(best=_scored(near, happened, by), worst=_scored(far, happened, by))


def mean_score_range(
    lower: ArrayLike,
    upper: ArrayLike,
    outcomes: ArrayLike,
    *,
    by: YesNoScore = YesNoScore.BRIER,
    experts: Names | None = None,
    questions: Names | None = None,
) -> ScoreRange:
    """Best and worst case of the mean score over the questions: whatever the probabilities were, the mean lies between.

    Args:
        lower, upper, outcomes, by, experts, questions: as in `score_range`.

    Returns:
        best and worst, each (...): one number for one forecaster, (experts,) for several; over the settled forecasts; NaN where there is none.

    Raises:
        As `score_range`.

    Source: the ends are reached together, since every forecast may lie at either end of its range.
    """
    scores = score_range(lower, upper, outcomes, by=by, experts=experts, questions=questions)
    return ScoreRange(best=mean_over_questions(scores.best), worst=mean_over_questions(scores.worst))


def mean_over_questions(scores: FloatArray) -> FloatArray:
    """The mean over the last axis, the missing left out; NaN where nothing is there."""
    there = ~np.isnan(scores)
    counted = there.sum(axis=-1)
    totals = np.where(there, scores, 0).sum(axis=-1)
    return np.where(counted > 0, totals / np.maximum(counted, 1), np.nan)


def _scored(probabilities: FloatArray, outcomes: FloatArray, by: YesNoScore) -> FloatArray:
    match by:
        case YesNoScore.BRIER:
            return score_brier(probabilities, outcomes)
        case YesNoScore.LOG:
            return score_log(probabilities, outcomes)
        case YesNoScore.SPHERICAL:
            return score_spherical(probabilities, outcomes)
