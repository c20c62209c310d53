"""Forecasts under a condition: void where it does not come true."""

import datetime as dt

import pytest

from weighin.asking.compose import AskedDocument, AskedPanelist, AskedQuestion, FinalAnswer, compose_record
from weighin.errors import Unreadable
from weighin.record.codec import decode_record, encode_record
from weighin.record.judgements import ProbabilityJudgement, ProbabilityScale, Terms
from weighin.settling.forecasts import forecasts_of_record
from weighin.settling.outcomes import read_outcomes


def conditional_record():
    terms = Terms(what_counts="A ferry runs.", condition="the pier is repaired", due=dt.date(2027, 5, 2))
    document = AskedDocument(
        title="Ferry",
        questions=(
            AskedQuestion(identifier="a", text="Will it run?", scale=ProbabilityScale(event="it runs"), terms=terms),
        ),
        panel=(AskedPanelist(identifier="x", name="Cleo"),),
        answers=(FinalAnswer(panelist="x", question="a", judgement=ProbabilityJudgement(probability=0.8)),),
    )
    return compose_record(document)


def counted(table):
    return forecasts_of_record(conditional_record(), read_outcomes(table, name="outcomes.csv"), name="ferry")


def test_where_the_condition_did_not_come_true_the_question_is_void():
    assert counted("question,outcome,condition\nq1,,no\n").states == ("void",)
    assert counted("question,outcome,condition\nq1,yes,no\n").states == ("void",)
    assert counted("question,outcome\nq1,void\n").states == ("void",)


def test_where_it_came_true_the_outcome_counts():
    assert counted("question,outcome,condition\nq1,yes,yes\n").states == ("",)
    assert counted("question,outcome,condition\nq1,,yes\n").states == ("not settled",)


def test_an_outcome_without_a_word_on_the_condition_is_refused():
    with pytest.raises(Unreadable, match="the pier is repaired"):
        counted("question,outcome\nq1,yes\n")
    with pytest.raises(Unreadable, match="yes or no"):
        counted("question,outcome,condition\nq1,yes,perhaps\n")


def test_the_condition_is_part_of_the_terms_in_the_record_and_terms_without_one_are_written_as_before():
    record = decode_record(encode_record(conditional_record()))
    assert record.questions[0].terms.condition == "the pier is repaired"
    assert b"condition" not in encode_record(conditional_record()).replace(b'"condition":"the pier is repaired"', b"")
    with pytest.raises(ValueError, match="condition"):
        Terms(what_counts="A ferry runs.", condition=" ")
