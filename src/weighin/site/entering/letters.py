"""What an editor does with mail that came in: opens it, enters what it answers, puts what it asks onto the board, sets it aside, says whose it is.

Before the close a letter from a panelist may hold answers that nobody else is to see. Its words are shown to nobody but an editor who opens it, and
the journal says who did and when. Once it is entered, nobody sees it again before the close.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from msgspec import Struct

from weighin.asking.answers import Answers
from weighin.asking.life import Stage
from weighin.errors import BadSource, InTheWay, NotAccepted
from weighin.reading.reply import Reply
from weighin.reading.reply_mail import read_mailed_reply
from weighin.sealing.receipts import Receipt
from weighin.site.entering.commands import enter_reply
from weighin.site.mail import texts
from weighin.site.mail.collecting import answers_in
from weighin.site.mail.letters import write_letter
from weighin.site.mail.striking import letter_without_secrets, struck
from weighin.site.mail.submissions import Entered
from weighin.site.store.incoming import FROM_PEOPLE
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked, locked_panelist
from weighin.site.store.models import (
    Arrival,
    AskedPanelist,
    Event,
    IncomingMail,
    LetterKind,
    MailKind,
    MatchedBy,
    Member,
    Outcome,
    Request,
    Wish,
)
from weighin.site.store.questions import questions_of

LONGEST_REQUEST = 4000


class Opened(Struct, frozen=True, kw_only=True):
    """What stands in a letter: all of it, what of it answers which question, what was taken for no answer, what could not be read."""

    whole: str = ""
    answers: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    note: str = ""


@transaction.atomic
def open_mail(mail: IncomingMail, *, by: Member, now: dt.datetime) -> IncomingMail:
    """Open a letter; the journal says who did, each time.

    Raises:
        InTheWay: it is entered and the round-up is not closed, or nothing of it is kept.
    """
    held = _locked(mail)
    asked = held.panelist.asked if held.panelist else None
    if held.outcome == Outcome.ENTERED and asked is not None and stage_now(asked, now) is not Stage.CLOSED:
        msg = "this letter is entered; nobody but its writer sees it again before the close"
        raise InTheWay(msg)
    if held.content is None:
        msg = "nothing of this letter is kept here"
        raise InTheWay(msg)
    if held.opened_at is None:
        held.opened_at, held.opened_by = now, by
        held.save(update_fields=["opened_at", "opened_by"])
    _enter(Event.MAIL_OPENED, held, by=by, now=now)
    return held


def contents_of(mail: IncomingMail) -> Opened:
    """What stands in a letter that was opened, read against the questions where a panelist's is read at all."""
    panelist, data = mail.panelist, bytes(mail.content or b"")
    questions = [question.text for question in questions_of(panelist.asked)] if panelist else []
    sent = list(panelist.letters.values_list("text", flat=True)) if panelist else []
    try:
        read = read_mailed_reply(data, questions=questions, writer=panelist.name if panelist else "", sent=sent)
    except BadSource as error:
        return Opened(note=error.reason, answers=("",) * len(questions))
    return _struck(read, mail)


def _struck(read: Reply, mail: IncomingMail) -> Opened:
    """Without secrets also where they stood in a document, and without answers where no person wrote it."""
    answers = read.answers if mail.kind in FROM_PEOPLE else ("",) * len(read.answers)
    return Opened(
        whole=struck(read.whole, mail.panelist),
        answers=tuple(struck(one, mail.panelist) for one in answers),
        rest=tuple(struck(one, mail.panelist) for one in read.rest),
        note=read.note,
    )


@transaction.atomic
def enter_mail(mail: IncomingMail, answers: Answers, *, by: Member, now: dt.datetime) -> Receipt:
    """Enter for a panelist what their letter answers, as received when it reached the mailbox.

    Raises:
        NotAccepted: it was received before the round-up was opened.
        InTheWay: it is settled, no person wrote it, or what `enter_reply` says.
    """
    panelist = mail.panelist
    if panelist is None or mail.kind not in FROM_PEOPLE:
        msg = "only what a panelist wrote is entered"
        raise InTheWay(msg)
    locked_asked(panelist.asked_id)
    locked_panelist(panelist)
    held = _locked(mail)
    _require_unsettled(held)
    entered = Entered(by=by, arrival=Arrival.MAIL, received_at=held.received_at)
    receipt = enter_reply(panelist, answers, entered, now=now)
    _settle(held, Outcome.ENTERED, by=by, now=now)
    return receipt


@transaction.atomic
def put_on_board(mail: IncomingMail, wish: Wish, text: str, *, by: Member, now: dt.datetime) -> Request:
    """Put what a panelist's letter asks among what panelists ask, in words that the editor chose out of it.

    Raises:
        InTheWay: it is settled, or no panelist's.
        NotAccepted: there is nothing in it.
    """
    if mail.panelist is None:
        msg = "say first whose letter it is"
        raise InTheWay(msg)
    if not text.strip():
        msg = "copy from the letter what is asked"
        raise NotAccepted(msg)
    panelist = locked_panelist(mail.panelist)
    held = _locked(mail)
    _require_unsettled(held)
    number = panelist.requests.count() + 1
    made = Request.objects.create(panelist=panelist, number=number, wish=wish, text=text, asked_at=held.received_at)
    _settle(held, Outcome.ASKED, by=by, now=now)
    return made


@transaction.atomic
def set_aside(mail: IncomingMail, *, by: Member, now: dt.datetime) -> IncomingMail:
    """Take a letter off the board; twice is once. A bounce that is set aside holds no reminder back."""
    held = _locked(mail)
    if held.settled_at is None:
        _settle(held, Outcome.SET_ASIDE, by=by, now=now)
    return held


@transaction.atomic
def assign_mail(mail: IncomingMail, panelist: AskedPanelist, *, by: Member, now: dt.datetime) -> IncomingMail:
    """Say whose a letter is that fits nobody; the board says that an editor said so.

    Raises:
        InTheWay: it is somebody's already or settled, or the panelist was erased or never asked.
    """
    held = _locked(mail)
    _require_unsettled(held)
    if held.panelist_id is not None:
        msg = "somebody has said already whose letter it is"
        raise InTheWay(msg)
    if panelist.erased_at is not None or panelist.asked.opened_at is None or panelist.asked.outlet_id != held.outlet_id:
        msg = "letters are given to somebody on the panel of a round-up that was opened"
        raise InTheWay(msg)
    held.panelist, held.matched_by = panelist, MatchedBy.EDITOR
    if held.content is not None:
        held.content = letter_without_secrets(bytes(held.content), panelist)
    if held.kind in FROM_PEOPLE and held.content is not None and held.is_whole:
        held.answers_found, held.told = answers_in(bytes(held.content), panelist)
        held.kind = MailKind.REPLY if held.answers_found else MailKind.MESSAGE
    held.save()
    _enter(Event.MAIL_ASSIGNED, held, by=by, now=now)
    return held


@transaction.atomic
def change_address(panelist: AskedPanelist, address: str, *, by: Member, now: dt.datetime) -> AskedPanelist:
    """Give a panelist another address; what came back from the one before is settled, and an invitation to the new one lies in the outbox as a draft.

    Raises:
        InTheWay: their name and words are erased.
        NotAccepted: it is the one that they have, or somebody's on the panel.
    """
    asked = locked_asked(panelist.asked_id)
    held = locked_panelist(panelist)
    if held.erased_at is not None:
        msg = "this person was erased"
        raise InTheWay(msg)
    if address.lower() == held.address.lower():
        msg = "this is the address that they have"
        raise NotAccepted(msg)
    if asked.panel.filter(address__iexact=address).exclude(pk=held.pk).exists():
        msg = "somebody on the panel has this address"
        raise NotAccepted(msg)
    held.address = address
    try:
        with transaction.atomic():
            held.save(update_fields=["address"])
    except IntegrityError as error:
        msg = "somebody on the panel has this address"
        raise NotAccepted(msg) from error
    enter(Event.READDRESSED, outlet=asked.outlet, by=by, now=now, asked=asked, about={"panelist": held.public_id})
    for bounce in held.incoming.filter(kind__in=[MailKind.BOUNCE, MailKind.DELAY], settled_at__isnull=True):
        _settle(bounce, Outcome.SET_ASIDE, by=by, now=now)
    if stage_now(asked, now) is Stage.OPEN:
        write_letter(LetterKind.INVITATION, held, texts.invitation(held, now=now), by=by, now=now)
    return held


def _locked(mail: IncomingMail) -> IncomingMail:
    rows = IncomingMail.objects.select_for_update(of=("self",))
    return rows.select_related("panelist__asked__outlet", "outlet").get(pk=mail.pk)


def _require_unsettled(mail: IncomingMail) -> None:
    if mail.settled_at is not None:
        msg = f"this letter is {mail.outcome} already"
        raise InTheWay(msg)


def _settle(mail: IncomingMail, outcome: Outcome, *, by: Member, now: dt.datetime) -> None:
    mail.settled_at, mail.settled_by, mail.outcome = now, by, outcome
    mail.save(update_fields=["settled_at", "settled_by", "outcome"])
    _enter(Event.MAIL_SETTLED, mail, by=by, now=now)


def _enter(event: Event, mail: IncomingMail, *, by: Member, now: dt.datetime) -> None:
    about: dict[str, str | int] = {"mail": mail.public_id}
    if mail.panelist is not None:
        about["panelist"] = mail.panelist.public_id
    if mail.outcome:
        about["outcome"] = str(mail.outcome)
    asked = mail.panelist.asked if mail.panelist else None
    enter(event, outlet=mail.outlet, by=by, now=now, asked=asked, about=about)
