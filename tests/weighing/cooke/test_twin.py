"""The fast model says what the plain slow one says, on any study and with any settings."""

import numpy as np
import pytest
from builders.cooke_twin import Twin
from builders.studies import studies
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from weighin.errors import TooFew
from weighin.weighing.cooke.deciding import decision_maker, leave_out_experts, leave_out_items, score_experts
from weighin.weighing.cooke.settings import Settings, Weights
from weighin.weighing.cooke.study import Expert, Item, Study


@st.composite
def chosen(draw):
    weights = draw(st.sampled_from(Weights))
    by_performance = weights in {Weights.GLOBAL, Weights.ITEM}
    return Settings(
        weights=weights,
        cut_off=draw(st.sampled_from([None, 0.0, 0.05, 0.3])) if by_performance else None,
        overshoot=draw(st.sampled_from([0.05, 0.1, 0.5])),
        calibration_power=draw(st.sampled_from([1.0, 0.5])),
    )


def decided(study, how):
    """The decision maker, where there is one; a study that has none is no example of a rule about it."""
    try:
        return decision_maker(study, how).value
    except TooFew:
        reject()


def assert_same_decision(found, twin, study):
    for name in ("cut_off", "calibration", "information_seed", "information_all"):
        expected = twin[name]
        assert getattr(found, name) == pytest.approx(
            np.nan if expected is None else expected, rel=1e-8, abs=1e-9, nan_ok=True
        )
    used = study.levels_used()
    for item, values in twin["quantiles"].items():
        if values is None:
            assert np.isnan(found.quantiles[item]).all()
        else:
            np.testing.assert_allclose(found.quantiles[item, used[item]], values, rtol=1e-8, atol=1e-9)
        for expert in range(len(study.experts)):
            expected = 0.0 if twin["weights"][item] is None else twin["weights"][item].get(expert, 0.0)
            assert np.nan_to_num(found.weights[expert, item]) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(studies(differing_levels=True), chosen())
@settings(max_examples=100, deadline=None)
def test_scores_and_decision_makers_are_those_of_the_twin(study, how):
    twin = Twin(study, how)
    scores = score_experts(study, how).value
    for expert in range(len(study.experts)):
        for found, expected in (
            (scores.calibration[expert], twin.accuracy[expert]),
            (scores.information_seed[expert], twin.mean_information(expert, twin.seeds)),
            (scores.information_all[expert], twin.mean_information(expert, twin.items)),
        ):
            assert found == pytest.approx(np.nan if expected is None else expected, rel=1e-9, abs=1e-12, nan_ok=True)
        assert scores.counts[expert].tolist() == twin.counts[expert]
    assert_same_decision(decided(study, how), twin.decide(), study)


@given(studies(most_experts=4, most_items=5, differing_levels=True), chosen(), st.sampled_from([1, 2]))
@settings(max_examples=30, deadline=None)
def test_leaving_out_is_the_model_run_again(study, how, number):
    for leave_out, axis in ((leave_out_experts, 0), (leave_out_items, 1)):
        try:
            table = leave_out(study, how, number=number).value
        except TooFew:
            continue
        for place, left_out in enumerate(table.left_out):
            rest = without(study, left_out, axis)
            try:
                again = decision_maker(rest, how).value
            except TooFew:
                assert np.isnan(table.cut_off[place])
                continue
            for name in ("cut_off", "calibration", "information_seed", "information_all", "combined"):
                expected = getattr(again, name)
                assert getattr(table, name)[place] == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True), (
                    left_out
                )


def without(study, left_out, axis):
    keep = [[n for n, one in enumerate(study.experts)], [n for n, one in enumerate(study.items)]]
    keep[axis] = [n for n in keep[axis] if (study.experts, study.items)[axis][n].id not in left_out]
    return Study(
        experts=tuple(study.experts[n] for n in keep[0]),
        items=tuple(
            Item(
                id=study.items[n].id,
                scale=study.items[n].scale,
                realisation=study.items[n].realisation,
                # those who are left out had their say in which levels there are
                levels=tuple(level for level, used in zip(study.levels, study.levels_used()[n], strict=True) if used),
            )
            for n in keep[1]
        ),
        levels=study.levels,
        assessments=study.assessments[np.ix_(*keep)],
    )


@given(studies(), chosen(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_experts_and_items_makes_no_difference(study, how, random):
    experts, items = list(range(len(study.experts))), list(range(len(study.items)))
    random.shuffle(experts)
    random.shuffle(items)
    mixed = Study(
        experts=tuple(study.experts[n] for n in experts),
        items=tuple(study.items[n] for n in items),
        levels=study.levels,
        assessments=study.assessments[np.ix_(experts, items)],
    )
    one, other = decided(study, how), decided(mixed, how)
    assert other.combined == pytest.approx(one.combined, rel=1e-9, nan_ok=True)
    np.testing.assert_allclose(other.quantiles, one.quantiles[items], rtol=1e-9)
    np.testing.assert_allclose(other.weights, one.weights[np.ix_(experts, items)], rtol=1e-9, atol=1e-15)


@given(studies(missing=False), chosen())
@settings(max_examples=30, deadline=None)
def test_quantiles_rise_within_the_range_and_weights_sum_to_1(study, how):
    found = decided(study, how)
    assert (np.diff(found.quantiles, axis=1) > 0).all()
    assert (found.lower < found.quantiles[:, 0]).all()
    assert (found.quantiles[:, -1] < found.upper).all()
    np.testing.assert_allclose(found.weights.sum(axis=0), 1.0)
    low, high = study.assessments.min(axis=0), study.assessments.max(axis=0)
    slack = 1e-12 * (1 + np.abs(low) + np.abs(high))
    assert (found.quantiles >= low - slack).all()
    assert (found.quantiles <= high + slack).all()


@given(studies(most_experts=1, missing=False), st.integers(2, 5), chosen())
@settings(max_examples=30, deadline=None)
def test_experts_who_agree_are_their_decision_maker(study, number, how):
    several = Study(
        experts=tuple(Expert(id=f"E{n}", weight=1.0) for n in range(number)),
        items=study.items,
        levels=study.levels,
        assessments=np.repeat(study.assessments, number, axis=0),
    )
    found = decided(several, how)
    np.testing.assert_allclose(found.quantiles, study.assessments[0], rtol=1e-12)
    assert found.calibration == pytest.approx(score_experts(several, how).value.calibration[0])


@given(studies(missing=False), st.floats(0.01, 100), chosen())
@settings(max_examples=30, deadline=None)
def test_another_unit_makes_no_difference_to_scores(study, factor, how):
    items = tuple(
        Item(id=i.id, scale=i.scale, realisation=None if i.realisation is None else i.realisation * factor)
        for i in study.items
    )
    other = Study(experts=study.experts, items=items, levels=study.levels, assessments=study.assessments * factor)
    one, two = score_experts(study, how).value, score_experts(other, how).value
    np.testing.assert_allclose(two.information_all, one.information_all, rtol=1e-9)
    same = (study.realisations[:, None] == study.assessments[0]).any()
    if not same:  # a quantile that is the realisation may part from it by rounding when both are multiplied
        np.testing.assert_allclose(two.calibration, one.calibration, rtol=1e-9)


@given(studies(most_items=5), chosen())
@settings(max_examples=30, deadline=None)
def test_no_given_cut_off_does_better_than_the_optimised_one(study, how):
    assume(how.by_performance)
    best = decided(
        study, Settings(weights=how.weights, overshoot=how.overshoot, calibration_power=how.calibration_power)
    )
    for cut_off in score_experts(study, how).value.calibration:
        if np.isnan(cut_off):
            continue
        given_one = Settings(
            weights=how.weights,
            overshoot=how.overshoot,
            calibration_power=how.calibration_power,
            cut_off=float(cut_off),
        )
        try:
            other = decision_maker(study, given_one).value
        except TooFew:
            continue
        assert np.nan_to_num(other.combined) <= best.combined * (1 + 1e-9) + 1e-15


def test_a_large_panel_is_the_twin_too():
    random = np.random.default_rng(3)
    truth = random.normal(50, 10, 24)
    centre = truth + random.normal(0, 5, (12, 24))
    spread = random.uniform(2, 12, (12, 24))
    values = centre[:, :, None] + spread[:, :, None] * np.array([-1.6, 0, 1.6])
    values[random.random((12, 24)) < 0.1] = np.nan
    study = Study(
        experts=tuple(Expert(id=f"E{n}") for n in range(12)),
        items=tuple(Item(id=f"q{n}", realisation=float(t) if n < 18 else None) for n, t in enumerate(truth)),
        levels=(0.05, 0.5, 0.95),
        assessments=values,
    )
    for weights in (Weights.EQUAL, Weights.GLOBAL, Weights.ITEM):
        how = Settings(weights=weights)
        assert_same_decision(decision_maker(study, how).value, Twin(study, how).decide(), study)
