"""Scores of experts and decision makers, by Cooke's classical model: the faces of this room."""

from itertools import combinations, islice
from math import comb
from typing import TypeVar

import numpy as np
from msgspec import Struct

from weighin.errors import BadJudgements, TooFew
from weighin.weighing.arrays import FloatArray
from weighin.weighing.cooke.performance import performance_of
from weighin.weighing.cooke.scaled import Scaled, cells_of, require_density, scaled_of
from weighin.weighing.cooke.settings import Settings, Weights
from weighin.weighing.cooke.study import Study
from weighin.weighing.cooke.variants import decide
from weighin.weighing.result import Weighing

Value = TypeVar("Value")
MOST_VARIANTS = 1_000_000  # beyond this a table is a mistake: 5 of 50 are 2 million
AT_A_TIME = 5_000  # variants whose masks are in memory together


class Scores(Struct, frozen=True, kw_only=True, eq=False):
    """How each expert did.

    Attributes:
        experts: ids, in order. calibration: (experts,), statistical accuracy, in [0, 1]; NaN for an expert who answered no seed item.
        information_seed, information_all: (experts,), in natural units, mean over the seed items (all items) that were answered.
        combined: (experts,), calibration times information_seed. information: (experts, items), NaN where not answered.
        seeds_answered: (experts,). counts: (experts, bins), realisations by the bin that they fell into.
        expected: (bins,), the shares that a perfectly calibrated expert has in the long run.
        lower, upper: (items,), the intrinsic range, in the item's unit.
    """

    experts: tuple[str, ...]
    calibration: FloatArray
    information_seed: FloatArray
    information_all: FloatArray
    combined: FloatArray
    information: FloatArray
    seeds_answered: FloatArray
    counts: FloatArray
    expected: FloatArray
    lower: FloatArray
    upper: FloatArray


class DecisionMaker(Struct, frozen=True, kw_only=True, eq=False):
    """The experts together, as one distribution an item, and how it would have done as an expert.

    Attributes:
        cut_off: the statistical accuracy that an expert had to reach. quantiles: (items, levels), in the item's unit; NaN at levels
            that the item does not use, and where nobody with weight answered.
        calibration, information_seed, information_all, combined: as for an expert.
        counts: (bins,), realisations by the bin that they fell into. weights: (experts, items), as they were used: summing to 1 over
            those who answered. lower, upper: (items,), the intrinsic range, in the item's unit.
    """

    cut_off: float
    calibration: float
    information_seed: float
    information_all: float
    combined: float
    quantiles: FloatArray
    weights: FloatArray
    counts: FloatArray
    lower: FloatArray
    upper: FloatArray


class Robustness(Struct, frozen=True, kw_only=True, eq=False):
    """The decision maker again without some experts or items.

    Attributes:
        left_out: (variants,), ids of those left out together. The rest: (variants,), NaN where the rest makes no decision maker.
    """

    left_out: tuple[tuple[str, ...], ...]
    cut_off: FloatArray
    calibration: FloatArray
    information_seed: FloatArray
    information_all: FloatArray
    combined: FloatArray


def score_experts(study: Study, settings: Settings | None = None) -> Weighing[Scores]:
    """Score each expert on the seed items.

    Statistical accuracy is the p-value of the hypothesis that the expert's quantiles are right, by the likelihood ratio test, for all
    experts on the smallest number of seed items that any of them answered. A realisation on a quantile falls into the lower bin.

    Args:
        study: with at least one expert and one seed item. settings: overshoot and calibration power; the usual ones where left out.

    Raises:
        TooFew: no expert, or no seed item that somebody answered. BadJudgements: two equal quantiles, or one on the intrinsic range.

    Source: Cooke (1991), Experts in Uncertainty, ch. 8 and 12; Colson & Cooke (2017), Reliab. Eng. Syst. Saf. 163, 109-120, eq. 1-4.
    """
    settings = settings or Settings()
    scaled, warnings = _prepared(study, settings, needs_seeds=True)
    experts, items = _everybody(study, 1), _everything(study, 1)
    cells = cells_of(scaled, experts)
    found = performance_of(scaled, cells, experts=experts, items=items, calibration_power=settings.calibration_power)
    lower, upper = _ends(study, scaled)
    scores = Scores(
        experts=tuple(expert.id for expert in study.experts),
        calibration=found.calibration[0],
        information_seed=found.information_seed[0],
        information_all=found.information_all[0],
        combined=found.calibration[0] * found.information_seed[0],
        information=np.where(scaled.answered, found.information, np.nan).T,
        seeds_answered=found.counts[0].sum(axis=1),
        counts=found.counts[0],
        expected=np.diff(np.concatenate([[0.0], scaled.shared, [1.0]])),
        lower=lower,
        upper=upper,
    )
    plain: dict[str, object] = {"overshoot": settings.overshoot, "calibration_power": settings.calibration_power}
    return _weighing(study, scores, "Cooke's classical model: scores of experts", plain, warnings)


def decision_maker(study: Study, settings: Settings | None = None) -> Weighing[DecisionMaker]:
    """Combine the experts: on each item a mixture of their distributions, by the weights that the settings ask for.

    Each expert's distribution has the stated quantiles and is otherwise as uninformative as it can be on the intrinsic range: uniform
    (in the logarithm, on a logarithmic item) between neighbouring quantiles. Where an expert with weight gave no judgement the
    weights of the others are renormalised. With no cut-off given, global and item weights take the one of the experts' accuracies
    that makes the decision maker's combined score highest, and the lowest where several do.

    Args:
        study: what was judged. settings: the usual ones (global weights, optimised, overshoot 0.1) where left out.

    Raises:
        TooFew: nobody reaches the cut-off, nobody has weight, or there is no seed item where one is needed.
        BadJudgements: two equal quantiles, one on the intrinsic range, or no weights given where they are to be.

    Source: Cooke (1991), ch. 12; Cooke & Goossens (2008), Reliab. Eng. Syst. Saf. 93, 657-674, section 3.
    """
    settings = settings or Settings()
    scaled, warnings = _prepared(study, settings, needs_seeds=settings.by_performance)
    found = decide(
        scaled, settings, experts=_everybody(study, 1), items=_everything(study, 1), given=_given(study, settings)
    )
    if np.isnan(found.cut_off[0]):
        raise TooFew(_nobody(settings))
    unscaled = found.quantiles[0].copy()
    unscaled[study.is_log] = np.exp(unscaled[study.is_log])
    # The detour by logarithms must not move a quantile that is one expert's own.
    quantiles = np.full((len(study.items), len(study.levels)), np.nan)
    quantiles[:, : unscaled.shape[1]] = _as_given(unscaled, study)
    lower, upper = _ends(study, scaled)
    maker = DecisionMaker(
        cut_off=float(found.cut_off[0]),
        calibration=float(found.calibration[0]),
        information_seed=float(found.information_seed[0]),
        information_all=float(found.information_all[0]),
        combined=float(found.combined[0]),
        quantiles=quantiles,
        weights=found.weights[0].T,
        counts=found.counts[0],
        lower=lower,
        upper=upper,
    )
    empty = [
        f"item {study.items[item].id}: nobody with weight gave a judgement, so the decision maker has none"
        for item in np.flatnonzero(np.isnan(quantiles).all(axis=1))
    ]
    return _weighing(study, maker, _method(settings), settings.plain(), (*warnings, *empty))


def leave_out_experts(study: Study, settings: Settings | None = None, *, number: int = 1) -> Weighing[Robustness]:
    """The decision maker again for each way to leave out some experts; the intrinsic ranges are those of the rest.

    Args:
        study, settings: as for `decision_maker`. number: how many are left out together.

    Raises:
        TooFew: nobody would be left. BadJudgements: more combinations than anyone can read.
    """
    return _leave_out(study, settings or Settings(), number, experts=True)


def leave_out_items(study: Study, settings: Settings | None = None, *, number: int = 1) -> Weighing[Robustness]:
    """The decision maker again for each way to leave out some seed items.

    Args:
        study, settings: as for `decision_maker`. number: how many are left out together.

    Raises:
        TooFew: no seed item would be left. BadJudgements: more combinations than anyone can read.
    """
    return _leave_out(study, settings or Settings(), number, experts=False)


def _leave_out(study: Study, settings: Settings, number: int, *, experts: bool) -> Weighing[Robustness]:
    scaled, warnings = _prepared(study, settings, needs_seeds=settings.by_performance or not experts)
    among = np.arange(len(study.experts)) if experts else scaled.seeds
    what = "expert" if experts else "seed item"
    if not 1 <= number < among.size:
        msg = f"expected to leave out at least 1 and fewer than all {among.size} {what}s, found {number}"
        raise TooFew(msg)
    count = comb(among.size, number)
    if count > MOST_VARIANTS:
        msg = f"leaving out {number} of {among.size} {what}s can be done in {count} ways; leave out fewer"
        raise BadJudgements(msg)
    names = [expert.id for expert in study.experts] if experts else [item.id for item in study.items]
    given = _given(study, settings)
    ways = combinations(among.tolist(), number)
    left_out: list[tuple[str, ...]] = []
    found = []
    while some := list(islice(ways, AT_A_TIME)):
        left_out.extend(tuple(names[place] for place in way) for way in some)
        people, things = _everybody(study, len(some)), _everything(study, len(some))
        (people if experts else things)[np.arange(len(some))[:, None], np.array(some)] = False
        decided = decide(scaled, settings, experts=people, items=things, given=given)
        found.append(
            (decided.cut_off, decided.calibration, decided.information_seed, decided.information_all, decided.combined)
        )
    cut_off, calibration, information_seed, information_all, combined = (
        np.concatenate(parts) for parts in zip(*found, strict=True)
    )
    nothing = tuple(
        f"without {', '.join(left_out[variant])} nobody has weight, so there is no decision maker"
        for variant in np.flatnonzero(np.isnan(cut_off))
    )
    table = Robustness(
        left_out=tuple(left_out),
        cut_off=cut_off,
        calibration=calibration,
        information_seed=information_seed,
        information_all=information_all,
        combined=combined,
    )
    plain = {**settings.plain(), "left out together": number}
    return _weighing(study, table, f"{_method(settings)}, without each {what}", plain, (*warnings, *nothing))


def _prepared(study: Study, settings: Settings, *, needs_seeds: bool) -> tuple[Scaled, tuple[str, ...]]:
    if not study.experts or not study.items:
        msg = f"expected at least one expert and one item, found {len(study.experts)} and {len(study.items)}"
        raise TooFew(msg)
    scaled = scaled_of(study, overshoot=settings.overshoot)
    require_density(study, scaled)
    if not scaled.answered.any():
        msg = "expected at least one judgement, found none"
        raise TooFew(msg)
    if needs_seeds and not scaled.answered[scaled.seeds].any():
        msg = "no seed item (one with a realisation) was answered, so performance cannot be measured; equal weights need none"
        raise TooFew(msg)
    if scaled.seeds.size and not scaled.shared.size:
        msg = "the seed items have no level of quantiles in common, so no accuracy can be computed"
        raise TooFew(msg)
    return scaled, tuple(_warnings(study, scaled))


def _warnings(study: Study, scaled: Scaled) -> list[str]:
    found = [
        f"expert {study.experts[expert].id}, item {study.items[item].id}: levels are missing, so the judgement counts as none"
        for expert, item in np.argwhere(study.incomplete(scaled.used))
    ]
    answered = scaled.answered[scaled.seeds].sum(axis=0)
    if scaled.seeds.size:
        found += [
            f"expert {study.experts[expert].id}: no seed item answered, so there is no statistical accuracy, and no weight by performance"
            for expert in np.flatnonzero(answered == 0)
        ]
        least = answered[answered > 0]
        if least.size and least.min() < answered.max():
            found.append(
                f"experts answered {least.min()} to {answered.max()} seed items; the test is equalised to {least.min()} for all"
            )
        used = scaled.used[scaled.seeds]
        if (used.any(axis=0) != used.all(axis=0)).any():
            shared = ", ".join(f"{level:g}" for level in scaled.shared)
            found.append(
                f"the seed items differ in their levels; statistical accuracy is computed on those they share: {shared}"
            )
    return found


def _everybody(study: Study, variants: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.ones((variants, len(study.experts)), dtype=np.bool_)


def _everything(study: Study, variants: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.ones((variants, len(study.items)), dtype=np.bool_)


def _given(study: Study, settings: Settings) -> FloatArray:
    given = np.array([expert.weight or 0.0 for expert in study.experts])
    if settings.weights is Weights.GIVEN and not given.any():
        msg = "expected a weight above 0 for at least one expert of the study, found none"
        raise BadJudgements(msg)
    return given


def _ends(study: Study, scaled: Scaled) -> tuple[FloatArray, FloatArray]:
    cells = cells_of(scaled, _everybody(study, 1))
    with np.errstate(over="ignore"):
        return (
            np.where(study.is_log, np.exp(np.where(study.is_log, cells.lower, 0.0)), cells.lower),
            np.where(study.is_log, np.exp(np.where(study.is_log, cells.upper, 0.0)), cells.upper),
        )


def _as_given(quantiles: FloatArray, study: Study) -> FloatArray:
    for item in np.flatnonzero(study.is_log):
        for level in range(quantiles.shape[1]):
            own = study.assessments[:, item, level]
            same = own[np.isclose(own, quantiles[item, level], rtol=1e-14, atol=0.0)]
            if same.size:
                quantiles[item, level] = same[0]
    return quantiles


def _nobody(settings: Settings) -> str:
    if settings.cut_off:
        return f"no expert reaches the cut-off of {settings.cut_off:g}, so nobody has weight; choose a lower one"
    return "no expert has any weight: no statistical accuracy or no information is above 0"


def _method(settings: Settings) -> str:
    return f"Cooke's classical model: {settings.weights.value} weights{', optimised' if settings.optimised else ''}"


def _weighing(
    study: Study, value: Value, method: str, plain: dict[str, object], warnings: tuple[str, ...]
) -> Weighing[Value]:
    return Weighing(
        value=value,
        method=method,
        shape=study.assessments.shape,
        answered=int(study.answered().sum()),
        settings=plain,
        warnings=warnings,
    )
