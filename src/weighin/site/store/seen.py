"""Which editions readers can see at a moment: computed from the clock at each request, so that no worker has to publish anything."""

import datetime as dt

from django.db.models import OuterRef, Q, QuerySet, Subquery

from weighin.site.store.models import Edition, Roundup


def seen(now: dt.datetime) -> Q:
    """Of editions: their time has come, and they are not withdrawn."""
    return Q(publish_at__lte=now, withdrawn_at__isnull=True)


def editions_seen(roundup: Roundup, now: dt.datetime) -> QuerySet[Edition]:
    """Every version that readers can look up, the last first."""
    return roundup.editions.filter(seen(now)).order_by("-number")


def edition_seen(roundup: Roundup, now: dt.datetime) -> Edition | None:
    """What readers see at the round-up's own address."""
    return editions_seen(roundup, now).first()


def scheduled_edition(roundup: Roundup, now: dt.datetime) -> Edition | None:
    """What readers are going to see."""
    return roundup.editions.filter(publish_at__gt=now, withdrawn_at__isnull=True).order_by("-number").first()


def last_seen(now: dt.datetime) -> QuerySet[Edition]:
    """Of every round-up the edition that readers see."""
    newest = Edition.objects.filter(seen(now), roundup=OuterRef("roundup")).order_by("-number").values("pk")[:1]
    return Edition.objects.filter(pk=Subquery(newest))
