"""The face for a panel: its quantiles in, a pool with its method and warnings out; and the families fitted to each expert."""

import math
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, TooFew
from weighin.weighing.arrays import FloatArray, Names, levels_of, named, quantiles_of
from weighin.weighing.quantities.averaging import complete, pool_vincent, pool_vincent_median, pool_vincent_trimmed
from weighin.weighing.quantities.families import Family
from weighin.weighing.quantities.fits import Fits, fit_families
from weighin.weighing.quantities.mixtures import Mixture
from weighin.weighing.quantities.piecewise import (
    OVERSHOOT,
    PooledQuantities,
    intrinsic_range,
    pool_linear_piecewise,
)
from weighin.weighing.result import Weighing


class QuantityPool(StrEnum):
    """Pools of quantities by their names."""

    VINCENT = "vincent"
    VINCENT_MEDIAN = "vincent median"
    VINCENT_TRIMMED = "vincent trimmed"
    LINEAR = "linear"
    LINEAR_FITTED = "linear of fitted families"


def pool_quantities(  # noqa: PLR0913 - the settings of all pools, each with its default
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    method: QuantityPool = QuantityPool.VINCENT,
    weights: ArrayLike | None = None,
    share: float = 0.2,
    overshoot: float = OVERSHOOT,
    logarithmic: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> Weighing[PooledQuantities]:
    """Pool a panel's quantiles, question by question.

    Args:
        quantiles: (experts, questions, levels), not falling along the levels; NaN where an expert gave none. Who left out one level of a
            question is left out of that question.
        levels: (levels,), rising, in (0, 1).
        method: which pool. Vincent ones average quantiles and have no more shape than the levels: their means and deviations are those of the
            piecewise distribution through the pooled quantiles on the intrinsic range.
        weights: (experts,), non-negative; equal where left out, and not for the trimmed pool.
        share: that the trimmed pool cuts at each end, in [0, 0.5).
        overshoot: of the intrinsic range. logarithmic: (questions,), whether probability is spread evenly over logarithms.
        lower: (questions,) or a number, which the quantity cannot be below; NaN or left out where there is no limit. upper: the same above.
        experts: their names, for errors. questions: theirs.

    Returns:
        Quantiles (questions, levels), means and standard deviations (questions,), with the method, its settings and warnings.

    Raises:
        CrossingQuantiles, BadJudgements: name expert and question. WrongShape: arrays that do not fit.
    """
    array = quantiles_of(quantiles, levels=levels, experts=experts, questions=questions)
    method = QuantityPool(method)
    settings = _settings_of(method, weights=weights, share=share, overshoot=overshoot)
    if method is QuantityPool.VINCENT_TRIMMED and weights is not None:
        msg = "the trimmed pool takes no weights: who is cut has none"
        raise BadJudgements(msg)
    there = complete(array)
    kept = np.where(there[..., None], array, np.nan)
    if method is QuantityPool.LINEAR_FITTED:
        value = _linear_of_fits(kept, levels, weights, lower=lower, upper=upper, experts=experts, questions=questions)
    else:
        ranges = intrinsic_range(
            kept,
            levels=levels,
            overshoot=overshoot,
            logarithmic=logarithmic,
            lower=lower,
            upper=upper,
            questions=questions,
        )
        if method is QuantityPool.LINEAR:
            value = pool_linear_piecewise(
                kept,
                levels=levels,
                ranges=ranges,
                weights=weights,
                logarithmic=logarithmic,
                experts=experts,
                questions=questions,
            )
        else:
            pooled = _averaged(method, kept, levels, weights, share, experts, questions)
            # As the judgement of one expert, so that the pool has moments on the same range as the others.
            alone = pool_linear_piecewise(pooled[None], levels=levels, ranges=ranges, logarithmic=logarithmic)
            value = PooledQuantities(levels=levels_of(levels), quantiles=pooled, means=alone.means, sds=alone.sds)
    return Weighing(
        value=value,
        method=str(method),
        settings=settings,
        shape=array.shape,
        answered=int(there.sum()),
        warnings=_warnings_of(array, there, questions),
    )


def fit_panel(
    quantiles: ArrayLike,
    *,
    levels: ArrayLike,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    degrees_of_freedom: float = 3.0,
    families: Sequence[Family] | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> Weighing[tuple[tuple[Fits | None, ...], ...]]:
    """Fit families to every expert's quantiles of every question.

    Args:
        quantiles: (experts, questions, levels); NaN where missing, single levels too. levels: (levels,).
        lower: (questions,) or a number, NaN or left out where there is no limit. upper: the same.
        degrees_of_freedom: of the t and log-t families. families: which; all that can be fitted where left out.
        experts: their names, for errors and warnings. questions: theirs.

    Returns:
        By expert, then question: the fits, or None where nothing was answered. Warnings of the best fits name expert and question.

    Raises:
        As `fit_families`; names expert and question.
    """
    array = quantiles_of(quantiles, levels=levels, experts=experts, questions=questions)
    steps = levels_of(levels)
    bottom, top = _limits(lower, upper, array.shape[1])
    fits = tuple(
        tuple(
            None
            if np.isnan(array[expert, question]).all()
            else fit_families(
                array[expert, question],
                steps,
                lower=bottom[question],
                upper=top[question],
                degrees_of_freedom=degrees_of_freedom,
                families=families,
                expert=named(experts, expert),
                question=named(questions, question),
            )
            for question in range(array.shape[1])
        )
        for expert in range(array.shape[0])
    )
    return Weighing(
        value=fits,
        method="least squares on cumulative probabilities",
        settings={"degrees_of_freedom": degrees_of_freedom},
        shape=array.shape,
        answered=sum(one is not None for row in fits for one in row),
        warnings=tuple(
            f"expert {named(experts, expert)}, question {named(questions, question)}: {warning}"
            for expert, row in enumerate(fits)
            for question, one in enumerate(row)
            for warning in (one.warnings if one else ())
        ),
    )


def _averaged(  # noqa: PLR0917 - what any of three pools takes
    method: QuantityPool,
    array: FloatArray,
    levels: ArrayLike,
    weights: ArrayLike | None,
    share: float,
    experts: Names | None,
    questions: Names | None,
) -> FloatArray:
    if method is QuantityPool.VINCENT_TRIMMED:
        return pool_vincent_trimmed(array, levels=levels, share=share, experts=experts, questions=questions)
    average = pool_vincent if method is QuantityPool.VINCENT else pool_vincent_median
    return average(array, levels=levels, weights=weights, experts=experts, questions=questions)


def _linear_of_fits(
    array: FloatArray,
    levels: ArrayLike,
    weights: ArrayLike | None,
    *,
    lower: ArrayLike | None,
    upper: ArrayLike | None,
    experts: Names | None,
    questions: Names | None,
) -> PooledQuantities:
    steps = levels_of(levels)
    fitted = fit_panel(array, levels=steps, lower=lower, upper=upper, experts=experts, questions=questions).value
    quantiles = np.full((array.shape[1], steps.size), np.nan)
    means, sds = np.full(array.shape[1], np.nan), np.full(array.shape[1], np.nan)
    for question in range(array.shape[1]):
        best = [fits.best_fit.distribution if fits else None for fits in (row[question] for row in fitted)]
        try:
            mixture = Mixture.of(best, weights)
        except TooFew:  # nobody with a weight answered: NaN, as in every pool
            continue
        quantiles[question] = mixture.quantiles(steps)
        means[question], sds[question] = mixture.mean, mixture.sd
    return PooledQuantities(levels=steps, quantiles=quantiles, means=means, sds=sds)


def _limits(lower: ArrayLike | None, upper: ArrayLike | None, questions: int) -> tuple[list[float], list[float]]:
    ends = []
    for limit, unlimited in ((lower, -math.inf), (upper, math.inf)):
        array = np.broadcast_to(np.asarray(unlimited if limit is None else limit, dtype=np.float64), (questions,))
        ends.append([unlimited if math.isnan(value) else float(value) for value in array])
    return ends[0], ends[1]


def _settings_of(
    method: QuantityPool, *, weights: ArrayLike | None, share: float, overshoot: float
) -> dict[str, object]:
    settings: dict[str, object] = {}
    if method is QuantityPool.VINCENT_TRIMMED:
        settings["share"] = share
    else:
        settings["weights"] = None if weights is None else np.asarray(weights, dtype=np.float64)
    if method is not QuantityPool.LINEAR_FITTED:
        settings["overshoot"] = overshoot
    return settings


def _warnings_of(
    array: FloatArray, there: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], questions: Names | None
) -> tuple[str, ...]:
    warnings = []
    incomplete = int((~there & ~np.isnan(array).all(axis=2)).sum())
    if incomplete:
        warnings.append(f"{incomplete} judgement(s) lack a level and are left out")
    counts = there.sum(axis=0)
    for number, sentence in ((0, "nobody gave all levels of"), (1, "one expert alone answered")):
        which = [str(named(questions, int(question))) for question in np.flatnonzero(counts == number)]
        if which:
            shown = ", ".join(which[:10]) + (f" and {len(which) - 10} more" if len(which) > 10 else "")
            warnings.append(f"{sentence} question {shown}")
    return tuple(warnings)
