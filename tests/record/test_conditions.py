"""Of whom a question is asked: the rules, whatever is asked and answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.asking.answers import Answers, Asked, GivenAnswer
from weighin.asking.compose import AskedDocument, AskedPanelist, AskedQuestion, FinalAnswer, compose_record
from weighin.asking.form import answers_from, asked_now, fields_from
from weighin.asking.routing import newly_asked, not_asked, routed
from weighin.asking.wording import in_english
from weighin.record.codec import decode_record, encode_record
from weighin.record.conditions import (
    Agrees,
    AtLeast,
    AtMost,
    Condition,
    Disagrees,
    MostOn,
    RatedAtLeast,
    RatedAtMost,
    Says,
    passes,
    require_earlier,
    require_test_on,
)
from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    ChoiceJudgement,
    ChoiceScale,
    ProbabilityJudgement,
    ProbabilityScale,
    RatingJudgement,
    RatingScale,
)
from weighin.record.kinds import Position, Stance

RAIN = ProbabilityScale(event="it rains")
BOATS = ChoiceScale(options=("Ames", "Boyd"))
APT = RatingScale()
MOVE = AgreementScale(statement="It should move.")


def said(probability):
    return ProbabilityJudgement(probability=probability)


@pytest.mark.parametrize(
    ("test", "judgement", "scale", "is_asked"),
    [
        (AtLeast(probability=0.6), said(0.6), RAIN, True),
        (AtLeast(probability=0.6), said(0.59), RAIN, False),
        (AtMost(probability=0.6), said(0.6), RAIN, True),
        (AtMost(probability=0.6), said(0.61), RAIN, False),
        (MostOn(option="Boyd"), ChoiceJudgement(probabilities=(0.4, 0.6)), BOATS, True),
        (MostOn(option="Boyd"), ChoiceJudgement(probabilities=(0.5, 0.5)), BOATS, False),
        (Agrees(), AgreementJudgement(position=Position.STRONGLY_AGREE), MOVE, True),
        (Agrees(), AgreementJudgement(position=Position.UNCERTAIN), MOVE, False),
        (Disagrees(), AgreementJudgement(position=Position.DISAGREE), MOVE, True),
        (RatedAtLeast(rating=7), RatingJudgement(rating=7), APT, True),
        (RatedAtMost(rating=3), RatingJudgement(rating=4), APT, False),
    ],
)
def test_an_answer_passes_or_not_at_the_very_edge(test, judgement, scale, is_asked):
    assert passes(test, judgement, Stance.ANSWERED, scale) is is_asked
    assert not passes(test, None, Stance.ANSWERED, scale)
    require_test_on(test, scale)


def test_a_reason_for_no_answer_can_open_a_question_too():
    assert passes(Says(stance=Stance.UNCERTAIN), None, Stance.UNCERTAIN, None)
    assert not passes(Says(stance=Stance.UNCERTAIN), None, Stance.DECLINED, None)
    with pytest.raises(ValueError, match="expected uncertain"):
        Says(stance=Stance.ANSWERED)


@pytest.mark.parametrize(
    ("test", "scale"),
    [
        (AtLeast(probability=0.5), BOATS),
        (MostOn(option="Coe"), BOATS),
        (RatedAtLeast(rating=10), APT),
        (Agrees(), None),
    ],
)
def test_a_condition_asks_for_what_can_be_answered(test, scale):
    with pytest.raises(ValueError, match="expected"):
        require_test_on(test, scale)


@given(st.data())
def test_an_order_is_taken_exactly_where_every_condition_looks_back(data):
    number = data.draw(st.integers(1, 6))
    hangs_on = [data.draw(st.none() | st.integers(0, 6)) for _ in range(number)]
    conditions = [
        (f"q{place}", None if on is None else Condition(question=f"q{on}", test=Agrees()))
        for place, on in enumerate(hangs_on)
    ]
    if all(on is None or on < place for place, on in enumerate(hangs_on)):
        require_earlier(conditions)
    else:
        with pytest.raises(ValueError, match="stands before"):
            require_earlier(conditions)


probabilities = st.none() | st.integers(0, 100)


@st.composite
def forms(draw):
    """Questions of which some hang on earlier ones, and what is typed."""
    number = draw(st.integers(1, 6))
    questions, fields = [], {}
    for place in range(number):
        source = draw(st.none() | st.integers(0, place - 1)) if place else None
        least = draw(st.integers(0, 100)) / 100
        test = draw(
            st.sampled_from([AtLeast(probability=least), AtMost(probability=least), Says(stance=Stance.UNCERTAIN)])
        )
        condition = None if source is None else Condition(question=f"q{source}", test=test)
        questions.append(Asked(identifier=f"q{place}", text=f"Question {place}?", scale=RAIN, asked_if=condition))
        typed = draw(probabilities)
        fields |= {f"q{place}.probability": "" if typed is None else str(typed)}
        fields |= {f"q{place}.stance": draw(st.sampled_from(["", "uncertain", "declined"])), f"q{place}.prose": draw(st.sampled_from(["", "Words."]))}  # fmt: skip
    return tuple(questions), fields


@given(forms())
def test_what_is_asked_is_what_the_conditions_say_and_the_rest_is_handed_in_as_not_asked(form):
    questions, fields = form
    answers = answers_from(fields, questions).answers
    closed = {one.question for one in answers.given if one.stance is Stance.NOT_ASKED}
    for question in questions:
        answer = answers.to(question.identifier)
        condition = question.asked_if
        source = answers.to(condition.question) if condition else None
        is_open = condition is None or (
            source.stance is not Stance.NOT_ASKED and passes(condition.test, source.judgement, source.stance, RAIN)
        )
        assert (question.identifier not in closed) is is_open
        if not is_open:
            assert answer == GivenAnswer(question=question.identifier, stance=Stance.NOT_ASKED)
    assert sorted(asked_now(questions, fields)) == sorted(
        question.identifier for question in questions if question.asked_if and question.identifier not in closed
    )
    assert routed(questions, answers.given) == answers.given
    assert not [name for name in fields_from(answers, questions) if name.split(".")[0] in closed]


@given(forms())
def test_an_opened_question_is_told_once_and_never_one_that_is_answered_or_was_seen(form):
    questions, fields = form
    answers = answers_from(fields, questions).answers
    told = {flaw.question for flaw in newly_asked(questions, answers, [], in_english)}
    under_condition = {question.identifier for question in questions if question.asked_if}
    assert told == {one.question for one in answers.given if one.question in under_condition and one.is_silent}
    assert not newly_asked(questions, answers, asked_now(questions, fields), in_english)


def test_where_nothing_that_was_asked_is_answered_nothing_is_answered():
    given_ = (GivenAnswer(question="q0"), GivenAnswer(question="q1", stance=Stance.NOT_ASKED))
    assert Answers(given=given_).is_silent


def test_what_depends_on_a_question_that_is_not_asked_is_not_asked_whatever_was_typed_there():
    chain = (
        Asked(identifier="a", text="?", scale=RAIN),
        Asked(identifier="b", text="?", scale=RAIN, asked_if=Condition(question="a", test=AtLeast(probability=0.5))),
        Asked(identifier="c", text="?", scale=RAIN, asked_if=Condition(question="b", test=AtLeast(probability=0.5))),
    )
    given_ = {
        name: GivenAnswer(question=name, judgement=said(share)) for name, share in (("a", 0.1), ("b", 0.9), ("c", 0.9))
    }
    assert not_asked(chain, given_) == {"b", "c"}


def routed_record(**changes):
    second = AskedQuestion(identifier="b", text="Why?", asked_if=Condition(question="a", test=AtLeast(probability=0.5)))
    document = AskedDocument(
        title="Rain",
        questions=(AskedQuestion(identifier="a", text="Will it rain?", scale=RAIN), second),
        panel=(AskedPanelist(identifier="x", name="Cleo"), AskedPanelist(identifier="y", name="Dmitri")),
        answers=(
            FinalAnswer(panelist="x", question="a", judgement=said(0.8)),
            FinalAnswer(panelist="y", question="a", judgement=said(0.2)),
            FinalAnswer(panelist="x", question="b", prose="Clouds."),
            FinalAnswer(panelist="y", question="b", stance=Stance.NOT_ASKED),
        ),
    )
    return compose_record(replace(document, **changes))


def test_the_record_tells_who_was_not_asked_and_counts_no_answer_of_theirs():
    record = decode_record(encode_record(routed_record()))
    assert record.questions[1].asked_if == Condition(question="q1", test=AtLeast(probability=0.5))
    assert record.questions[1].not_asked == ("p2",)
    assert [(answer.panelists, answer.question) for answer in record.answers] == [(("p1",), "q1"), (("p2",), "q1"), (("p1",), "q2")]  # fmt: skip
    assert b"asked_if" not in encode_record(replace(record, questions=record.questions[:1], answers=record.answers[:1]))


def test_a_record_with_a_condition_on_a_later_question_is_none():
    record = routed_record()
    first, second = record.questions
    late = replace(first, asked_if=Condition(question="q2", test=Says(stance=Stance.UNCERTAIN)))
    with pytest.raises(ValueError, match="stands before"):
        replace(record, questions=(late, second))
