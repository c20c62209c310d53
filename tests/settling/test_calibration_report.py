"""Calibration of groups: the same figures as the functions give, and what is left out."""

import datetime as dt

import numpy as np
import pytest

from weighin.errors import TooFew
from weighin.settling.calibration import reliability_of
from weighin.settling.calibration.report import GroupBy, calibration_report
from weighin.settling.forecasts import counted_forecasts, read_long_table, read_outcomes

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def forecasts(root):
    folder = root / "examples" / "forecasts"
    outcomes = read_outcomes((folder / "outcomes.csv").read_bytes(), name="outcomes.csv")
    read = read_long_table((folder / "forecasts.csv").read_bytes(), name="forecasts.csv", outcomes=outcomes)
    return counted_forecasts(read, today=TODAY)


def test_the_whole_is_what_the_functions_give(forecasts):
    (whole,) = calibration_report(forecasts, seed=1, resamples=50).groups
    (batch,) = forecasts.batches
    found = reliability_of(batch.given, batch.outcomes)
    parts = (whole.miscalibration.value, whole.discrimination.value, whole.uncertainty.value)
    assert parts == pytest.approx((found.miscalibration, found.discrimination, found.uncertainty))
    assert whole.brier.value == pytest.approx(parts[0] - parts[1] + parts[2])
    assert whole.brier.low < whole.brier.value < whole.brier.high
    assert whole.brier.clusters == whole.questions == len(set(forecasts.questions))
    assert 0.5 < whole.area.low < whole.area.value < whole.area.high < 1


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (GroupBy.SUBJECT, ["all", "energy", "harbour", "parliament"]),
        (GroupBy.PERIOD, ["all", "2025", "2026"]),
        (GroupBy.HORIZON, ["all", "one week to a month".replace("one", "a")]),
    ],
)
def test_groups_part_the_whole(forecasts, by, names):
    groups = calibration_report(forecasts, seed=1, by=by, resamples=20).groups
    assert [group.group for group in groups] == names
    assert sum(group.forecasts for group in groups[1:]) == groups[0].forecasts


def test_by_expert_there_is_a_group_for_each(forecasts):
    report = calibration_report(forecasts, seed=1, by=GroupBy.EXPERT, resamples=20)
    assert [group.group for group in report.groups[1:]] == sorted(set(forecasts.experts))
    assert list(report.columns()["group"]) == [group.group for group in report.groups]


def test_forecasts_of_one_outcome_have_no_area_and_one_question_no_interval():
    table = "expert,question,probability,outcome\ncleo,q1,0.5,yes\nben,q1,0.7,yes\n"
    report = calibration_report(
        counted_forecasts(read_long_table(table, name="t.csv"), today=TODAY), seed=1, resamples=20
    )
    (whole,) = report.groups
    assert np.isnan([whole.area.value, whole.brier.low, whole.brier.high]).all()
    assert whole.roc is None
    assert report.warnings == ("fewer than 30 forecasts, so that the curve is mostly luck: all",)


def test_what_has_no_curve_is_left_out_and_said():
    table = "expert,question,low,high,probability,outcome\ncleo,q1,0.2,0.4,,yes\ncleo,q2,,,0.4,yes\n"
    report = calibration_report(
        counted_forecasts(read_long_table(table, name="t.csv"), today=TODAY), seed=1, resamples=20
    )
    assert report.groups[0].forecasts == 1
    assert (
        "left out are 1 ranges of probability: a range has no one probability that could be calibrated"
        in report.warnings
    )


def test_quantities_are_covered_by_level():
    table = "expert,question,level,value,outcome\n" + "".join(
        f"cleo,q{question},{level},{value},{truth}\n"
        for question, truth in enumerate((1, 5, 9, 20))
        for level, value in ((0.1, 2), (0.5, 6), (0.9, 12))
    )
    report = calibration_report(counted_forecasts(read_long_table(table, name="t.csv"), today=TODAY), seed=1)
    (whole,) = report.coverages
    assert whole.coverage.below.tolist() == [0.25, 0.5, 0.75]
    assert report.coverage_columns()["at_or_below"] == [0.25, 0.5, 0.75]
    assert report.groups == ()


def test_nothing_that_counts_is_an_error_that_says_why():
    table = "expert,question,probability,outcome\ncleo,q1,0.5,\n"
    with pytest.raises(TooFew, match="1 not settled"):
        calibration_report(counted_forecasts(read_long_table(table, name="t.csv"), today=TODAY), seed=1)
