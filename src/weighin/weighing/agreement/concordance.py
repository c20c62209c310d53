"""Kendall's W and Friedman's test: whether the experts put the questions into the same order."""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import TooFew
from weighin.weighing.agreement.ratings import answered_by_all, middle_ranks, ratings_of, require_experts
from weighin.weighing.arrays import Names
from weighin.weighing.result import Weighing


class Concordance(Struct, frozen=True, kw_only=True):
    """How far the experts' orders of the questions agree.

    Attributes:
        w: Kendall's coefficient, in [0, 1]; 1 where all put the questions into the same order.
        chi_square: Friedman's statistic, experts × (questions - 1) × w. degrees: its degrees of freedom, questions - 1.
        p: probability of a statistic as great or greater if all orders were random (chi-square approximation).
        questions: how many were used, those that all experts rated.
    """

    w: float
    chi_square: float
    degrees: int
    p: float
    questions: int


def concordance_of(
    ratings: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> Weighing[Concordance]:
    """Kendall's W, corrected for ties, with Friedman's test.

    W = 12 S / (m² (q³ - q) - m T): m experts, q questions, S the sum of squares of the rank sums about their mean, T the sum of
    t³ - t over all groups of t questions that one expert rated alike.

    Args:
        ratings: (experts, questions), finite; NaN where an expert gave none. Only questions that all rated are used, and a warning
            says how many were not.
        experts: their names, for errors. questions: theirs.

    Returns:
        `Concordance`. All its numbers are NaN, with a warning, where every expert rated all questions alike: there is no order.

    Raises:
        TooFew: fewer than two experts, or than two questions that all rated. BadJudgements: an infinite rating.

    Source: Kendall and Gibbons (1990), Rank Correlation Methods, 5th edition, chapter 6 (6.10 with ties); Friedman (1937), J. American
    Statistical Association 32, 675-701.
    """
    # scipy.special and not scipy.stats, which takes two seconds to import
    from scipy.special import chdtrc

    array = ratings_of(ratings, experts=experts, questions=questions)
    require_experts(array, least=2, method="Kendall's W")
    complete = answered_by_all(array)
    raters, used = complete.shape
    if used < 2:
        msg = f"Kendall's W needs at least two questions that all experts rated, found {used}"
        raise TooFew(msg)
    ranked = [middle_ranks(row) for row in complete]
    sums = np.sum([ranks for ranks, _ in ranked], axis=0)
    ties = sum(tied for _, tied in ranked)
    most = raters**2 * (used**3 - used) - raters * ties
    left_out = array.shape[1] - used
    said = [f"{left_out} of {array.shape[1]} questions were not rated by all and are left out"] if left_out else []
    if most <= 0:
        said.append("every expert rated all questions alike: there is no order to agree on")
        w = float("nan")
    else:
        # rounding must not carry a W outside its range
        w = min(1.0, float(12 * ((sums - raters * (used + 1) / 2) ** 2).sum() / most))
    if used <= 7 or raters * used < 30:
        said.append(f"p is an approximation that is rough for {raters} experts and {used} questions")
    chi_square = raters * (used - 1) * w
    return Weighing(
        value=Concordance(
            w=w,
            chi_square=chi_square,
            degrees=used - 1,
            p=float(chdtrc(used - 1, chi_square)),
            questions=used,
        ),
        method="Kendall's W with ties, Friedman's test",
        shape=array.shape,
        answered=int((~np.isnan(array)).sum()),
        warnings=tuple(said),
    )
