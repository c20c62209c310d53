import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.settling.track_records import expected_ranks, pairwise_skill, pool_partially, track_records
from weighin.settling.track_records.table import relative_scores, score_table

NAN = float("nan")
tables = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), st.floats(0, 1)), min_size=1, max_size=60).map(
    lambda rows: tuple(map(list, zip(*rows, strict=True)))
)


def slow_pairwise(table, fewest):
    """Every pair, one by one."""
    given = {(e, q): s for e, q, s in zip(table.expert, table.question, table.score, strict=True)}
    found = []
    for one in range(len(table.experts)):
        apart = []
        for other in range(len(table.experts)):
            common = [q for q in range(len(table.questions)) if (one, q) in given and (other, q) in given]
            if other != one and len(common) >= fewest:
                apart.append(np.mean([given[one, q] - given[other, q] for q in common]))
        found.append((len(apart), np.mean(apart) if apart else NAN))
    return found


@given(tables, st.integers(1, 3))
def test_pairs_are_compared_on_what_both_answered(columns, fewest):
    table = score_table(*columns)
    found = pairwise_skill(table, fewest_common=fewest)
    for place, (opponents, difference) in enumerate(slow_pairwise(table, fewest)):
        assert found.opponents[place] == opponents
        np.testing.assert_allclose(found.difference[place], difference, atol=1e-12)


@given(tables)
def test_relative_scores_of_a_question_are_what_the_others_leave(columns):
    table = score_table(*columns)
    relative = relative_scores(table)
    for place in range(table.score.size):
        others = table.score[(table.question == table.question[place]) & (table.expert != table.expert[place])]
        expected = table.score[place] - others.mean() if others.size else NAN
        np.testing.assert_allclose(relative[place], expected, atol=1e-12)


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0.001, 1)), min_size=1, max_size=20))
def test_pooling_draws_every_mean_towards_the_common_one(rows):
    means, variances = np.array(rows).T
    found = pool_partially(means, variances)
    apart, pooled_apart = np.abs(means - found.common_mean), np.abs(found.estimate - found.common_mean)
    assert (pooled_apart <= apart + 1e-12).all()
    assert ((found.shrinkage >= -1e-12) & (found.shrinkage <= 1 + 1e-12)).all()
    if found.between_variance > 0:
        weights = 1 / (variances + found.between_variance)
        squares = weights @ np.square(means - found.common_mean)
        assert squares == pytest.approx(means.size - 1, rel=1e-6)


def test_a_mean_over_few_is_trusted_less():
    found = pool_partially([0.2, 0.2, -0.3, 0.1], [0.5, 0.01, 0.01, 0.01])
    assert found.shrinkage[0] > found.shrinkage[1]
    assert found.estimate[0] < found.estimate[1]
    assert np.isnan(pool_partially([0.1, NAN], [0.1, 0.1]).estimate).tolist() == [False, True]


@settings(max_examples=40)
@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_expected_ranks_add_up_and_follow_their_experts(estimates, chance):
    found = expected_ranks(estimates, np.full(len(estimates), 0.3), seed=1, draws=200)
    assert found.expected.sum() == pytest.approx(len(estimates) * (len(estimates) + 1) / 2)
    assert (found.low <= found.high).all()
    assert found.first.sum() == pytest.approx(1)
    del chance


def test_without_uncertainty_the_rank_is_the_order():
    found = expected_ranks([0.3, 0.1, NAN, 0.2], [0, 0, 0, 0], seed=1, draws=10)
    assert found.expected[[0, 1, 3]].tolist() == [3, 1, 2]
    assert np.isnan(found.expected[2])


def test_below_the_stated_number_nobody_is_ranked():
    experts = ["ada"] * 30 + ["ben"] * 30 + ["cleo"] * 5
    questions = [*range(30), *range(30), *range(5)]
    scores = np.random.default_rng(2).random(65)
    found = {record.expert: record for record in track_records(experts, questions, scores, seed=1).records}
    assert found["cleo"].expected_rank is None
    assert {found["ada"].rank_low, found["ben"].rank_low} <= {1, 2}
    few = track_records(experts, questions, scores, seed=1, fewest=31)
    assert all(record.expected_rank is None for record in few.records)
    assert "nobody is ranked" in few.warnings[0]


def test_the_order_of_lines_does_not_matter():
    draw = np.random.default_rng(4)
    experts, questions, scores = draw.integers(0, 6, 200), draw.integers(0, 40, 200), draw.random(200)
    order = draw.permutation(200)
    one = {r.expert: r for r in track_records(experts.tolist(), questions.tolist(), scores, seed=1).records}
    two = {
        r.expert: r
        for r in track_records(experts[order].tolist(), questions[order].tolist(), scores[order], seed=1).records
    }
    for expert, record in one.items():
        assert record.skill == pytest.approx(two[expert].skill, abs=1e-12)
        assert record.pairwise == pytest.approx(two[expert].pairwise, abs=1e-12)


def test_hard_questions_do_not_make_a_bad_expert():
    experts = ["hard", "other"] * 25 + ["easy", "other"] * 25
    questions = [number // 2 for number in range(100)]
    scores = [0.4, 0.5] * 25 + [0.2, 0.1] * 25
    scores = np.array(scores) + np.random.default_rng(1).normal(0, 0.01, 100)
    found = {record.expert: record for record in track_records(experts, questions, scores, seed=1).records}
    assert found["hard"].mean_score > found["easy"].mean_score
    assert found["hard"].skill < found["easy"].skill


def test_several_forecasts_on_one_question_count_once():
    table = score_table(["ada", "ada", "ben"], ["q", "q", "q"], [0.1, 0.3, 0.4])
    assert (table.score.tolist(), table.left_out) == ([pytest.approx(0.2), pytest.approx(0.4)], 0)


@pytest.mark.parametrize(
    ("scores", "error"), [([NAN, NAN], TooFew), ([np.inf, 0.1], BadJudgements), ([0.1], WrongShape)]
)
def test_what_makes_no_record_says_so(scores, error):
    with pytest.raises(error):
        track_records(["ada", "ben"], ["q", "q"], scores, seed=1)


def test_experts_who_never_meet_are_not_compared():
    found = track_records(["ada", "ben"], ["q1", "q2"], [0.1, 0.2], seed=1)
    assert np.isnan([record.skill for record in found.records]).all()
    assert "nobody can be compared" in found.warnings[0]
