import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from weighin.errors import BadJudgements, ProbabilityOutOfRange, WrongShape
from weighin.settling.scores import (
    LogUnit,
    score_brier,
    score_brier_choices,
    score_log,
    score_log_choices,
    score_ranked_probability,
    score_spherical,
    score_spherical_choices,
)

many = settings(max_examples=60, deadline=None)  # the first call imports SciPy
LOSSES = (score_brier, score_log)
YES_NO = (*LOSSES, score_spherical)
CHOICES = (score_brier_choices, score_log_choices, score_spherical_choices, score_ranked_probability)
REWARDS = (score_spherical, score_spherical_choices)
probability = st.floats(0, 1)
inside = st.floats(0.001, 0.999)


def expected(score, forecast, truth):
    """What the forecast scores on average where yes has the probability `truth`."""
    happens, not_ = score([forecast, forecast], [1, 0])
    return truth * happens + (1 - truth) * not_


def sign(score):
    return -1 if score in REWARDS else 1


@pytest.mark.parametrize("score", YES_NO)
@many
@given(forecast=inside, truth=inside)
def test_nobody_expects_a_better_score_than_by_saying_what_they_believe(score, forecast, truth):
    honest, other = (sign(score) * expected(score, each, truth) for each in (truth, forecast))
    assert honest <= other + 1e-12


@pytest.mark.parametrize("score", CHOICES)
@many
@given(weights=st.lists(st.floats(0.01, 1), min_size=6, max_size=6))
def test_nobody_expects_a_better_score_over_options_than_by_saying_what_they_believe(score, weights):
    truth, forecast = (np.array(half) / sum(half) for half in (weights[:3], weights[3:]))
    averages = [
        sign(score) * sum(truth[came] * score([each], [came])[0] for came in range(3)) for each in (truth, forecast)
    ]
    assert averages[0] <= averages[1] + 1e-12


@pytest.mark.parametrize("score", YES_NO)
@many
@given(
    values=arrays.arrays(np.float64, (3, 5), elements=st.one_of(probability, st.just(np.nan))),
    outcomes=arrays.arrays(np.float64, 5, elements=st.sampled_from([0.0, 1.0, np.nan])),
)
def test_all_at_once_is_one_by_one_and_missing_stays_missing(score, values, outcomes):
    together = score(values, outcomes)
    for expert, question in np.ndindex(values.shape):
        alone = score([values[expert, question]], [outcomes[question]])[0]
        np.testing.assert_equal(together[expert, question], alone)
        assert np.isnan(alone) == (np.isnan(values[expert, question]) or np.isnan(outcomes[question]))


@many
@given(p=probability, outcome=st.sampled_from([0.0, 1.0]))
def test_scores_keep_their_bounds(p, outcome):
    assert 0 <= score_brier([p], [outcome])[0] <= 1
    assert score_log([p], [outcome])[0] >= 0
    assert 0 <= score_spherical([p], [outcome])[0] <= 1


@many
@given(p=probability)
def test_a_plain_twin_gives_the_same(p):
    for outcome, of_truth in ((1, p), (0, 1 - p)):
        assert score_brier([p], [outcome])[0] == pytest.approx((1 - of_truth) ** 2, abs=1e-15)
        assert score_spherical([p], [outcome])[0] == pytest.approx(of_truth / math.sqrt(p * p + (1 - p) ** 2))
        plain = math.inf if of_truth == 0 else -math.log(of_truth)
        assert score_log([p], [outcome])[0] == pytest.approx(plain, abs=1e-15)


@many
@given(p=inside, outcome=st.sampled_from([0, 1]))
def test_two_options_score_as_yes_and_no(p, outcome):
    both = [[1 - p, p]]
    assert score_brier_choices(both, [outcome])[0] == pytest.approx(2 * score_brier([p], [outcome])[0])
    assert score_log_choices(both, [outcome])[0] == pytest.approx(score_log([p], [outcome])[0])
    assert score_spherical_choices(both, [outcome])[0] == pytest.approx(score_spherical([p], [outcome])[0])
    assert score_ranked_probability(both, [outcome])[0] == pytest.approx(score_brier([p], [outcome])[0])


def test_even_odds_cost_a_quarter_one_bit_and_earn_the_half_of_root_two():
    assert score_brier([0.5], [1])[0] == 0.25
    assert score_log([0.5], [0], unit=LogUnit.BITS)[0] == pytest.approx(1)
    assert score_spherical([0.5], [1])[0] == pytest.approx(math.sqrt(0.5))


@pytest.mark.parametrize(("p", "outcome"), [(0.0, 1), (1.0, 0)])
def test_who_calls_impossible_what_happens_scores_infinity_unless_a_floor_is_asked_for(p, outcome):
    assert score_log([p], [outcome])[0] == np.inf
    assert score_log([p], [outcome], floor=0.01)[0] == pytest.approx(-math.log(0.01))
    assert score_log_choices([[1 - p, p]], [outcome])[0] == np.inf
    assert score_log_choices([[1 - p, p]], [outcome], floor=0.01)[0] == pytest.approx(-math.log(0.01))


def test_a_floor_of_a_half_or_more_is_refused():
    with pytest.raises(BadJudgements, match="floor"):
        score_log([0.4], [1], floor=0.5)


def test_a_small_probability_keeps_its_digits():
    assert score_log([1e-20], [0])[0] == pytest.approx(1e-20, rel=1e-12)


@pytest.mark.parametrize("score", YES_NO)
@pytest.mark.parametrize(
    ("value", "words"), [(60, "write 0.6"), (-0.1, "found -0.1"), (1.0000001, "found 1"), (np.inf, "found inf")]
)
def test_a_probability_outside_is_named_by_expert_and_question(score, value, words):
    with pytest.raises(ProbabilityOutOfRange, match=words) as refused:
        score([[0.5, 0.5], [0.5, value]], [1, 0], experts=["Cleo", "Dmitri"], questions=["oil", "rain"])
    assert (refused.value.expert, refused.value.question) == ("Dmitri", "rain")


@pytest.mark.parametrize("score", YES_NO)
@pytest.mark.parametrize("outcome", [0.5, 2, -1, np.inf])
def test_an_outcome_that_is_neither_yes_nor_no_is_refused(score, outcome):
    with pytest.raises(BadJudgements, match="outcome"):
        score([0.5, 0.5], [1, outcome])


@pytest.mark.parametrize("score", YES_NO)
def test_outcomes_that_do_not_fit_are_refused(score):
    with pytest.raises(WrongShape):
        score([[0.5, 0.5]], [1, 0, 1])


def test_what_is_no_number_is_refused():
    with pytest.raises(WrongShape, match="something else"):
        score_brier(["likely"], [1])


@pytest.mark.parametrize("where", [0, 70_000, 599_999])
@pytest.mark.parametrize("wrong", [1.5, -1e-9, np.inf, -np.inf])
def test_one_bad_number_among_many_is_found_and_named(where, wrong):
    values = np.linspace(0, 1, 600_000)
    outcomes = (values > 0.5).astype(float)
    spoilt = values.copy()
    spoilt[where] = wrong
    with pytest.raises(ProbabilityOutOfRange) as refused:
        score_brier(spoilt, outcomes)
    assert refused.value.question == where


@pytest.mark.parametrize("wrong", [0.5, 0.25, 1 - 2**-53, 2.0, -1.0, 5e-324])
def test_one_bad_outcome_among_many_is_found_and_named(wrong):
    outcomes = np.zeros(600_000)
    outcomes[::2] = 1
    outcomes[400_001] = wrong
    with pytest.raises(BadJudgements) as refused:
        score_brier(np.full(600_000, 0.3), outcomes)
    assert refused.value.question == 400_001


def test_missing_among_many_is_missing_in_the_scores():
    values, outcomes = np.full(600_000, 0.3), np.ones(600_000)
    values[5], outcomes[77_777] = np.nan, np.nan
    scores = score_brier(values, outcomes)
    assert np.flatnonzero(np.isnan(scores)).tolist() == [5, 77_777]
    assert scores[0] == (0.3 - 1) ** 2


def test_a_negative_zero_is_a_zero():
    assert score_brier([-0.0], [-0.0])[0] == 0


def test_the_inputs_are_left_as_they_were():
    values, outcomes = np.array([0.2, 0.8]), np.array([0.0, 1.0])
    score_brier(values, outcomes)
    assert values.tolist() == [0.2, 0.8]
    assert outcomes.tolist() == [0, 1]


@pytest.mark.parametrize("score", CHOICES)
def test_options_that_do_not_sum_to_one_are_named(score):
    with pytest.raises(BadJudgements, match=r"sum of 0\.9") as refused:
        score([[[0.5, 0.5], [0.5, 0.4]]], [0, 1], experts=["Cleo"], questions=["oil", "rain"])
    assert (refused.value.expert, refused.value.question) == ("Cleo", "rain")


@pytest.mark.parametrize("score", CHOICES)
@pytest.mark.parametrize("outcome", [2, -1, 0.5])
def test_an_option_that_is_not_there_is_refused(score, outcome):
    with pytest.raises(BadJudgements, match="0 to 1"):
        score([[0.5, 0.5]], [outcome])


@pytest.mark.parametrize("score", CHOICES)
def test_a_forecast_with_a_missing_option_or_without_an_outcome_has_no_score(score):
    scores = score([[0.5, 0.5], [np.nan, 0.5], [0.1, 0.9]], [0, 0, np.nan])
    assert np.isnan(scores).tolist() == [False, True, True]


@pytest.mark.parametrize("score", CHOICES)
def test_one_option_is_no_choice(score):
    with pytest.raises(WrongShape, match="two options"):
        score([[1.0]], [0])


def test_a_near_miss_costs_less_than_a_far_one_by_ranked_probability():
    near, far = score_ranked_probability([[0, 1, 0, 0], [0, 0, 0, 1]], [0, 0])
    assert near < far
    assert score_ranked_probability([[0, 0, 0, 1]], [0], normalised=True)[0] == 1
