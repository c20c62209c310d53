"""`weighin track`: how well each expert has done, honest about small numbers and about who answered what."""

from enum import StrEnum
from math import isnan
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.forecast_options import AsJson, AsOf, Outcomes, Seed, Source, Versions, Which, read_and_count
from weighin.cli.outputs import (
    Out,
    Plot,
    add_row,
    between,
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

    from weighin.settling.forecasts import ForecastKind, Forecasts
    from weighin.settling.track_records import TrackRecord, TrackRecords

EXAMPLES = examples(
    "weighin track forecasts.csv                          skill with its interval, expected rank",
    "weighin track forecasts.csv --fewest 50              no rank with fewer settled questions than that",
    "weighin track forecasts.csv --plot records.svg       the intervals",
    "weighin track my-hub/ --score weighted_interval --out records.csv",
)


class Loss(StrEnum):
    """What the records are counted in; lower is better in all of them."""

    BRIER = "brier"
    LOG = "log"
    RANKED_PROBABILITY = "ranked_probability"
    CRPS = "crps"
    WEIGHTED_INTERVAL = "weighted_interval"


def track(
    source: Source,
    outcomes: Outcomes = None,
    chosen: Annotated[
        Loss | None,
        typer.Option(
            "--score",
            help="What the records are counted in; Brier for probabilities and CRPS for quantities where left out.",
            show_default=False,
        ),
    ] = None,
    fewest: Annotated[
        int,
        typer.Option(min=2, metavar="N", help="Settled questions, shared with others, below which nobody has a rank."),
    ] = 20,
    floor: Annotated[
        float,
        typer.Option(min=0, max=0.49, help="Of the log score: the least that a probability is read as; 0 is none."),
    ] = 0.0,
    versions: Which = Versions.LAST,
    as_of: AsOf = None,
    seed: Seed = 1,
    as_json: AsJson = False,
    out: Out = None,
    plot: Plot = None,
) -> None:
    """Track records: each expert's skill against the others on the same questions, drawn towards the mean where forecasts are few.

    Skill, relative score and pairwise difference are differences in score: below 0 is better than the others. The expected rank has an
    interval of its own, and nobody has a rank with fewer settled questions than --fewest.
    """
    require_endings(out, plot)
    _, forecasts = read_and_count(source, outcomes=outcomes, as_of=as_of, versions=versions, with_unhedged=False)
    say(forecasts.warnings)
    kind, name, found = _records(forecasts, chosen, fewest=fewest, floor=floor, seed=seed)
    say([*_about_others(forecasts, kind), *found.warnings])
    if out:
        write_result(out, found, found.columns())
    if plot:
        from weighin.publishing.figures.track_records import track_records_figure  # only where something is drawn

        draw(plot, lambda: track_records_figure(found, score=name))
    if as_json:
        print_json(found)
    elif not out:
        show_tables([_table(found, f"Track records of {kind} by {name} score", forecasts)])


def _records(
    forecasts: "Forecasts", chosen: Loss | None, *, fewest: int, floor: float, seed: int
) -> tuple["ForecastKind", str, "TrackRecords"]:
    """Of the kind with the most forecasts that the score takes: scores of different kinds have no common unit."""
    from weighin.errors import NotAccepted, TooFew
    from weighin.settling.forecasts import ForecastKind
    from weighin.settling.scored_pairs import WAYS, Score, score_in_words, scored_pairs
    from weighin.settling.track_records import track_records

    kinds = [kind for kind in forecasts.kinds if kind is not ForecastKind.RANGE]
    if not kinds:
        msg = f"no forecast with a score of its own is settled and due; {left_out_in_words(forecasts.left_out) or 'there is none'}"
        raise TooFew(msg)
    taking = [kind for kind in kinds if chosen is None or Score(chosen.value) in WAYS[kind]]
    if not taking:
        takes = "; ".join(f"{kind}: {', '.join(WAYS[kind])}" for kind in kinds)
        msg = f"{chosen} scores nothing of what is there; {takes}"
        raise NotAccepted(msg)
    kind = max(taking, key=lambda one: forecasts.places_of(one).size)
    score = Score(chosen.value) if chosen else next(iter(WAYS[kind]))
    pairs = scored_pairs(forecasts, kind, score, floor=floor)
    found = track_records(pairs.experts, pairs.questions, pairs.scores[:, 0], seed=seed, fewest=fewest)
    return kind, score_in_words(score), found


def _about_others(forecasts: "Forecasts", kind: "ForecastKind") -> list[str]:
    return [
        f"left out are {forecasts.places_of(other).size} {other}: their scores have another unit"
        for other in forecasts.kinds
        if other is not kind
    ]


def _table(found: "TrackRecords", title: str, forecasts: "Forecasts") -> "Table":
    notes = [
        "relative, skill, pairwise: score less that of the others, below 0 is better; skill: drawn towards the mean, below it its 90 % interval",
        f"rank: expected, with its 90 % interval; none with fewer than {found.fewest} settled questions that others answered too",
        left_out_in_words(forecasts.left_out),
    ]
    differ = any(record.compared != record.settled for record in found.records)
    columns = ["expert", "settled", *(["shared"] if differ else []), "mean score", "relative", "skill"]
    table = table_of(title, [*columns, "pairwise (with)", "rank"], caption="\n".join(filter(None, notes)))
    for record in sorted(found.records, key=lambda record: (isnan(record.skill), record.skill)):
        interval = between(record.low, record.high)
        add_row(
            table,
            str(record.expert),
            str(record.settled),
            *([str(record.compared)] if differ else []),
            number(record.mean_score),
            number(record.relative),
            number(record.skill) if interval == "—" else f"{number(record.skill)}\n{interval}",
            f"{number(record.pairwise)} ({record.opponents})" if record.opponents else "—",
            _rank(record),
        )
    return table


def _rank(record: "TrackRecord") -> str:
    if record.expected_rank is None:
        return "none"
    return f"{record.expected_rank:.1f}\n{record.rank_low} to {record.rank_high}"
