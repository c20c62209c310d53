"""What is done to letters before a worker sends them: written, edited, sent off, discarded."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce, Greatest

from weighin.errors import NotAccepted
from weighin.site.mail.texts import Written
from weighin.site.store.journal import enter
from weighin.site.store.models import (
    AnswerVersion,
    AskedPanelist,
    AskedRoundup,
    Event,
    Letter,
    LetterKind,
    LetterState,
    Member,
    Outlet,
)

LONGEST_SUBJECT = 300
MOST_LETTERS = 5000  # that one outlet can send off within an hour; ten times the largest panel


def write_letter(
    kind: LetterKind,
    panelist: AskedPanelist,
    written: Written,
    *,
    by: Member | None,
    now: dt.datetime,
    version: AnswerVersion | None = None,
    due_at: dt.datetime | None = None,
) -> Letter:
    """Put a letter to a panelist into the outbox as a draft. `by` is None where the program writes of itself; `version` is what a receipt is for, `due_at` the moment before which it does not go.

    Raises:
        NotAccepted: the panelist has no address.
    """
    if not panelist.address:
        msg = f"{panelist.name} has no mail address; add one, or give them their link some other way"
        raise NotAccepted(msg)
    return Letter.objects.create(
        outlet=panelist.asked.outlet,
        asked=panelist.asked,
        panelist=panelist,
        version=version,
        due_at=due_at,
        kind=kind,
        message_id=fresh_message_id(),
        to_name=panelist.name,
        to_address=panelist.address,
        subject=one_line(written.subject),
        text=written.text,
        calendar=written.calendar,
        language=written.language,
        written_at=now,
        written_by=by,
    )


@transaction.atomic
def change_letter(letter: Letter, *, subject: str, text: str, by: Member) -> Letter:
    """Put an editor's words in the place of a draft's.

    Raises:
        NotAccepted: it is no draft any more, or there is nothing in it.
    """
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if held.state != LetterState.DRAFT:
        msg = f"this letter is {held.state}; only a draft can be changed"
        raise NotAccepted(msg)
    if not one_line(subject) or not text.strip():
        msg = "a letter has a subject and a text"
        raise NotAccepted(msg)
    held.subject, held.text, held.written_by = one_line(subject), text, by
    held.save(update_fields=["subject", "text", "written_by"])
    return held


@transaction.atomic
def send_off(letters: Iterable[Letter], *, asked: AskedRoundup, by: Member, now: dt.datetime) -> int:
    """Hand drafts to the worker, with one entry in the journal that says how many; the number of them.

    What is no draft any more, because somebody else sent it off at the same moment, is left as it is.

    Raises:
        NotAccepted: the outlet would send off more than `MOST_LETTERS` within an hour.
    """
    Outlet.objects.select_for_update().get(pk=asked.outlet_id)  # two at once are counted one after the other
    drafts = Letter.objects.filter(pk__in=[letter.pk for letter in letters], asked=asked, state=LetterState.DRAFT)
    _require_few(drafts.count(), asked=asked, now=now)
    kinds = sorted(set(drafts.values_list("kind", flat=True)))
    moment = Value(now, output_field=DateTimeField())
    number = drafts.update(
        state=LetterState.QUEUED, queued_at=now, next_attempt_at=Greatest(Coalesce("due_at", moment), moment)
    )
    if number:
        about: dict[str, str | int] = {"letters": number, "kinds": ", ".join(kinds)}
        enter(Event.LETTERS_QUEUED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    return number


def _require_few(number: int, *, asked: AskedRoundup, now: dt.datetime) -> None:
    lately = Letter.objects.filter(outlet=asked.outlet_id, queued_at__gt=now - dt.timedelta(hours=1))
    before = lately.exclude(kind=LetterKind.RECEIPT).count()  # those go of themselves
    if before + number > MOST_LETTERS:
        msg = f"an outlet can send off {MOST_LETTERS:,} letters within an hour, and {before:,} were sent off in the last one; these {number:,} are still drafts"
        raise NotAccepted(msg)


def send_off_at_once(letter: Letter, *, now: dt.datetime) -> None:
    """Hand a receipt to the worker; call it in the transaction that it is the receipt of."""
    letter.state, letter.queued_at, letter.next_attempt_at = LetterState.QUEUED, now, now
    letter.save(update_fields=["state", "queued_at", "next_attempt_at"])


def discard(letters: Iterable[Letter]) -> int:
    """Drop drafts; the number of them. They stay as lines of history."""
    drafts = Letter.objects.filter(pk__in=[letter.pk for letter in letters], state=LetterState.DRAFT)
    return drafts.update(state=LetterState.DISCARDED)


@transaction.atomic
def send_again(letter: Letter, *, by: Member, now: dt.datetime) -> Letter:
    """Hand a letter that failed, or was perhaps sent, to the worker once more: an editor's decision, never the program's.

    Raises:
        NotAccepted: it neither failed nor was perhaps sent.
    """
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if held.state not in {LetterState.FAILED, LetterState.PERHAPS_SENT}:
        msg = f"this letter is {held.state}; only one that failed or was perhaps sent can be sent again"
        raise NotAccepted(msg)
    held.state, held.queued_at, held.next_attempt_at, held.attempts = LetterState.QUEUED, now, now, 0
    held.finished_at, held.claimed_until = None, None
    held.save()
    about: dict[str, str | int] = {"letters": 1, "kinds": str(held.kind), "again": held.public_id}
    enter(Event.LETTERS_QUEUED, outlet=held.outlet, by=by, now=now, asked=held.asked, about=about)
    return held


def fresh_message_id() -> str:
    """A Message-ID, decided before anything is sent, so that a letter is one letter however often it is tried."""
    return f"<{uuid.uuid4().hex}@{settings.MAIL_SENDER.domain}>"


def one_line(subject: str) -> str:
    """A subject without line ends, which would begin a header of their own."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in subject).split())[:LONGEST_SUBJECT]
