"""From a phrase of likelihood to the probabilities that surveyed readers give it: the table that is shipped."""

import csv
from functools import cache
from importlib.resources import files

from weighin.record.values import ProbabilityRange


def range_of(key: str) -> ProbabilityRange | None:
    """The range of a phrase of the table; None for a phrase that says nothing of likelihood."""
    return _table().get(key) if key else None


@cache
def opposite_of(key: str) -> ProbabilityRange | None:
    """The range of the denial of a phrase of the table; None for a phrase that says nothing of likelihood."""
    found = range_of(key)
    return found.denied() if found else None


@cache
def _table() -> dict[str, ProbabilityRange]:
    table = (files("weighin.reading.forecasts") / "data" / "phrases.csv").read_text(encoding="utf-8")
    return {row["phrase"]: _range(row) for row in csv.DictReader(table.splitlines())}


def _range(row: dict[str, str]) -> ProbabilityRange:
    return ProbabilityRange(
        lowest=float(row["p5"]) / 100,
        low=float(row["p25"]) / 100,
        median=float(row["median"]) / 100,
        high=float(row["p75"]) / 100,
        highest=float(row["p95"]) / 100,
        respondents=int(row["respondents"]),
        basis=row["basis"],
        is_derived=row["kind"] != "survey",
    )
