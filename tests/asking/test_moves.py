"""Moves from one answer to the next, and which of them ask for a reason."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.answers import Answers, Asked, GivenAnswer
from weighin.asking.moves import is_large, large_moves_in
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
from weighin.record.protocols import LargeMove
from weighin.record.values import Position

BOUND = LargeMove()
DAY = dt.date(2027, 1, 1)
BOATS = ChoiceScale(options=("Ames", "Boyd"))


def days(middle):
    return DateJudgement(days=(middle - dt.timedelta(1), middle, middle + dt.timedelta(900)))


@pytest.mark.parametrize(
    ("scale", "before", "at_the_bound", "below"),
    [
        (ProbabilityScale(event="rain"), *(ProbabilityJudgement(probability=one) for one in (0.1, 0.3, 0.29))),
        (BOATS, *(ChoiceJudgement(probabilities=(one, 1 - one)) for one in (0.5, 0.7, 0.69))),
        (RouletteScale(edges=(0, 1, 2), chips=10), *(RouletteJudgement(chips=one) for one in ((5, 5), (7, 3), (6, 4)))),
        (QuantityScale(), *(QuantityJudgement(quantiles=(-99, one, 999)) for one in (100, 75, 76))),
        (QuantityScale(), *(QuantityJudgement(quantiles=(-99, one, 999)) for one in (0, 0.1, 0))),
        (IntervalScale(confidence=0.9), *(IntervalJudgement(lowest=0, best=one, highest=999) for one in (4, 5, 4.9))),
        (DateScale(), *(days(DAY + dt.timedelta(one)) for one in (0, 90, -89))),
        (RatingScale(), *(RatingJudgement(rating=one) for one in (3, 5, 4))),
        (AxesScale(across="A", up="B"), *(AxesJudgement(across=2, up=one) for one in (3, 5, 2))),
        (
            AgreementScale(statement="So."),
            *(AgreementJudgement(position=one) for one in (Position.AGREE, Position.DISAGREE, Position.UNCERTAIN)),
        ),
        (
            RankingScale(options=("A", "B", "C")),
            *(RankingJudgement(places=one) for one in ((1, 2, 3), (3, 2, 1), (2, 1, 3))),
        ),
    ],
)
def test_a_move_at_the_bound_is_large_on_every_scale_and_one_below_is_not(scale, before, at_the_bound, below):
    assert is_large(before, at_the_bound, scale, BOUND)
    assert not is_large(before, below, scale, BOUND)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1))
def test_a_move_and_the_way_back_are_alike_and_none_is_never_large(one, other, bound):
    scale, rule = ProbabilityScale(event="rain"), LargeMove(probability=bound)
    first, second = ProbabilityJudgement(probability=one), ProbabilityJudgement(probability=other)
    assert is_large(first, second, scale, rule) == is_large(second, first, scale, rule)
    assert not is_large(first, first, scale, rule)


def test_a_reason_is_asked_for_from_any_earlier_answer_and_only_where_the_protocol_asks():
    asked = (Asked(identifier="rain", text="Will it rain?", scale=ProbabilityScale(event="rain")),)

    def answers(probability, because=""):
        judgement = ProbabilityJudgement(probability=probability)
        return Answers(given=(GivenAnswer(question="rain", judgement=judgement, because=because),))

    before = (answers(0.1), answers(0.25))
    assert [flaw.question for flaw in large_moves_in(answers(0.35), before, asked, BOUND)] == ["rain"]
    assert not large_moves_in(answers(0.35, because="News."), before, asked, BOUND)
    assert not large_moves_in(answers(0.35), before, asked, None)
    assert not large_moves_in(answers(0.35), (), asked, BOUND)
    assert not large_moves_in(answers(0.28), before, asked, BOUND)
