"""The table of phrases: built from the surveys, complete for the cues, and never more exact than they."""

import csv
import runpy
from importlib.resources import files
from pathlib import Path

import pytest

from weighin.reading.forecasts.cues import CUES
from weighin.reading.forecasts.cues.told import TOLD
from weighin.reading.forecasts.phrases import range_of
from weighin.reading.forecasts.probability import key_of

TABLE = (files("weighin.reading.forecasts") / "data" / "phrases.csv").read_text(encoding="utf-8")
ROWS = {row["phrase"]: row for row in csv.DictReader(TABLE.splitlines())}
# said by cues that say nothing of how likely: nobody was asked what they mean, and no rule makes a range of them
WITHOUT_RANGE = {
    "some chance",
    "not impossible",
    "not certain",
    "rule out",
    "anyone's guess",
    "years away",
    "numbered",
    "figure",
    "offers odds",
    "no idea",
    "not surprised",
    "not bet against",
    "bet against",
    "free relative",
    "worse than even",
    "in the balance",
    "a close finish",
    "nobody can tell",
    "not put it past",
    "do not count out",
    "not vouch",
    "would not surprise me",
}


def test_the_table_is_what_the_surveys_give(shared: Path, root: Path) -> None:
    script = runpy.run_path(str(root / "scripts" / "build_phrases.py"))
    assert script["build"](shared / "data" / "verbal") == TABLE


def test_every_cue_has_a_range_or_is_known_to_have_none() -> None:
    named = {cue.name for cue in (*CUES, *TOLD) if not cue.key}
    assert named == WITHOUT_RANGE
    assert {cue.key for cue in (*CUES, *TOLD) if cue.key} <= ROWS.keys()


@pytest.mark.parametrize("phrase", ROWS)
def test_a_phrase_has_rising_quantiles_and_a_source(phrase: str) -> None:
    found = range_of(phrase)
    assert found is not None
    assert 0 <= found.lowest <= found.low <= found.median <= found.high <= found.highest <= 1
    assert "n=" in found.basis
    assert found.respondents > 0
    assert found.is_derived == (ROWS[phrase]["kind"] != "survey")


def test_a_phrase_that_nobody_knows_has_no_range() -> None:
    assert range_of("somewhat moonish") is None
    assert range_of("") is None


def test_a_survey_of_many_gives_its_own_quantiles() -> None:
    unlikely = range_of("unlikely")
    assert unlikely is not None
    assert (unlikely.median, unlikely.low, unlikely.high) == (0.2, 0.1, 0.25)
    assert unlikely.respondents > 7000


def test_very_moves_a_phrase_half_way_to_the_boundary() -> None:
    probable, very = range_of("probable"), range_of("very probable")
    assert probable is not None
    assert very is not None
    assert very.median == pytest.approx((probable.median + 1) / 2)
    assert very.is_derived


@pytest.mark.parametrize(
    ("key", "words", "expected"),
    [
        ("likely", "very likely", "highly likely"),
        ("likely", "quite likely", "likely"),
        ("unlikely", "most unlikely", "highly unlikely"),
        ("doubt", "i very much doubt", "very doubtful"),
        ("improbable", "impossible", "impossible"),
        ("improbable", "nearly impossible", "almost no chance"),
    ],
)
def test_an_intensifier_chooses_another_row(key: str, words: str, expected: str) -> None:
    assert key_of(key, words) == expected
