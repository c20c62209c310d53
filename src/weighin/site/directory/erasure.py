"""Erasing one person: what is about them goes; what others must be able to check stays, and tells nothing.

What goes: the row of the directory with affiliations and photograph; on every panel the name, address, affiliation and interests; the content and
nonces of all that was written; edits, letters, notes, reasons; what came by mail. What stays: that somebody was asked, or held to an answer, times, and commitments, which without nonces say
nothing. The journal names nobody and the seal holds commitments alone, so both verify as before.
"""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from msgspec import Struct

from weighin.asking.kept import NOTHING_SUBMITTED, encode_typed
from weighin.sealing.journal import ALL_ROUNDS
from weighin.site.directory.commands import locked
from weighin.site.environment import MAILBOX
from weighin.site.mail.mailbox import forget
from weighin.site.store.attributions import stands_loose
from weighin.site.store.composed import record_from_answers
from weighin.site.store.door import keep_asked
from weighin.site.store.erased_versions import drop_earlier_versions_with_the_erased
from weighin.site.store.journal import enter
from weighin.site.store.models import (
    AskedPanelist,
    AskedRoundup,
    ClearedReason,
    Event,
    Expert,
    IncomingMail,
    Letter,
    LetterState,
    Member,
    Opening,
    Outcome,
    Pseudonym,
    Purpose,
    Roundup,
    State,
)
from weighin.site.store.seals import seal_row
from weighin.site.store.seen import edition_seen, scheduled_edition

NOBODY = "Name erased"
NOTHING_TYPED = encode_typed({})


class Erased(Struct, frozen=True, kw_only=True):
    """How many panels an erased person was on, which published round-ups still show them until they are published anew, and of which what waited for its time was taken back."""

    panels: int
    to_publish: tuple[Roundup, ...]
    unscheduled: tuple[Roundup, ...]


@transaction.atomic
def erase_expert(expert: Expert, *, by: Member, now: dt.datetime) -> Erased:
    """Erase a person from the directory, from every panel of the outlet and from the records that were made of those panels."""
    held = locked(expert)
    seats = list(seats_of_person(held).select_related("asked", "asked__outlet"))
    for seat in seats:
        _erase_seat(seat, by=by, now=now)
    for address in addresses_of(held):  # what they wrote that fitted nobody
        _erase_mail(IncomingMail.objects.filter(outlet=held.outlet, from_address__iexact=address), by=by, now=now)
    to_publish, unscheduled = [], []
    for asked in {seat.asked_id: seat.asked for seat in seats if seat.asked.roundup_id}.values():
        roundup = _make_record_anew(asked, by=by, now=now)
        if _take_back_what_waits(roundup, by=by, now=now):
            unscheduled.append(roundup)
        drop_earlier_versions_with_the_erased(roundup, now=now)
        if edition_seen(roundup, now):
            to_publish.append(roundup)
    about: dict[str, str | int] = {"expert": held.public_id, "panels": len(seats)}
    held.delete()
    enter(Event.EXPERT_ERASED, outlet=by.outlet, by=by, now=now, about=about)
    return Erased(panels=len(seats), to_publish=tuple(to_publish), unscheduled=tuple(unscheduled))


def seats_of_person(expert: Expert) -> QuerySet[AskedPanelist]:
    """The seats of an expert, also those that were filled by hand with one of their addresses."""
    theirs = Q(expert=expert)
    for address in addresses_of(expert):
        theirs |= Q(asked__outlet=expert.outlet_id, address__iexact=address)
    return AskedPanelist.objects.filter(theirs, asked__purpose=Purpose.ROUNDUP)


def addresses_of(expert: Expert) -> list[str]:
    """All mail addresses of a person that the directory knows."""
    return [one.strip() for one in (expert.address, *expert.other_addresses.split(",")) if one.strip()]


def _erase_seat(seat: AskedPanelist, *, by: Member, now: dt.datetime) -> None:
    sealed = seal_row(seat.asked)
    standing = seat.versions.filter(is_submitted=True, withdrawn_at__isnull=True)  # in whatever round
    if sealed is None and standing.exists():  # it would have to be in the seal otherwise
        about: dict[str, str | int] = {"panelist": seat.public_id, ALL_ROUNDS: "yes"}
        enter(Event.ANSWERS_WITHDRAWN, outlet=seat.asked.outlet, by=by, now=now, asked=seat.asked, about=about)
    ClearedReason.objects.filter(version__panelist=seat).delete()  # their words, or in the place of their words
    if sealed is None or not stands_loose(seat):  # of what is nobody's, nothing can be taken back
        seat.versions.filter(is_submitted=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    seat.versions.filter(is_submitted=True).update(content=NOTHING_SUBMITTED, nonce=None)
    seat.versions.filter(is_submitted=False).update(content=NOTHING_TYPED, nonce=None)
    seat.requests.update(text="")
    seat.notes.all().delete()
    seat.edits.update(text="", remark="", report_answer="")
    seat.contributions.all().delete()
    Pseudonym.objects.filter(panelist=seat).delete()
    _erase_letters(seat, now=now)
    Opening.objects.filter(panelist=seat).delete()
    _erase_mail(seat.incoming.all(), by=by, now=now)
    seat.name, seat.address, seat.affiliation, seat.interests, seat.declined_because = NOBODY, "", "", "", ""
    seat.language, seat.time_zone, seat.expert = "", "", None
    seat.link_generation += 1
    seat.link_digest = secrets.token_hex(32)  # of no token: no link leads here any more
    seat.erased_at = now
    seat.save()


def _erase_letters(seat: AskedPanelist, *, now: dt.datetime) -> None:
    letters = Letter.objects.filter(panelist=seat)
    identifiers = list(letters.values_list("message_id", flat=True))
    waiting = letters.filter(state__in=[LetterState.DRAFT, LetterState.QUEUED])
    waiting.update(state=LetterState.DISCARDED, finished_at=now)
    letters.update(to_name="", to_address="", subject="", text="", calendar="", server_said="")
    if settings.MAIL_SERVER == MAILBOX:
        transaction.on_commit(lambda: forget(settings.MAILBOX_FOLDER, identifiers))


def _erase_mail(letters: QuerySet[IncomingMail], *, by: Member, now: dt.datetime) -> None:
    """What came by mail, and that it waits for an editor. The digest stays, so that it is not read out of the mailbox once more."""
    letters.filter(settled_at__isnull=True).update(settled_at=now, settled_by=by, outcome=Outcome.SET_ASIDE)
    letters.update(content=None, from_name="", from_address="", subject="", told="", is_whole=False)


def _make_record_anew(asked: AskedRoundup, *, by: Member, now: dt.datetime) -> Roundup:
    """The record without them, also the one that was kept as it was first made, and without the corrections that quote it."""
    held = AskedRoundup.objects.select_related("outlet", "roundup").get(pk=asked.pk)
    if held.roundup is None:
        msg = "a record is made anew where there is one"
        raise ValueError(msg)
    day = held.roundup.read_at.date()
    roundup = keep_asked(record_from_answers(held, held.seal, day=day), held, by=by, now=now)
    roundup.record_as_read = roundup.record
    roundup.save(update_fields=["record_as_read"])
    roundup.corrections.all().delete()
    return roundup


def _take_back_what_waits(roundup: Roundup, *, by: Member, now: dt.datetime) -> bool:
    """Drop the edition that was to be seen later, with its files: it was made with them. Readers never saw it."""
    waiting = scheduled_edition(roundup, now)
    if waiting is None:
        return False
    about: dict[str, str | int] = {"edition": waiting.number}
    waiting.delete()
    if edition_seen(roundup, now) is None:
        roundup.state = State.PRIVATE
        roundup.save(update_fields=["state"])
    enter(Event.SCHEDULE_CANCELLED, outlet=roundup.outlet, by=by, now=now, roundup=roundup, about=about)
    return True
