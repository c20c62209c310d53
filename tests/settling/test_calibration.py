import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighin.errors import BadJudgements, ProbabilityOutOfRange, TooFew, WrongShape
from weighin.settling.calibration import (
    area_under_roc,
    consistency_band,
    coverage_of_quantiles,
    decompose_by_bins,
    decompose_by_forecast,
    due_questions,
    recalibrate,
    reliability_of,
    resampled_interval,
    roc_curve,
)
from weighin.settling.calibration.corp import ScoreRule

NAN = float("nan")
pairs = st.lists(
    st.tuples(st.sampled_from([0, 0.1, 0.25, 0.5, 0.7, 0.9, 1]) | st.floats(0, 1), st.sampled_from([0.0, 1.0])),
    min_size=1,
    max_size=40,
).map(lambda rows: (np.array([row[0] for row in rows]), np.array([row[1] for row in rows])))


def slow_isotonic(probability, outcome):
    """Pool adjacent violators, plainly: merge neighbouring groups while the earlier has the larger mean."""
    groups = [[float(value), list(outcome[probability == value])] for value in np.unique(probability)]
    merged = []
    for value, happened in groups:
        merged.append(([value], happened))
        while len(merged) > 1 and np.mean(merged[-2][1]) >= np.mean(merged[-1][1]):
            values, more = merged.pop()
            merged[-1] = (merged[-1][0] + values, merged[-1][1] + more)
    found = {value: np.mean(happened) for values, happened in merged for value in values}
    return np.array([found[float(value)] for value in probability])


@given(pairs)
def test_recalibration_is_the_plain_pooling_of_adjacent_violators(case):
    np.testing.assert_allclose(recalibrate(*case), slow_isotonic(*case), atol=1e-12)


@given(pairs)
def test_the_parts_add_up_and_none_is_negative(case):
    found = reliability_of(*case)
    assert found.mean == pytest.approx(found.miscalibration - found.discrimination + found.uncertainty, abs=1e-12)
    assert min(found.miscalibration, found.discrimination, found.uncertainty) >= -1e-12


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_forecasts_does_not_matter(case, chance):
    order = list(range(len(case[0])))
    chance.shuffle(order)
    turned = reliability_of(case[0][order], case[1][order])
    assert turned.miscalibration == pytest.approx(reliability_of(*case).miscalibration, abs=1e-12)


@given(pairs)
def test_murphys_terms_add_up_to_the_brier_score(case):
    for found in (decompose_by_forecast(*case), decompose_by_bins(*case)):
        whole = (
            found.reliability - found.resolution + found.uncertainty + found.within_variance - found.within_covariance
        )
        assert whole == pytest.approx(found.mean_brier, abs=1e-12)


@given(pairs)
def test_the_area_is_the_chance_that_a_yes_stands_above_a_no(case):
    probability, outcome = case
    yes, no = probability[outcome == 1], probability[outcome == 0]
    if not yes.size or not no.size:
        with pytest.raises(TooFew):
            area_under_roc(*case)
        return
    above = np.mean([(one > other) + 0.5 * (one == other) for one in yes for other in no])
    assert area_under_roc(*case) == pytest.approx(above, abs=1e-12)


def test_the_roc_curve_runs_from_nothing_to_everything():
    curve = roc_curve([0.9, 0.8, 0.8, 0.2], [1, 0, 1, 0])
    assert (curve.false_alarm_rate[0], curve.hit_rate[0]) == (0, 0)
    assert (curve.false_alarm_rate[-1], curve.hit_rate[-1]) == (1, 1)


def test_what_is_missing_is_left_out_and_counted():
    found = reliability_of([0.2, NAN, 0.8, 0.6], [0, 1, 1, NAN])
    assert (found.left_out, found.probabilities.tolist()) == (2, [0.2, 0.8])
    assert np.isnan(recalibrate([0.2, NAN], [0, 1])).tolist() == [False, True]


def test_per_cent_is_told_apart_from_a_probability():
    with pytest.raises(ProbabilityOutOfRange, match=r"write 0\.6"):
        reliability_of([60, 0.2], [1, 0])


@pytest.mark.parametrize(
    ("probability", "outcome", "error"),
    [([], [], TooFew), ([NAN], [1], TooFew), ([0.5], [2], BadJudgements), ([0.5, 0.5], [1], WrongShape)],
)
def test_what_cannot_be_calibrated_says_so(probability, outcome, error):
    with pytest.raises(error):
        reliability_of(probability, outcome)


def test_an_infinite_log_score_is_refused_not_clipped():
    with pytest.raises(BadJudgements, match="infinite"):
        reliability_of([0.0, 0.5], [1, 0], rule=ScoreRule.LOG)


def test_a_calibrated_panel_stays_inside_its_band_and_a_bold_one_does_not():
    draw = np.random.default_rng(5)
    truth = draw.uniform(0.05, 0.95, 600)
    happened = (draw.random(600) < truth).astype(float)
    low, high = consistency_band(truth, seed=1, resamples=200)
    curve = recalibrate(truth, happened)
    assert np.mean((curve >= low) & (curve <= high)) > 0.8
    bold = np.clip(truth * 2 - 0.5, 0, 1)
    low, high = consistency_band(bold, seed=1, resamples=200)
    curve = recalibrate(bold, happened)
    assert np.mean((curve >= low) & (curve <= high)) < 0.6


def test_quantiles_cover_what_they_say():
    levels = [0.05, 0.25, 0.5, 0.75, 0.95]
    truth = np.arange(1, 101) / 101
    found = coverage_of_quantiles(np.broadcast_to(levels, (1, 100, 5)), truth, levels=levels)
    np.testing.assert_allclose(found.below, levels, atol=0.011)
    assert [nominal for nominal, _ in found.intervals] == pytest.approx([0.9, 0.5])
    assert coverage_of_quantiles(np.full((1, 1, 1), NAN), [1.0], levels=[0.5]).settled == 0


def test_an_interval_draws_whole_questions():
    brier = np.array([0.1, 0.1, 0.1, 0.5])
    found = resampled_interval(lambda chosen: brier[chosen].mean(), ["q1", "q1", "q1", "q2"], seed=3, resamples=400)
    assert (found.value, found.clusters) == (pytest.approx(0.2), 2)
    assert (found.low, found.high) == (pytest.approx(0.1), pytest.approx(0.5))
    with pytest.raises(TooFew):
        resampled_interval(lambda chosen: brier[chosen].mean(), ["q1"] * 4, seed=3)


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_the_same_seed_gives_the_same_interval(seed):
    values = np.arange(6.0)
    first, second = (
        resampled_interval(lambda chosen: values[chosen].mean(), [0, 0, 1, 1, 2, 3], seed=seed, resamples=20)
        for _ in range(2)
    )
    assert first == second


def test_a_question_counts_once_its_day_has_come_or_nothing_can_change():
    day = dt.date(2026, 6, 1)
    found = due_questions(
        [day, dt.date(2027, 1, 1), dt.date(2027, 1, 1), None, day],
        [True, True, True, True, False],
        final=[False, False, True, False, False],
        today=dt.date(2026, 7, 1),
    )
    assert found.counts.tolist() == [True, False, True, True, False]
    assert (found.waiting, found.open) == (1, 1)
