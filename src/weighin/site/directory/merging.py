"""Two rows of the directory that are one person, made one."""

import datetime as dt

from django.db import transaction
from msgspec import Struct

from weighin.errors import NotAccepted
from weighin.site.directory.commands import locked
from weighin.site.store.journal import enter
from weighin.site.store.models import AskedPanelist, Event, Expert, Member, Photograph

LISTS = {"other_names": "; ", "other_addresses": ", ", "languages": ", ", "subjects": ", "}
PROSE = ("biography", "interests")
IDENTITY = ("identity_proof", "identity_confirmed_how", "identity_confirmed_by", "identity_confirmed_at")


class Merged(Struct, frozen=True, kw_only=True):
    """What became of a merging: who stayed, how many panels moved, on which both sat."""

    expert: Expert
    moved: int
    sat_twice: tuple[str, ...]


@transaction.atomic
def merge_experts(kept: Expert, other: Expert, *, by: Member, now: dt.datetime) -> Merged:
    """Make one expert of two: `kept` stays, and has all that was known of `other`, panels included; `other` is no more.

    What both say, `kept` says first. On a panel where both sat, the seat of `other` stays as it is and is nobody's in the directory.

    Raises:
        NotAccepted: they are the same row, or have different ORCIDs.
    """
    first, second = sorted(
        (kept, other), key=lambda one: one.pk
    )  # always held in this order: two mergings cannot wait for each other
    rows = {one.pk: one for one in (locked(first), locked(second))}
    stays, goes = rows[kept.pk], rows[other.pk]
    if stays.pk == goes.pk:
        msg = "choose two experts, not one twice"
        raise NotAccepted(msg)
    if stays.orcid and goes.orcid and stays.orcid != goes.orcid:
        msg = f"{stays.orcid} and {goes.orcid} are the ORCIDs of two people"
        raise NotAccepted(msg)
    sat_twice = _move_panels(goes, stays)
    moved = goes.panels.count()
    goes.panels.update(expert=stays)
    _take_over(stays, goes)
    _move_affiliations(goes, stays)
    if not Photograph.objects.filter(expert=stays).exists():
        Photograph.objects.filter(expert=goes).update(expert=stays)
    gone = goes.public_id
    goes.delete()
    stays.save()
    about: dict[str, str | int] = {"expert": stays.public_id, "merged": gone, "panels": moved}
    enter(Event.EXPERTS_MERGED, outlet=stays.outlet, by=by, now=now, about=about)
    return Merged(expert=stays, moved=moved, sat_twice=sat_twice)


def panels_of_both(kept: Expert, other: Expert) -> list[AskedPanelist]:
    """The seats of `other` on panels where `kept` sits too."""
    return list(other.panels.filter(asked__in=kept.panels.values("asked")).select_related("asked"))


def _move_panels(goes: Expert, stays: Expert) -> tuple[str, ...]:
    twice = panels_of_both(stays, goes)
    AskedPanelist.objects.filter(pk__in=[one.pk for one in twice]).update(expert=None)
    return tuple(one.asked.title for one in twice)


def _take_over(stays: Expert, goes: Expert) -> None:
    if goes.name != stays.name:
        stays.other_names = _joined(stays.other_names, goes.name, between="; ")
    if goes.address:
        stays.other_addresses = _joined(stays.other_addresses, goes.address, between=", ")
    for column, between in LISTS.items():
        setattr(stays, column, _joined(getattr(stays, column), getattr(goes, column), between=between))
    for column in PROSE:
        mine, theirs = getattr(stays, column), getattr(goes, column)
        if theirs and theirs not in mine:
            setattr(stays, column, f"{mine}\n\n{theirs}".strip())
    for column in ("time_zone", "orcid"):
        setattr(stays, column, getattr(stays, column) or getattr(goes, column))
    if not stays.identity_proof:
        for column in IDENTITY:
            setattr(stays, column, getattr(goes, column))
    if not stays.address:
        stays.address = goes.address
    stays.added_at = min(stays.added_at, goes.added_at)
    own = {stays.address.casefold(), ""}
    addresses = [one for one in stays.other_addresses.split(", ") if one.casefold() not in own]
    stays.other_addresses = ", ".join(addresses)


def _move_affiliations(goes: Expert, stays: Expert) -> None:
    known = {(one.name, one.since, one.until) for one in stays.affiliations.all()}
    for one in goes.affiliations.all():
        if (one.name, one.since, one.until) not in known:
            one.expert = stays
            one.save(update_fields=["expert"])


def _joined(mine: str, theirs: str, *, between: str) -> str:
    mark = between.strip()
    parts = [part.strip() for told in (mine, theirs) for part in told.split(mark) if part.strip()]
    return between.join(dict.fromkeys(parts))
