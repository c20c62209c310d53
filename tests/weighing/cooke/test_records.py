"""A record with seed questions as a study, and its panel weighted by them."""

import datetime as dt
import math

import numpy as np
import pytest
from builders.seeded_records import KM, PANEL, TRUTHS, quantity, seed_of, seeded_record
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.asking.compose import AskedQuestion, FinalAnswer
from weighin.errors import TooFew
from weighin.record.judgements import (
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    ProbabilityScale,
    QuantityJudgement,
    RouletteJudgement,
    RouletteScale,
)
from weighin.record.seeds import DateTruth, EventTruth, QuantityTruth, SetAside
from weighin.weighing.cooke.deciding import decision_maker, score_experts
from weighin.weighing.cooke.panel import weigh_panel
from weighin.weighing.cooke.records import study_of_record
from weighin.weighing.cooke.settings import Settings, Weights
from weighin.weighing.cooke.study import Expert, Item, Study


def test_the_study_is_what_one_would_write_down_by_hand():
    found = study_of_record(seeded_record())
    by_hand = Study(
        experts=tuple(Expert(id=name, name=name) for name in PANEL),
        items=(
            *(Item(id=f"q{place}", realisation=truth, question=f"How long is river {place}?", unit="km", bounds=(0, None), levels=KM.levels) for place, truth in enumerate(TRUTHS, start=1)),
            Item(id="q11", question="How long is the new canal?", unit="km", bounds=(0, None), levels=KM.levels),
        ),
        levels=KM.levels,
        assessments=np.array([[quantity(truth * (1 + off), truth * width).quantiles for truth in (*TRUTHS, 100)] for off, width in PANEL.values()]),
    )  # fmt: skip
    assert [item.id for item in found.study.items] == [item.id for item in by_hand.items]
    assert np.allclose(found.study.assessments[:, :10], by_hand.assessments[:, :10])
    assert found.seeds == tuple(f"q{place}" for place in range(1, 11))
    scores, expected = (score_experts(made).value for made in (found.study, by_hand))
    assert scores.calibration == pytest.approx(expected.calibration)
    assert scores.information_seed == pytest.approx(expected.information_seed)


def test_weights_are_accuracy_times_information_and_pool_what_the_editors_could_not_answer():
    record = seeded_record()
    weighted = weigh_panel(record)
    scores = score_experts(study_of_record(record).study).value
    best = scores.combined * (scores.calibration >= weighted.report.maker.cut_off)
    assert [one.weight for one in weighted.measured] == pytest.approx((best / best.sum()).tolist())
    shares = [one.weight for one in weighted.measured]
    assert weighted.by_weight["q12"][0] == pytest.approx(
        sum(w * p for w, p in zip(shares, (0.2, 0.9, 0.4), strict=True))
    )
    assert weighted.by_equal["q12"][0] == pytest.approx(0.5)
    equal = decision_maker(study_of_record(record).study, Settings(weights=Weights.EQUAL)).value
    assert weighted.by_equal["q11"] == pytest.approx(tuple(equal.quantiles[10]))
    assert set(weighted.by_weight) == {"q11", "q12"}


def test_too_few_seed_questions_weigh_nobody():
    assert weigh_panel(seeded_record(TRUTHS[:4])) is None
    assert weigh_panel(seeded_record(TRUTHS[:5])) is not None


def test_a_seed_that_was_set_aside_counts_no_more_than_a_question_without_a_known_answer():
    aside = SetAside(day=dt.date(2026, 11, 25), because="It was on a shelf.")
    seeds = [seed_of(QuantityTruth(value=truth)) for truth in TRUTHS[:5]]
    seeds[0] = seed_of(QuantityTruth(value=TRUTHS[0]), set_aside=aside)
    record = seeded_record(TRUTHS[:5], seeds=seeds)
    found = study_of_record(record)
    assert found.seeds == ("q2", "q3", "q4", "q5")
    assert "q1 is a seed question that was set aside, and does not count" in found.warnings
    assert weigh_panel(record) is None


def test_intervals_chips_and_dates_are_quantiles_at_the_levels_of_the_others():
    day = dt.date(2026, 5, 1)
    more = (
        AskedQuestion(identifier="i", text="How deep?", scale=IntervalScale(unit="m"), seed=seed_of(QuantityTruth(value=5.0))),
        AskedQuestion(identifier="r", text="How wide?", scale=RouletteScale(edges=(0, 10, 20), chips=4), seed=seed_of(QuantityTruth(value=5.0))),
        AskedQuestion(identifier="d", text="When?", scale=DateScale(), seed=seed_of(DateTruth(day=day))),
        AskedQuestion(identifier="e", text="Did it?", scale=ProbabilityScale(event="it did"), seed=seed_of(EventTruth(happened=True))),
    )  # fmt: skip
    cleo = {
        "i": IntervalJudgement(lowest=4.0, best=5.0, highest=8.0, confidence=0.6),
        "r": RouletteJudgement(chips=(2, 2)),
        "d": DateJudgement(days=tuple(day + dt.timedelta(days=far) for far in (-9, 0, 9))),
    }
    answers = [FinalAnswer(panelist="Cleo Maris", question=name, judgement=one) for name, one in cleo.items()]
    found = study_of_record(seeded_record(questions=more, answers=answers))
    of = {item.id: place for place, item in enumerate(found.study.items)}
    assert found.study.levels == KM.levels
    deep, wide, when = (found.study.assessments[0, of[name]] for name in ("q13", "q14", "q15"))
    assert deep[~np.isnan(deep)] == pytest.approx([5 - 1 * 0.9 / 0.6, 5, 5 + 3 * 0.9 / 0.6])
    assert wide[~np.isnan(wide)] == pytest.approx([1.0, 10.0, 19.0])
    assert when[~np.isnan(when)].tolist() == [float(day.toordinal() + far) for far in (-9, 0, 9)]
    assert set(found.seeds) == {*(f"q{place}" for place in range(1, 11)), "q13", "q14", "q15"}
    assert "q16 is a seed question without quantiles, and does not count" in found.warnings


def test_equal_quantiles_count_as_no_judgement_and_the_rest_is_weighed():
    flat = FinalAnswer(panelist="Cleo Maris", question="x", judgement=QuantityJudgement(quantiles=(3.0, 3.0, 4.0)))
    asked = AskedQuestion(identifier="x", text="How many?", scale=KM, seed=seed_of(QuantityTruth(value=3.0)))
    record = seeded_record(questions=[asked], answers=[flat])
    found = study_of_record(record)
    assert np.isnan(found.study.assessments[0, -1]).all()
    assert any("two quantiles are equal" in warning for warning in found.warnings)
    assert weigh_panel(record) is not None


def test_a_record_without_a_judgement_by_quantiles_is_no_study():
    with pytest.raises(TooFew, match="quantity or a date"):
        study_of_record(replace(seeded_record(), answers=()))


@given(
    truths=st.lists(st.floats(1, 1e6), min_size=5, max_size=12),
    scale=st.floats(0.01, 1000),
)
def test_weights_do_not_depend_on_the_unit_and_sum_to_one(truths, scale):
    weighted = weigh_panel(seeded_record(tuple(truths)))
    again = weigh_panel(seeded_record(tuple(truth * scale for truth in truths)))
    assert weighted is not None
    assert again is not None
    assert math.isclose(sum(one.weight for one in weighted.measured), 1.0)
    for one, other in zip(weighted.measured, again.measured, strict=True):
        assert one.weight == pytest.approx(other.weight, abs=1e-6)
