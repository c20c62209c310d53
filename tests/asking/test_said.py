"""A probability that is said in prose is proposed where there can be no doubt."""

import pytest

from weighin.asking.answers import Asked
from weighin.asking.said import fields_said, share_said_in
from weighin.record.judgements import ProbabilityScale


@pytest.mark.parametrize(
    ("prose", "share"),
    [
        ("About 60 %, I think.", "60"),
        ("I would say 60 per cent. Yes, 60%.", "60"),
        ("12.5 percent", "12.5"),
        ("12,5 Prozent", "12,5"),
        ("60 to 70 per cent", ""),
        ("60–70 %", ""),
        ("60 % now, 40 % later", ""),
        ("Prices rose by 130 %.", ""),
        ("Sixty.", ""),
        ("", ""),
    ],
)
def test_one_percentage_is_proposed_and_never_one_of_several(prose, share):
    assert share_said_in(prose) == share


def test_only_a_question_that_asks_for_a_probability_is_given_one():
    questions = (
        Asked(identifier="a", text="?", scale=ProbabilityScale(event="it rains")),
        Asked(identifier="b", text="?"),
    )
    fields = fields_said(("60 %", "60 %"), questions)
    assert fields == {"a.prose": "60 %", "a.probability": "60", "b.prose": "60 %"}
