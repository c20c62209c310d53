"""The form's help with a choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.answers import Asked
from weighin.asking.form import answers_from
from weighin.asking.shares import shared_out
from weighin.record.judgements import ChoiceScale, ProbabilityScale

WHO = Asked(identifier="who", text="Who?", scale=ChoiceScale(options=("Ames", "Boyd", "Coe")))
NAMES = ("who.option-0", "who.option-1", "who.option-2")


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (("50", "", ""), ("50", "25", "25")),
        (("50", "", "20 %"), ("50", "30", "20")),
        (("", "", ""), ("34", "33", "33")),
        (("33.3", "33.3", "33.3"), ("33.4", "33.3", "33.3")),
        (("50", "30", "40"), ("42", "25", "33")),
        (("80", "40", ""), ("67", "33", "0")),
        (("10", "10", "10"), ("34", "33", "33")),
        (("100", "", ""), ("100", "0", "0")),
        (("12,5", "", ""), ("12.5", "43.8", "43.7")),
        (("many", "", ""), ("many", "", "")),
        (("120", "", ""), ("120", "", "")),
    ],
)
def test_the_rest_goes_to_what_is_empty_else_all_are_stretched(typed: tuple[str, ...], made: tuple[str, ...]) -> None:
    found = shared_out(WHO, dict(zip(NAMES, typed, strict=True)) | {"who.prose": "Because."})
    assert tuple(found[name] for name in NAMES) == made
    assert found["who.prose"] == "Because."


def test_what_is_no_choice_is_left_as_it_is() -> None:
    rain = Asked(identifier="rain", text="Rain?", scale=ProbabilityScale(event="it rains"))
    assert shared_out(rain, {"rain.probability": "3"}) == {"rain.probability": "3"}


@given(st.lists(st.just("") | st.integers(0, 1000).map(lambda tenths: f"{tenths / 10:g}"), min_size=3, max_size=3))
def test_what_is_shared_out_is_a_judgement(typed: list[str]) -> None:
    found = shared_out(WHO, dict(zip(NAMES, typed, strict=True)))
    assert not answers_from(found, (WHO,)).flaws
