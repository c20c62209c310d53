"""Between two rounds of a Delphi: who moved, whether towards the middle, and whether the answers have settled."""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from weighin.errors import WrongShape
from weighin.weighing.agreement.ratings import listed, middle_ranks, ratings_of
from weighin.weighing.agreement.spread import spread_of_checked
from weighin.weighing.arrays import BoolArray, FloatArray, Names
from weighin.weighing.result import Weighing

FEW_MOVERS = 10  # below, the normal approximation of Wilcoxon's test is rough


class Movement(Struct, frozen=True, kw_only=True, eq=False):
    """Who changed an answer, and where to.

    Attributes:
        moved: (experts, questions), whether the expert answered both rounds and differently.
        towards_middle: (experts, questions), whether the second answer is nearer to the first round's median than the first was.
        both: (questions,), how many answered both rounds.
        share_moved, share_towards_middle: (questions,), of those who answered both, in [0, 1]; NaN where nobody did.
    """

    moved: BoolArray
    towards_middle: BoolArray
    both: NDArray[np.int64]
    share_moved: FloatArray
    share_towards_middle: FloatArray


class Stability(Struct, frozen=True, kw_only=True, eq=False):
    """Whether the answers have settled, by question `(questions,)` but for the last.

    Attributes:
        variation_change: coefficient of variation of the second round less that of the first.
        spread_change: change of the interquartile range over that of the first round; NaN where that was 0.
        movement_p: Wilcoxon's signed-rank test that the movements balance, two-sided; NaN where nobody moved.
        spearman_of_medians: rank correlation of the medians of the two rounds over questions; NaN where fewer than two questions have
            a median in both, or where one round has the same median everywhere.
    """

    variation_change: FloatArray
    spread_change: FloatArray
    movement_p: FloatArray
    spearman_of_medians: float


def movement_between(
    first: ArrayLike, second: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> Weighing[Movement]:
    """Who moved between two rounds, and whether towards the middle that the panel was shown.

    Args:
        first: (experts, questions), the first round; NaN where an expert gave none. The middle is the median of all who answered it.
        second: the same experts and questions in the second round.
        experts: their names, for errors. questions: theirs.

    Returns:
        `Movement`. Who answered only one round has not moved and is in no share.

    Raises:
        WrongShape: the rounds do not fit together. BadJudgements: an infinite rating.

    Source: the shares by count; on what movement towards the middle does and does not show, Rowe, Wright and McColl (2005),
    Technological Forecasting and Social Change 72(4), 377-399.
    """
    before, after = _rounds_of(first, second, experts=experts, questions=questions)
    middle = spread_of_checked(before).median
    answered_both = ~np.isnan(before) & ~np.isnan(after)
    both = answered_both.sum(axis=0)
    moved = answered_both & (before != after)
    towards = moved & (np.abs(after - middle) < np.abs(before - middle))
    none = np.flatnonzero(both == 0).tolist()
    return Weighing(
        value=Movement(
            moved=moved,
            towards_middle=towards,
            both=both,
            share_moved=_shares(moved.sum(axis=0), both),
            share_towards_middle=_shares(towards.sum(axis=0), both),
        ),
        method="movement between rounds",
        shape=before.shape,
        answered=int(both.sum()),
        warnings=(f"nobody answered question {listed(none, questions)} in both rounds",) if none else (),
    )


def stability_between(
    first: ArrayLike, second: ArrayLike, *, experts: Names | None = None, questions: Names | None = None
) -> Weighing[Stability]:
    """Whether the answers have settled between two rounds.

    Args:
        first: (experts, questions), the first round; NaN where an expert gave none.
        second: the same experts and questions in the second round.
        experts: their names, for errors. questions: theirs.

    Returns:
        `Stability`. Changes of variation and spread use all answers of each round, Wilcoxon's test those who answered both. Its p is
        the normal approximation with ties, without correction for continuity; unmoved answers are left out.

    Raises:
        WrongShape: the rounds do not fit together. BadJudgements: an infinite rating.

    Source: von der Gracht (2012), Technological Forecasting and Social Change 79(8), 1525-1536, section 3.5 (stability);
    Wilcoxon (1945), Biometrics Bulletin 1(6), 80-83.
    """
    before, after = _rounds_of(first, second, experts=experts, questions=questions)
    earlier, later = spread_of_checked(before), spread_of_checked(after)
    change = np.full(before.shape[1], np.nan)
    np.divide(
        later.interquartile_range - earlier.interquartile_range,
        earlier.interquartile_range,
        out=change,
        where=earlier.interquartile_range > 0,
    )
    differences = after - before
    movers = ((differences != 0) & ~np.isnan(differences)).sum(axis=0)
    still, rough = np.flatnonzero(movers == 0).tolist(), np.flatnonzero((movers > 0) & (movers < FEW_MOVERS)).tolist()
    flat = np.flatnonzero(earlier.interquartile_range == 0).tolist()
    said = (
        (still, "nobody moved on question {}: no test"),
        (rough, f"fewer than {FEW_MOVERS} moved on question {{}}: p is a rough approximation"),
        (flat, "the first round had no interquartile range on question {}: no relative change"),
    )
    return Weighing(
        value=Stability(
            variation_change=later.coefficient_of_variation - earlier.coefficient_of_variation,
            spread_change=change,
            movement_p=np.array([_signed_rank_p(column) for column in differences.T]),
            spearman_of_medians=_spearman(earlier.median, later.median),
        ),
        method="stability between rounds",
        shape=before.shape,
        answered=int((~np.isnan(before)).sum() + (~np.isnan(after)).sum()),
        warnings=tuple(sentence.format(listed(where, questions)) for where, sentence in said if where),
    )


def _rounds_of(
    first: ArrayLike, second: ArrayLike, *, experts: Names | None, questions: Names | None
) -> tuple[FloatArray, FloatArray]:
    before = ratings_of(first, experts=experts, questions=questions)
    after = ratings_of(second, experts=experts, questions=questions)
    if before.shape != after.shape:
        msg = (
            f"expected the same experts and questions in both rounds, found {before.shape} and {after.shape}; "
            "who left or joined has a row of missing answers"
        )
        raise WrongShape(msg)
    return before, after


def _shares(counts: NDArray[np.int64], of: NDArray[np.int64]) -> FloatArray:
    shares = np.full(of.shape, np.nan)
    np.divide(counts, of, out=shares, where=of > 0)
    return shares


def _signed_rank_p(differences: FloatArray) -> float:
    # scipy.special and not scipy.stats, which takes two seconds to import
    from scipy.special import ndtr

    moved = differences[~np.isnan(differences) & (differences != 0)]
    count = moved.size
    if count == 0:
        return float("nan")
    ranks, ties = middle_ranks(np.abs(moved))
    upward = float(ranks[moved > 0].sum())
    variance = (count * (count + 1) * (2 * count + 1) - ties / 2) / 24
    return float(2 * ndtr(-abs(upward - count * (count + 1) / 4) / np.sqrt(variance)))


def _spearman(first: FloatArray, second: FloatArray) -> float:
    there = ~np.isnan(first) & ~np.isnan(second)
    if there.sum() < 2:
        return float("nan")
    ranks = [middle_ranks(medians[there])[0] for medians in (first, second)]
    if any(np.ptp(row) == 0 for row in ranks):
        return float("nan")
    one, other = (row - row.mean() for row in ranks)
    return float(np.clip(one @ other / np.sqrt((one @ one) * (other @ other)), -1, 1))
