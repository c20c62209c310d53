"""What each part of a page is made of: matrix, ballot, answers, sections, expectations, topics."""

import sys

import msgspec
import pytest
from builders.hostile import hostile_record
from hypothesis import given
from hypothesis import strategies as st

from weighin.publishing import publish
from weighin.publishing.answers import SHOWN_AT_ONCE, shown_answers
from weighin.publishing.ballot import STRIP
from weighin.publishing.expectations import Saying, expectations_of
from weighin.publishing.matrix import CellState, matrix_of
from weighin.publishing.sections import by_expert, by_question
from weighin.publishing.segments import Stretch, joined, segments
from weighin.publishing.source_view import source_lines
from weighin.publishing.topics import topics_of
from weighin.record.disclosure import Audience, disclose
from weighin.record.record import Answer, Forecast, Panelist, Question, Record, Source
from weighin.record.values import Container, DisplayRight, Passage, Polarity, Position, Stance

PUBLISHING = sys.modules["weighin.publishing.publish"]  # the package gives the function under this name


@pytest.fixture(scope="module")
def ferries(panel_on_ferries):
    return disclose(panel_on_ferries, Audience.EDITORS)


@pytest.fixture(scope="module")
def poll():
    """Eight panelists, a vote of each kind on the second question."""
    return disclose(hostile_record("Plain words."), Audience.EDITORS)


def record_saying(*paragraphs: str, forecast: str = "") -> Record:
    """One panelist, one question, one answer, and a forecast where its words stand."""
    text = "\n".join(paragraphs)
    said, at = [], 0
    for one in paragraphs:
        said.append(Passage(text=one, start=at, end=at + len(one)))
        at += len(one) + 1
    start = text.find(forecast) if forecast else -1
    return Record(
        title="A round-up",
        source=Source(container=Container.TEXT),
        text=text,
        display_right=DisplayRight.OWN,
        panel=(Panelist(identifier="p1", name="Cleo Maris"), Panelist(identifier="p2", name="Dmitri Vale")),
        questions=(Question(identifier="q1", text="Will it rain?"),),
        answers=(Answer(identifier="a1", panelists=("p1",), question="q1", paragraphs=tuple(said)),),
        forecasts=(
            Forecast(
                identifier="f1",
                answer="a1",
                panelist="p1",
                question="q1",
                passage=Passage(text=forecast, start=start, end=start + len(forecast)),
                polarity=Polarity.AFFIRM,
                is_unhedged=True,
            ),
        )
        if forecast
        else (),
    )


def test_a_matrix_has_a_row_an_expert_and_a_column_a_question(ferries):
    matrix = matrix_of(ferries)
    assert [row.panelist.name for row in matrix.rows] == ["Ada Quist", "Bruno Hale", "Cleo Maris"]
    assert all(len(row.cells) == len(matrix.questions) == 2 for row in matrix.rows)


def test_a_question_that_an_expert_skips_is_a_cell_that_says_so(ferries):
    matrix = matrix_of(ferries)
    assert matrix.rows[1].cells[1].state is CellState.SKIPPED
    assert matrix.rows[1].cells[0].state is CellState.ANSWERED


def test_uncertain_no_opinion_and_no_answer_are_three_states():
    record = record_saying("Words.")
    states = []
    for stance in (Stance.UNCERTAIN, Stance.NO_OPINION, Stance.DID_NOT_ANSWER, Stance.DECLINED):
        changed = msgspec.structs.replace(record.answers[0], stance=stance)
        public = disclose(msgspec.structs.replace(record, answers=(changed,)), Audience.READERS)
        states.append(matrix_of(public).rows[0].cells[0].state.value)
    assert states == ["uncertain", "no opinion", "did not answer", "declined"]


def test_a_cell_counts_only_the_forecasts_of_its_own_expert(poll):
    first, second = (row.cells[0] for row in matrix_of(poll).rows[:2])
    assert first.leanings.number == 4
    assert second.leanings.number == 0  # the answer is joint, its forecasts are the other's


def test_what_is_said_outside_every_question_stands_in_a_last_column(poll):
    assert matrix_of(poll).questions[-1] is None


def test_a_ballot_holds_every_vote_once_and_fills_its_strip(poll):
    ballot = by_question(poll, shown_answers(poll))[1].ballot
    assert [band.position for band in ballot.bands] == list(Position)
    assert sum(band.votes for band in ballot.bands) == len(ballot.votes) == 7
    assert ballot.bands[-1].start + ballot.bands[-1].width == pytest.approx(STRIP, abs=0.1)


def test_who_did_not_answer_is_named_and_not_counted_as_a_voice(ferries):
    first, second = by_question(ferries, shown_answers(ferries))
    assert (first.voices, [one.name for one in first.silent]) == (3, [])
    assert (second.voices, [one.name for one in second.silent]) == (2, ["Bruno Hale"])


def test_who_declined_has_not_answered(poll):
    first = by_question(poll, shown_answers(poll))[0]
    assert first.voices == 2


def test_an_expert_is_shown_with_what_was_left_unanswered(ferries):
    bruno = by_expert(ferries, shown_answers(ferries), topics_of(ferries))[1]
    assert [number for number, _, _ in bruno.answers] == [1]
    assert [number for number, _ in bruno.unanswered] == [2]


def test_a_long_answer_is_folded_after_its_beginning():
    record = record_saying(*["word " * 60] * 6)
    (shown,) = shown_answers(disclose(record, Audience.READERS))
    assert len(shown.open) == SHOWN_AT_ONCE // 60
    assert len(shown.open) + len(shown.folded) == 6
    assert shown.folded_words == 240


def test_little_is_not_hidden_behind_a_click():
    record = record_saying("word " * 140, "word " * 40)
    (shown,) = shown_answers(disclose(record, Audience.READERS))
    assert shown.folded == ()


def test_a_forecast_is_marked_in_its_paragraph_and_nowhere_twice():
    record = record_saying("It is cold. It will rain. So be it.", "Nothing more.", forecast="It will rain.")
    (shown,) = shown_answers(disclose(record, Audience.READERS))
    pieces = [piece for paragraph in shown.open for piece in paragraph.pieces]
    assert [piece.text for piece in pieces if piece.covering] == ["It will rain."]
    assert [piece.anchor for piece in pieces if piece.anchor] == ["f1"]
    assert shown.apart == ()


def test_a_forecast_outside_the_quoted_words_is_set_apart():
    record = record_saying("It is cold. " * 3, "And it will rain tomorrow.", forecast="it will rain tomorrow")
    quoted = msgspec.structs.replace(record, display_right=DisplayRight.QUOTATION)
    (shown,) = shown_answers(disclose(quoted, Audience.READERS))
    assert [one.forecast.identifier for one in shown.apart] == ["f1"]


def test_a_bare_will_is_said_flatly_and_no_range_is_put_on_it():
    expectations = expectations_of(disclose(record_saying("It will rain.", forecast="It will rain."), Audience.READERS))
    assert [one.saying for one in expectations.experts[0].expectations] == [Saying.FLAT]
    assert (expectations.flat, expectations.number) == (1, 1)
    assert expectations.experts[0].hedged == ()


def test_every_forecast_stands_under_exactly_one_way_of_saying(ferries):
    for expert in expectations_of(ferries).experts:
        assert len(expert.hedged) + len(expert.flat) + len(expert.without) == len(expert.expectations)


def test_the_sources_of_the_ranges_are_counted(ferries):
    expectations = expectations_of(ferries)
    ranged = [one for one in ferries.forecasts if one.probability and one.probability.basis]
    assert sum(basis.forecasts for basis in expectations.bases) == len(ranged)


def test_shared_topics_come_first_and_a_topic_of_one_stands_with_its_expert(ferries):
    topics = topics_of(ferries)
    voices = [len(row.named_by) for row in topics.shared]
    assert voices == sorted(voices, reverse=True)
    assert min(voices) > 1
    for panelist, rows in topics.alone:
        assert all([naming.panelist for naming in row.named_by] == [panelist] for row in rows)
    assert sorted(row.topic.identifier for row in topics.rows) == sorted(topic.identifier for topic in ferries.topics)


def test_every_line_of_the_source_is_shown_once_in_order(panel_on_ferries):
    lines = ["".join(piece.text for piece in line.pieces) for line in source_lines(panel_on_ferries)]
    assert lines == [line for line in panel_on_ferries.text.split("\n") if line.strip()]


def test_every_answer_of_the_source_is_labelled_with_who_and_what(panel_on_ferries):
    labels = [label for line in source_lines(panel_on_ferries) for label in line.labels]
    assert "Bruno Hale, question 1" in labels
    assert "Cleo Maris, question 2" in labels


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_a_text_cut_at_its_marks_is_the_text_again(text, places):
    stretches = [Stretch(min(a, b, len(text)), min(max(a, b), len(text)), "forecast", f"f{a}") for a, b in places]
    pieces = list(segments(text, stretches))
    assert joined(pieces) == text
    at = 0
    for piece in pieces:
        covering = {(s.start, s.end) for s in stretches if s.start <= at < s.end}
        assert {(s.start, s.end) for s in piece.stretches} == covering
        at += len(piece.text)


def test_too_many_ranges_are_told_and_not_drawn(monkeypatch, poll):
    monkeypatch.setattr("weighin.publishing.chart.MOST_ROWS", 1)
    monkeypatch.setattr(PUBLISHING, "MOST_ROWS", 1)
    edition = publish(poll)
    assert edition.file("expectations.svg") is None
    assert "too many for one chart" in edition.file("expectations.html").content.decode()


def test_a_very_large_panel_gets_counts_and_names_in_place_of_columns(monkeypatch, ferries):
    monkeypatch.setattr(PUBLISHING, "MOST_COLUMNS", 2)
    monkeypatch.setattr(PUBLISHING, "MOST_VOICES", 1)
    shown = publish(ferries).file("topics.html").content.decode()
    assert 'class="dot"' not in shown
    assert "Named too by" in shown
