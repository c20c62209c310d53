"""The pool of one question's judgements: by hand for each kind, and what holds of any."""

import datetime as dt

import msgspec
import numpy as np
import pytest
from builders.judged import judged_record, judged_records, record_of
from hypothesis import given, settings
from hypothesis import strategies as st

from weighin.record.judgements import (
    AgreementScale,
    ChoiceJudgement,
    ChoiceScale,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RatingJudgement,
    RatingScale,
)
from weighin.weighing.sensitivity import leave_one_out
from weighin.weighing.together import FEWEST, _pool_of, together

few = settings(max_examples=60, deadline=None)


@pytest.fixture(scope="module")
def record():
    return judged_record()


def apart(found):
    return [expert for expert, is_apart in zip(found.experts, found.pooled.apart, strict=True) if is_apart]


def probabilities(*given):
    asked = ("Will it freeze?", ProbabilityScale(event="ice"), None)
    return together(record_of(((*asked, tuple(ProbabilityJudgement(probability=one) for one in given)),)), "q1")


def test_probabilities_have_their_median_their_quartiles_and_the_linear_pool(record):
    found = together(record, "q1")
    assert found.pooled.value == pytest.approx([0.65])
    assert found.pooled.quartiles == pytest.approx([0.6, 0.7])
    assert found.pooled.linear == pytest.approx(0.55)
    assert found.pooled.without[:, 0] == pytest.approx([0.625, 0.65, 0.625, 0.675, 0.675])
    assert found.pooled.shift == pytest.approx([-0.025, 0, -0.025, 0.025, 0.025])


def test_choices_have_the_mean_distribution_and_shift_by_total_variation(record):
    found = together(record, "q2")
    assert found.experts == ("p1", "p2", "p3", "p4")
    assert found.pooled.value == pytest.approx([0.4625, 0.2375, 0.3])
    assert found.pooled.without[3] == pytest.approx([0.6, 0.3, 0.1])
    assert found.pooled.shift[3] == pytest.approx(0.2)


def test_quantities_have_the_mean_of_each_quantile(record):
    assert together(record, "q3").pooled.value == pytest.approx([680, 922, 1074, 1210, 1620])


def test_dates_have_the_middle_day_of_each_level(record):
    days = [dt.date.fromordinal(int(day)).isoformat() for day in together(record, "q4").pooled.value]
    assert days == ["2025-01-26", "2025-04-02", "2025-07-17"]


def test_ratings_have_their_median_and_quartiles(record):
    found = together(record, "q5")
    assert found.pooled.value == [7]
    assert found.pooled.quartiles == pytest.approx([6, 7])


def test_votes_are_no_numbers(record):
    assert isinstance(record.question("q6").scale, AgreementScale)
    assert together(record, "q6") is None


@pytest.mark.parametrize("question", ["q1", "q2", "q3", "q4", "q5"])
def test_who_lies_far_from_all_others_stands_apart_alone(record, question):
    assert apart(together(record, question)) == ["p4"]


def test_who_is_near_the_middle_does_not_stand_apart_however_well_the_others_agree():
    assert apart(probabilities(0.5, 0.5, 0.5, 0.5, 0.69)) == []
    assert apart(probabilities(0.5, 0.5, 0.5, 0.5, 0.71)) == ["p5"]


def test_two_camps_have_nobody_who_stands_apart():
    assert apart(probabilities(0.1, 0.1, 0.1, 0.9, 0.9, 0.9)) == []


def test_one_far_interval_does_not_make_the_others_stand_apart():
    scale = QuantityScale(levels=(0.05, 0.95))
    given = tuple(QuantityJudgement(quantiles=one) for one in ((0, 1), (0, 1), (1000, 1001)))
    assert apart(together(record_of((("How much?", scale, None, given),)), "q1")) == ["p3"]


def test_a_choice_just_half_elsewhere_does_not_stand_apart():
    scale = ChoiceScale(options=("yes", "no"))
    given = tuple(ChoiceJudgement(probabilities=one) for one in ((1, 0), (1, 0), (0.5, 0.5)))
    assert apart(together(record_of((("Which?", scale, None, given),)), "q1")) == []


def test_below_the_fewest_there_are_judgements_and_no_pool():
    assert probabilities(*[0.4] * (FEWEST - 1)).pooled is None
    assert probabilities(*[0.4] * FEWEST).pooled is not None


def test_who_answers_twice_counts_with_the_last_and_a_joint_judgement_for_each():
    record = record_of((("How well?", RatingScale(), None, tuple(RatingJudgement(rating=one) for one in (1, 5, 9))),))
    again = msgspec.structs.replace(
        record.answers[0], identifier="a4", panelists=("p1", "p2"), judgement=RatingJudgement(rating=3)
    )
    found = together(msgspec.structs.replace(record, answers=(*record.answers, again)), "q1")
    assert found.given[:, 0].tolist() == [3, 3, 9]


@few
@given(judged_records(least=FEWEST), st.randoms())
def test_the_order_of_the_experts_changes_nothing(record, chance):
    found = together(record, "q1")
    if found is None:
        return
    order = list(range(len(record.answers)))
    chance.shuffle(order)
    asked = record.questions[0]
    turned = record_of(((asked.text, asked.scale, None, tuple(record.answers[n].judgement for n in order)),))
    other = together(turned, "q1")
    assert other.pooled.value == pytest.approx(found.pooled.value, rel=1e-9, abs=1e-9 * np.abs(found.given).max())
    assert other.pooled.apart.tolist() == found.pooled.apart[order].tolist() or isinstance(asked.scale, ChoiceScale)


@few
@given(judged_records(least=FEWEST))
def test_all_pools_without_one_expert_are_those_of_the_others_pooled_again(record):
    found = together(record, "q1")
    if found is None:
        return
    method, weigh = _pool_of(record.questions[0].scale)
    assert method == found.pooled.method
    slowly = leave_one_out(lambda chosen: weigh(found.given[chosen]), experts=len(found.given))
    room = 1e-12 * max(1.0, float(np.abs(found.given).max()))
    assert found.pooled.without == pytest.approx(slowly, rel=1e-9, abs=room)


@few
@given(judged_records(least=FEWEST))
def test_a_pool_lies_within_what_was_given_and_is_of_its_kind(record):
    found = together(record, "q1")
    if found is None:
        return
    room = 1e-9 * max(1.0, float(np.abs(found.given).max()))
    for value in (found.pooled.value, *found.pooled.without):
        assert (value >= found.given.min(axis=0) - room).all()
        assert (value <= found.given.max(axis=0) + room).all()
    if isinstance(record.questions[0].scale, ChoiceScale):
        assert found.pooled.value.sum() == pytest.approx(1)
    else:
        assert (np.diff(found.pooled.value) >= 0).all()


@few
@given(judged_records(least=1, most=1), st.integers(FEWEST, 6))
def test_of_one_mind_the_pool_is_that_mind_and_nobody_stands_apart(record, number):
    asked = record.questions[0]
    same = record_of(((asked.text, asked.scale, None, (record.answers[0].judgement,) * number),))
    found = together(same, "q1")
    if found is None:
        return
    size = float(np.abs(found.given).max())
    assert found.pooled.value == pytest.approx(found.given[0], rel=1e-9, abs=1e-9)
    assert found.pooled.shift == pytest.approx(np.zeros(number), abs=1e-9 * max(1.0, size))
    assert not found.pooled.apart.any()
