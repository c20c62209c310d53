"""Versions that still show somebody who was erased since: their files go when the round-up is published without them."""

import datetime as dt

from django.db.models import Max

from weighin.site.store.models import AskedPanelist, Edition, EditionFile, Roundup


def drop_versions_with_the_erased(roundup: Roundup, edition: Edition, *, now: dt.datetime) -> int:
    """Withdraw the versions that were made before somebody of the panel was erased, without their files; how many.

    `edition` is the one that was made just now. A notice stands at the addresses of the others.
    """
    erased = AskedPanelist.objects.filter(asked__roundup=roundup).aggregate(last=Max("erased_at"))["last"]
    if erased is None:
        return 0
    showing = roundup.editions.filter(published_at__lte=erased).exclude(pk=edition.pk)
    EditionFile.objects.filter(edition__in=showing).delete()
    return showing.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
