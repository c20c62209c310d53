"""Rules of the weights by age and by track record."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from weighin.errors import BadJudgements, NotAccepted, WrongShape
from weighin.weighing.pools.weights import weights_by_decay, weights_by_recency, weights_from_track_records

few = settings(max_examples=30, deadline=None)


def test_a_weight_halves_with_every_half_life():
    np.testing.assert_allclose(weights_by_decay([0, 30, 60, np.nan], half_life=30), [1, 0.5, 0.25, 0])


def test_the_newest_weighs_most_by_the_root_of_its_rank():
    weights = weights_by_recency([[9.0], [4.0], [1.0], [np.nan]])
    np.testing.assert_allclose(weights[:, 0], [*np.exp(np.sqrt([1, 2, 3]) - np.sqrt(3)), 0])


def test_answers_of_one_age_share_their_weights():
    weights = weights_by_recency([5.0, 5.0, 1.0])
    assert weights[0] == weights[1] == pytest.approx(np.exp(np.sqrt([1, 2]) - np.sqrt(3)).mean())


@few
@given(ages=arrays(float, (6, 3), elements=st.one_of(st.floats(0, 1e6), st.just(np.nan))), data=st.data())
def test_recency_does_not_depend_on_the_order_of_the_experts(ages, data):
    order = data.draw(st.permutations(range(6)))
    np.testing.assert_allclose(weights_by_recency(ages[order]), weights_by_recency(ages)[order])


@pytest.mark.parametrize("ages", [[-1.0], [np.inf]])
def test_an_age_that_is_none_is_refused(ages):
    with pytest.raises(BadJudgements):
        weights_by_decay(ages, half_life=1)
    with pytest.raises(BadJudgements):
        weights_by_recency(ages)
    with pytest.raises(NotAccepted):
        weights_by_decay([1.0], half_life=0)
    with pytest.raises(WrongShape):
        weights_by_decay([[[1.0]]], half_life=1)


@few
@given(
    scores=arrays(float, 5, elements=st.one_of(st.floats(0.01, 1), st.just(np.nan))),
    settled=arrays(float, 5, elements=st.integers(0, 200).map(float)),
    shrinkage=st.floats(0, 100),
)
def test_weights_from_track_records_sum_to_1(scores, settled, shrinkage):
    assert weights_from_track_records(scores, settled, shrinkage=shrinkage).sum() == pytest.approx(1)


def test_a_better_record_weighs_more_and_a_short_one_less_surely():
    long, short = weights_from_track_records([0.1, 0.2], [100, 100]), weights_from_track_records([0.1, 0.2], [5, 5])
    assert long[0] > short[0] > 0.5


def test_without_shrinkage_a_weight_is_the_inverse_of_the_score():
    np.testing.assert_allclose(weights_from_track_records([0.1, 0.3], [4, 9], shrinkage=0), [0.75, 0.25])


def test_an_expert_without_a_record_gets_the_score_of_the_panel():
    weights = weights_from_track_records([0.1, 0.2, np.nan], [10, 30, 0])
    panel = (0.1 * 10 + 0.2 * 30) / 40
    shrunk = np.array([(1 + 10 * panel) / 20, (6 + 10 * panel) / 40, panel])
    np.testing.assert_allclose(weights, 1 / shrunk / (1 / shrunk).sum())


def test_without_any_record_all_weigh_the_same():
    np.testing.assert_array_equal(weights_from_track_records([np.nan, np.nan], [0, 0]), [0.5, 0.5])
    np.testing.assert_array_equal(weights_from_track_records([0.1, 0.9], [5, 5], power=0), [0.5, 0.5])
    np.testing.assert_array_equal(weights_from_track_records([0.0, 0.0], [5, 5]), [0.5, 0.5])


def test_a_perfect_record_that_nothing_shrinks_is_refused():
    with pytest.raises(BadJudgements, match="expert Ada"):
        weights_from_track_records([0.0, 0.2], [3, 3], shrinkage=0, experts=["Ada", "Ben"])


@pytest.mark.parametrize(
    ("scores", "settled", "error"),
    [([-0.1], [3], BadJudgements), ([0.1], [-3], BadJudgements), ([0.1], [3, 4], WrongShape)],
)
def test_a_record_that_is_none_is_refused(scores, settled, error):
    with pytest.raises(error):
        weights_from_track_records(scores, settled)
