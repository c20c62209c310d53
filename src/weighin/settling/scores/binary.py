"""Scores of yes/no forecasts: Brier, log, spherical.

Each takes probabilities `(..., questions)` and outcomes `(questions,)` or of the same shape, 1 for yes, 0 for no, and gives one score for each
forecast; NaN where the forecast or the outcome is missing.
"""

from enum import StrEnum
from math import log
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements
from weighin.settling.scores.inputs import floats_of, yes_no_of
from weighin.settling.scores.parts import over_shares
from weighin.weighing.arrays import FloatArray, Names

PART: Final = 1 << 16  # numbers that fit the cache of a core
ONE_BITS: Final = int(np.float64(1).view(np.uint64))


class LogUnit(StrEnum):
    """What a log score is counted in: natural logarithms or logarithms to the base 2."""

    NATS = "nats"
    BITS = "bits"


def score_brier(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Brier score of yes/no forecasts, `(p - y)²`: a loss, 0 (right and certain) to 1 (wrong and certain); 0.25 for p = 0.5.

    Half of Brier's own sum over both answers, as nearly everybody counts it today (`score_brier_choices` gives the sum).

    Args:
        probabilities: (..., questions), each in [0, 1]; NaN where none was given.
        outcomes: (questions,) or as the probabilities: 1 yes, 0 no, NaN not settled.
        experts: their names, for errors. questions: theirs.

    Returns:
        Of the shape of the probabilities; NaN where forecast or outcome is missing.

    Raises:
        ProbabilityOutOfRange: names expert and question. BadJudgements: an outcome that is neither yes nor no. WrongShape: they do not fit.

    Source: Brier (1950), Monthly Weather Review 78(1), 1-3, halved for two answers.
    """
    given = floats_of(probabilities, meaning="(..., questions)")
    happened = floats_of(outcomes, meaning="(questions,)")
    if given.shape == happened.shape and given.flags.c_contiguous and happened.flags.c_contiguous:
        scores = _brier_of_valid(given.reshape(-1), happened.reshape(-1))
        if scores is not None:
            return scores.reshape(given.shape)
    given, happened = yes_no_of(given, outcomes, experts=experts, questions=questions)
    return np.square(given - happened)


def score_log(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    unit: LogUnit = LogUnit.NATS,
    floor: float = 0.0,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Logarithmic score of yes/no forecasts, `-log` of the probability given to what happened: a loss, from 0 to infinity.

    Who called impossible what then happened scores infinity: that is the rule, and nothing is clipped unless `floor` says so.

    Args:
        probabilities: (..., questions), each in [0, 1]; NaN where none was given.
        outcomes: (questions,) or as the probabilities: 1 yes, 0 no, NaN not settled.
        unit: nats (natural logarithm) or bits (base 2; 1 for p = 0.5).
        floor: the probability of what happened is read as at least this; with any floor above 0 the score is no longer strictly proper
            for forecasts closer to 0 or 1 than the floor. In [0, 0.5).
        experts: their names, for errors. questions: theirs.

    Returns:
        Of the shape of the probabilities; NaN where forecast or outcome is missing.

    Raises:
        ProbabilityOutOfRange, BadJudgements, WrongShape: as for the Brier score; BadJudgements also for a floor out of place.

    Source: Good (1952), J. Royal Statistical Society B 14(1), 107-114.
    """
    floor = floor_of(floor)
    given, happened = yes_no_of(probabilities, outcomes, experts=experts, questions=questions)
    with np.errstate(divide="ignore"):
        # log1p keeps the digits of a small probability, which scoringrules' log(1 - p) loses
        likelihoods = np.where(happened == 1, np.log(given), np.log1p(-given))
    if floor:
        likelihoods = np.maximum(likelihoods, log(floor))
    scores = np.where(np.isnan(happened), np.nan, 0.0 - likelihoods)
    return scores / log(2) if unit is LogUnit.BITS else scores


def score_spherical(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Spherical score of yes/no forecasts, the probability of what happened over `sqrt(p² + (1 - p)²)`: a reward, 0 to 1.

    Args:
        probabilities: (..., questions), each in [0, 1]; NaN where none was given.
        outcomes: (questions,) or as the probabilities: 1 yes, 0 no, NaN not settled.
        experts: their names, for errors. questions: theirs.

    Returns:
        Of the shape of the probabilities; NaN where forecast or outcome is missing. 0.7071 for p = 0.5.

    Raises:
        ProbabilityOutOfRange, BadJudgements, WrongShape: as for the Brier score.

    Source: Roby (1965), Behavioral Science 10, 97-104; Gneiting and Raftery (2007), J. American Statistical Association 102, eq. 15.
    """
    given, happened = yes_no_of(probabilities, outcomes, experts=experts, questions=questions)
    of_truth = np.where(happened == 1, given, 1 - given)
    return np.where(np.isnan(happened), np.nan, of_truth / np.hypot(given, 1 - given))


def floor_of(floor: float) -> float:
    """A floor for the probability of what happened: 0 (none) to below 0.5.

    Raises:
        BadJudgements: anything else.
    """
    if not 0 <= floor < 0.5:
        msg = f"expected a floor of 0 (none) to below 0.5, found {floor:g}"
        raise BadJudgements(msg)
    return floor


class _SomethingElse(Exception):
    """A number that the short look cannot vouch for."""


def _brier_of_valid(given: FloatArray, happened: FloatArray) -> FloatArray | None:
    """The score where every forecast is in [0, 1] and every outcome 0 or 1; None where anything is missing or wrong.

    Ours and not scoringrules', which takes four times the processor time on one core: it compares the whole array twice and collects its distinct outcomes. Here
    each part is looked over while it is in the cache, on every core. Read as a whole number, the bits of a float from 0 to 1 are at most
    those of 1; missing, negative and greater ones are above.
    """
    scores = np.empty_like(given)
    bits = given.view(np.uint64)

    def score_share(begin: int, end: int) -> None:
        equal = np.empty(min(PART, end - begin), dtype=np.bool_)
        with np.errstate(
            invalid="ignore", over="ignore"
        ):  # what is infinite is refused below; holds in this thread only
            for start in range(begin, end, PART):
                part = slice(start, min(start + PART, end))
                outcome, score, same = happened[part], scores[part], equal[: part.stop - start]
                np.subtract(given[part], outcome, out=score)  # first, since it fetches both for the looks that follow
                if np.maximum.reduce(bits[part]) > ONE_BITS:
                    raise _SomethingElse
                yes, no = (np.count_nonzero(np.equal(outcome, answer, out=same)) for answer in (1, 0))
                if yes + no < outcome.size:
                    raise _SomethingElse
                np.multiply(score, score, out=score)

    try:
        over_shares(given.size, score_share)
    except _SomethingElse:
        return None
    return scores
