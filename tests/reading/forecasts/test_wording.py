"""What the words of a sentence count for beside the rules, and where the weights come from."""

import csv
import datetime as dt
import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.reading.forecasts import wording
from weighin.reading.forecasts.clauses import plain
from weighin.reading.forecasts.finding import Finding, Setting
from weighin.reading.forecasts.sentence import findings_in
from weighin.reading.forecasts.wording import features_of, log_odds

# two machines do not add up alike to the last digit, so that a weight may be rounded the other way
SAME_WEIGHT = 0.02


def weight_table(text: str) -> dict[str, float]:
    return {feature: float(weight) for feature, weight in csv.reader(text.splitlines()[1:])}


def found_in(said: str, question: str = "", *, is_opening: bool = False) -> list[Finding]:
    setting = Setting(question=plain(question), is_opening=is_opening, narrated=False, published=dt.date(2025, 6, 1))
    return findings_in(plain(said), setting)


def test_the_weights_are_those_that_the_script_learns(root: Path) -> None:
    script = runpy.run_path(str(root / "scripts" / "train_forecast_words.py"))
    learnt = script["train"](script["sentences"]())
    shipped = weight_table(script["TABLE"].read_text("utf-8"))
    assert {f for f, weight in learnt.items() if abs(weight) > script["SMALLEST"] + SAME_WEIGHT} <= shipped.keys()
    assert all(abs(learnt[feature] - weight) < SAME_WEIGHT for feature, weight in shipped.items())


@given(st.text(alphabet="abw illnot'.,;?%1290", max_size=60), st.sampled_from([None, True, False]), st.booleans())
def test_the_log_odds_are_the_sum_of_the_weights_of_the_features(
    said: str, asked: bool | None, is_opening: bool
) -> None:
    alone, in_pairs = wording._weights()
    known = {**alone, **{" ".join(pair): weight for pair, weight in in_pairs.items()}}
    slow = sum(known.get(feature, 0.0) for feature in features_of(said, asked=asked, is_opening=is_opening))
    assert log_odds(said, asked=asked, is_opening=is_opening) == pytest.approx(slow)


def test_what_was_asked_counts() -> None:
    asked = log_odds("the blue one.", asked=True, is_opening=True)
    assert asked > log_odds("the blue one.", asked=None, is_opening=True)
    assert asked > log_odds("the blue one.", asked=True, is_opening=False)


def test_words_that_speak_strongly_against_it_take_a_forecast_back() -> None:
    said = "I was told by the inspectors that you may have asked what a winter like that would cost you."
    assert log_odds(plain(said), asked=None, is_opening=False) < wording.AGAINST
    assert found_in(said) == []


def test_a_sentence_that_no_rule_knows_is_taken_where_its_words_speak_for_it() -> None:
    (finding,) = found_in("On a wet day it is the bakery by a mile, more or less.", "Who wins the regatta?")
    assert "by its words" in finding.rules


@pytest.mark.parametrize(
    "said",
    [
        "My cousin in the north reckons that it is going to be the bakery.",
        "I would be happy to see the bakery do it.",
        "No comment.",
        "It will be interesting to see who turns up.",
    ],
)
def test_words_do_not_bring_back_what_is_anothers_a_wish_or_no_view(said: str) -> None:
    assert found_in(said, "Who wins the regatta?") == []
