"""A judgement, told to the panelist who gave it."""

import datetime as dt

import pytest

from weighin.asking.judged import judgement_said
from weighin.asking.wording import in_english, plainly
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
from weighin.record.values import Position

DAYS = (dt.date(2027, 1, 1), dt.date(2027, 2, 1), dt.date(2028, 1, 1))
INTERVAL = IntervalJudgement(lowest=1, best=2, highest=4.5, confidence=0.75)
PLACES = RankingJudgement(places=(2, 1))


@pytest.mark.parametrize(
    ("judgement", "scale", "told"),
    [
        (ProbabilityJudgement(probability=0.625), ProbabilityScale(event="it rains"), "62.5 %"),
        (ChoiceJudgement(probabilities=(0.25, 0.75)), ChoiceScale(options=("Ames", "Boyd")), "Ames: 25 %; Boyd: 75 %"),
        (QuantityJudgement(quantiles=(2, 3, 1000)), QuantityScale(unit="cm"), "5 %: 2 cm; 50 %: 3 cm; 95 %: 1,000 cm"),
        (DateJudgement(days=DAYS), DateScale(), "5 %: 1 January 2027; 50 %: 1 February 2027; 95 %: 1 January 2028"),
        (INTERVAL, IntervalScale(unit="m"), "2 m; 75 % sure that it lies between 1 and 4.5"),
        (RouletteJudgement(chips=(3, 0, 7)), RouletteScale(edges=(0, 5, 10, 20), unit="mm", chips=10), "0 to 5 mm: 3; 10 to 20 mm: 7"),
        (RatingJudgement(rating=7), RatingScale(), "7, on a scale from 1 to 9"),
        (AxesJudgement(across=4, up=2), AxesScale(across="Likelihood", up="Impact"), "Likelihood: 4; Impact: 2"),
        (AgreementJudgement(position=Position.AGREE, confidence=3), AgreementScale(statement="It will do."), "Agree; confidence 3 of 10"),
        (AgreementJudgement(position=Position.NO_OPINION), AgreementScale(statement="It will do."), "I have no opinion"),
        (PLACES, RankingScale(options=("Dikes", "Pumps")), "1. Pumps, 2. Dikes"),
        (PLACES, ProbabilityScale(event="it rains"), ""),
    ],
)  # fmt: skip
def test_a_judgement_is_told_whole(judgement, scale, told) -> None:
    assert judgement_said(judgement, scale, say=in_english, write=plainly) == told
