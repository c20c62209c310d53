"""Figures of scores, calibration and track records: drawn whole from the samples, with the numbers behind them."""

import datetime as dt
import re

import pytest

from weighin.errors import TooFew
from weighin.publishing.figures import figure_file
from weighin.publishing.figures.reliability import reliability_figure
from weighin.publishing.figures.roc import roc_figure
from weighin.publishing.figures.scores import scores_figure
from weighin.publishing.figures.track_records import track_records_figure
from weighin.settling.calibration.report import GroupBy, calibration_report
from weighin.settling.forecasts import ForecastKind, counted_forecasts, read_long_table, read_outcomes
from weighin.settling.scoreboard import scoreboard
from weighin.settling.scored_pairs import Score, scored_pairs
from weighin.settling.track_records import track_records

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def forecasts(root):
    folder = root / "examples" / "forecasts"
    outcomes = read_outcomes((folder / "outcomes.csv").read_bytes(), name="outcomes.csv")
    read = read_long_table((folder / "forecasts.csv").read_bytes(), name="forecasts.csv", outcomes=outcomes)
    return counted_forecasts(read, today=TODAY)


def words_in(figure):
    drawn = figure_file(figure, ".svg").decode()
    return " ".join(re.findall(r">([^<>]+)</t", drawn)), drawn


def test_the_reliability_diagram_names_its_axes_and_counts_what_is_left_out(forecasts):
    figure = reliability_figure(calibration_report(forecasts, seed=1, resamples=20))
    words, drawn = words_in(figure)
    for expected in (
        "Reliability of forecasts: forecasts.csv",
        "forecast probability",
        "share that happened",
        "left out",
    ):
        assert expected in words
    assert "NaN" not in drawn
    assert sum(figure.table["forecasts"]) == len(forecasts.experts)


def test_of_groups_each_has_a_diagram_of_its_own(forecasts):
    figure = reliability_figure(calibration_report(forecasts, seed=1, by=GroupBy.SUBJECT, resamples=20))
    words, _ = words_in(figure)
    assert all(f"{subject} (" in words for subject in ("energy", "harbour", "parliament"))
    assert set(figure.table["group"]) == {"energy", "harbour", "parliament"}


def test_the_curve_of_discrimination_goes_from_corner_to_corner(forecasts):
    report = calibration_report(forecasts, seed=1, resamples=20)
    figure = roc_figure(report)
    words, _ = words_in(figure)
    assert f"area {report.groups[0].area.value:.2f}" in words
    ends = [(figure.table["false alarms"][end], figure.table["hits"][end]) for end in (0, -1)]
    assert ends == [(0, 0), (1, 1)]


def test_without_both_outcomes_there_is_no_curve_of_discrimination():
    table = "expert,question,probability,outcome\ncleo,q1,0.5,yes\n"
    report = calibration_report(counted_forecasts(read_long_table(table, name="t"), today=TODAY), seed=1, resamples=20)
    with pytest.raises(TooFew, match="at least one event that happened"):
        roc_figure(report)


def test_scores_name_every_expert_with_the_number_of_questions(forecasts):
    board = scoreboard(forecasts, ForecastKind.YES_NO, Score.BRIER, seed=1)
    words, drawn = words_in(scores_figure(board))
    assert all(f"{one.expert} ({one.questions})" in words for one in board.experts)
    assert "Brier score by expert: yes/no forecasts" in words
    assert "NaN" not in drawn


def test_an_infinite_score_is_not_drawn():
    table = "expert,question,probability,outcome\ncleo,q1,0,yes\ndmitri,q1,0.5,yes\n"
    forecasts = counted_forecasts(read_long_table(table, name="t"), today=TODAY)
    figure = scores_figure(scoreboard(forecasts, ForecastKind.YES_NO, Score.LOG, seed=1))
    words, drawn = words_in(figure)
    assert "cleo (1)" in words
    assert "Infinity" not in drawn


def test_two_experts_whose_names_begin_alike_are_two_rows():
    name = "The Committee for the Long Name of Everything, "
    rows = "".join(f"{name}{end},q{q},0.{q},yes\n" for end in ("north", "south") for q in (1, 2))
    forecasts = counted_forecasts(
        read_long_table(
            "expert,question,probability,outcome\n" + rows.replace(name, f'"{name}').replace("h,q", 'h",q'), name="t"
        ),
        today=TODAY,
    )
    words, _ = words_in(scores_figure(scoreboard(forecasts, ForecastKind.YES_NO, Score.BRIER, seed=1)))
    assert "(2) (2)" in words


def test_track_records_say_who_has_no_rank(forecasts):
    pairs = scored_pairs(forecasts, ForecastKind.YES_NO, Score.BRIER)
    found = track_records(pairs.experts, pairs.questions, pairs.scores[:, 0], seed=1, fewest=85)
    figure = track_records_figure(found, score="Brier")
    words, drawn = words_in(figure)
    assert "(no rank)" in words
    assert re.search(r"Cleo Marchetti \(\d\.\d; \d–\d\)", words)
    assert "NaN" not in drawn
    assert len(figure.table["expert"]) == 6
