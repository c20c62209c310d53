"""The map of a large panel, from votes on statements: places, groups, what sets them apart, and the common ground."""

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import TooFew, WrongShape
from weighin.weighing.agreement.ratings import listed
from weighin.weighing.arrays import BoolArray, FloatArray, Names
from weighin.weighing.panel_map.grouping import Groups, IntArray, Start, group_by_silhouette
from weighin.weighing.panel_map.placing import Placement, place_experts
from weighin.weighing.panel_map.statements import (
    CommonGround,
    GroupVotes,
    Standout,
    common_ground,
    group_aware_consensus,
    representative_statements,
    votes_by_group,
)
from weighin.weighing.panel_map.votes import votes_of
from weighin.weighing.result import Weighing

NO_GROUP = -1
CLEAR = 0.25  # below, Kaufman and Rousseeuw read a silhouette as no structure
BETTER = 1e-6  # relative: less is rounding


class PanelMap(Struct, frozen=True, kw_only=True, eq=False):
    """A panel on a plane.

    Attributes:
        placement: plane and coordinates of all experts.
        clustered: (experts,), whether the expert voted enough to be in a group.
        labels: (experts,), number of the group from 0; -1 where not clustered. The numbers mean nothing.
        groups: the partition of those clustered, in their order.
        by_group: counts and tests of each group's votes on each statement.
        agreed_by_all_groups, rejected_by_all_groups: (statements,), products of the groups' shares, in (0, 1).
        representative: for each group what sets it apart, the strongest five, agreements first.
        common: statements on which the panel as a whole leans one way.
    """

    placement: Placement
    clustered: BoolArray
    labels: IntArray
    groups: Groups
    by_group: GroupVotes
    agreed_by_all_groups: FloatArray
    rejected_by_all_groups: FloatArray
    representative: tuple[tuple[Standout, ...], ...]
    common: CommonGround


def draw_panel(
    votes: ArrayLike,
    *,
    least_votes: int = 7,
    fewest_groups: int = 2,
    most_groups: int = 5,
    start: Start = Start.POLIS,
    confidence: float = 0.9,
    most_statements: int = 5,
    experts: Names | None = None,
    statements: Names | None = None,
) -> Weighing[PanelMap]:
    """Draw the map of a panel as Polis does.

    Args:
        votes: (experts, statements), 1 agree, -1 disagree, 0 pass; NaN where an expert has not voted.
        least_votes: who cast fewer is placed but in no group. fewest_groups, most_groups: numbers of groups to try, from 2.
        start: where k-means begins. confidence: one-sided, in (0.5, 1). most_statements: named for each group and side.
        experts: their names, for errors. statements: theirs.

    Returns:
        `PanelMap`. One group, a silhouette of NaN and a warning where fewer than three experts voted enough, or all stand in one place.

    Raises:
        BadJudgements: a vote that is none; names expert and statement. TooFew: nobody voted enough. WrongShape: no votes by experts and
        statements, or settings that nothing can meet.

    Source: Small et al. (2021), Polis: Scaling deliberation by mapping high dimensional opinion spaces, Recerca 26(2), 1-26.
    """
    array = votes_of(votes, experts=experts, statements=statements)
    _require_sound(least_votes, fewest_groups, most_groups, confidence, most_statements)
    cast = (~np.isnan(array)).sum(axis=1)
    clustered = cast >= least_votes
    if not clustered.any():
        msg = (
            f"expected an expert with at least {least_votes} votes, found {int(cast.max())} at most; lower least_votes"
        )
        raise TooFew(msg)
    placement = place_experts(array)
    groups = group_by_silhouette(placement.coordinates[clustered], fewest=fewest_groups, most=most_groups, start=start)
    labels = np.full(len(array), NO_GROUP)
    labels[clustered] = groups.labels
    by_group = votes_by_group(array[clustered], groups.labels, groups=groups.count)
    return Weighing(
        value=PanelMap(
            placement=placement,
            clustered=clustered,
            labels=labels,
            groups=groups,
            by_group=by_group,
            agreed_by_all_groups=group_aware_consensus(by_group.agreeing.share),
            rejected_by_all_groups=group_aware_consensus(by_group.disagreeing.share),
            representative=representative_statements(by_group, confidence=confidence, most=most_statements),
            common=common_ground(array, confidence=confidence, most=most_statements),
        ),
        method="map of a panel (Polis)",
        shape=array.shape,
        answered=int(cast.sum()),
        settings={
            "least_votes": least_votes,
            "fewest_groups": fewest_groups,
            "most_groups": most_groups,
            "start": start.value,
            "confidence": confidence,
            "most_statements": most_statements,
        },
        warnings=_warnings(array, clustered, groups, statements),
    )


def _warnings(votes: FloatArray, clustered: BoolArray, groups: Groups, statements: Names | None) -> tuple[str, ...]:
    said = []
    silent = np.flatnonzero(np.isnan(votes).all(axis=0)).tolist()
    if silent:
        said.append(f"nobody voted on statement {listed(silent, statements)}")
    if not clustered.all():
        said.append(f"{int((~clustered).sum())} of {len(votes)} experts voted too little and are in no group")
    if groups.count == 1:
        said.append("no two groups can be told apart: too few experts voted enough, or all stand in one place")
    elif groups.silhouette < CLEAR:
        said.append(
            f"the groups are not clear (silhouette {groups.silhouette:.2f}): they may be an artefact of drawing a line"
        )
    if groups.better_known < groups.sum_of_squares * (1 - BETTER):
        said.append(
            f"another start of k-means finds a tighter partition (sum of squares {groups.better_known:.4g} and not "
            f"{groups.sum_of_squares:.4g}); compare with start=Start.BEST"
        )
    return tuple(said)


def _require_sound(
    least_votes: int, fewest_groups: int, most_groups: int, confidence: float, most_statements: int
) -> None:
    if least_votes < 1 or most_statements < 1:
        msg = f"expected least_votes and most_statements of at least 1, found {least_votes} and {most_statements}"
        raise WrongShape(msg)
    if not 2 <= fewest_groups <= most_groups:
        msg = f"expected numbers of groups from 2 on, found {fewest_groups} to {most_groups}"
        raise WrongShape(msg)
    if not 0.5 < confidence < 1:
        msg = f"expected a confidence between 0.5 and 1, found {confidence:g}"
        raise WrongShape(msg)
