"""What the group is shown of itself: a distribution, its middle and middle half; never of so few that it would show somebody.

The floor is `LEAST_SHOWN` people in every cell: the whole, and each group of stakeholders. A panelist can take their own answer off a cell, so two
unknown others are left in the smallest. What is left when the groups that are shown are taken off the whole is a cell too.
"""

import itertools
import math
from collections.abc import Sequence
from enum import Enum

import numpy as np
from msgspec import Struct

from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateScale,
    IntervalScale,
    Judgement,
    ProbabilityScale,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingScale,
    RouletteScale,
    Scale,
)
from weighin.record.protocols import LEAST_SHOWN
from weighin.record.values import Position
from weighin.weighing.arrays import FloatArray
from weighin.weighing.delphi.positions import points_on_a_line

MOST_BINS = 8
TENTHS = tuple(number / 10 for number in range(11))


class Parts(Enum):
    """What the numbers of a distribution are."""

    COUNTS = "how many in each bin, or at each position"
    SHARES = "the mean probability of each option"
    PLACES = "the mean place of each option"


class Given(Struct, frozen=True, kw_only=True):
    """One judgement, and the group of stakeholders that it is from, which may be none."""

    judgement: Judgement
    group: str = ""


class Cell(Struct, frozen=True, kw_only=True):
    """Some of those who answered. `middle`, `low` and `high`: median and quartiles, on scales that are a line; None elsewhere."""

    group: str
    answered: int
    parts: tuple[float, ...]
    middle: float | None = None
    low: float | None = None
    high: float | None = None


class Distribution(Struct, frozen=True, kw_only=True):
    """What the group gave on one scale, or on one axis of two.

    Attributes:
        parts: what the numbers in each cell are. edges: the ends of the bins, on a line. labels: options or positions, elsewhere.
        axis: which axis of two; empty elsewhere.
        whole: all of them. groups: groups of stakeholders that are large enough.
    """

    parts: Parts
    whole: Cell
    edges: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    axis: str = ""
    groups: tuple[Cell, ...] = ()


def distributions_of(
    given: Sequence[Given], scale: Scale, *, groups: frozenset[str] = frozenset()
) -> tuple[Distribution, ...]:
    """What may be shown of the judgements on one question: one distribution, or one an axis; none of fewer than `LEAST_SHOWN`.

    `groups`: those whose cells may be told beside the whole.
    """
    if len(given) < LEAST_SHOWN:
        return ()
    match scale:
        case ChoiceScale(options=options):
            return (_of_labels(given, options, Parts.SHARES, groups),)
        case RankingScale(options=options):
            return (_of_labels(given, options, Parts.PLACES, groups),)
        case AgreementScale():
            return (_of_labels(given, tuple(one.value for one in POSITIONS), Parts.COUNTS, groups),)
    points = points_on_a_line([one.judgement for one in given], scale)
    names = (scale.across, scale.up) if isinstance(scale, AxesScale) else ("",)
    return tuple(_on_a_line(given, points[:, place], scale, name, groups) for place, name in enumerate(names))


POSITIONS = (
    Position.STRONGLY_AGREE,
    Position.AGREE,
    Position.UNCERTAIN,
    Position.DISAGREE,
    Position.STRONGLY_DISAGREE,
)


def _on_a_line(
    given: Sequence[Given], points: FloatArray, scale: Scale, axis: str, groups: frozenset[str]
) -> Distribution:
    edges = _edges(points, scale)
    return Distribution(
        parts=Parts.COUNTS,
        edges=edges,
        axis=axis,
        whole=_cell_on_a_line("", points, edges),
        groups=tuple(
            _cell_on_a_line(group, points[[one.group == group for one in given]], edges) for group in sorted(groups)
        ),
    )


def _cell_on_a_line(group: str, points: FloatArray, edges: Sequence[float]) -> Cell:
    low, middle, high = (float(one) for one in np.quantile(points, (0.25, 0.5, 0.75)))
    counts, _ = np.histogram(points, bins=np.array(edges))
    parts = tuple(map(float, counts))
    return Cell(group=group, answered=len(points), parts=parts, middle=middle, low=low, high=high)


def _of_labels(given: Sequence[Given], labels: tuple[str, ...], parts: Parts, groups: frozenset[str]) -> Distribution:
    def cell(group: str, some: Sequence[Given]) -> Cell:
        rows = np.array([_row(one.judgement, len(labels)) for one in some], dtype=np.float64)
        numbers = rows.sum(axis=0) if parts is Parts.COUNTS else rows.mean(axis=0)
        return Cell(group=group, answered=len(some), parts=tuple(map(float, numbers)))

    return Distribution(
        parts=parts,
        labels=labels,
        whole=cell("", given),
        groups=tuple(cell(group, [one for one in given if one.group == group]) for group in sorted(groups)),
    )


def _row(judgement: Judgement, width: int) -> Sequence[float]:
    match judgement:
        case ChoiceJudgement(probabilities=probabilities):
            return probabilities
        case RankingJudgement(places=places):
            return places
        case AgreementJudgement(position=position):
            return [float(one is position) for one in POSITIONS]
    return [0.0] * width


def _edges(points: FloatArray, scale: Scale) -> tuple[float, ...]:
    match scale:
        case ProbabilityScale():
            return TENTHS
        case RatingScale() | AxesScale():
            return tuple(point - 0.5 for point in range(scale.lowest, scale.highest + 2))
        case RouletteScale(edges=edges):
            return edges
        case DateScale() | QuantityScale() | IntervalScale():
            return _round_bins(
                float(points.min()), float(points.max()), least=1.0 if isinstance(scale, DateScale) else 0.0
            )
    return ()


def _round_bins(low: float, high: float, *, least: float) -> tuple[float, ...]:
    """Bins of a round width over all points, so that no edge is what somebody gave."""
    if low == high:
        room = max(abs(low) * 0.05, 0.5)
        return (low - room, high + room)
    wanted = max((high / 2 - low / 2) / MOST_BINS * 2, least)
    power = 10.0 ** math.floor(math.log10(wanted))
    width = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wanted * (1 - 1e-9))
    first, last = math.floor(low / width), math.floor(high / width) + 1
    edges = tuple(number * width for number in range(first, last + 1))
    is_sound = all(one < other for one, other in itertools.pairwise(edges)) and math.isfinite(edges[0] + edges[-1])
    return edges if is_sound and edges[0] <= low and high <= edges[-1] else (low, high)
