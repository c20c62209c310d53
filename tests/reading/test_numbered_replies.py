"""Replies by mail that answer by number, by topic or in order, and copy or cut the questions that they answer."""

from textwrap import fill

import pytest

from tests.builders.articles import asked_in, panel_of, record_of, said_in
from weighin.record.record import WarningKind

HEADERS = "From: Desk <desk@harbourpost.example>\nTo: Editors <ed@harbourpost.example>\nSubject: The ferry\nDate: Mon, 4 Mar 2024 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
PEOPLE = ("Mara Lindqvist", "Joel Abara", "Ines Okafor")
QUESTIONS = ("Will the ferry still run next winter?", "What will a ticket cost?")
LONG = "I have asked the crew and the crew has asked the cook, and the cook expects that the boat will run until the ice comes in January."


def _letters(cover: str, reply) -> str:
    forwarded = (
        f"---------- Forwarded message ----------\nFrom: {name} <{name.split()[0].lower()}@bay.example>\nDate: Sun, 3 Mar 2024\n"
        f"Subject: Re: The ferry\n\n{reply(name)}\n\n"
        for name in PEOPLE
    )
    return f"{HEADERS}{cover}\n\n{''.join(forwarded)}"


def _said(record):
    return {(who, question): words for who, question, words in said_in(record)}


@pytest.mark.parametrize(
    ("listed", "first", "second"),
    [
        ("{n}. {q}", "Ad 1: ", "Ad 2: "),
        ("{n}) {q}", "Re 1) ", "Re 2) "),
        ("Q{n}: {q}", "Q1 – ", "Q2 – "),
        ("Frage {n}: {q}", "Zu Frage 1: ", "Zu Frage 2: "),
        ("({n}) {q}", "Answer 1. ", "Answer 2. "),
        ("{n}. {q}", "[1] ", "[2] "),
        ("{n}. {q}", "First question: ", "As to the second: "),
        ("{n}. {q}", "On the ferry: ", "The ticket: "),
        ("{n}. {q}", "a) ", "b) "),
        ("{n}. {q}", f"1. {QUESTIONS[0]} ", f"2. {QUESTIONS[1]} "),
    ],
)
def test_a_reply_answers_by_number_or_topic_in_whatever_words(listed, first, second):
    cover = "\n".join(listed.format(n=number, q=question) for number, question in enumerate(QUESTIONS, start=1))
    record = record_of(
        _letters(
            cover,
            lambda name: (
                f"Dear desk,\n\n{first}Mine has {len(name)} letters. {LONG}\n\n{second}Nine crowns.\n\nBest,\n{name}"
            ),
        ),
        "a.eml",
    )
    assert asked_in(record) == list(QUESTIONS)
    assert _said(record) == {
        (name, q): words
        for name in PEOPLE
        for q, words in zip(QUESTIONS, (f"Mine has {len(name)} letters. {LONG}", "Nine crowns."), strict=True)
    }


def test_numbers_inside_one_paragraph_part_its_answers():
    cover = f"1. {QUESTIONS[0]}\n2. {QUESTIONS[1]}"
    record = record_of(
        _letters(
            cover,
            lambda name: (
                f"{fill(f'(1) Mine has {len(name)} letters. {LONG} (2) Nine crowns, or 10 (if it snows).')}\n\n{name}"
            ),
        ),
        "a.eml",
    )
    assert _said(record)["Joel Abara", QUESTIONS[0]] == f"Mine has 10 letters. {LONG}"
    assert _said(record)["Joel Abara", QUESTIONS[1]] == "Nine crowns, or 10 (if it snows)."


@pytest.mark.parametrize("form", ["*{q}*", "{u}", "> {q}", ">> {q}", "| {q}", "> {cut}:"])
def test_a_question_is_known_again_however_a_reply_copies_it(form):
    def reply(name):
        put = [form.format(q=q, u=q.upper(), cut=q.rstrip("?")) for q in QUESTIONS]
        return f"Hello\n\n{put[0]}\n\n{LONG}\n\n{put[1]}\nNine crowns.\n\nRegards\n{name}\nkeeper of the light"

    record = record_of(_letters("Two replies in, one to come.", reply), "a.eml")
    assert [said.lower().strip("?:") for said in asked_in(record)] == [q.lower().strip("?") for q in QUESTIONS]
    assert [words for who, _, words in said_in(record) if who == "Ines Okafor"] == [LONG, "Nine crowns."]
    assert panel_of(record)["Mara Lindqvist"] == "keeper of the light"


def test_answers_that_follow_the_order_of_the_questions_are_filed_so_and_that_is_said():
    cover = f"1. {QUESTIONS[0]}\n2. {QUESTIONS[1]}"
    record = record_of(
        _letters(cover, lambda name: f"Hi,\n\n{LONG}\n\nNine crowns, I should think.\n\nCheers\n{name}"), "a.eml"
    )
    assert _said(record)["Joel Abara", QUESTIONS[1]] == "Nine crowns, I should think."
    doubts = [warning for warning in record.warnings if warning.kind is WarningKind.UNSURE_QUESTION]
    assert len(doubts) == len(PEOPLE) * len(QUESTIONS)
    assert all(record.text[doubt.passage.start : doubt.passage.end] == doubt.passage.text for doubt in doubts)


def test_whoever_puts_the_questions_on_a_list_is_not_on_the_panel():
    digest = HEADERS + "Today's Topics:\n\n  1. The ferry (Desk)\n  2. Re: The ferry (Mara Lindqvist)\n\n"
    letters = [("Kim Desk", f"Two questions:\n\n1. {QUESTIONS[0]}\n2. {QUESTIONS[1]}\n\nKim")]
    letters += [
        (name, f"> 1. {QUESTIONS[0]}\n\n{LONG}\n\n> 2. a ticket cost?\n\nNine.\n\n-- \n{name}") for name in PEOPLE
    ]
    for number, (name, body) in enumerate(letters, start=1):
        digest += f"{'-' * 30}\n\nMessage: {number}\nDate: Sun, 3 Mar 2024\nFrom: {name} <x{number}@bay.example>\nSubject: Re: [list] The ferry\nTo: list@bay.example\n\n{body}\n\n"
    record = record_of(digest, "a.eml")
    assert set(panel_of(record)) == set(PEOPLE)
    assert asked_in(record) == list(QUESTIONS)
    assert _said(record)["Ines Okafor", QUESTIONS[1]] == "Nine."
