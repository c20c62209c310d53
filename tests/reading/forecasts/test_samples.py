"""What a reader of our own sample sees at once: an answer to a question about today forecasts nothing."""

from pathlib import Path

import pytest

import weighin
from weighin.record.record import Record


@pytest.fixture(scope="module")
def harbour() -> Record:
    return weighin.read(Path(__file__).parents[3] / "examples" / "roundups" / "harbour-summit-2024.txt")


def expected_under(record: Record, words: str) -> list[str]:
    asked = next(question.identifier for question in record.questions if words in question.text)
    return [forecast.passage.text for forecast in record.forecasts if forecast.question == asked]


def test_whether_something_surprises_is_no_forecast(harbour: Record) -> None:
    (only,) = expected_under(harbour, "surprise you")
    assert "knows that it will be a shock" in only


def test_what_to_watch_is_no_forecast_and_what_is_said_of_it_is(harbour: Record) -> None:
    found = expected_under(harbour, "should readers watch")
    assert not any(
        said.startswith(("The date", "Look for", "Watch", "See if", "The research", "The figure", "Whether"))
        for said in found
    )
    assert any(said.startswith("The retailers will not wait") for said in found)
    assert any("they will go over it" in said for said in found)


def test_an_insisting_state_in_a_condition_reports_nothing(harbour: Record) -> None:
    (found,) = [
        forecast for forecast in harbour.forecasts if "there will be no formula at all" in forecast.passage.text
    ]
    assert found.is_conditional
    assert found.polarity.value == "deny"


def test_why_something_is_certain_is_no_second_forecast(harbour: Record) -> None:
    assert not any("nobody flies four delegations" in forecast.passage.text for forecast in harbour.forecasts)
