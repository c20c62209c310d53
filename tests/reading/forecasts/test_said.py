"""What experts say, sentence by sentence: each row of said.csv is one, with the way it leans, or nothing where it forecasts nothing.

Most rows were written before the rules were tried on them; those that are read wrongly carry the reason in `limit`, and fail this test when they are mended.
"""

import csv
import datetime as dt
from pathlib import Path

import pytest

from weighin.reading.forecasts.clauses import plain
from weighin.reading.forecasts.finding import Setting
from weighin.reading.forecasts.sentence import findings_in

with (Path(__file__).parent / "said.csv").open(encoding="utf-8", newline="") as said:
    ROWS = list(csv.DictReader(said))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:60])
def test_a_sentence_is_read_as_it_was_meant(row: dict[str, str], request: pytest.FixtureRequest) -> None:
    if row["limit"]:
        request.applymarker(pytest.mark.xfail(reason=row["limit"], strict=True))
    setting = Setting(question=plain(row["question"]), is_opening=True, narrated=False, published=dt.date(2025, 6, 1))
    found = findings_in(plain(row["sentence"]), setting)
    if not row["lean"]:
        assert found == []
        return
    assert row["lean"] in {finding.polarity.value for finding in found}
    assert any(finding.is_conditional for finding in found) == bool(row["conditional"])
