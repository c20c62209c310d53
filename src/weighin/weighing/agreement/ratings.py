"""Ratings as arrays `(experts, questions)`: looked over once, and their ranks."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import TooFew
from weighin.weighing.arrays import FloatArray, Names, named, numbers_by_expert, refuse_first


def ratings_of(values: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> FloatArray:
    """Ratings on any scale, or any other single number that an expert gave to a question.

    Args:
        values: (experts, questions), finite; NaN where an expert gave none.
        experts: their names, for errors. questions: theirs.

    Returns:
        (experts, questions), float64.

    Raises:
        WrongShape: not two dimensions, or no numbers. TooFew: no expert or no question. BadJudgements: an infinite rating.
    """
    array = numbers_by_expert(values, called="ratings", axes=("experts", "questions"))
    refuse_first(np.isinf(array), array, expected="a finite rating", experts=experts, questions=questions)
    return array


def require_on_scale(
    ratings: FloatArray,
    *,
    low: float,
    high: float,
    experts: Names | None = None,
    questions: Names | None = None,
) -> None:
    """Every rating in [low, high] or NaN.

    Raises:
        BadJudgements: the first that is not.
    """
    outside = (ratings < low) | (ratings > high)
    refuse_first(outside, ratings, expected=f"a rating from {low:g} to {high:g}", experts=experts, questions=questions)


def require_experts(ratings: FloatArray, *, least: int, method: str) -> None:
    """At least so many rows.

    Raises:
        TooFew: fewer.
    """
    if ratings.shape[0] < least:
        msg = f"{method} needs at least {least} experts, found {ratings.shape[0]}"
        raise TooFew(msg)


def answered_by_all(ratings: FloatArray) -> FloatArray:
    """The questions that every expert rated: (experts, fewer questions)."""
    return ratings[:, ~np.isnan(ratings).any(axis=0)]


def middle_ranks(values: FloatArray) -> tuple[FloatArray, float]:
    """Ranks from 1, those who tie sharing the middle of their places; and the sum of t³ - t over the groups that tie.

    Args:
        values: one row, without NaN.
    """
    _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    middle = last - (sizes - 1) / 2
    ties = sizes.astype(np.float64)
    return middle[group], float((ties**3 - ties).sum())


def listed(numbers: Sequence[int], names: Names | None) -> str:
    """Questions or experts for a sentence, the first five and how many more."""
    shown = ", ".join(str(named(names, number)) for number in numbers[:5])
    return shown if len(numbers) <= 5 else f"{shown} and {len(numbers) - 5} more"
