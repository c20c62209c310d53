"""Entering a reply for a panelist who answered outside of the form."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from weighin.asking.answers import Answers
from weighin.asking.kept import encode_submitted
from weighin.asking.life import Stage, responded_in_time
from weighin.errors import InTheWay, NotAccepted
from weighin.sealing.receipts import Receipt
from weighin.site.mail.submissions import Entered, keep_submission
from weighin.site.store.attributions import stands_loose
from weighin.site.store.lives import deadline_of, stage_now
from weighin.site.store.locks import locked_asked, locked_panelist
from weighin.site.store.models import AnswerVersion, AskedPanelist
from weighin.site.store.seals import seal_row
from weighin.site.store.versions import receipt_of, submitted_version


@transaction.atomic
def enter_reply(panelist: AskedPanelist, answers: Answers, entered: Entered, *, now: dt.datetime) -> Receipt:
    """Submit for a panelist what reached the outlet as a reply. In time is what was received in time; a receipt goes to the panelist.

    The same reply twice, as by a double click, is one submission with one receipt.

    Raises:
        NotAccepted: it was received before the round-up was opened, or is yet to be.
        InTheWay: the round-up is a draft or sealed, nobody is to know who answered what, or the panelist did something themselves after the reply was received.
    """
    asked = locked_asked(panelist.asked_id)
    held = locked_panelist(panelist)
    if asked.opened_at is None or stage_now(asked, now) is Stage.DRAFT:
        msg = "replies are entered once the round-up is open"
        raise InTheWay(msg)
    if stands_loose(held):
        msg = f"{held.name} was told that not even editors learn whose answers are whose; ask them to answer by their link"
        raise InTheWay(msg)
    if seal_row(asked) is not None:
        msg = "the round-up is sealed; what comes now stays outside"
        raise InTheWay(msg)
    if not asked.opened_at <= entered.received_at <= now:
        msg = "a reply is received after the round-up was opened and no later than now"
        raise NotAccepted(msg)
    standing = submitted_version(held)
    if standing is not None and _is_the_same(standing, answers, entered):  # a double click: one reply, one receipt
        return receipt_of(standing)
    later = _done_later(held, entered.received_at)
    if later:
        msg = f"{held.name} {later} after this reply was received, and that holds"
        raise InTheWay(msg)
    on_time = responded_in_time(deadline_of(held), entered.received_at)
    return keep_submission(held, answers, on_time=on_time, now=now, entered=entered)


def _is_the_same(standing: AnswerVersion, answers: Answers, entered: Entered) -> bool:
    """Whether this reply was entered already."""
    came = (standing.arrival, standing.received_at, standing.content)
    return came == (entered.arrival, entered.received_at, encode_submitted(answers))


def _done_later(held: AskedPanelist, received_at: dt.datetime) -> str:
    """What the panelist did by their link after that moment that an older reply must not undo; empty where nothing."""
    versions = held.versions.filter(is_submitted=True)
    own = Q(received_at__isnull=True, kept_at__gt=received_at) | Q(received_at__gt=received_at)
    if versions.filter(own, withdrawn_at__isnull=True).exists():
        return "submitted other answers"
    if versions.filter(withdrawn_at__gt=received_at).exists():
        return "withdrew their answers"
    if held.declined_at is not None and held.declined_at > received_at:
        return "declined"
    return ""
