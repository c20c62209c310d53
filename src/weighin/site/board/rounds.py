"""From one round to the next: what ended is fixed with its times and with what counts of it, and the next is opened."""

import datetime as dt
from functools import partial

from django.db import transaction

from weighin.asking.missing import LEAST_TIME
from weighin.asking.rounds import against_another_round
from weighin.errors import InTheWay, NotAccepted
from weighin.record.protocols import Idea
from weighin.site.board.round_state import closed_rounds, state_of
from weighin.site.mail import texts
from weighin.site.mail.protocol_notes import write_note
from weighin.site.mail.round_letters import write_of_the_round
from weighin.site.store.discussions import draw_pseudonyms
from weighin.site.store.ending import begin_next, end_round
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import (
    AskedRoundup,
    Event,
    Member,
)
from weighin.site.store.protocols import protocol_of
from weighin.site.store.seals import seal_row
from weighin.weighing.delphi.stopping import Advice


@transaction.atomic
def open_next_round(
    asked: AskedRoundup, deadline: dt.datetime, *, by: Member, now: dt.datetime, note: str = ""
) -> AskedRoundup:
    """End the round that was last and open the next, until that deadline. Letters to all who have not declined lie in the outbox as drafts.

    Extensions and late answers that were taken belong to the round that ends: what counts of it is fixed here.

    `note`: why there is a further round where the rules, which the panel was told, say to stop.

    Raises:
        InTheWay: the round is still open, the protocol has no further round, the round-up is sealed, or nobody answered; or the rules say to stop
            and there is no note.
        NotAccepted: a deadline that is over or too near.
    """
    held = locked_asked(asked.pk)
    reason = against_another_round(
        protocol_of(held),
        round_number=held.round,
        stage=stage_now(held, now),
        is_sealed=seal_row(held) is not None,
    )
    if reason:
        raise InTheWay(reason)
    if deadline < now + LEAST_TIME:
        msg = "the deadline of the next round is over, or so near that nobody could answer"
        raise NotAccepted(msg)
    require_note_against_rules(held, note, goes_on=True, by=by, now=now)
    ended = end_round(held, by=by, now=now)
    begin_next(held, deadline, by=by, now=now)
    if isinstance(protocol_of(held), Idea):
        draw_pseudonyms(held, held.panel.filter(erased_at__isnull=True))
    about: dict[str, str | int] = {"round": held.round, "counted before": ended.counted.count()}
    enter(Event.NEXT_ROUND, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    write_of_the_round(held, partial(texts.next_round, now=now), by=by, now=now)
    return held


def require_note_against_rules(held: AskedRoundup, note: str, *, goes_on: bool, by: Member, now: dt.datetime) -> None:
    """Keep a dated note where an editor decides otherwise than the rules that were fixed; nothing where they decide alike, or no rule speaks.

    Raises:
        InTheWay: there is no note.
    """
    protocol = protocol_of(held)
    state = state_of(held, protocol, closed_rounds(held, stage=stage_now(held, now)))
    if state is None or state.advice is None or (state.advice is Advice.GO_ON) is goes_on:
        return
    if not note.strip():
        told = "go on" if state.advice is Advice.GO_ON else "stop"
        msg = f"the rules that the panel was told say to {told}; to decide otherwise, say why in a note, which the panel reads"
        raise InTheWay(msg)
    write_note(held, note, protocol, by=by, now=now)
