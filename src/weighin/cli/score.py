"""`weighin score`: how far forecasts were from what came true, by expert."""

from enum import StrEnum
from math import isnan
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.forecast_options import AsJson, AsOf, Outcomes, Seed, Source, Unhedged, Versions, Which, read_and_count
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

    from weighin.cli.forecast_files import Given
    from weighin.settling.forecasts import Forecasts
    from weighin.settling.scoreboard import Scoreboard

EXAMPLES = examples(
    "weighin score forecasts.csv                                    by expert, with intervals and skill",
    "weighin score forecasts.csv --outcomes outcomes.csv --score log",
    "weighin score forecasts.csv --against pool --plot scores.svg   against the mean forecast of all",
    "weighin score record.json --outcomes outcomes.csv              what was read from prose: ranges of scores",
    "weighin score my-hub/ --out scores.parquet                     a hub, with its oracle data",
    "weighin score metaculus.zip --score peer                       points as Metaculus gives them",
)


class ScoreChoice(StrEnum):
    """What to score by."""

    BRIER = "brier"
    LOG = "log"
    SPHERICAL = "spherical"
    RANKED_PROBABILITY = "ranked_probability"
    CRPS = "crps"
    WEIGHTED_INTERVAL = "weighted_interval"
    BASELINE = "baseline"
    PEER = "peer"
    ALL = "all"


POINTS = {ScoreChoice.BASELINE, ScoreChoice.PEER}


def score(
    source: Source,
    outcomes: Outcomes = None,
    chosen: Annotated[
        ScoreChoice | None,
        typer.Option(
            "--score",
            help="What to score by; Brier for probabilities and CRPS for quantities where left out. Baseline and peer: Metaculus only.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        str,
        typer.Option(metavar="WHOM", help="Skill against others, baseline, pool, or the expert of that name."),
    ] = "others",
    floor: Annotated[
        float,
        typer.Option(min=0, max=0.49, help="Of the log score: the least that a probability is read as; 0 is none."),
    ] = 0.0,
    versions: Which = Versions.LAST,
    as_of: AsOf = None,
    with_unhedged: Unhedged = False,
    seed: Seed = 1,
    as_json: AsJson = False,
    out: Out = None,
    plot: Plot = None,
) -> None:
    """Score forecasts by what came true: by expert the mean with its interval, and the skill against a reference.

    A question counts once it is settled and its scheduled day has come; what is left out is counted. Forecasts that were read from prose are
    ranges, and so are their scores: the mean lies between the best and the worst that is shown.
    """
    require_endings(out, plot)
    given, forecasts = read_and_count(
        source, outcomes=outcomes, as_of=as_of, versions=versions, with_unhedged=with_unhedged
    )
    if chosen not in POINTS:  # which score what the others leave out
        say(forecasts.warnings)
    boards = _boards(given, forecasts, chosen, against=against, floor=floor, seed=seed)
    say(list(dict.fromkeys(warning for board in boards for warning in board.warnings)))
    if out:
        write_result(out, boards, _columns(boards))
    if plot:
        from weighin.publishing.figures.scores import scores_figure  # only where something is drawn

        if len(boards) > 1:
            say([f"the figure shows the {boards[0].score} score of {boards[0].of} only; choose another with --score"])
        draw(plot, lambda: scores_figure(boards[0]))
    if as_json:
        print_json(boards)
    elif not out:
        show_tables([_table(board) for board in boards])


def _boards(
    given: "Given", forecasts: "Forecasts", chosen: ScoreChoice | None, *, against: str, floor: float, seed: int
) -> list["Scoreboard"]:
    from weighin.errors import NotAccepted, TooFew
    from weighin.settling.forecasts import Points, points_of_download
    from weighin.settling.scoreboard import board_of, scoreboard
    from weighin.settling.scored_pairs import WAYS, Score

    if chosen in POINTS:
        if given.download is None:
            msg = f"--score {chosen} needs to know when forecasts stood: it scores a download from Metaculus"
            raise NotAccepted(msg)
        return [board_of(points_of_download(given.download, Points(str(chosen))), seed=seed)]
    if not forecasts.kinds:
        msg = f"no forecast is settled and due; {left_out_in_words(forecasts.left_out) or 'there is none'}"
        raise TooFew(msg)
    ways = [
        (kind, score)
        for kind in forecasts.kinds
        for place, score in enumerate(WAYS[kind])
        if (chosen is None and place == 0)
        or chosen == score.value
        # options need not have an order, and then a ranked score means nothing: only who asks for it gets it
        or (chosen is ScoreChoice.ALL and score is not Score.RANKED_PROBABILITY)
    ]
    if not ways:
        takes = "; ".join(f"{kind}: {', '.join(WAYS[kind])}" for kind in forecasts.kinds)
        msg = f"{chosen} scores nothing of what is there; {takes}"
        raise NotAccepted(msg)
    return [scoreboard(forecasts, kind, score, seed=seed, against=against, floor=floor) for kind, score in ways]


def _columns(boards: list["Scoreboard"]) -> dict[str, list[object]]:
    tables = [board.columns() for board in boards]
    return {name: [cell for table in tables for cell in table[name]] for name in tables[0]}


def _table(board: "Scoreboard") -> "Table":
    has_coverage = any(not isnan(one.coverage) for one in board.experts)
    from weighin.settling.scored_pairs import score_in_words  # arrays are not loaded for --help

    score = score_in_words(board.score)
    title = f"{score[:1].upper()}{score[1:]} score of {board.of}: {board.orientation}, in {board.unit}"
    columns = ["expert", "questions", "best to worst" if board.of_ranges else "mean", "90 % interval"]
    columns += ["skill", "in common"] if board.against else []
    columns += ["coverage"] if has_coverage else []
    notes = [left_out_in_words(board.left_out)]
    if board.against:
        notes.insert(0, f"skill: against {board.against}; 1 perfect, 0 as good, below 0 worse")
    table = table_of(title, columns, caption="\n".join(filter(None, notes)))
    for one in board.experts:
        of_ranges = board.of_ranges
        cells = [between(one.best, one.worst) if of_ranges else number(one.best), between(one.low, one.high)]
        if board.against:
            skill = between(one.skill_worst, one.skill) if of_ranges else number(one.skill, 2)
            cells += [skill, str(one.common)]
        cells += [number(one.coverage, 2)] if has_coverage else []
        add_row(table, one.expert, str(one.questions), *cells)
    return table
