"""Long tables of forecasts: what is read, and what is refused with its place."""

import datetime as dt

import numpy as np
import pandas as pd
import polars as pl
import pytest

from weighin.errors import BadJudgements, CrossingQuantiles, ProbabilityOutOfRange, Unreadable
from weighin.settling.forecasts import ForecastKind, Versions, counted_forecasts, read_long_table, read_outcomes

TABLE = """expert,question,option,level,probability,value,low,high,outcome,scheduled,subject
cleo,rain,,,0.8,,,,yes,2025-01-01,weather
dmitri,rain,,,0.6,,,,yes,2025-01-01,weather
cleo,chair,Ada,,0.7,,,,Ben,,
cleo,chair,Ben,,0.3,,,,Ben,,
dmitri,chair,Ben,,1,,,,Ben,,
cleo,tonnes,,0.9,,9,,,5,,
cleo,tonnes,,0.1,,3,,,5,,
cleo,words,,,,,0.2,0.4,no,,
dmitri,words,,,,,,,no,,
cleo,snow,,,0.4,,,,,,
cleo,hail,,,0.4,,,,annulled,,
cleo,moon,,,0.4,,,,yes,2036-01-01,
"""
TODAY = dt.date(2026, 11, 24)


def batch_of(forecasts, kind):
    (batch,) = (batch for batch in forecasts.batches if batch.kind is kind)
    return batch


def test_a_table_may_hold_forecasts_of_every_kind():
    forecasts = read_long_table(TABLE, name="t.csv")
    assert forecasts.kinds == tuple(ForecastKind)
    yes_no = batch_of(forecasts, ForecastKind.YES_NO)
    assert yes_no.given.tolist() == [0.8, 0.6, 0.4, 0.4, 0.4]
    np.testing.assert_equal(yes_no.outcomes, [1, 1, np.nan, np.nan, 1])
    choices = batch_of(forecasts, ForecastKind.CHOICE)
    assert choices.given.tolist() == [[0.7, 0.3], [0, 1]]
    assert choices.outcomes.tolist() == [1, 1]
    quantities = batch_of(forecasts, ForecastKind.QUANTITY)
    assert (quantities.levels.tolist(), quantities.given.tolist()) == ([0.1, 0.9], [[3, 9]])
    assert batch_of(forecasts, ForecastKind.RANGE).given.tolist() == [[0.2, 0.4]]
    assert forecasts.rows[:3] == (2, 3, 4)


def test_what_does_not_count_is_counted_by_reason():
    counted = counted_forecasts(read_long_table(TABLE, name="t.csv"), today=TODAY)
    assert counted.left_out == {"not settled": 1, "annulled": 1, "settled before its day": 1}
    assert batch_of(counted, ForecastKind.YES_NO).given.tolist() == [0.8, 0.6]
    assert counted.questions == ("rain", "rain", "chair", "chair", "tonnes", "words")
    assert counted.places_of(ForecastKind.RANGE).tolist() == [5]


def test_an_outcome_that_can_no_longer_change_counts_before_its_day():
    table = "expert,question,probability,outcome,scheduled,final\ncleo,moon,0.4,yes,2036-01-01,yes\n"
    assert len(counted_forecasts(read_long_table(table, name="t.csv"), today=TODAY).experts) == 1


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_a_data_frame_reads_as_its_csv_does(frame):
    columns = {"expert": ["cleo", "ben"], "question": [1, 2], "probability": [0.25, None], "outcome": [1, 0]}
    forecasts = read_long_table(frame(columns), name="frame")
    assert (forecasts.experts, forecasts.questions) == (("cleo",), ("1",))


VERSIONS = """expert,question,probability,outcome,time
cleo,rain,0.5,yes,2025-01-02
cleo,rain,0.9,yes,2025-01-03T08:00+01:00
cleo,rain,0.1,yes,2025-01-01
"""


@pytest.mark.parametrize(
    ("versions", "kept"), [(Versions.LAST, [0.9]), (Versions.FIRST, [0.1]), (Versions.EVERY, [0.5, 0.9, 0.1])]
)
def test_of_several_forecasts_the_one_that_is_asked_for_counts(versions, kept):
    counted = counted_forecasts(read_long_table(VERSIONS, name="t.csv"), today=TODAY, versions=versions)
    assert batch_of(counted, ForecastKind.YES_NO).given.tolist() == kept
    assert counted.left_out.get("superseded", 0) == 3 - len(kept)


def test_two_forecasts_without_a_time_are_an_error_that_names_both_rows():
    table = "expert,question,probability,outcome\ncleo,rain,0.5,yes\nben,rain,0.5,yes\ncleo,rain,0.9,yes\n"
    with pytest.raises(BadJudgements, match=r"expert cleo, question rain: two forecasts.*t\.csv, rows 2 and 4"):
        counted_forecasts(read_long_table(table, name="t.csv"), today=TODAY)


def test_outcomes_may_stand_in_a_table_of_their_own():
    outcomes = read_outcomes("question,outcome,subject\nrain,no,weather\n", name="o.csv")
    table = "expert,question,probability\ncleo,rain,0.5\ncleo,snow,0.5\n"
    forecasts = read_long_table(table, name="t.csv", outcomes=outcomes)
    assert forecasts.states == ("", "not settled")
    assert forecasts.subjects == ("weather", "")
    assert forecasts.warnings == ("1 questions are not in the table of outcomes (the first: snow)",)


@pytest.mark.parametrize(
    ("rows", "error", "complaint"),
    [
        (
            "probability,outcome\ncleo,rain,60,1",
            ProbabilityOutOfRange,
            "expert cleo, question rain: t.csv, row 2.*write 0.6",
        ),
        ("probability,outcome\ncleo,rain,x,1", Unreadable, "t.csv: row 2: probability is no number: 'x'"),
        ("probability,outcome\ncleo,rain,inf,1", ProbabilityOutOfRange, "row 2.*found inf"),
        ("probability,outcome\ncleo,rain,0.5,maybe", Unreadable, "row 2: expected an outcome of yes or no.*'maybe'"),
        (
            "probability,outcome\ncleo,rain,0.5,1\nben,rain,0.5,0",
            Unreadable,
            "row 3: question rain has another outcome than in row 2",
        ),
        ("probability,outcome,scheduled\ncleo,rain,0.5,1,soon", Unreadable, "row 2: scheduled is no day or time"),
        ("probability,outcome\ncleo,,0.5,1", Unreadable, "row 2: no question"),
        ("low,high,outcome\ncleo,rain,0.6,,1", Unreadable, "row 2: high is missing; a range has low and high"),
        ("low,high,outcome\ncleo,rain,0.6,0.4,1", CrossingQuantiles, "row 2: the lower end \\(0.6\\) is above"),
        ("level,value\ncleo,rain,0.1,5\ncleo,rain,0.5,4", CrossingQuantiles, "row 2: the quantile at level 0.5"),
        ("level,value\ncleo,rain,0.1,5\ncleo,rain,0.1,4", BadJudgements, "row 3: a second value for level 0.1"),
        ("level,value\ncleo,rain,1.1,5", BadJudgements, "levels that rise between 0 and 1"),
        ("option,probability\ncleo,rain,a,0.5\ncleo,rain,b,0.2", BadJudgements, "row 2.*sum of 0.7"),
        (
            "option,probability,outcome\ncleo,rain,a,0.5,c\ncleo,rain,b,0.5,c",
            Unreadable,
            "row 2.*'c'.*none of its options: a, b",
        ),
        ("hope\ncleo,rain,1", Unreadable, "no column says what was forecast: expected probability, low"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_with_its_row_its_expert_and_its_question(rows, error, complaint):
    with pytest.raises(error, match=complaint):
        read_long_table(f"expert,question,{rows}\n", name="t.csv")


def test_a_table_without_experts_says_which_columns_it_has():
    with pytest.raises(Unreadable, match=r"no column expert; there are who, question"):
        read_long_table("who,question,probability\n1,2,0.5\n", name="t.csv")


@pytest.mark.parametrize("missing", ["", "NA", "nan", "None"])
def test_a_forecast_that_is_missing_is_none(missing):
    table = f"expert,question,probability,outcome\ncleo,rain,{missing},yes\nben,rain,0.5,yes\n"
    assert read_long_table(table, name="t.csv").experts == ("ben",)
