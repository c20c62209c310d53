"""The worked examples of the documentation give what they say."""

import doctest
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "settling"


@pytest.mark.parametrize("page", ["calibration.md", "track-records.md"])
def test_the_examples_on_a_page_give_what_they_say(page):
    found = doctest.testfile(str(PAGES / page), module_relative=False)
    assert found.attempted > 0
    assert found.failed == 0
