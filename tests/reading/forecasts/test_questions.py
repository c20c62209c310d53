"""What a question asks decides what a bare answer to it is."""

import pytest

from weighin.reading.forecasts.questions import asks_first_of_the_future, asks_of_the_future


@pytest.mark.parametrize(
    "question",
    [
        "will the ferry sail again before christmas?",
        "who inherits the orchestra?",
        "how might a strike affect the harvest?",
        "what could the envoys agree on?",
        "what would a default do to the savings banks?",
        "a toll on the bridge would halve the traffic",
        "the mayor has promised ten trams. will they run by may?",
        "what do you expect of the second round?",
        "what will surprise us most?",
    ],
)
def test_of_what_is_to_come(question: str) -> None:
    assert asks_of_the_future(question)


@pytest.mark.parametrize(
    "question",
    [
        "does the verdict surprise you?",
        "did the date of the vote come as a surprise?",
        "what worries you about the dam?",
        "are you surprised that the port reopened in may?",
        "what did the flood in june teach us?",
        "how close were the two sides to a deal in october?",
        "which two numbers should readers watch on the night?",
        "what will you look at first when the envoys come out?",
        "what are you watching for this winter?",
        "what will you do with your own savings?",
        "why has the roof held so long?",
    ],
)
def test_of_what_is_or_was_or_of_the_speaker(question: str) -> None:
    assert not asks_of_the_future(question)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("does the strike surprise you, and what will come of it?", False),
        ("what should the council do, and will it?", False),
        ("will the council give way, and should it?", True),
        ("will the u.s. and canada sign?", True),
    ],
)
def test_of_two_questions_the_first_is_what_a_bare_word_answers(question: str, first: bool) -> None:
    assert asks_of_the_future(question)
    assert asks_first_of_the_future(question) is first
