import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighin.errors import BadJudgements, ProbabilityOutOfRange, WrongShape
from weighin.settling.scores.metaculus import (
    QuestionKind,
    SettledQuestion,
    StandingForecasts,
    baseline_scores,
    baseline_spot_scores,
    peer_scores,
    peer_spot_scores,
    totals_by_forecaster,
)

many = settings(max_examples=80, deadline=None)
BINARY = SettledQuestion(kind=QuestionKind.BINARY, opened=0, scheduled_close=100, closed=80, resolution=1, spot_time=50)


def yes_no(*forecasts):
    """Each as (probability of yes, start, end)."""
    yes, starts, ends = (np.array(each, dtype=float) for each in zip(*forecasts, strict=True))
    return StandingForecasts(np.stack([1 - yes, yes], axis=1), starts, ends)


time = st.integers(-10, 110)
forecast = st.tuples(st.floats(0.01, 0.99), time, st.one_of(st.none(), time))
panels = st.lists(forecast, min_size=1, max_size=7)


def plain_peer(question, forecasts):
    """Second by second: a slow twin. The mean of the last second in which somebody stood is carried on, as at Metaculus."""
    points, coverage = np.zeros(len(forecasts)), np.zeros(len(forecasts))
    standing = []
    for second in range(-10, int(question.closed)):
        now = [
            place
            for place, (_, start, end) in enumerate(forecasts)
            if start <= second and (end is None or end > second)
        ]
        standing = now or standing
        if second < question.opened:
            continue
        # who stood when the mean was last formed, at its beginning, is covered until the next
        logs = [math.log(forecasts[place][0]) for place in standing]
        for place in standing:
            # one who left before the question opened never stood while it was open
            if not now and forecasts[place][2] <= question.opened:
                continue
            span = question.scheduled_close - question.opened
            coverage[place] += 1 / span
            if len(standing) > 1:
                others = sum(logs) / len(logs)
                points[place] += 100 * len(logs) / (len(logs) - 1) * (math.log(forecasts[place][0]) - others) / span
    return points, coverage


@many
@given(forecasts=panels)
def test_peer_scores_are_those_of_a_slow_twin(forecasts):
    points, coverage = plain_peer(BINARY, forecasts)
    ours = peer_scores(BINARY, yes_no(*forecasts))
    np.testing.assert_allclose(ours.points, points, atol=1e-8)
    np.testing.assert_allclose(ours.coverage, coverage, atol=1e-9)


@many
@given(forecasts=panels)
def test_baseline_coverage_is_the_share_of_time_for_which_it_stood(forecasts):
    scores = baseline_scores(BINARY, yes_no(*forecasts))
    for (yes, start, end), points, coverage in zip(forecasts, scores.points, scores.coverage, strict=True):
        stood = max(0, min(80, 80 if end is None else end) - max(0, start)) / 100
        assert coverage == pytest.approx(stood)
        assert points == pytest.approx(stood * 100 * (1 + math.log2(yes)), abs=1e-9)


@many
@given(yes=st.lists(st.floats(0.01, 0.99), min_size=2, max_size=6))
def test_peer_points_of_a_panel_that_stands_all_the_time_sum_to_nought(yes):
    scores = peer_scores(BINARY, yes_no(*((each, 0, None) for each in yes)))
    assert scores.points.sum() == pytest.approx(0, abs=1e-8)


@many
@given(forecasts=panels, seed=st.randoms())
def test_the_order_of_forecasts_does_not_matter(forecasts, seed):
    order = list(range(len(forecasts)))
    seed.shuffle(order)
    for score in (baseline_scores, peer_scores, baseline_spot_scores, peer_spot_scores):
        straight = score(BINARY, yes_no(*forecasts)).points
        shuffled = score(BINARY, yes_no(*(forecasts[place] for place in order))).points
        np.testing.assert_allclose(shuffled, straight[order], atol=1e-8)


@many
@given(truth=st.floats(0.02, 0.98), said=st.floats(0.02, 0.98), other=st.floats(0.02, 0.98))
def test_nobody_expects_more_points_than_by_saying_what_they_believe(truth, said, other):
    no = SettledQuestion(kind=QuestionKind.BINARY, opened=0, scheduled_close=100, closed=80, resolution=0)
    for score in (baseline_scores, peer_scores):
        expected = [
            truth * score(BINARY, yes_no((mine, 0, None), (other, 0, None))).points[0]
            + (1 - truth) * score(no, yes_no((mine, 0, None), (other, 0, None))).points[0]
            for mine in (truth, said)
        ]
        assert expected[0] >= expected[1] - 1e-9


def test_the_uniform_forecast_earns_nothing_above_chance():
    thirds = SettledQuestion(kind=QuestionKind.MULTIPLE_CHOICE, opened=0, scheduled_close=1, closed=1, resolution=2)
    assert baseline_scores(thirds, StandingForecasts([[1 / 3] * 3], [0], [np.nan])).points[0] == pytest.approx(0)
    assert baseline_scores(BINARY, yes_no((0.5, 0, None))).points[0] == 0


@pytest.mark.parametrize("kind", [QuestionKind.NUMERIC, QuestionKind.DATE, QuestionKind.DISCRETE])
@pytest.mark.parametrize(("open_bounds", "tails"), [(0, (0, 0)), (1, (0, 0.05)), (2, (0.05, 0.05))])
def test_the_baseline_of_a_range_earns_nothing_inside_and_in_an_open_tail(kind, open_bounds, tails):
    bins = np.full(12, (1 - sum(tails)) / 10)
    bins[0], bins[-1] = tails
    for resolution in (5, *((11,) if open_bounds else ())):
        question = SettledQuestion(
            kind=kind, opened=0, scheduled_close=1, closed=1, resolution=resolution, open_bounds=open_bounds
        )
        assert baseline_scores(question, StandingForecasts([bins], [0], [np.nan])).points[0] == pytest.approx(0)


def test_a_range_earns_half_of_what_options_do():
    shares = [[0.2, 0.3, 0.5], [0.3, 0.4, 0.3]]
    standing = StandingForecasts(shares, [0, 0], [np.nan, np.nan])
    points = [
        peer_scores(SettledQuestion(kind=kind, opened=0, scheduled_close=1, closed=1, resolution=1), standing).points
        for kind in (QuestionKind.MULTIPLE_CHOICE, QuestionKind.NUMERIC)
    ]
    np.testing.assert_allclose(points[1], points[0] / 2)


def test_alone_one_earns_nothing_but_is_covered():
    scores = peer_scores(BINARY, yes_no((0.9, 0, None)))
    assert (scores.points[0], scores.coverage[0]) == (0, pytest.approx(0.8))


def test_the_sum_over_versions_is_the_forecasters_score():
    scores = baseline_scores(BINARY, yes_no((0.9, 0, 40), (0.5, 0, None), (0.8, 40, None)))
    totals = totals_by_forecaster(scores, ["Cleo", "Dmitri", "Cleo"])
    assert list(totals) == ["Cleo", "Dmitri"]
    assert totals["Cleo"] == (pytest.approx(scores.points[0] + scores.points[2]), pytest.approx(0.8))
    with pytest.raises(WrongShape):
        totals_by_forecaster(scores, ["Cleo"])


def test_what_is_missing_is_in_no_mean_and_has_no_score():
    standing = StandingForecasts([[0.1, 0.9], [np.nan, np.nan], [0.4, 0.6]], [0, 0, 0], [np.nan] * 3)
    without = StandingForecasts([[0.1, 0.9], [0.4, 0.6]], [0, 0], [np.nan] * 2)
    for score in (baseline_scores, peer_scores):
        points = score(BINARY, standing).points
        assert np.isnan(points[1])
        np.testing.assert_allclose(points[[0, 2]], score(BINARY, without).points)


def test_calling_it_impossible_costs_infinity_and_breaks_the_mean():
    standing = yes_no((0.0, 0, None), (0.5, 0, None))
    assert baseline_scores(BINARY, standing).points[0] == -np.inf
    with pytest.raises(BadJudgements, match="impossible") as refused:
        peer_scores(BINARY, standing, forecasters=["Cleo", "Dmitri"])
    assert refused.value.expert == "Cleo"


def test_spot_scores_need_a_time_and_look_only_then():
    never = SettledQuestion(kind=QuestionKind.BINARY, opened=0, scheduled_close=100, closed=80, resolution=1)
    for score in (baseline_spot_scores, peer_spot_scores):
        with pytest.raises(BadJudgements, match="spot"):
            score(never, yes_no((0.5, 0, None)))
    scores = baseline_spot_scores(BINARY, yes_no((0.9, 0, 50), (0.9, 50, None), (0.9, 51, None)))
    assert scores.coverage.tolist() == [0, 1, 0]
    early = peer_spot_scores(BINARY, yes_no((0.9, 60, None)))
    assert (early.points[0], early.coverage[0]) == (0, 0)


@pytest.mark.parametrize(
    ("probabilities", "error", "words"),
    [
        ([[0.4, 60]], ProbabilityOutOfRange, "write 0.6"),
        ([[0.4, 0.4]], BadJudgements, "sum of 0.8"),
        ([[1.0]], WrongShape, "options"),
        ([0.4, 0.6], WrongShape, "options"),
    ],
)
def test_forecasts_that_cannot_be_are_refused(probabilities, error, words):
    with pytest.raises(error, match=words):
        baseline_scores(BINARY, StandingForecasts(probabilities, [0], [np.nan]))


def test_a_resolution_that_is_no_option_and_a_forecast_without_a_start_are_refused():
    other = SettledQuestion(kind=QuestionKind.BINARY, opened=0, scheduled_close=1, closed=1, resolution=2)
    with pytest.raises(WrongShape, match="0 to 1"):
        baseline_scores(other, yes_no((0.5, 0, None)))
    with pytest.raises(BadJudgements, match="began"):
        baseline_scores(BINARY, yes_no((0.5, np.nan, None)))


@pytest.mark.parametrize("change", [{"scheduled_close": 0}, {"open_bounds": 3}])
def test_a_question_that_cannot_be_is_refused(change):
    settled = {"kind": QuestionKind.NUMERIC, "opened": 0, "scheduled_close": 9, "closed": 9, "resolution": 1}
    with pytest.raises(BadJudgements):
        SettledQuestion(**(settled | change))
