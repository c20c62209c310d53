"""How experts did: statistical accuracy and information, in many variants of a study at once. Internal to this room."""

import numpy as np
from msgspec import Struct
from scipy.special import chdtrc

from weighin.weighing.arrays import BoolArray, FloatArray
from weighin.weighing.cooke.scaled import Cells, Indices, Scaled, information_of


class Performance(Struct, frozen=True, eq=False):
    """Scores of the experts in each variant.

    Attributes:
        counts: (variants, experts, bins). calibration, information_seed, information_all: (variants, experts), NaN where the expert
            answered no seed item (no item) or does not take part. least: (variants,), the number of seed items that the test is equalised to.
        information: (cells, experts), 0 where there is no judgement.
    """

    counts: FloatArray
    calibration: FloatArray
    information_seed: FloatArray
    information_all: FloatArray
    least: FloatArray
    information: FloatArray


def performance_of(
    scaled: Scaled, cells: Cells, *, experts: BoolArray, items: BoolArray, calibration_power: float
) -> Performance:
    """Score the experts in each variant.

    Args:
        scaled: the study. cells: its ranges in each variant. experts: (variants, experts), who takes part.
        items: (variants, items), which count. calibration_power: factor on the number of seed items.
    """
    seeds_in = items[:, scaled.seeds].astype(np.float64)
    seeds, people, bins = scaled.hits.shape
    counts = (seeds_in @ scaled.hits.reshape(seeds, people * bins)).reshape(items.shape[0], people, bins)
    counts *= experts[:, :, None]
    answered = counts.sum(axis=2)
    least = np.where(answered > 0, answered, np.inf).min(axis=1, initial=np.inf)
    information = information_of(scaled, cells)
    return Performance(
        counts,
        accuracy_of(counts, scaled.shared, least[:, None] * calibration_power),
        _mean_information(scaled, cells, information, scaled.seeds, experts=experts, items=items),
        _mean_information(scaled, cells, information, np.arange(items.shape[1]), experts=experts, items=items),
        least,
        information,
    )


def accuracy_of(counts: FloatArray, levels: FloatArray, number: FloatArray) -> FloatArray:
    """Statistical accuracy: how probable hits at least as far from the stated levels are, were the statements true.

    Args:
        counts: (..., bins), how many realisations fell into each bin. levels: (bins - 1,).
        number: (...), of seed items that the test supposes.

    Returns:
        (...), in [0, 1]; NaN where nothing was counted.

    Source: Cooke (1991), ch. 8: 1 - F(2 n I(s, p)), F the chi-square distribution with as many degrees of freedom as levels.
    """
    masses = np.diff(np.concatenate([[0.0], levels, [1.0]]))
    total = counts.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / total[..., None]
        distance = (shares * np.log(np.where(shares > 0, shares / masses, 1.0))).sum(axis=-1)
        statistic = 2 * number * np.maximum(distance, 0.0)
    return np.where(total > 0, chdtrc(max(levels.size, 1), np.where(total > 0, statistic, 0.0)), np.nan)


def _mean_information(
    scaled: Scaled, cells: Cells, information: FloatArray, among: Indices, *, experts: BoolArray, items: BoolArray
) -> FloatArray:
    """(variants, experts): the mean over the items `among` that count and that the expert answered."""
    answered = scaled.answered[among]
    if (cells.of == cells.of[:1]).all():
        counts = items[:, among].astype(np.float64)
        total, number = counts @ (information[cells.of[0, among]] * answered), counts @ answered.astype(np.float64)
    else:
        counting = items[:, among, None] & answered
        total = np.where(counting, information[cells.of[:, among]], 0.0).sum(axis=1)
        number = counting.sum(axis=1).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(experts & (number > 0), total / number, np.nan)
