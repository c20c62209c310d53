"""Families, mixtures and piecewise distributions: quantiles and probabilities undo each other, and slow twins agree."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from weighin.errors import BadJudgements, CrossingQuantiles, TooFew, WrongShape
from weighin.weighing.quantities.families import Distribution, Family
from weighin.weighing.quantities.mixtures import Mixture, pool_logarithmic_normals
from weighin.weighing.quantities.piecewise import (
    Piecewise,
    histogram_of_chips,
    intrinsic_range,
    judgements_of_chips,
    piecewise_of,
    pool_linear_piecewise,
)
from weighin.weighing.quantities.roots import lowest_reaching

PARAMETERS = {
    Family.NORMAL: (4.0, 2.0),
    Family.T: (4.0, 2.0, 5.0),
    Family.SKEW_NORMAL: (4.0, 2.0, -3.0),
    Family.GAMMA: (2.5, 0.7),
    Family.LOGNORMAL: (1.0, 0.6),
    Family.LOG_T: (1.0, 0.3, 4.0),
    Family.BETA: (2.0, 3.5),
    Family.EXPONENTIAL: (0.4,),
}
LEVELS = np.array([0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999])


def distribution(family):
    return Distribution(family=family, parameters=PARAMETERS[family.plain], lower=-3.0, upper=20.0)


def of_scipy(family):
    from scipy import stats

    first, *rest = PARAMETERS[family.plain]
    match family.plain:
        case Family.NORMAL:
            return stats.norm(first, rest[0])
        case Family.T:
            return stats.t(rest[1], first, rest[0])
        case Family.SKEW_NORMAL:
            return stats.skewnorm(rest[1], first, rest[0])
        case Family.GAMMA:
            return stats.gamma(first, scale=1 / rest[0])
        case Family.LOGNORMAL:
            return stats.lognorm(rest[0], scale=math.exp(first))
        case Family.EXPONENTIAL:
            return stats.expon(scale=1 / first)
        case Family.BETA:
            return stats.beta(first, rest[0], scale=23.0)
        case _:
            return None


@pytest.mark.parametrize("family", Family)
def test_probabilities_of_quantiles_are_their_levels(family):
    one = distribution(family)
    np.testing.assert_allclose(one.cumulative(one.quantiles(LEVELS)), LEVELS, rtol=1e-11)


@pytest.mark.parametrize("family", [family for family in Family if family.plain is not Family.LOG_T])
def test_quantiles_and_moments_are_those_of_scipy(family):
    ours, theirs = distribution(family), of_scipy(family)
    if family.is_mirrored:
        quantiles, mean = 20.0 - theirs.ppf(1 - LEVELS), 20.0 - theirs.mean()
    else:
        origin = -3.0 if family.needs_lower else 0.0
        quantiles, mean = origin + theirs.ppf(LEVELS), origin + theirs.mean()
    np.testing.assert_allclose(ours.quantiles(LEVELS), quantiles, rtol=1e-7, atol=1e-9)
    assert ours.mean == pytest.approx(mean)
    assert ours.sd == pytest.approx(theirs.std())


def test_a_mirrored_family_is_its_namesake_seen_from_the_upper_limit():
    plain = Distribution(family=Family.GAMMA, parameters=(2.5, 0.7), lower=0.0)
    mirrored = Distribution(family=Family.MIRROR_GAMMA, parameters=(2.5, 0.7), upper=20.0)
    np.testing.assert_allclose(mirrored.quantiles(LEVELS), 20.0 - plain.quantiles(1 - LEVELS), rtol=1e-12)
    assert mirrored.mean == pytest.approx(20.0 - plain.mean)


def test_the_log_t_has_no_finite_mean_and_the_cauchy_none_at_all():
    assert distribution(Family.LOG_T).mean == math.inf
    assert distribution(Family.MIRROR_LOG_T).mean == -math.inf
    assert math.isnan(Distribution(family=Family.T, parameters=(0.0, 1.0, 1.0)).mean)
    assert Distribution(family=Family.T, parameters=(0.0, 1.0, 2.0)).sd == math.inf


@pytest.mark.parametrize(
    ("family", "parameters", "limits"),
    [
        (Family.NORMAL, (0.0, 0.0), {}),
        (Family.NORMAL, (math.nan, 1.0), {}),
        (Family.GAMMA, (1.0, 1.0), {}),
        (Family.MIRROR_GAMMA, (1.0, 1.0), {"lower": 0.0}),
        (Family.BETA, (1.0, 1.0), {"lower": 0.0}),
        (Family.NORMAL, (0.0,), {}),
        (Family.NORMAL, (0.0, 1.0), {"lower": 3.0, "upper": 3.0}),
    ],
)
def test_a_distribution_that_cannot_be_is_refused(family, parameters, limits):
    with pytest.raises(BadJudgements):
        Distribution(family=family, parameters=parameters, **limits)


normals = st.lists(st.tuples(st.floats(-50, 50), st.floats(0.01, 30), st.floats(0.01, 1)), min_size=1, max_size=6)


def slow_quantile(cumulative, level, low, high):
    """The plain twin: halve the bracket until no number is left between its ends."""
    if cumulative(low) >= level:
        return low
    while True:
        middle = low + (high - low) / 2
        if middle in {low, high}:
            return high
        if cumulative(middle) >= level:
            high = middle
        else:
            low = middle


@settings(deadline=None, max_examples=40)
@given(normals, st.floats(0.001, 0.999))
def test_a_mixtures_quantile_is_that_of_the_slow_twin(parts, level):
    experts = [Distribution(family=Family.NORMAL, parameters=(mean, sd)) for mean, sd, _ in parts]
    mixture = Mixture.of(experts, [weight for _, _, weight in parts])
    ends = [float(one.quantiles(level)) for one in experts]
    expected = slow_quantile(lambda value: float(mixture.cumulative(value)), level, min(ends), max(ends))
    found = float(mixture.quantiles(level))
    # Where hardly any probability lies between two experts, many values have the same level but for rounding.
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9) or abs(mixture.cumulative(found) - level) < 1e-14
    assert min(ends) <= found <= max(ends)


@settings(deadline=None, max_examples=40)
@given(normals)
def test_a_mixtures_quantiles_do_not_fall_and_do_not_depend_on_the_order_of_experts(parts):
    experts = [Distribution(family=Family.NORMAL, parameters=(mean, sd)) for mean, sd, _ in parts]
    weights = [weight for _, _, weight in parts]
    found = Mixture.of(experts, weights).quantiles(LEVELS)
    assert (np.diff(found) >= 0).all()
    turned = Mixture.of(experts[::-1], weights[::-1])
    np.testing.assert_allclose(turned.cumulative(found), LEVELS, atol=1e-12)


def test_unanimous_experts_pool_to_what_they_all_say():
    one = distribution(Family.GAMMA)
    mixture = Mixture.of([one, one, one], [0.2, 0.5, 3.0])
    np.testing.assert_allclose(mixture.quantiles(LEVELS), one.quantiles(LEVELS), rtol=1e-14)
    assert mixture.mean == pytest.approx(one.mean)
    assert mixture.sd == pytest.approx(one.sd)


def test_a_mixture_leaves_out_who_gave_none_and_needs_somebody():
    one = distribution(Family.NORMAL)
    assert Mixture.of([None, one], [5.0, 1.0]).shares == (1.0,)
    with pytest.raises(TooFew):
        Mixture.of([None, one], [1.0, 0.0])


def test_a_mixture_at_levels_0_and_1_reaches_the_ends():
    mixture = Mixture.of([distribution(Family.BETA), distribution(Family.NORMAL)])
    assert mixture.quantiles([0.0, 1.0]).tolist() == [-math.inf, math.inf]
    assert math.isnan(mixture.quantiles(math.nan))


def test_a_far_tail_beyond_any_float_does_not_hang():
    wild = Distribution(family=Family.LOG_T, parameters=(300.0, 40.0, 1.0), lower=0.0)
    mixture = Mixture.of([wild, distribution(Family.NORMAL)])
    assert mixture.cumulative(mixture.quantiles(0.3)) == pytest.approx(0.3)
    assert mixture.quantiles(0.9999) > 1e200


def test_a_root_on_a_flat_stretch_is_its_lower_end_and_at_a_jump_the_jump():
    def stairs(values):
        return np.where(values < 1, 0.0, np.where(values < 2, 0.5, 1.0))

    found = lowest_reaching(stairs, np.array([0.5, 0.7]), low=np.zeros(2), high=np.full(2, 3.0))
    np.testing.assert_allclose(found, [1.0, 2.0], rtol=1e-14)


def test_logarithmic_pool_of_one_expert_is_that_expert_and_nan_where_nobody_answered():
    mean, sd = pool_logarithmic_normals([[3.0, np.nan], [np.nan, np.nan]], [[2.0, np.nan], [np.nan, np.nan]])
    np.testing.assert_allclose(mean, [3.0, np.nan])
    np.testing.assert_allclose(sd, [2.0, np.nan])


@pytest.mark.parametrize("sd", [0.0, -1.0, np.inf, np.nan])
def test_a_logarithmic_pool_names_whose_deviation_cannot_be(sd):
    with pytest.raises(BadJudgements) as caught:
        pool_logarithmic_normals([[1.0], [2.0]], [[1.0], [sd]], experts=["Cleo", "Dmitri"], questions=["rain"])
    assert (caught.value.expert, caught.value.question) == ("Dmitri", "rain")


# Piecewise


@st.composite
def panels(draw):
    experts, questions, levels = draw(st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 5)))
    values = draw(npst.arrays(float, (experts, questions, levels), elements=st.integers(1, 40).map(float)))
    steps = np.array(draw(st.lists(st.integers(1, 19), min_size=levels, max_size=levels, unique=True).map(sorted))) / 20
    weights = np.array(draw(st.lists(st.floats(0.1, 1), min_size=experts, max_size=experts)))
    return np.sort(values, axis=2), steps, weights, draw(st.booleans())


@settings(deadline=None, max_examples=25)
@given(panels())
def test_a_piecewise_linear_pool_is_that_of_the_slow_twin(panel):
    quantiles, levels, weights, logarithm = panel
    logs = np.full(quantiles.shape[1], logarithm)
    ranges = intrinsic_range(quantiles, levels=levels, logarithmic=logs)
    pool = pool_linear_piecewise(quantiles, levels=levels, ranges=ranges, weights=weights, logarithmic=logs)
    for question, (low, high) in enumerate(ranges):
        experts = [
            Piecewise((low, *one, high), (0.0, *levels, 1.0), logarithm) for one in quantiles[:, question].tolist()
        ]
        mixture = Mixture.of(experts, weights)
        for level, found in zip(levels, pool.quantiles[question], strict=True):
            expected = slow_quantile(lambda value, of=mixture: float(of.cumulative(value)) + 1e-12, level, low, high)
            assert found == pytest.approx(expected, rel=1e-8) or abs(mixture.cumulative(found) - level) < 1e-12
        assert pool.means[question] == pytest.approx(mixture.mean)
        assert pool.sds[question] == pytest.approx(mixture.sd, abs=1e-6)


@settings(deadline=None, max_examples=40)
@given(panels())
def test_a_piecewise_pool_does_not_fall_stays_in_its_range_and_forgets_the_order_of_experts(panel):
    quantiles, levels, weights, _ = panel
    ranges = intrinsic_range(quantiles, levels=levels)
    pool = pool_linear_piecewise(quantiles, levels=levels, ranges=ranges, weights=weights)
    assert (np.diff(pool.quantiles, axis=1) >= 0).all()
    assert (pool.quantiles >= quantiles.min(axis=0) - 1e-9).all()
    assert (pool.quantiles <= quantiles.max(axis=0) + 1e-9).all()
    turned = pool_linear_piecewise(quantiles[::-1], levels=levels, ranges=ranges, weights=weights[::-1])
    np.testing.assert_allclose(turned.means, pool.means)


def test_all_questions_at_once_are_each_by_itself():
    quantiles = np.array([[[1.0, 4, 9], [2, 3, 5]], [[2, 2.5, 3], [np.nan] * 3]])
    levels = [0.05, 0.5, 0.95]
    ranges = intrinsic_range(quantiles, levels=levels)
    together = pool_linear_piecewise(quantiles, levels=levels, ranges=ranges, wanted=[0.1, 0.9])
    for question in range(2):
        alone = pool_linear_piecewise(
            quantiles[:, [question]], levels=levels, ranges=ranges[[question]], wanted=[0.1, 0.9]
        )
        np.testing.assert_array_equal(alone.quantiles[0], together.quantiles[question])


def test_a_pool_of_one_expert_gives_back_the_experts_quantiles():
    quantiles = np.array([[[1.0, 4, 9]]])
    for logarithm in (False, True):
        ranges = intrinsic_range(quantiles, levels=[0.05, 0.5, 0.95], logarithmic=[logarithm])
        pool = pool_linear_piecewise(quantiles, levels=[0.05, 0.5, 0.95], ranges=ranges, logarithmic=[logarithm])
        np.testing.assert_allclose(pool.quantiles, quantiles[0], rtol=1e-12)


def test_certain_experts_who_disagree_pool_to_points():
    quantiles = np.array([[[2.0, 2, 2]], [[5.0, 5, 5]]])
    ranges = intrinsic_range(quantiles, levels=[0.05, 0.5, 0.95], overshoot=0.0)
    pool = pool_linear_piecewise(quantiles, levels=[0.05, 0.5, 0.95], ranges=ranges, wanted=[0.2, 0.8])
    assert pool.quantiles.tolist() == [[2.0, 5.0]]
    assert pool.means[0] == pytest.approx(3.5)


def test_the_intrinsic_range_is_wider_by_the_overshoot_and_stays_within_limits():
    quantiles = np.array([[[10.0, 20], [1, 100]], [[15, 30], [np.nan, np.nan]]])
    found = intrinsic_range(quantiles, levels=[0.1, 0.9], logarithmic=[False, True], lower=[9.0, np.nan])
    np.testing.assert_allclose(found, [[9.0, 32.0], [100**-0.1, 100**1.1]])


@pytest.mark.parametrize(
    "settings", [{"lower": [11.0]}, {"upper": [29.0]}, {"overshoot": -0.1}, {"overshoot": math.nan}]
)
def test_an_intrinsic_range_that_cannot_be_is_refused(settings):
    with pytest.raises(BadJudgements):
        intrinsic_range([[[10.0, 30.0]]], levels=[0.1, 0.9], **settings)


def test_a_logarithmic_range_refuses_0_and_names_the_question():
    with pytest.raises(BadJudgements, match="question rain"):
        intrinsic_range([[[0.0, 30.0]]], levels=[0.1, 0.9], logarithmic=[True], questions=["rain"])


def test_a_quantile_outside_its_range_names_expert_and_question():
    with pytest.raises(BadJudgements) as caught:
        pool_linear_piecewise(
            [[[1.0, 2]], [[1, 7]]], levels=[0.1, 0.9], ranges=[[0, 5]], experts=["Cleo", "Dmitri"], questions=["rain"]
        )
    assert (caught.value.expert, caught.value.question) == ("Dmitri", "rain")


def test_chips_become_a_histogram_with_quantiles_and_judgements_for_a_fit():
    histogram = histogram_of_chips([0, 2, 6, 2, 0], [0, 10, 20, 30, 40, 50])
    np.testing.assert_allclose(histogram.quantiles([0.2, 0.5, 0.8, 1.0]), [20, 25, 30, 40])
    values, probabilities = judgements_of_chips(histogram)
    assert values.tolist() == [20, 30]
    np.testing.assert_allclose(probabilities, [0.2, 0.8])
    assert histogram.mean == pytest.approx(25)


@pytest.mark.parametrize(
    ("chips", "edges", "error"),
    [
        ([0, 0], [0, 1, 2], TooFew),
        ([1, -1], [0, 1, 2], BadJudgements),
        ([1, np.nan], [0, 1, 2], BadJudgements),
        ([1, 1], [0, 2, 2], BadJudgements),
        ([1, 1], [0, 1], WrongShape),
    ],
)
def test_chips_that_cannot_be_are_refused_with_name(chips, edges, error):
    with pytest.raises(error) as caught:
        histogram_of_chips(chips, edges, expert="Cleo", question="rain")
    assert caught.value.expert == "Cleo"


def test_a_histogram_needs_finite_limits_and_rising_judgements():
    with pytest.raises(BadJudgements, match="finite limits"):
        piecewise_of([1, 2], [0.2, 0.8], lower=0, upper=math.inf)
    with pytest.raises(CrossingQuantiles):
        piecewise_of([2, 1], [0.2, 0.8], lower=0, upper=3)
