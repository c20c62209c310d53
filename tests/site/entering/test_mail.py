"""Mail that came in: what the board shows of it, what an editor makes of it, and what nobody sees before the close."""

import datetime as dt
import json

import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on, typed_for
from builders.documents import word_package, word_paragraph
from builders.mail import bounce_of, written
from builders.mailbox import fetched, kept_mail
from builders.site import NOON
from django.test import Client

from weighin.asking.kept import decode_kept
from weighin.record.judgements import ProbabilityJudgement
from weighin.site import clock
from weighin.site.directory.erasure import erase_expert
from weighin.site.environment import IncomingServer
from weighin.site.mail.collecting import keep
from weighin.site.mail.letters import write_letter
from weighin.site.mail.message import message_of
from weighin.site.mail.texts import Written
from weighin.site.store.letters import LINK
from weighin.site.store.links import token_of
from weighin.site.store.models import (
    Inbox,
    IncomingMail,
    JournalEntry,
    Letter,
    LetterKind,
    LetterState,
    MailKind,
    MatchedBy,
    Request,
)
from weighin.site.store.reply_addresses import reply_address_of
from weighin.site.store.versions import submitted_version

QUOTED = "> Will it rain on the fair?\n\nYes, about 70 %, cormorants say.\n\n> Who will come?\n\nEverybody.\n"
LATER = NOON + dt.timedelta(hours=2)


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(LATER)
    return set_to


@pytest.fixture
def come(db, at, settings):
    settings.INCOMING_MAIL = IncomingServer(host="127.0.0.1", port=1, user="panel", password="x")
    settings.REPLY_ADDRESS = "panel+*@courant.example"
    inbox = Inbox.objects.create(name=settings.INCOMING_MAIL.name, next_look_at=NOON)

    def arrive(letter, *, when=NOON + dt.timedelta(hours=1)):
        assert keep(fetched(letter, at=when), inbox, now=max(when, clock.now()))
        return IncomingMail.objects.order_by("-pk").first()

    return arrive


@pytest.fixture
def reply(come, cleo):
    return come(written(QUOTED, to=reply_address_of(cleo), subject="Re: cormorants"))


@pytest.fixture
def desk(browser_of, ben):
    return browser_of(ben)


def address_of(mail):
    panelist = mail.panelist
    return (
        f"/desk/asked/{panelist.asked.public_id}/mail/{mail.public_id}" if panelist else f"/desk/mail/{mail.public_id}"
    )


def do(desk, mail, deed, **typed):
    return desk.post(address_of(mail), {"do": deed} | typed)


def board(browser, asked):
    return browser.get(f"/desk/asked/{asked.public_id}").content.decode()


def events(*names):
    return list(JournalEntry.objects.filter(event__in=names).values_list("event", flat=True))


def test_the_board_says_that_a_reply_came_and_nothing_of_what_it_says(reply, fair, browser_of, ben, vera, ada):
    for member in (ben, vera, ada):
        page = board(browser_of(member), fair)
        assert "Cleo Maris replied: 2 answers found" in " ".join(page.split())
        assert "sent from the address that we have" in page
        assert "cormorants" not in page
    assert address_of(reply) not in board(browser_of(vera), fair)


def test_a_get_shows_no_word_of_it_and_changes_nothing(reply, desk):
    before = (list(IncomingMail.objects.values()), JournalEntry.objects.count())
    response = desk.get(address_of(reply))
    assert "Open it" in response.content.decode()
    assert "cormorants" not in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert (list(IncomingMail.objects.values()), JournalEntry.objects.count()) == before


def test_who_opens_it_is_kept_and_told_on_the_board(reply, desk, fair, ben, cleo):
    page = do(desk, reply, "open").content.decode()
    assert "cormorants say" in page
    assert 'value="70"' in page
    reply.refresh_from_db()
    assert (reply.opened_by, reply.opened_at) == (ben, LATER)
    do(desk, reply, "open")
    assert events("mail opened") == ["mail opened", "mail opened"]
    assert "cormorants" not in "".join(JournalEntry.objects.values_list("about", flat=True))
    assert "opened by Ben" in " ".join(board(desk, fair).split())
    assert not cleo.versions.exists()


def test_what_it_answers_is_entered_as_received_when_it_reached_the_mailbox(reply, desk, fair, cleo, ben, at):
    at(DEADLINE + A_SECOND)
    assert do(desk, reply, "enter", **typed_for(fair, probability="70")).status_code == 302
    version = submitted_version(cleo)
    assert (version.arrival, version.entered_by, version.on_time) == ("mail", ben, True)
    assert version.received_at == NOON + dt.timedelta(hours=1)
    assert decode_kept(version.content).answers.given[0].judgement == ProbabilityJudgement(probability=0.7)
    assert cleo.letters.filter(kind=LetterKind.RECEIPT).count() == 1
    reply.refresh_from_db()
    assert (reply.outcome, reply.settled_by) == ("entered", ben)
    assert "Came by mail" not in board(desk, fair)


def test_what_came_late_is_entered_as_late(come, desk, cleo, fair, at):
    at(DEADLINE + dt.timedelta(hours=1))
    late = come(written(QUOTED, to=reply_address_of(cleo)), when=DEADLINE + A_SECOND)
    assert "late" in desk.get(address_of(late)).content.decode()
    do(desk, late, "enter", **typed_for(fair))
    assert submitted_version(cleo).on_time is False


def test_once_it_is_entered_nobody_sees_it_before_the_close_and_then_they_may(reply, desk, fair, at):
    do(desk, reply, "enter", **typed_for(fair))
    for deed in ("open", "file", "enter", "ask"):
        refused = do(desk, reply, deed, **typed_for(fair), wish="other", text="x")
        assert refused.status_code == 409
        assert "cormorants" not in refused.content.decode()
    assert Request.objects.count() == 0
    at(DEADLINE + A_SECOND)
    assert "cormorants" in do(desk, reply, "open").content.decode()


def test_what_does_not_fit_is_told_and_what_was_typed_stays(reply, desk, fair, cleo):
    first = fair.questions.first().public_id
    refused = do(desk, reply, "enter", **typed_for(fair) | {f"{first}.probability": "much"})
    assert refused.status_code == 422
    assert 'value="much"' in refused.content.decode()
    assert not cleo.versions.exists()


def test_what_the_panelist_did_later_holds(reply, desk, fair, cleo):
    Client().post(f"/answer/{token_of(cleo)}", typed_for(fair, probability="5") | {"do": "submit"})
    refused = do(desk, reply, "enter", **typed_for(fair))
    assert refused.status_code == 409
    assert "submitted other answers" in refused.content.decode()
    reply.refresh_from_db()
    assert reply.settled_at is None


def test_what_asks_something_becomes_a_request_in_the_words_that_the_editor_chose(
    come, desk, cleo, fair, vera, browser_of
):
    mail = come(written("Could I have until Friday?", to=reply_address_of(cleo)))
    assert mail.kind == MailKind.MESSAGE
    assert "no answer was found in it" in board(desk, fair)
    opened = do(desk, mail, "open").content.decode()
    assert "Could I have until Friday?" in opened
    assert do(desk, mail, "ask", wish="more time", text=" ").status_code == 422
    assert do(desk, mail, "ask", wish="more time", text="Could I have until Friday?").status_code == 302
    assert "Could I have until Friday?" in board(browser_of(vera), fair)
    assert (Request.objects.get().wish, Request.objects.get().asked_at) == ("more time", mail.received_at)
    assert do(desk, mail, "ask", wish="more time", text="Again").status_code == 409


def test_set_aside_is_off_the_board_and_twice_is_once(reply, desk, fair):
    for _ in range(2):
        assert do(desk, reply, "aside").status_code == 302
    assert events("mail settled") == ["mail settled"]
    assert "Came by mail" not in board(desk, fair)


def test_the_file_is_saved_and_never_shown(reply, desk):
    file = do(desk, reply, "file")
    assert file.headers["Content-Type"] == "message/rfc822"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert b"cormorants" in file.content
    assert events("mail opened") == ["mail opened"]


def test_another_sender_is_told_loudly(come, desk, cleo, fair):
    come(written(QUOTED, to=reply_address_of(cleo), sender="eve@evil.example"))
    assert "sent from another address: eve@evil.example" in board(desk, fair)


def test_a_bounce_is_shown_with_what_the_server_said_and_can_be_set_aside(come, desk, cleo, fair, ben):
    letter = write_letter(LetterKind.INVITATION, cleo, Written("x", "y"), by=ben, now=NOON)
    Letter.objects.update(state=LetterState.SENT, finished_at=NOON)
    mail = come(bounce_of(letter.message_id))
    page = " ".join(board(desk, fair).split())
    assert "A letter to Cleo Maris came back" in page
    assert "550 5.1.1 no such mailbox" in page
    assert '<span class="tag">bounced</span>' in page
    opened = do(desk, mail, "open").content.decode()
    assert "Your message could not be delivered." in opened
    assert "Enter it for" not in opened
    assert do(desk, mail, "enter", **typed_for(fair)).status_code == 409
    do(desk, mail, "aside")
    assert '<span class="tag">bounced</span>' not in board(desk, fair)


def test_whoever_opens_what_came_back_or_quotes_a_letter_gets_no_link(come, desk, cleo, ben):
    letter = write_letter(LetterKind.INVITATION, cleo, Written("x", LINK), by=ben, now=NOON)
    Letter.objects.update(state=LetterState.SENT, finished_at=NOON)
    link = token_of(cleo)
    document = word_package(word_paragraph(f"You wrote: http://127.0.0.1:8000/answer/{link}"))
    with_document = written(f"> http://127.0.0.1:8000/answer/{link}\n\nYes.", to=reply_address_of(cleo))
    with_document.add_attachment(document, maintype="application", subtype="octet-stream", filename="a.docx")
    for came in (bounce_of(message_of(letter)), with_document):
        page = do(desk, come(came), "open").content.decode()
        assert "[struck out]" in page
        assert link not in page


def test_an_automatic_reply_stands_beside_its_panelist_and_cannot_be_entered(come, desk, cleo, fair):
    mail = come(written("Back on Monday.", to=reply_address_of(cleo), subject="Out of office: the fair"))
    page = board(desk, fair)
    assert "Out of office: the fair" in page
    assert "Back on Monday." in page
    assert do(desk, mail, "enter", **typed_for(fair)).status_code == 409
    assert not cleo.versions.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("cleo@panel.example", "the address that they have"),
        ("dmitri@panel.example", "omebody on the panel"),
        ("x", "valid"),
    ],
)
def test_an_address_that_will_not_do_is_refused_and_stays_in_the_form(desk, cleo, dmitri, at, typed, said):
    refused = desk.post(f"/desk/asked/{cleo.asked.public_id}/panelists/{cleo.public_id}/address", {"address": typed})
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert f'value="{typed}"' in refused.content.decode()


def test_another_address_settles_what_came_back_and_drafts_an_invitation(desk, cleo, fair, come, ben):
    letter = write_letter(LetterKind.INVITATION, cleo, Written("x", "y"), by=ben, now=NOON)
    Letter.objects.update(state=LetterState.SENT, finished_at=NOON)
    come(bounce_of(letter.message_id))
    address = f"/desk/asked/{fair.public_id}/panelists/{cleo.public_id}/address"
    assert desk.post(address, {"address": "cleo@home.example"}).status_code == 302
    cleo.refresh_from_db()
    assert cleo.address == "cleo@home.example"
    assert IncomingMail.objects.get().outcome == "set aside"
    draft = Letter.objects.get(state=LetterState.DRAFT)
    assert (draft.kind, draft.to_address) == (LetterKind.INVITATION, "cleo@home.example")
    about = json.loads(JournalEntry.objects.get(event="address of a panelist changed").about)
    assert about == {"panelist": cleo.public_id, "asked": fair.public_id}
    assert '<span class="tag">bounced</span>' not in board(desk, fair)


def test_what_fits_nobody_is_listed_for_editors_and_given_to_somebody_by_one(  # noqa: PLR0917 - the cast of it
    come, desk, browser_of, vera, cleo, fair, ben
):
    mail = come(written(QUOTED, sender="cleo@home.example", subject="My answers"))
    assert browser_of(vera).get("/desk/mail").status_code == 403
    assert "My answers" in desk.get("/desk/mail").content.decode()
    assert "Mail that fits nobody: 1" in desk.get("/desk/asked").content.decode()
    assert "cormorants" not in desk.get(address_of(mail)).content.decode()
    assert "cormorants" in do(desk, mail, "open").content.decode()
    assert do(desk, mail, "assign").status_code == 422
    given = do(desk, mail, "assign", panelist=cleo.public_id)
    mail.refresh_from_db()
    assert given.headers["Location"] == address_of(mail)
    assert (mail.panelist, mail.matched_by, mail.kind, mail.answers_found) == (
        cleo,
        MatchedBy.EDITOR,
        MailKind.REPLY,
        2,
    )
    assert "an editor, who said whose it is" in " ".join(board(desk, fair).split())
    assert desk.get(f"/desk/mail/{mail.public_id}").status_code == 404
    assert do(desk, mail, "enter", **typed_for(fair)).status_code == 302
    assert events("mail assigned", "mail opened", "mail settled") == ["mail opened", "mail assigned", "mail settled"]


def test_it_cannot_be_given_to_another_outlets_panelist(come, desk, olga, ada):
    mail = kept_mail(ada.outlet)
    erin = panelist_on(asked_roundup(olga, title="The regatta"), "Erin Dahl")
    refused = do(desk, mail, "assign", panelist=erin.public_id)
    assert refused.status_code == 422
    assert "Erin" not in refused.content.decode()
    mail.refresh_from_db()
    assert mail.panelist is None


def test_a_mailbox_that_cannot_be_read_is_told_to_editors(come, desk):
    Inbox.objects.update(trouble="imap.example:993: refused")
    for address in ("/desk/asked", "/desk/mail"):
        assert "imap.example:993: refused" in desk.get(address).content.decode()


def test_erasing_a_person_erases_what_came_by_mail_and_it_is_not_read_again(come, ines, ada, fair):
    seat = panelist_on(fair, "Ines Holt", expert=ines, address="ines@harbour.example")
    letters = [
        written("Zanzibar is dry.", to=reply_address_of(seat), sender="ines@harbour.example"),
        written("Zanzibar, again.", sender="Ines@harbour.example"),
    ]
    for letter in letters:
        come(letter)
    erase_expert(ines, by=ada, now=LATER)
    for mail in IncomingMail.objects.all():
        assert mail.settled_by == ada  # so that no page lists it
        assert (mail.content, mail.from_name, mail.from_address, mail.subject, mail.told) == (None, "", "", "", "")
    inbox = Inbox.objects.get()
    assert [keep(fetched(letter), inbox, now=LATER) for letter in letters] == [False, False]
    assert keep(fetched(written("Zanzibar!", to=reply_address_of(seat))), inbox, now=LATER)  # their address has ended
    assert IncomingMail.objects.order_by("-pk").first().panelist is None


def test_what_somebody_is_given_about_themselves_holds_their_mail_after_the_close(come, desk, ines, fair, at):
    seat = panelist_on(fair, "Ines Holt", expert=ines, address="ines@harbour.example")
    come(written("Zanzibar is dry.", to=reply_address_of(seat), subject="Re: Zanzibar"))
    address = f"/desk/experts/{ines.public_id}/everything.json"
    before = desk.post(address).content.decode()
    assert "matched_by" in before
    assert "Zanzibar" not in before
    at(DEADLINE + A_SECOND)
    assert "Zanzibar is dry." in desk.post(address).content.decode()
