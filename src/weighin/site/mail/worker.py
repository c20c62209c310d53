"""Sending what is due. What is due is read from the rows; a letter is claimed by a guarded update with a lease, so that two workers never send one twice.

A worker that dies between claiming a letter and the server's answer leaves it claimed. When the lease ends it is found *perhaps sent*: it is shown
to the editor and never sent again by itself.
"""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import F

from weighin.asking.life import responded_in_time
from weighin.errors import NotAccepted
from weighin.site.mail.message import message_of
from weighin.site.mail.smtp import Accepted, Deliver, NotYet, Outcome, Refused, Unknown
from weighin.site.store.lives import deadline_of
from weighin.site.store.models import AskedPanelist, Letter, LetterKind, LetterState
from weighin.site.store.standings import has_bounced
from weighin.site.store.versions import submitted_version

LEASE = dt.timedelta(minutes=10)  # longer than one letter can take: ten steps of the dialogue, half a minute for each
MOST_ATTEMPTS = 8
FIRST_WAIT = dt.timedelta(minutes=1)  # doubled with each attempt: the last comes after about two hours


def send_due(
    deliver: Deliver, *, now: dt.datetime, clock: Callable[[], dt.datetime] | None = None, most: int = 100
) -> int:
    """Send up to that many letters that are due; how many the server took.

    `clock` is asked anew for each letter, so that the lease of the last does not run from when the first was sent; without, it stays `now`.
    """
    find_perhaps_sent(now=now)
    accepted = 0
    for _ in range(most):
        now = clock() if clock else now
        letter = claim_next(now=now)
        if letter is None:
            break
        accepted += send_claimed(letter, deliver, now=now)
    return accepted


def claim_next(*, now: dt.datetime) -> Letter | None:
    """The next letter that is due, now this worker's alone; None where there is none."""
    due = Letter.objects.filter(state=LetterState.QUEUED, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
    for key in due.values_list("pk", flat=True)[:20]:
        claimed = Letter.objects.filter(pk=key, state=LetterState.QUEUED).update(
            state=LetterState.SENDING, claimed_until=now + LEASE, attempts=F("attempts") + 1
        )
        if claimed:
            return Letter.objects.select_related(
                "sign_in_link", "panelist__asked__outlet", "version__panelist__asked"
            ).get(pk=key)
    return None


def send_claimed(letter: Letter, deliver: Deliver, *, now: dt.datetime) -> bool:
    """Hand a claimed letter to the server and keep what it answered; whether it took the letter."""
    unwanted = why_unwanted(letter, now=now)
    if unwanted:
        _drop(letter, unwanted, now=now)
        return False
    outcome = _delivered(letter, deliver)
    match outcome:
        case Accepted():
            _finish(letter, LetterState.SENT, outcome.said, now=now)
            return True
        case Refused():
            _finish(letter, LetterState.FAILED, outcome.said, now=now)
        case Unknown():
            _finish(letter, LetterState.PERHAPS_SENT, outcome.said, now=now)
        case NotYet() if letter.attempts >= MOST_ATTEMPTS:
            _finish(letter, LetterState.FAILED, f"given up after {letter.attempts} attempts: {outcome.said}", now=now)
        case NotYet():
            wait = FIRST_WAIT * 2 ** (letter.attempts - 1)
            Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING).update(
                state=LetterState.QUEUED, claimed_until=None, next_attempt_at=now + wait, server_said=outcome.said
            )
    return False


def _delivered(letter: Letter, deliver: Deliver) -> Outcome:
    try:
        message = message_of(letter)
    except NotAccepted as error:
        return Refused(str(error))
    return deliver(message, message["To"].addresses[0].addr_spec)


def why_unwanted(letter: Letter, *, now: dt.datetime) -> str:
    """Why a reminder that was sent off earlier is not to go any more; empty where it is. Every other letter goes."""
    panelist = letter.panelist
    if letter.kind != LetterKind.REMINDER or panelist is None:
        return ""
    if submitted_version(panelist) is not None:
        return "not sent: the answers have come"
    if panelist.declined_at is not None:
        return "not sent: the panelist has declined"
    if panelist.reminders_stopped_at is not None:
        return "not sent: the panelist wants no reminders"
    if has_bounced(panelist):
        return "not sent: letters to this address come back"
    return "" if responded_in_time(deadline_of(panelist), now) else "not sent: the deadline is over"


def _drop(letter: Letter, reason: str, *, now: dt.datetime) -> None:
    Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING).update(
        state=LetterState.DISCARDED, finished_at=now, server_said=reason, claimed_until=None
    )


def find_perhaps_sent(*, now: dt.datetime) -> int:
    """Mark the letters whose worker died over them; how many."""
    said = "the program stopped while it was sending this letter"
    lost = Letter.objects.filter(state=LetterState.SENDING, claimed_until__lt=now)
    return lost.update(state=LetterState.PERHAPS_SENT, finished_at=now, server_said=said, claimed_until=None)


@transaction.atomic
def _finish(letter: Letter, state: LetterState, said: str, *, now: dt.datetime) -> None:
    finished = Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING).update(
        state=state, finished_at=now, server_said=said, claimed_until=None
    )
    if finished and state == LetterState.SENT and letter.kind == LetterKind.INVITATION and letter.panelist_id:
        AskedPanelist.objects.filter(pk=letter.panelist_id, invited_at__isnull=True).update(invited_at=now)
