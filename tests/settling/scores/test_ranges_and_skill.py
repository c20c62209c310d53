import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighin.errors import BadJudgements, ProbabilityOutOfRange, WrongShape
from weighin.settling.scores import (
    YesNoScore,
    brier_skill,
    mean_score_range,
    score_brier,
    score_log,
    score_range,
    score_spherical,
    skill,
    skill_against_panel,
)

many = settings(max_examples=60, deadline=None)
FUNCTIONS = {YesNoScore.BRIER: score_brier, YesNoScore.LOG: score_log, YesNoScore.SPHERICAL: score_spherical}
probability = st.floats(0, 1)


@pytest.mark.parametrize("by", list(YesNoScore))
@many
@given(ends=st.tuples(probability, probability).map(sorted), share=probability, outcome=st.sampled_from([0, 1]))
def test_whatever_the_probability_in_the_range_its_score_lies_between_best_and_worst(by, ends, share, outcome):
    lower, upper = ends
    inside = min(max(lower + share * (upper - lower), lower), upper)
    best, worst = (each[0] for each in score_range([lower], [upper], [outcome], by=by))
    low, high = sorted([best, worst])
    assert low <= FUNCTIONS[by]([inside], [outcome])[0] <= high
    assert (best >= worst) if by is YesNoScore.SPHERICAL else (best <= worst)


@pytest.mark.parametrize("by", list(YesNoScore))
@given(p=probability, outcome=st.sampled_from([0, 1]))
@many
def test_a_range_of_one_point_has_one_score(by, p, outcome):
    best, worst = score_range([p], [p], [outcome], by=by)
    assert best[0] == worst[0] == FUNCTIONS[by]([p], [outcome])[0]


def test_a_certainty_at_the_wrong_end_may_cost_infinity():
    assert score_range([0.0], [0.4], [1], by=YesNoScore.LOG).worst[0] == np.inf


def test_the_mean_leaves_the_missing_out_for_each_expert():
    lower = [[0.2, np.nan, 0.9], [np.nan, np.nan, np.nan]]
    upper = [[0.4, 0.5, 1.0], [np.nan, np.nan, np.nan]]
    best, worst = mean_score_range(lower, upper, [0, 1, 1])
    np.testing.assert_allclose(best, [(0.04 + 0) / 2, np.nan])
    np.testing.assert_allclose(worst, [(0.16 + 0.01) / 2, np.nan])


def test_a_range_upside_down_or_outside_is_named():
    with pytest.raises(BadJudgements, match="above the upper") as refused:
        score_range([[0.1, 0.6]], [[0.2, 0.5]], [1, 1], experts=["Cleo"], questions=["oil", "rain"])
    assert (refused.value.expert, refused.value.question) == ("Cleo", "rain")
    with pytest.raises(ProbabilityOutOfRange, match=r"write 0\.6"):
        score_range([0.5], [60], [1])
    with pytest.raises(WrongShape):
        score_range([0.5], [0.6, 0.7], [1])


# skill


def test_skill_is_one_for_the_perfect_nought_for_the_reference_and_negative_for_worse():
    reference = [0.25, 0.25]
    found = skill([[0, 0], [0.25, 0.25], [1, 1]], reference)
    np.testing.assert_allclose(found.value, [1, 0, -3])
    assert not found.warnings


def test_skill_compares_common_questions_only():
    found = skill([[0.1, np.nan, 0.1]], [0.2, 0.9, np.nan])
    assert (found.value[0], found.common[0], found.of_reference[0]) == (0.5, 1, 0.2)


def test_skill_by_a_reward_says_what_perfect_is():
    assert skill([0.9], [0.8], perfect=1).value == pytest.approx(0.5)


def test_nothing_in_common_or_a_perfect_reference_is_said():
    found = skill([[np.nan], [0.1]], [0.0], experts=["Cleo", "Dmitri"])
    assert np.isnan(found.value).all()
    assert [warning.rsplit(": ")[1] for warning in found.warnings] == ["Cleo", "Dmitri"]


def test_an_infinite_score_has_no_mean():
    with pytest.raises(BadJudgements, match="floor") as refused:
        skill([[0.1, np.inf]], [0.2, 0.3], experts=["Cleo"])
    assert (refused.value.expert, refused.value.question) == ("Cleo", 1)


def test_against_the_panel_nobody_is_compared_with_themselves():
    scores = np.array([[0.1, 0.4, 0.3], [0.3, np.nan, 0.1], [0.5, 0.2, np.nan]])
    found = skill_against_panel(scores)
    others = [(0.3 + 0.5) / 2, 0.2, 0.1]
    assert found.value[0] == pytest.approx(1 - np.mean([0.1, 0.4, 0.3]) / np.mean(others))
    assert found.common.tolist() == [3, 2, 2]


def test_one_expert_alone_has_no_panel():
    found = skill_against_panel([[0.1, 0.2]])
    assert np.isnan(found.value[0])
    assert "in common" in found.warnings[0]


@many
@given(
    scores=st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=3, max_size=3),
    order=st.permutations(range(3)),
)
def test_skill_does_not_depend_on_the_order_of_experts(scores, order):
    found = skill_against_panel(scores).value
    np.testing.assert_allclose(skill_against_panel(np.array(scores)[order]).value, found[list(order)], atol=1e-12)


def test_a_baseline_from_the_outcomes_is_named_as_hindsight_and_one_given_is_not():
    outcomes = [1, 0, 0, 0]
    assert brier_skill([[0.25] * 4], outcomes).value[0] == pytest.approx(0)
    assert "hindsight" in brier_skill([[0.25] * 4], outcomes).warnings[0]
    even = brier_skill([[0.25] * 4], outcomes, baseline=0.5)
    assert even.value[0] == pytest.approx(1 - 0.1875 / 0.25)
    assert not even.warnings
    rates = brier_skill([0.9, 0.1, 0.1, 0.1], outcomes, baseline=[0.5, 0.1, 0.1, 0.1])
    assert rates.value == pytest.approx(1 - 0.04 / 0.28)


def test_a_baseline_that_is_no_probability_is_refused():
    with pytest.raises(ProbabilityOutOfRange):
        brier_skill([0.5], [1], baseline=50)
    with pytest.raises(WrongShape):
        brier_skill([0.5, 0.5, 0.5], [1, 0, 1], baseline=[0.5, 0.5])
