"""The middle of the answers to each question, and how far they lie apart."""

import warnings

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from weighin.weighing.agreement.ratings import listed, ratings_of
from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.result import Weighing


class Spread(Struct, frozen=True, kw_only=True, eq=False):
    """Middle and spread by question, each `(questions,)`; NaN where nobody answered.

    Attributes:
        answered: how many experts rated the question.
        median, lower_quartile, upper_quartile: by linear interpolation (Hyndman and Fan's seventh definition, NumPy's default).
        interquartile_range: upper less lower quartile.
        mean: arithmetic mean. standard_deviation: with n - 1; NaN where fewer than two answered.
        coefficient_of_variation: standard deviation over mean; NaN where the mean is 0.
        mean_distance_from_median: mean absolute distance of the answers from their median.
    """

    answered: NDArray[np.int64]
    median: FloatArray
    lower_quartile: FloatArray
    upper_quartile: FloatArray
    interquartile_range: FloatArray
    mean: FloatArray
    standard_deviation: FloatArray
    coefficient_of_variation: FloatArray
    mean_distance_from_median: FloatArray


def spread_of(ratings: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> Weighing[Spread]:
    """Middle and spread of the answers to each question.

    Args:
        ratings: (experts, questions), finite, on any scale; NaN where an expert gave none.
        experts: their names, for errors. questions: theirs.

    Returns:
        `Spread`, each of its parts (questions,).

    Raises:
        BadJudgements: an infinite rating. WrongShape, TooFew: no ratings by experts and questions.

    Source: quartiles as definition 7 of Hyndman and Fan (1996), The American Statistician 50(4), 361-365.
    """
    array = ratings_of(ratings, experts=experts, questions=questions)
    spread = spread_of_checked(array)
    silent = np.flatnonzero(spread.answered == 0).tolist()
    said = (f"nobody answered question {listed(silent, questions)}: no middle and no spread there",) if silent else ()
    return Weighing(
        value=spread,
        method="median, quartiles and spread",
        shape=array.shape,
        answered=int(spread.answered.sum()),
        warnings=said,
    )


def spread_of_checked(ratings: FloatArray) -> Spread:
    """`spread_of` for ratings that were looked over."""
    answered = (~np.isnan(ratings)).sum(axis=0)
    with warnings.catch_warnings(), np.errstate(invalid="ignore", divide="ignore"):
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # a question that nobody answered is NaN, and `spread_of` says so
        lower, median, upper = np.nanquantile(ratings, (0.25, 0.5, 0.75), axis=0)
        mean = np.nanmean(ratings, axis=0)
        deviation = np.nanstd(ratings, axis=0, ddof=1)
        distance = np.nanmean(np.abs(ratings - median), axis=0)
    varied = np.full_like(mean, np.nan)
    np.divide(deviation, mean, out=varied, where=mean != 0)
    return Spread(
        answered=answered,
        median=median,
        lower_quartile=lower,
        upper_quartile=upper,
        interquartile_range=upper - lower,
        mean=mean,
        standard_deviation=deviation,
        coefficient_of_variation=varied,
        mean_distance_from_median=distance,
    )
