"""Rules of consensus, agreement and movement between rounds."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.weighing.agreement import (
    Appropriateness,
    InterquartileRule,
    Measurement,
    NearMedianRule,
    PercentageRule,
    appropriateness_of,
    concordance_of,
    consensus_by,
    fleiss_kappa,
    krippendorff_alpha,
    movement_between,
    randolph_kappa,
    resample_questions,
    spread_of,
    stability_between,
)

nan = float("nan")


def ratings(*, missing=True, least_experts=2, least_questions=2):
    points = st.integers(1, 9).map(float)
    shapes = array_shapes(min_dims=2, max_dims=2, min_side=max(least_experts, least_questions), max_side=8)
    return arrays(np.float64, shapes, elements=points | st.just(nan) if missing else points)


def shuffled(array, random):
    experts, questions = list(range(array.shape[0])), list(range(array.shape[1]))
    random.shuffle(experts)
    random.shuffle(questions)
    return array[np.ix_(experts, questions)], questions


# Krippendorff's alpha


def plain_alpha(array, distance):
    """Alpha as its definition reads: over all pairs, one by one."""
    units = [[value for value in column if not math.isnan(value)] for column in array.T]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    observed = sum(
        distance(a, b, values) / (len(unit) - 1) for unit in units for a, b in itertools.permutations(unit, 2)
    ) / len(values)
    expected = sum(distance(a, b, values) for a, b in itertools.permutations(values, 2))
    return 1 - observed / (expected / (len(values) * (len(values) - 1)))


def ordinal(a, b, values):
    low, high = min(a, b), max(a, b)
    between = sum(low <= value <= high for value in values)
    return (between - (values.count(a) + values.count(b)) / 2) ** 2 if a != b else 0


DISTANCES = {
    Measurement.NOMINAL: lambda a, b, _: float(a != b),
    Measurement.ORDINAL: ordinal,
    Measurement.INTERVAL: lambda a, b, _: (a - b) ** 2,
    Measurement.RATIO: lambda a, b, _: ((a - b) / (a + b)) ** 2,
}


@given(ratings(), st.sampled_from(Measurement))
def test_alpha_is_what_its_definition_gives_pair_by_pair(array, measurement):
    compared = array[:, (~np.isnan(array)).sum(axis=0) > 1]
    values = compared[~np.isnan(compared)]
    assume(values.size and np.ptp(values) > 0)
    ours = krippendorff_alpha(array, measurement).value
    assert ours == pytest.approx(plain_alpha(array, DISTANCES[measurement]), abs=1e-9)
    assert ours <= 1 + 1e-12


@given(ratings(), st.sampled_from(Measurement), st.randoms(use_true_random=False))
def test_alpha_does_not_depend_on_the_order_of_experts_and_questions(array, measurement, random):
    assume(((~np.isnan(array)).sum(axis=0) > 1).any())
    other, _ = shuffled(array, random)
    one, two = krippendorff_alpha(array, measurement).value, krippendorff_alpha(other, measurement).value
    assert one == pytest.approx(two, abs=1e-9, nan_ok=True)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=9).filter(lambda row: len(set(row)) > 1), st.integers(2, 6))
def test_alpha_is_1_where_all_agree(row, experts):
    array = np.tile(np.array(row, dtype=float), (experts, 1))
    for measurement in Measurement:
        assert krippendorff_alpha(array, measurement).value == pytest.approx(1)


@given(ratings(), st.permutations(range(1, 10)))
def test_nominal_alpha_and_fleiss_kappa_do_not_depend_on_the_names_of_the_categories(array, names):
    assume(((~np.isnan(array)).sum(axis=0) > 1).any())
    renamed = np.array([nan, *names], dtype=float)[np.nan_to_num(array).astype(int)]
    one = krippendorff_alpha(array, Measurement.NOMINAL).value
    assert one == pytest.approx(krippendorff_alpha(renamed, Measurement.NOMINAL).value, abs=1e-9, nan_ok=True)
    if not np.isnan(array).any():
        assert fleiss_kappa(array).value == pytest.approx(fleiss_kappa(renamed).value, abs=1e-9, nan_ok=True)


@given(ratings())
def test_ordinal_alpha_looks_only_at_the_order_of_the_ratings(array):
    assume(((~np.isnan(array)).sum(axis=0) > 1).any())
    one = krippendorff_alpha(array, Measurement.ORDINAL).value
    assert one == pytest.approx(krippendorff_alpha(np.exp(array), Measurement.ORDINAL).value, nan_ok=True)


def test_interval_alpha_is_exact_where_the_ratings_are_far_from_zero():
    array = np.array([[1.0, 2, 3, 3], [1, 2, 3, 4]])
    far = krippendorff_alpha(array + 1e9, Measurement.INTERVAL).value
    assert far == pytest.approx(krippendorff_alpha(array, Measurement.INTERVAL).value, abs=1e-9)


KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


@pytest.mark.parametrize(
    ("measurement", "published"),
    [
        (Measurement.NOMINAL, 0.743),
        (Measurement.ORDINAL, 0.815),
        (Measurement.INTERVAL, 0.849),
        (Measurement.RATIO, 0.797),
    ],
)
def test_alpha_of_krippendorffs_own_example_is_what_he_published(measurement, published):
    assert krippendorff_alpha(KRIPPENDORFF, measurement).value == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize("unit", [1e200, 1e-200])
def test_interval_and_ratio_alpha_have_no_unit(unit):
    array = np.array([[1.0, 2, 3, 3], [1, 2, 3, 4]])
    for measurement in (Measurement.INTERVAL, Measurement.RATIO):
        one, other = (krippendorff_alpha(scaled, measurement).value for scaled in (array, array * unit))
        assert one == pytest.approx(other)


def test_alpha_without_variation_is_not_a_number_and_says_why():
    weighing = krippendorff_alpha(np.full((3, 4), 2.0), Measurement.INTERVAL)
    assert math.isnan(weighing.value)
    assert "without variation" in weighing.warnings[0]


def test_alpha_says_how_many_questions_had_a_single_rating():
    weighing = krippendorff_alpha([[1, 2, nan], [1, 3, 4]], Measurement.ORDINAL)
    assert weighing.warnings == ("1 of 3 questions had fewer than two ratings and say nothing",)
    assert (weighing.shape, weighing.answered) == ((2, 3), 5)


def test_a_negative_rating_on_a_ratio_scale_is_an_error_that_names_the_place():
    with pytest.raises(BadJudgements, match=r"expert Ada, question oil: .*ratio scale, found -3"):
        krippendorff_alpha([[1, 2], [-3, 2]], Measurement.RATIO, experts=["Cleo", "Ada"], questions=["oil", "gas"])


# Intervals


def ordinal_alpha(drawn):
    return krippendorff_alpha(drawn, Measurement.ORDINAL).value


def test_an_interval_holds_the_coefficient_and_is_the_same_every_time():
    one, two = (resample_questions(ordinal_alpha, KRIPPENDORFF, draws=200) for _ in range(2))
    assert one.low < ordinal_alpha(KRIPPENDORFF) < one.high <= 1
    assert (one.low, one.high) == (two.low, two.high)


def test_perfect_agreement_has_an_interval_without_width():
    interval = resample_questions(ordinal_alpha, [[1, 2, 3, 4, 5]] * 3, draws=100)
    assert (interval.low, interval.high) == (pytest.approx(1), pytest.approx(1))


def test_a_draw_without_enough_answers_has_no_value_and_is_counted():
    interval = resample_questions(ordinal_alpha, [[1, nan, nan, 2], [1, 2, nan, 3]], draws=100)
    assert 0 < interval.defined < 1


def test_one_question_cannot_be_resampled():
    with pytest.raises(TooFew, match="two questions"):
        resample_questions(ordinal_alpha, [[1], [2]])


# Kendall's W, Friedman


@given(ratings(missing=False), st.randoms(use_true_random=False))
def test_w_lies_in_0_to_1_and_does_not_depend_on_any_order(array, random):
    w = concordance_of(array).value.w
    other, _ = shuffled(array, random)
    assert math.isnan(w) or 0 <= w <= 1
    assert w == pytest.approx(concordance_of(other).value.w, abs=1e-9, nan_ok=True)


@given(ratings(missing=False))
def test_w_looks_only_at_each_experts_order(array):
    scales = np.arange(1, array.shape[0] + 1)[:, np.newaxis]
    w = concordance_of(array).value.w
    assert w == pytest.approx(concordance_of(array**3 * scales).value.w, abs=1e-9, nan_ok=True)


def test_w_is_1_for_the_same_order_and_0_for_opposite_orders():
    assert concordance_of([[1, 2, 3], [10, 20, 30]]).value.w == pytest.approx(1)
    opposite = concordance_of([[1, 2, 3], [3, 2, 1]]).value
    assert (opposite.w, opposite.p) == (pytest.approx(0), pytest.approx(1))


def test_w_where_everybody_rates_all_alike_is_not_a_number_and_says_why():
    weighing = concordance_of(np.full((3, 4), 2.0))
    assert math.isnan(weighing.value.w)
    assert any("no order" in warning for warning in weighing.warnings)


def test_w_leaves_out_questions_that_not_all_rated_and_says_so():
    weighing = concordance_of([[1, 2, 3, nan], [1, 3, 2, 1]])
    assert weighing.value.questions == 3
    assert weighing.warnings[0] == "1 of 4 questions were not rated by all and are left out"


# Kappas


def test_kappas_are_1_where_all_agree():
    array = [[1, 2, 3], [1, 2, 3], [1, 2, 3]]
    assert fleiss_kappa(array).value == pytest.approx(1)
    assert randolph_kappa(array, categories=5).value == pytest.approx(1)


@given(ratings(missing=False))
def test_randolphs_kappa_grows_with_the_number_of_categories_that_could_have_been_used(array):
    few, many = randolph_kappa(array, categories=9).value, randolph_kappa(array, categories=20).value
    assert few <= many + 1e-12


def test_randolphs_kappa_refuses_fewer_categories_than_were_used():
    with pytest.raises(BadJudgements, match="at least 3 categories, found 2"):
        randolph_kappa([[1, 2, 3], [1, 2, 3]], categories=2)


def test_randolphs_kappa_says_that_it_counted_the_categories_itself():
    assert randolph_kappa([[1, 2, 3], [1, 2, 3]]).warnings == ("the number of categories was not given: 3 were used",)


@pytest.mark.parametrize("kappa", [fleiss_kappa, randolph_kappa])
def test_a_kappa_of_one_category_is_not_a_number_and_says_why(kappa):
    weighing = kappa([[2, 2], [2, 2]])
    assert math.isnan(weighing.value)
    assert "only one category" in weighing.warnings[-1]


@pytest.mark.parametrize("kappa", [fleiss_kappa, randolph_kappa])
def test_a_kappa_without_a_complete_question_points_to_alpha(kappa):
    with pytest.raises(TooFew, match="alpha takes missing ratings"):
        kappa([[1, nan], [nan, 2]])


# Middle, spread, consensus


@given(ratings(), st.randoms(use_true_random=False))
def test_spread_does_not_depend_on_the_order_of_experts(array, random):
    other, questions = shuffled(array, random)
    one, two = spread_of(array).value, spread_of(other).value
    np.testing.assert_allclose(one.median[questions], two.median)
    np.testing.assert_allclose(one.interquartile_range[questions], two.interquartile_range)
    np.testing.assert_allclose(one.standard_deviation[questions], two.standard_deviation, atol=1e-12)


def test_a_question_that_nobody_answered_has_no_middle_and_is_named():
    weighing = spread_of([[1, nan], [2, nan]], questions=["oil", "gas"])
    assert math.isnan(weighing.value.median[1])
    assert weighing.warnings == ("nobody answered question gas: no middle and no spread there",)


def test_a_mean_of_zero_has_no_coefficient_of_variation():
    assert math.isnan(spread_of([[-1], [1]]).value.coefficient_of_variation[0])


def test_a_value_at_the_bound_meets_the_rule():
    votes = [[7], [8], [9], [1]]
    assert consensus_by(votes, PercentageRule(low=7, high=9, at_least=0.75)).value.reached[0]
    assert consensus_by([[0.1], [0.3], [0.4]], NearMedianRule(within=0.2, at_least=1)).value.reached[0]
    assert consensus_by([[1], [2], [3]], InterquartileRule(at_most=1)).value.reached[0]


def test_consensus_is_never_claimed_where_too_few_answered():
    weighing = consensus_by([[7, 7], [nan, 7]], InterquartileRule(), questions=["oil", "gas"])
    assert weighing.value.reached.tolist() == [False, True]
    assert weighing.warnings == ("fewer than 2 answered question oil: no consensus can be claimed there",)


def test_the_rule_travels_with_the_result():
    weighing = consensus_by([[7], [8]], PercentageRule(low=7, high=9, at_least=0.8))
    assert weighing.settings == {"low": 7, "high": 9, "at_least": 0.8, "least_answers": 2}


@pytest.mark.parametrize(
    "rule",
    [
        PercentageRule(low=7, high=9, at_least=75),
        PercentageRule(low=9, high=7),
        InterquartileRule(at_most=-1),
        NearMedianRule(within=nan),
        InterquartileRule(least_answers=0),
    ],
)
def test_a_rule_that_nothing_can_meet_or_miss_is_refused(rule):
    with pytest.raises(WrongShape, match="expected a rule"):
        consensus_by([[7], [8]], rule)


@given(ratings(), st.floats(0, 8), st.floats(0, 8))
def test_a_stricter_rule_never_finds_more_consensus(array, one, two):
    strict = consensus_by(array, InterquartileRule(at_most=min(one, two))).value.reached
    lax = consensus_by(array, InterquartileRule(at_most=max(one, two))).value.reached
    assert (strict <= lax).all()


# RAND/UCLA


@pytest.mark.parametrize(
    ("votes", "verdict"),
    [
        ([7, 8, 9], Appropriateness.APPROPRIATE),
        ([6, 7], Appropriateness.APPROPRIATE),  # 6.5 belongs to the higher class
        ([3, 4], Appropriateness.UNCERTAIN),  # and so does 3.5
        ([1, 2, 3], Appropriateness.INAPPROPRIATE),
        ([1, 1, 1, 9, 9, 9, 9], Appropriateness.UNCERTAIN),  # they disagree
        ([nan, nan], Appropriateness.UNRATED),
    ],
)
def test_the_verdict_follows_the_median_and_disagreement(votes, verdict):
    assert appropriateness_of(np.array(votes, dtype=float)[:, np.newaxis]).value.verdicts == (verdict,)


@given(ratings())
def test_turning_the_scale_round_keeps_disagreement(array):
    one, other = appropriateness_of(array).value, appropriateness_of(10 - array).value
    np.testing.assert_allclose(one.adjusted_for_symmetry, other.adjusted_for_symmetry, atol=1e-9)
    assert one.disagreement.tolist() == other.disagreement.tolist()


def test_a_rating_off_the_scale_is_an_error_that_names_the_place():
    with pytest.raises(BadJudgements, match="expert 1, question 0: expected a rating from 1 to 9, found 60"):
        appropriateness_of([[5, 5], [60, 5]])


# Rounds


def test_who_answered_one_round_only_has_not_moved():
    movement = movement_between([[1, 5], [5, nan]], [[3, nan], [5, 4]]).value
    assert movement.moved.tolist() == [[True, False], [False, False]]
    assert movement.share_moved[0] == 0.5
    assert math.isnan(movement.share_moved[1])


def test_towards_the_middle_is_towards_the_median_of_the_first_round():
    movement = movement_between([[1], [5], [9]], [[4], [6], [9]]).value
    assert movement.moved[:, 0].tolist() == [True, True, False]
    assert movement.towards_middle[:, 0].tolist() == [True, False, False]


@given(ratings())
def test_nothing_changes_between_a_round_and_itself(array):
    movement, stability = movement_between(array, array).value, stability_between(array, array).value
    assert not movement.moved.any()
    assert np.isnan(stability.movement_p).all()
    assert np.nan_to_num(stability.variation_change).tolist() == [0] * array.shape[1]
    assert math.isnan(stability.spearman_of_medians) or stability.spearman_of_medians == pytest.approx(1)


@given(ratings(missing=False), st.randoms(use_true_random=False))
def test_the_test_of_movement_is_the_same_in_both_directions(array, random):
    other, _ = shuffled(array, random)
    forth, back = stability_between(array, other).value.movement_p, stability_between(other, array).value.movement_p
    np.testing.assert_allclose(forth, back)
    assert ((forth >= 0) & (forth <= 1) | np.isnan(forth)).all()


def test_rounds_of_different_panels_are_refused():
    with pytest.raises(WrongShape, match="row of missing answers"):
        movement_between([[1, 2]], [[1, 2], [2, 3]])


# Bad input, the same for all

EVERY = [
    spread_of,
    appropriateness_of,
    concordance_of,
    fleiss_kappa,
    randolph_kappa,
    lambda array: krippendorff_alpha(array, Measurement.ORDINAL),
    lambda array: consensus_by(array, InterquartileRule()),
    lambda array: movement_between(array, array),
    lambda array: stability_between(array, array),
]


@pytest.mark.parametrize("function", EVERY)
@pytest.mark.parametrize(
    ("array", "error"),
    [
        ([[1, 2], [math.inf, 2]], BadJudgements),
        ([1, 2], WrongShape),
        ([["good", "bad"]], WrongShape),
        (np.empty((0, 3)), TooFew),
        (np.empty((3, 0)), TooFew),
    ],
)
def test_what_cannot_be_ratings_is_refused(function, array, error):
    with pytest.raises(error):
        function(array)


@pytest.mark.parametrize("function", EVERY[2:6])
def test_one_expert_cannot_agree(function):
    with pytest.raises(TooFew, match="at least 2 experts, found 1"):
        function([[1, 2, 3]])


@pytest.mark.parametrize("function", EVERY[2:6])
def test_agreement_on_no_answers_at_all_is_refused(function):
    with pytest.raises(TooFew):
        function(np.full((3, 3), nan))
