"""Consensus by the rule that was fixed, on every kind of scale."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    AxesJudgement,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingJudgement,
    RatingScale,
    RouletteJudgement,
    RouletteScale,
)
from weighin.record.protocols import ConsensusRule
from weighin.record.values import Position
from weighin.weighing.delphi.consensus import agreed_on

RULE = ConsensusRule()
RAIN = ProbabilityScale(event="rain")
DAY = dt.date(2027, 1, 1)


def probabilities(*given_):
    return [ProbabilityJudgement(probability=one) for one in given_]


def days(*given_):
    return [DateJudgement(days=(DAY, DAY + dt.timedelta(one), DAY + dt.timedelta(9999))) for one in given_]


# four people each; the quartiles of 0, 1, 2, 3 are 0.75 and 2.25
WORKED = [
    (RAIN, probabilities(0.5, 0.6, 0.7, 0.8), 0.15, True),
    (RAIN, probabilities(0.5, 0.6, 0.7, 0.9), 0.175, False),
    (RatingScale(), [RatingJudgement(rating=one) for one in (4, 5, 5, 6)], 0.5, True),
    (AxesScale(across="A", up="B"), [AxesJudgement(across=3, up=one) for one in (1, 2, 3, 4)], 1.5, False),
    (QuantityScale(), [QuantityJudgement(quantiles=(0, one, 999)) for one in (90, 100, 100, 110)], 0.05, True),
    (QuantityScale(), [QuantityJudgement(quantiles=(-9, one, 999)) for one in (0, 0, 0, 0)], 0.0, True),
    (QuantityScale(), [QuantityJudgement(quantiles=(-99, one, 999)) for one in (-9, 0, 0, 9)], None, False),
    (
        IntervalScale(confidence=0.9),
        [IntervalJudgement(lowest=0, best=one, highest=999) for one in (50, 100, 100, 150)],
        0.25,
        True,
    ),
    (
        RouletteScale(edges=(0, 10, 20), chips=4),
        [RouletteJudgement(chips=one) for one in ((4, 0), (4, 0), (0, 4), (0, 4))],
        1.0,
        False,
    ),
    (DateScale(), days(0, 30, 60, 300), 97.5, False),
    (DateScale(), days(0, 30, 60, 90), 45.0, True),
    (
        ChoiceScale(options=("A", "B")),
        [ChoiceJudgement(probabilities=(one, 1 - one)) for one in (0.9, 0.6, 0.51, 0.5)],
        0.75,
        True,
    ),
    (
        AgreementScale(statement="So."),
        [
            AgreementJudgement(position=one)
            for one in (Position.AGREE, Position.STRONGLY_AGREE, Position.UNCERTAIN, Position.DISAGREE)
        ],
        0.5,
        False,
    ),
    (
        RankingScale(options=("A", "B", "C")),
        [RankingJudgement(places=one) for one in ((1, 2, 3), (1, 2, 3), (1, 2, 3), (2, 1, 3))],
        0.8125,
        True,
    ),
]


@pytest.mark.parametrize(("scale", "judgements", "measured", "reached"), WORKED)
def test_each_scale_has_its_measure(scale, judgements, measured, reached):
    found = agreed_on(judgements, scale, RULE)
    assert found.measured == (None if measured is None else pytest.approx(measured))
    assert (found.reached, found.answered) == (reached, 4)


def test_two_alike_are_no_consensus_and_nobody_is_none_either():
    assert not agreed_on(probabilities(0.5, 0.5), RAIN, RULE).reached
    assert agreed_on(probabilities(0.5, 0.5, 0.5), RAIN, RULE).reached
    for scale, *_ in WORKED:
        assert not agreed_on([], scale, RULE).reached


@given(st.lists(st.floats(0, 1), min_size=3, max_size=12), st.randoms(), st.floats(0.01, 1))
def test_consensus_hangs_neither_on_the_order_nor_on_a_wider_bound_being_worse(given_, by_chance, bound):
    judgements = probabilities(*given_)
    found = agreed_on(judgements, RAIN, ConsensusRule(probability=bound))
    by_chance.shuffle(judgements)
    assert agreed_on(judgements, RAIN, ConsensusRule(probability=bound)) == found
    assert agreed_on(judgements, RAIN, ConsensusRule(probability=1)).reached
    assert found.reached == (found.measured <= bound + 1e-12)


@given(st.lists(st.permutations((1, 2, 3)), min_size=2, max_size=8))
def test_concordance_lies_between_nothing_and_one(places):
    scale = RankingScale(options=("A", "B", "C"))
    found = agreed_on([RankingJudgement(places=tuple(one)) for one in places], scale, RULE)
    assert 0 <= found.measured <= 1
