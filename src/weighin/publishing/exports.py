"""The record as files for machines: JSON as it may be shown, and the forecasts as a table."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from weighin.publishing.wording import clean
from weighin.record.asking import Asking
from weighin.record.codec import encode_record
from weighin.record.public import PublicForecast, PublicRecord
from weighin.record.record import FORMAT_VERSION

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    "forecast", "expert", "affiliation", "question", "passage", "is_shortened", "phrase", "leaning", "about", "by_when",
    "is_conditional", "condition", "is_unhedged", "reported_by_narrator", "lowest", "low", "median", "high", "highest",
    "respondents", "basis", "is_derived",
)  # fmt: skip


def record_json(record: PublicRecord) -> bytes:
    """The record itself where all may be shown; else its public form, which says so in `form`."""
    if record.whole:
        return msgspec.json.format(encode_record(record.whole), indent=1) + b"\n"
    public: dict[str, Any] = {"format": FORMAT_VERSION, "form": "public", **msgspec.to_builtins(record)}
    del public["whole"]
    return json.dumps(public, ensure_ascii=False, indent=1).encode("utf-8", errors="replace") + b"\n"


def forecasts_csv(record: PublicRecord) -> bytes:
    """One row a forecast; probabilities in [0, 1]."""
    return table_file(COLUMNS, (_row(record, forecast) for forecast in record.forecasts))


def asked_csv(asking: Asking) -> bytes:
    """One row for everybody who was asked, with what came of it, without what anybody answered."""
    rows = ((one.name, one.affiliation, one.outcome.value) for one in asking.invited)
    return table_file(("name", "affiliation", "outcome"), rows)


def table_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV.

    Begins with a byte order mark, without which a spreadsheet takes UTF-8 for something else. A cell of text that a spreadsheet would take for a
    formula begins with an apostrophe.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return ("\ufeff" + table.getvalue()).encode("utf-8", errors="replace")


def _row(record: PublicRecord, forecast: PublicForecast) -> list[object]:
    panelist = record.panelist(forecast.panelist)
    chance = forecast.probability
    return [
        forecast.identifier, panelist.name, panelist.affiliation,
        record.question(forecast.question).text if forecast.question else "",
        forecast.quotation.text, forecast.quotation.cut_before or forecast.quotation.cut_after, forecast.phrase,
        forecast.polarity.value, forecast.about, forecast.by_when, forecast.is_conditional, forecast.condition,
        forecast.is_unhedged, forecast.reported_by_narrator,
        *([chance.lowest, chance.low, chance.median, chance.high, chance.highest, chance.respondents, chance.basis, chance.is_derived]
          if chance else [""] * 8),
    ]  # fmt: skip


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) >= 10**5 else f"{value:.6g}"
    words = clean(str(value))
    return f"'{words}" if words.lstrip(" ").startswith(_STARTS_A_FORMULA) else words
