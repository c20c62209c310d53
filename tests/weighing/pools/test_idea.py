"""Rules of the pools of three-point judgements, and what they do where aggreCAT's own rules end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from weighin.errors import BadJudgements, CrossingQuantiles, NotAccepted, ProbabilityOutOfRange, TooFew, WrongShape
from weighin.weighing.pools.idea import IDEA

few = settings(max_examples=30, deadline=None)

SHIFTS = ("ShiftWAgg", "BestShiftWAgg", "IntShiftWAgg", "DistShiftWAgg", "DistIntShiftWAgg")
ALONE = [
    name
    for name in IDEA
    if name not in {*SHIFTS, "BetaArMean2", "ReasonWAgg", "ReasonWAgg2", "Participant", "Judgement", "BayPRIORsAgg"}
]
WITHIN = [name for name in ALONE if name not in {"BetaArMean", "BayTriVar", "DistribArMean", "TriDistribArMean"}]


@st.composite
def panels(draw):
    experts, questions = draw(st.integers(1, 5)), draw(st.integers(2, 4))
    values = np.sort(draw(arrays(float, (experts, questions, 3), elements=st.floats(0.01, 0.99))), axis=2)
    values[draw(arrays(bool, (experts, questions)))] = np.nan
    return values


def settings_of(name: str, panel: np.ndarray, numbers: int = 7) -> dict:
    random = np.random.default_rng(numbers)
    experts, questions = panel.shape[:2]
    return {
        **{name: {"first_round": np.sort(random.random(panel.shape), axis=2)} for name in SHIFTS},
        "BetaArMean2": {"cutoff_lower": 0.4, "cutoff_upper": 0.6},
        "ReasonWAgg": {"reasons": random.integers(0, 3, (experts, questions, 4))},
        "ReasonWAgg2": {"reasons": random.integers(0, 3, (experts, questions, 4))},
        "Participant": {"weights": random.random(experts)},
        "Judgement": {"weights": random.random((experts, questions))},
        "BayPRIORsAgg": {"priors": random.normal(size=questions)},
    }.get(name, {})


@pytest.mark.parametrize("name", IDEA)
@few
@given(panel=panels())
def test_a_pool_is_a_probability_where_somebody_answered_and_missing_elsewhere(name, panel):
    values = IDEA[name](panel, **settings_of(name, panel))
    answered = ~np.isnan(panel[:, :, 1]).all(axis=0)
    assert ((values[answered] >= 0) & (values[answered] <= 1)).all()
    assert np.isnan(values[~answered]).all()


@pytest.mark.parametrize("name", ALONE)
@few
@given(panel=panels(), data=st.data())
def test_the_order_of_the_experts_makes_no_difference(name, panel, data):
    order = data.draw(st.permutations(range(panel.shape[0])))
    np.testing.assert_allclose(IDEA[name](panel[order]), IDEA[name](panel), rtol=1e-7)


@pytest.mark.parametrize("name", WITHIN)
@few
@given(panel=panels())
def test_a_weighted_pool_lies_within_the_best_estimates(name, panel):
    values = IDEA[name](panel)
    for question, found in enumerate(values):
        best = panel[:, question, 1][~np.isnan(panel[:, question, 1])]
        if best.size:
            assert best.min() - 1e-9 <= found <= best.max() + 1e-9


@pytest.mark.parametrize("name", WITHIN)
def test_where_all_say_the_same_so_does_the_pool(name):
    np.testing.assert_allclose(IDEA[name](np.full((4, 3, 3), [0.2, 0.3, 0.5])), 0.3, rtol=1e-9)


@few
@given(panel=panels())
def test_the_median_of_the_mean_of_distributions_has_half_of_it_below(panel):
    values = IDEA["DistribArMean"](panel)
    for question, found in enumerate(values):
        below = [mass_below(found, *points) for points in panel[:, question] if not np.isnan(points[1])]
        just_above = [mass_below(found + 1e-6, *points) for points in panel[:, question] if not np.isnan(points[1])]
        just_under = [mass_below(found - 1e-6, *points) for points in panel[:, question] if not np.isnan(points[1])]
        if below:
            assert np.mean(just_under) <= 0.5 + 1e-9
            assert np.mean(just_above) >= 0.5 - 1e-9


def mass_below(x: float, lower: float, best: float, upper: float) -> float:
    return float(np.interp(x, [0, lower - 1e-12, best, upper + 1e-12, 1], [0, 0.05, 0.5, 0.95, 1]))


def test_triangles_that_do_not_meet_have_their_median_in_the_middle_of_the_gap():
    panel = [[[0.0, 0.1, 0.2]], [[0.6, 0.7, 0.8]]]
    assert IDEA["TriDistribArMean"](panel)[0] == pytest.approx(0.4, abs=1e-5)


def test_an_interval_of_width_0_outweighs_the_others():
    assert IDEA["IntWAgg"]([[[0.3, 0.3, 0.3]], [[0.1, 0.9, 0.95]]])[0] == pytest.approx(0.3, abs=1e-9)


def test_where_all_weights_are_0_everybody_weighs_the_same():
    symmetric = [[[0.1, 0.2, 0.3]], [[0.2, 0.5, 0.8]]]
    assert IDEA["AsymWAgg"](symmetric)[0] == pytest.approx(0.35)
    assert IDEA["KitchSinkWAgg"](symmetric)[0] == pytest.approx(0.35)
    two = [[[0.1, 0.2, 0.3]], [[0.2, 0.6, 0.8]]]
    assert IDEA["OutWAgg"](two)[0] == pytest.approx(0.4)


@pytest.mark.parametrize("name", SHIFTS)
def test_where_nobody_moved_everybody_weighs_the_same(name):
    panel = [[[0.1, 0.2, 0.3]], [[0.2, 0.6, 0.8]]]
    assert IDEA[name](panel, first_round=panel)[0] == pytest.approx(0.4)


@pytest.mark.parametrize("name", SHIFTS)
def test_who_missed_the_first_round_has_no_weight(name):
    now = [[[0.1, 0.2, 0.3]], [[0.2, 0.6, 0.8]]]
    before = [[[0.1, 0.3, 0.4]], [[np.nan] * 3]]
    assert IDEA[name](now, first_round=before)[0] == pytest.approx(0.2)
    assert np.isnan(IDEA[name](now, first_round=np.full((2, 1, 3), np.nan))[0])


def test_who_stays_at_1_has_not_moved():
    now, before = [[[0.9, 1, 1]], [[0.1, 0.4, 0.5]]], [[[0.8, 1, 1]], [[0.1, 0.5, 0.5]]]
    assert IDEA["BestShiftWAgg"](now, first_round=before)[0] == pytest.approx(0.4)


def test_who_went_from_the_whole_range_to_a_point_has_all_the_weight():
    now, before = [[[0.4, 0.4, 0.4]], [[0.1, 0.8, 0.9]]], [[[0, 0.5, 1]], [[0.1, 0.8, 0.9]]]
    assert IDEA["IntShiftWAgg"](now, first_round=before)[0] == pytest.approx(0.4)


def test_two_rounds_must_be_of_the_same_people():
    with pytest.raises(WrongShape, match="both rounds"):
        IDEA["ShiftWAgg"](np.full((3, 2, 3), 0.5), first_round=np.full((2, 2, 3), 0.5))


def test_without_reasons_the_log_odds_are_averaged():
    panel = np.array([[[0.1, 0.2, 0.3]], [[0.2, 0.6, 0.8]]])
    for name in ("ReasonWAgg", "ReasonWAgg2"):
        np.testing.assert_allclose(IDEA[name](panel, reasons=np.zeros((2, 1, 3))), IDEA["LOArMean"](panel))
    with pytest.raises(WrongShape):
        IDEA["ReasonWAgg"](panel, reasons=np.zeros((2, 2, 3)))
    with pytest.raises(BadJudgements):
        IDEA["ReasonWAgg"](panel, reasons=np.full((2, 1, 3), -1))


def test_who_gives_more_different_reasons_weighs_more():
    panel = [[[0.1, 0.2, 0.3]], [[0.2, 0.6, 0.8]]]
    assert IDEA["ReasonWAgg"](panel, reasons=[[[5, 0, 0]], [[1, 1, 1]]])[0] == pytest.approx((0.2 + 3 * 0.6) / 4)


def test_weights_that_are_missing_do_not_count_and_log_odds_may_stand_in():
    panel = [[[0.1, 0.2, 0.3]] * 2, [[0.2, 0.6, 0.8], [np.nan] * 3]]
    values = IDEA["Participant"](panel, weights=[np.nan, 2])
    assert values[0] == pytest.approx(0.6)
    assert np.isnan(values[1])
    assert IDEA["Participant"](panel, weights=[np.nan, 2], log_odds_without=True)[1] == pytest.approx(0.2)
    with pytest.raises(BadJudgements):
        IDEA["Participant"](panel, weights=[-1, 2])
    with pytest.raises(WrongShape):
        IDEA["Participant"](panel, weights=[1, 2, 3])
    with pytest.raises(WrongShape):
        IDEA["Judgement"](panel, weights=[1, 2])


@pytest.mark.parametrize("name", IDEA)
def test_crossing_points_per_cent_and_other_shapes_are_refused(name):
    panel = np.full((2, 2, 3), 0.5)
    settings = settings_of(name, panel)
    for bad, error in (
        ([[[0.5, 0.4, 0.6]] * 2] * 2, CrossingQuantiles),
        ([[[10, 40, 60]] * 2] * 2, ProbabilityOutOfRange),
        ([[0.5, 0.4]] * 2, WrongShape),
        ([[["low", "best", "high"]] * 2] * 2, WrongShape),
        (np.empty((0, 2, 3)), TooFew),
    ):
        with pytest.raises(error):
            IDEA[name](bad, **settings)


def test_the_bayesian_methods_need_two_questions_and_finite_priors():
    one, two = np.full((2, 1, 3), 0.5), np.full((2, 2, 3), 0.5)
    with pytest.raises(TooFew):
        IDEA["BayTriVar"](one)
    with pytest.raises(BadJudgements, match="question 1"):
        IDEA["BayPRIORsAgg"](two, priors=[0, np.inf])
    with pytest.raises(WrongShape):
        IDEA["BayPRIORsAgg"](two, priors=[0])


def test_a_best_estimate_of_0_decides_the_bayesian_methods():
    panel = [[[0, 0, 0.1], [0.2, 0.3, 0.4]], [[0.4, 0.5, 0.6], [0.3, 0.5, 0.6]]]
    assert IDEA["BayTriVar"](panel)[0] == 0


def test_cut_offs_in_the_wrong_order_are_refused():
    with pytest.raises(NotAccepted):
        IDEA["BetaArMean2"](np.full((2, 1, 3), 0.5), cutoff_lower=0.6, cutoff_upper=0.4)
