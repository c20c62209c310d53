"""Consensus by a rule that was stated before the answers were seen.

A rule is a value: write it down, show it to the panel, and hand it in with the answers. It travels with the result.
"""

import warnings
from typing import assert_never

import numpy as np
from msgspec import Struct, structs
from numpy.typing import ArrayLike, NDArray

from weighin.errors import WrongShape
from weighin.weighing.agreement.ratings import listed, ratings_of
from weighin.weighing.agreement.spread import spread_of_checked
from weighin.weighing.arrays import BoolArray, FloatArray, Names
from weighin.weighing.result import Weighing

ROUNDING = 1e-12  # 0.1 + 0.2 is no more than 0.3


class InterquartileRule(Struct, frozen=True, kw_only=True):
    """Consensus where the middle half of the panel lies within `at_most` points of the scale."""

    at_most: float = 1.0
    least_answers: int = 2


class PercentageRule(Struct, frozen=True, kw_only=True):
    """Consensus where a share of at least `at_least`, in (0, 1], of those who answered rated from `low` to `high`, both included."""

    low: float
    high: float
    at_least: float = 0.75
    least_answers: int = 2


class NearMedianRule(Struct, frozen=True, kw_only=True):
    """Consensus where a share of at least `at_least`, in (0, 1], of those who answered lies within `within` points of the median."""

    within: float = 1.0
    at_least: float = 0.75
    least_answers: int = 2


ConsensusRule = InterquartileRule | PercentageRule | NearMedianRule


class Consensus(Struct, frozen=True, kw_only=True, eq=False):
    """By question, each `(questions,)`.

    Attributes:
        reached: whether the rule is met; never where fewer answered than the rule asks for.
        measured: what the rule looks at, a range or a share; NaN where nobody answered.
        answered: how many experts rated the question.
    """

    reached: BoolArray
    measured: FloatArray
    answered: NDArray[np.int64]


def consensus_by(
    ratings: ArrayLike, rule: ConsensusRule, *, experts: Names | None = None, questions: Names | None = None
) -> Weighing[Consensus]:
    """On which questions the panel agrees by a rule stated before.

    Args:
        ratings: (experts, questions), finite; NaN where an expert gave none.
        rule: stated before the answers were seen.
        experts: their names, for errors. questions: theirs.

    Returns:
        `Consensus`, each of its parts (questions,). A value at the rule's bound meets it.

    Raises:
        BadJudgements: an infinite rating. WrongShape: not two dimensions, or a rule that nothing can meet or miss.

    Source: von der Gracht (2012), Technological Forecasting and Social Change 79(8), 1525-1536, sections 3.3 and 3.4;
    Diamond et al. (2014), J. Clinical Epidemiology 67(4), 401-409, on stating the rule before.
    """
    array = ratings_of(ratings, experts=experts, questions=questions)
    _require_sound(rule)
    spread = spread_of_checked(array)
    match rule:
        case InterquartileRule(at_most=at_most):
            measured = spread.interquartile_range
            met = measured <= at_most + ROUNDING
        case PercentageRule(low=low, high=high, at_least=at_least):
            measured = share_between(array, low=low, high=high)
            met = measured >= at_least - ROUNDING
        case NearMedianRule(within=within, at_least=at_least):
            measured = share_between(array, low=spread.median - within, high=spread.median + within)
            met = measured >= at_least - ROUNDING
        case _:
            assert_never(rule)
    few = spread.answered < rule.least_answers
    where = listed(np.flatnonzero(few).tolist(), questions)
    said = f"fewer than {rule.least_answers} answered question {where}: no consensus can be claimed there"
    return Weighing(
        value=Consensus(reached=met & ~few, measured=measured, answered=spread.answered),
        method=type(rule).__name__,
        shape=array.shape,
        answered=int(spread.answered.sum()),
        settings=structs.asdict(rule),
        warnings=(said,) if few.any() else (),
    )


def share_between(ratings: FloatArray, *, low: FloatArray | float, high: FloatArray | float) -> FloatArray:
    """Share, in [0, 1], of those who answered each question that lies from `low` to `high`, both included; NaN where nobody answered."""
    between = (ratings >= low - ROUNDING) & (ratings <= high + ROUNDING)
    counted = np.where(np.isnan(ratings), np.nan, between)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nobody answered: NaN, as the docstring says
        share: FloatArray = np.nanmean(counted, axis=0)
    return share


def _require_sound(rule: ConsensusRule) -> None:
    match rule:
        case InterquartileRule(at_most=at_most):
            sound = 0 <= at_most < np.inf
        case PercentageRule(low=low, high=high, at_least=at_least):
            sound = low <= high and 0 < at_least <= 1
        case NearMedianRule(within=within, at_least=at_least):
            sound = 0 <= within < np.inf and 0 < at_least <= 1
    if not sound or rule.least_answers < 1:
        msg = f"expected a rule with a share in (0, 1], bounds in order and at least one answer, found {rule}"
        raise WrongShape(msg)
