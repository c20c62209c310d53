"""A panel weighted by how it did on its seed questions: weights, and what it thinks by them on the questions that the editors could not answer."""

import math
from collections.abc import Mapping

from msgspec import Struct

from weighin.errors import BadJudgements, TooFew
from weighin.record.judgements import ChoiceJudgement, ProbabilityJudgement
from weighin.record.public import PublicRecord
from weighin.record.record import Record
from weighin.record.seeds import FEWEST_SEEDS
from weighin.weighing.arrays import FloatArray
from weighin.weighing.cooke.records import study_of_record
from weighin.weighing.cooke.report import CookeReport, report_study, weights_in
from weighin.weighing.cooke.settings import Settings, Weights


class Measured(Struct, frozen=True, kw_only=True):
    """How one panelist did. `calibration` is NaN for who answered no seed question; `weight` sums to 1 over all."""

    panelist: str
    seeds_answered: int
    calibration: float
    information: float
    weight: float


class WeightedPanel(Struct, frozen=True, kw_only=True, eq=False):
    """A panel with its weights.

    Attributes:
        report: the study that they come from, with the decision makers by performance and of equal weights. seeds: questions that count.
        measured: by panelist, in the order of the panel. by_weight, by_equal: of questions that are no seeds, the pool: quantiles at the levels that
            their judgements are pooled at, one probability, or one an option.
        warnings: what a reader should know.
    """

    report: CookeReport
    seeds: tuple[str, ...]
    measured: tuple[Measured, ...]
    by_weight: Mapping[str, tuple[float, ...]]
    by_equal: Mapping[str, tuple[float, ...]]
    warnings: tuple[str, ...]


def weigh_panel(record: Record | PublicRecord, settings: Settings | None = None) -> WeightedPanel | None:
    """Weigh a panel by its seed questions: global weights with the best cut-off where nothing else is asked for.

    Quantities and dates are the linear pool of the classical model; probabilities and choices are averaged with the same weights.

    Returns:
        None where fewer than `FEWEST_SEEDS` seed questions count, or nobody comes to any weight by them.
    """
    settings = settings or Settings()
    try:
        found = study_of_record(record)
        if len(found.seeds) < FEWEST_SEEDS:
            return None
        report = report_study(found.study, settings)
    except (TooFew, BadJudgements):
        return None
    if report.scores is None or settings.weights is Weights.EQUAL:
        return None
    weights = dict(zip(found.experts, _weights(report), strict=True))
    total = sum(weights.values())
    scores = report.scores.value
    measured = tuple(
        Measured(
            panelist=panelist,
            seeds_answered=int(scores.seeds_answered[place]),
            calibration=float(scores.calibration[place]),
            information=float(scores.information_seed[place]),
            weight=weights[panelist] / total,
        )
        for place, panelist in enumerate(found.experts)
    )
    by_performance, by_equal = (weighing.value for weighing in report.makers.values())
    everybody = dict.fromkeys((panelist.identifier for panelist in record.panel), 1.0)
    return WeightedPanel(
        report=report,
        seeds=found.seeds,
        measured=measured,
        by_weight=_quantiles(report, by_performance.quantiles) | _averages(record, weights),
        by_equal=_quantiles(report, by_equal.quantiles) | _averages(record, everybody),
        warnings=(*found.warnings, *report.warnings),
    )


def _weights(report: CookeReport) -> list[float]:
    """By expert: of global weights calibration times information, where the cut-off is reached; of others their mean over the items."""
    if report.scores is None or report.settings.weights is not Weights.GLOBAL:
        return weights_in(report)
    scores, cut_off = report.scores.value, report.maker.cut_off
    return [
        float(combined) if calibration >= cut_off * (1 - 1e-9) else 0.0  # NaN reaches nothing
        for combined, calibration in zip(scores.combined, scores.calibration, strict=True)
    ]


def _quantiles(report: CookeReport, quantiles: FloatArray) -> dict[str, tuple[float, ...]]:
    """Of the items that are no seeds, at their own levels."""
    levels = report.study.levels
    found = {}
    for place, item in enumerate(report.study.items):
        values = tuple(float(quantiles[place, levels.index(level)]) for level in item.levels or levels)
        if item.realisation is None and not any(map(math.isnan, values)):
            found[item.id] = values
    return found


def _averages(record: Record | PublicRecord, weights: Mapping[str, float]) -> dict[str, tuple[float, ...]]:
    """Question → the weighted mean of probabilities, or of the options of a choice, over those with weight who answered."""
    found = {}
    for question in record.questions:
        given = {
            panelist: _probabilities(answer.judgement)
            for answer in record.answers
            if answer.question == question.identifier
            if isinstance(answer.judgement, ProbabilityJudgement | ChoiceJudgement)
            for panelist in answer.panelists
        }
        total = sum(weights.get(panelist, 0.0) for panelist in given)
        if total > 0 and not question.seed:
            columns = zip(*(given[panelist] for panelist in given), strict=True)
            shares = [weights.get(panelist, 0.0) / total for panelist in given]
            found[question.identifier] = tuple(
                math.fsum(share * value for share, value in zip(shares, column, strict=True)) for column in columns
            )
    return found


def _probabilities(judgement: ProbabilityJudgement | ChoiceJudgement) -> tuple[float, ...]:
    if isinstance(judgement, ProbabilityJudgement):
        return (judgement.probability,)
    return judgement.probabilities
