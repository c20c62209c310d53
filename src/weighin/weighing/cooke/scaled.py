"""A study brought onto the scales of its items, and what depends on who takes part: intrinsic ranges and information.

Internal to this room. On a logarithmic item everything is a natural logarithm, so that there is one arithmetic for both backgrounds.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from weighin.errors import BadJudgements
from weighin.weighing.arrays import BoolArray, FloatArray
from weighin.weighing.cooke.study import Study

Indices = NDArray[np.intp]


class Group(Struct, frozen=True, eq=False):
    """Items that use the same levels.

    Attributes:
        items: (group,), indices. columns: of the levels used, in the study's levels. levels: themselves.
        masses: (levels + 1,), the probability between neighbours, tails included.
        planes: (levels, group, experts), the values, finite everywhere: where an expert gave none, something harmless stands.
        slopes: (levels - 1, group, experts), the density between two quantiles; 0 where there is none.
        knots: (group, experts * levels + 2), all values in rising order, between minus and plus infinity.
    """

    items: Indices
    columns: Indices
    levels: FloatArray
    masses: FloatArray
    planes: FloatArray
    slopes: FloatArray
    knots: FloatArray


class Scaled(Struct, frozen=True, eq=False):
    """The study on the scales of its items.

    Attributes:
        used: (items, levels). answered: (items, experts). lowest, highest: (items, experts), the outermost quantiles; plus and minus infinity where none.
        realisations: (items,), NaN for targets. bounds: (items, 2), minus and plus infinity where none. overshoots: (items, 2).
        constant: (items, experts), the part of the information that does not depend on the intrinsic range.
        tails: (items, 2), the probability below the lowest level and above the highest.
        groups: items by the levels that they use. group_of, place_in_group: (items,).
        seeds: indices of seed items. shared: (bins - 1,), the levels that all seed items use. hits: (seeds, experts, bins), 1 in the
            bin that the realisation fell into.
    """

    used: BoolArray
    answered: BoolArray
    lowest: FloatArray
    highest: FloatArray
    realisations: FloatArray
    bounds: FloatArray
    overshoots: FloatArray
    constant: FloatArray
    tails: FloatArray
    groups: tuple[Group, ...]
    group_of: Indices
    place_in_group: Indices
    seeds: Indices
    shared: FloatArray
    hits: FloatArray


class Cells(Struct, frozen=True, eq=False):
    """An item with an intrinsic range: one for each item, and more for those whose range changes with who takes part.

    Attributes:
        item, lower, upper: (cells,). of: (variants, items), which cell holds in which variant.
    """

    item: Indices
    lower: FloatArray
    upper: FloatArray
    of: Indices


def scaled_of(study: Study, *, overshoot: float) -> Scaled:
    """Bring a study onto the scales of its items."""
    is_log = study.is_log
    used = study.levels_used()
    answered = study.answered(used).T
    levels = np.array(study.levels)
    values = np.where(answered[:, :, None] & used[:, None, :], study.assessments.transpose(1, 0, 2), np.nan)
    values[is_log] = np.log(values[is_log])
    realisations = study.realisations
    realisations[is_log] = np.log(realisations[is_log])
    bounds = np.array([_bounds(item.bounds) for item in study.items]).reshape(-1, 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        bounds[is_log] = np.where(np.isinf(bounds[is_log]), bounds[is_log], np.log(bounds[is_log]))
    overshoots = np.array(
        [[overshoot if given is None else given for given in item.overshoots] for item in study.items]
    ).reshape(-1, 2)
    constant, lowest, highest = np.full((3, *answered.shape), np.nan)
    tails = np.zeros((len(study.items), 2))
    group_of = np.zeros(len(study.items), dtype=np.intp)
    place_in_group = np.zeros(len(study.items), dtype=np.intp)
    groups = []
    patterns, which = np.unique(used, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        items = np.flatnonzero(which.reshape(-1) == number)
        columns = np.flatnonzero(pattern)
        group = group_of_planes(items, columns, levels[columns], values[items][:, :, columns].transpose(2, 0, 1))
        with np.errstate(divide="ignore"):
            inner = group.masses[1:-1] * np.log(np.diff(values[items][:, :, columns], axis=2))
        constant[items] = (group.masses * np.log(group.masses)).sum() - inner.sum(axis=2)
        tails[items] = group.masses[[0, -1]]
        lowest[items], highest[items] = values[items, :, columns[0]], values[items, :, columns[-1]]
        group_of[items] = number
        place_in_group[items] = np.arange(items.size)
        groups.append(group)
    seeds = np.flatnonzero(~np.isnan(realisations))
    columns = np.flatnonzero(used[seeds].all(axis=0)) if seeds.size else np.array([], dtype=np.intp)
    below = (values[seeds][:, :, columns] < realisations[seeds][:, None, None]).sum(axis=2)
    hits = (below[:, :, None] == np.arange(columns.size + 1)) & answered[seeds][:, :, None]
    return Scaled(
        used,
        answered,
        np.where(answered, lowest, np.inf),
        np.where(answered, highest, -np.inf),
        realisations,
        bounds,
        overshoots,
        constant,
        tails,
        tuple(groups),
        group_of,
        place_in_group,
        seeds,
        levels[columns],
        hits.astype(np.float64),
    )


def cells_of(scaled: Scaled, taking_part: BoolArray) -> Cells:
    """The intrinsic ranges of all items in each variant of the panel.

    Args:
        scaled: the study. taking_part: (variants, experts).
    """
    everybody = np.ones((1, taking_part.shape[1]), dtype=np.bool_)
    base = _ranges(scaled, everybody)
    items = scaled.realisations.size
    if taking_part.all():
        same = np.broadcast_to(np.arange(items), (taking_part.shape[0], items))
        return Cells(np.arange(items), base[0, 0], base[1, 0], same)
    lower, upper = _ranges(scaled, taking_part)
    changed = ~((lower == base[0]) & (upper == base[1])) & np.isfinite(lower)
    of = np.tile(np.arange(items), (taking_part.shape[0], 1))
    of[changed] = items + np.arange(int(changed.sum()))
    return Cells(
        np.concatenate([np.arange(items), np.nonzero(changed)[1]]),
        np.concatenate([base[0, 0], lower[changed]]),
        np.concatenate([base[1, 0], upper[changed]]),
        of,
    )


def information_of(scaled: Scaled, cells: Cells) -> FloatArray:
    """(cells, experts): relative information of each expert's minimally informative distribution; 0 where there is none.

    Source: Cooke (1991), Experts in Uncertainty, ch. 8: I = sum p_i ln(p_i / r_i), r_i the background measure of the i-th interval.
    """
    item = cells.item
    with np.errstate(divide="ignore", invalid="ignore"):
        below = scaled.tails[item, :1] * np.log(scaled.lowest[item] - cells.lower[:, None])
        above = scaled.tails[item, 1:] * np.log(cells.upper[:, None] - scaled.highest[item])
        found = np.log(cells.upper - cells.lower)[:, None] + scaled.constant[item] - below - above
    # Somebody who is left out may lie outside the range of those who take part; nothing of him counts there.
    return np.where(np.isfinite(found), found, 0.0)


def group_of_planes(items: Indices, columns: Indices, levels: FloatArray, planes: FloatArray) -> Group:
    """A group of items from its values, `(levels, group, experts)`, NaN where an expert gave none."""
    lowest = np.fmin.reduce(planes, axis=(0, 2), initial=np.inf)
    harmless = np.where(np.isfinite(lowest), lowest, 0.0)[None, :, None]
    filled = np.ascontiguousarray(np.where(np.isnan(planes), harmless, planes))
    knots = np.empty((items.size, filled.shape[2] * columns.size + 2))
    knots[:, 0], knots[:, -1] = -np.inf, np.inf
    knots[:, 1:-1] = np.sort(filled.transpose(1, 0, 2).reshape(items.size, -1), axis=1)
    masses = np.diff(np.concatenate([[0.0], levels, [1.0]]))
    widths = np.diff(filled, axis=0)
    slopes = np.divide(masses[1:-1, None, None], widths, out=np.zeros_like(widths), where=widths > 0)
    return Group(items, columns, levels, masses, filled, slopes, knots)


def require_density(study: Study, scaled: Scaled) -> None:
    """Every judgement has a density on the intrinsic range: no two quantiles equal, none on or beyond a bound.

    Raises:
        BadJudgements: names expert and item. An atom has infinite information, and no program of this model can weigh it.
    """
    cells = cells_of(scaled, np.ones((1, scaled.answered.shape[1]), dtype=np.bool_))
    equal = scaled.answered & np.isinf(scaled.constant)
    for item, expert in np.argwhere(equal):
        msg = "two quantiles are equal, so the information is infinite; move one of them apart, or leave the judgement out"
        raise BadJudgements(msg, expert=study.experts[expert].id, question=study.items[item].id)
    outside = scaled.answered & ((scaled.lowest <= cells.lower[:, None]) | (scaled.highest >= cells.upper[:, None]))
    for item, expert in np.argwhere(outside):
        unscaled = np.exp if study.is_log[item] else np.asarray
        low, high = float(unscaled(cells.lower[item])), float(unscaled(cells.upper[item]))
        msg = (
            f"a quantile lies on or outside the intrinsic range ({low:g} to {high:g}), so the information is infinite; "
            "use an overshoot above 0, or wider bounds of the item"
        )
        raise BadJudgements(msg, expert=study.experts[expert].id, question=study.items[item].id)


def _ranges(scaled: Scaled, taking_part: BoolArray) -> FloatArray:
    """(2, variants, items): the lower and upper end of the intrinsic range; NaN where nobody answered."""
    mask = taking_part[:, None, :]
    lowest = np.where(mask, scaled.lowest, np.inf).min(axis=2, initial=np.inf)
    highest = np.where(mask, scaled.highest, -np.inf).max(axis=2, initial=-np.inf)
    nobody = np.isinf(lowest)
    lowest = np.fmin(lowest, scaled.realisations)
    highest = np.fmax(highest, scaled.realisations)
    with np.errstate(invalid="ignore"):
        span = highest - lowest
        lower = np.maximum(lowest - scaled.overshoots[:, 0] * span, scaled.bounds[:, 0])
        upper = np.minimum(highest + scaled.overshoots[:, 1] * span, scaled.bounds[:, 1])
    return np.where(nobody, np.nan, np.stack([lower, upper]))


def _bounds(bounds: tuple[float | None, float | None]) -> tuple[float, float]:
    low, high = bounds
    return (-np.inf if low is None else low, np.inf if high is None else high)
