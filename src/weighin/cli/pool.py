"""`weighin pool`: one judgement from many."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighin.cli.examples import examples
from weighin.cli.outputs import Out, Plot, draw, print_json, require_endings, say, write_result

if TYPE_CHECKING:
    from weighin.cli.judged import Judged
    from weighin.weighing.arrays import FloatArray
    from weighin.weighing.report import PoolReport

EXAMPLES = examples(
    "weighin pool judgements.csv                                the median of every question",
    "weighin pool judgements.csv --method geometric_odds --json",
    "weighin pool judgements.csv --method all --out pools.csv   by every method that needs no more",
    "weighin pool quantiles.csv --leave-one-out --plot pool.svg what each expert changes, drawn",
    "weighin pool ratings.csv --as elicitr --out elicitr.csv    the same table for elicitr",
    "weighin pool record.json                                   what a round-up's panel expects",
)


def pool(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Judgements (CSV, Parquet), a record (JSON), anything that `weighin read` reads, or - for standard input.",
            show_default=False,
        ),
    ],
    method: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A pool by its name, several, or all; the first has the interval.",
            show_default="by kind",
        ),
    ] = None,
    weights: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Weights of the experts: a table with columns expert and weight.", show_default=False
        ),
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A setting of the method, as factor=1.5.", show_default=False),
    ] = None,
    leave_one_out: Annotated[
        bool, typer.Option("--leave-one-out", help="Also what leaving each expert out changes.")
    ] = False,
    level: Annotated[float, typer.Option(help="Of the interval, between 0 and 1.")] = 0.9,
    draws: Annotated[int, typer.Option(min=0, help="How often the interval resamples the experts; 0 for none.")] = 1000,
    percent: Annotated[bool, typer.Option("--percent", help="The probabilities are in per cent.")] = False,
    layout: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="LAYOUT",
            help="Write to --out no pool but the judgements: long, wide, aggrecat or elicitr.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    out: Out = None,
    plot: Plot = None,
) -> None:
    """Pool judgements: probabilities, choices, three-point judgements, quantiles; or what a round-up's panel expects.

    A table has a row a judgement (expert, question, probability; option or level and value) or an expert a row and a question a column.
    """
    from weighin.cli.judged import judged_named, settings_typed  # what weighs is not loaded for --help

    require_endings(None if layout else out, plot)
    judged = judged_named(source)
    if layout:
        _convert(judged, layout, out, percent=percent)
        return
    options: dict[str, Any] = {"leaving_out": leave_one_out, "draws": draws, "level": level}
    given = settings_typed(setting or [])
    reports = list(_reports(judged, method or [], weights, given, percent=percent, **options))
    _write(reports, as_json=as_json, out=out)
    say([warning for report, _ in reports for warning in report.warnings])
    if plot:
        from weighin.publishing.figures.pools import figure_of_pool  # only where something is drawn

        draw(plot, lambda: figure_of_pool(*_to_draw(reports)))


def _convert(judged: "Judged", layout: str, out: Path | None, *, percent: bool) -> None:
    from weighin.cli.judged import table_named
    from weighin.errors import NotAccepted
    from weighin.weighing.judgements import file_of
    from weighin.writing import write_whole

    if judged.record or out is None:
        msg = "--as writes the judgements of a table in another layout, to the file of --out"
        raise NotAccepted(msg)
    judgements = table_named(judged, percent=percent, kind=None)
    write_whole(out, file_of(judgements, layout, out.suffix))
    typer.echo(f"wrote {out}", err=True)


def _reports(
    judged: "Judged",
    methods: list[str],
    weights: str | None,
    settings: dict[str, Any],
    *,
    percent: bool,
    **options: Any,
) -> "list[tuple[PoolReport, FloatArray]]":
    from weighin.cli.judged import table_named, weights_named
    from weighin.weighing.report import report_pool

    if judged.record:
        return _reports_of_record(judged, methods, settings, weights, options)
    judgements = table_named(judged, percent=percent, kind="probabilities")
    if weights:
        settings = {**settings, "weights": weights_named(weights, judgements.experts)}
    return [(report_pool(judgements, methods=methods, **options, **settings), judgements.latest)]


def _reports_of_record(
    judged: "Judged", methods: list[str], settings: dict[str, Any], weights: str | None, options: dict[str, Any]
) -> "list[tuple[PoolReport, FloatArray]]":
    from weighin.cli.judged import weights_named
    from weighin.errors import NotAccepted, TooFew
    from weighin.weighing.judgements.records import judgements_of_record
    from weighin.weighing.prose import judgements_in_prose
    from weighin.weighing.report import report_pool, report_prose

    if judged.record is None:
        return []
    found: list[tuple[PoolReport, FloatArray]] = []
    for judgements in judgements_of_record(judged.record):
        own = {**settings, "weights": weights_named(weights, judgements.experts)} if weights else settings
        found.append((report_pool(judgements, methods=methods, **options, **own), judgements.latest))
    prose = judgements_in_prose(judged.record)
    if any(any(row) for row in prose.forecasts):
        if len(methods) > 1 or "all" in methods or settings:
            msg = "what is read from words is pooled by one method without settings; give one --method"
            raise NotAccepted(msg)
        report = report_prose(
            prose,
            source=judged.record.title,
            method=methods[0] if methods else "median",
            leaving_out=options["leaving_out"],
            weights=weights_named(weights, prose.names) if weights else None,
        )
        found.append((report, prose.ranges[:, :, 2]))
    if not found:
        asked = len(judged.record.questions)
        msg = (
            f"{judged.name}: nothing that can be pooled: of {asked} question(s) none asks for a judgement, and none that yes or no answers is "
            "answered in words of likelihood; weighin show --by expectations shows the forecasts one by one"
        )
        raise TooFew(msg)
    return found


def _write(reports: "list[tuple[PoolReport, FloatArray]]", *, as_json: bool, out: Path | None) -> None:
    from weighin.cli.weighed import plain_pools, print_pool  # Rich: only where there is something to show
    from weighin.weighing.report import pool_columns

    pools = [report for report, _ in reports]
    if out:
        write_result(out, plain_pools(pools), pool_columns(pools))
    if as_json:
        print_json(plain_pools(pools))
    elif not out:
        for report in pools:
            print_pool(report)


def _to_draw(reports: "list[tuple[PoolReport, FloatArray]]") -> "tuple[PoolReport, FloatArray]":
    if len(reports) > 1:
        say([f"drawn is the first of {len(reports)}: {reports[0][0].source}"])
    return reports[0]
