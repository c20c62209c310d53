"""Numbers, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.numbers import number_typed, number_written, small_number_typed
from weighin.asking.wording import NotTaken, plainly


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12.5", 12.5),
        ("12,5", 12.5),
        (" 1 000 ", 1000),
        ("1\u202f000,5", 1000.5),
        ("1’000.5", 1000.5),
        ("1'250'000", 1_250_000),
        ("1.250.000,5", 1_250_000.5),
        ("1,250,000.5", 1_250_000.5),
        ("1.250,5", 1250.5),
        ("1,250.5", 1250.5),
        ("0,125", 0.125),
        ("1,2500", 1.25),
        ("1000,125", 1000.125),
        ("−3,5", -3.5),
        ("+7", 7),
        ("１２，５", 12.5),  # as a Korean or Japanese keyboard types
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_meant_in_any_language(typed: str, meant: float) -> None:
    assert number_typed(typed) == meant


@pytest.mark.parametrize("typed", ["1,250", "1.250", "-12.500", "125,000"])
def test_what_can_be_read_in_two_ways_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotTaken, match="two ways") as refused:
        number_typed(typed)
    thousands, longer = refused.value.parts["thousands"], refused.value.parts["longer"]
    assert number_typed(str(thousands)) == number_typed(str(longer)) * 1000  # both ways out are ways out


def test_of_per_cent_there_is_one_reading() -> None:
    assert small_number_typed("12,345") == small_number_typed("12.345") == 12.345


@pytest.mark.parametrize(
    "typed", ["", "-", "1,2,3", "1.2.3", "1.250,500.5", "12e3", "0x10", "ten", "1_000", "٣", "NaN", "inf"]
)
def test_what_is_no_number_is_told(typed: str) -> None:
    with pytest.raises(NotTaken, match="cannot be read as one"):
        number_typed(typed)


@given(st.integers(-(10**12), 10**12).map(lambda number: number / 8))
def test_a_number_that_the_form_writes_is_read_as_itself(number: float) -> None:
    assert number_typed(number_written(number)) == number


@given(st.integers(-(10**9), 10**9).map(lambda number: number / 8))
def test_a_number_that_is_told_has_its_thousands_parted(number: float) -> None:
    assert float(plainly(number).replace(",", "")) == number
