"""The model run on many variants of a study at once: all of it, or without some experts or items.

Internal to this room. Variants share what they can: ranges that do not change, cumulative probabilities at a place. The optimisation is
exact and yet looks at few decision makers, because a decision maker's combined score cannot exceed its statistical accuracy times the
weighted mean of its experts' information (relative information is convex, and coarsening to quantiles only lowers it); statistical
accuracy itself needs no quantiles, only the cumulative probability at each realisation.
"""

import numpy as np
from msgspec import Struct

from weighin.weighing.arrays import BoolArray, FloatArray
from weighin.weighing.cooke.mixture import Mixtures, cumulative, mixtures_of, quantiles, tolerance
from weighin.weighing.cooke.performance import Performance, accuracy_of, performance_of
from weighin.weighing.cooke.scaled import Cells, Indices, Scaled, cells_of
from weighin.weighing.cooke.settings import Settings, Weights

EQUAL = 1e-10  # relative: accuracies nearer than this differ by rounding only, as those of hits 1-2-3-0 and of 0-3-2-1
SAME = 1e-12  # relative: combined scores nearer than this differ by rounding only
CHUNK = 3_000_000  # numbers that the largest array of a run may have


class Candidates(Struct, frozen=True, eq=False):
    """Decision makers that could be: one a cut-off and variant.

    Attributes:
        variant: (columns,), of which. cut_off: (columns,). mixtures: their weights. counts: (columns, bins). accuracy: (columns,).
    """

    variant: Indices
    cut_off: FloatArray
    mixtures: Mixtures
    counts: FloatArray
    accuracy: FloatArray

    @property
    def passes(self) -> BoolArray:
        """Whether the decision maker would pass its own cut-off; if not it has, as a virtual expert, no weight."""
        return np.asarray(self.accuracy >= self.cut_off * (1 - EQUAL))


class Decided(Struct, frozen=True, eq=False):
    """The decision maker of each variant.

    Attributes:
        cut_off, calibration, information_seed, information_all, combined: (variants,), NaN where there is no decision maker.
        counts: (variants, bins). quantiles: (variants, items, levels), on the items' scales. weights: (variants, items, experts).
    """

    cut_off: FloatArray
    calibration: FloatArray
    information_seed: FloatArray
    information_all: FloatArray
    combined: FloatArray
    counts: FloatArray
    quantiles: FloatArray
    weights: FloatArray


def decide(scaled: Scaled, settings: Settings, *, experts: BoolArray, items: BoolArray, given: FloatArray) -> Decided:
    """The decision maker of each variant, many variants at a time.

    Args:
        scaled: the study. settings: what the analyst chose. experts: (variants, experts). items: (variants, items).
        given: (experts,), weights that the analyst gave.
    """
    people, things = experts.shape[1], items.shape[1]
    step = max(1, CHUNK // max(1, people * (people if settings.optimised else 1), people * things, things * 8))
    parts = [
        _decide(scaled, settings, experts=experts[at : at + step], items=items[at : at + step], given=given)
        for at in range(0, experts.shape[0], step)
    ]
    if len(parts) == 1:
        return parts[0]
    return Decided(*(np.concatenate([getattr(part, field) for part in parts]) for field in Decided.__struct_fields__))


def _decide(scaled: Scaled, settings: Settings, *, experts: BoolArray, items: BoolArray, given: FloatArray) -> Decided:
    cells = cells_of(scaled, experts)
    performance = performance_of(
        scaled, cells, experts=experts, items=items, calibration_power=settings.calibration_power
    )
    by_cell, by_expert = _weights(scaled, cells, performance, settings, experts=experts, given=given)
    variant, cut_off = _cut_offs(performance.calibration, settings)
    reaches = np.ones((variant.size, by_expert.shape[1]), dtype=np.bool_)
    if settings.by_performance:
        with np.errstate(invalid="ignore"):
            reaches = performance.calibration[variant] >= cut_off[:, None] * (1 - EQUAL)
    columns = np.where(reaches, by_expert[variant], 0.0).T
    alive = columns.any(axis=0)
    variant, cut_off = variant[alive], cut_off[alive]
    mixtures = mixtures_of(by_cell, np.ascontiguousarray(columns[:, alive]))
    counts = _counts(scaled, cells, mixtures, variant, items=items)
    accuracy = accuracy_of(counts, scaled.shared, performance.least[variant] * settings.calibration_power)
    candidates = Candidates(variant, cut_off, mixtures, counts, accuracy)
    chosen = np.arange(variant.size)
    if settings.optimised:
        chosen = _best(scaled, cells, candidates, performance.information, items=items)
    return _finish(scaled, cells, candidates, chosen, items=items)


def _weights(
    scaled: Scaled,
    cells: Cells,
    performance: Performance,
    settings: Settings,
    *,
    experts: BoolArray,
    given: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """(cells, experts) and (variants, experts): factors whose product is the weight, not yet normalised, without cut-off."""
    answered = scaled.answered[cells.item].astype(np.float64)
    accuracy = np.nan_to_num(performance.calibration)
    match settings.weights:
        case Weights.EQUAL:
            return answered, experts.astype(np.float64)
        case Weights.GIVEN:
            return answered, experts * given
        case Weights.GLOBAL:
            return answered, accuracy * np.nan_to_num(performance.information_seed)
        case Weights.ITEM:
            return performance.information * answered, accuracy


def _cut_offs(accuracy: FloatArray, settings: Settings) -> tuple[Indices, FloatArray]:
    """(candidates,) each: variant and cut-off; one a variant, or every accuracy that occurs in it, rising."""
    variants = accuracy.shape[0]
    if not settings.optimised:
        return np.arange(variants), np.full(variants, settings.cut_off or 0.0)
    rising = np.sort(accuracy, axis=1)  # NaN last
    new = ~np.isnan(rising)
    with np.errstate(invalid="ignore"):
        new[:, 1:] &= rising[:, 1:] * (1 - EQUAL) > rising[:, :-1]
    variant, place = np.nonzero(new)
    return variant, rising[variant, place]


def _counts(scaled: Scaled, cells: Cells, mixtures: Mixtures, variant: Indices, *, items: BoolArray) -> FloatArray:
    """(columns, bins): realisations by the quantiles of each mixture between which they fall; one on a quantile is in the lower bin."""
    is_seed = ~np.isnan(scaled.realisations)
    cell = np.flatnonzero(is_seed[cells.item] & np.isfinite(cells.lower))
    row_of = np.zeros(cells.item.size, dtype=np.intp)
    row_of[cell] = np.arange(cell.size)
    f = cumulative(scaled, cells, mixtures, cell, scaled.realisations[cells.item[cell]])
    slack = tolerance(mixtures.by_column.shape[0])
    fallen = np.zeros(f.shape, dtype=np.int8)
    for level in scaled.shared:
        fallen += f > level + slack
    fallen[~(mixtures.total[cell] > 0)] = -1
    seeds = scaled.seeds[np.isfinite(cells.lower[scaled.seeds])]
    own = row_of[cells.of[:, seeds]][variant]  # (columns, seeds)
    mine = np.where(items[:, seeds][variant], fallen[own, np.arange(variant.size)[:, None]], -1)
    return np.stack([(mine == bin_).sum(axis=1) for bin_ in range(scaled.shared.size + 1)], axis=1).astype(np.float64)


def _best(
    scaled: Scaled, cells: Cells, candidates: Candidates, information: FloatArray, *, items: BoolArray
) -> Indices:
    """Which column has the highest combined score in its variant; the lowest cut-off where several have it."""
    variants, variant = items.shape[0], candidates.variant
    passes, accuracy = candidates.passes, candidates.accuracy
    most = np.where(passes, accuracy, 0.0)
    most = np.nan_to_num(most * _most_information(scaled, cells, candidates, information, items=items))
    combined = np.full(variant.size, -1.0)
    combined[most == 0] = 0.0
    lead = np.zeros(variants)
    for taken in (2, 4, 8, variant.size):
        open_ = np.flatnonzero((combined < 0) & (most >= lead[variant] * (1 - 1e-9)))
        if not open_.size:
            break
        order = open_[np.lexsort((-most[open_], variant[open_]))]
        first = np.searchsorted(variant[order], variant[order])
        now = np.sort(order[np.arange(order.size) - first < taken])
        found = _seed_information(scaled, cells, candidates, now, items=items)
        combined[now] = np.nan_to_num(accuracy[now] * found) * passes[now]
        np.maximum.at(lead, variant[now], combined[now])
    best = np.full(variants, -1, dtype=np.intp)
    near = np.flatnonzero(combined >= lead[variant] * (1 - SAME))[::-1]
    best[variant[near]] = near  # the last written is the first column, that of the lowest cut-off
    return best[best >= 0]


def _most_information(
    scaled: Scaled, cells: Cells, candidates: Candidates, information: FloatArray, *, items: BoolArray
) -> FloatArray:
    """(columns,): an upper bound of the mean information over seed items."""
    mixtures, variant = candidates.mixtures, candidates.variant
    of = cells.of[:, scaled.seeds][variant]
    columns = np.arange(variant.size)[:, None]
    total = mixtures.total[of, columns]
    with np.errstate(divide="ignore", invalid="ignore"):
        own = ((mixtures.by_cell * information) @ mixtures.by_column)[of, columns] / total
        counts = items[:, scaled.seeds][variant] & (total > 0)
        return np.asarray(np.where(counts, own, 0.0).sum(axis=1) / counts.sum(axis=1))


def _seed_information(
    scaled: Scaled, cells: Cells, candidates: Candidates, columns: Indices, *, items: BoolArray
) -> FloatArray:
    """(columns chosen,): mean information over the seed items that count; NaN where the mixture exists on none."""
    of = candidates.variant[columns]
    cell = cells.of[:, scaled.seeds][of]
    at = _quantiles(scaled, cells, candidates, columns, cell)
    return _mean(_information_at(scaled, cells, cell.ravel(), at).reshape(cell.shape), items[:, scaled.seeds][of])


def _quantiles(scaled: Scaled, cells: Cells, candidates: Candidates, columns: Indices, cell: Indices) -> FloatArray:
    """(columns chosen * items, levels), of `cell`, (columns chosen, items)."""
    mixtures = candidates.mixtures
    some = Mixtures(mixtures.by_cell, mixtures.by_column[:, columns], mixtures.total[:, columns])
    levels = 1 + max(int(group.columns.max()) for group in scaled.groups)
    return quantiles(scaled, cells, some, cell.ravel(), np.repeat(np.arange(columns.size), cell.shape[1]), levels)


def _finish(scaled: Scaled, cells: Cells, candidates: Candidates, chosen: Indices, *, items: BoolArray) -> Decided:
    mixtures = candidates.mixtures
    # Without a judgement of anybody with weight on any item that counts there is no decision maker.
    of = candidates.variant[chosen]
    total = mixtures.total[cells.of[of], chosen[:, None]]
    chosen = chosen[(items[of] & (total > 0)).any(axis=1)]
    accuracy = candidates.accuracy[chosen]
    of = candidates.variant[chosen]
    cell = cells.of[of]
    at = _quantiles(scaled, cells, candidates, chosen, cell)
    each = _information_at(scaled, cells, cell.ravel(), at).reshape(cell.shape)
    seeds = scaled.seeds
    information_seed = _mean(each[:, seeds], items[of][:, seeds])
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = mixtures.by_cell[cell] * mixtures.by_column.T[chosen][:, None, :]
        weights /= weights.sum(axis=2, keepdims=True)
    shown = np.where(items[of][:, :, None], at.reshape(*cell.shape, at.shape[1]), np.nan)

    def spread(found: FloatArray) -> FloatArray:
        whole = np.full((items.shape[0], *found.shape[1:]), np.nan)
        whole[of] = found
        return whole

    return Decided(
        spread(candidates.cut_off[chosen]),
        spread(accuracy),
        spread(information_seed),
        spread(_mean(each, items[of])),
        spread(np.where(candidates.passes[chosen], accuracy * information_seed, 0.0)),
        spread(candidates.counts[chosen]),
        spread(shown),
        spread(weights),
    )


def _information_at(scaled: Scaled, cells: Cells, cell: Indices, at: FloatArray) -> FloatArray:
    """(rows,): relative information of a distribution known by its quantiles."""
    found = np.full(cell.size, np.nan)
    group_of = scaled.group_of[cells.item[cell]]
    for number, group in enumerate(scaled.groups):
        rows = np.flatnonzero(group_of == number)
        lower, upper = cells.lower[cell[rows]], cells.upper[cell[rows]]
        edges = np.concatenate([lower[:, None], at[rows][:, group.columns], upper[:, None]], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            found[rows] = np.log(upper - lower) + (group.masses * np.log(group.masses / np.diff(edges, axis=1))).sum(
                axis=1
            )
    return found


def _mean(values: FloatArray, counts: BoolArray) -> FloatArray:
    there = counts & ~np.isnan(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(there, values, 0.0).sum(axis=1) / there.sum(axis=1))
