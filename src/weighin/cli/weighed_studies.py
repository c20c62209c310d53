"""What a person sees of a study on a terminal: scores, the decision maker's quantiles, its robustness."""

import numpy as np
from rich.console import Console
from rich.text import Text

from weighin.cli.tables import console, new_table
from weighin.cli.weighed import number, print_title
from weighin.weighing.cooke.deciding import DecisionMaker, Robustness
from weighin.weighing.cooke.report import CookeReport, weights_in
from weighin.weighing.result import Weighing

MEASURES = ("calibration", "information_seed", "information_all", "combined")
HEADINGS = ("accuracy", "information on seeds", "on all", "combined")


def print_study(report: CookeReport, source: str) -> None:
    """How every expert and decision maker did, what the decision maker says, and on whom it hangs."""
    to = console()
    study = report.study
    seeds = sum(item.realisation is not None for item in study.items)
    print_title(
        f"{source}: {len(study.experts)} experts, {seeds} seed items, {len(study.items) - seeds} targets", to=to
    )
    _print_scores(report, to)
    _print_quantiles(report, to)
    for what, table in (("item", report.without_items), ("expert", report.without_experts)):
        if table:
            _print_robustness(f"{report.name}, without each {what}", table, to)


def _print_scores(report: CookeReport, to: Console) -> None:
    table = new_table("Scores")
    for heading in ("who", *HEADINGS, "weight"):
        table.add_column(heading, justify="left" if heading == "who" else "right")
    if report.scores:
        scores, weights = report.scores.value, weights_in(report)
        order = np.argsort(-np.nan_to_num(scores.combined), kind="stable")
        for place in order:
            expert = report.study.experts[place]
            measured = (_score(getattr(scores, name)[place]) for name in MEASURES)
            table.add_row(Text(expert.name or expert.id), *measured, f"{weights[place]:.3f}" if weights[place] else "—")
    for name, weighing in report.makers.items():
        table.add_row(Text(name, style="bold"), *_measures(weighing.value), "")
    to.print(table)
    if report.settings.by_performance:
        to.print(Text(f"cut-off: an accuracy of {_score(report.maker.cut_off)} or more has weight", style="dim"))


def _measures(maker: DecisionMaker) -> list[str]:
    measured = [_score(float(getattr(maker, name))) for name in MEASURES]
    return [*measured[:3], "—"] if np.isnan(maker.calibration) else measured


def _print_quantiles(report: CookeReport, to: Console) -> None:
    study = report.study
    table = new_table(f"Decision maker: {report.name}")
    table.add_column("item", ratio=1)
    for level in study.levels:
        table.add_column(f"{level * 100:g} %", justify="right", no_wrap=True)
    table.add_column("came true", justify="right", no_wrap=True)
    for place, item in enumerate(study.items):
        words = f"{item.id} {item.question}".strip() + (f" [{item.unit}]" if item.unit else "")
        true = "" if item.realisation is None else number(item.realisation, 4)
        table.add_row(Text(words), *(number(float(value), 4) for value in report.maker.quantiles[place]), true)
    to.print(table)


def _print_robustness(title: str, weighing: Weighing[Robustness], to: Console) -> None:
    table = new_table(title)
    for heading in ("left out", "cut-off", *HEADINGS):
        table.add_column(heading, justify="left" if heading == "left out" else "right")
    found = weighing.value
    for place, left_out in enumerate(found.left_out):
        measured = (_score(float(getattr(found, name)[place])) for name in ("cut_off", *MEASURES))
        table.add_row(Text(", ".join(left_out)), *measured)
    to.print(table)


def _score(value: float) -> str:
    """Small accuracies tell experts apart, so they keep their first digits."""
    return "—" if np.isnan(value) else f"{value:.3g}" if value and abs(value) < 0.001 else f"{value:.3f}"
