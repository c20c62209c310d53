"""Mixtures of the experts' distributions, many at once: cumulative probabilities and quantiles.

Internal to this room. A mixture is a column of expert weights times the item's own weights (which are 0 where an expert gave no
judgement), so one matrix product serves all decision makers that are compared.
"""

import numpy as np
from msgspec import Struct

from weighin.weighing.arrays import FloatArray
from weighin.weighing.cooke.scaled import Cells, Group, Indices, Scaled, group_of_planes

BLOCK = 20_000  # numbers that are worked on at a time, so that they stay in the processor's cache


class Mixtures(Struct, frozen=True, eq=False):
    """Weights of experts in several mixtures.

    Attributes:
        by_cell: (cells, experts), 0 where there is no judgement. by_column: (experts, columns). total: (cells, columns).
    """

    by_cell: FloatArray
    by_column: FloatArray
    total: FloatArray


def mixtures_of(by_cell: FloatArray, by_column: FloatArray) -> Mixtures:
    """Weights with their sums."""
    return Mixtures(by_cell, by_column, by_cell @ by_column)


def tolerance(experts: int) -> float:
    """How far a sum of weighted probabilities may be off by rounding alone: nearer than this is equal."""
    return 2 * float(np.finfo(np.float64).eps) * (experts + 4)


def cumulative(scaled: Scaled, cells: Cells, mixtures: Mixtures, cell: Indices, at: FloatArray) -> FloatArray:
    """(rows, columns): the cumulative probability of each mixture at one place of each given cell; NaN where it has no weight.

    Args:
        scaled, cells, mixtures: as above. cell, at: (rows,), where, on the item's scale.
    """
    result = np.empty((cell.size, mixtures.by_column.shape[1]))
    group_of = scaled.group_of[cells.item[cell]]
    for number, group in enumerate(scaled.groups):
        rows = np.flatnonzero(group_of == number)
        with np.errstate(divide="ignore", invalid="ignore"):
            result[rows] = _weighted(group, scaled, cells, mixtures, cell[rows], at[rows]) / mixtures.total[cell[rows]]
    return result


def quantiles(
    scaled: Scaled, cells: Cells, mixtures: Mixtures, cell: Indices, column: Indices, levels: int
) -> FloatArray:
    """(rows, levels): the quantiles of one mixture in one cell a row, on the item's scale; NaN at levels that the item does not use.

    The cumulative probability is piecewise linear between the knots, which are all the experts' quantiles. The two knots about each
    quantile are found by halving; what is evaluated at a knot serves all columns and levels.
    """
    result = np.full((cell.size, levels), np.nan)
    group_of = scaled.group_of[cells.item[cell]]
    there = mixtures.total[cell, column] > 0
    for number, group in enumerate(scaled.groups):
        rows = np.flatnonzero((group_of == number) & there)
        if rows.size:
            some, weighted = _without_the_weightless(group, mixtures)
            result[np.ix_(rows, group.columns)] = _quantiles(some, scaled, cells, weighted, cell[rows], column[rows])
    return result


def _without_the_weightless(group: Group, mixtures: Mixtures) -> tuple[Group, Mixtures]:
    """The same with the experts only who have weight in a column: a high cut-off leaves few."""
    alive = mixtures.by_column.any(axis=1)
    if alive.all():
        return group, mixtures
    fewer = group_of_planes(group.items, group.columns, group.levels, group.planes[:, :, alive])
    return fewer, Mixtures(np.ascontiguousarray(mixtures.by_cell[:, alive]), mixtures.by_column[alive], mixtures.total)


def _quantiles(
    group: Group, scaled: Scaled, cells: Cells, mixtures: Mixtures, cell: Indices, column: Indices
) -> FloatArray:
    count = group.knots.shape[1]
    place = scaled.place_in_group[cells.item[cell]]
    shape = (cell.size, group.levels.size)
    below, above = np.zeros(shape, dtype=np.intp), np.full(shape, count - 1)
    f_below, f_above = np.zeros(shape), np.ones(shape)
    enough = group.levels + tolerance(mixtures.by_column.shape[0])
    total = mixtures.total[cell, column][:, None]
    row_of = np.zeros(cells.item.size * count, dtype=np.intp)
    for _ in range(int(count - 1).bit_length()):
        middle = (below + above) >> 1
        key = cell[:, None] * count + middle
        wanted = np.zeros(row_of.size, dtype=np.bool_)
        wanted[key] = True
        keys = np.flatnonzero(wanted)
        row_of[keys] = np.arange(keys.size)
        at_cell, at_knot = np.divmod(keys, count)
        x = _knots(group, scaled, cells, at_cell, at_knot)
        f_middle = _weighted(group, scaled, cells, mixtures, at_cell, x)[row_of[key], column[:, None]] / total
        reached = f_middle <= enough
        below, f_below = np.where(reached, middle, below), np.where(reached, f_middle, f_below)
        above, f_above = np.where(reached, above, middle), np.where(reached, f_above, f_middle)
    knots = np.clip(
        group.knots[place[:, None], np.stack([below, above])], cells.lower[cell][:, None], cells.upper[cell][:, None]
    )
    share = np.clip((group.levels - f_below) / (f_above - f_below), 0.0, 1.0)
    share[np.abs(f_below - group.levels) <= enough - group.levels] = 0.0
    share[np.abs(f_above - group.levels) <= enough - group.levels] = 1.0
    # Written so that a share of 0 or 1 gives the knot itself, and nothing between leaves the interval.
    return np.asarray(np.where(share == 1.0, knots[1], knots[0] + share * (knots[1] - knots[0])))


def _knots(group: Group, scaled: Scaled, cells: Cells, cell: Indices, knot: Indices) -> FloatArray:
    # Knots of experts who do not take part lie harmlessly between the others, or are drawn to the ends of the range.
    x = group.knots[scaled.place_in_group[cells.item[cell]], knot]
    return np.asarray(np.clip(x, cells.lower[cell], cells.upper[cell]))


def _weighted(
    group: Group, scaled: Scaled, cells: Cells, mixtures: Mixtures, cell: Indices, at: FloatArray
) -> FloatArray:
    """(rows, columns): cumulative probabilities times weights, not yet divided by the sum of the weights."""
    experts = group.planes.shape[2]
    probability = np.empty((cell.size, experts))
    step = max(16, BLOCK // max(1, experts))
    for start in range(0, cell.size, step):
        rows = slice(start, start + step)
        some = cell[rows]
        place = scaled.place_in_group[cells.item[some]]
        np.multiply(
            _expert_cumulative(group, place, cells.lower[some], cells.upper[some], at[rows]),
            mixtures.by_cell[some],
            out=probability[rows],
        )
    return np.asarray(probability @ mixtures.by_column)


def _expert_cumulative(
    group: Group, place: Indices, lower: FloatArray, upper: FloatArray, at: FloatArray
) -> FloatArray:
    """(rows, experts): each expert's cumulative probability, linear between his quantiles."""
    x = at[:, None]
    count = group.planes.shape[0]
    quantile = group.planes[0].take(place, axis=0)
    total = np.minimum(x, quantile)
    total -= lower[:, None]
    total /= _positive(quantile - lower[:, None])
    total *= group.masses[0]
    for level in range(1, count):
        following = group.planes[level].take(place, axis=0)
        part = np.minimum(x, following)
        part -= quantile
        np.maximum(part, 0.0, out=part)
        part *= group.slopes[level - 1].take(place, axis=0)
        total += part
        quantile = following
    part = x - quantile
    np.maximum(part, 0.0, out=part)
    part /= _positive(upper[:, None] - quantile)
    part *= group.masses[count]
    total += part
    return np.asarray(total)


def _positive(width: FloatArray) -> FloatArray:
    # An expert who does not take part, or gave no judgement, may have no width here; he has no weight either.
    np.copyto(width, 1.0, where=width <= 0)
    return width
