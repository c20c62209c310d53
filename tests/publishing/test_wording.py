"""How things are put into words on a page."""

import datetime as dt

import pytest

from weighin.publishing.pages import safe_home
from weighin.publishing.wording import (
    clean,
    counted,
    day_in_words,
    initials,
    interval,
    opening_words,
    range_in_words,
    safe_address,
    safe_language,
)
from weighin.record.values import ProbabilityRange


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Andray Abrahamian", "AA"),
        ("Anthony V. Rinna", "AR"),
        ("Łucja Tokarzewska-Błoch", "ŁT"),
        ("Plato", "P"),
        ("ნინო აბაშიძე (Nino Abashidze)", "ნა"),
        ("(Nino)", "·"),
        ("…", "·"),
        ("ß x", "SX"),
    ],
)
def test_a_monogram_is_made_of_the_first_and_the_last_name(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "//x.example", "http://", "http://[::1", "x"])  # fmt: skip
def test_only_addresses_of_the_web_are_linked(address):
    assert safe_address(address) == ""


def test_an_address_of_the_web_is_linked_as_it_is():
    assert safe_address(" https://x.example/a?b=c#d ") == "https://x.example/a?b=c#d"


@pytest.mark.parametrize(("home", "led"), [("../", "../"), ("/", "/"), ("https://x.example/", "https://x.example/"), ("javascript:x", ""), ("//x", ""), ("", "")])  # fmt: skip
def test_home_is_on_the_site_or_on_the_web(home, led):
    assert safe_home(home) == led


@pytest.mark.parametrize(("tag", "kept"), [("en", "en"), ("zh-Hant-TW", "zh-Hant-TW"), ('en" onload="x', ""), ("", "")])
def test_a_language_that_is_none_is_left_out(tag, kept):
    assert safe_language(tag) == kept


def test_marks_that_turn_words_around_are_taken_away_and_other_scripts_stay():
    assert clean("a\u202eb\u2066c\x00d") == "abcd"
    kept = "שלום \u200f\u0648\u200e 한국 🇫🇴"
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("low", "high", "words"), [(0.65, 0.8, "65–80 %"), (0.5, 0.5, "50 %"), (0.001, 0.999, "under 1–over 99 %")]
)
def test_an_interval_is_never_shown_as_certain_where_it_is_not(low, high, words):
    assert interval(low, high) == words


def test_the_experts_own_number_is_called_so():
    own = ProbabilityRange(lowest=0.6, low=0.6, median=0.6, high=0.6, highest=0.6)
    assert range_in_words(own) == "60 %, a figure of the expert’s own"


def test_days_counts_and_openings():
    assert day_in_words(dt.date(2019, 4, 19)) == "19 April 2019"
    assert (counted(1, "answer"), counted(1204, "answer")) == ("1 answer", "1,204 answers")
    assert opening_words("One two three four five.", 3) == "One two three…"
    assert opening_words("字" * 100, 2) == "字" * 24 + "…"
