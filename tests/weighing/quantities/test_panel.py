"""Vincent averages, rescaled intervals and the face for a panel."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from weighin.errors import BadJudgements, CrossingQuantiles, ProbabilityOutOfRange, TooFew, WrongShape
from weighin.weighing.quantities.averaging import pool_vincent, pool_vincent_median, pool_vincent_trimmed
from weighin.weighing.quantities.families import Family
from weighin.weighing.quantities.intervals import Stretch, interval_levels, rescale_intervals
from weighin.weighing.quantities.pool import QuantityPool, fit_panel, pool_quantities

LEVELS = np.array([0.05, 0.5, 0.95])
panels = npst.arrays(
    float, st.tuples(st.integers(1, 7), st.integers(1, 3), st.just(3)), elements=st.floats(-1e3, 1e3)
).map(lambda array: np.sort(array, axis=2))
AVERAGES = [pool_vincent, pool_vincent_median, pool_vincent_trimmed]


@pytest.mark.parametrize("average", AVERAGES)
@settings(deadline=None, max_examples=40)
@given(quantiles=panels, seed=st.randoms(use_true_random=False))
def test_averages_rise_stay_in_range_and_forget_the_order_of_experts(average, quantiles, seed):
    found = average(quantiles, levels=LEVELS)
    assert (np.diff(found, axis=1) >= 0).all()
    assert (found >= quantiles.min(axis=0)).all()
    assert (found <= quantiles.max(axis=0)).all()
    order = list(range(len(quantiles)))
    seed.shuffle(order)
    np.testing.assert_allclose(average(quantiles[order], levels=LEVELS), found, atol=1e-9)


@pytest.mark.parametrize("average", AVERAGES)
@settings(deadline=None, max_examples=40)
@given(one=panels)
def test_unanimous_experts_average_to_what_they_say(average, one):
    together = np.repeat(one[:1], 5, axis=0)
    np.testing.assert_allclose(average(together, levels=LEVELS), one[0], rtol=1e-12)


@settings(deadline=None, max_examples=40)
@given(panels, st.integers(0, 2**31))
def test_averages_are_those_of_plain_twins(quantiles, seed):
    weights = np.random.default_rng(seed).integers(1, 5, len(quantiles))
    np.testing.assert_allclose(
        pool_vincent(quantiles, levels=LEVELS, weights=weights),
        np.average(quantiles, axis=0, weights=weights),
        atol=1e-9,
    )
    # A weight of 3 is the same as saying it three times.
    repeated = np.repeat(quantiles, weights, axis=0)
    np.testing.assert_allclose(
        pool_vincent_median(quantiles, levels=LEVELS, weights=weights), np.median(repeated, axis=0), atol=1e-9
    )


def test_the_trimmed_average_leaves_out_the_ends_of_each_level():
    quantiles = np.array([[[1.0, 5, 9]], [[2, 6, 20]], [[3, 7, 21]], [[-90, 8, 22]], [[4, 400, 900]]])
    np.testing.assert_allclose(pool_vincent_trimmed(quantiles, levels=LEVELS, share=0.2), [[2, 7, 21]])


def test_who_left_out_a_level_is_left_out_of_the_question():
    quantiles = np.array([[[1.0, 2, 3]], [[5, np.nan, 7]]])
    for average in AVERAGES:
        np.testing.assert_allclose(average(quantiles, levels=LEVELS), [[1, 2, 3]])


def test_nobody_is_nan_and_an_empty_panel_is_refused():
    for average in AVERAGES:
        assert np.isnan(average(np.full((2, 1, 3), np.nan), levels=LEVELS)).all()
        with pytest.raises(TooFew):
            average(np.empty((0, 2, 3)), levels=LEVELS)


@pytest.mark.parametrize("share", [-0.1, 0.5, math.nan])
def test_a_share_that_would_cut_everybody_is_refused(share):
    with pytest.raises(BadJudgements, match="share"):
        pool_vincent_trimmed(np.ones((3, 1, 3)), levels=LEVELS, share=share)


# Intervals


def test_a_four_step_interval_is_stretched_linearly_to_the_wanted_confidence():
    found = rescale_intervals([[40.0]], [[50.0]], [[70.0]], confidence=[[0.5]], wanted=0.8)
    np.testing.assert_allclose(found.value, [[[34.0, 50.0, 82.0]]])


def test_a_normal_stretch_goes_by_normal_quantiles():
    found = rescale_intervals([[40.0]], [[50.0]], [[60.0]], confidence=0.5, wanted=0.9, stretch=Stretch.NORMAL)
    np.testing.assert_allclose(found.value[0, 0, 2], 50 + 10 * 1.6448536269514722 / 0.6744897501960817)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=3).map(sorted),
    st.floats(0.05, 0.99),
    st.floats(0.05, 0.99),
    st.sampled_from(Stretch),
)
def test_rescaling_there_and_back_is_the_identity_and_keeps_the_best_guess(steps, stated, wanted, stretch):
    low, best, high = ([[step]] for step in steps)
    there = rescale_intervals(low, best, high, confidence=stated, wanted=wanted, stretch=stretch).value
    back = rescale_intervals(*np.moveaxis(there, 2, 0), confidence=wanted, wanted=stated, stretch=stretch).value
    np.testing.assert_allclose(back[0, 0], steps, atol=1e-7)
    assert there[0, 0, 1] == best[0][0]
    assert there[0, 0, 0] <= there[0, 0, 1] <= there[0, 0, 2]


def test_an_end_that_a_limit_cuts_is_told():
    found = rescale_intervals([[0.1]], [[0.2]], [[0.9]], confidence=0.5, wanted=0.9, lower=0, upper=1)
    assert found.value[0, 0].tolist() == pytest.approx([0.02, 0.2, 1.0])
    assert any("1 end(s)" in warning for warning in found.warnings)


def test_incomplete_unsure_and_pointed_intervals_are_told():
    found = rescale_intervals(
        [[1.0, np.nan, 3]], [[2.0, 2, 3]], [[3.0, 3, 3]], confidence=[[0.3, 0.8, 0.8]], wanted=0.8
    )
    assert np.isnan(found.value[0, 1]).all()
    assert found.answered == 2
    assert len(found.warnings) == 3


@pytest.mark.parametrize(
    ("steps", "confidence", "more", "error", "says"),
    [
        ((1, 2, 3), 80, {}, ProbabilityOutOfRange, "write 0.8"),
        ((1, 2, 3), 0, {}, BadJudgements, "confidence of 0"),
        ((1, 2, 3), -0.2, {}, ProbabilityOutOfRange, "between 0 and 1"),
        ((2, 1, 3), 0.8, {}, CrossingQuantiles, "lowest ≤ best ≤ highest"),
        ((3, np.nan, 2), 0.8, {}, CrossingQuantiles, "lowest ≤ best ≤ highest"),
        ((1, 2, np.inf), 0.8, {}, BadJudgements, "infinite"),
        ((1, 2, 3), 0.8, {"upper": 2.5}, BadJudgements, "outside the limits"),
        ((1, 2, 3), 1, {"stretch": Stretch.NORMAL}, BadJudgements, "no normal"),
    ],
)
def test_bad_intervals_are_refused_by_name(steps, confidence, more, error, says):
    with pytest.raises(error, match=says) as caught:
        rescale_intervals(
            *([[step]] for step in steps), confidence=confidence, experts=["Cleo"], questions=["rain"], **more
        )
    assert (caught.value.expert, caught.value.question) == ("Cleo", "rain")


def test_a_wanted_confidence_in_per_cent_is_refused():
    with pytest.raises(ProbabilityOutOfRange, match=r"write 0\.8"):
        rescale_intervals([[1]], [[2]], [[3]], confidence=0.8, wanted=80)


def test_the_levels_of_an_interval_are_central():
    assert interval_levels(0.8) == pytest.approx((0.1, 0.5, 0.9))


# The face

PANEL = np.array([[[10.0, 20, 40], [1, 2, 3]], [[15, 25, 30], [np.nan] * 3], [[30, 45, 80], [2, np.nan, 3]]])


@pytest.mark.parametrize("method", QuantityPool)
def test_every_pool_carries_its_method_shape_and_warnings(method):
    found = pool_quantities(PANEL, levels=LEVELS, method=method, questions=["wheat", "rain"])
    assert found.method == method
    assert found.shape == (3, 2, 3)
    assert found.answered == 4
    assert found.value.quantiles.shape == (2, 3)
    assert np.isfinite(found.value.means).all()
    assert (np.diff(found.value.quantiles, axis=1) >= 0).all()
    assert any("lack a level" in warning for warning in found.warnings)
    assert any("one expert alone answered question rain" in warning for warning in found.warnings)


@pytest.mark.parametrize("method", QuantityPool)
def test_a_pool_of_nobody_is_nan_and_says_so(method):
    found = pool_quantities(np.full((2, 1, 3), np.nan), levels=LEVELS, method=method)
    assert np.isnan(found.value.quantiles).all()
    assert any("nobody" in warning for warning in found.warnings)


def test_the_linear_pool_is_wider_than_vincents():
    apart = np.array([[[9.0, 10, 11]], [[29, 30, 31]]])
    vincent = pool_quantities(apart, levels=LEVELS).value
    linear = pool_quantities(apart, levels=LEVELS, method=QuantityPool.LINEAR).value
    assert linear.means == pytest.approx(vincent.means, abs=1)
    assert linear.sds[0] > 3 * vincent.sds[0]


@pytest.mark.parametrize("method", QuantityPool)
def test_crossing_quantiles_name_expert_and_question(method):
    with pytest.raises(CrossingQuantiles) as caught:
        pool_quantities([[[3.0, 2, 4]]], levels=LEVELS, method=method, experts=["Cleo"], questions=["rain"])
    assert (caught.value.expert, caught.value.question) == ("Cleo", "rain")


def test_weights_for_a_trimmed_pool_and_levels_that_do_not_fit_are_refused():
    with pytest.raises(BadJudgements, match="no weights"):
        pool_quantities(PANEL, levels=LEVELS, method=QuantityPool.VINCENT_TRIMMED, weights=[1, 1, 1])
    with pytest.raises(WrongShape):
        pool_quantities(PANEL, levels=[0.1, 0.9])


def test_a_panel_is_fitted_expert_by_expert_and_warnings_name_them():
    found = fit_panel(
        PANEL, levels=LEVELS, lower=[0, np.nan], experts=["Ada", "Ben", "Cleo"], questions=["wheat", "rain"]
    )
    assert found.value[1][1] is None
    assert Family.GAMMA in found.value[0][0].fits
    assert Family.GAMMA not in found.value[0][1].fits
    assert found.value[2][1].values == (2.0, 3.0)
    assert found.answered == 5
    assert all(warning.startswith("expert ") for warning in found.warnings)
    with pytest.raises(BadJudgements) as caught:
        fit_panel([[[5.0, 5, 5]]], levels=LEVELS, experts=["Ada"], questions=["wheat"])
    assert (caught.value.expert, caught.value.question) == ("Ada", "wheat")
