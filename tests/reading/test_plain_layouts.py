"""Layouts that only plain text has: lines broken at a column, tabs, ornaments, capitals, numbers of every form."""

from textwrap import fill

import pytest

from tests.builders.articles import asked_in, panel_of, record_of, said_in

PEOPLE = {
    "Mara Lindqvist": "harbour master",
    "Joel Abara": "captain of the Tern",
    "Ines Okafor": "economist, Bay College",
}
QUESTIONS = ("What happens to the ferry when the bridge is open", "What does a ticket cost in two years")
ANSWERS = {
    "Mara Lindqvist": (
        "It will sail in summer. In winter I\nexpect that hardly anybody will\ntake it.",
        "Nine crowns.",
    ),
    "Joel Abara": ("My crew is looking for work. Who\nwould wait for that?", "Nothing, for there will be none."),
    "Ines Okafor": ("It may survive as a toy for people\nwho like the wind.", "Twelve, if it is kept at all."),
}


def _article(question, label) -> str:
    parts = ["The last crossing", "The Harbour Post, 3 March 2024", ""]
    for number, asked in enumerate(QUESTIONS):
        parts += [question(asked), ""]
        for name, answers in ANSWERS.items():
            parts += [label(name, answers[number]), ""]
    return "\n".join(parts)


def _one_line(words: str) -> str:
    return words.replace("\n", " ")


def _assert_read(record):
    assert [asked.lower().strip("?") for asked in asked_in(record)] == [asked.lower() for asked in QUESTIONS]
    said = [(who.title(), words) for who, _, words in said_in(record)]
    assert said == [(who, _one_line(answers[number])) for number in (0, 1) for who, answers in ANSWERS.items()]


@pytest.mark.parametrize(
    "question",
    [
        lambda asked: asked,
        lambda asked: asked.upper(),
        lambda asked: f"*** {asked}? ***",
        lambda asked: f"{asked}\n{'-' * len(asked)}",
        lambda asked: f"{asked}?",
    ],
    ids=["no mark", "capitals", "ornament", "underlined", "mark"],
)
@pytest.mark.parametrize(
    "label",
    [
        lambda name, words: f"{name}: {words}",
        lambda name, words: f"{name}, {PEOPLE[name]}. {words}",
        lambda name, words: f"{name}, {PEOPLE[name]}\n{words}",
        lambda name, words: f"{name.upper()} ({PEOPLE[name]}): {words}",
        lambda name, words: f"[{name}] {words}",
        lambda name, words: f"{name} -- {words}",
    ],
    ids=["colon", "post and stop", "line", "capitals", "brackets", "dashes"],
)
def test_a_question_needs_no_mark_and_a_label_no_colon(question, label):
    _assert_read(record_of(_article(question, lambda name, words: label(name, _one_line(words))), "a.txt"))


def test_answers_with_a_hanging_indent_need_no_blank_line_between():
    def label(name, words):
        return f"{name.split()[0]}: {words}".replace("\n", "\n   ")

    listed = "\n".join(f"{name}, {post}" for name, post in PEOPLE.items())
    lines = [line for line in _article(lambda asked: f"{asked}?", label).split("\n") if line]
    lines[2:2] = ["", *listed.split("\n"), ""]
    record = record_of("\r\n".join(lines), "a.txt")
    _assert_read(record)
    assert panel_of(record) == PEOPLE


def test_a_table_that_was_copied_with_its_tabs_is_a_table():
    def label(name, words):
        return f"{name}\t{PEOPLE[name]}\t{_one_line(words)}"

    record = record_of(_article(lambda asked: f"{asked}?", label), "a.txt")
    _assert_read(record)
    assert panel_of(record) == PEOPLE


def test_numbers_inside_a_paragraph_part_the_answers_of_one_person():
    asked = "\n".join(f"({number}) {question}?" for number, question in enumerate(QUESTIONS, start=1))
    parts = [
        f"{name} ({PEOPLE[name]})\n\n(1) {_one_line(first)} (2) {second}" for name, (first, second) in ANSWERS.items()
    ]
    record = record_of("\n\n".join(["The last crossing", asked, *parts]), "a.txt")
    assert asked_in(record) == [f"{question}?" for question in QUESTIONS]
    assert [words for _, question, words in said_in(record) if question == f"{QUESTIONS[1]}?"] == [
        second for _, second in ANSWERS.values()
    ]


def test_a_key_of_initials_names_its_person_and_not_the_initials():
    key = "\n".join(f"  {''.join(word[0] for word in name.split())}  {name}, {post}" for name, post in PEOPLE.items())

    def label(name, words):
        return f"{''.join(word[0] for word in name.split())}: {_one_line(words)}"

    article = _article(lambda asked: f"{asked}?", label).replace("2024\n", f"2024\n\nOn the platform:\n\n{key}\n", 1)
    assert panel_of(record_of(article, "a.txt")) == PEOPLE


def test_a_paragraph_that_is_set_in_is_one_of_its_own():
    def label(name, words):
        long = f"{_one_line(words)} And that, as everybody in this town will tell you at some length, is all that can be said of it."
        return f"{name} ({PEOPLE[name]})\n{fill(long, 60, initial_indent='    ')}"

    record = record_of(_article(lambda asked: f"{asked}?", label), "a.txt")
    assert {who for who, _, words in said_in(record) if words.endswith("said of it.")} == set(PEOPLE)
    assert panel_of(record) == PEOPLE


def test_the_line_above_a_table_asks_where_its_header_does_not():
    rows = {
        number: "\n".join(
            f"| {name}, {PEOPLE[name]} | {_one_line(answers[number])} |" for name, answers in ANSWERS.items()
        )
        for number in (0, 1)
    }
    tables = [
        f"## {asked}?\n\n| Who | What they say |\n|---|---|\n{rows[number]}" for number, asked in enumerate(QUESTIONS)
    ]
    _assert_read(record_of("\n\n".join(["# The last crossing", *tables]), "a.md"))
