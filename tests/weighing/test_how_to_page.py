"""What the page on weighing judgements shows is what the library and the commands give."""

import doctest
import re
import shlex
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "weigh-judgements.md"


def test_every_example_of_the_page_gives_what_the_page_says():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried >= 12
    assert failed == 0


def test_every_command_of_the_page_runs_on_files_that_are_there(root):
    commands = [shlex.split(found) for found in re.findall(r"^\$ (weighin .+)$", PAGE.read_text("utf-8"), re.MULTILINE)]
    assert {command[1] for command in commands} == {"pool", "cooke", "agree"}
    for command in commands:
        assert (root / command[2]).is_file()


def test_every_option_that_the_page_names_is_one(root):
    reference = (root / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    named = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", PAGE.read_text(encoding="utf-8")))
    assert {option for option in named if option not in reference} == set()
