"""Fits: what a family made is found again, units do not matter, and bad judgements are named."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighin.errors import BadJudgements, CrossingQuantiles, ProbabilityOutOfRange, TooFew, WrongShape
from weighin.weighing.quantities.families import Distribution, Family
from weighin.weighing.quantities.fits import fit_families

MADE = {
    Family.NORMAL: (4.0, 2.0),
    Family.T: (4.0, 2.0, 3.0),
    Family.SKEW_NORMAL: (4.0, 2.0, -3.0),
    Family.GAMMA: (0.3, 0.7),
    Family.LOGNORMAL: (1.0, 0.6),
    Family.LOG_T: (1.0, 0.3, 3.0),
    Family.BETA: (0.4, 3.5),
}
FIVE = [0.05, 0.25, 0.5, 0.75, 0.95]


@pytest.mark.parametrize("family", [family for family in Family if family.plain is not Family.EXPONENTIAL])
def test_a_family_finds_its_own_judgements_again(family):
    made = Distribution(family=family, parameters=MADE[family.plain], lower=-30.0, upper=300.0)
    fits = fit_families(made.quantiles(FIVE), FIVE, lower=-30.0, upper=300.0)
    assert fits.fits[family].sum_of_squares < 1e-20
    np.testing.assert_allclose(
        fits.fits[family].distribution.quantiles(FIVE), made.quantiles(FIVE), rtol=1e-6, atol=1e-6
    )


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.floats(0.5, 99.5), min_size=3, max_size=3, unique_by=lambda value: round(value, 1)).map(sorted),
    st.floats(1e-6, 1e6),
)
def test_a_fit_does_not_depend_on_the_unit(values, unit):
    families = [Family.NORMAL, Family.LOGNORMAL, Family.MIRROR_GAMMA]
    one = fit_families(values, [0.2, 0.5, 0.8], lower=0, upper=100, families=families)
    other = fit_families(np.array(values) * unit, [0.2, 0.5, 0.8], lower=0, upper=100 * unit, families=families)
    for family in families:
        assert one.fits[family].sum_of_squares == pytest.approx(other.fits[family].sum_of_squares, rel=1e-6, abs=1e-10)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.floats(1, 99), min_size=3, max_size=5, unique_by=round).map(sorted))
def test_no_start_of_a_grid_beats_the_fit(values):
    levels = np.linspace(0.1, 0.9, len(values))
    fits = fit_families(values, levels, lower=0, upper=100, families=[Family.NORMAL, Family.GAMMA, Family.BETA])
    grids = {
        Family.NORMAL: [(mean, sd) for mean in np.linspace(0, 100, 40) for sd in np.geomspace(0.5, 200, 40)],
        Family.GAMMA: [(a, a / mean) for a in np.geomspace(0.1, 400, 40) for mean in np.linspace(2, 120, 40)],
        Family.BETA: [(n * m, n * (1 - m)) for n in np.geomspace(0.1, 400, 40) for m in np.linspace(0.02, 0.98, 40)],
    }
    for family, fit in fits.fits.items():
        for parameters in grids[family]:
            other = Distribution(family=family, parameters=tuple(map(float, parameters)), lower=0, upper=100)
            squares = float(((other.cumulative(values) - levels) ** 2).sum())
            assert fit.sum_of_squares <= squares * (1 + 1e-6) + 1e-10


def test_one_judgement_gives_exponentials_in_closed_form():
    fits = fit_families([12.0], [0.5], lower=0, upper=40)
    assert set(fits.fits) == {Family.EXPONENTIAL, Family.MIRROR_EXPONENTIAL}
    assert fits.fits[Family.EXPONENTIAL].distribution.parameters[0] == pytest.approx(math.log(2) / 12)
    assert fits.fits[Family.MIRROR_EXPONENTIAL].distribution.parameters[0] == pytest.approx(math.log(2) / 28)


def test_two_judgements_fit_two_parameters_exactly_and_no_skew_normal():
    fits = fit_families([10.0, 30.0], [0.1, 0.9])
    assert set(fits.fits) == {Family.NORMAL, Family.T}
    assert fits.best_fit.sum_of_squares < 1e-28
    assert fits.best is Family.NORMAL


def test_limits_decide_which_families_are_fitted():
    judged = [20, 30, 50], [0.25, 0.5, 0.75]
    free = {Family.NORMAL, Family.T, Family.SKEW_NORMAL}
    above = {Family.GAMMA, Family.LOGNORMAL, Family.LOG_T}
    below = {Family.MIRROR_GAMMA, Family.MIRROR_LOGNORMAL, Family.MIRROR_LOG_T}
    assert set(fit_families(*judged).fits) == free
    assert set(fit_families(*judged, lower=0).fits) == free | above
    assert set(fit_families(*judged, upper=90).fits) == free | below
    assert set(fit_families(*judged, lower=0, upper=90).fits) == free | above | below | {Family.BETA}


def test_among_equally_good_families_one_within_the_limits_is_best():
    assert fit_families([25, 50, 75], [0.25, 0.5, 0.75], lower=0, upper=100).best is Family.BETA


def test_judgements_at_0_and_1_are_limits_and_it_says_so():
    fits = fit_families([0, 20, 30, 50, 90], [0, 0.25, 0.5, 0.75, 1], lower=0, upper=90)
    assert fits.values == (20, 30, 50)
    assert any("give them as limits" in warning for warning in fits.warnings)


def test_missing_judgements_are_left_out_and_ties_are_fitted():
    assert fit_families([20, np.nan, 50], [0.25, 0.5, 0.75]).values == (20, 50)
    assert math.isfinite(fit_families([20, 20, 50], [0.25, 0.5, 0.75]).best_fit.sum_of_squares)


@pytest.mark.parametrize(
    ("values", "probabilities", "limits", "error", "says"),
    [
        ([30, 20], [0.2, 0.8], {}, CrossingQuantiles, "rise together"),
        ([20, 30], [0.8, 0.2], {}, CrossingQuantiles, "rise together"),
        ([20, 30], [25, 75], {}, ProbabilityOutOfRange, "per cent, write 0.25"),
        ([20, 30], [-0.1, 0.75], {}, ProbabilityOutOfRange, "between 0 and 1"),
        ([20, math.inf], [0.2, 0.8], {}, BadJudgements, "infinite"),
        ([20, 20, 20], [0.2, 0.5, 0.8], {}, BadJudgements, "certainty"),
        ([20, 30], [0.2, 0.8], {"lower": 25}, BadJudgements, "outside the limits"),
        ([20, 30], [0.2, 0.8], {"upper": 25}, BadJudgements, "outside the limits"),
        ([20, 30], [0.2, 0.8], {"lower": 5, "upper": 5}, BadJudgements, "below the upper"),
        ([20, 30], [0.2, 0.8], {"degrees_of_freedom": 0}, BadJudgements, "degrees of freedom"),
        ([20], [0.5], {}, TooFew, "too few"),
        ([], [], {}, TooFew, "too few"),
        ([np.nan], [0.5], {"lower": 0}, TooFew, "too few"),
        ([20, 30], [0.2], {}, WrongShape, "as many values"),
        (["much"], [0.2], {}, WrongShape, "expected numbers"),
    ],
)
def test_bad_judgements_are_refused_by_name(values, probabilities, limits, error, says):
    with pytest.raises(error, match=says) as caught:
        fit_families(values, probabilities, expert="Cleo", question="rain", **limits)
    assert (caught.value.expert, caught.value.question) == ("Cleo", "rain")


def test_a_fit_that_is_far_from_what_was_judged_says_where():
    fits = fit_families([1, 2, 100], [0.05, 0.5, 0.55], families=[Family.NORMAL])
    assert any("was judged" in warning for warning in fits.warnings)
