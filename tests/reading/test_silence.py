"""Lines that nobody on the panel speaks."""

import pytest

from tests.builders.articles import page, record_of, words_of


def _with(line: str) -> str:
    said = "".join(
        f"<h3>{question}</h3><p><b>Mara Lindqvist:</b> {one} It will run until the ice comes, I am sure of it.</p>{line if place else ''}"
        f"<p><b>Joel Abara:</b> {two}</p><p><b>Ines Okafor:</b> Perhaps.</p>"
        for place, (question, one, two) in enumerate(
            (("Will it run?", "Yes.", "No."), ("What will it cost?", "Nine.", "Ten."))
        )
    )
    return page(said)


@pytest.mark.parametrize(
    "line",
    [
        "<p>The Tern in the ice | Photo: Coastguard</p>",
        "<p>Photo: the Tern in the ice (Agency)</p>",
        "<figure><figcaption>The Tern in the ice</figcaption></figure>",
        "<blockquote>It will run until the ice comes</blockquote>",
        "<p><i>Editor’s note: the harbour master spoke by telephone.</i></p>",
        "<p>Correction: an earlier version named another boat.</p>",
        "<p>[This answer was shortened.]</p>",
        "<p>ADVERTISEMENT</p>",
        "<p>Advertisement – Boats for sale.</p>",
        '<p><a href="/more">Read the full timetable »</a></p>',
        "<p><b>Note:</b> the fares are those of May.</p>",
        "<p><b>UPDATE, 9 January</b></p><p>The company has since cut its fares.</p>",
        "<p>Joel Abara declined to answer this question.</p>",
    ],
)
def test_it_is_no_part_of_the_answer_that_it_stands_in(line):
    assert words_of(record_of(_with(line)))["Mara Lindqvist"].endswith("I am sure of it.")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Note: two boats are for sale.</p>",
        "<p>Why do I say that?</p>",
        "<p><i>Pas de bateau</i>, as my mother said.</p>",
    ],
)
def test_it_is_part_of_the_answer_that_it_stands_in(line):
    assert not words_of(record_of(_with(line)))["Mara Lindqvist"].endswith("I am sure of it.")
