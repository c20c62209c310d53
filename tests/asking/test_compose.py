"""From answers to the record."""

import pytest
from builders.asked_page import asking
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.asking.compose import (
    AskedDocument,
    AskedPanelist,
    AskedQuestion,
    FinalAnswer,
    compose_record,
    paragraphs_of,
)
from weighin.record.asking import Attribution, EnteredAnswers, Way
from weighin.record.codec import decode_record, encode_record
from weighin.record.judgements import ProbabilityJudgement, ProbabilityScale
from weighin.record.passages import passages_in
from weighin.record.values import DisplayRight, Stance

CLEO = AskedPanelist(identifier="cleo", name="Cleo Marsh", affiliation="Harbour Institute")
DMITRI = AskedPanelist(identifier="dmitri", name="Dmitri Orr")
RAIN = AskedQuestion(identifier="rain", text="Will it rain?", scale=ProbabilityScale(event="it rains"))
SNOW = AskedQuestion(identifier="snow", text="Will it snow?")


def document(*answers: FinalAnswer) -> AskedDocument:
    return AskedDocument(title="The weather ahead", questions=(RAIN, SNOW), panel=(CLEO, DMITRI), answers=answers)


def test_answers_stand_under_their_questions_in_the_order_of_the_panel() -> None:
    record = compose_record(
        document(
            FinalAnswer(panelist="dmitri", question="rain", prose="No."),
            FinalAnswer(panelist="cleo", question="snow", prose="Some.\n\nNot much."),
            FinalAnswer(
                panelist="cleo", question="rain", prose="Yes.", judgement=ProbabilityJudgement(probability=0.8)
            ),
        )
    )
    told = [(answer.question, record.panelist(answer.panelists[0]).name) for answer in record.answers]
    assert told == [("q1", "Cleo Marsh"), ("q1", "Dmitri Orr"), ("q2", "Cleo Marsh")]
    assert [paragraph.text for paragraph in record.answers[2].paragraphs] == ["Some.", "Not much."]
    assert record.answers[0].judgement == ProbabilityJudgement(probability=0.8)
    assert record.display_right is DisplayRight.OWN


def test_who_gave_no_answer_is_not_on_the_panel_of_the_record() -> None:
    record = compose_record(document(FinalAnswer(panelist="dmitri", question="snow", stance=Stance.NO_OPINION)))
    assert [panelist.name for panelist in record.panel] == ["Dmitri Orr"]
    assert record.answers[0].stance is Stance.NO_OPINION


@pytest.mark.parametrize("attribution", list(Attribution))
def test_how_answers_came_is_told_by_panelist_only_where_the_panel_is_named(attribution: Attribution) -> None:
    cleo, dmitri = (replace(one, way=way) for one, way in ((CLEO, Way.OTHERWISE), (DMITRI, Way.MAIL)))
    answers = tuple(FinalAnswer(panelist=one.identifier, question="snow", prose="Yes.") for one in (cleo, dmitri))
    told = replace(document(*answers), panel=(cleo, dmitri), asking=asking(attribution=attribution, invited=()))
    entered = compose_record(told).asking.entered
    if attribution is Attribution.ON_THE_RECORD:
        assert entered == (
            EnteredAnswers(way=Way.OTHERWISE, panelist="p1"),
            EnteredAnswers(way=Way.MAIL, panelist="p2"),
        )
    else:
        assert entered == (EnteredAnswers(way=Way.MAIL), EnteredAnswers(way=Way.OTHERWISE))


def test_an_answer_by_a_stranger_or_twice_to_a_question_is_refused() -> None:
    stranger = FinalAnswer(panelist="eve", question="rain", prose="Yes.")
    twice = FinalAnswer(panelist="cleo", question="rain", prose="Yes.")
    with pytest.raises(ValueError, match="once each"):
        compose_record(document(stranger))
    with pytest.raises(ValueError, match="once each"):
        compose_record(document(twice, twice))


def test_lines_of_every_system_part_paragraphs() -> None:
    assert paragraphs_of("One\r\nand more.\r\n\r\n  Two.\r\rThree.\n \n") == ("One\nand more.", "Two.", "Three.")


prose = st.text(st.characters(codec="utf-8"), max_size=60)


@given(
    st.lists(
        st.tuples(st.sampled_from(["cleo", "dmitri"]), st.sampled_from(["rain", "snow"]), prose),
        unique_by=lambda one: one[:2],
    )
)
def test_any_text_becomes_a_record_that_survives_its_json(given_answers: list[tuple[str, str, str]]) -> None:
    record = compose_record(
        document(*(FinalAnswer(panelist=who, question=what, prose=text) for who, what, text in given_answers))
    )
    assert decode_record(encode_record(record)) == record
    assert all(record.text[one.start : one.end] == one.text for one in passages_in(record))
