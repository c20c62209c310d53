"""Rules of the three looks at what would change a result."""

import numpy as np
import pytest

from weighin.errors import NotAccepted, TooFew
from weighin.weighing.pool import pool
from weighin.weighing.sensitivity import (
    by_other_methods,
    leave_one_expert_out,
    leave_one_out,
    resample,
    resampled,
    sensitivity,
)

PANEL = np.array([[0.2, 0.9], [0.4, 0.8], [0.5, np.nan], [0.9, 0.1]])


def test_leaving_one_expert_out_is_pooling_the_others():
    without = leave_one_expert_out(PANEL, method="mean", weights=[1, 2, 3, 4])
    assert without.shape == (4, 2)
    for out in range(4):
        others = [number for number in range(4) if number != out]
        expected = pool(PANEL[others], method="mean", weights=np.array([1, 2, 3, 4])[others]).value
        np.testing.assert_array_equal(without[out], expected)


def test_what_is_given_by_expert_leaves_with_the_expert():
    panel = np.array([[[0.1, 0.2, 0.3]], [[0.2, 0.6, 0.8]], [[0.3, 0.5, 0.6]]])
    before = np.array([[[0.1, 0.3, 0.4]], [[0.2, 0.3, 0.8]], [[0.3, 0.3, 0.6]]])
    without = leave_one_expert_out(panel, method="ShiftWAgg", first_round=before)
    np.testing.assert_array_equal(without[1], pool(panel[[0, 2]], method="ShiftWAgg", first_round=before[[0, 2]]).value)


def test_without_the_only_one_who_answered_there_is_no_value():
    without = leave_one_expert_out([[0.2, 0.3], [np.nan, 0.5]])
    assert np.isnan(without[0, 0])
    assert without[1, 0] == 0.2


def test_without_the_only_one_who_has_a_weight_there_is_no_value():
    without = leave_one_expert_out([[0.2], [0.3]], method="mean", weights=[1, 0])
    assert np.isnan(without[0, 0])
    assert without[1, 0] == 0.2


def test_any_function_of_experts_can_be_looked_at():
    heights = np.array([1.0, 2.0, 6.0])
    np.testing.assert_allclose(leave_one_out(lambda chosen: heights[chosen].mean(), experts=3), [4, 3.5, 1.5])
    interval = resample(lambda chosen: heights[chosen].mean(), experts=3, draws=2000, level=0.9)
    assert 1 <= interval.low < heights.mean() < interval.high <= 6


def test_the_same_seed_gives_the_same_interval():
    first, again = (resampled(PANEL, method="mean", draws=200, seed=3) for _ in range(2))
    np.testing.assert_array_equal(first.low, again.low)
    assert (first.low != resampled(PANEL, method="mean", draws=200, seed=4).low).any()


def test_the_interval_of_a_mean_is_about_what_its_standard_error_says():
    panel = np.random.default_rng(8).uniform(0.2, 0.8, (60, 1))
    interval = resampled(panel, method="mean", draws=2000, level=0.9)
    error = panel.std() / np.sqrt(60)
    assert interval.low[0] == pytest.approx(panel.mean() - 1.645 * error, abs=0.15 * error)
    assert interval.high[0] == pytest.approx(panel.mean() + 1.645 * error, abs=0.15 * error)


def test_where_all_say_the_same_nothing_changes_it():
    looked_at = sensitivity(np.full((4, 2), 0.3), method="geometric_odds", draws=50)
    np.testing.assert_allclose(looked_at.change, 0, atol=1e-12)
    np.testing.assert_allclose(looked_at.resampled.low, 0.3)
    np.testing.assert_allclose(looked_at.resampled.high, 0.3)
    for name, value in looked_at.methods.items():
        if name != "neyman_roughgarden":
            np.testing.assert_allclose(value, 0.3, err_msg=name)


def test_a_question_that_most_draws_miss_has_no_interval():
    panel = np.full((6, 1), np.nan)
    panel[0] = 0.4
    panel[1:] = np.nan
    interval = resampled(panel, method="mean", draws=400)
    assert interval.defined[0] == pytest.approx(1 - (5 / 6) ** 6, abs=0.08)
    rare = resampled(np.vstack([panel, np.full((20, 1), np.nan)]), method="mean", draws=400, seed=2)
    assert rare.defined[0] == pytest.approx(1 - (25 / 26) ** 26, abs=0.08)


def test_other_methods_are_those_that_need_nothing_more():
    found, warnings = by_other_methods(PANEL)
    assert {"mean", "median", "geometric_odds", "neyman_roughgarden", "trimmed"} <= set(found)
    assert not {"extremised", "beta", "decay"} & set(found)
    assert warnings == ()
    np.testing.assert_array_equal(found["mean"], pool(PANEL, method="mean").value)


def test_a_method_that_cannot_hold_the_judgements_is_a_warning():
    found, warnings = by_other_methods([[0.0], [1.0]])
    assert "geometric_odds" not in found
    assert any("0 says 0 and 1 says 1" in warning for warning in warnings)


def test_other_methods_that_are_named_must_be_there_and_have_what_they_need():
    assert set(by_other_methods(PANEL, methods=["extremised"], factor=2.0)[0]) == {"extremised"}
    with pytest.raises(NotAccepted, match="needs factor"):
        by_other_methods(PANEL, methods=["extremised"])
    with pytest.raises(NotAccepted, match="no pool"):
        by_other_methods(PANEL, methods=["average"])


def test_sensitivity_holds_the_pool_and_its_changes():
    looked_at = sensitivity(PANEL, method="mean", draws=100, experts=["Ada", "Ben", "Cleo", "Dmitri"])
    np.testing.assert_allclose(looked_at.change, looked_at.without - looked_at.pooled.value)
    assert "mean" not in looked_at.methods
    assert looked_at.resampled.draws == 100
    assert np.abs(looked_at.change[:, 1]).argmax() == 3  # Dmitri stands apart there


def test_sensitivity_looks_at_choices_and_three_points_too():
    choices = np.array([[[0.2, 0.8]], [[0.5, 0.5]], [[0.9, 0.1]]])
    looked_at = sensitivity(choices, method="logarithmic", draws=20)
    assert looked_at.without.shape == (3, 1, 2)
    assert set(looked_at.methods) == {"mean", "median"}
    points = np.sort(np.random.default_rng(0).random((4, 3, 3)), axis=2)
    assert len(sensitivity(points, method="IntWAgg", draws=20).methods) >= 15


def test_a_fitted_factor_stays_as_it_is_when_an_expert_leaves():
    panel, outcomes = [[0.8, 0.7, 0.6], [0.7, 0.6, 0.2]], [1, 0, 0]
    looked_at = sensitivity(panel, method="extremised", outcomes=outcomes, draws=20)
    factor = looked_at.pooled.settings["factor"]
    np.testing.assert_array_equal(looked_at.without[0], pool([panel[1]], method="extremised", factor=factor).value)


def test_one_expert_alone_cannot_be_left_out():
    for look in (leave_one_expert_out, resampled, sensitivity):
        with pytest.raises(TooFew):
            look([[0.4]])
    with pytest.raises(NotAccepted):
        resampled(PANEL, draws=0)
