"""Everything that is kept about one person, for them: as one JSON document."""

import base64
import datetime as dt
import json
from typing import Any

from django.db import transaction
from django.db.models import Model

from weighin.asking.life import Stage
from weighin.site.directory.erasure import addresses_of, seats_of_person
from weighin.site.store.attributions import stands_loose
from weighin.site.store.incoming import FROM_PEOPLE
from weighin.site.store.journal import as_entry, enter
from weighin.site.store.lives import stage_now
from weighin.site.store.models import (
    AskedPanelist,
    ClearedReason,
    Event,
    Expert,
    IncomingMail,
    JournalEntry,
    Member,
    Opening,
    Photograph,
)

UNTIL_THE_CLOSE = "not shown to editors before the close; their author reads it by the personal link"
NEVER_SUBMITTED = "a draft that was never submitted is its author's alone; they read it by the personal link"
TIED_TO_NOBODY = "anonymous to editors too: shown to nobody before the seal, and tied to nobody from then on"
NONCES = "The nonces of receipts are left out: they are in the receipts that the panelist was given, and shown to nobody else."


@transaction.atomic
def export_expert(expert: Expert, *, by: Member, now: dt.datetime) -> bytes:
    """The document, indented; that it was made is entered in the journal."""
    document = everything_about(expert, now=now)
    enter(Event.EXPERT_EXPORTED, outlet=expert.outlet, by=by, now=now, about={"expert": expert.public_id})
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def everything_about(expert: Expert, *, now: dt.datetime) -> dict[str, Any]:
    """What the directory, panels, letters and journal hold of a person."""
    seats = list(seats_of_person(expert).select_related("asked", "asked__outlet"))
    photograph = Photograph.objects.filter(expert=expert).first()
    return {
        "format": "weigh-in person 1",
        "made_at": now.isoformat(),
        "outlet": str(expert.outlet),
        "remark": NONCES,
        "expert": _columns(expert, leaving_out={"outlet"}),
        "affiliations": [_columns(one, leaving_out={"expert"}) for one in expert.affiliations.all()],
        "photograph": base64.b64encode(bytes(photograph.content)).decode() if photograph else None,
        "panels": [_panel(seat, now=now) for seat in seats],
        "mail_that_fits_nobody": [
            _mail(one, is_closed=False)
            for address in addresses_of(expert)
            for one in IncomingMail.objects.filter(
                outlet=expert.outlet, panelist__isnull=True, from_address__iexact=address
            )
        ],
        "journal": _entries(expert, seats),
    }


def _panel(seat: AskedPanelist, *, now: dt.datetime) -> dict[str, Any]:
    is_closed = stage_now(seat.asked, now) is Stage.CLOSED
    is_loose = stands_loose(seat)
    versions = []
    for version in seat.versions.all():
        told = _columns(version, leaving_out={"panelist", "nonce"})
        if not version.is_submitted or not is_closed:
            told["content"] = NEVER_SUBMITTED if is_closed else UNTIL_THE_CLOSE
        if is_loose:
            told["content"] = TIED_TO_NOBODY
        versions.append(told)
    return {
        "roundup": seat.asked.title,
        **_columns(seat, leaving_out={"asked", "expert", "link_digest", "link_generation"}),
        "versions": versions,
        "opening": [_columns(one, leaving_out={"panelist"}) for one in Opening.objects.filter(panelist=seat)],
        "reasons_as_shown": [
            _columns(one, leaving_out={"version"}) for one in ClearedReason.objects.filter(version__panelist=seat)
        ]
        if is_closed
        else [],
        "confirmations": [
            {"clarification": one.clarification.text, "at": one.at.isoformat()}
            for one in seat.confirmations.select_related("clarification")
        ],
        "requests": [_columns(one, leaving_out={"panelist"}) for one in seat.requests.all()],
        "notes": [_columns(one, leaving_out={"panelist"}) for one in seat.notes.select_related("by")],
        "mail": [_mail(one, is_closed=is_closed) for one in seat.incoming.all()],
        "contributions": [
            _columns(one, leaving_out={"panelist", "asked", "facilitator"})
            for one in (seat.contributions.all() if is_closed else seat.contributions.none())
        ],
        "edits": [_columns(edit, leaving_out={"panelist"}) for edit in seat.edits.all()],
        "letters": [
            _columns(letter, leaving_out={"asked", "panelist", "outlet", "version"}) for letter in seat.letters.all()
        ],
    }


def _mail(mail: IncomingMail, *, is_closed: bool) -> dict[str, Any]:
    told = _columns(mail, leaving_out={"outlet", "panelist", "letter", "content"})
    if mail.content is not None:
        told["content"] = bytes(mail.content).decode("utf-8", "replace") if is_closed else UNTIL_THE_CLOSE
    if not is_closed and mail.kind in FROM_PEOPLE:
        told["subject"] = UNTIL_THE_CLOSE
    return told


def _entries(expert: Expert, seats: list[AskedPanelist]) -> list[dict[str, Any]]:
    theirs = {expert.public_id, *(seat.public_id for seat in seats)}
    rows = JournalEntry.objects.filter(outlet=expert.outlet).select_related("outlet", "by", "roundup")
    found = []
    for row in rows.defer("roundup__record", "roundup__record_as_read").iterator():
        if theirs & {str(said) for said in json.loads(row.about).values()}:
            entry = as_entry(row)
            found.append(
                {
                    "number": entry.number,
                    "event": entry.event,
                    "at": entry.at.isoformat(),
                    "about": json.loads(entry.about),
                }
            )
    return found


def _columns(row: Model, *, leaving_out: set[str]) -> dict[str, Any]:
    """A row's columns as JSON can hold them; who of the outlet did something is named, keys of the database are not told."""
    told = {}
    for field in row._meta.concrete_fields:  # noqa: SLF001 - the way to a row's columns that Django documents
        if field.name in leaving_out | {"id"}:
            continue
        value = getattr(row, field.name)
        told[field.name] = value if isinstance(value, str | int | float | bool | None) else _as_text(value)
    return told


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
