"""The RAND/UCLA appropriateness method: the median in thirds of the scale, and disagreement by IPRAS."""

import warnings
from enum import Enum

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from weighin.weighing.agreement.consensus import share_between
from weighin.weighing.agreement.ratings import listed, ratings_of, require_on_scale
from weighin.weighing.arrays import BoolArray, FloatArray, Names
from weighin.weighing.result import Weighing

LOWEST, MIDDLE, HIGHEST = 1.0, 5.0, 9.0  # the method knows no other scale: 2.35 and 1.5 were fitted to this one
UNCERTAIN_FROM, APPROPRIATE_FROM = 3.5, 6.5
RANGE_WHERE_SYMMETRIC, CORRECTION_FOR_ASYMMETRY = 2.35, 1.5
ROUNDING = 1e-9  # a range equal to IPRAS is no disagreement, whatever the last digit says


class Appropriateness(Enum):
    """The verdict on one question."""

    APPROPRIATE = "appropriate"
    UNCERTAIN = "uncertain"
    INAPPROPRIATE = "inappropriate"
    UNRATED = "unrated"


class AppropriatenessByQuestion(Struct, frozen=True, kw_only=True, eq=False):
    """By question, each `(questions,)`.

    Attributes:
        verdicts: uncertain where the median lies in [3.5, 6.5) or the panel disagrees.
        median: of the ratings, in [1, 9]. answered: how many rated.
        interpercentile_range: 70th less 30th percentile (IPR).
        adjusted_for_symmetry: the range from which on there is disagreement (IPRAS).
        disagreement: whether the first is greater than the second.
        in_upper_third, in_lower_third: share of the ratings from 7 to 9 and from 1 to 3, in [0, 1].
    """

    verdicts: tuple[Appropriateness, ...]
    median: FloatArray
    answered: NDArray[np.int64]
    interpercentile_range: FloatArray
    adjusted_for_symmetry: FloatArray
    disagreement: BoolArray
    in_upper_third: FloatArray
    in_lower_third: FloatArray


def appropriateness_of(
    ratings: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> Weighing[AppropriatenessByQuestion]:
    """Classify each question as appropriate, uncertain or inappropriate.

    IPR = p70 - p30; IPRAS = 2.35 + 1.5 |5 - (p30 + p70) / 2|; disagreement where IPR > IPRAS.

    Args:
        ratings: (experts, questions), each in [1, 9]; NaN where an expert gave none.
        experts: their names, for errors. questions: theirs.

    Returns:
        `AppropriatenessByQuestion`; a question that nobody rated is UNRATED, with NaN and a warning.

    Raises:
        BadJudgements: a rating outside 1 to 9. WrongShape, TooFew: no ratings by experts and questions.

    Source: Fitch et al. (2001), The RAND/UCLA Appropriateness Method User's Manual, chapter 8 (IPRAS: its appendix).
    """
    array = ratings_of(ratings, experts=experts, questions=questions)
    require_on_scale(array, low=LOWEST, high=HIGHEST, experts=experts, questions=questions)
    answered = (~np.isnan(array)).sum(axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nobody rated: NaN, and a warning of our own below
        low, median, high = np.nanquantile(array, (0.3, 0.5, 0.7), axis=0)
    wide = high - low
    adjusted = RANGE_WHERE_SYMMETRIC + CORRECTION_FOR_ASYMMETRY * np.abs(MIDDLE - (low + high) / 2)
    disagreement = wide > adjusted + ROUNDING
    unrated = np.flatnonzero(answered == 0).tolist()
    return Weighing(
        value=AppropriatenessByQuestion(
            verdicts=tuple(
                _verdict(middle, disagrees=bool(apart)) for middle, apart in zip(median, disagreement, strict=True)
            ),
            median=median,
            answered=answered,
            interpercentile_range=wide,
            adjusted_for_symmetry=adjusted,
            disagreement=disagreement,
            in_upper_third=share_between(array, low=7, high=HIGHEST),
            in_lower_third=share_between(array, low=LOWEST, high=3),
        ),
        method="RAND/UCLA appropriateness (IPRAS)",
        shape=array.shape,
        answered=int(answered.sum()),
        settings={"scale": (LOWEST, HIGHEST), "percentiles": (30, 70)},
        warnings=(f"nobody rated question {listed(unrated, questions)}",) if unrated else (),
    )


def _verdict(median: float, *, disagrees: bool) -> Appropriateness:
    if np.isnan(median):
        return Appropriateness.UNRATED
    if disagrees or UNCERTAIN_FROM <= median < APPROPRIATE_FROM:
        return Appropriateness.UNCERTAIN
    return Appropriateness.APPROPRIATE if median >= APPROPRIATE_FROM else Appropriateness.INAPPROPRIATE
