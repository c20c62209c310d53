"""The letters with which a round begins: to each the letter that asks, and the reminders that the draft foresees, each with its day."""

import datetime as dt
from collections.abc import Callable

from weighin.asking.reminders import reminder_times
from weighin.site.mail import texts
from weighin.site.mail.letters import write_letter
from weighin.site.mail.texts import Written
from weighin.site.store.models import AskedPanelist, AskedRoundup, LetterKind, LetterState, Member


def write_with_reminders(
    kind: LetterKind, panelist: AskedPanelist, written: Written, *, by: Member, now: dt.datetime
) -> None:
    """The letter that asks, and reminders until the deadline, as drafts."""
    write_letter(kind, panelist, written, by=by, now=now)
    for moment in reminder_times(panelist.asked.deadline, panelist.asked.reminders, now=now):
        write_letter(LetterKind.REMINDER, panelist, texts.reminder(panelist), by=by, now=now, due_at=moment)


def write_of_the_round(
    held: AskedRoundup, letter: Callable[[AskedPanelist], Written], *, by: Member, now: dt.datetime
) -> None:
    """To all who can be reached and have not declined, in a round after another, whose reminders go nowhere any more."""
    before = held.letters.filter(kind=LetterKind.REMINDER, state__in=[LetterState.DRAFT, LetterState.QUEUED])
    before.update(state=LetterState.DISCARDED)
    for panelist in held.panel.exclude(address="").filter(declined_at__isnull=True, erased_at__isnull=True):
        panelist.asked = held
        write_with_reminders(LetterKind.NEXT_ROUND, panelist, letter(panelist), by=by, now=now)
