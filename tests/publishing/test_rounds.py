"""Several rounds on the page: what held, what moved, who left, what was agreed on."""

import datetime as dt

import pytest
from builders.asked_page import DEADLINE, OPENED, asking, at

from weighin.asking.compose import (
    AskedDocument,
    AskedPanelist,
    AskedQuestion,
    EarlierAnswer,
    FinalAnswer,
    compose_record,
)
from weighin.publishing.panel.rounds import between_rounds
from weighin.publishing.publish import publish
from weighin.record.codec import decode_record, encode_record
from weighin.record.disclosure import disclose
from weighin.record.judgements import ProbabilityJudgement, ProbabilityScale
from weighin.record.protocols import Delphi
from weighin.record.public import Audience
from weighin.record.rounds import AgreedJudgement, Fate, ProposedQuestion, RoundHeld, Rounds, RuleNote

A_WEEK = dt.timedelta(days=7)
NAMES = ("Cleo Marsh", "Dmitri Orr", "Fay Oduya", "Ines Holt")
FIRST = (0.2, 0.5, 0.6, 0.9)
LAST = (0.4, 0.5, 0.55)


def held(number, *, answered):
    weeks = (number - 1) * A_WEEK
    moments = {"opened": at(OPENED + weeks), "deadline": at(DEADLINE + weeks), "closed": at(DEADLINE + weeks)}
    return RoundHeld(number=number, answered=answered, **moments)


def two_rounds(**instead):
    """Four gave a probability in the first round; three revised or kept it in the second, and Ines left."""
    rounds = {
        "protocol": Delphi(),
        "fixed": at(OPENED),
        "held": (held(1, answered=4), held(2, answered=3)),
        "notes": (
            RuleNote(
                at=at(OPENED + A_WEEK), text="A third round is not held: the ferry sails on Monday.", protocol=Delphi()
            ),
        ),
    }
    return compose_record(
        AskedDocument(
            title="Will the ferry return?",
            outlet="The Tidewater Post",
            day=dt.date(2026, 11, 30),
            language="en",
            questions=(AskedQuestion(identifier="runs", text="Will it run?", scale=ProbabilityScale(event="it runs")),),
            panel=tuple(AskedPanelist(identifier=name, name=name) for name in NAMES),
            answers=tuple(
                FinalAnswer(
                    panelist=name,
                    question="runs",
                    prose="It may.",
                    judgement=ProbabilityJudgement(probability=chance),
                    because="The others know the pier." if name == NAMES[0] else "",
                )
                for name, chance in zip(NAMES, LAST, strict=False)
            ),
            earlier=tuple(
                EarlierAnswer(
                    round=1, panelist=name, question="runs", judgement=ProbabilityJudgement(probability=chance)
                )
                for name, chance in zip(NAMES, FIRST, strict=True)
            ),
            asking=asking(
                asked=4, in_time=3, late_taken=0, declined=0, silent=0, left=1, rounds=Rounds(**rounds | instead)
            ),
        )
    )


def shown(record):
    return disclose(record, audience=Audience.READERS)


def page_of(record):
    return next(file.content.decode() for file in publish(shown(record)).files if file.name == "index.html")


def test_a_record_of_two_rounds_is_written_and_read_without_loss():
    record = two_rounds()
    assert decode_record(encode_record(record)) == record


def test_the_page_says_what_moved_and_what_those_who_left_had_given():
    page = page_of(two_rounds()).replace("\xa0", " ")
    assert "It was a Delphi" in page
    assert "These rules were fixed on 16 November 2026, 09:00 UTC, before anybody answered." in page
    assert "A third round is not held" in page
    assert "1 kept it and 2 revised it" in page
    assert "in round 1 they had given: 90 %" in page
    assert "1 answered in an earlier round and not in the last" in page
    assert "The others know the pier." in page
    assert "By the rule that was fixed before, the panel agrees: the middle half spans 7.5 points of per cent" in page


def test_the_first_round_stands_beside_itself_without_those_who_left():
    sides = between_rounds(shown(two_rounds()))["q1"].beside
    assert [(line.label, line.counted) for line in sides.lines] == [
        ("Round 1", 4),
        ("Round 1, of those who stayed", 3),
        ("Round 2, the last", 3),
    ]


def test_what_the_group_agreed_on_and_what_was_proposed_stand_on_the_page():
    agreed = AgreedJudgement(
        question="q1", judgement=ProbabilityJudgement(probability=0.45), at=at(DEADLINE), rationale="Tides & winds."
    )
    proposals = (
        ProposedQuestion(text="Does it sail?", fate=Fate.REWORDED, question="q1", because="to sail is not to run"),
        ProposedQuestion(text="Who pays?", fate=Fate.LEFT_OUT, because="settled already"),
    )
    page = page_of(two_rounds(agreed=(agreed,), proposals=proposals)).replace("\xa0", " ")
    assert "The group agreed on" in page
    assert "Tides &amp; winds." in page
    assert "Reworded, as question 1: to sail is not to run" in page
    assert "Not asked: settled already" in page


def test_a_round_that_is_missing_and_a_judgement_of_the_last_round_are_refused():
    with pytest.raises(ValueError, match="counted from 0 or 1"):
        two_rounds(held=(held(1, answered=4), held(3, answered=3)))
    with pytest.raises(ValueError, match="before the last"):
        two_rounds(held=(held(1, answered=4),))
