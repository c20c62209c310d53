"""Finding experts in an outlet's directory, and keeping those who were met on a panel: what more than one room does with them."""

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from weighin.errors import NotAccepted
from weighin.site.store.experts import Affiliation, Expert, affiliation_on
from weighin.site.store.journal import Event, enter
from weighin.site.store.outlets import Member, Outlet

EXPERT_COLUMNS = tuple(
    "name other_names address other_addresses languages time_zone subjects biography interests orcid".split()
)
SEARCHED = ("name", "other_names", "address", "other_addresses", "subjects", "biography", "affiliations__name")


def experts_with(outlet: Outlet, words: str) -> QuerySet[Expert]:
    """The experts of an outlet who have all the words in name, addresses, subjects, biography or affiliations, by name."""
    rows = Expert.objects.filter(outlet=outlet)
    for word in words.replace("\0", " ").split():
        has_the_word = Q()
        for column in SEARCHED:
            has_the_word |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(pk__in=Expert.objects.filter(has_the_word, outlet=outlet).values("pk"))
    return rows.order_by("name", "pk")


def expert_with_address(outlet: Outlet, address: str) -> Expert | None:
    """Whose mail address it is, however it is written; None where nobody's."""
    return Expert.objects.filter(outlet=outlet, address__iexact=address).first() if address else None


@transaction.atomic
def keep_expert(
    columns: Mapping[str, str], *, affiliation: str = "", since: dt.date | None = None, by: Member, now: dt.datetime
) -> Expert:
    """Put somebody into the directory of the member's outlet.

    Raises:
        NotAccepted: the address is another expert's.
    """
    chosen = {name: columns[name] for name in EXPERT_COLUMNS if name in columns}
    other = expert_with_address(by.outlet, chosen.get("address", ""))
    if other is not None:
        msg = f"{other.address} is the address of {other.name} already"
        raise NotAccepted(msg)
    try:
        with transaction.atomic():
            expert = Expert.objects.create(outlet=by.outlet, added_by=by, added_at=now, **chosen)
    except IntegrityError as error:  # somebody else added the same address at this moment
        msg = f"{chosen['address']} is another expert's address already"
        raise NotAccepted(msg) from error
    if affiliation:
        Affiliation.objects.create(expert=expert, name=affiliation, since=since)
    enter(Event.EXPERT_ADDED, outlet=by.outlet, by=by, now=now, about={"expert": expert.public_id})
    return expert


def seat_columns(expert: Expert, *, day: dt.date) -> dict[str, str]:
    """What a panel is told of an expert on that day; it stays with the panel, whatever changes in the directory."""
    return {
        "name": expert.name,
        "address": expert.address,
        "affiliation": affiliation_on(expert, day),
        "language": expert.language,
        "time_zone": expert.time_zone,
        "interests": expert.interests,
    }
