import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import integrate, stats

from weighin.errors import BadJudgements, CrossingQuantiles, TooFew, WrongShape
from weighin.settling.scores import (
    Estimator,
    Family,
    covered,
    score_crps_ensemble,
    score_crps_family,
    score_crps_quantiles,
    score_interval,
    score_log_family,
    score_pinball,
    score_weighted_interval,
    shares_at_or_below,
)

many = settings(max_examples=60, deadline=None)  # the first call imports SciPy
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
number = st.floats(-1e6, 1e6)
gap = st.one_of(number, st.just(np.nan))


def plain_pinball(quantile, truth, level):
    return level * (truth - quantile) if truth > quantile else (1 - level) * (quantile - truth)


@many
@given(values=arrays.arrays(np.float64, (2, 3, 5), elements=gap), truths=arrays.arrays(np.float64, 3, elements=gap))
def test_crps_from_quantiles_is_twice_the_mean_of_plain_pinball_losses_one_by_one(values, truths):
    quantiles = np.sort(values, axis=2)
    quantiles[np.isnan(values).any(axis=2)] = np.nan
    scores = score_crps_quantiles(quantiles, truths, levels=LEVELS)
    for expert, question in np.ndindex(scores.shape):
        plain = [
            plain_pinball(each, truths[question], level)
            for each, level in zip(quantiles[expert, question], LEVELS, strict=True)
        ]
        np.testing.assert_allclose(scores[expert, question], 2 * np.mean(plain), rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(
        score_pinball(quantiles, truths, levels=LEVELS).mean(axis=2) * 2, scores, rtol=1e-12, atol=1e-9
    )


@many
@given(
    values=st.lists(number, min_size=5, max_size=5).map(sorted),
    truth=number,
)
def test_the_weighted_interval_score_is_that_of_its_definition(values, truth):
    lower2, lower1, median, upper1, upper2 = values
    wide = score_interval([lower2], [upper2], [truth], level=0.9)[0]
    narrow = score_interval([lower1], [upper1], [truth], level=0.5)[0]
    defined = (abs(truth - median) / 2 + 0.1 / 2 * wide + 0.5 / 2 * narrow) / 2.5
    assert score_weighted_interval([values], [truth], levels=LEVELS)[0] == pytest.approx(defined, rel=1e-9, abs=1e-6)


@many
@given(truth=st.lists(number, min_size=1, max_size=7), other=number, level=st.floats(0.01, 0.99))
def test_nobody_expects_a_lower_pinball_loss_than_by_their_quantile(truth, other, level):
    honest = float(np.quantile(truth, level, method="inverted_cdf"))
    losses = [score_pinball(np.full((len(truth), 1), each), truth, levels=[level]).mean() for each in (honest, other)]
    assert losses[0] <= losses[1] + 1e-6 * (1 + abs(losses[1]))


@many
@given(truth=st.lists(number, min_size=1, max_size=6), other=st.lists(number, min_size=1, max_size=6))
def test_nobody_expects_a_lower_crps_than_by_the_ensemble_of_what_can_happen(truth, other):
    losses = [score_crps_ensemble(np.tile(each, (len(truth), 1)), truth).mean() for each in (truth, other)]
    assert losses[0] <= losses[1] + 1e-9 * (1 + abs(losses[1]))


@many
@given(lower=number, upper=number, truths=st.lists(number, min_size=1, max_size=8))
def test_nobody_expects_a_lower_interval_score_than_by_their_quantiles(lower, upper, truths):
    ends = np.quantile(truths, [0.1, 0.9], method="inverted_cdf")
    honest, other = (
        score_interval(np.full(len(truths), low), np.full(len(truths), high), truths, level=0.8).mean()
        for low, high in (ends, sorted([lower, upper]))
    )
    assert honest <= other + 1e-6 * (1 + abs(other))


def test_the_truth_as_forecast_costs_nothing():
    assert score_crps_quantiles([[3.0] * 5], [3.0], levels=LEVELS)[0] == 0
    assert score_weighted_interval([[3.0] * 5], [3.0], levels=LEVELS)[0] == 0
    assert score_interval([3.0], [3.0], [3.0], level=0.9)[0] == 0
    assert score_crps_ensemble([[3.0, 3.0]], [3.0])[0] == 0


def test_an_interval_includes_its_ends():
    assert covered([1, 1, 1, np.nan], [2, 2, 2, 2], [1, 2, 2.1, 1]).tolist()[:3] == [1, 1, 0]
    assert np.isnan(covered([np.nan], [2], [1])[0])


def test_shares_below_leave_the_missing_out_and_stay_missing_where_there_is_nothing():
    quantiles = [[1.0, 2.0], [np.nan, np.nan], [1.0, 2.0]]
    np.testing.assert_allclose(shares_at_or_below(quantiles, [1.0, 5.0, 1.5], levels=[0.1, 0.9]), [0.5, 1])
    assert np.isnan(shares_at_or_below(quantiles, [np.nan] * 3, levels=[0.1, 0.9])).all()


@pytest.mark.parametrize("score", [score_crps_quantiles, score_pinball, score_weighted_interval, shares_at_or_below])
class TestQuantilesThatCannotBe:
    def test_crossing_ones_are_named_by_expert_and_question(self, score):
        quantiles = np.tile([1.0, 2, 3, 4, 5], (2, 2, 1))
        quantiles[1, 0, 3] = 2.5
        with pytest.raises(CrossingQuantiles, match=r"0.75 \(2.5\)") as refused:
            score(quantiles, [1, 2], levels=LEVELS, experts=["Cleo", "Dmitri"], questions=["oil", "rain"])
        assert (refused.value.expert, refused.value.question) == ("Dmitri", "oil")

    def test_a_gap_hides_no_crossing(self, score):
        with pytest.raises(CrossingQuantiles):
            score([[3.0, np.nan, 2.0, 4.0, 5.0]], [1], levels=LEVELS)

    @pytest.mark.parametrize("infinite", [np.inf, -np.inf])
    def test_infinite_ones_are_named(self, score, infinite):
        quantiles = np.tile([1.0, 2, 3, 4, 5], (2, 1))
        quantiles[1, 4 if infinite > 0 else 0] = infinite
        with pytest.raises(BadJudgements, match="finite") as refused:
            score(quantiles, [1, 2], levels=LEVELS)
        assert refused.value.question == 1

    def test_an_infinite_truth_is_refused(self, score):
        with pytest.raises(BadJudgements, match="true value"):
            score([[1.0, 2, 3, 4, 5]], [np.inf], levels=LEVELS)

    def test_as_many_quantiles_as_levels_are_needed(self, score):
        with pytest.raises(WrongShape, match="as many"):
            score([[1.0, 2]], [1], levels=LEVELS)

    def test_levels_rise_between_0_and_1(self, score):
        with pytest.raises(WrongShape, match="levels"):
            score([[1.0, 2, 3]], [1], levels=[0.1, 0.5, 1.0])


def test_one_crossing_among_many_is_found_and_equal_quantiles_are_none():
    quantiles = np.zeros((200_000, 5))
    assert score_crps_quantiles(quantiles, np.zeros(200_000), levels=LEVELS).max() == 0
    quantiles[150_000, 2] = -1
    with pytest.raises(CrossingQuantiles) as refused:
        score_crps_quantiles(quantiles, np.zeros(200_000), levels=LEVELS)
    assert refused.value.question == 150_000


def test_many_score_as_few_do():
    rng = np.random.default_rng(4)
    quantiles, truths = np.sort(rng.normal(size=(150_000, 5)), axis=1), rng.normal(size=150_000)
    truths[3] = np.nan
    together = score_crps_quantiles(quantiles, truths, levels=LEVELS)
    for part in (slice(0, 50), slice(26_000, 26_500), slice(149_900, 150_000)):
        np.testing.assert_allclose(
            together[part], score_crps_quantiles(quantiles[part], truths[part], levels=LEVELS), rtol=1e-13, atol=1e-15
        )
    assert np.isnan(together[3])


@pytest.mark.parametrize("levels", [[0.1, 0.9], [0.1, 0.4, 0.9], [0.1, 0.5, 0.8]])
def test_a_weighted_interval_score_needs_pairs_around_a_median(levels):
    with pytest.raises(WrongShape, match="pairs around a median"):
        score_weighted_interval([np.arange(len(levels), dtype=float)], [1], levels=levels)


def test_an_interval_that_is_upside_down_is_named():
    with pytest.raises(CrossingQuantiles) as refused:
        score_interval([1, 5], [2, 4], [1, 1], level=0.5, questions=["oil", "rain"])
    assert refused.value.question == "rain"
    with pytest.raises(WrongShape, match="level"):
        score_interval([1], [2], [1], level=90)


# ensembles


def plain_crps(members, truth, weights, *, fair):
    pairs = sum(
        a * b * abs(x - y) for x, a in zip(members, weights, strict=True) for y, b in zip(members, weights, strict=True)
    )
    first = sum(w * abs(x - truth) for x, w in zip(members, weights, strict=True))
    return first - pairs / 2 / ((1 - sum(w * w for w in weights)) if fair else 1)


@many
@given(
    members=st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=8),
    truth=st.floats(-1e3, 1e3),
    data=st.data(),
)
def test_an_ensemble_scores_as_all_its_pairs_say(members, truth, data):
    weights = np.array(data.draw(st.lists(st.floats(0.1, 1), min_size=len(members), max_size=len(members))))
    even = np.full(len(members), 1 / len(members))
    for given_weights, shares in ((None, even), (weights, weights / weights.sum())):
        for estimator in Estimator:
            ours = score_crps_ensemble([members], [truth], weights=given_weights, estimator=estimator)[0]
            plain = plain_crps(members, truth, shares, fair=estimator is Estimator.FAIR)
            assert ours == pytest.approx(plain, rel=1e-9, abs=1e-8)


@many
@given(members=st.lists(number, min_size=1, max_size=8), truth=number, seed=st.randoms())
def test_the_order_of_members_and_missing_ones_do_not_matter(members, truth, seed):
    shuffled = [*members, np.nan, np.nan]
    seed.shuffle(shuffled)
    assert score_crps_ensemble([shuffled], [truth])[0] == pytest.approx(
        score_crps_ensemble([members], [truth])[0], rel=1e-9, abs=1e-8
    )


def test_one_member_is_scored_by_its_distance_and_by_none_as_a_draw():
    assert score_crps_ensemble([[4.0]], [1.5])[0] == 2.5
    with pytest.raises(TooFew, match="two members") as refused:
        score_crps_ensemble([[1.0, 2.0], [1.0, np.nan]], [1, 1], estimator=Estimator.FAIR)
    assert refused.value.question == 1


def test_an_ensemble_without_members_is_refused():
    with pytest.raises(WrongShape, match="one member"):
        score_crps_ensemble(np.empty((2, 0)), [1, 2])


def test_no_forecasts_have_no_scores():
    assert score_crps_ensemble(np.empty((0, 3)), []).shape == (0,)
    assert score_crps_quantiles(np.empty((0, 5)), [], levels=LEVELS).shape == (0,)


def test_one_member_with_all_the_weight_is_one_member():
    with pytest.raises(TooFew):
        score_crps_ensemble([[1.0, 2.0]], [1], weights=[0, 3], estimator=Estimator.FAIR)


def test_no_member_or_no_truth_is_no_score():
    assert np.isnan(score_crps_ensemble([[np.nan, np.nan], [1, 2]], [1, np.nan])).all()


@pytest.mark.parametrize(
    ("weights", "words"),
    [([1, -1], "0 or more"), ([0, 0], "above 0"), ([1, np.nan], "0 or more"), ([1, 1, 1], "shape")],
)
def test_weights_that_cannot_be_are_refused(weights, words):
    with pytest.raises(BadJudgements, match=words):
        score_crps_ensemble([[1.0, 2.0]], [1], weights=weights)


# families


@pytest.mark.parametrize(
    ("family", "parameters", "distribution"),
    [
        (Family.NORMAL, {"mu": 1.0, "sigma": 2.0}, stats.norm(1, 2)),
        (Family.T, {"df": 4.0, "location": 1.0, "scale": 2.0}, stats.t(4, 1, 2)),
        (Family.LOGISTIC, {"mu": 1.0, "sigma": 2.0}, stats.logistic(1, 2)),
        (Family.LAPLACE, {"location": 1.0, "scale": 2.0}, stats.laplace(1, 2)),
        (Family.LOGNORMAL, {"mulog": 0.1, "sigmalog": 0.5}, stats.lognorm(0.5, scale=np.exp(0.1))),
        (Family.GAMMA, {"shape": 2.0, "rate": 0.5}, stats.gamma(2, scale=2)),
        (Family.EXPONENTIAL, {"rate": 0.5}, stats.expon(scale=2)),
        (Family.BETA, {"a": 2.0, "b": 3.0}, stats.beta(2, 3)),
        (Family.UNIFORM, {"min": -1.0, "max": 4.0}, stats.uniform(-1, 5)),
    ],
)
def test_a_family_scores_as_the_integral_of_its_definition(family, parameters, distribution):
    truth = 0.7
    below = integrate.quad(lambda x: distribution.cdf(x) ** 2, -np.inf, truth, limit=200)[0]
    above = integrate.quad(lambda x: distribution.sf(x) ** 2, truth, np.inf, limit=200)[0]
    assert score_crps_family(family, parameters, [truth])[0] == pytest.approx(below + above, rel=1e-6)
    assert score_log_family(family, parameters, [truth])[0] == pytest.approx(-distribution.logpdf(truth), rel=1e-9)


def test_a_missing_parameter_or_truth_is_no_score():
    scores = score_crps_family(Family.NORMAL, {"mu": [0, np.nan, 0], "sigma": 1.0}, [0, 0, np.nan])
    assert np.isnan(scores).tolist() == [False, True, True]


@pytest.mark.parametrize("sigma", [0, -1, np.inf])
def test_a_scale_that_cannot_be_is_named(sigma):
    with pytest.raises(BadJudgements, match="sigma") as refused:
        score_crps_family(Family.NORMAL, {"mu": 0.0, "sigma": [[1, sigma]]}, [[0, 0]], experts=["Cleo"])
    assert (refused.value.expert, refused.value.question) == ("Cleo", 1)


def test_the_parameters_of_another_family_are_refused():
    with pytest.raises(WrongShape, match="mu, sigma"):
        score_crps_family(Family.NORMAL, {"shape": 1.0}, [0])


def test_an_empty_uniform_is_refused():
    with pytest.raises(BadJudgements, match="below max"):
        score_crps_family(Family.UNIFORM, {"min": 1.0, "max": 1.0}, [0])


def test_a_truth_outside_the_support_scores_infinity_by_its_density():
    assert score_log_family(Family.UNIFORM, {"min": 0.0, "max": 1.0}, [2])[0] == np.inf
