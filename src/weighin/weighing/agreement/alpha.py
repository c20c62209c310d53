"""Krippendorff's alpha: agreement on any number of experts, with missing ratings, for four levels of measurement."""

from typing import assert_never

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, TooFew
from weighin.weighing.agreement.ratings import ratings_of, require_experts
from weighin.weighing.arrays import FloatArray, Names, named
from weighin.weighing.kinds import Measurement
from weighin.weighing.result import Weighing

ROWS_AT_ONCE = 1_000  # distinct ratings compared with all others in one go: memory stays small


def krippendorff_alpha(
    ratings: ArrayLike,
    measurement: Measurement,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> Weighing[float]:
    """Agreement beyond chance: 1 - observed / expected disagreement.

    Args:
        ratings: (experts, questions), finite; NaN where an expert gave none. A question with a single rating says nothing
            and is left out. For NOMINAL any numbers that stand for the categories.
        measurement: what the numbers mean.
        experts: their names, for errors. questions: theirs.

    Returns:
        At most 1 (all agree); 0 as by chance; below 0 where they agree less than chance would. NaN, with a warning, where all
        ratings are the same: without variation there is nothing that chance could have got wrong.

    Raises:
        TooFew: one expert only, or no question that two experts rated. BadJudgements: an infinite rating, or for RATIO one below 0.

    Source: Krippendorff (2019), Content Analysis, 4th edition, section 12.3; Hayes and Krippendorff (2007), Communication Methods
    and Measures 1(1), 77-89. Ordinal distance between c and k: the number of ratings from c to k less half of those at c and at k.
    """
    array = ratings_of(ratings, experts=experts, questions=questions)
    require_experts(array, least=2, method="Krippendorff's alpha")
    if measurement is Measurement.RATIO and (array < 0).any():
        expert, question = (int(place) for place in np.argwhere(array < 0)[0])
        msg = f"expected ratings of 0 or more on a ratio scale, found {array[expert, question]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))
    compared = array[:, (~np.isnan(array)).sum(axis=0) >= 2]
    if compared.shape[1] == 0:
        msg = "Krippendorff's alpha needs at least one question that two experts rated, found none"
        raise TooFew(msg)
    observed, expected = _disagreement(compared, measurement)
    left_out = array.shape[1] - compared.shape[1]
    said = [f"{left_out} of {array.shape[1]} questions had fewer than two ratings and say nothing"] if left_out else []
    if expected == 0:
        said.append("all ratings are the same: without variation agreement cannot be told from chance")
    return Weighing(
        value=1 - observed / expected if expected > 0 else float("nan"),
        method="Krippendorff's alpha",
        shape=array.shape,
        answered=int((~np.isnan(array)).sum()),
        settings={"measurement": measurement.value},
        warnings=tuple(said),
    )


def _disagreement(ratings: FloatArray, measurement: Measurement) -> tuple[float, float]:
    """Observed and expected, each the mean squared distance of the pairs."""
    match measurement:
        case Measurement.NOMINAL:
            return _disagreement_of_names(ratings)
        case Measurement.ORDINAL:
            # The ordinal distance is a difference of places in the pooled order, so it is the interval distance of the ranks.
            return _disagreement_of_differences(_places(ratings))
        case Measurement.INTERVAL:
            return _disagreement_of_differences(ratings)
        case Measurement.RATIO:
            return _disagreement_of_proportions(ratings)
        case _:
            assert_never(measurement)


def _disagreement_of_names(ratings: FloatArray) -> tuple[float, float]:
    there = ~np.isnan(ratings)
    raters = there.sum(axis=0)
    _, category = np.unique(ratings[there], return_inverse=True)
    question = np.broadcast_to(np.arange(ratings.shape[1]), ratings.shape)[there]
    totals = np.bincount(category).astype(np.float64)
    cells, sizes = np.unique(question * totals.size + category, return_counts=True)
    same = np.bincount(cells // totals.size, weights=sizes.astype(np.float64) ** 2, minlength=ratings.shape[1])
    count = float(raters.sum())
    observed = float(((raters**2 - same) / (raters - 1)).sum()) / count
    expected = (count**2 - float((totals**2).sum())) / (count * (count - 1))
    return observed, expected


def _disagreement_of_differences(ratings: FloatArray) -> tuple[float, float]:
    # The sum of squared differences of all ordered pairs of m numbers is 2m times their sum of squares about the mean.
    there = ~np.isnan(ratings)
    raters = there.sum(axis=0)
    # Alpha has neither zero nor unit here, and squares of great numbers lose their last digits or have no end.
    ratings = ratings - np.nanmin(ratings)
    ratings /= np.nanmax(ratings) or 1.0
    centred = ratings - np.nanmean(ratings, axis=0)
    within = np.nansum(centred**2, axis=0)
    count = float(raters.sum())
    values = ratings[there]
    about = float(((values - values.mean()) ** 2).sum()) if np.ptp(values) > 0 else 0.0
    observed = float((2 * raters * within / (raters - 1)).sum()) / count
    return observed, 2 * count * about / (count * (count - 1))


def _disagreement_of_proportions(ratings: FloatArray) -> tuple[float, float]:
    there = ~np.isnan(ratings)
    raters = there.sum(axis=0)
    count = float(raters.sum())
    values, sizes = np.unique(ratings[there], return_counts=True)
    weights = sizes.astype(np.float64)
    apart = 0.0
    for start in range(0, values.size, ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        apart += float(weights[part] @ _proportion_apart(values[part, np.newaxis], values) @ weights)
    by_question = (
        _proportions_by_value(ratings, values) if values.size <= ratings.shape[0] else _proportions_by_pair(ratings)
    )
    return float((by_question / (raters - 1)).sum()) / count, apart / (count * (count - 1))


def _proportions_by_value(ratings: FloatArray, values: FloatArray) -> FloatArray:
    """Sum over the pairs of each question, from how many gave each value: for points of a scale that many use."""
    chosen = np.stack([(ratings == value).sum(axis=0) for value in values], axis=1).astype(np.float64)
    sums: FloatArray = ((chosen @ _proportion_apart(values[:, np.newaxis], values)) * chosen).sum(axis=1)
    return sums


def _proportions_by_pair(ratings: FloatArray) -> FloatArray:
    """The same, pair by pair: for measurements of which hardly two are alike."""
    sums = np.zeros(ratings.shape[1])
    for row in ratings:
        sums += np.nansum(_proportion_apart(row, ratings), axis=0)
    return sums


def _proportion_apart(one: FloatArray, other: FloatArray) -> FloatArray:
    both = one + other
    return ((one - other) / np.where(both == 0, 1.0, both)) ** 2


def _places(ratings: FloatArray) -> FloatArray:
    there = ~np.isnan(ratings)
    _, group, sizes = np.unique(ratings[there], return_inverse=True, return_counts=True)
    places = np.full_like(ratings, np.nan)
    places[there] = (np.cumsum(sizes) - sizes / 2)[group]
    return places
