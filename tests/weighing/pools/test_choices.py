"""Rules of the pools of choices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from weighin.errors import BadJudgements, NotAccepted, OppositeCertainties, ProbabilityOutOfRange, TooFew, WrongShape
from weighin.weighing.pools.choices import (
    pool_choices_extremised,
    pool_choices_logarithmic,
    pool_choices_mean,
    pool_choices_median,
)
from weighin.weighing.pools.odds import pool_geometric_odds

few = settings(max_examples=30, deadline=None)

POOLS = [pool_choices_mean, pool_choices_median, pool_choices_logarithmic]


@st.composite
def spreads(draw, options: int = 3):
    experts, questions = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    chips = draw(arrays(float, (experts, questions, options), elements=st.floats(0.01, 10)))
    values = chips / chips.sum(axis=2, keepdims=True)
    values[draw(arrays(bool, (experts, questions)))] = np.nan
    return values


@pytest.mark.parametrize("pooled", POOLS)
@few
@given(panel=spreads())
def test_a_pool_of_choices_sums_to_1_or_is_missing_throughout(pooled, panel):
    values = pooled(panel)
    answered = ~np.isnan(panel).all(axis=(0, 2))
    np.testing.assert_allclose(values[answered].sum(axis=1), 1, rtol=1e-12)
    assert np.isnan(values[~answered]).all()


@pytest.mark.parametrize("pooled", POOLS)
@few
@given(panel=spreads(), data=st.data())
def test_the_order_of_experts_and_of_options_makes_no_difference(pooled, panel, data):
    experts = data.draw(st.permutations(range(panel.shape[0])))
    options = data.draw(st.permutations(range(panel.shape[2])))
    np.testing.assert_allclose(pooled(panel[experts][:, :, options]), pooled(panel)[:, options], rtol=1e-9)


@pytest.mark.parametrize("pooled", POOLS)
@few
@given(panel=spreads())
def test_many_questions_at_once_are_each_alone(pooled, panel):
    together = pooled(panel)
    for question in range(panel.shape[1]):
        np.testing.assert_allclose(together[question], pooled(panel[:, [question]])[0], rtol=1e-12)


@pytest.mark.parametrize("pooled", POOLS)
@few
@given(panel=spreads())
def test_equal_weights_are_no_weights(pooled, panel):
    np.testing.assert_allclose(pooled(panel, np.full(panel.shape[0], 0.1)), pooled(panel), rtol=1e-9)


@pytest.mark.parametrize("pooled", POOLS)
def test_where_all_say_the_same_so_does_the_pool(pooled):
    np.testing.assert_allclose(pooled(np.full((4, 2, 3), [0.2, 0.3, 0.5])), np.full((2, 3), [0.2, 0.3, 0.5]))


@few
@given(panel=spreads(options=2))
def test_of_two_options_the_logarithmic_pool_is_the_geometric_mean_of_odds(panel):
    np.testing.assert_allclose(pool_choices_logarithmic(panel)[:, 0], pool_geometric_odds(panel[:, :, 0]), rtol=1e-9)


def test_one_expert_at_0_rules_an_option_out_of_the_logarithmic_pool():
    values = pool_choices_logarithmic([[[0.0, 0.5, 0.5]], [[0.8, 0.1, 0.1]]])
    np.testing.assert_allclose(values, [[0, 0.5, 0.5]])


def test_where_every_option_is_ruled_out_the_experts_are_named():
    with pytest.raises(OppositeCertainties, match="Ada and Cleo, question winner"):
        pool_choices_logarithmic(
            [[[0.0, 1.0]], [[0.5, 0.5]], [[1.0, 0.0]]], experts=["Ada", "Ben", "Cleo"], questions=["winner"]
        )


def test_an_expert_without_weight_rules_nothing_out():
    np.testing.assert_allclose(pool_choices_logarithmic([[[0.0, 1.0]], [[0.5, 0.5]]], [0, 1]), [[0.5, 0.5]])


def test_medians_that_are_all_0_are_refused():
    with pytest.raises(BadJudgements, match="question 0: the median of every option is 0"):
        pool_choices_median(np.eye(3)[:, None, :])


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ([[[0.5, 0.6]]], BadJudgements, "expert Ada, question 0: expected probabilities that sum to 1"),
        ([[[50, 50]]], ProbabilityOutOfRange, "write 0.5"),
        ([[[0.5, np.nan]]], BadJudgements, "for every option or for none"),
        ([[[1.0]]], WrongShape, "two options or more"),
        ([[0.5, 0.5]], WrongShape, "experts, questions, options"),
        ([[["yes", "no"]]], WrongShape, "expected numbers"),
        (np.empty((0, 1, 2)), TooFew, "none"),
    ],
)
def test_what_is_no_spread_over_options_is_refused(values, error, words):
    with pytest.raises(error, match=words):
        pool_choices_mean(values, experts=["Ada"])


def test_a_factor_above_1_moves_towards_the_likeliest_option():
    panel = [[[0.5, 0.3, 0.2]], [[0.4, 0.4, 0.2]]]
    assert pool_choices_extremised(panel, factor=3)[0, 0] > pool_choices_logarithmic(panel)[0, 0]
    with pytest.raises(NotAccepted):
        pool_choices_extremised(panel, factor=0)


def test_a_large_panel_of_small_probabilities_does_not_vanish():
    panel = np.tile([1e-200, 1e-210, 1 - 1e-200], (50, 1, 1))
    values = pool_choices_extremised(panel, factor=3)
    assert values.sum() == pytest.approx(1)
    assert values[0, 2] == pytest.approx(1)
