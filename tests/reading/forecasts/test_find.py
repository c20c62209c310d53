"""Forecasts of a round-up: whose, about which question, with which probability, and where."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.reading.forecasts import find_forecasts
from weighin.record.record import Answer, Forecast, Panelist, Question, Vote
from weighin.record.values import Passage, Polarity, Position

PANEL = (Panelist(identifier="p1", name="Cleo Marsh"), Panelist(identifier="p2", name="Dmitri Vane"))


def found_in(
    said: str, *, question: str = "", narrated: bool = False, by: tuple[str, ...] = ("p1",), vote: Vote | None = None
) -> tuple[Forecast, ...]:
    asked = (Question(identifier="q1", text=question),) if question else ()
    answer = Answer(
        identifier="a1",
        panelists=by,
        question="q1" if question else None,
        paragraphs=(Passage(text=said, start=0, end=len(said)),),
        vote=vote,
    )
    return find_forecasts(
        said, answers=(answer,), questions=asked, panel=PANEL, published=dt.date(2025, 6, 1), narrated=narrated
    )


@pytest.mark.parametrize(
    ("said", "median"),
    [
        ("A deal is unlikely.", 0.2),
        ("A deal is highly unlikely.", 0.05),
        ("A deal will probably be signed.", 0.7),
        ("They will be back by May.", 1.0),
        ("They won’t be back by May.", 0.0),
        ("I don’t think they will sign.", 0.225),
        ("I expect they won’t sign.", 0.175),
        ("I doubt that they will sign.", 0.2),
        ("I’d be surprised if they signed.", 0.1),
        ("I’d put it at 60 per cent.", 0.6),
        ("The chances are one in four.", 0.25),
        ("It’s a coin toss.", 0.5),
    ],
)
def test_the_probability_is_that_of_the_event_as_worded(said: str, median: float) -> None:
    (forecast,) = found_in(said)
    assert forecast.probability is not None
    assert forecast.probability.median == pytest.approx(median)


@pytest.mark.parametrize("said", ["It can’t be ruled out.", "A split is not impossible.", "Anyone’s guess."])
def test_open_stays_open_and_gets_no_range(said: str) -> None:
    (forecast,) = found_in(said, question="Will the party split?")
    assert forecast.polarity is Polarity.OPEN
    assert forecast.probability is None


def test_a_bare_will_is_set_apart() -> None:
    (bare,), (hedged,) = found_in("They will sign in May."), found_in("They will probably sign in May.")
    assert bare.is_unhedged
    assert not hedged.is_unhedged


def test_a_stated_number_is_no_more_than_a_bound() -> None:
    (forecast,) = found_in("I’d put the chance at under 10 per cent.")
    assert forecast.probability is not None
    assert (forecast.probability.low, forecast.probability.high) == (0.0, 0.1)
    assert forecast.polarity is Polarity.DENY


def test_clauses_that_lean_two_ways_are_two_forecasts() -> None:
    first, second = found_in("They will sign the paper, but they won’t keep to it.")
    assert (first.polarity, second.polarity) == (Polarity.AFFIRM, Polarity.DENY)


def test_clauses_that_lean_one_way_are_one_forecast() -> None:
    assert len(found_in("They will sign the paper, and they will keep to it.")) == 1


def test_a_condition_is_kept_with_its_words() -> None:
    (forecast,) = found_in("If the price falls they will be back within a month.")
    assert forecast.is_conditional
    assert forecast.condition is not None
    assert forecast.condition.text == "If the price falls"
    assert forecast.by_when is not None
    assert forecast.by_when.text == "within a month"


def test_a_joint_answer_gives_each_panelist_the_forecast() -> None:
    assert [one.panelist for one in found_in("Rates will fall.", by=("p1", "p2"))] == ["p1", "p2"]


def test_a_vote_on_what_is_to_come_is_a_forecast() -> None:
    vote = Vote(position=Position.DISAGREE, cast_at=Passage(text="Disagree", start=0, end=8))
    (forecast,) = found_in("Disagree", question="Rents will be lower in five years.", vote=vote)
    assert forecast.polarity is Polarity.DENY
    assert found_in("Disagree", question="Rents are too high.", vote=vote) == ()


def test_what_a_narrator_says_somebody_expects_is_theirs() -> None:
    (told,) = found_in("Marsh expects a second ballot in May.", narrated=True)
    assert told.reported_by_narrator
    assert found_in("The ministry expects a second ballot in May.") == ()


def test_a_question_that_the_panelist_answers_is_read_with_its_answer() -> None:
    (forecast,) = found_in("Will they all be local people? Of course not.")
    assert forecast.passage.text == "Of course not."
    assert forecast.polarity is Polarity.DENY


def test_every_forecast_names_its_rules() -> None:
    assert all(one.rules for one in found_in("Flat. I doubt it will last.", question="Where will prices be in May?"))


def test_somebody_elses_words_are_not_the_panelists() -> None:
    assert found_in("He told the hall, “we will be back by May”, and left.") == ()


@given(st.text(alphabet="abc iwl'’“”\".,;:—?!-%019\nI If will not may", max_size=400))
def test_any_text_is_read_and_every_place_is_right(said: str) -> None:
    if not said.strip():
        return
    for forecast in found_in(said, question="Will it end by May?"):
        for piece in (forecast.passage, forecast.phrase, forecast.condition, forecast.about, forecast.by_when):
            assert piece is None or said[piece.start : piece.end] == piece.text
