"""What a panelist may hand in."""

import msgspec

from weighin.asking.answers import Answers, Asked, GivenAnswer, decode_answers, flaws_in
from weighin.record.judgements import ChoiceJudgement, ChoiceScale, ProbabilityJudgement, ProbabilityScale
from weighin.record.values import Stance

RAIN = Asked(identifier="rain", text="Will it rain?", scale=ProbabilityScale(event="it rains"))
WHO = Asked(identifier="who", text="Who wins?", scale=ChoiceScale(options=("Ames", "Boyd", "Coe")))
WHY = Asked(identifier="why", text="Why?")


def test_nothing_at_all_cannot_be_submitted() -> None:
    assert [flaw.question for flaw in flaws_in(Answers(given=(GivenAnswer(question="rain"),)), (RAIN,))] == [""]


def test_no_opinion_is_something_else_than_silence() -> None:
    assert not flaws_in(Answers(given=(GivenAnswer(question="rain", stance=Stance.NO_OPINION),)), (RAIN, WHY))


def test_a_question_may_be_skipped() -> None:
    assert not flaws_in(Answers(given=(GivenAnswer(question="why", prose="Clouds."),)), (RAIN, WHY))


def test_a_judgement_of_another_kind_is_told_with_its_question() -> None:
    given = GivenAnswer(question="who", judgement=ProbabilityJudgement(probability=0.5))
    [flaw] = flaws_in(Answers(given=(given,)), (WHO,))
    assert flaw.question == "who"
    assert "(choice), found probability" in flaw.reason


def test_a_choice_gives_every_option_a_probability() -> None:
    given = GivenAnswer(question="who", judgement=ChoiceJudgement(probabilities=(0.5, 0.5)))
    [flaw] = flaws_in(Answers(given=(given,)), (WHO,))
    assert "expected 3 probabilities" in flaw.reason


def test_a_judgement_on_a_question_of_prose_and_an_unknown_question_are_told() -> None:
    judged = GivenAnswer(question="why", judgement=ProbabilityJudgement(probability=0.5))
    unknown = GivenAnswer(question="else", prose="Hm.")
    assert [flaw.question for flaw in flaws_in(Answers(given=(judged, unknown)), (WHY,))] == ["why", "else"]


def test_answers_are_kept_as_typed() -> None:
    answers = Answers(given=(GivenAnswer(question="why", prose="  <b>Ω</b>\r\n\r\n\tso\u202e ", expertise=3),))
    assert decode_answers(msgspec.json.encode(answers)) == answers
