"""Fleiss' and Randolph's kappa: agreement on categories, every expert having judged every question."""

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, TooFew
from weighin.weighing.agreement.ratings import answered_by_all, ratings_of, require_experts
from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.result import Weighing


def fleiss_kappa(
    ratings: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> Weighing[float]:
    """Agreement on categories beyond what the panel's own shares of the categories would give by chance.

    Args:
        ratings: (experts, questions), finite numbers that stand for categories; NaN where an expert gave none. Only questions that
            all rated count, and a warning says how many did not: where answers are missing, Krippendorff's alpha uses them.
        experts: their names, for errors. questions: theirs.

    Returns:
        At most 1; 0 as by chance. NaN, with a warning, where only one category was used.

    Raises:
        TooFew: one expert, or no question that all rated. BadJudgements: an infinite rating.

    Source: Fleiss (1971), Psychological Bulletin 76(5), 378-382, equations 3 to 7.
    """
    array, counts, said = _counted(ratings, method="Fleiss' kappa", experts=experts, questions=questions)
    shares = counts.sum(axis=0) / counts.sum()
    by_chance = float((shares**2).sum())
    if counts.shape[1] == 1:
        said.append("only one category was used: agreement cannot be told from chance")
    return Weighing(
        value=_beyond(_agreeing_pairs(counts), by_chance) if counts.shape[1] > 1 else float("nan"),
        method="Fleiss' kappa",
        shape=array.shape,
        answered=int((~np.isnan(array)).sum()),
        warnings=tuple(said),
    )


def randolph_kappa(
    ratings: ArrayLike,
    *,
    categories: int | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> Weighing[float]:
    """Agreement on categories beyond what an even spread over all categories would give by chance (free marginals).

    Args:
        ratings: as for `fleiss_kappa`.
        categories: how many an expert could choose from; those that were used where left out, and a warning says so.
        experts: their names, for errors. questions: theirs.

    Returns:
        At most 1; 0 as by chance.

    Raises:
        TooFew: one expert, or no question that all rated. BadJudgements: fewer categories than were used, or than two.

    Source: Randolph (2005), Free-marginal multirater kappa, Joensuu Learning and Instruction Symposium.
    """
    array, counts, said = _counted(ratings, method="Randolph's kappa", experts=experts, questions=questions)
    used = counts.shape[1]
    if categories is None:
        said.append(f"the number of categories was not given: {used} were used")
    offered = used if categories is None else categories
    if categories is not None and categories < max(used, 2):
        msg = f"expected at least {max(used, 2)} categories, found {categories} ({used} were used)"
        raise BadJudgements(msg)
    if offered == 1:
        said.append("only one category was used: agreement cannot be told from chance; give the number of categories")
    return Weighing(
        value=_beyond(_agreeing_pairs(counts), 1 / offered) if offered > 1 else float("nan"),
        method="Randolph's kappa",
        shape=array.shape,
        answered=int((~np.isnan(array)).sum()),
        settings={"categories": offered},
        warnings=tuple(said),
    )


def _counted(
    ratings: ArrayLike, *, method: str, experts: Names | None, questions: Names | None
) -> tuple[FloatArray, FloatArray, list[str]]:
    """The ratings, how many chose each category at each complete question `(questions, categories)`, and warnings."""
    array = ratings_of(ratings, experts=experts, questions=questions)
    require_experts(array, least=2, method=method)
    complete = answered_by_all(array)
    if complete.shape[1] == 0:
        msg = (
            f"{method} needs a question that all experts rated, found none; Krippendorff's alpha takes missing ratings"
        )
        raise TooFew(msg)
    values = np.unique(complete)
    counts = np.stack([(complete == value).sum(axis=0) for value in values], axis=1).astype(np.float64)
    left_out = array.shape[1] - complete.shape[1]
    said = [f"{left_out} of {array.shape[1]} questions were not rated by all and are left out"] if left_out else []
    return array, counts, said


def _agreeing_pairs(counts: FloatArray) -> float:
    raters = counts[0].sum()
    return float((((counts**2).sum(axis=1) - raters) / (raters * (raters - 1))).mean())


def _beyond(observed: float, by_chance: float) -> float:
    return (observed - by_chance) / (1 - by_chance)
