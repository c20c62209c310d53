"""What is no round-up is told so, with the reason."""

import pytest

from tests.builders.articles import page, panel_of, reading_of
from weighin.reading.verdict import VerdictKind

INTERVIEW = page(
    "<p><b>Ivo Webb: Will the ferry run?</b></p><p><b>Mara Lindqvist:</b> It will.</p><p><b>Ivo Webb: At what price?</b></p><p><b>Mara Lindqvist:</b> Nine.</p>"
)
TEST_OF_PRODUCTS = page(
    "<p>We tried three.</p><h2>1. Brava Swift</h2><p>Fast. It will last.</p><h2>2. Kelda Stream</h2><p>Slow.</p><h2>3. Moritz K2</h2><p>Our pick.</p>"
)
OBITUARY = page(
    "<p>Ruth Adler was born in 1930.</p><p>“She taught us to count,” said her student Jonas Wirth.</p><p>She leaves two daughters.</p>"
)
ESSAY = page(
    "<p>I have thought about ferries for years. They will go.</p><h2>First, the ice</h2><p>It is thinner.</p><h2>Second, the money</h2><p>There is none.</p>"
)


@pytest.mark.parametrize("text", [INTERVIEW, TEST_OF_PRODUCTS, OBITUARY, ESSAY, page("")])
def test_it_is_no_round_up_and_the_reason_is_a_sentence(text):
    reading = reading_of(text)
    assert reading.verdict.kind is VerdictKind.NOT_A_ROUNDUP
    assert reading.record is None
    assert all(len(reason.split()) > 3 for reason in reading.verdict.reasons)
    assert reading.verdict.reasons


def test_a_page_that_only_lists_the_panel_keeps_it_and_says_that_the_answers_are_elsewhere():
    text = page(
        "".join(
            f'<div><h4>{name}</h4><p class="role">{post}</p><p><a href="/x">Read the answer »</a></p></div>'
            for name, post in (
                ("Mara Lindqvist", "harbour master"),
                ("Joel Abara", "captain"),
                ("Ines Okafor", "economist"),
            )
        )
    )
    reading = reading_of(text)
    assert reading.verdict.kind is VerdictKind.HUB
    assert reading.record is not None
    assert panel_of(reading.record)["Joel Abara"] == "captain"
    assert reading.record.answers == ()
