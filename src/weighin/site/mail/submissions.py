"""What is submitted, by the panelist or entered for them: kept for good, committed to, and acknowledged with a receipt."""

import datetime as dt

from msgspec import Struct

from weighin.asking.answers import Answers, plain_answers
from weighin.asking.kept import encode_submitted
from weighin.sealing.receipts import Receipt, fresh_nonce, receipt_for
from weighin.site.mail import texts
from weighin.site.mail.letters import send_off_at_once, write_letter
from weighin.site.store.attributions import stands_loose
from weighin.site.store.journal import enter
from weighin.site.store.models import AnswerVersion, Arrival, AskedPanelist, Event, LetterKind, Member
from weighin.site.store.versions import last_version


class Entered(Struct, frozen=True, kw_only=True):
    """That an editor enters what reached the outlet some other way: who, by which way it came, and when."""

    by: Member
    arrival: Arrival
    received_at: dt.datetime


def keep_submission(
    held: AskedPanelist, answers: Answers, *, on_time: bool, now: dt.datetime, entered: Entered | None = None
) -> Receipt:
    """Keep answers for good: version, journal entry and receipt letter, in the transaction that holds the panelist's row.

    What the panelist was writing when an editor enters something stays the last version, so that their form shows it again.
    """
    nonce = fresh_nonce()
    receipt = receipt_for(plain_answers(answers), now, nonce, roundup=held.asked.public_id, panelist=held.public_id)
    last = last_version(held)
    version = AnswerVersion.objects.create(
        panelist=held,
        number=last.number + 1 if last else 1,
        round=held.asked.round,
        content=encode_submitted(answers),
        kept_at=now,
        is_submitted=True,
        on_time=on_time,
        nonce=nonce,
        commitment=receipt.commitment,
        arrival=entered.arrival if entered else Arrival.FORM,
        received_at=entered.received_at if entered else None,
        entered_by=entered.by if entered else None,
    )
    if entered is not None and last is not None and not last.is_submitted:
        AnswerVersion.objects.create(
            panelist=held, number=version.number + 1, round=version.round, content=last.content, kept_at=now
        )
    held.started_at = held.started_at or now
    held.declined_at, held.declined_because = None, ""
    held.save(update_fields=["started_at", "declined_at", "declined_because"])
    about: dict[str, str | int] = {"panelist": held.public_id, "commitment": receipt.commitment}
    about["on time"] = "yes" if on_time else "no"
    if version.round > 1:
        about["round"] = version.round
    if entered is not None:
        about |= {"came by": str(entered.arrival), "received": entered.received_at.astimezone(dt.UTC).isoformat()}
    by = entered.by if entered else None
    enter(Event.SUBMITTED, outlet=held.asked.outlet, by=by, now=now, asked=held.asked, about=about)
    if held.address:
        _send_receipt(version, now=now)
    return receipt


def _send_receipt(version: AnswerVersion, *, now: dt.datetime) -> None:
    written = texts.receipt(
        version.panelist,
        received_at=version.received_at or now,
        on_time=bool(version.on_time),
        entered_by=version.entered_by.name if version.entered_by else "",
    )
    held = None if stands_loose(version.panelist) else version  # of whom nobody is to know the nonce, no letter has it
    letter = write_letter(LetterKind.RECEIPT, version.panelist, written, by=None, now=now, version=held)
    send_off_at_once(letter, now=now)
