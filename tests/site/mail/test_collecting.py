"""What comes into the mailbox: each letter once, whose it is by what cannot be forged, and nothing of it that would open a form."""

import datetime as dt
import email
import json

import pytest
from builders.asked import DEADLINE, asked_roundup, panelist_on, typed_for
from builders.mail import bounce_of, written
from builders.mailbox import fetched
from builders.site import NOON
from django.db import OperationalError
from django.test import Client

from weighin.asking.standing import Standing
from weighin.sealing.receipt_text import receipt_text
from weighin.site import clock
from weighin.site.board.commands import write_reminders
from weighin.site.board.queries import seats_of
from weighin.site.environment import IncomingServer
from weighin.site.mail import collecting, texts
from weighin.site.mail.collecting import AFTER_TROUBLE, LEASE, PAUSE, claim, collect, keep
from weighin.site.mail.imap import by_imap
from weighin.site.mail.letters import send_off, write_letter
from weighin.site.mail.message import message_of
from weighin.site.mail.smtp import Accepted
from weighin.site.mail.worker import send_due
from weighin.site.store.links import renew_link, token_of
from weighin.site.store.models import (
    Inbox,
    IncomingMail,
    JournalEntry,
    LetterKind,
    LetterState,
    MailKind,
    MatchedBy,
)
from weighin.site.store.reply_addresses import panelist_of_address, reply_address_of
from weighin.site.store.versions import receipt_of, submitted_version

QUOTED = "> Will it rain on the fair?\n\nYes, about 70 %.\n\n> Who will come?\n\nEverybody.\n"
LATER = NOON + 2 * PAUSE


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def sent(fair, cleo, ben):
    """The invitation to Cleo, as it went; and the message that it went as."""
    letter = write_letter(LetterKind.INVITATION, cleo, texts.invitation(cleo, now=NOON), by=ben, now=NOON)
    send_off([letter], asked=fair, by=ben, now=NOON)
    went = []
    send_due(lambda message, _: went.append(message) or Accepted("250 taken"), now=NOON)
    letter.refresh_from_db()
    letter.went = went[0]
    return letter


@pytest.fixture
def come(db, settings):
    """Letters come, without the way through a server."""
    settings.INCOMING_MAIL = IncomingServer(host="127.0.0.1", port=1, user="panel", password="x")
    settings.REPLY_ADDRESS = "panel+*@courant.example"
    inbox = Inbox.objects.create(name="x", next_look_at=NOON)

    def arrive(*letters, **more):
        return [keep(fetched(letter, uid=number, **more), inbox, now=NOON) for number, letter in enumerate(letters, 1)]

    return arrive


def collected(mailbox, now=LATER):
    return collect(mailbox.fetch, name=mailbox.server.name, now=now)


def standing(panelist):
    return next(seat for seat in seats_of(panelist.asked, now=NOON) if seat.panelist.pk == panelist.pk)


def test_a_letter_asks_for_replies_to_an_address_of_the_panelists_own(come, sent, cleo, dmitri):
    [to] = sent.went["Reply-To"].addresses
    assert panelist_of_address(to.addr_spec.upper()) == cleo
    assert panelist_of_address(reply_address_of(dmitri)) == dmitri
    assert len(to.username) <= 64
    for wrong in ("panel@courant.example", to.addr_spec[1:], f"panel+{cleo.public_id}@courant.example", "panel+*@courant.example"):  # fmt: skip
        assert panelist_of_address(wrong) is None
    mixed = reply_address_of(dmitri).replace(dmitri.public_id, cleo.public_id)
    assert panelist_of_address(mixed) is None
    renew_link(cleo)
    cleo.save()
    assert panelist_of_address(to.addr_spec) is None


def test_without_a_mailbox_letters_ask_for_no_such_thing(sent):
    assert sent.went["Reply-To"] is None


def test_a_reply_is_kept_once_as_it_came_and_the_mailbox_is_left_as_it_was(mailbox, sent, cleo):
    letter = written(QUOTED, to=reply_address_of(cleo))
    mailbox.put(letter, at=NOON + dt.timedelta(seconds=30))
    assert collected(mailbox) == 1
    [mail] = IncomingMail.objects.all()
    assert (mail.kind, mail.matched_by, mail.answers_found, mail.is_whole) == (MailKind.REPLY, MatchedBy.REPLY_ADDRESS, 2, True)  # fmt: skip
    assert (mail.panelist, mail.outlet, mail.from_address) == (cleo, cleo.asked.outlet, "cleo@panel.example")
    assert mail.received_at == NOON + dt.timedelta(seconds=30)
    assert b"Yes, about 70 %." in bytes(mail.content)
    assert not cleo.versions.exists()
    assert mailbox.flags() == [b"1 (FLAGS (\\Recent))"] or b"Seen" not in mailbox.flags()[0]
    assert collected(mailbox, LATER + PAUSE) == 0
    told = json.loads(JournalEntry.objects.get(event="mail received").about)
    assert told == {
        "panelist": cleo.public_id,
        "mail": mail.public_id,
        "kind": "reply",
        "matched by": "reply address",
        "asked": cleo.asked.public_id,
    }


def test_the_letter_that_it_names_says_whose_it_is(come, sent, cleo):
    come(written("When is it?", sender="private@home.example", In_Reply_To=sent.message_id))
    come(written("And where?", References=f"<x@y.example> {sent.message_id}"))
    for mail in IncomingMail.objects.all():
        assert (mail.kind, mail.matched_by, mail.panelist, mail.letter) == (MailKind.MESSAGE, MatchedBy.LETTER, cleo, sent)  # fmt: skip


def test_a_forged_sender_is_nobody(come, sent, cleo, ada):
    come(written(QUOTED, sender="Cleo Maris <cleo@panel.example>", In_Reply_To="<guessed@courant.example>"))
    [mail] = IncomingMail.objects.all()
    assert (mail.panelist, mail.matched_by, mail.outlet) == (None, MatchedBy.NOTHING, ada.outlet)
    assert not JournalEntry.objects.filter(event="mail received").exists()


def test_of_two_outlets_neither_is_shown_what_fits_nobody_and_nothing_of_it_is_kept(come, sent, olga):
    come(written("To whom it may concern"))
    assert not IncomingMail.objects.exists()
    assert Inbox.objects.get().last_uid > 0


def test_each_outlet_gets_its_own(come, cleo, olga):
    erin = panelist_on(asked_roundup(olga, title="The regatta"), "Erin Dahl")
    come(written("x", to=reply_address_of(erin)), written("y", to=reply_address_of(cleo)))
    assert {mail.panelist: mail.outlet for mail in IncomingMail.objects.all()} == {erin: olga.outlet, cleo: cleo.asked.outlet}  # fmt: skip


def test_what_went_to_two_panelists_addresses_is_neithers(come, cleo, dmitri, ada):
    come(written(QUOTED, to=reply_address_of(cleo), Cc=reply_address_of(dmitri)))
    assert (IncomingMail.objects.get().panelist, IncomingMail.objects.get().outlet) == (None, ada.outlet)


def test_a_bounce_marks_the_address_and_holds_reminders_back(come, sent, cleo, fair, ben):
    reminder = write_letter(LetterKind.REMINDER, cleo, texts.reminder(cleo), by=ben, now=NOON)
    send_off([reminder], asked=fair, by=ben, now=NOON)
    assert standing(cleo).may_be_reminded
    come(bounce_of(sent.went))
    mail = IncomingMail.objects.get()
    assert (mail.kind, mail.letter, mail.panelist) == (MailKind.BOUNCE, sent, cleo)
    assert mail.told == "cleo@panel.example: 550 5.1.1 no such mailbox"
    assert (standing(cleo).standing, standing(cleo).may_be_reminded) == (Standing.BOUNCED, False)
    assert write_reminders(fair, by=ben, now=NOON) == 0
    assert send_due(lambda *_: Accepted("250 taken"), now=LATER) == 0
    reminder.refresh_from_db()
    assert (reminder.state, reminder.server_said) == (LetterState.DISCARDED, "not sent: letters to this address come back")  # fmt: skip


def test_who_began_by_the_link_is_not_called_bounced_but_gets_no_reminder(come, sent, cleo):
    cleo.started_at = NOON
    cleo.save(update_fields=["started_at"])
    come(bounce_of(sent.message_id))
    assert (standing(cleo).standing, standing(cleo).may_be_reminded) == (Standing.STARTED, False)


@pytest.mark.parametrize("change", ["another address", "set aside"])
def test_another_address_or_an_editors_word_ends_a_bounce(come, sent, cleo, ben, change):
    come(bounce_of(sent.message_id))
    if change == "set aside":
        IncomingMail.objects.update(settled_at=NOON, settled_by=ben, outcome="set aside")
    else:
        cleo.address = "cleo@home.example"
        cleo.save(update_fields=["address"])
    assert (standing(cleo).standing, standing(cleo).may_be_reminded) == (Standing.INVITED, True)


@pytest.mark.parametrize("original", ["<guessed@courant.example>", "<0@courant.example>"])
def test_a_forged_bounce_silences_nobody(come, sent, cleo, original):
    come(bounce_of(original))
    assert IncomingMail.objects.get().panelist is None
    assert standing(cleo).may_be_reminded


def test_a_bounce_of_a_letter_that_never_went_out_is_nobodys(come, cleo, ben):
    draft = write_letter(LetterKind.MESSAGE, cleo, texts.Written("x", "y"), by=ben, now=NOON)
    come(bounce_of(draft.message_id))
    assert IncomingMail.objects.get().panelist is None


def test_a_delay_is_a_note_and_no_more(come, sent, cleo):
    come(bounce_of(sent.message_id, action="delayed", status="4.4.1"))
    assert IncomingMail.objects.get().kind == MailKind.DELAY
    assert standing(cleo).may_be_reminded


def test_an_automatic_reply_is_a_note_and_never_an_answer(come, sent, cleo):
    come(written(QUOTED, subject="Out of office", In_Reply_To=sent.message_id, Auto_Submitted="auto-replied"))
    mail = IncomingMail.objects.get()
    assert (mail.kind, mail.answers_found, mail.panelist) == (MailKind.AUTOMATIC, 0, cleo)
    assert standing(cleo).may_be_reminded


def test_links_and_receipts_that_a_letter_quotes_are_not_kept(come, sent, cleo, fair):
    Client().post(f"/answer/{token_of(cleo)}", typed_for(fair) | {"do": "submit"})
    receipt = receipt_text(receipt_of(submitted_version(cleo)))
    link, proof = token_of(cleo), reply_address_of(cleo)
    broken = f"{link[:20]}=\n> {link[20:]}"
    quoted = f"Yes.\n> http://127.0.0.1:8000/answer/{link}\n> …/answer/{broken}\n> {receipt.replace(chr(10), chr(10) + '> ')}"
    answer = written(quoted, to=proof, List_Unsubscribe=f"<http://127.0.0.1:8000/answer/{link}/reminders>")
    answer.add_alternative(f"<a href='http://127.0.0.1:8000/answer/{link}'>x</a>", subtype="html")
    come(answer, bounce_of(sent.went))
    nonce = next(line for line in receipt.splitlines() if line.startswith("Nonce")).split()[1:]
    for mail in IncomingMail.objects.all():
        kept = collecting.look_at(bytes(mail.content))
        parts = [part.get_payload(decode=True) or b"" for part in parts_of(mail)]
        everything = bytes(mail.content) + b"".join(parts) + mail.told.encode() + mail.subject.encode()
        assert kept.flaw == ""
        for secret in (link, link[20:], proof.split("@")[0][-26:], " ".join(nonce)):
            assert secret.encode() not in everything
            assert secret.lower().encode() not in everything.lower()


def parts_of(mail):
    return [part for part in email.message_from_bytes(bytes(mail.content)).walk() if not part.is_multipart()]


def test_a_crash_between_two_letters_loses_none_and_doubles_none(mailbox, cleo, monkeypatch):
    mailbox.put(*(written(f"Letter {number}", to=reply_address_of(cleo)) for number in range(3)))
    real, seen = collecting.enter, []

    def crash(*arguments, **more):
        seen.append(1)
        if len(seen) == 2:
            raise OperationalError
        return real(*arguments, **more)

    monkeypatch.setattr(collecting, "enter", crash)
    with pytest.raises(OperationalError):
        collected(mailbox)
    assert IncomingMail.objects.count() == 1
    assert collected(mailbox, LATER + PAUSE) == 0  # the lease of the worker that died
    assert collected(mailbox, LATER + LEASE) == 2
    assert IncomingMail.objects.count() == 3


def test_one_worker_reads_at_a_time(mailbox, cleo):
    mailbox.put(written("x", to=reply_address_of(cleo)))
    assert claim(mailbox.server.name, now=LATER)
    assert collected(mailbox) == 0
    assert claim(mailbox.server.name, now=LATER + LEASE)


def test_a_mailbox_that_counts_anew_brings_nothing_twice(mailbox, cleo):
    mailbox.put(written("x", to=reply_address_of(cleo)))
    collected(mailbox)
    Inbox.objects.update(validity=1, last_uid=10**6)
    mailbox.put(written("y", to=reply_address_of(cleo)))
    assert collected(mailbox, LATER + PAUSE) == 1
    assert IncomingMail.objects.count() == 2


def test_what_lay_in_the_mailbox_before_any_letter_went_out_is_left_alone(mailbox, sent, cleo):
    mailbox.put(written("Old", to=reply_address_of(cleo)), at=NOON - dt.timedelta(days=9))
    mailbox.put(written("New", to=reply_address_of(cleo)))
    assert collected(mailbox) == 1


def test_fifty_megabytes_are_not_fetched_and_the_board_is_told(mailbox, cleo):
    head = written("x", to=reply_address_of(cleo)).as_bytes()
    mailbox.put(head + b"wort " * 10_000_000)
    assert collected(mailbox) == 1
    mail = IncomingMail.objects.get()
    assert (mail.panelist, mail.is_whole, mail.kind) == (cleo, False, MailKind.MESSAGE)
    assert mail.size > 50_000_000
    assert len(mail.content) < 100_000
    assert "too large" in mail.told


def test_what_is_made_to_do_harm_is_told_and_nothing_of_it_is_kept(come, cleo, ada):
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(10_000))
    assert come(f"To: {reply_address_of(cleo)}\n".encode() + nested) == [True]
    mail = IncomingMail.objects.get()
    assert (mail.panelist, mail.outlet, mail.content) == (None, ada.outlet, None)
    assert "made to do harm" in mail.told


@pytest.mark.parametrize(
    ("change", "said"),
    [({"port": 1}, "refused"), ({"password": "wrong"}, ""), ({"folder": "none"}, ""), ({"needs_tls": True}, "no TLS")],
)
def test_a_mailbox_that_cannot_be_read_is_told_without_the_password_and_tried_again(db, mailbox, change, said):
    known = {name: getattr(mailbox.server, name) for name in IncomingServer.__struct_fields__}
    server = IncomingServer(**(known | change))
    assert collect(by_imap(server), name=server.name, now=NOON) == 0
    inbox = Inbox.objects.get()
    assert inbox.trouble
    assert said in inbox.trouble
    assert server.password not in inbox.trouble
    assert inbox.next_look_at == NOON + AFTER_TROUBLE
    assert inbox.looked_at is None


def test_one_who_floods_fills_no_more_than_their_share(come, cleo, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_OF_ONE", 2)
    assert come(*(written(f"{n}", to=reply_address_of(cleo)) for n in range(4))) == [True, True, False, False]
    assert Inbox.objects.get().last_uid == 4


def test_nothing_comes_from_the_future(come, cleo):
    come(written("x", to=reply_address_of(cleo)), at=DEADLINE)
    assert IncomingMail.objects.get().received_at == NOON


def test_a_letter_as_it_goes_out_is_known_again_when_it_comes_back(come, cleo, ben):
    letter = write_letter(LetterKind.MESSAGE, cleo, texts.Written("x", "y"), by=ben, now=NOON)
    assert panelist_of_address(message_of(letter)["Reply-To"].addresses[0].addr_spec) == cleo
