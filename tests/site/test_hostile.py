"""Hostile words in every field of every form: kept as typed or refused with a reason, shown as text, mailed safely, never an error of the program."""

import base64
import csv
import io

import pytest
from builders.asked import typed_for
from builders.crawler import crawl, links_in
from builders.hostile import HOSTILE
from builders.mailbox import fetched
from builders.site import NOON
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from weighin.asking.kept import decode_kept
from weighin.site import clock
from weighin.site.mail.collecting import keep
from weighin.site.mail.message import message_of
from weighin.site.mail.smtp import Accepted
from weighin.site.mail.worker import send_due
from weighin.site.store.links import token_of
from weighin.site.store.models import Inbox, IncomingMail, Letter, LetterState
from weighin.site.store.reply_addresses import reply_address_of
from weighin.site.store.versions import last_version

WORDS = HOSTILE | {
    "SQL": "'; DROP TABLE store_member; -- \" OR 1=1",
    "header injection": "x\r\nBcc: eve@evil.example\r\n\r\n<b>",
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "emoji": "🦆👩🏽\u200d🚀🇰🇷e\u0301",
    "half of a pair": "\ufffd\ud83d".encode("utf-8", "replace").decode(),
}
NARROW = {"deadline", "time_zone", "reminders", "until", "received_at", "due", "address", "email", "languages"}
LEFT_ALONE = ("/sign-out", "/desk/password", "/close", "/withdraw")  # they end the visit, or what is looked at
HEADERS = {
    "message-id", "date", "from", "to", "subject", "mime-version", "content-type", "list-unsubscribe",
    "list-unsubscribe-post", "auto-submitted", "content-transfer-encoding", "content-language", "reply-to",
}  # fmt: skip


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def forms_on(page, address):
    """Where each form with a field for words goes, and its fields: name → what stands in it, None for words."""
    for form in LexborHTMLParser(page).css("form[method=post]"):
        fields = {}
        for field in form.css("input[name], textarea[name], select[name], button[name]"):
            said, name = field.attributes, field.attributes["name"]
            kind = "text" if field.tag == "textarea" else said.get("type", "text")
            if field.tag == "select":
                chosen = [one.attributes.get("value") for one in field.css("option") if one.attributes.get("value")]
                fields[name] = chosen[0] if chosen else ""
            elif kind in {"text", "search", "url", "email", "datetime-local", "date", "number"}:
                fields[name] = None
            elif kind not in {"file", "checkbox"} and name not in fields:
                fields[name] = said.get("value") or ""
        if None in fields.values():
            yield form.attributes.get("action") or address, fields


def everywhere(browser, starts):
    for address, told in crawl(browser, starts).items():
        page = told.split("\n\n", 1)[-1]
        if "<form" in page:
            yield from forms_on(browser.get(address).content.decode(), address)


def fill_in(browser, starts, words):
    """Post the words in every field, first without those that take only certain words; how many forms were met."""
    forms = {(where, tuple(sorted(fields))): (where, fields) for where, fields in everywhere(browser, starts)}
    for where, fields in forms.values():
        if where.endswith(LEFT_ALONE):
            continue
        for kept in (NARROW, set()):
            sent = {name: value if value is not None else "" if name.rsplit(".")[-1] in kept else words for name, value in fields.items()}  # fmt: skip
            status = browser.post(where, sent).status_code
            assert status < 500, (where, sent)
    return len(forms)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_whatever_is_typed_anywhere_is_shown_as_text_and_mailed_safely(words, fair, cleo, browser_of, ada):
    link, desk = f"/answer/{token_of(cleo)}", f"/desk/asked/{fair.public_id}"
    browser_of(ada).post(f"{desk}/panel", {"name": words, "address": "eve@panel.example", "affiliation": words})
    starts = [desk, f"{desk}/draft", f"{desk}/panel", f"{desk}/preview", f"{desk}/panelists/{cleo.public_id}/address", "/desk/asked/new", "/desk/members", "/desk/experts"]  # fmt: skip
    assert fill_in(browser_of(ada), starts, words) > 5
    assert fill_in(browser_of(), [link], words) > 0
    for browser, begin in ((browser_of(ada), [*starts, "/desk/asked"]), (browser_of(), [link])):
        for address in crawl(browser, begin):
            response = browser.get(address)
            body = response.getvalue()
            if "html" in response.headers.get("Content-Type", ""):
                hold_no_markup_of_strangers(body.decode())
            if "csv" in response.headers.get("Content-Type", ""):
                hold_no_formula(body.decode("utf-8-sig"))
            assert list(links_in(body.decode("utf-8", "replace"), address)) is not None
    hold_letters_together(fair)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_whatever_a_letter_holds_is_shown_as_text(words, fair, cleo, dmitri, browser_of, ben):
    encoded = base64.b64encode(words.encode()).decode()
    head = f"From: =?utf-8?b?{encoded}?= <eve@evil.example>\nSubject: =?utf-8?b?{encoded}?=\n"
    told = f'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{encoded}\n'
    to, both = reply_address_of(cleo), f"{reply_address_of(cleo)}, {reply_address_of(dmitri)}"
    inbox, desk = Inbox.objects.create(name="x", next_look_at=NOON), browser_of(ben)
    letters = [f"{head}To: {to}\n", f"{head}To: {to}\nAuto-Submitted: auto-replied\n", f"{head}To: {both}\n"]
    for number, letter in enumerate(letters, start=1):
        assert keep(fetched(f"{letter}{told}".encode(), uid=number), inbox, now=NOON)
    pages = [desk.get(address) for address in (f"/desk/asked/{fair.public_id}", "/desk/mail", "/desk/asked")]
    for mail in IncomingMail.objects.all():
        address = (
            f"/desk/asked/{fair.public_id}/mail/{mail.public_id}" if mail.panelist else f"/desk/mail/{mail.public_id}"
        )
        pages += [
            desk.get(address),
            desk.post(address, {"do": "open"}),
            desk.post(address, {"do": "ask", "text": words}),
        ]
    for page in pages:
        assert page.status_code in {200, 302, 422}
        if page.status_code != 302:
            hold_no_markup_of_strangers(page.content.decode())


def hold_no_markup_of_strangers(page):
    tree = LexborHTMLParser(page)
    assert not [one for one in tree.css("script") if not one.attributes.get("src") and "json" not in (one.attributes.get("type") or "")]  # fmt: skip
    assert not tree.css("[onfocus], [onerror], h1 > h1, b")
    assert not [one for one in tree.css("a[href]") if (one.attributes["href"] or "").startswith("javascript:")]


def hold_no_formula(table):
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"} and not cell.lstrip("+-").replace(".", "").isdigit()]  # fmt: skip


def hold_letters_together(asked):
    """Every letter can be written, has our headers alone, and one recipient; none stays in the worker's hands."""
    for letter in Letter.objects.filter(asked=asked):
        message = message_of(letter)
        assert {name.lower() for name in message} <= HEADERS
        assert len(message["To"].addresses) == 1
        assert message.as_bytes()
    Letter.objects.filter(state=LetterState.DRAFT).update(state=LetterState.QUEUED, next_attempt_at=NOON, queued_at=NOON)  # fmt: skip
    send_due(lambda message, _: Accepted(str(len(message.as_bytes()))), now=NOON, most=1000)
    assert not Letter.objects.filter(state__in=[LetterState.QUEUED, LetterState.SENDING]).exists()


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_an_answer_is_kept_as_it_was_typed(words, fair, cleo):
    typed = typed_for(fair, prose=words)
    response = Client().post(f"/answer/{token_of(cleo)}", typed | {"do": "save"})
    assert response.status_code == 302
    assert words.replace("\r\n", "\n") in [text.replace("\r\n", "\n") for text in decode_kept(last_version(cleo).content).fields.values()]  # fmt: skip


def test_a_megabyte_is_refused_with_a_reason_and_stays_in_the_form(fair, cleo):
    words = "Wörter, " * 130_000
    response = Client().post(f"/answer/{token_of(cleo)}", typed_for(fair, prose=words) | {"do": "submit"})
    page = response.content.decode()
    assert response.status_code == 413
    assert "more than 400,000 characters" in page
    assert words in page
    assert last_version(cleo) is None


@pytest.mark.parametrize("body", [b"\xed\xa0\x80", b"%ED%A0%80", b"%00", b"\xff\xfe\x00", b"%C3%28", b"%u0000"])
def test_bytes_that_are_no_text_are_no_error_of_the_program(fair, cleo, body, browser_of, ada):
    name = f"{fair.questions.first().public_id}.prose".encode()
    kind = "application/x-www-form-urlencoded"
    for browser, address, field in (
        (Client(), f"/answer/{token_of(cleo)}", name),
        (Client(), f"/answer/{token_of(cleo)}/decline", b"because"),
        (browser_of(ada), f"/desk/asked/{fair.public_id}/panel", b"name"),
    ):
        sent = field + b"=" + body + b"&do=save"
        assert browser.generic("POST", address, sent, content_type=kind).status_code < 500
        assert browser.get(address).status_code == 200
