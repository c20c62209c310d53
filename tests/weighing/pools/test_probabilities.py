"""Rules of the pools of probabilities; a plain slow twin of each is the oracle."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from weighin.errors import BadJudgements, NotAccepted, OppositeCertainties, ProbabilityOutOfRange, TooFew, WrongShape
from weighin.weighing.pools import averaging
from weighin.weighing.pools.odds import (
    fit_extremising_factor,
    neyman_roughgarden_factor,
    pool_extremised,
    pool_geometric_odds,
    pool_neyman_roughgarden,
    pool_probit,
)
from weighin.weighing.pools.probabilities import (
    pool_beta,
    pool_geometric,
    pool_harmonic,
    pool_mean,
    pool_median,
    pool_trimmed,
)

few = settings(max_examples=30, deadline=None)

WEIGHTED = [pool_mean, pool_median, pool_geometric, pool_harmonic, pool_geometric_odds, pool_probit]
WITHIN_ITS_INPUTS = [*WEIGHTED, pool_trimmed]
CLOSE = {"rtol": 1e-9, "atol": 1e-12}

inner = st.floats(1e-6, 1 - 1e-6)
panels = arrays(float, array_shapes(min_dims=2, max_dims=2, max_side=8), elements=st.one_of(inner, st.just(np.nan)))


def log_odds(p: float) -> float:
    return math.log(p) - math.log(1 - p)


def back(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def mean_by(scale, unscale):
    return lambda p, w: unscale(sum(v * scale(x) for x, v in zip(p, w, strict=True)) / sum(w))


NORMAL = statistics.NormalDist()
SLOW_TWINS = {
    pool_mean: mean_by(lambda x: x, lambda x: x),
    pool_geometric: mean_by(math.log, math.exp),
    pool_harmonic: mean_by(lambda x: 1 / x, lambda x: 1 / x),
    pool_geometric_odds: mean_by(log_odds, back),
    pool_probit: mean_by(NORMAL.inv_cdf, NORMAL.cdf),
}


@pytest.mark.parametrize("pooled", SLOW_TWINS)
@few
@given(panel=panels, data=st.data())
def test_a_pool_is_what_its_formula_says_one_by_one(pooled, panel, data):
    weights = data.draw(arrays(float, panel.shape[0], elements=st.floats(0.01, 10)))
    values = pooled(panel, weights)
    for question, found in enumerate(values):
        there = ~np.isnan(panel[:, question])
        if not there.any():
            assert np.isnan(found)
            continue
        expected = SLOW_TWINS[pooled](panel[there, question].tolist(), weights[there].tolist())
        assert found == pytest.approx(expected, rel=1e-7, abs=1e-9)


@few
@given(panel=panels)
def test_the_median_is_the_middle_of_those_who_answered(panel):
    for question, found in enumerate(pool_median(panel)):
        answers = [value for value in panel[:, question] if not np.isnan(value)]
        assert found == pytest.approx(statistics.median(answers)) if answers else np.isnan(found)


@few
@given(panel=panels, share=st.sampled_from([0, 0.1, 0.2, 0.25, 0.4, 0.49]))
def test_trimming_cuts_whole_answers_at_each_end(panel, share):
    for question, found in enumerate(pool_trimmed(panel, share=share)):
        answers = sorted(value for value in panel[:, question] if not np.isnan(value))
        cut = math.floor(share * len(answers))
        kept = answers[cut : len(answers) - cut]
        assert found == pytest.approx(statistics.fmean(kept)) if answers else np.isnan(found)


@pytest.mark.parametrize("pooled", [*WEIGHTED, pool_trimmed, pool_neyman_roughgarden])
@few
@given(panel=panels, data=st.data())
def test_the_order_of_the_experts_makes_no_difference(pooled, panel, data):
    order = data.draw(st.permutations(range(panel.shape[0])))
    np.testing.assert_allclose(pooled(panel[order]), pooled(panel), **CLOSE)


@pytest.mark.parametrize("pooled", WITHIN_ITS_INPUTS)
@few
@given(panel=panels)
def test_a_pool_lies_within_the_range_of_its_inputs(pooled, panel):
    for question, found in enumerate(pooled(panel)):
        answers = panel[~np.isnan(panel[:, question]), question]
        if answers.size:
            assert answers.min() - 1e-12 <= found <= answers.max() + 1e-12


@pytest.mark.parametrize("pooled", WITHIN_ITS_INPUTS)
@few
@given(said=st.floats(0, 1), experts=st.integers(1, 9))
def test_where_all_say_the_same_so_does_the_pool(pooled, said, experts):
    assert pooled(np.full((experts, 1), said))[0] == pytest.approx(said, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("pooled", WITHIN_ITS_INPUTS)
@few
@given(panel=arrays(float, (4, 3), elements=inner), data=st.data())
def test_a_higher_answer_never_lowers_the_pool(pooled, panel, data):
    higher = panel.copy()
    higher[data.draw(st.integers(0, 3))] = 1 - 1e-6
    assert (pooled(higher) >= pooled(panel) - 1e-12).all()


@pytest.mark.parametrize("pooled", [pool_mean, pool_median, pool_trimmed, pool_geometric_odds, pool_probit])
@few
@given(panel=panels)
def test_the_pool_of_the_opposite_is_the_opposite_of_the_pool(pooled, panel):
    np.testing.assert_allclose(pooled(1 - panel), 1 - pooled(panel), rtol=0, atol=1e-9)


@pytest.mark.parametrize("pooled", WEIGHTED)
@few
@given(panel=panels)
def test_equal_weights_are_no_weights(pooled, panel):
    np.testing.assert_allclose(pooled(panel, np.full(panel.shape[0], 0.1)), pooled(panel), **CLOSE)
    np.testing.assert_allclose(pooled(panel, np.full(panel.shape, 0.1)), pooled(panel), **CLOSE)


@pytest.mark.parametrize("pooled", WEIGHTED)
@few
@given(panel=panels, repeats=st.lists(st.integers(0, 4), min_size=8, max_size=8))
def test_a_weight_of_three_is_the_answer_three_times(pooled, panel, repeats):
    times = np.array(repeats[: panel.shape[0]])
    if not times.any():
        return
    np.testing.assert_allclose(pooled(panel, times), pooled(np.repeat(panel, times, axis=0)), **CLOSE)


@pytest.mark.parametrize("pooled", WITHIN_ITS_INPUTS)
def test_many_questions_at_once_are_each_alone(pooled):
    numbers = np.random.default_rng(4)
    block = averaging.BLOCK // 7
    panel = numbers.random((7, 2 * block + 5))
    panel[numbers.random(panel.shape) < 0.3] = np.nan
    together = pooled(panel)
    for question in (0, 17, block - 1, block, panel.shape[1] - 1):
        assert together[question] == pytest.approx(pooled(panel[:, [question]])[0], nan_ok=True, rel=1e-12)


@pytest.mark.parametrize("experts", [*range(1, 34), 63, 64, 65, 300])
def test_any_number_of_experts_has_its_median(experts):
    panel = np.random.default_rng(experts).random((experts, 40))
    panel[np.random.default_rng(1).random(panel.shape) < 0.2] = np.nan
    panel[0] = 0.5
    np.testing.assert_array_equal(pool_median(panel), np.nanmedian(panel, axis=0))


def test_judgements_are_not_changed():
    panel = np.array([[0.2, np.nan], [0.4, 0.9]])
    before = panel.copy()
    for pooled in WITHIN_ITS_INPUTS:
        pooled(panel)
    np.testing.assert_array_equal(panel, before)


@pytest.mark.parametrize("pooled", [pool_geometric_odds, pool_probit, pool_neyman_roughgarden])
@pytest.mark.parametrize("sure", [0.0, 1.0])
def test_one_certain_expert_decides_a_pool_of_odds(pooled, sure):
    assert pooled([[sure], [0.6], [np.nan]])[0] == sure


@pytest.mark.parametrize("pooled", [pool_geometric_odds, pool_probit, pool_neyman_roughgarden])
def test_opposite_certainties_are_refused_by_name(pooled):
    with pytest.raises(OppositeCertainties, match="Ben says 0 and Dmitri says 1") as refused:
        pooled(
            [[0.5, 0.4], [0.5, 0], [0.5, np.nan], [0.5, 1]],
            experts=["Ada", "Ben", "Cleo", "Dmitri"],
            questions=["peace", "rates"],
        )
    assert refused.value.expert == "Ben and Dmitri"
    assert refused.value.question == "rates"


def test_opposite_certainties_do_not_trouble_the_mean_and_the_median():
    assert pool_mean([[0.0], [1.0]])[0] == pool_median([[0.0], [1.0]])[0] == 0.5


@pytest.mark.parametrize("pooled", WEIGHTED)
def test_a_certain_expert_without_weight_decides_nothing(pooled):
    panel = [[0.0], [1.0], [0.3]]
    assert pooled(panel, [0, 0, 2])[0] == pytest.approx(0.3)
    assert pooled(panel, [[0], [0], [2]])[0] == pytest.approx(0.3)


@pytest.mark.parametrize("pooled", WEIGHTED)
def test_where_only_the_weightless_answered_there_is_no_pool(pooled):
    values = pooled([[0.2, 0.2], [np.nan, 0.6]], [0, 1])
    assert np.isnan(values[0])
    assert values[1] == pytest.approx(0.6)


@pytest.mark.parametrize("pooled", [*WITHIN_ITS_INPUTS, pool_neyman_roughgarden])
def test_a_question_that_nobody_answered_has_no_pool(pooled):
    values = pooled([[np.nan, 0.2], [np.nan, 0.2]])
    assert np.isnan(values[0])
    assert not np.isnan(values[1])


@pytest.mark.parametrize("pooled", [*WITHIN_ITS_INPUTS, pool_neyman_roughgarden])
def test_the_pool_of_one_expert_is_the_expert(pooled):
    np.testing.assert_allclose(pooled([[0.1, 0.5, 1.0, 0.0]]), [0.1, 0.5, 1.0, 0.0], rtol=1e-12)


@pytest.mark.parametrize("pooled", [*WITHIN_ITS_INPUTS, pool_neyman_roughgarden])
def test_no_question_gives_no_pool_and_no_expert_an_error(pooled):
    assert pooled(np.empty((3, 0))).shape == (0,)
    with pytest.raises(TooFew):
        pooled(np.empty((0, 3)))


def test_per_cent_is_told_apart():
    with pytest.raises(ProbabilityOutOfRange, match=r"expert Ada, question 1: .* write 0\.6"):
        pool_mean([[0.5, 60]], experts=["Ada"])


@pytest.mark.parametrize("value", [np.inf, -np.inf, -0.1, 1.0000001])
def test_what_is_no_probability_is_refused(value):
    with pytest.raises(ProbabilityOutOfRange):
        pool_median([[0.5], [value]])


@pytest.mark.parametrize("weights", [[1, -1], [0, 0], [np.nan, 1], [np.inf, 1]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(BadJudgements):
        pool_mean([[0.2], [0.3]], weights)
    with pytest.raises(BadJudgements):
        pool_mean([[0.2], [0.3]], np.array(weights)[:, None])


@pytest.mark.parametrize("weights", [[1], [[1, 2], [3, 4]], [[[1]], [[2]]]])
def test_weights_of_another_shape_are_refused(weights):
    with pytest.raises(WrongShape):
        pool_mean([[0.2], [0.3]], weights)


def test_a_judgement_may_lack_a_weight_only_where_it_is_missing():
    panel = [[0.2, np.nan], [0.4, 0.9]]
    assert pool_mean(panel, [[1, np.nan], [3, 1]])[0] == pytest.approx(0.35)
    with pytest.raises(BadJudgements, match="expert 0, question 0"):
        pool_mean(panel, [[np.nan, 1], [3, 1]])


@few
@given(said=st.lists(st.floats(0, 1), min_size=1, max_size=9), data=st.data())
def test_rounding_never_carries_a_mean_out_of_0_to_1(said, data):
    weights = data.draw(arrays(float, len(said), elements=st.floats(1e-3, 1e3)))
    assert pool_mean(np.ones((len(said), 1)), weights)[0] == 1
    assert 0 <= pool_mean(np.array(said)[:, None], weights)[0] <= 1


@few
@given(panel=panels)
def test_extremising_moves_away_from_a_half_and_keeps_its_side(panel):
    plain, moved = pool_geometric_odds(panel), pool_extremised(panel, factor=2.5)
    there = ~np.isnan(plain)
    assert (np.abs(moved[there] - 0.5) >= np.abs(plain[there] - 0.5) - 1e-12).all()
    assert ((moved[there] - 0.5) * (plain[there] - 0.5) >= 0).all()
    np.testing.assert_array_equal(pool_extremised(panel, factor=0)[there], 0.5)


@pytest.mark.parametrize("factor", [-1, np.nan, np.inf])
def test_a_factor_that_is_none_is_refused(factor):
    with pytest.raises(NotAccepted):
        pool_extremised([[0.4]], factor=factor)


def test_a_fitted_factor_is_found_again_where_outcomes_follow_it():
    numbers = np.random.default_rng(12)
    odds = numbers.normal(0, 0.8, 20_000)
    panel = 1 / (1 + np.exp(-odds))[None, :]
    outcomes = (numbers.random(odds.size) < 1 / (1 + np.exp(-1.9 * odds))).astype(float)
    outcomes[::7] = np.nan
    assert fit_extremising_factor(panel, outcomes) == pytest.approx(1.9, abs=0.08)


@few
@given(
    panel=arrays(float, (3, 12), elements=st.floats(0.05, 0.95)),
    outcomes=arrays(float, 12, elements=st.sampled_from([0.0, 1.0])),
)
def test_no_other_factor_makes_the_outcomes_more_likely(panel, outcomes):
    try:
        best = fit_extremising_factor(panel, outcomes)
    except TooFew:
        return

    def likelihood(factor: float) -> float:
        pooled = pool_extremised(panel, factor=factor)
        return float(np.log(np.where(outcomes == 1, pooled, 1 - pooled)).sum())

    for other in (0, best * 0.9, best * 1.1, best + 0.01):
        assert likelihood(best) >= likelihood(other) - 1e-9


def test_a_panel_that_leant_the_wrong_way_gets_a_factor_of_0():
    assert fit_extremising_factor([[0.8, 0.7, 0.6]], [0, 0, 1]) == 0


@pytest.mark.parametrize(
    ("panel", "outcomes", "error"),
    [
        ([[0.8, 0.3]], [1, 0], TooFew),
        ([[0.5, 0.5]], [1, 0], TooFew),
        ([[0.8, 0.3]], [np.nan, np.nan], TooFew),
        ([[0.8, 0.3]], [0.5, 1], BadJudgements),
        ([[1.0, 0.3]], [0, 1], BadJudgements),
        ([[0.8, 0.3]], [1], WrongShape),
    ],
)
def test_a_factor_is_not_fitted_on_nothing(panel, outcomes, error):
    with pytest.raises(error):
        fit_extremising_factor(panel, outcomes)


def test_the_factor_of_neyman_and_roughgarden_grows_from_1_to_the_root_of_3():
    factors = [neyman_roughgarden_factor(n) for n in range(1, 1000)]
    assert factors[0] == 1
    assert all(np.diff(factors) > 0)
    assert factors[-1] == pytest.approx(np.sqrt(3), abs=2e-3)
    with pytest.raises(TooFew):
        neyman_roughgarden_factor(0)


def test_a_prior_may_differ_by_question_and_one_at_the_limit_is_refused():
    panel = [[0.6, 0.6], [0.7, 0.7]]
    both = pool_neyman_roughgarden(panel, prior=[0.5, 0.2])
    assert both[0] == pool_neyman_roughgarden(panel)[0]
    assert both[1] == pool_neyman_roughgarden(panel, prior=0.2)[1]
    with pytest.raises(BadJudgements, match="question 1"):
        pool_neyman_roughgarden(panel, prior=[0.5, 1])
    with pytest.raises(WrongShape):
        pool_neyman_roughgarden(panel, prior=[0.5, 0.5, 0.5])


@pytest.mark.parametrize(("alpha", "beta"), [(0, 1), (1, -1), (np.inf, 1), (np.nan, 1)])
def test_a_beta_transform_needs_parameters_above_0(alpha, beta):
    with pytest.raises(NotAccepted):
        pool_beta([[0.5]], alpha=alpha, beta=beta)


def test_a_beta_transform_with_1_and_1_changes_nothing():
    assert pool_beta([[0.3], [0.5]], alpha=1)[0] == pytest.approx(0.4)


@pytest.mark.parametrize("share", [-0.1, 0.5, np.nan])
def test_no_more_than_half_can_be_trimmed_at_an_end(share):
    with pytest.raises(NotAccepted):
        pool_trimmed([[0.5]], share=share)
