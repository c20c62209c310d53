"""What a person sees of a weighing on a terminal, and what a program gets of it as JSON."""

import json
import math
from collections.abc import Sequence

import numpy as np
from rich.console import Console
from rich.text import Text

from weighin.cli.tables import console, new_table
from weighin.weighing.report import PoolReport, pool_columns, shown_value

MOST_ACROSS = 6  # methods beside each other; more stand below each other


def print_pool(report: PoolReport) -> None:
    """The pool of every question with its interval; by several methods; without each expert; who stands apart."""
    to = console()
    print_title(f"{report.source}: {len(report.experts)} experts, {report.judged}", to=to)
    table = new_table(f"Pooled by {report.method}")
    table.add_column("question", ratio=1)
    if report.third:
        table.add_column("level" if isinstance(report.third[0], float) else "option")
    table.add_column("pool", justify="right", no_wrap=True)
    if report.interval:
        table.add_column("from", justify="right", no_wrap=True)
        table.add_column("to", justify="right", no_wrap=True)
    table.add_column("answered", justify="right")
    for place in np.ndindex(report.pooled.shape):
        ends = [_figure(report, float(found[place])) for found in (report.low, report.high)] if report.interval else []
        table.add_row(
            *_head(report, place),
            _figure(report, float(report.pooled[place])),
            *ends,
            f"{report.answered[place[0]]:.0f}",
        )
    to.print(table)
    if report.interval:
        to.print(Text(f"from, to: {report.interval}", style="dim"))
    if len(report.methods) > 1:
        _print_methods(report, to)
    if report.without is not None:
        _print_without(report, to)
    _print_apart(report, to)


def plain_pools(reports: Sequence[PoolReport]) -> list[dict[str, object]]:
    """Every report for a program: what was pooled and how, its rows as in the table of --out, and its warnings."""
    return [
        {
            "source": report.source,
            "judged": report.judged,
            "method": report.method,
            "settings": report.settings,
            "experts": report.experts,
            "questions": report.questions,
            "rows": rows_of(pool_columns([report])),
            "warnings": report.warnings,
        }
        for report in reports
    ]


def json_bytes(value: object) -> bytes:
    """Plain values as indented JSON; NaN and infinities, which JSON has not, are null."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def rows_of(columns: object) -> list[dict[str, object]]:
    """Columns as rows without what is missing."""
    found = dict(columns)  # type: ignore[call-overload]
    rows = [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def print_title(title: str, *, to: Console) -> None:
    """What was weighed."""
    to.print()
    to.print(Text(title, style="bold"))
    to.print()


def number(value: float, digits: int = 3) -> str:
    """A number as people read it; a dash where there is none."""
    return "—" if math.isnan(value) else f"{value:.{digits}g}" if abs(value) >= 1 else f"{value:.{digits}f}"


def _print_methods(report: PoolReport, to: Console) -> None:
    table = new_table("By other methods")
    table.add_column("method")
    places = list(np.ndindex(report.pooled.shape))
    for place in places[:MOST_ACROSS]:
        table.add_column(" ".join(str(part) for part in _head(report, place)), justify="right", max_width=24)
    for method, pooled in report.methods.items():
        table.add_row(method, *(_figure(report, float(pooled[place])) for place in places[:MOST_ACROSS]))
    to.print(table)
    if len(places) > MOST_ACROSS:
        to.print(Text(f"and {len(places) - MOST_ACROSS} more; --out FILE.csv has them all", style="dim"))


def _print_without(report: PoolReport, to: Console) -> None:
    if report.without is None:
        return
    table = new_table("Without each expert")
    for name, side in (("question", "left"), ("without", "left"), ("pool", "right"), ("change", "right")):
        table.add_column(name, justify="right" if side == "right" else "left")
    for place in np.ndindex(report.pooled.shape):
        changes = report.without[(slice(None), *place)] - report.pooled[place]
        head = " ".join(str(part) for part in _head(report, place))
        for expert in np.argsort(-np.abs(np.nan_to_num(changes)), kind="stable"):
            value = report.without[(expert, *place)]
            change = "—" if math.isnan(changes[expert]) else f"{changes[expert]:+.3g}"
            table.add_row(Text(head), Text(report.experts[expert]), _figure(report, float(value)), change)
            head = ""
    to.print(table)


def _print_apart(report: PoolReport, to: Console) -> None:
    if report.apart is None:
        return
    for question, name in enumerate(report.questions):
        apart = [report.experts[expert] for expert in np.flatnonzero(report.apart[:, question])]
        if apart:
            to.print(Text("stand apart: ", style="yellow") + Text(f"{', '.join(apart)} ({name})"))


def _head(report: PoolReport, place: tuple[int, ...]) -> list[Text]:
    along = report.third[place[1]] if len(place) > 1 else None
    question = report.questions[place[0]] if not (len(place) > 1 and place[1]) else ""
    shown = f"{along:.4g}" if isinstance(along, float) else str(along)
    return [Text(question)] if along is None else [Text(question), Text(shown)]


def _figure(report: PoolReport, value: float) -> str:
    shown = shown_value(report, float(value))
    return "—" if shown is None else shown if isinstance(shown, str) else number(float(value))


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)
