"""Scores of forecasts over several options, of which one comes true: Brier, log, spherical, ranked probability.

Each takes probabilities `(..., questions, options)`, which sum to 1, and outcomes `(questions,)` or one for each forecast: the number of the
option that came true, counted from 0. A forecast with a missing option counts as missing, as does an outcome of NaN: the score is NaN.
"""

from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from weighin.settling.scores.binary import LogUnit, floor_of
from weighin.settling.scores.inputs import chosen_options, fitted, floats_of, require_simplex
from weighin.weighing.arrays import BoolArray, FloatArray, Names


class _Choices(NamedTuple):
    given: FloatArray  # (..., options)
    chosen: np.ndarray[tuple[int, ...], np.dtype[np.intp]]  # (...)
    there: BoolArray  # (...), forecast and outcome both


def score_brier_choices(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Brier score over all options, the sum of `(p - y)²`: a loss, 0 to 2. With two options twice that of `score_brier`.

    Args:
        probabilities: (..., questions, options), in [0, 1], summing to 1; NaN where none was given.
        outcomes: (questions,) or (..., questions): the number of the option that came true, from 0; NaN not settled.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions); NaN where forecast or outcome is missing.

    Raises:
        ProbabilityOutOfRange, BadJudgements (a sum that is not 1, no such option): name expert and question. WrongShape: they do not fit.

    Source: Brier (1950), Monthly Weather Review 78(1), 1-3, eq. 2 for one occasion.
    """
    choices = _looked_over(probabilities, outcomes, experts=experts, questions=questions)
    misses = choices.given - _one_hot(choices)
    return _where_there(choices, np.square(misses).sum(axis=-1))


def score_log_choices(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    unit: LogUnit = LogUnit.NATS,
    floor: float = 0.0,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Logarithmic score, `-log` of the probability of the option that came true: a loss, from 0 to infinity (an option called impossible).

    Args:
        probabilities: (..., questions, options), in [0, 1], summing to 1; NaN where none was given.
        outcomes: (questions,) or (..., questions): the number of the option that came true, from 0; NaN not settled.
        unit: nats or bits. floor: the probability of what came true is read as at least this; 0 is none.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions); NaN where forecast or outcome is missing.

    Raises:
        As `score_brier_choices`.

    Source: Good (1952), J. Royal Statistical Society B 14(1), 107-114.
    """
    floor = floor_of(floor)
    choices = _looked_over(probabilities, outcomes, experts=experts, questions=questions)
    with np.errstate(divide="ignore"):
        scores = 0.0 - np.log(np.maximum(_of_truth(choices), floor))
    return _where_there(choices, scores / log(2) if unit is LogUnit.BITS else scores)


def score_spherical_choices(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Spherical score, the probability of the option that came true over the length of the forecast as a vector: a reward, 0 to 1.

    Args:
        probabilities: (..., questions, options), in [0, 1], summing to 1; NaN where none was given.
        outcomes: (questions,) or (..., questions): the number of the option that came true, from 0; NaN not settled.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions); NaN where forecast or outcome is missing.

    Raises:
        As `score_brier_choices`.

    Source: Gneiting and Raftery (2007), J. American Statistical Association 102(477), 359-378, eq. 15 with α = 2.
    """
    choices = _looked_over(probabilities, outcomes, experts=experts, questions=questions)
    return _where_there(choices, _of_truth(choices) / np.sqrt(np.square(choices.given).sum(axis=-1)))


def score_ranked_probability(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    normalised: bool = False,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Ranked probability score of options in an order, the sum of squared differences of the cumulated forecast: a loss, 0 to options - 1.

    A forecast close to what came true loses less than one far from it; use it only where the options have an order.

    Args:
        probabilities: (..., questions, options), in [0, 1], summing to 1, the options in their order; NaN where none was given.
        outcomes: (questions,) or (..., questions): the number of the option that came true, from 0; NaN not settled.
        normalised: divide by options - 1, so that the score is in [0, 1].
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions); NaN where forecast or outcome is missing.

    Raises:
        As `score_brier_choices`.

    Source: Epstein (1969), J. Applied Meteorology 8, 985-987; Murphy (1971), the same 10, 155-156. Computed by scoringrules.
    """
    from scoringrules import rps_score  # half a second with SciPy, which other scores need not wait for

    choices = _looked_over(probabilities, outcomes, experts=experts, questions=questions)
    scores = rps_score(choices.chosen + 1, choices.given, backend="numpy")
    return _where_there(choices, scores / (choices.given.shape[-1] - 1) if normalised else scores)


def _looked_over(
    probabilities: ArrayLike, outcomes: ArrayLike, *, experts: Names | None, questions: Names | None
) -> _Choices:
    given = floats_of(probabilities, meaning="(..., questions, options)", trailing=1)
    require_simplex(given, experts=experts, questions=questions)
    fitting = fitted(outcomes, given.shape[:-1], what="an outcome", questions=questions)
    settled, chosen = chosen_options(fitting, given.shape[-1], experts=experts, questions=questions)
    return _Choices(given, chosen, settled & ~np.isnan(given).any(axis=-1))


def _of_truth(choices: _Choices) -> FloatArray:
    of_truth: FloatArray = np.take_along_axis(choices.given, choices.chosen[..., None], axis=-1)[..., 0]
    return of_truth


def _one_hot(choices: _Choices) -> BoolArray:
    one_hot: BoolArray = np.arange(choices.given.shape[-1]) == choices.chosen[..., None]
    return one_hot


def _where_there(choices: _Choices, scores: FloatArray) -> FloatArray:
    return np.where(choices.there, scores, np.nan)
