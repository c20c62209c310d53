"""`weighin calibration`: whether what was called 70 per cent happened in seven of ten cases."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.forecast_options import AsJson, AsOf, Outcomes, Seed, Source, Unhedged, Versions, Which, read_and_count
from weighin.cli.outputs import (
    Out,
    add_row,
    draw,
    left_out_in_words,
    number,
    print_json,
    require_endings,
    say,
    show_tables,
    table_of,
    write_result,
)

if TYPE_CHECKING:
    from rich.table import Table

    from weighin.settling.calibration.report import CalibrationReport, GroupCalibration
    from weighin.settling.calibration.resampling import Interval

EXAMPLES = examples(
    "weighin calibration forecasts.csv                            curve, parts of the Brier score, discrimination",
    "weighin calibration forecasts.csv --plot reliability.svg     the reliability diagram",
    "weighin calibration forecasts.csv --by horizon --roc roc.svg how long before, and the ROC curves",
    "weighin calibration my-hub/ --by horizon                     how often the truth lay at or below each quantile",
)


PARTS = (
    "forecasts: how many on how many questions; happened: the share that did; said: the mean forecast; below a figure its 90 % interval\n"
    "Brier = MCB (miscalibration) − DSC (discrimination) + UNC (uncertainty); ROC area: 0.5 for guessing"
)


class By(StrEnum):
    """What to group by."""

    SUBJECT = "subject"
    PERIOD = "period"
    HORIZON = "horizon"
    EXPERT = "expert"


def calibration(
    source: Source,
    outcomes: Outcomes = None,
    by: Annotated[
        By | None,
        typer.Option(
            help="Group by the subject of the question, the year of the forecast, how long before it was made, or who made it.",
            show_default=False,
        ),
    ] = None,
    resamples: Annotated[
        int, typer.Option(min=20, metavar="N", help="How many sets of questions are drawn for the intervals.")
    ] = 500,
    versions: Which = Versions.LAST,
    as_of: AsOf = None,
    with_unhedged: Unhedged = False,
    seed: Seed = 1,
    as_json: AsJson = False,
    out: Out = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Draw the reliability diagram into FILE.svg, .png or .html.", show_default=False
        ),
    ] = None,
    roc: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the ROC curve into FILE.svg, .png or .html.", show_default=False),
    ] = None,
) -> None:
    """Calibration of yes/no forecasts and coverage of quantities: of what was called 70 per cent, did seven in ten happen?

    The mean Brier score is miscalibration less discrimination plus uncertainty (CORP: isotonic regression, no bins). Intervals come from
    drawing whole questions. A question counts once it is settled and its scheduled day has come; what is left out is counted.
    """
    require_endings(out, plot, roc)
    _, forecasts = read_and_count(
        source, outcomes=outcomes, as_of=as_of, versions=versions, with_unhedged=with_unhedged
    )
    say(forecasts.warnings)
    from weighin.settling.calibration.report import GroupBy, calibration_report  # arrays are not loaded for --help

    report = calibration_report(forecasts, seed=seed, by=GroupBy(by.value) if by else None, resamples=resamples)
    say(report.warnings)
    if out:
        write_result(out, report, report.columns() if report.groups else report.coverage_columns())
    for path in (plot, roc):
        if path:
            _draw(report, path, is_roc=path is roc)
    if as_json:
        print_json(report)
    elif not out:
        show_tables(_tables(report))


def _draw(report: "CalibrationReport", path: Path, *, is_roc: bool) -> None:
    from weighin.errors import TooFew
    from weighin.publishing.figures.reliability import reliability_figure  # only where something is drawn
    from weighin.publishing.figures.roc import roc_figure

    if not report.groups:
        msg = "no yes/no forecast counts, and of quantities there is no such figure"
        raise TooFew(msg)
    draw(path, lambda: roc_figure(report) if is_roc else reliability_figure(report))


def _tables(report: "CalibrationReport") -> list["Table"]:
    tables = []
    caption = left_out_in_words(report.left_out)
    if report.groups:
        table = table_of(
            f"Calibration of yes/no forecasts: {report.source}",
            [report.by or "", "forecasts", "happened", "said", "Brier", "MCB", "DSC", "UNC", "ROC area"],
            caption="\n".join(filter(None, [PARTS, caption])),
        )
        for group in report.groups:
            add_row(table, group.group, *_cells(group))
        tables.append(table)
    if report.coverages:
        table = table_of(
            f"Coverage of quantiles: {report.source}",
            [report.by or "", "forecasts", "questions", "level", "truth at or below", "± standard error"],
            caption=caption if not report.groups else "",
        )
        for each in report.coverages:
            found = each.coverage
            rows = zip(found.levels.tolist(), found.below.tolist(), found.standard_errors.tolist(), strict=True)
            for place, (level, below, error) in enumerate(rows):
                counts = [str(found.settled), str(each.questions)] if place == 0 else ["", ""]
                add_row(table, "" if place else each.group, *counts, f"{level:g}", number(below), number(error))
        tables.append(table)
    return tables


def _cells(group: "GroupCalibration") -> list[str]:
    return [
        f"{group.forecasts} on {group.questions}",
        number(group.base_rate, 2),
        number(group.mean_forecast, 2),
        *(_with_interval(figure) for figure in (group.brier, group.miscalibration, group.discrimination)),
        number(group.uncertainty.value),
        _with_interval(group.area),
    ]


def _with_interval(figure: "Interval") -> str:
    """The figure, and below it its interval."""
    low, high = number(figure.low, 2), number(figure.high, 2)
    return number(figure.value) if "—" in (low, high) else f"{number(figure.value)}\n{low}–{high}"
