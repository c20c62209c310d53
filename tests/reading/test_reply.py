"""One panelist's reply, read into the questions that were put."""

import pytest
from builders.documents import word_package, word_paragraph
from hypothesis import given
from hypothesis import strategies as st

from weighin.errors import BadSource
from weighin.reading.reply import read_reply

RAIN, COME = "Will it rain on the fair?", "Who will come to the harbour?"
QUESTIONS = (RAIN, COME)
INVITATION = (
    "Dear Cleo Maris,\n\nThe Courant is asking a panel of experts: The harbour fair\n\n"
    f"1. {RAIN}\n2. {COME}\n\nPlease answer by Tuesday, 1 December 2026. No account is needed; this link is yours alone:\n[personal link]\n\n"
    "We may edit for length and clarity and do not send edited texts for approval. What you submit stays available to you.\n\nThe Courant\n"
)


def read(text, name="reply.txt", questions=QUESTIONS):
    data = text if isinstance(text, bytes) else text.encode()
    return read_reply(data, name=name, questions=questions, writer="Cleo Maris", sent=[INVITATION])


def test_answers_stand_under_the_questions_that_are_quoted():
    reply = read(
        "Dear Ben,\n\nhere you are.\n\nOn Tue, 24 Nov 2026 at 10:00, The Courant <panel@courant.example> wrote:\n"
        f"> 1. {RAIN}\n\nIt will rain.\n\nAnd how.\n\n> 2. {COME}\n\nEverybody.\n\nBest wishes\nCleo Maris\nRiver Institute\n"
    )
    assert reply.answers == ("It will rain.\n\nAnd how.", "Everybody.")
    assert "Dear Ben," in reply.rest


@pytest.mark.parametrize(
    "text",
    [
        "Ad 1: It will rain.\n\nAd 2: Everybody.\n",
        "Hello,\n\n1) It will rain.\n\n2) Everybody.\n\nCleo",
        "Zu Frage 1: It will rain.\n\nZu Frage 2: Everybody.\n",
        "First question: It will rain.\n\nSecond question: Everybody.",
    ],
)
def test_answers_begin_with_the_numbers_of_the_questions(text):
    assert read(text).answers == ("It will rain.", "Everybody.")


def test_answers_follow_the_order_of_the_questions():
    assert read("Dear Ben,\n\nIt will rain.\n\nEverybody.\n\nRegards,\nCleo Maris").answers == (
        "It will rain.",
        "Everybody.",
    )


def test_one_question_is_answered_by_the_whole_letter():
    reply = read("Dear Ben,\n\nIt will rain.\n\nI am sure.\n\nRegards,\nCleo Maris", questions=(RAIN,))
    assert reply.answers == ("It will rain.\n\nI am sure.",)


def test_what_cannot_be_placed_is_in_the_rest_and_in_no_answer():
    reply = read("Dear Ben,\n\nIt will rain.\n\nEverybody.\n\nAnd a third thing.\n\nRegards,\nCleo Maris")
    assert reply.answers == ("", "")
    assert "And a third thing." in reply.rest


def test_answers_above_a_copied_invitation_are_not_taken_from_it():
    reply = read(
        "Ad 1: It will rain.\n\nAd 2: Everybody.\n\nCleo\n\nFrom: The Courant <panel@courant.example>\nSent: Tuesday, 24 November 2026 10:00\n"
        f"To: Cleo Maris <cleo@panel.example>\nSubject: The Courant asks: The harbour fair\n\n{INVITATION}"
    )
    assert reply.answers == ("It will rain.", "Everybody.")


def test_answers_inside_a_copied_invitation_are_found_there():
    answered = INVITATION.replace(f"1. {RAIN}\n2. {COME}", f"1. {RAIN}\n\nIt will rain.\n\n2. {COME}\n\nEverybody.")
    reply = read(
        "Dear Ben,\n\nsee below.\n\nFrom: The Courant <panel@courant.example>\nSent: Tuesday, 24 November 2026 10:00\n"
        f"To: Cleo Maris <cleo@panel.example>\nSubject: The Courant asks: The harbour fair\n\n{answered}"
    )
    assert reply.answers == ("It will rain.", "Everybody.")


def test_an_invitation_that_comes_back_unanswered_answers_nothing():
    assert read(INVITATION).answers == ("", "")


def test_a_letter_as_a_file_is_read_by_its_text():
    reply = read(
        b"From: Cleo Maris <cleo@panel.example>\r\nTo: panel@courant.example\r\nSubject: Re: The harbour fair\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAd 1: It will rain.\r\n\r\nAd 2: Everybody.\r\n",
        name="reply.eml",
    )
    assert reply.answers == ("It will rain.", "Everybody.")
    assert "Subject: Re: The harbour fair" in reply.whole


def test_a_document_is_read_by_its_paragraphs():
    body = "".join(map(word_paragraph, (f"1. {RAIN}", "It will rain.", "And how.", f"2. {COME}", "Everybody.")))
    assert read(word_package(body), name="answers.docx").answers == ("It will rain.\n\nAnd how.", "Everybody.")


@pytest.mark.parametrize("data", [b"", b"   \n", b"\x7fELF\x00\x00", b"PK\x03\x04\x00broken"])
def test_what_cannot_be_read_is_told(data):
    with pytest.raises(BadSource):
        read(data)


@given(st.text(max_size=400))
def test_every_word_of_an_answer_stands_in_what_was_read(text):
    try:
        reply = read(f"Ad 1: {text}\n\nAd 2: Everybody.")
    except BadSource:
        return
    for answer in reply.answers:
        assert all(paragraph in reply.whole for paragraph in answer.split("\n\n"))
