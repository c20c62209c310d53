"""What the page on scoring forecasts shows is what the commands and the library give."""

import doctest
import re
import shlex

import pytest

COMMAND = re.compile(r"^\$ weighin (.+)\n((?:(?!```).*\n)*)", re.MULTILINE)
OPTION = re.compile(r"--[a-z]+(?:-[a-z]+)*")


@pytest.fixture(scope="module")
def page(root):
    return root / "docs" / "how-to" / "score-forecasts.md"


def test_every_example_of_the_page_gives_what_the_page_says(page):
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried >= 10
    assert failed == 0


def test_every_command_of_the_page_runs_and_prints_what_the_page_shows(page, root, weighin):
    commands = COMMAND.findall(page.read_text(encoding="utf-8"))
    assert {shlex.split(command)[0] for command, _ in commands} == {"score", "calibration", "track"}
    for command, shown in commands:
        arguments = [str(root / word) if word.startswith("examples/") else word for word in shlex.split(command)]
        result = weighin(*arguments)
        assert result.returncode == 0, result.stderr
        printed = [line.rstrip() for line in result.stdout.rstrip().splitlines()]
        assert printed[: len(shown.splitlines())] == shown.splitlines()


def test_every_option_that_the_page_names_is_one(page, root):
    reference = (root / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    assert {option for option in OPTION.findall(page.read_text(encoding="utf-8")) if option not in reference} == set()
