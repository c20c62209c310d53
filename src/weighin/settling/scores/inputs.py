"""Forecasts and outcomes as arrays: looked over before any score is computed, so that an error names forecast and question.

Forecasts are `(..., questions)` with what belongs to one forecast behind it (options, levels, members); the axis before the questions, where
there is one, is the experts. Outcomes are `(questions,)`, the same for every expert, or as large as the forecasts. Missing is NaN.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, CrossingQuantiles, ProbabilityOutOfRange, WrongShape
from weighin.weighing.arrays import BoolArray, FloatArray, Names, named

SUM_SLACK = 1e-6  # what rounding may leave between 1 and the sum of an expert's options


def floats_of(values: ArrayLike, *, meaning: str, trailing: int = 0) -> FloatArray:
    """The values as float64, at least with the axes that belong to one forecast.

    Raises:
        WrongShape: no numbers, or too few axes.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected numbers of shape {meaning}, found something else ({error})"
        raise WrongShape(msg) from error
    if array.ndim < trailing:
        msg = f"expected an array of shape {meaning}, found {array.ndim} dimension(s) of shape {array.shape}"
        raise WrongShape(msg)
    return array


class YesNo(NamedTuple):
    """Yes/no forecasts that were looked over: probabilities (..., questions), and outcomes of the same shape."""

    given: FloatArray
    happened: FloatArray


def yes_no_of(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> YesNo:
    """Probabilities in [0, 1] with outcomes of 1, 0 or NaN for each.

    Raises:
        ProbabilityOutOfRange, BadJudgements (an outcome that is neither): name expert and question. WrongShape: they do not fit.
    """
    given = floats_of(probabilities, meaning="(..., questions)")
    require_probabilities(given, experts=experts, questions=questions)
    happened = fitted(outcomes, given.shape, what="an outcome", questions=questions)
    require_yes_or_no(happened, experts=experts, questions=questions)
    return YesNo(given, happened)


def refuse(
    error: type[BadJudgements],
    reason: str,
    *,
    index: Sequence[int],
    experts: Names | None = None,
    questions: Names | None = None,
) -> BadJudgements:
    """The error for the forecast at `index`, which ends with the question; one axis before it is the expert."""
    place = [int(number) for number in index]
    return error(
        reason,
        expert=named(experts, place[-2]) if len(place) > 1 else None,
        question=named(questions, place[-1]) if place else None,
    )


def require_probabilities(
    array: FloatArray, *, trailing: int = 0, experts: Names | None = None, questions: Names | None = None
) -> None:
    """Every value in [0, 1] or NaN, never clipped.

    Raises:
        ProbabilityOutOfRange: names the first that is not; 60 is told apart from 0.6.
    """
    with np.errstate(invalid="ignore"):
        outside = (array < 0) | (array > 1)
    if not outside.any():
        return
    index = np.argwhere(outside)[0]
    value = float(array[tuple(index)])
    hint = f"; if this is per cent, write {value / 100:g}" if 1 < value <= 100 else ""
    msg = f"expected a probability between 0 and 1, found {value:g}{hint}"
    raise refuse(ProbabilityOutOfRange, msg, index=index[: array.ndim - trailing], experts=experts, questions=questions)


def require_simplex(array: FloatArray, *, experts: Names | None = None, questions: Names | None = None) -> None:
    """Options of each forecast in [0, 1] with the sum 1; a forecast with a missing option counts as missing.

    Raises:
        ProbabilityOutOfRange: a value outside [0, 1]. BadJudgements: a sum that is not 1.
    """
    require_probabilities(array, trailing=1, experts=experts, questions=questions)
    if array.shape[-1] < 2:
        msg = f"expected at least two options, found {array.shape[-1]}"
        raise WrongShape(msg)
    totals = array.sum(axis=-1)
    with np.errstate(invalid="ignore"):
        off = np.abs(totals - 1) > SUM_SLACK
    if off.any():
        index = np.argwhere(off)[0]
        msg = f"expected probabilities of the options that sum to 1, found a sum of {totals[tuple(index)]:g}"
        raise refuse(BadJudgements, msg, index=index, experts=experts, questions=questions)


def require_finite(
    array: FloatArray,
    *,
    what: str,
    trailing: int = 0,
    experts: Names | None = None,
    questions: Names | None = None,
) -> None:
    """No infinite value.

    Raises:
        BadJudgements: names the first.
    """
    infinite = np.isinf(array)
    if infinite.any():
        index = np.argwhere(infinite)[0]
        msg = f"expected {what} to be finite, found {array[tuple(index)]:g}"
        raise refuse(BadJudgements, msg, index=index[: array.ndim - trailing], experts=experts, questions=questions)


def require_ends(
    lower: FloatArray, upper: FloatArray, *, experts: Names | None = None, questions: Names | None = None
) -> None:
    """No lower end above its upper end.

    Raises:
        CrossingQuantiles: names the first.
    """
    with np.errstate(invalid="ignore"):
        crossing = lower > upper
    if crossing.any():
        index = np.argwhere(crossing)[0]
        msg = f"the lower end ({lower[tuple(index)]:g}) is above the upper end ({upper[tuple(index)]:g})"
        raise refuse(CrossingQuantiles, msg, index=index, experts=experts, questions=questions)


def fitted(values: ArrayLike, shape: tuple[int, ...], *, what: str, questions: Names | None = None) -> FloatArray:
    """What is one for each question, or one for each forecast, seen in the shape of the forecasts.

    Raises:
        WrongShape: it does not fit. BadJudgements: infinite.
    """
    array = floats_of(values, meaning="(questions,)")
    require_finite(array, what=what, questions=questions)
    if array.ndim > len(shape) or array.shape != shape[len(shape) - array.ndim :]:
        msg = f"expected {what} for each of the forecasts {shape}, found the shape {array.shape}"
        raise WrongShape(msg)
    return np.broadcast_to(array, shape)


def require_yes_or_no(outcomes: FloatArray, *, experts: Names | None = None, questions: Names | None = None) -> None:
    """Outcomes of 1 (it happened), 0 (it did not) or NaN (not settled).

    Raises:
        BadJudgements: anything else; a question settled in part is not a yes/no question.
    """
    other = ~((outcomes == 0) | (outcomes == 1) | np.isnan(outcomes))
    if other.any():
        index = np.argwhere(other)[0]
        msg = f"expected an outcome of 1 (yes), 0 (no) or missing, found {outcomes[tuple(index)]:g}"
        raise refuse(BadJudgements, msg, index=index, experts=experts, questions=questions)


def chosen_options(
    outcomes: FloatArray, options: int, *, experts: Names | None = None, questions: Names | None = None
) -> tuple[BoolArray, np.ndarray[tuple[int, ...], np.dtype[np.intp]]]:
    """Which outcomes are settled, and the number of the option that came true, counted from 0 (0 where not settled).

    Raises:
        BadJudgements: no whole number, or no such option.
    """
    settled = ~np.isnan(outcomes)
    numbers = np.where(settled, outcomes, 0)
    wrong = (numbers != np.floor(numbers)) | (numbers < 0) | (numbers >= options)
    if wrong.any():
        index = np.argwhere(wrong)[0]
        msg = f"expected the number of the option that came true, 0 to {options - 1}, found {outcomes[tuple(index)]:g}"
        raise refuse(BadJudgements, msg, index=index, experts=experts, questions=questions)
    return settled, numbers.astype(np.intp)
