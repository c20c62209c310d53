"""Versions that were made before somebody of the panel was erased, and so may show them still."""

import datetime as dt

from django.db.models import Max, QuerySet

from weighin.site.store.models import AskedPanelist, Edition, EditionFile, Roundup
from weighin.site.store.seen import edition_seen


def versions_with_the_erased(roundup: Roundup) -> QuerySet[Edition]:
    """Those that are not withdrawn, seen by readers or waiting for their time."""
    erased = AskedPanelist.objects.filter(asked__roundup=roundup).aggregate(last=Max("erased_at"))["last"]
    standing = roundup.editions.filter(withdrawn_at__isnull=True)
    return standing.none() if erased is None else standing.filter(published_at__lte=erased)


def drop_earlier_versions_with_the_erased(roundup: Roundup, *, now: dt.datetime) -> int:
    """Withdraw those before the one that readers see, without their files; how many. A notice stands at their addresses."""
    shown = edition_seen(roundup, now)
    showing = versions_with_the_erased(roundup)
    keys = [edition.pk for edition in showing if edition.publish_at <= now and edition != shown]
    EditionFile.objects.filter(edition__in=keys).delete()
    return Edition.objects.filter(pk__in=keys).update(withdrawn_at=now)
