"""What the page on sealing shows is what happens."""

import doctest


def test_every_example_of_the_page_on_what_can_be_checked_gives_what_it_says(root, monkeypatch):
    monkeypatch.chdir(root)
    page = root / "docs" / "explanation" / "what-can-be-checked.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried >= 6
    assert failed == 0
