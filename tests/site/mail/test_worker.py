"""Sending: by a real SMTP server, whatever happens in the dialogue."""

import datetime as dt
import email
import socket
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from builders.asked import A_SECOND, DEADLINE, typed_for
from builders.site import NOON
from django.test import override_settings

from weighin.asking.form import answers_from
from weighin.site.environment import MailServer
from weighin.site.mail import texts
from weighin.site.mail.letters import change_letter, discard, send_again, send_off, write_letter
from weighin.site.mail.mailbox import into_folder, letters_in
from weighin.site.mail.smtp import Accepted, NotYet, by_smtp
from weighin.site.mail.worker import LEASE, MOST_ATTEMPTS, claim_next, find_perhaps_sent, send_due
from weighin.site.reply.commands import decline, stop_reminders, submit_answers
from weighin.site.store.letters import LINK
from weighin.site.store.links import token_of
from weighin.site.store.models import JournalEntry, Letter, LetterKind, LetterState
from weighin.site.store.questions import questions_of

SENDER = "panel@courant.example"


class Server:
    """A mail server that keeps what it takes, and answers as it is told to."""

    def __init__(self):
        self.taken = []
        self.answers = {}
        self.hangs_up_at = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - aiosmtpd's names
        if "rcpt" in self.answers:
            return self.answers["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - aiosmtpd's names
        if self.hangs_up_at == "data":
            server.transport.close()
            return "250 never heard"
        self.taken.append(envelope)
        if self.hangs_up_at == "after":
            server.transport.close()
        return self.answers.get("data", "250 taken as 42")


@pytest.fixture
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = Server()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    kept.deliver = by_smtp(MailServer(host="127.0.0.1", port=port), sender=SENDER)
    yield kept
    controller.stop()


@pytest.fixture
def letter(cleo, ben):
    return write_letter(LetterKind.INVITATION, cleo, texts.invitation(cleo, now=NOON), by=ben, now=NOON)


@pytest.fixture
def sent_off(letter, fair, ben):
    send_off([letter], asked=fair, by=ben, now=NOON)
    letter.refresh_from_db()
    return letter


def state_of(letter):
    letter.refresh_from_db()
    return letter.state


def test_a_draft_is_not_sent(server, letter):
    assert send_due(server.deliver, now=NOON) == 0
    assert not server.taken


def test_what_is_sent_off_arrives_with_the_personal_link_and_a_calendar_file(server, sent_off, cleo):
    assert send_due(server.deliver, now=NOON) == 1
    [envelope] = server.taken
    assert envelope.mail_from == SENDER
    assert envelope.rcpt_tos == ["cleo@panel.example"]
    message = email.message_from_bytes(envelope.content, policy=default)
    assert message["Message-ID"] == sent_off.message_id
    link = f"http://127.0.0.1:8000/answer/{token_of(cleo)}"
    assert link in message.get_body(["plain"]).get_content()
    assert f'<a href="{link}">' in message.get_body(["html"]).get_content()
    [calendar] = message.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert "DTEND:20261201T120000Z" in calendar.get_content()
    assert message["List-Unsubscribe"] == f"<{link}/reminders>"
    assert f"List-Unsubscribe: <{link}/reminders>\r\n".encode() in envelope.content  # as mail programs read it
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert state_of(sent_off) == LetterState.SENT
    assert sent_off.server_said == "250 taken as 42"
    cleo.refresh_from_db()
    assert cleo.invited_at == NOON


def test_the_link_stands_in_no_row(sent_off, cleo, server):
    send_due(server.deliver, now=NOON)
    sent_off.refresh_from_db()
    assert token_of(cleo) not in sent_off.text
    assert LINK in sent_off.text


def test_a_letter_is_sent_once(server, sent_off):
    for _ in range(3):
        send_due(server.deliver, now=NOON)
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@straße.example", "ada@xn--strae-oqa.example"),
        ("ada@서울.example", "ada@xn--2i4bq6h.example"),
        ('"a b"@panel.example', '"a b"@panel.example'),
    ],
)
def test_a_domain_of_other_letters_is_reached_by_its_name_in_ascii(server, sent_off, address, reached):
    Letter.objects.update(to_address=address)
    assert send_due(server.deliver, now=NOON) == 1
    [envelope] = server.taken
    assert envelope.rcpt_tos == [reached]
    assert email.message_from_bytes(envelope.content, policy=default)["To"].addresses[0].addr_spec == reached


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\t", "\u2028"])
def test_a_line_end_in_a_name_begins_no_header_and_keeps_no_letter(server, sent_off, end):
    Letter.objects.update(to_name=f"Cleo{end}Bcc: eve@evil.example")
    assert send_due(server.deliver, now=NOON) == 1
    [envelope] = server.taken
    message = email.message_from_bytes(envelope.content, policy=default)
    assert message["Bcc"] is None
    assert message["To"].addresses[0].display_name == "Cleo Bcc: eve@evil.example"


@pytest.mark.parametrize("address", ["müller@panel.example", "a..b@panel.example", "ada@-ü.example", "ada@ü ü.example", "ada", "@"])  # fmt: skip
def test_an_address_that_no_server_takes_fails_for_good_and_stops_no_other_letter(server, sent_off, dmitri, fair, ben, address):  # fmt: skip
    Letter.objects.update(to_address=address)
    other = write_letter(LetterKind.INVITATION, dmitri, texts.Written("Hello", "Do."), by=ben, now=NOON)
    send_off([other], asked=fair, by=ben, now=NOON)
    assert send_due(server.deliver, now=NOON) == 1
    assert state_of(sent_off) == LetterState.FAILED
    assert sent_off.server_said.startswith(f"no letter can be sent to {address}")
    assert state_of(other) == LetterState.SENT


def test_a_lease_runs_from_when_its_own_letter_is_sent(sent_off, dmitri, fair, ben):
    other = write_letter(LetterKind.INVITATION, dmitri, texts.Written("Hello", "Do."), by=ben, now=NOON)
    send_off([other], asked=fair, by=ben, now=NOON)
    times, leases = [NOON], []

    def slow(_message, _address):
        leases.append(Letter.objects.get(state=LetterState.SENDING).claimed_until)
        times.append(times[-1] + LEASE - A_SECOND)
        assert find_perhaps_sent(now=times[-1]) == 0  # another worker looks, just before this one is done
        return Accepted("250 taken")

    assert send_due(slow, now=NOON, clock=lambda: times[-1]) == 2
    assert leases == [NOON + LEASE, NOON + 2 * LEASE - A_SECOND]


def test_a_refused_address_fails_for_good_and_says_why(server, sent_off):
    server.answers["rcpt"] = "550 no such panelist"
    send_due(server.deliver, now=NOON)
    assert state_of(sent_off) == LetterState.FAILED
    assert sent_off.server_said == "550 no such panelist"


def test_not_now_is_tried_again_later_and_given_up_in_the_end(server, sent_off):
    server.answers["rcpt"] = "451 come back"
    now = NOON
    for _ in range(MOST_ATTEMPTS):
        assert state_of(sent_off) == LetterState.QUEUED
        send_due(server.deliver, now=now - dt.timedelta(seconds=1))
        send_due(server.deliver, now=now)
        sent_off.refresh_from_db()
        now = sent_off.next_attempt_at
    assert state_of(sent_off) == LetterState.FAILED
    assert sent_off.attempts == MOST_ATTEMPTS
    assert "451 come back" in sent_off.server_said


@pytest.mark.parametrize("moment", ["data", "after"])
def test_a_line_that_breaks_after_the_letter_was_handed_over_leaves_it_perhaps_sent(server, sent_off, moment):
    server.hangs_up_at = moment
    send_due(server.deliver, now=NOON)
    assert state_of(sent_off) == LetterState.PERHAPS_SENT
    server.hangs_up_at = None
    send_due(server.deliver, now=NOON + dt.timedelta(days=1))
    assert len(server.taken) == (1 if moment == "after" else 0)


def test_a_worker_that_dies_over_a_letter_leaves_it_perhaps_sent_and_never_twice(server, sent_off):
    claim_next(now=NOON)  # and then the power goes
    assert send_due(server.deliver, now=NOON + LEASE) == 0
    assert state_of(sent_off) == LetterState.SENDING
    assert find_perhaps_sent(now=NOON + 2 * LEASE) == 1
    assert state_of(sent_off) == LetterState.PERHAPS_SENT
    assert send_due(server.deliver, now=NOON + 3 * LEASE) == 0
    assert not server.taken


def test_an_editor_may_send_it_again(server, sent_off, ben):
    claim_next(now=NOON)
    find_perhaps_sent(now=NOON + 2 * LEASE)
    send_again(sent_off, by=ben, now=NOON + 2 * LEASE)
    assert send_due(server.deliver, now=NOON + 2 * LEASE) == 1
    assert JournalEntry.objects.filter(event="letters sent off").count() == 2


def test_a_server_that_is_not_there_is_no_reason_to_lose_a_letter(sent_off):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gone = by_smtp(MailServer(host="127.0.0.1", port=port), sender=SENDER)
    assert send_due(gone, now=NOON) == 0
    assert state_of(sent_off) == LetterState.QUEUED
    assert "cannot be reached" in sent_off.server_said


def test_a_server_that_offers_no_tls_is_not_told_a_letter_that_needs_it(server, sent_off):
    port = server.deliver.__closure__[1].cell_contents.port
    strict = by_smtp(MailServer(host="127.0.0.1", port=port, needs_tls=True), sender=SENDER)
    outcome = strict(email.message_from_string("Subject: x\n\nx", policy=default), "cleo@panel.example")
    assert isinstance(outcome, NotYet)
    assert not server.taken


def test_a_line_with_a_dot_alone_does_not_end_the_letter(server, letter, fair, ben):
    change_letter(letter, subject="Dots", text="one\n.\ntwo\n..three", by=ben)
    send_off([letter], asked=fair, by=ben, now=NOON)
    send_due(server.deliver, now=NOON)
    message = email.message_from_bytes(server.taken[0].content, policy=default)
    assert message.get_body(["plain"]).get_content().split() == ["one", ".", "two", "..three"]


def test_a_subject_cannot_begin_a_header(server, letter, fair, ben):
    change_letter(letter, subject="Fair\r\nBcc: eve@evil.example", text="x", by=ben)
    send_off([letter], asked=fair, by=ben, now=NOON)
    send_due(server.deliver, now=NOON)
    message = email.message_from_bytes(server.taken[0].content, policy=default)
    assert message["Bcc"] is None
    assert server.taken[0].rcpt_tos == ["cleo@panel.example"]


def test_markup_in_a_letter_is_text(server, letter, fair, ben):
    change_letter(letter, subject="x", text='<script>alert(1)</script> "http://a.example/?b=1&c=2"', by=ben)
    send_off([letter], asked=fair, by=ben, now=NOON)
    send_due(server.deliver, now=NOON)
    page = email.message_from_bytes(server.taken[0].content, policy=default).get_body(["html"]).get_content()
    assert "<script>" not in page
    assert 'href="http://a.example/?b=1&amp;c=2"' in page


@pytest.mark.parametrize("reason", ["answered", "declined", "stopped", "late", ""])
def test_a_reminder_goes_at_its_time_and_only_to_who_has_not_answered(server, cleo, fair, ben, reason):
    due = NOON + dt.timedelta(days=4)
    reminder = write_letter(LetterKind.REMINDER, cleo, texts.reminder(cleo), by=ben, now=NOON, due_at=due)
    send_off([reminder], asked=fair, by=ben, now=NOON)
    send_due(server.deliver, now=due - dt.timedelta(seconds=1))
    assert state_of(reminder) == LetterState.QUEUED
    if reason == "answered":
        understood = answers_from(typed_for(fair), questions_of(fair))
        submit_answers(panelist=cleo, answers=understood.answers, now=NOON)
        cleo.letters.filter(kind=LetterKind.RECEIPT).delete()
    elif reason == "declined":
        decline(panelist=cleo, because="", now=NOON)
    elif reason == "stopped":
        stop_reminders(panelist=cleo, now=NOON)
    send_due(server.deliver, now=DEADLINE + A_SECOND if reason == "late" else due)
    assert len(server.taken) == (0 if reason else 1)
    assert state_of(reminder) == (LetterState.DISCARDED if reason else LetterState.SENT)
    if not reason:
        message = email.message_from_bytes(server.taken[0].content, policy=default)
        assert "until Tuesday, 1 December 2026, 12:00 (UTC)" in message.get_body(["plain"]).get_content()


def test_a_discarded_draft_is_never_sent(server, letter, fair, ben):
    discard([letter])
    assert send_off([letter], asked=fair, by=ben, now=NOON) == 0
    send_due(server.deliver, now=NOON)
    assert not server.taken


def test_the_mailbox_keeps_letters_instead_of_sending_them(sent_off, tmp_path):
    assert send_due(into_folder(tmp_path / "mailbox"), now=NOON) == 1
    [message] = letters_in(tmp_path / "mailbox")
    assert message["Message-ID"] == sent_off.message_id


@override_settings(SITE_ADDRESS="https://panel.courant.example")
def test_links_lead_to_the_sites_own_address(server, sent_off, cleo):
    send_due(server.deliver, now=NOON)
    assert b"https://panel.courant.example/answer/" in server.taken[0].content


def test_what_a_server_took_is_accepted(server):
    message = email.message_from_string("Subject: x\nMessage-ID: <1@a>\n\nx", policy=default)
    assert server.deliver(message, "cleo@panel.example") == Accepted("250 taken as 42")
