"""The options that `score`, `calibration` and `track` share, and the reading that they begin with."""

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from weighin.cli.forecast_files import Given
    from weighin.settling.forecasts import Forecasts

DAY = "%Y-%m-%d"


class Versions(StrEnum):
    """Which of several forecasts of one expert on a question count."""

    LAST = "last"
    FIRST = "first"
    EVERY = "every"


Source = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A table (CSV, Parquet), a record (JSON), a hub's folder, a download from Metaculus, or - for standard input.",
        show_default=False,
    ),
]
Outcomes = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="A table of outcomes (question, outcome; scheduled, final, subject); of a hub its oracle data.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=[DAY], metavar="DAY", help="Count what was due by that day; today where left out.", show_default=False
    ),
]
Which = Annotated[Versions, typer.Option(help="Of several forecasts of one expert on a question, which count.")]
Seed = Annotated[int, typer.Option(min=0, metavar="N", help="Of what is drawn: the same seed gives the same figures.")]
Unhedged = Annotated[
    bool,
    typer.Option("--with-unhedged", help="Of prose, count a bare “will” too, which is style as much as certainty."),
]


def read_and_count(
    source: str, *, outcomes: str | None, as_of: dt.datetime | None, versions: Versions, with_unhedged: bool
) -> tuple["Given", "Forecasts"]:
    """What was named, and of its forecasts those that count."""
    from weighin.cli.forecast_files import forecasts_named  # arrays are not loaded for --help
    from weighin.settling.forecasts import Versions as Which
    from weighin.settling.forecasts import counted_forecasts

    given = forecasts_named(source, outcomes=outcomes, with_unhedged=with_unhedged)
    today = as_of.date() if as_of else dt.datetime.now(dt.UTC).date()
    return given, counted_forecasts(given.forecasts, today=today, versions=Which(versions.value))
