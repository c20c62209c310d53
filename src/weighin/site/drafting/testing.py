"""A test run to oneself: an editor gets the invitation, answers the form and gets the receipt, as a panelist would; nothing of it counts.

It is a round-up of its own: a copy of the draft as it stands, open, with the editor alone on its panel. So the form, the letters and the receipt
need to know nothing of tests, and nothing of the round-up itself is touched. What lists, counts, seals or journals finds round-ups by a manager
that does not give out copies.
"""

import datetime as dt

from django.db import transaction

from weighin.errors import InTheWay
from weighin.record.protocols import first_round
from weighin.site.drafting.clearing import throw_away
from weighin.site.drafting.copying import copied
from weighin.site.mail import texts
from weighin.site.mail.letters import send_off_at_once, write_letter
from weighin.site.store.journal import enter
from weighin.site.store.links import digest_of_token, token_of
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import (
    AskedPanelist,
    AskedRoundup,
    Event,
    LetterKind,
    Member,
    Purpose,
)
from weighin.site.store.protocols import protocol_of

TIME_TO_TRY = dt.timedelta(days=7)  # where the draft has no deadline yet, or one that is over


@transaction.atomic
def begin_test(asked: AskedRoundup, *, by: Member, now: dt.datetime, language: str = "") -> AskedPanelist:
    """Copy the round-up as it stands, seat the member on it, and send the invitation at once. An earlier test of theirs is thrown away.

    Raises:
        InTheWay: there is no question to answer, or the member has no mail address.
    """
    held = locked_asked(asked.pk)
    if not by.address:
        msg = "you have no mail address here, so that no invitation can reach you; an owner can set one under Members"
        raise InTheWay(msg)
    if not held.questions.exists():
        msg = "there is no question to try out yet"
        raise InTheWay(msg)
    throw_away(held, of=by)
    is_ahead = held.deadline is not None and held.deadline > now
    times = {"deadline": held.deadline if is_ahead else now + TIME_TO_TRY, "opened_at": now, "opened_by": by}
    began = {"purpose": Purpose.TEST, "test_of": held, "round": first_round(protocol_of(held))}
    copy = copied(held, by=by, now=now, **began, **times)
    seat = AskedPanelist(asked=copy, position=1, name=by.name, address=by.address, language=language)
    seat.link_digest = digest_of_token(token_of(seat))
    seat.save(force_insert=True)
    letter = write_letter(LetterKind.INVITATION, seat, texts.invitation(seat, now=now), by=by, now=now)
    send_off_at_once(letter, now=now)
    enter(Event.TESTED, outlet=held.outlet, by=by, now=now, asked=held)
    return seat


def seat_in_test(asked: AskedRoundup, member: Member) -> AskedPanelist | None:
    """The member's seat in their test run of a round-up; None where there is none."""
    seats = AskedPanelist.objects.select_related("asked", "asked__outlet")
    return seats.filter(asked__test_of=asked, asked__drafted_by=member).first()
