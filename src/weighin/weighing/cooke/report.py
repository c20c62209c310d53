"""Everything that is said of a study at once: how each expert did, the decision maker beside the one of equal weights, and its robustness.

`weighin cooke` prints it; the columns of `cooke_columns` are its file.
"""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct, structs

from weighin.errors import TooFew
from weighin.tables import Columns
from weighin.weighing.cooke.deciding import (
    DecisionMaker,
    Robustness,
    Scores,
    decision_maker,
    leave_out_experts,
    leave_out_items,
    score_experts,
)
from weighin.weighing.cooke.settings import Settings, Weights
from weighin.weighing.cooke.study import Study
from weighin.weighing.result import Weighing

COLUMNS = (
    "part", "name", "item", "level", "value", "left_out", "cut_off", "calibration", "information_seed", "information_all", "combined", "weight"
)  # fmt: skip
MEASURES = ("calibration", "information_seed", "information_all", "combined")


class CookeReport(Struct, frozen=True, kw_only=True, eq=False):
    """A study with all that is said of it.

    Attributes:
        study: what was judged. settings: how the decision maker was made.
        scores: of the experts; None where no seed item was answered.
        makers: the decision makers by name, the one that was asked for first, then that of equal weights if it is another.
        without_items, without_experts: the first one again without each; None where that was not asked for, or where there is only one.
        warnings: what a reader should know.
    """

    study: Study
    settings: Settings
    scores: Weighing[Scores] | None
    makers: dict[str, Weighing[DecisionMaker]]
    without_items: Weighing[Robustness] | None = None
    without_experts: Weighing[Robustness] | None = None
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of the first decision maker."""
        return next(iter(self.makers))

    @property
    def maker(self) -> DecisionMaker:
        """The first decision maker."""
        return self.makers[self.name].value


def report_study(
    study: Study, settings: Settings | None = None, *, robustness: bool = False, together: int = 1
) -> CookeReport:
    """Score the experts of a study, combine them, and say how much hangs on single items and experts.

    Args:
        study: what was judged. settings: the usual ones where left out.
        robustness: whether to make the decision maker again without items and experts. together: how many at a time.

    Raises:
        As `decision_maker`.
    """
    settings = settings or Settings()
    chosen = decision_maker(study, settings)
    makers = {_name(settings): chosen}
    if settings.weights is not Weights.EQUAL:
        equal = structs.replace(settings, weights=Weights.EQUAL, cut_off=None)
        makers[_name(equal)] = decision_maker(study, equal)
    try:
        scores = score_experts(study, settings)
    except TooFew:  # equal weights need no seed item, and then there is nothing to score
        scores = None
    without_items, without_experts, notes = None, None, []
    if robustness:
        try:
            without_items = leave_out_items(study, settings, number=together)
            without_experts = leave_out_experts(study, settings, number=together)
        except TooFew as error:
            notes.append(str(error))
    found = [each for each in (scores, chosen, without_items, without_experts) if each]
    warnings = dict.fromkeys(warning for each in found for warning in each.warnings)
    return CookeReport(
        study=study,
        settings=settings,
        scores=scores,
        makers=makers,
        without_items=without_items,
        without_experts=without_experts,
        warnings=(*warnings, *notes),
    )


def cooke_columns(report: CookeReport) -> Columns:
    """A report as one table; `part` says what a row is: scores, quantiles, without item, without expert. What a part has not is missing."""
    rows = [*_rows_of_scores(report), *_rows_of_quantiles(report), *_rows_of_robustness(report)]
    return {name: [row.get(name) for row in rows] for name in COLUMNS}


def weights_in(report: CookeReport) -> list[float]:
    """The weight of each expert with the first decision maker: the mean over the items that the expert answered, 0 for who has none."""
    weights = report.maker.weights
    with np.errstate(invalid="ignore"):
        counts = (~np.isnan(weights) & (weights > 0)).sum(axis=1)
    return [float(np.nansum(row) / count) if count else 0.0 for row, count in zip(weights, counts, strict=True)]


def _rows_of_scores(report: CookeReport) -> Iterator[dict[str, object]]:
    if report.scores:
        for place, weight in enumerate(weights_in(report)):
            measured = {name: _number(getattr(report.scores.value, name)[place]) for name in MEASURES}
            yield {"part": "scores", "name": report.study.experts[place].id, **measured, "weight": weight}
    for name, weighing in report.makers.items():
        measured = {each: _number(getattr(weighing.value, each)) for each in MEASURES}
        if measured["calibration"] is None:  # without seed items there is nothing to combine
            measured["combined"] = None
        yield {"part": "scores", "name": name, **measured, "cut_off": weighing.value.cut_off}


def _rows_of_quantiles(report: CookeReport) -> Iterator[dict[str, object]]:
    for name, weighing in report.makers.items():
        for item, level in np.ndindex(weighing.value.quantiles.shape):
            value = _number(float(weighing.value.quantiles[item, level]))
            if value is not None:
                yield {
                    "part": "quantiles",
                    "name": name,
                    "item": report.study.items[item].id,
                    "level": report.study.levels[level],
                    "value": value,
                }


def _rows_of_robustness(report: CookeReport) -> Iterator[dict[str, object]]:
    for part, table in (("without item", report.without_items), ("without expert", report.without_experts)):
        for place, left_out in enumerate(table.value.left_out if table else ()):
            measured = (
                {name: _number(getattr(table.value, name)[place]) for name in (*MEASURES, "cut_off")} if table else {}
            )
            yield {"part": part, "name": report.name, "left_out": ", ".join(left_out), **measured}


def _name(settings: Settings) -> str:
    return f"{settings.weights.value} weights" + (", optimised" if settings.optimised else "")


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
