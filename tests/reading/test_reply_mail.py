"""A reply by mail: its answers may stand in the letter or in a document with it."""

import io
import zipfile

import pytest
from builders.documents import word_package, word_paragraph
from builders.mail import written

from weighin.errors import Unreadable
from weighin.reading.reply_mail import MOST_BYTES, read_mailed_reply

QUESTIONS = ("Will it rain on the fair?", "Who will come?")
QUOTED = "> Will it rain on the fair?\n\nYes, about 70 %.\n\n> Who will come?\n\nEverybody.\n"
DOCUMENT = word_package("".join(map(word_paragraph, (QUESTIONS[0], "Hardly.", QUESTIONS[1], "Nobody at all."))))


def attached(message, data, name="answers.docx"):
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def read(data):
    return read_mailed_reply(data, questions=QUESTIONS, writer="Cleo Maris")


def test_answers_in_the_letter():
    assert read(written(QUOTED).as_bytes()).answers == ("Yes, about 70 %.", "Everybody.")


def test_answers_in_a_document_with_it_and_all_of_both_is_shown():
    reply = read(attached(written("Please find them in the document."), DOCUMENT))
    assert reply.answers == ("Hardly.", "Nobody at all.")
    assert "Please find them in the document." in reply.whole
    assert "— answers.docx —" in reply.whole
    assert reply.note == ""


def test_what_is_with_it_and_not_read_is_told():
    assert "photo.jpg was not read" in read(attached(written(QUOTED), b"\xff\xd8\xff", "photo.jpg")).note


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 60_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    "data", [bomb(), b"PK\x03\x04broken", b"x" * (MOST_BYTES + 1)], ids=["bomb", "broken", "large"]
)
def test_a_document_that_is_made_to_do_harm_leaves_the_letter_as_it_is(data):
    reply = read(attached(written(QUOTED), data))
    assert reply.answers == ("Yes, about 70 %.", "Everybody.")


def test_a_letter_with_nothing_in_it_is_told():
    with pytest.raises(Unreadable, match="there is nothing in it"):
        read(b"")


def test_html_alone_is_read():
    html = b"From: a@b.example\nContent-Type: text/html\n\n<blockquote>Will it rain on the fair?</blockquote><p>Yes 70 %</p><blockquote>Who will come?</blockquote><p>All.</p>"
    assert read(html).answers == ("Yes 70 %", "All.")
