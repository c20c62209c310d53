"""Judgements as arrays: looked over once, here, before any arithmetic.

Arrays are `(experts, questions, levels)`; missing is NaN. What is looked over is float64 and never changed in place.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weighin.errors import BadJudgements, CrossingQuantiles, ProbabilityOutOfRange, TooFew, WrongShape

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Names = Sequence[object]  # of experts or questions, for errors; counted from 0 where left out


def probabilities_of(values: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> FloatArray:
    """Probabilities of yes/no events.

    Args:
        values: (experts, questions), each in [0, 1]; NaN where an expert gave none. A single row is one question for all experts
            only as `(experts, 1)`.
        experts: their names, for errors. questions: theirs.

    Returns:
        (experts, questions), float64.

    Raises:
        ProbabilityOutOfRange: names expert and question; 60 is told apart from 0.6. WrongShape: not two dimensions.
    """
    array = _floats(values, dimensions=2, meaning="(experts, questions)")
    require_in_unit_interval(array, experts=experts, questions=questions)
    return array


def require_in_unit_interval(
    array: FloatArray, *, experts: Names | None = None, questions: Names | None = None
) -> None:
    """Every value in [0, 1] or NaN, in an array that begins `(experts, questions)`.

    Raises:
        ProbabilityOutOfRange: the first that is not.
    """
    if array.size == 0:
        return
    with np.errstate(invalid="ignore"):
        low, high = np.fmin.reduce(array, axis=None), np.fmax.reduce(array, axis=None)
    if not (low < 0 or high > 1):
        return
    place = tuple(int(index) for index in np.argwhere((array < 0) | (array > 1))[0])
    value = float(array[place])
    hint = f"; if this is per cent, write {value / 100:g}" if 1 < value <= 100 else ""
    msg = f"expected a probability between 0 and 1, found {value:g}{hint}"
    raise ProbabilityOutOfRange(
        msg,
        expert=named(experts, place[0]),
        question=named(questions, place[1] if len(place) > 1 else None),
    )


def quantiles_of(
    values: ArrayLike, *, levels: ArrayLike, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    """Quantiles of quantities.

    Args:
        values: (experts, questions, levels), not falling along the levels; NaN where an expert gave none.
        levels: (levels,), rising, in (0, 1).
        experts: their names, for errors. questions: theirs.

    Raises:
        CrossingQuantiles: names expert and question. BadJudgements: an infinite value. WrongShape: levels and values do not fit.
        TooFew: no expert.
    """
    array = _floats(values, dimensions=3, meaning="(experts, questions, levels)")
    if not array.shape[0]:
        msg = "expected one expert or more, found none"
        raise TooFew(msg)
    steps = levels_of(levels)
    if array.shape[2] != steps.size:
        msg = f"expected as many quantiles as levels ({steps.size}), found {array.shape[2]}"
        raise WrongShape(msg)
    infinite = np.argwhere(np.isinf(array))
    if infinite.size:
        expert, question, _ = infinite[0]
        msg = "expected finite quantiles, found an infinite one"
        raise BadJudgements(
            msg,
            expert=named(experts, int(expert)),
            question=named(questions, int(question)),
        )
    with np.errstate(invalid="ignore"):
        falling = np.argwhere(np.diff(array, axis=2) < 0)
    if falling.size:
        expert, question, level = (int(index) for index in falling[0])
        msg = (
            f"the quantile at level {steps[level + 1]:g} ({array[expert, question, level + 1]:g}) is lower than the one at "
            f"{steps[level]:g} ({array[expert, question, level]:g})"
        )
        raise CrossingQuantiles(
            msg,
            expert=named(experts, expert),
            question=named(questions, question),
        )
    return array


def levels_of(levels: ArrayLike) -> FloatArray:
    """Levels of quantiles: rising, in (0, 1).

    Raises:
        WrongShape: they are not.
    """
    array = _floats(levels, dimensions=1, meaning="(levels,)")
    if array.size == 0 or np.isnan(array).any() or array[0] <= 0 or array[-1] >= 1 or (np.diff(array) <= 0).any():
        msg = f"expected levels that rise between 0 and 1, found {', '.join(f'{level:g}' for level in array)}"
        raise WrongShape(msg)
    return array


def weights_of(weights: ArrayLike | None, *, experts: int) -> FloatArray:
    """Weights of experts, equal where left out; not yet normalised, since that depends on who answered.

    Raises:
        WrongShape: not one an expert. BadJudgements: negative, infinite, missing, or all zero.
    """
    if weights is None:
        return np.ones(experts)
    array = _floats(weights, dimensions=1, meaning="(experts,)")
    if array.shape != (experts,):
        msg = f"expected one weight an expert ({experts}), found {array.shape[0]}"
        raise WrongShape(msg)
    bad = np.argwhere(~np.isfinite(array) | (array < 0))
    if bad.size:
        msg = f"expected a weight of 0 or more, found {array[bad[0][0]]:g}"
        raise BadJudgements(msg, expert=int(bad[0][0]))
    if not array.any():
        msg = "expected at least one weight above 0, found none"
        raise BadJudgements(msg)
    return array


def numbers_by_expert(values: ArrayLike, *, called: str, axes: tuple[str, str]) -> FloatArray:
    """Single numbers that experts gave, of any scale: at least one expert and one of what they judged.

    Args:
        values: of the shape that the axes name; NaN where missing. called: what they are, in the plural. axes: both, in the plural.

    Raises:
        WrongShape: no numbers, or not two dimensions. TooFew: none.
    """
    meaning = f"({', '.join(axes)})"
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected {called} as numbers of shape {meaning}, found something else ({error})"
        raise WrongShape(msg) from error
    if array.ndim != 2:
        msg = f"expected {called} of shape {meaning}, found {array.ndim} dimension(s) of shape {array.shape}"
        raise WrongShape(msg)
    if array.size == 0:
        msg = f"expected at least one {axes[0][:-1]} and one {axes[1][:-1]}, found shape {array.shape}"
        raise TooFew(msg)
    return array


def refuse_first(
    bad: BoolArray, array: FloatArray, *, expected: str, experts: Names | None, questions: Names | None
) -> None:
    """Refuse the first that is bad.

    Raises:
        BadJudgements: what was expected and found; names expert and question.
    """
    places = np.argwhere(bad)
    if places.size:
        expert, question = (int(place) for place in places[0])
        msg = f"expected {expected}, found {array[expert, question]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))


def named(names: Names | None, number: int | None) -> object:
    """The name of an expert or question by its number, or the number itself."""
    if number is None or names is None:
        return number
    return names[number]


def _floats(values: ArrayLike, *, dimensions: int, meaning: str) -> FloatArray:
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected numbers of shape {meaning}, found something else ({error})"
        raise WrongShape(msg) from error
    if array.ndim != dimensions:
        msg = f"expected an array of shape {meaning}, found {array.ndim} dimension(s) of shape {array.shape}"
        raise WrongShape(msg)
    return array
