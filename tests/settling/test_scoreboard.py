"""Scores by expert: means, intervals, skill, and the ranges of what is known as ranges."""

import datetime as dt
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.errors import NotAccepted, TooFew
from weighin.settling.forecasts import ForecastKind, counted_forecasts, read_long_table
from weighin.settling.scoreboard import board_of, resampled_means, scoreboard
from weighin.settling.scored_pairs import WAYS, Score, scored_pairs

TODAY = dt.date(2026, 11, 24)
YES_NO = """expert,question,probability,outcome
cleo,q1,0.8,yes
dmitri,q1,0.5,yes
cleo,q2,0.3,no
dmitri,q2,0.4,no
cleo,q3,0.9,no
"""
RANGES = """expert,question,low,high,outcome
cleo,q1,0.6,0.8,yes
cleo,q2,0.2,0.4,yes
"""
CHOICES = """expert,question,option,probability,outcome
cleo,q1,a,0.5,a
cleo,q1,b,0.3,a
cleo,q1,c,0.2,a
dmitri,q1,b,1,a
"""


def read(table):
    return counted_forecasts(read_long_table(table, name="t.csv"), today=TODAY)


def board(table, kind=ForecastKind.YES_NO, score=Score.BRIER, **more):
    return scoreboard(read(table), kind, score, seed=1, **more)


def by_expert(found):
    return {one.expert: one for one in found.experts}


def test_the_mean_is_over_questions_and_the_best_stands_first():
    found = board(YES_NO)
    assert [one.expert for one in found.experts] == ["dmitri", "cleo"]
    experts = by_expert(found)
    assert experts["cleo"].best == pytest.approx((0.04 + 0.09 + 0.81) / 3)
    assert (experts["cleo"].questions, experts["cleo"].common) == (3, 2)
    assert found.warnings == ("experts answered different questions: compare their skill, not their means",)


def test_skill_compares_on_common_questions_only():
    cleo = by_expert(board(YES_NO))["cleo"]
    assert cleo.skill == pytest.approx(1 - (0.04 + 0.09) / (0.25 + 0.16))
    assert by_expert(board(YES_NO, against="dmitri"))["cleo"].skill == pytest.approx(cleo.skill)
    assert by_expert(board(YES_NO, against="dmitri"))["dmitri"].skill == pytest.approx(0)


def test_skill_against_the_baseline_is_that_against_even_odds():
    cleo = by_expert(board(YES_NO, against="baseline"))["cleo"]
    assert cleo.skill == pytest.approx(1 - (0.04 + 0.09 + 0.81) / 0.75)
    options = by_expert(board(CHOICES, ForecastKind.CHOICE, against="baseline"))["cleo"]
    assert options.skill == pytest.approx(1 - (0.25 + 0.09 + 0.04) / (6 / 9))


def test_skill_against_the_pool_is_that_against_the_mean_forecast():
    cleo = by_expert(board(YES_NO, against="pool"))["cleo"]
    pooled = np.square(1 - 0.65) + np.square(0.35) + np.square(0.9)
    assert cleo.skill == pytest.approx(1 - (0.04 + 0.09 + 0.81) / pooled)


def test_of_ranges_the_mean_lies_between_its_best_and_its_worst_case():
    (cleo,) = board(RANGES, ForecastKind.RANGE, against="baseline").experts
    assert cleo.best == pytest.approx((0.04 + 0.36) / 2)
    assert cleo.worst == pytest.approx((0.16 + 0.64) / 2)
    assert cleo.skill == pytest.approx(1 - 0.2 / 0.25)
    assert cleo.skill_worst == pytest.approx(1 - 0.4 / 0.25)
    assert cleo.low <= cleo.best <= cleo.worst <= cleo.high


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans()), min_size=1, max_size=8), st.sampled_from(Score)
)
def test_whatever_was_meant_by_a_range_its_score_lies_between_the_ends(forecasts, score):
    if score not in WAYS[ForecastKind.RANGE]:
        return
    rows = [(min(a, b), max(a, b), int(y)) for a, b, y in forecasts]
    table = {
        "expert": ["cleo"] * len(rows),
        "question": list(range(len(rows))),
        "low": [row[0] for row in rows],
        "high": [row[1] for row in rows],
        "outcome": [row[2] for row in rows],
    }
    ends = scored_pairs(read(table), ForecastKind.RANGE, score, floor=0.01 if score is Score.LOG else 0.0).scores
    middle = {
        **table,
        "probability": [(low + high) / 2 for low, high, _ in rows],
        "low": [""] * len(rows),
        "high": [""] * len(rows),
    }
    meant = scored_pairs(read(middle), ForecastKind.YES_NO, score, floor=0.01 if score is Score.LOG else 0.0).scores[
        :, 0
    ]
    assert (meant >= ends.min(axis=1) - 1e-12).all()
    assert (meant <= ends.max(axis=1) + 1e-12).all()


def test_an_infinite_log_score_makes_the_mean_infinite_and_is_said():
    table = "expert,question,probability,outcome\ncleo,q1,0,yes\ncleo,q2,0.5,no\ndmitri,q1,0.5,yes\n"
    found = board(table, score=Score.LOG)
    cleo = by_expert(found)["cleo"]
    assert np.isinf(cleo.best)
    assert np.isnan([cleo.low, cleo.skill]).all()
    assert "1 experts called impossible what happened" in found.warnings[0]
    assert np.isfinite(by_expert(board(table, score=Score.LOG, floor=0.01))["cleo"].best)


@pytest.mark.parametrize(
    ("kind", "score", "against", "complaint"),
    [
        (
            ForecastKind.YES_NO,
            Score.CRPS,
            "others",
            "crps does not score yes/no forecasts; there are brier, log, spherical",
        ),
        (
            ForecastKind.YES_NO,
            Score.BRIER,
            "eve",
            "no expert 'eve' to compare with, nor is it baseline, pool or others; there are cleo, dmitri",
        ),
    ],
)
def test_what_cannot_be_scored_or_compared_is_refused_and_says_what_can(kind, score, against, complaint):
    with pytest.raises(NotAccepted, match=complaint):
        board(YES_NO, kind, score, against=against)


@pytest.mark.parametrize("against", ["pool", "cleo"])
def test_ranges_are_compared_with_the_baseline_only(against):
    with pytest.raises(NotAccepted, match="baseline"):
        board(RANGES, ForecastKind.RANGE, against=against)


def test_without_a_settled_forecast_it_says_what_was_left_out():
    with pytest.raises(TooFew, match="1 not settled"):
        board("expert,question,probability,outcome\ncleo,q1,0.5,\n")


def test_the_order_of_rows_changes_no_figure_but_the_intervals_drawn():
    header, *rows = YES_NO.strip().split("\n")
    for order in itertools.permutations(rows, len(rows)):
        found = by_expert(board("\n".join([header, *order])))
        assert found["cleo"].best == pytest.approx(0.94 / 3)
        assert found["dmitri"].skill == pytest.approx(1 - 0.41 / 0.13)


def test_the_interval_of_a_mean_covers_it_in_about_nine_of_ten_samples():
    draw = np.random.default_rng(20261124)
    scores = draw.beta(2, 3, size=(400, 60))  # 400 experts with 60 questions each; the mean of all is 0.4
    low, high = resampled_means(scores.reshape(-1, 1), np.repeat(np.arange(400), 60), seed=1)
    assert 0.86 <= np.mean((low <= 0.4) & (high >= 0.4)) <= 0.94


def test_one_question_gives_no_interval():
    pairs = scored_pairs(
        read("expert,question,probability,outcome\ncleo,q1,0.5,yes\n"), ForecastKind.YES_NO, Score.BRIER
    )
    (cleo,) = board_of(pairs, seed=1).experts
    assert np.isnan([cleo.low, cleo.high]).all()


def test_quantities_of_several_units_or_levels_are_said_to_have_no_common_mean():
    rows = [
        ("rain", 0.05, 1, 2, "mm"),
        ("rain", 0.95, 3, 2, "mm"),
        ("snow", 0.5, 5, 6, "cm"),
        ("hail", 0.05, 1, 2, "mm"),
    ]
    table = {
        "expert": ["Cleo"] * 5,
        "question": [row[0] for row in rows] + ["hail"],
        "level": [row[1] for row in rows] + [0.95],
        "value": [row[2] for row in rows] + [4],
        "outcome": [row[3] for row in rows] + [2],
        "unit": [row[4] for row in rows] + ["mm"],
    }
    pairs = scored_pairs(read_long_table(table, name="sky"), ForecastKind.QUANTITY, Score.CRPS)
    assert [warning.split(":")[0] for warning in pairs.warnings] == [
        "the quantities have 2 units or targets (cm, mm)",
        "quantiles are at 2 different sets of levels (1, 2 levels)",
    ]
    assert set(pairs.warnings) <= set(board_of(pairs, seed=1).warnings)
