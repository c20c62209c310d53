"""`weighin agree`: whether a panel agrees, on what, and who stands where."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighin.cli.examples import examples
from weighin.cli.outputs import Out, Plot, draw, print_json, require_endings, say, write_result
from weighin.weighing.kinds import Measurement

if TYPE_CHECKING:
    from weighin.publishing.figures import Figure
    from weighin.weighing.agreement.consensus import ConsensusRule
    from weighin.weighing.agreement.report import AgreementReport
    from weighin.weighing.arrays import FloatArray
    from weighin.weighing.judgements import Judgements

EXAMPLES = examples(
    "weighin agree ratings.csv                                consensus, alpha, W; between rounds",
    "weighin agree ratings.csv --consensus percentage:7-9:0.75",
    "weighin agree ratings.csv --appropriateness              RAND/UCLA, ratings from 1 to 9",
    "weighin agree codes.csv --level nominal                  categories, as words",
    "weighin agree votes.csv --map --plot map.svg             groups of a large panel",
    "weighin agree record.json                                the votes of a round-up",
)
VOTE_OF = {"agree": 1.0, "yes": 1.0, "disagree": -1.0, "no": -1.0, "pass": 0.0, "neutral": 0.0, "uncertain": 0.0}


def agree(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Ratings or votes (CSV, Parquet), a record (JSON), anything that `weighin read` reads, or - for standard input.",
            show_default=False,
        ),
    ],
    level: Annotated[Measurement, typer.Option(help="What the ratings mean.")] = Measurement.ORDINAL,
    consensus: Annotated[
        str,
        typer.Option(
            metavar="RULE",
            help="iqr:POINTS, percentage:LOW-HIGH:SHARE or near-median:POINTS:SHARE; state it before you look.",
        ),
    ] = "iqr:1",
    appropriateness: Annotated[
        bool, typer.Option("--appropriateness", help="Also RAND/UCLA's verdicts, for ratings from 1 to 9.")
    ] = False,
    panel_map: Annotated[
        bool, typer.Option("--map", help="Also a map of the panel, for votes: agree 1, pass 0, disagree -1.")
    ] = False,
    least_votes: Annotated[int, typer.Option(min=1, metavar="N", help="Who cast fewer is on the map in no group.")] = 7,
    draws: Annotated[
        int, typer.Option(min=0, help="How often the interval of alpha resamples questions; 0 for none.")
    ] = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    out: Out = None,
    plot: Plot = None,
) -> None:
    """Whether a panel agrees: consensus by a stated rule, Krippendorff's alpha, Kendall's W, movement between rounds, groups.

    A table has a row an expert and a column a question, or columns expert, question and rating; a column round has the rounds.
    """
    from msgspec import structs  # a command that only helps has no use for it

    from weighin.weighing.agreement.report import report_agreement  # NumPy and SciPy: not for --help

    require_endings(out, plot)
    rule = _rule_typed(consensus)
    judgements = _ratings_named(source, level, panel_map=panel_map)
    votes = None
    if panel_map:
        votes = _votes_of(judgements)
        if judgements.categories:  # the words become the points that they stand for
            judgements = structs.replace(judgements, by_round=(votes,), rounds=("",), categories=())
    whole: dict[str, Any] = {"experts": judgements.experts, "questions": judgements.questions}
    report = report_agreement(
        judgements.latest,
        measurement=level,
        first_round=judgements.by_round[0] if len(judgements.rounds) > 1 else None,
        rule=rule,
        appropriateness=appropriateness,
        votes=votes,
        least_votes=least_votes,
        draws=draws,
        **whole,
    )
    _write(report, judgements, as_json=as_json, out=out)
    say([*judgements.warnings, *report.warnings])
    if plot:
        draw(plot, lambda: _figure(report, judgements))


def _ratings_named(source: str, level: Measurement, *, panel_map: bool) -> "Judgements":
    from weighin.cli.judged import judged_named, table_named
    from weighin.errors import TooFew, WrongShape
    from weighin.weighing.judgements.records import ratings_of_record

    judged = judged_named(source)
    if judged.record is None:
        found = table_named(judged, percent=False, kind=None, words=panel_map or level is Measurement.NOMINAL)
        if found.latest.ndim != 2:
            msg = f"{found.source}: agreement is of one rating a question, and these are {found.judged}; weighin pool takes them"
            raise WrongShape(msg)
        return found
    several = ratings_of_record(judged.record)
    if not several:
        msg = f"{judged.name}: nobody rated or voted in this round-up; weighin show --by matrix shows who answered what"
        raise TooFew(msg)
    if len(several) > 1:
        say([f"taken are the {several[0].source}; there are also {several[1].source}"])
    return several[0]


def _votes_of(judgements: "Judgements") -> "FloatArray":
    import numpy as np

    from weighin.errors import BadJudgements

    if not judgements.categories:
        return np.sign(judgements.latest) if judgements.layout is None else judgements.latest
    unknown = [word for word in judgements.categories if word.lower() not in VOTE_OF]
    if unknown:
        msg = f"{judgements.source}: expected votes as {', '.join(VOTE_OF)} or 1, 0, -1, found {unknown[0]!r}"
        raise BadJudgements(msg)
    points = np.array([*(VOTE_OF[word.lower()] for word in judgements.categories), np.nan])
    places = np.where(np.isnan(judgements.latest), -1, judgements.latest).astype(int)
    return np.asarray(points[places])


def _rule_typed(typed: str) -> "ConsensusRule":
    from weighin.errors import NotAccepted
    from weighin.weighing.agreement.consensus import InterquartileRule, NearMedianRule, PercentageRule

    name, *parts = typed.split(":")
    try:
        match name, parts:
            case "iqr", [points]:
                return InterquartileRule(at_most=float(points))
            case "percentage", [span, *share]:
                low, high = span.rsplit("-", 1)
                return PercentageRule(low=float(low), high=float(high), at_least=float(share[0]) if share else 0.75)
            case "near-median", [points, *share]:
                return NearMedianRule(within=float(points), at_least=float(share[0]) if share else 0.75)
    except ValueError:
        pass
    msg = f"expected a rule of consensus as iqr:1, percentage:7-9:0.75 or near-median:1:0.75, found {typed!r}"
    raise NotAccepted(msg)


def _write(report: "AgreementReport", judgements: "Judgements", *, as_json: bool, out: Path | None) -> None:
    from weighin.cli.weighed_agreement import (  # Rich: only where there is something to show
        plain_agreement,
        print_agreement,
    )
    from weighin.weighing.agreement.report import agreement_columns

    if out:
        columns = agreement_columns(report, categories=judgements.categories)
        write_result(out, plain_agreement(report, judgements), columns)
    if as_json:
        print_json(plain_agreement(report, judgements))
    elif not out:
        print_agreement(report, judgements)


def _figure(report: "AgreementReport", judgements: "Judgements") -> "Figure":
    from weighin.publishing.figures.agreements import (  # Altair: only where something is drawn
        figure_of_agreement,
        figure_of_map,
    )

    if report.panel_map:
        return figure_of_map(report, report.panel_map.value, title=f"Map of the panel: {judgements.source}")
    title = f"Does the panel agree? {judgements.source}"
    return figure_of_agreement(report, judgements.latest, title=title, categories=judgements.categories)
