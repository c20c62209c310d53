"""What is done to the directory of experts: each once, whole, with its entry in the journal. The journal names nobody; it says which row."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from weighin.asking.panel_table import TableLine
from weighin.errors import NotAccepted
from weighin.site.directory.photographs import made_anew
from weighin.site.store.directory import EXPERT_COLUMNS, expert_with_address, keep_expert
from weighin.site.store.journal import enter
from weighin.site.store.models import Affiliation, Event, Expert, Member, Photograph, Proof


@transaction.atomic
def change_expert(expert: Expert, columns: Mapping[str, str], *, by: Member, now: dt.datetime) -> Expert:
    """Put what is known now in the place of what was. Panels on which the expert is or was keep what held then.

    Raises:
        NotAccepted: the address is another expert's.
    """
    held = locked(expert)
    changed = [name for name in EXPERT_COLUMNS if name in columns and getattr(held, name) != columns[name]]
    for name in changed:
        setattr(held, name, columns[name])
    other = expert_with_address(held.outlet, held.address)
    if other is not None and other.pk != held.pk:
        msg = f"{held.address} is the address of {other.name} already; merge the two if they are one person"
        raise NotAccepted(msg)
    if changed:
        try:
            with transaction.atomic():
                held.save(update_fields=changed)
        except IntegrityError as error:  # somebody else took the address at this moment
            msg = f"{held.address} is another expert's address already"
            raise NotAccepted(msg) from error
        changed_of(held, ", ".join(name.replace("_", " ") for name in changed), by=by, now=now)
    return held


@transaction.atomic
def add_affiliation(
    expert: Expert, name: str, *, since: dt.date | None, until: dt.date | None, by: Member, now: dt.datetime
) -> Affiliation:
    """Say where an expert works or worked, from when, and until when.

    Raises:
        NotAccepted: it would end before it begins.
    """
    held = locked(expert)
    _require_rising(since, until)
    row = Affiliation.objects.create(expert=held, name=name, since=since, until=until)
    changed_of(held, "affiliation added", by=by, now=now)
    return row


@transaction.atomic
def end_affiliation(row: Affiliation, *, until: dt.date, by: Member, now: dt.datetime) -> None:
    """Say on which day an affiliation held for the last time.

    Raises:
        NotAccepted: it would end before it begins.
    """
    _require_rising(row.since, until)
    row.until = until
    row.save(update_fields=["until"])
    changed_of(row.expert, "affiliation ended", by=by, now=now)


@transaction.atomic
def remove_affiliation(row: Affiliation, *, by: Member, now: dt.datetime) -> None:
    """Take out an affiliation that never was."""
    expert = row.expert
    row.delete()
    changed_of(expert, "affiliation removed", by=by, now=now)


@transaction.atomic
def confirm_identity(expert: Expert, proof: Proof, how: str, *, by: Member, now: dt.datetime) -> Expert:
    """State by what the member made sure that this is who they say they are. The last statement stands; the journal knows all."""
    held = locked(expert)
    held.identity_proof, held.identity_confirmed_how = proof.value, how
    held.identity_confirmed_by, held.identity_confirmed_at = by, now
    names = "identity_proof identity_confirmed_how identity_confirmed_by identity_confirmed_at".split()
    held.save(update_fields=names)
    changed_of(held, f"identity confirmed by {proof.value}", by=by, now=now)
    return held


@transaction.atomic
def set_photograph(expert: Expert, came: bytes, *, by: Member, now: dt.datetime) -> Photograph:
    """Keep a photograph, made anew; the file that came is not kept.

    Raises:
        NotAccepted: it is none that can be read, or larger than the limits.
    """
    made = made_anew(came)
    held = locked(expert)
    columns = {"content": made.content, "width": made.width, "height": made.height, "made_at": now}
    columns["digest"] = hashlib.sha256(made.content).hexdigest()
    row, _ = Photograph.objects.update_or_create(expert=held, defaults=columns)
    changed_of(held, "photograph", by=by, now=now)
    return row


@transaction.atomic
def remove_photograph(expert: Expert, *, by: Member, now: dt.datetime) -> None:
    """Keep no photograph of an expert."""
    held = locked(expert)
    removed, _ = Photograph.objects.filter(expert=held).delete()
    if removed:
        changed_of(held, "photograph removed", by=by, now=now)


@transaction.atomic
def add_experts(lines: Sequence[TableLine], *, by: Member, now: dt.datetime) -> int:
    """Put the lines of a table into the directory, all or none; how many.

    Raises:
        NotAccepted: a line is bad, or its address is somebody's already.
    """
    for line in lines:
        if line.flaw:
            msg = f"line {line.number}: {line.flaw}"
            raise NotAccepted(msg)
        try:
            keep_expert(columns_of(line), affiliation=line.affiliation, by=by, now=now)
        except NotAccepted as error:
            msg = f"line {line.number}: {error}"
            raise NotAccepted(msg) from error
    return len(lines)


def columns_of(line: TableLine) -> dict[str, str]:
    """What a line of a table says of an expert."""
    told = {name: str(getattr(line, name)) for name in EXPERT_COLUMNS if hasattr(line, name)}
    return told | {"languages": line.language}


def changed_of(expert: Expert, what: str, *, by: Member, now: dt.datetime) -> None:
    """Enter what of an expert changed."""
    about: dict[str, str | int] = {"expert": expert.public_id, "what": what}
    enter(Event.EXPERT_CHANGED, outlet=expert.outlet, by=by, now=now, about=about)


def locked(expert: Expert) -> Expert:
    """The row as it is now, held until the transaction ends."""
    return Expert.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=expert.pk)


def _require_rising(since: dt.date | None, until: dt.date | None) -> None:
    if since and until and until < since:
        msg = f"an affiliation that began on {since} cannot have ended on {until}"
        raise NotAccepted(msg)
