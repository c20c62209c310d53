"""Scores of tables and data frames: the same as of their arrays, with names."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import weighin
from weighin.errors import NotAccepted, Unreadable, WrongShape
from weighin.weighing.judgements import judgements_in

PANEL = {
    "expert": ["Cleo", "Cleo", "Dmitri", "Dmitri", "Edda"],
    "question": ["rain", "snow", "rain", "snow", "rain"],
    "probability": [0.6, 0.2, 0.8, 0.3, 0.9],
}
OUTCOMES = {"question": ["snow", "rain"], "outcome": ["no", "yes"]}
NAMED = {"experts": ["Cleo", "Dmitri", "Edda"], "questions": ["rain", "snow"]}


@pytest.mark.parametrize("frame", [dict, pl.DataFrame, pd.DataFrame, pa.table])
def test_a_frame_is_scored_as_its_array_is(frame):
    scoring = weighin.score(frame(PANEL), frame(OUTCOMES))
    array = weighin.score([[0.6, 0.2], [0.8, 0.3], [0.9, np.nan]], [1, 0], **NAMED)
    np.testing.assert_array_equal(scoring.value, array.value)
    np.testing.assert_array_equal(scoring.mean, array.mean)
    assert (scoring.experts, scoring.questions, scoring.warnings) == (array.experts, array.questions, array.warnings)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_scores_become_a_frame_with_a_row_for_each_forecast_that_has_one(backend):
    frame = weighin.score(PANEL, OUTCOMES).to_frame(backend)
    rows = frame.to_pylist() if backend == "pyarrow" else pl.DataFrame(frame).to_dicts()
    assert [(row["expert"], row["question"], round(row["score"], 2)) for row in rows] == [
        ("Cleo", "rain", 0.16),
        ("Cleo", "snow", 0.04),
        ("Dmitri", "rain", 0.04),
        ("Dmitri", "snow", 0.09),
        ("Edda", "rain", 0.01),
    ]


def test_outcomes_may_stand_in_the_table_of_forecasts_or_in_the_order_of_its_questions():
    own = {**PANEL, "outcome": ["yes", "no", "yes", "no", "yes"]}
    expected = weighin.score(PANEL, OUTCOMES).value
    np.testing.assert_array_equal(weighin.score(own).value, expected)
    np.testing.assert_array_equal(weighin.score(PANEL, [1, 0]).value, expected)
    np.testing.assert_array_equal(weighin.score(judgements_in(PANEL, judged="probabilities"), OUTCOMES).value, expected)


def test_choices_are_scored_by_the_name_of_what_came_true():
    table = {
        "expert": ["Cleo"] * 3,
        "question": ["winner"] * 3,
        "option": ["Ada", "Ben", "nobody"],
        "probability": [0.5, 0.3, 0.2],
    }
    scoring = weighin.score(table, {"question": ["winner"], "outcome": ["Ben"]})
    assert scoring.method == "brier_choices"
    assert scoring.value[0, 0] == pytest.approx(0.5**2 + 0.7**2 + 0.2**2)
    with pytest.raises(Unreadable, match="none of the options: Ada, Ben, nobody"):
        weighin.score(table, {"question": ["winner"], "outcome": ["Cleo"]})


def test_quantities_bring_their_levels():
    table = {"expert": ["Cleo"] * 3, "question": ["wheat"] * 3, "level": [0.05, 0.5, 0.95], "value": [3.0, 5.0, 9.0]}
    outcome = {"question": ["wheat"], "outcome": [10]}
    assert weighin.score(table, outcome, method="weighted_interval").value[0, 0] == pytest.approx(2.5333, abs=1e-4)
    assert weighin.score(table, outcome).method == "crps_quantiles"
    pinball = weighin.score(table, outcome, method="pinball").columns()
    assert pinball["level"] == [0.05, 0.5, 0.95]
    assert pinball["question"] == ["wheat"] * 3


def test_what_is_not_settled_has_no_score_and_is_said():
    scoring = weighin.score(PANEL, {"question": ["rain", "snow"], "outcome": ["yes", "annulled"]})
    assert np.isnan(scoring.value[:, 1]).all()
    assert "1 of 2 outcomes are not settled: nothing is scored there" in scoring.warnings
    unknown = weighin.score(PANEL, {"question": ["rain"], "outcome": ["yes"]})
    assert "1 questions are not in the table of outcomes (the first: snow)" in unknown.warnings


def test_what_cannot_be_scored_is_refused_and_says_what_to_do():
    with pytest.raises(NotAccepted, match="expected the outcomes"):
        weighin.score([[0.5]])
    with pytest.raises(NotAccepted, match="judgements hold no outcomes"):
        weighin.score(judgements_in(PANEL, judged="probabilities"))
    with pytest.raises(Unreadable, match="no column outcome"):
        weighin.score(PANEL)
    with pytest.raises(WrongShape, match="one outcome for each of 2 questions"):
        weighin.score(PANEL, [1, 0, 1])
    points = {"expert": ["Cleo"], "question": ["rain"], "lower": [0.1], "best": [0.2], "upper": [0.3]}
    with pytest.raises(NotAccepted, match="scores are of probabilities"):
        weighin.score(points, OUTCOMES)
    with pytest.raises(NotAccepted, match="index them first"):
        weighin.score(np.full((2, 2, 2), 0.5), [1, 0]).columns()


def test_a_family_is_still_given_by_its_parameters():
    assert weighin.score({"mu": [0.0], "sigma": [1.0]}, [0.0], method="crps_family", family="normal").value > 0


def test_what_leaving_an_expert_out_does_becomes_a_frame():
    frame = weighin.sensitivity(PANEL, method="mean", draws=10).to_frame("pandas")
    assert frame.columns.tolist() == ["expert", "question", "pooled", "without", "change"]
    assert frame["expert"].tolist() == ["Cleo", "Cleo", "Dmitri", "Dmitri", "Edda", "Edda"]
    np.testing.assert_allclose(frame["without"] - frame["pooled"], frame["change"])
