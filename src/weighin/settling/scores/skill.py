"""Skill: how much better a forecaster's mean score is than that of a reference, on the questions that both answered.

Scores of different sets of questions cannot be compared: hard questions cost everybody more. Skill compares on common questions only.
"""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, WrongShape
from weighin.settling.scores.binary import score_brier
from weighin.settling.scores.inputs import floats_of, require_probabilities, require_yes_or_no
from weighin.settling.scores.ranges import mean_over_questions
from weighin.weighing.arrays import BoolArray, FloatArray, Names, named

EVEN_ODDS: Final = 0.5


class Skill(Struct, frozen=True, kw_only=True):
    """Skill against a reference.

    Attributes:
        value: (...), 1 for a perfect forecaster, 0 for one no better than the reference, negative for a worse one; NaN where nothing is common
            or the reference is perfect. of_forecasts, of_reference: (...), the mean scores on the common questions.
        common: (...), how many those are. against: the reference, in words. warnings: what a reader of the number should know.
    """

    value: FloatArray
    of_forecasts: FloatArray
    of_reference: FloatArray
    common: FloatArray
    against: str
    warnings: tuple[str, ...] = ()


def skill(
    scores: ArrayLike,
    reference: ArrayLike,
    *,
    perfect: float = 0.0,
    against: str = "the reference",
    experts: Names | None = None,
) -> Skill:
    """Skill of any score against any reference, `(mean - reference) / (perfect - reference)`, for a loss `1 - mean / reference`.

    Args:
        scores: (..., questions), of one score, loss or reward; NaN where missing.
        reference: (questions,) or (..., questions), the same score of the reference; NaN where missing.
        perfect: what a perfect forecast scores: 0 for a loss, 1 for the spherical score.
        against: the reference in words, for the result.
        experts: names of the forecasters, for warnings.

    Returns:
        For each forecaster (...), over the questions where both scores are there.

    Raises:
        WrongShape: they do not fit. BadJudgements: an infinite score, of which no mean can be taken.

    Source: Murphy (1988), Monthly Weather Review 116, 2417-2424. Not a proper score itself: on few questions it rewards boldness.
    """
    earned = floats_of(scores, meaning="(..., questions)", trailing=1)
    compared = floats_of(reference, meaning="(questions,)", trailing=1)
    try:
        earned, compared = np.broadcast_arrays(earned, compared)
    except ValueError as error:
        msg = f"expected a reference for each score {earned.shape}, found the shape {compared.shape}"
        raise WrongShape(msg) from error
    both = ~(np.isnan(earned) | np.isnan(compared))
    _require_mean(earned, both, experts=experts)
    _require_mean(compared, both, experts=experts)
    of_forecasts = mean_over_questions(np.where(both, earned, np.nan))
    of_reference = mean_over_questions(np.where(both, compared, np.nan))
    room = perfect - of_reference
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(room == 0, np.nan, (of_forecasts - of_reference) / room)
    common = both.sum(axis=-1)
    return Skill(
        value=value,
        of_forecasts=of_forecasts,
        of_reference=of_reference,
        common=common.astype(np.float64),
        against=against,
        warnings=tuple(_warnings_of(common, room == 0, experts)),
    )


def skill_against_panel(scores: ArrayLike, *, perfect: float = 0.0, experts: Names | None = None) -> Skill:
    """Skill of each expert against the mean score of the others who answered the same question; nobody is compared with themselves.

    For skill against the panel's pooled forecast, score the pool and give it to `skill` as the reference.

    Args:
        scores: (experts, questions), of one score; NaN where missing. perfect: as in `skill`.
        experts: their names, for warnings.

    Returns:
        As `skill`, for each expert; a question that one expert alone answered is not common.

    Raises:
        WrongShape: not (experts, questions). BadJudgements: an infinite score.
    """
    earned = floats_of(scores, meaning="(experts, questions)", trailing=2)
    if earned.ndim != 2:
        msg = f"expected scores of shape (experts, questions), found {earned.shape}"
        raise WrongShape(msg)
    there = ~np.isnan(earned)
    _require_mean(earned, there, experts=experts)
    filled = np.where(there, earned, 0)
    others = there.sum(axis=0) - there
    totals = filled.sum(axis=0) - filled
    of_others = np.where(others > 0, totals / np.maximum(others, 1), np.nan)
    return skill(earned, of_others, perfect=perfect, against="the mean of the others on the panel", experts=experts)


def brier_skill(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    baseline: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> Skill:
    """Skill of yes/no forecasts by the Brier score, against a baseline that is the same for everybody.

    Args:
        probabilities: (..., questions), each in [0, 1]; NaN where none was given.
        outcomes: (questions,): 1 yes, 0 no, NaN not settled.
        baseline: a probability for all questions (0.5 for even odds) or one for each (questions,), as base rates known beforehand. Left out:
            the share of questions that came true, which nobody knew beforehand; the result warns of it.
        experts: their names, for errors and warnings. questions: theirs.

    Returns:
        As `skill`, for each forecaster (...).

    Raises:
        ProbabilityOutOfRange, BadJudgements: name expert and question. WrongShape: they do not fit.

    Source: Murphy (1973), J. Applied Meteorology 12, 595-600.
    """
    happened = floats_of(outcomes, meaning="(questions,)", trailing=1)
    require_yes_or_no(happened, questions=questions)
    with_hindsight = baseline is None
    if baseline is None:
        compared = mean_over_questions(happened)
        words = "the share of questions that came true"
    else:
        compared = floats_of(baseline, meaning="(questions,)")
        words = "a given baseline" if compared.ndim else f"a probability of {float(compared):g} for every question"
    require_probabilities(compared, questions=questions)
    try:
        spread = np.broadcast_to(compared, happened.shape)
    except ValueError as error:
        msg = f"expected one baseline or one for each question {happened.shape}, found the shape {compared.shape}"
        raise WrongShape(msg) from error
    found = skill(
        score_brier(probabilities, happened, experts=experts, questions=questions),
        score_brier(np.ascontiguousarray(spread), happened),
        against=words,
        experts=experts,
    )
    if not with_hindsight:
        return found
    hindsight = "the baseline was taken from these outcomes, with hindsight: real forecasters did not have it"
    return Skill(
        value=found.value,
        of_forecasts=found.of_forecasts,
        of_reference=found.of_reference,
        common=found.common,
        against=found.against,
        warnings=(hindsight, *found.warnings),
    )


def _require_mean(scores: FloatArray, there: BoolArray, *, experts: Names | None) -> None:
    infinite = there & np.isinf(scores)
    if infinite.any():
        index = np.argwhere(infinite)[0]
        msg = "an infinite score has no mean: compare by another score, or score with a floor"
        raise BadJudgements(
            msg,
            expert=named(experts, int(index[-2])) if len(index) > 1 else None,
            question=int(index[-1]),
        )


def _warnings_of(common: FloatArray, perfect_reference: BoolArray, experts: Names | None) -> list[str]:
    warnings = []
    nothing = np.argwhere(np.atleast_1d(common) == 0)
    if nothing.size:
        warnings.append(f"no question in common with the reference: {_listed(nothing, experts)}")
    unbeatable = np.argwhere(np.atleast_1d(perfect_reference & (common > 0)))
    if unbeatable.size:
        warnings.append(
            f"the reference is perfect on the common questions, so no skill is defined: {_listed(unbeatable, experts)}"
        )
    return warnings


def _listed(places: np.ndarray[tuple[int, ...], np.dtype[np.intp]], experts: Names | None) -> str:
    first = ", ".join(str(named(experts, int(place[-1]))) for place in places[:5])
    return first if len(places) <= 5 else f"{first} and {len(places) - 5} more"
