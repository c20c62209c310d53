"""What the pages on pools show is what the library gives."""

import doctest
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "docs" / "explanation" / "weighing"


@pytest.mark.parametrize(("page", "at_least"), [("pools.md", 15), ("idea.md", 5), ("words.md", 8)])
def test_every_example_of_the_page_gives_what_the_page_says(page, at_least):
    failed, tried = doctest.testfile(str(PAGES / page), module_relative=False, encoding="utf-8")
    assert tried >= at_least
    assert failed == 0
