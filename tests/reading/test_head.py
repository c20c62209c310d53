"""Title, outlet, day of publication."""

import datetime as dt

import pytest

from tests.builders.articles import page, reading_of
from weighin.reading.dates import dates_in

PEOPLE = """
Will the ferry run?
Mara Lindqvist: It will.
Joel Abara: No.
Ines Okafor: Perhaps.

What will it cost?
Mara Lindqvist: Nine.
Joel Abara: Ten.
Ines Okafor: Twelve.
"""


def _head(top: str, end: str = ""):
    return reading_of(f"{top}\n{PEOPLE}\n{end}", "copied.txt").head


def test_the_day_on_which_a_copy_was_made_is_not_the_day_of_publication():
    head = _head(
        "March 9, 2024\n\nThe ferry and its enemies\n\nThe ferry and its enemies\n\nApril 2nd, 2019\n\nThree people answer.\n"
    )
    assert head.published is not None
    assert head.published.day == dt.date(2019, 4, 2)


def test_a_day_of_update_is_not_the_day_of_publication():
    head = _head(
        "The ferry and its enemies\n\nUpdated 9 March 2024\n\nPublished 2 March 2024\n\nThree people answer.\n"
    )
    assert head.published is not None
    assert head.published.day == dt.date(2024, 3, 2)


def test_a_title_that_stands_twice_is_the_title():
    assert (
        _head(
            "Menu News Sport Opinion\n\nThe ferry and its enemies\n\nThe ferry and its enemies\n\nThree people answer.\n"
        ).title
        == "The ferry and its enemies"
    )


@pytest.mark.parametrize(
    ("top", "end"),
    [
        ("The ferry and its enemies | The Harbour Post\n\nThe ferry and its enemies\n\nThree people answer.\n", ""),
        ("The ferry and its enemies\n\nThree people answered in time for The Harbour Post‘s deadline:\n", ""),
        ("The ferry and its enemies\n\nThe Harbour Post, 3 March 2024\n\nThree people answer.\n", ""),
        ("The ferry and its enemies\n\nThree people answer.\n", "© 2024 The Harbour Post. All rights reserved."),
        (
            "The ferry and its enemies\n\nThree people answer.\n",
            "The Harbour Post is independent and carries no advertising.",
        ),
        ("The ferry and its enemies\n\nBy The Harbour Post staff\n\nThree people answer.\n", ""),
    ],
)
def test_an_outlet_names_itself_in_many_places(top, end):
    assert _head(top, end).outlet == "The Harbour Post"


def test_the_agency_of_a_picture_is_not_the_outlet():
    head = _head(
        "The ferry and its enemies\n\nHarbour Post asked three people.\n\nThe Tern in the ice | Photo: Coastguard\n"
    )
    assert head.outlet == "Harbour Post"


def test_what_a_page_declares_goes_before_what_it_prints():
    text = page(
        "<p>5 May 2020</p>",
        head='<meta property="og:site_name" content="Harbour Post"><meta property="article:published_time" content="2024-03-02T08:00:00Z">',
    )
    head = reading_of(text).head
    assert head.outlet == "Harbour Post"
    assert head.published is not None
    assert head.published.day == dt.date(2024, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2 March 2024",
        "March 2nd, 2024",
        "2024-03-02",
        "02/03/2024",
        "2nd of March 2024",
        "Sat, 2 Mar 2024",
        "2024/03/02",
    ],
)
def test_a_day_may_be_written_in_many_ways(text):
    assert dates_in(text)[0][0] == dt.date(2024, 3, 2)


def test_a_day_that_no_calendar_has_is_none():
    assert dates_in("31 February 2024") == []
