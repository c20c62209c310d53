"""What sets a group apart, and what all agree on: counts, shares, and tests by group and statement."""

from enum import Enum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from weighin.weighing.arrays import BoolArray, FloatArray
from weighin.weighing.panel_map.votes import AGREE, DISAGREE

IntArray = NDArray[np.int64]


class Side(Enum):
    """How a group leans on a statement."""

    AGREE = "agree"
    DISAGREE = "disagree"


class Lean(Struct, frozen=True, kw_only=True, eq=False):
    """One side (agreeing, or disagreeing) of the votes, each (groups, statements).

    Attributes:
        count: of votes for this side.
        share: (count + 1) / (voted + 2), in (0, 1).
        share_z: of the test that the share is a half: 2 sqrt(n) (s / n - 1/2) with s = count + 1, n = voted + 1.
        ratio: the group's share over the share of all others, its representativeness.
        ratio_z: of the two-proportion test of the same, all counts raised by 1; 0 where both shares are then 1.
    """

    count: IntArray
    share: FloatArray
    share_z: FloatArray
    ratio: FloatArray
    ratio_z: FloatArray


class GroupVotes(Struct, frozen=True, kw_only=True, eq=False):
    """Votes by group and statement.

    Attributes:
        voted: (groups, statements), votes cast, passes with them.
        agreeing, disagreeing: the two sides.
    """

    voted: IntArray
    agreeing: Lean
    disagreeing: Lean


class Standout(Struct, frozen=True, kw_only=True):
    """A statement that stands for a group, or for the whole panel.

    Attributes:
        statement: its number, from 0. side: how they lean.
        count, voted, share, share_z: as in `Lean`.
        ratio, ratio_z: against all others; None for the whole panel.
        most_agreed: whether it was chosen as what the group agrees on most.
    """

    statement: int
    side: Side
    count: int
    voted: int
    share: float
    share_z: float
    ratio: float | None = None
    ratio_z: float | None = None
    most_agreed: bool = False


class CommonGround(Struct, frozen=True, kw_only=True):
    """Statements that the panel as a whole agrees with, and those it rejects, the clearest first."""

    agreed: tuple[Standout, ...]
    rejected: tuple[Standout, ...]


def votes_by_group(votes: FloatArray, labels: IntArray, *, groups: int) -> GroupVotes:
    """Count and test the votes of each group against those of all others.

    Args:
        votes: (experts, statements) in {-1, 0, 1}, looked over; NaN where missing. labels: (experts,), from 0. groups: how many.

    Source: Small et al. (2021), Recerca 26(2), section 3 (representativeness).
    """
    inside = labels == np.arange(groups)[:, np.newaxis]
    voted = _counted(inside, ~np.isnan(votes))
    return GroupVotes(
        voted=voted,
        agreeing=_lean(_counted(inside, votes == AGREE), voted),
        disagreeing=_lean(_counted(inside, votes == DISAGREE), voted),
    )


def group_aware_consensus(share: FloatArray) -> FloatArray:
    """Product of a side's shares over groups `(statements,)`: high only where every group leans that way, however small it is."""
    product: FloatArray = share.prod(axis=0)
    return product


def common_ground(votes: FloatArray, *, confidence: float, most: int) -> CommonGround:
    """The statements on which the panel as a whole leans one way, the clearest first by share × z.

    Args:
        votes: (experts, statements), of all, those who voted little with them. confidence: one-sided, of the test that the share is
            more than a half. most: how many to name for each side.
    """
    everybody = votes_by_group(votes, np.zeros(len(votes), dtype=np.int64), groups=1)
    bound = _quantile(confidence)
    sides = []
    for side, lean in ((Side.AGREE, everybody.agreeing), (Side.DISAGREE, everybody.disagreeing)):
        leads = np.flatnonzero((lean.share[0] > 0.5) & (lean.share_z[0] > bound))
        order = leads[np.argsort(-(lean.share[0] * lean.share_z[0])[leads], kind="stable")]
        sides.append(tuple(_standout(everybody, 0, int(number), side, alone=True) for number in order[:most]))
    return CommonGround(agreed=sides[0], rejected=sides[1])


def representative_statements(
    by_group: GroupVotes, *, confidence: float, most: int
) -> tuple[tuple[Standout, ...], ...]:
    """What sets each group apart.

    A statement is representative where both its share and its ratio are significant for the same side; the order is by
    ratio × ratio z × share × share z. What the group agrees on most comes in front, if it agrees on anything; a group without a
    significant statement gets the one with the greatest ratio z. Of what is kept, agreements come before disagreements.

    Args:
        by_group: counts and tests. confidence: one-sided. most: how many to name for each group.
    """
    bound = _quantile(confidence)
    return tuple(_representative(by_group, group, bound, most) for group in range(by_group.voted.shape[0]))


def _representative(by_group: GroupVotes, group: int, bound: float, most: int) -> tuple[Standout, ...]:
    agreeing, disagreeing = by_group.agreeing, by_group.disagreeing
    leans = agreeing.ratio_z[group] > disagreeing.ratio_z[group]
    strength = np.where(leans, _strength(agreeing, group), _strength(disagreeing, group))
    significant = np.flatnonzero(_significant(agreeing, group, bound) | _significant(disagreeing, group, bound))
    ordered = significant[np.argsort(-strength[significant], kind="stable")].tolist()
    head = _most_agreed(by_group, group, bound)
    chosen = [] if head is None else [head]
    if head is None and not ordered:
        chosen = [int(np.maximum(agreeing.ratio_z[group], disagreeing.ratio_z[group]).argmax())]
    # A group that agrees with nothing is set apart by what it rejects: as Polis has it; red-dwarf 0.4 names nothing then.
    chosen += [number for number in ordered if number not in chosen]
    named = [
        _standout(by_group, group, number, _side(bool(leans[number])), most_agreed=number == head)
        for number in chosen[:most]
    ]
    return tuple(sorted(named, key=lambda standout: standout.side.value))


def _most_agreed(by_group: GroupVotes, group: int, bound: float) -> int | None:
    """What the group agrees on most: by strength once a candidate is more agreed with than elsewhere, else by share × share z."""
    lean = by_group.agreeing
    share, share_z, ratio = lean.share[group], lean.share_z[group], lean.ratio[group]
    strength, plain = _strength(lean, group), share * share_z
    opinions = lean.count[group] + by_group.disagreeing.count[group]
    best: int | None = None
    for number in np.flatnonzero(opinions > 0).tolist():
        if best is None:
            if share_z[number] > bound or (ratio[number] > 1 and share[number] > 0.5):
                best = number
        else:
            measure = strength if ratio[best] > 1 else plain
            best = number if measure[number] > measure[best] else best
    return best


def _strength(lean: Lean, group: int) -> FloatArray:
    strength: FloatArray = lean.ratio[group] * lean.ratio_z[group] * lean.share[group] * lean.share_z[group]
    return strength


def _significant(lean: Lean, group: int, bound: float) -> BoolArray:
    significant: BoolArray = (lean.share_z[group] > bound) & (lean.ratio_z[group] > bound)
    return significant


def _side(agrees: bool) -> Side:
    return Side.AGREE if agrees else Side.DISAGREE


def _standout(
    by_group: GroupVotes, group: int, statement: int, side: Side, *, most_agreed: bool = False, alone: bool = False
) -> Standout:
    lean = by_group.agreeing if side is Side.AGREE else by_group.disagreeing
    return Standout(
        statement=statement,
        side=side,
        count=int(lean.count[group, statement]),
        voted=int(by_group.voted[group, statement]),
        share=float(lean.share[group, statement]),
        share_z=float(lean.share_z[group, statement]),
        ratio=None if alone else float(lean.ratio[group, statement]),
        ratio_z=None if alone else float(lean.ratio_z[group, statement]),
        most_agreed=most_agreed,
    )


def _counted(inside: BoolArray, votes: BoolArray) -> IntArray:
    return inside.astype(np.int64) @ votes.astype(np.int64)


def _lean(count: IntArray, voted: IntArray) -> Lean:
    others, others_voted = count.sum(axis=0) - count, voted.sum(axis=0) - voted
    share = (count + 1) / (voted + 2)
    one, one_of, other, other_of = count + 1, voted + 1, others + 1, others_voted + 1
    pooled = (one + other) / (one_of + other_of)
    error = np.sqrt(pooled * (1 - pooled) * (1 / one_of + 1 / other_of))
    ratio_z = np.zeros(count.shape)
    np.divide(one / one_of - other / other_of, error, out=ratio_z, where=error > 0)
    return Lean(
        count=count,
        share=share,
        share_z=2 * np.sqrt(one_of) * (one / one_of - 0.5),
        ratio=share / ((others + 1) / (others_voted + 2)),
        ratio_z=ratio_z,
    )


def _quantile(confidence: float) -> float:
    # scipy.special and not scipy.stats, which takes two seconds to import
    from scipy.special import ndtri

    return float(ndtri(confidence))
