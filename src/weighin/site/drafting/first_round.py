"""After round 0, in which the panel proposed the questions: opening the first round, in which they are asked."""

import datetime as dt
from functools import partial

from django.db import transaction
from msgspec.structs import replace

from weighin.asking.life import Stage
from weighin.asking.missing import missing_before_opening
from weighin.errors import InTheWay
from weighin.site.drafting.seeding import commit_to_truths
from weighin.site.mail import texts
from weighin.site.mail.round_letters import write_of_the_round
from weighin.site.store.ending import begin_next, end_round
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedRoundup, Event, Member
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
    missing = missing_before_opening(replace(readiness_of(held), deadline=deadline), now=now)
    if missing:
        raise InTheWay(" ".join(missing))
    end_round(held, by=by, now=now)
    begin_next(held, deadline, by=by, now=now)
    enter(Event.NEXT_ROUND, outlet=held.outlet, by=by, now=now, asked=held, about={"round": 1})
    commit_to_truths(held, by=by, now=now)
    write_of_the_round(held, partial(texts.first_round, now=now), by=by, now=now)
    return held
