"""Calibration of all forecasts, and of groups of them: curve, parts of the score, discrimination, coverage, with intervals."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from math import isnan
from typing import Any, Final

import numpy as np
from msgspec import Struct

from weighin.errors import TooFew
from weighin.settling.calibration.corp import Reliability, consistency_band, reliability_of
from weighin.settling.calibration.coverage import QuantileCoverage, coverage_of_quantiles
from weighin.settling.calibration.discrimination import RocCurve, area_under_roc, roc_curve
from weighin.settling.calibration.resampling import SHARE, Interval, resampled_intervals
from weighin.settling.forecasts.forecasts import ForecastKind, Forecasts
from weighin.tables import Columns, frame_of
from weighin.weighing.arrays import FloatArray

RESAMPLES: Final = 500  # a curve is fitted on each
BAND: Final = 200
FEW: Final = 30
DAY: Final = 86_400
ALL: Final = "all"
UNNAMED: Final = "not said"
HORIZONS: Final = (
    (7, "under a week"),
    (31, "a week to a month"),
    (92, "one to three months"),
    (366, "three months to a year"),
)
LONGEST: Final = "over a year"


class GroupBy(StrEnum):
    """What forecasts are grouped by: the subject of the question, the year they were made in, how long before, or who made them."""

    SUBJECT = "subject"
    PERIOD = "period"
    HORIZON = "horizon"
    EXPERT = "expert"


class GroupCalibration(Struct, frozen=True, kw_only=True):
    """The calibration of the yes/no forecasts of a group.

    Attributes:
        base_rate: the share that happened. mean_forecast: of the forecasts.
        brier, miscalibration, discrimination, uncertainty: the mean Brier score and its parts; area: under the ROC curve, value NaN where all
            happened or nothing did. Each with its interval, whole questions drawn; ends NaN with fewer than two questions.
        curve: the reliability curve. band: lower and upper edge, (forecasts,), where the curve of calibrated forecasts would lie.
        roc: None where all happened or nothing did.
    """

    group: str
    forecasts: int
    questions: int
    base_rate: float
    mean_forecast: float
    brier: Interval
    miscalibration: Interval
    discrimination: Interval
    uncertainty: Interval
    area: Interval
    curve: Reliability
    band: tuple[FloatArray, FloatArray]
    roc: RocCurve | None


class GroupCoverage(Struct, frozen=True, kw_only=True):
    """How often the truth lay at or below the quantiles of a group: of those with the same levels."""

    group: str
    questions: int
    coverage: QuantileCoverage


class CalibrationReport(Struct, frozen=True, kw_only=True):
    """All forecasts first, then the groups in the order of their names."""

    source: str
    by: str
    groups: tuple[GroupCalibration, ...]
    coverages: tuple[GroupCoverage, ...]
    left_out: Mapping[str, int]
    warnings: tuple[str, ...] = ()

    def columns(self) -> Columns:
        """The yes/no forecasts as a table, one row a group."""
        table: dict[str, list[object]] = {
            name: [getattr(group, name) for group in self.groups]
            for name in ("group", "forecasts", "questions", "base_rate", "mean_forecast")
        }
        for name in ("brier", "miscalibration", "discrimination", "uncertainty", "area"):
            for end, called in (("value", name), ("low", f"{name}_low"), ("high", f"{name}_high")):
                table[called] = [getattr(getattr(group, name), end) for group in self.groups]
        return table

    def to_frame(self, backend: str = "polars") -> Any:
        """The yes/no forecasts as a data frame of polars, pandas or pyarrow, whichever is named and installed.

        Raises:
            NotAccepted: no such library.
        """
        return frame_of(self.columns(), backend)

    def coverage_columns(self) -> Columns:
        """The quantiles as a table, one row a group and level."""
        rows = [
            (each.group, each.questions, each.coverage.settled, *level)
            for each in self.coverages
            for level in zip(
                each.coverage.levels.tolist(),
                each.coverage.below.tolist(),
                each.coverage.standard_errors.tolist(),
                strict=True,
            )
        ]
        names = ("group", "questions", "forecasts", "level", "at_or_below", "standard_error")
        return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def calibration_report(
    forecasts: Forecasts, *, seed: int, by: GroupBy | None = None, resamples: int = RESAMPLES
) -> CalibrationReport:
    """Calibration of the yes/no forecasts and coverage of the quantities.

    Args:
        forecasts: those that count, as `counted_forecasts` gives them. by: what to group by too; all as one where left out.
        seed: of the questions and outcomes that are drawn. resamples: how many sets of questions are drawn.

    Raises:
        TooFew: no yes/no forecast and no quantity counts.
    """
    labels = np.array(_labels(forecasts, by) if by else [ALL] * len(forecasts.experts), dtype=object)
    names = [ALL, *(sorted(set(labels.tolist()), key=_order) if by else [])]
    yes_no = _yes_no(forecasts, labels)
    found = [_group(name, yes_no, seed=seed, resamples=resamples) for name in names]
    groups = [group for group in found if group]
    coverages = [coverage for name in names for coverage in _coverages(name, forecasts, labels)]
    if not groups and not coverages:
        counted = ", ".join(f"{count} {reason}" for reason, count in forecasts.left_out.items())
        msg = f"no yes/no forecast and no quantity is settled and due ({counted or 'none is there'})"
        raise TooFew(msg)
    return CalibrationReport(
        source=forecasts.source,
        by=by or "",
        groups=tuple(groups),
        coverages=tuple(coverages),
        left_out=forecasts.left_out,
        warnings=tuple(_warnings(forecasts, groups)),
    )


class _YesNo(Struct, frozen=True):
    """The yes/no forecasts in the order of the file."""

    probabilities: FloatArray
    outcomes: FloatArray
    questions: tuple[str, ...]
    labels: np.ndarray


def _yes_no(forecasts: Forecasts, labels: np.ndarray) -> _YesNo:
    places = forecasts.places_of(ForecastKind.YES_NO)
    values, outcomes = np.full(labels.size, np.nan), np.full(labels.size, np.nan)
    for batch in forecasts.batches:
        if batch.kind is ForecastKind.YES_NO:
            values[batch.places], outcomes[batch.places] = batch.given, batch.outcomes
    return _YesNo(
        values[places],
        outcomes[places],
        tuple(forecasts.questions[place] for place in places.tolist()),
        labels[places],
    )


def _group(name: str, forecasts: _YesNo, *, seed: int, resamples: int) -> GroupCalibration | None:
    chosen = np.flatnonzero((forecasts.labels == name) | (name == ALL))
    if not chosen.size:
        return None
    given, happened = forecasts.probabilities[chosen], forecasts.outcomes[chosen]
    questions = [forecasts.questions[place] for place in chosen.tolist()]

    def figures(drawn: np.ndarray) -> list[float]:
        found = reliability_of(given[drawn], happened[drawn])
        parts = [found.mean, found.miscalibration, found.discrimination, found.uncertainty]
        return [*parts, _area(given[drawn], happened[drawn])]

    curve = reliability_of(given, happened)
    intervals = _intervals(figures, questions, seed=seed, resamples=resamples)
    return GroupCalibration(
        group=name,
        forecasts=given.size,
        questions=len(set(questions)),
        base_rate=float(happened.mean()),
        mean_forecast=float(given.mean()),
        brier=intervals[0],
        miscalibration=intervals[1],
        discrimination=intervals[2],
        uncertainty=intervals[3],
        area=intervals[4],
        curve=curve,
        band=consistency_band(curve.probabilities, seed=seed, resamples=BAND),
        roc=roc_curve(given, happened) if 0 < happened.sum() < happened.size else None,
    )


def _area(given: FloatArray, happened: FloatArray) -> float:
    return area_under_roc(given, happened) if 0 < happened.sum() < happened.size else float("nan")


def _intervals(
    figures: Callable[[np.ndarray], list[float]], questions: list[str], *, seed: int, resamples: int
) -> tuple[Interval, ...]:
    """With one question nothing can be drawn: figures without intervals."""
    try:
        return resampled_intervals(figures, questions, seed=seed, share=SHARE, resamples=resamples)
    except TooFew:
        nothing = float("nan")
        return tuple(
            Interval(value=value, low=nothing, high=nothing, share=SHARE, clusters=1, resamples=0, failed=0)
            for value in figures(np.arange(len(questions)))
        )


def _coverages(name: str, forecasts: Forecasts, labels: np.ndarray) -> Iterator[GroupCoverage]:
    for batch in forecasts.batches:
        chosen = (labels[batch.places] == name) | (name == ALL)
        if batch.levels is None or not chosen.any():
            continue
        yield GroupCoverage(
            group=name,
            questions=len({forecasts.questions[place] for place in batch.places[chosen].tolist()}),
            coverage=coverage_of_quantiles(
                batch.given[chosen][np.newaxis], batch.outcomes[chosen], levels=batch.levels
            ),
        )


def _labels(forecasts: Forecasts, by: GroupBy) -> list[str]:
    match by:
        case GroupBy.EXPERT:
            return list(forecasts.experts)
        case GroupBy.SUBJECT:
            return [subject or UNNAMED for subject in forecasts.subjects]
        case GroupBy.PERIOD:
            at = np.where(np.isnan(forecasts.times), forecasts.scheduled, forecasts.times)
            return [_year(moment) for moment in at.tolist()]
        case GroupBy.HORIZON:
            days = (forecasts.scheduled - forecasts.times) / DAY
            return [
                horizon or _horizon(ahead) for horizon, ahead in zip(forecasts.horizons, days.tolist(), strict=True)
            ]


def _year(moment: float) -> str:
    return UNNAMED if isnan(moment) else str(dt.datetime.fromtimestamp(moment, dt.UTC).year)


def _horizon(days: float) -> str:
    if isnan(days):
        return UNNAMED
    return next((words for bound, words in HORIZONS if days < bound), LONGEST)


def _order(label: str) -> tuple[int, float, str]:
    """Spans of time from short to long, numbers by size, the rest by letter, what is not said last."""
    spans = [*(words for _, words in HORIZONS), LONGEST]
    if label in spans:
        return 0, float(spans.index(label)), ""
    if label == UNNAMED:
        return 2, 0.0, ""
    return (0, float(label), "") if label.lstrip("-").isdecimal() else (1, 0.0, label)


def _warnings(forecasts: Forecasts, groups: list[GroupCalibration]) -> Iterator[str]:
    for kind, why in (
        (ForecastKind.CHOICE, "options have no reliability curve here"),
        (ForecastKind.RANGE, "a range has no one probability that could be calibrated"),
    ):
        if count := forecasts.places_of(kind).size:
            yield f"left out are {count} {kind}: {why}"
    few = [group.group for group in groups if group.forecasts < FEW]
    if few:
        yield f"fewer than {FEW} forecasts, so that the curve is mostly luck: {', '.join(few[:5])}" + (
            f" and {len(few) - 5} more" if len(few) > 5 else ""
        )
