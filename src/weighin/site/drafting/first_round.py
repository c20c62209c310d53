"""After round 0, in which the panel proposed the questions: opening the first round, in which they are asked."""

import datetime as dt

from django.db import transaction

from weighin.asking.life import Stage
from weighin.asking.missing import missing_before_opening
from weighin.asking.reminders import reminder_times
from weighin.errors import InTheWay
from weighin.site.drafting.seeding import commit_to_truths
from weighin.site.mail import texts
from weighin.site.mail.letters import write_letter
from weighin.site.store.ending import end_round
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedRoundup, Event, LetterKind, Member
from weighin.site.store.proposals import proposals_in
from weighin.site.store.readiness import readiness_of


@transaction.atomic
def open_first_round(
    asked: AskedRoundup, deadline: dt.datetime | None, *, by: Member, now: dt.datetime
) -> AskedRoundup:
    """End round 0 and ask the questions, until that deadline. Letters to all who have not declined lie in the outbox as drafts.

    Raises:
        InTheWay: round 0 is not over, a proposal is not decided on, or something is missing.
    """
    held = locked_asked(asked.pk)
    if held.round != 0 or stage_now(held, now) is not Stage.CLOSED:
        msg = "the first round is opened after the close of the round in which questions are proposed"
        raise InTheWay(msg)
    undecided = sum(one.decided is None for one in proposals_in(held))
    if undecided:
        msg = f"{undecided} of what the panel proposed {'is' if undecided == 1 else 'are'} not decided on yet"
        raise InTheWay(msg)
    held.deadline, before = deadline, held.deadline
    missing = missing_before_opening(readiness_of(held), now=now)
    if missing:
        raise InTheWay(" ".join(missing))
    held.deadline = before
    end_round(held, by=by, now=now)
    held.round, held.opened_at, held.opened_by, held.deadline = 1, now, by, deadline
    held.closed_early_at = held.closed_early_by = None
    held.save(update_fields=["round", "opened_at", "opened_by", "deadline", "closed_early_at", "closed_early_by"])
    enter(Event.NEXT_ROUND, outlet=held.outlet, by=by, now=now, asked=held, about={"round": 1})
    commit_to_truths(held, by=by, now=now)
    for panelist in held.panel.exclude(address="").filter(declined_at__isnull=True, erased_at__isnull=True):
        panelist.asked = held
        write_letter(LetterKind.NEXT_ROUND, panelist, texts.first_round(panelist, now=now), by=by, now=now)
        for moment in reminder_times(held.deadline, held.reminders, now=now):
            write_letter(LetterKind.REMINDER, panelist, texts.reminder(panelist), by=by, now=now, due_at=moment)
    return held
