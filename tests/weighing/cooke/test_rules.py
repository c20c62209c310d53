"""The rules of the classical model, by hand and at their edges."""

from math import inf, log, nan

import numpy as np
import pytest
from builders.studies import LEVELS, study, three_experts
from scipy.stats import chi2

from weighin.errors import BadJudgements, CrossingQuantiles, TooFew, WrongShape
from weighin.weighing.cooke.deciding import decision_maker, leave_out_experts, leave_out_items, score_experts
from weighin.weighing.cooke.settings import Settings, Weights
from weighin.weighing.cooke.study import Expert, Item, Scale, Study

EQUAL = Settings(weights=Weights.EQUAL)


def scores_of(made, **changes):
    return score_experts(made, Settings(**changes)).value


def test_statistical_accuracy_is_the_likelihood_ratio_test():
    made = study([[[0, 5, 10]] * 4], [-1, 3, 7, 7])
    shares, expected = np.array([0.25, 0.25, 0.5]), np.array([0.05, 0.45, 0.45])
    statistic = 2 * 4 * float((shares * np.log(shares / expected)).sum())
    assert scores_of(made).counts[0].tolist() == [1, 1, 2, 0]
    assert scores_of(made).calibration[0] == pytest.approx(chi2.sf(statistic, 3), rel=1e-12)
    assert scores_of(made, calibration_power=0.5).calibration[0] == pytest.approx(chi2.sf(statistic / 2, 3), rel=1e-12)


def test_information_is_relative_to_the_intrinsic_range():
    made = study([[[2, 4, 10]]], [6.0])
    range_, widths = 8 * 1.2, np.array([0.8, 2, 6, 0.8])
    masses = np.array([0.05, 0.45, 0.45, 0.05])
    assert scores_of(made).information_seed[0] == pytest.approx(
        float((masses * np.log(masses / (widths / range_))).sum())
    )
    assert (scores_of(made).lower[0], scores_of(made).upper[0]) == pytest.approx((1.2, 10.8))


def test_a_logarithmic_item_is_measured_in_logarithms():
    made = study([[[1, 10, 1000]]], [10.0], scales=[Scale.LOG])
    plain = study([[[log(1), log(10), log(1000)]]], [log(10)])
    assert scores_of(made).information_all == pytest.approx(scores_of(plain).information_all)
    found, logs = decision_maker(made, EQUAL).value, decision_maker(plain, EQUAL).value
    assert np.log(found.lower) == pytest.approx(logs.lower)
    assert found.quantiles.tolist() == [[1, 10, 1000]]


@pytest.mark.parametrize("scale", Scale)
def test_a_realisation_on_a_quantile_falls_into_the_lower_bin(scale):
    for value in (0.1, 0.3, 25.0, 1 / 3):
        made = study([[[value / 7, value, value * 3]]] * 3, [value], scales=[scale])
        assert scores_of(made).counts[0].tolist() == [0, 1, 0, 0]
        assert decision_maker(made).value.counts.tolist() == [0, 1, 0, 0]


def test_a_realisation_beyond_all_values_widens_the_range():
    assert scores_of(study([[[0, 5, 10]]], [20.0])).upper[0] == pytest.approx(22)


def test_bounds_and_overshoots_of_an_item_are_its_own():
    base = study([[[10, 20, 30]]], [25.0])
    item = Item(id="q0", realisation=25.0, bounds=(9.5, None), overshoots=(None, 0.5))
    made = Study(experts=base.experts, items=(item,), levels=LEVELS, assessments=base.assessments)
    assert (scores_of(made).lower[0], scores_of(made).upper[0]) == pytest.approx((9.5, 40))
    logs = Item(id="q0", realisation=25.0, scale=Scale.LOG, bounds=(9.5, 31), overshoots=(0.5, 0.5))
    made = Study(experts=base.experts, items=(logs,), levels=LEVELS, assessments=base.assessments)
    assert (scores_of(made).lower[0], scores_of(made).upper[0]) == pytest.approx((9.5, 31))


def test_the_test_is_equalised_to_the_fewest_seed_items_answered():
    whole = [[0, 5, 10]] * 4
    made = study([whole, [*whole[:2], None, None]], [3, 7, 3, 7])
    assert scores_of(made).calibration[0] == pytest.approx(scores_of(made).calibration[1])
    assert "2 to 4 seed items" in " ".join(score_experts(made).warnings)


def test_who_answered_no_seed_item_has_no_accuracy_and_no_weight_but_by_equal_weights():
    made = study([[[0, 5, 10], [1, 2, 3]], [None, [2, 3, 4]]], [3, None])
    scores = score_experts(made)
    assert np.isnan(scores.value.calibration[1])
    assert np.isnan(scores.value.combined[1])
    assert "no seed item answered" in " ".join(scores.warnings)
    assert decision_maker(made).value.weights[:, 1].tolist() == [1.0, 0.0]
    assert decision_maker(made, EQUAL).value.weights[:, 1].tolist() == [0.5, 0.5]


def test_a_judgement_with_a_missing_level_counts_as_none_and_it_is_said():
    made = study([[[0, 5, 10], [1, nan, 3]], [[0, 4, 9], [2, 3, 4]]], [3, None])
    found = decision_maker(made, EQUAL)
    assert found.value.quantiles[1].tolist() == [2, 3, 4]
    assert "expert E0, item q1: levels are missing" in " ".join(found.warnings)
    assert found.answered == 3


def test_an_item_that_nobody_answered_has_no_decision_and_it_is_said():
    found = decision_maker(study([[[0, 5, 10], None]], [3, None]))
    assert np.isnan(found.value.quantiles[1]).all()
    assert "item q1" in " ".join(found.warnings)


def test_given_weights_are_used_as_they_are_given():
    base = study([[[0, 5, 10]], [[10, 15, 20]]], [None])
    made = Study(
        experts=(Expert(id="a", weight=3.0), Expert(id="b", weight=1.0)),
        items=base.items,
        levels=LEVELS,
        assessments=base.assessments,
    )
    found = decision_maker(made, Settings(weights=Weights.GIVEN)).value
    assert found.weights[:, 0].tolist() == [0.75, 0.25]
    assert np.isnan(found.calibration)


def test_equal_accuracies_pass_a_cut_off_together():
    low = [[20 * n, 20 * n + 5, 20 * n + 10] for n in range(6)]
    hits = [-1, 3, 3, 7, 7, 7]
    truths = [20.0 * n + hit for n, hit in enumerate(hits)]
    # the other expert sees the same truths with his hits counted from above: 0-3-2-1 for 1-2-3-0
    mirrored = [[t - (10 - h), t - (5 - h), t + h] for t, h in zip(truths, hits, strict=True)]
    made = study([low, mirrored], truths)
    scores = scores_of(made)
    assert scores.counts.tolist() == [[1, 2, 3, 0], [0, 3, 2, 1]]
    assert scores.calibration[1] == pytest.approx(scores.calibration[0], rel=1e-12)
    assert (decision_maker(made).value.weights > 0).all()
    for accuracy in scores.calibration:
        assert (decision_maker(made, Settings(cut_off=float(accuracy))).value.weights > 0).all()


def test_the_optimised_decision_maker_drops_those_who_make_it_worse():
    found = decision_maker(three_experts()).value
    assert found.weights[1].tolist() == [0.0] * 11
    assert found.combined == max(
        decision_maker(three_experts(), Settings(cut_off=float(cut))).value.combined
        for cut in score_experts(three_experts()).value.calibration
    )


def test_leaving_out_two_gives_every_pair():
    table = leave_out_items(three_experts(), number=2).value
    assert len(table.left_out) == 45
    assert table.combined.shape == (45,)
    assert leave_out_experts(three_experts(), number=2).value.left_out == (("E0", "E1"), ("E0", "E2"), ("E1", "E2"))


def test_results_say_how_they_came_about():
    found = decision_maker(three_experts())
    assert found.method == "Cooke's classical model: global weights, optimised"
    assert found.settings == {"weights": "global", "cut_off": "optimised", "overshoot": 0.1, "calibration_power": 1.0}
    assert (found.shape, found.answered) == ((3, 11, 3), 33)


REFUSED = [
    (lambda: study([], [1.0]), TooFew, "at least one expert"),
    (lambda: study([[]], []), TooFew, "at least one expert and one item"),
    (lambda: study([[None]], [1.0]), TooFew, "at least one judgement"),
    (lambda: study([[[0, 5, 10]]], [None]), TooFew, "no seed item"),
    (lambda: study([[None, [0, 5, 10]]], [1.0, None]), TooFew, "no seed item"),
    (lambda: study([[[0, 5, 5]]], [1.0]), BadJudgements, "expert E0, question q0: two quantiles are equal"),
    (lambda: study([[[5, 5, 5]]], [5.0]), BadJudgements, "expert E0, question q0"),
    (lambda: study([[[0, 10, 5]]], [1.0]), CrossingQuantiles, "expert E0, question q0"),
    (lambda: study([[[3, nan, 2]]], [1.0]), CrossingQuantiles, "expert E0, question q0"),
    (lambda: study([[[0, 5, inf]]], [1.0]), BadJudgements, "infinite"),
    (lambda: study([[[0, 5, 10]]], [inf]), BadJudgements, "question q0: expected a realisation to be finite"),
    (lambda: study([[[0, 5, 10]]], [nan]), BadJudgements, "None is 'not known'"),
    (lambda: study([[[0, 5, 10]]], [1.0], scales=[Scale.LOG]), BadJudgements, "above 0 on a logarithmic scale"),
    (lambda: study([[[1, 5, 10]]], [-1.0], scales=[Scale.LOG]), BadJudgements, "a realisation above 0"),
    (lambda: study([[[0, 5, 10]]], [1.0], levels=(0.05, 0.5, 95)), WrongShape, "levels that rise between 0 and 1"),
    (lambda: study([[[0, 5]]], [1.0]), WrongShape, r"\(1, 1, 3\)"),
]


@pytest.mark.parametrize(("make", "error", "says"), REFUSED)
def test_what_cannot_be_scored_is_refused_with_the_reason(make, error, says):
    def scored():
        made = make()
        score_experts(made)

    with pytest.raises(error, match=says):
        scored()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"overshoot": -0.1}, "overshoot of 0 or more"),
        ({"overshoot": nan}, "overshoot"),
        ({"cut_off": 5}, "between 0 and 1"),
        ({"cut_off": nan}, "between 0 and 1"),
        ({"calibration_power": 0}, "above 0"),
        ({"weights": Weights.EQUAL, "cut_off": 0.05}, "know no cut-off"),
    ],
)
def test_settings_that_mean_nothing_are_refused(settings, says):
    with pytest.raises(BadJudgements, match=says):
        Settings(**settings)


def test_a_cut_off_that_nobody_reaches_is_refused():
    with pytest.raises(TooFew, match=r"no expert reaches the cut-off of 0\.999"):
        decision_maker(three_experts(), Settings(cut_off=0.999))


def test_without_overshoot_the_outermost_quantile_has_no_width():
    with pytest.raises(BadJudgements, match=r"expert E0, question q0.*overshoot above 0"):
        score_experts(study([[[0, 5, 10]]], [6.0]), Settings(overshoot=0))


def test_a_bound_inside_a_judgement_is_refused_by_name():
    item = Item(id="share", realisation=0.5, bounds=(0, 1))
    made = Study(experts=(Expert(id="ada"),), items=(item,), levels=LEVELS, assessments=np.array([[[0, 0.5, 0.9]]]))
    with pytest.raises(BadJudgements, match="expert ada, question share"):
        score_experts(made)


def test_weights_have_to_be_given_where_they_are_to_be_used():
    with pytest.raises(BadJudgements, match="weight above 0"):
        decision_maker(three_experts(), Settings(weights=Weights.GIVEN))


@pytest.mark.parametrize("number", [0, 3])
def test_somebody_has_to_be_left(number):
    with pytest.raises(TooFew, match="fewer than all 3 experts"):
        leave_out_experts(three_experts(), number=number)


def test_a_study_is_not_changed_by_its_maker_or_by_us():
    values = np.array([[[0.0, 5.0, 10.0]]])
    made = Study(experts=(Expert(id="a"),), items=(Item(id="q", realisation=4.0),), levels=LEVELS, assessments=values)
    values[:] = 7
    assert made.assessments.tolist() == [[[0, 5, 10]]]
    with pytest.raises(ValueError, match="read-only"):
        made.assessments[0, 0, 0] = 1
    before = made.assessments.copy()
    decision_maker(made)
    np.testing.assert_array_equal(made.assessments, before)


def test_names_are_different():
    with pytest.raises(WrongShape, match="'a' twice"):
        Study(
            experts=(Expert(id="a"), Expert(id="a")),
            items=(Item(id="q"),),
            levels=LEVELS,
            assessments=np.ones((2, 1, 3)),
        )
