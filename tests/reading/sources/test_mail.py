from email.message import EmailMessage

import pytest
from builders.documents import letter

from weighin.errors import Unreadable
from weighin.reading.page import BlockKind
from weighin.reading.sources import read_source
from weighin.record.values import Container


def read(message):
    return read_source(message if isinstance(message, bytes) else message.as_bytes(), name="reply.eml")


def said(page, **wanted):
    """The texts of the blocks that are as wanted, metadata aside."""
    return [
        page.of(block)
        for block in page.blocks
        if block.kind is not BlockKind.META and all(getattr(block, key) == value for key, value in wanted.items())
    ]


def metadata(page, label):
    return [(block.parent, page.of(block)) for block in page.blocks if block.label == label]


def test_a_letter_is_told_by_its_headers_whatever_its_name():
    page = read_source(letter("Hello there.").as_bytes(), name="something")
    assert page.container is Container.MAIL
    assert metadata(page, "subject") == [(-1, "Re: five questions")]


def test_quoted_questions_stand_apart_from_the_answers_beneath():
    page = read(letter("> 1. Will the ferry sail?\n\nIt will not.\n\n>> Who asked first?\n> Who pays?\n\nNobody."))
    assert said(page, kind=BlockKind.PARAGRAPH) == ["It will not.", "Nobody."]
    assert said(page, kind=BlockKind.QUOTE, level=1) == ["1. Will the ferry sail?", "Who pays?"]
    assert said(page, kind=BlockKind.QUOTE, level=2) == ["Who asked first?"]


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Vera Lindqvist <v@a.example>\nDate: Mon, 1 Sep 2025\nSubject: Re: ferry\nTo: Desk",
        "-----Original Message-----\nFrom: Vera Lindqvist\nSent: Monday\nTo: Desk\nSubject: Re: ferry",
        "________________________________\nFrom: Vera Lindqvist\nSent: Monday\nTo: Desk; Another\nSubject: Re: ferry",
        "*From:* Vera Lindqvist\n*Sent:* Monday\n*To:* Desk\n*Subject:* Re: ferry",
        "Begin forwarded message:\n\nFrom: Vera Lindqvist\nSubject: Re: ferry\nDate: Monday\nTo: Desk",
        "Von: Vera Lindqvist\nGesendet: Montag\nAn: Redaktion\nBetreff: AW: Fähre",
        "De : Vera Lindqvist\nEnvoyé : lundi\nÀ : Rédaction\nObjet : RE: bac",
    ],
)
def test_every_letter_copied_into_a_text_is_a_part_of_its_own(head):
    page = read(letter(f"Two replies below.\n\n{head}\n\nIt will sail.\n\n{head.replace('Vera', 'Tomas')}\n\nNever."))
    assert [name.split(" <")[0] for _, name in metadata(page, "from")[1:]] == ["Vera Lindqvist", "Tomas Lindqvist"]
    assert said(page, parent=1) == ["It will sail."]
    assert said(page, parent=2) == ["Never."]


def test_a_sentence_that_begins_with_from_is_no_header():
    page = read(
        letter("From: where we stand, nothing has changed.\nIt is all the same to us on the island, and has been.")
    )
    assert len(metadata(page, "from")) == 1


def test_a_letter_that_is_attached_is_read_as_a_forwarded_one():
    outer = letter("Their replies are attached.")
    for name in ("Vera Lindqvist", "Tomas Okafor"):
        outer.add_attachment(letter(f"I, {name}, doubt it.", sender=f"{name} <x@a.example>"))
    page = read(outer)
    assert [name for parent, name in metadata(page, "from") if parent > 0] == [
        "Vera Lindqvist <x@a.example>",
        "Tomas Okafor <x@a.example>",
    ]
    assert said(page, parent=2) == ["I, Tomas Okafor, doubt it."]


def test_the_html_part_is_taken_where_the_plain_one_says_less():
    page = read(
        letter("See the HTML part.", html="<p>The harbour wall will stand for <b>ten</b> more years, I think.</p>")
    )
    assert said(page) == ["The harbour wall will stand for ten more years, I think."]


def test_what_a_html_letter_quotes_is_quoted():
    html = "<blockquote><ol><li>Will it sail?</li><li>Who pays?</li></ol></blockquote><p>It will. The county pays, as it always has done.</p>"
    page = read(letter("x", html=html))
    assert said(page, kind=BlockKind.QUOTE) == ["1. Will it sail?", "2. Who pays?"]
    assert said(page, kind=BlockKind.PARAGRAPH) == ["It will. The county pays, as it always has done."]


def test_text_around_an_attachment_is_read_whole_and_the_attachment_is_named():
    message = letter("Before the picture.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="wall.png")
    message.add_attachment("After the picture.", disposition="inline")
    page = read(message)
    assert said(page) == ["Before the picture.", "After the picture."]
    assert "wall.png was not read" in page.lossy


@pytest.mark.parametrize("way", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15"])
def test_every_way_of_packing_a_text_is_unpacked(way, charset):
    message = EmailMessage()
    message["From"] = "Zoë Ångström <z@a.example>"
    message["Subject"] = "Färja"
    message["MIME-Version"] = "1.0"
    message.set_content("Ja, färjan går – tror jag.".replace("–", "-"), charset=charset, cte=way)
    page = read(message)
    assert said(page) == ["Ja, färjan går - tror jag."]
    assert metadata(page, "from") == [(-1, "Zoë Ångström <z@a.example>")]


def test_flowed_lines_are_paragraphs_again():
    raw = (
        b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
        b"This paragraph was wrapped \nby a program and goes on \nhere.\nThis is another.\n> A quoted \n> question?\n-- \nVera\n"
    )
    page = read(raw)
    assert said(page, kind=BlockKind.PARAGRAPH) == [
        "This paragraph was wrapped by a program and goes on here.",
        "This is another.",
        "Vera",
    ]
    assert said(page, kind=BlockKind.QUOTE) == ["A quoted question?"]


def test_the_line_that_says_who_wrote_is_nobodys_answer_even_when_it_is_wrapped():
    page = read(letter("Yes.\n\nOn Tue, 14 Oct 2025 at 17:20, Ada Quist <ada@paper.example>\nwrote:\n\n> Will it?"))
    assert said(page, label="attribution") == ["On Tue, 14 Oct 2025 at 17:20, Ada Quist <ada@paper.example> wrote:"]
    assert said(page, label="") == ["Yes.", "Will it?"]


def test_letters_nested_without_end_are_refused_or_cut_with_a_note():
    raw = letter("The innermost.").as_bytes()
    for _ in range(40):
        raw = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + raw
    assert "deep were not read" in read(raw).lossy


def test_parts_nested_by_the_thousand_are_refused():
    raw = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
    for number in range(2_000):
        raw += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    with pytest.raises(Unreadable, match="damaged, or made to do harm"):
        read(raw + b"\nhello\n")


@pytest.mark.parametrize(
    "header", [b"From: =?utf-8?q?=FF=FE?= <a@b>", b"Subject: =?x-unknown?b?////?=", b"Date: never", b"To: ,,,<<>>;;"]
)
def test_broken_headers_cost_the_header_only(header):
    raw = header + b"\nMessage-ID: <1@a>\nFrom: a@b.example\n\nThe text stands.\n"
    assert "The text stands." in said(read(raw))
