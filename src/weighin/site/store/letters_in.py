"""Finding mail that came in: what of a round-up waits for an editor, and what fits nobody."""

from collections import defaultdict

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from weighin.asking.life import responded_in_time
from weighin.site.store.incoming import IncomingMail
from weighin.site.store.lives import deadline_of
from weighin.site.store.models import AskedRoundup, Inbox, Member, Outlet


def mail_to_settle(asked: AskedRoundup) -> dict[int, list[IncomingMail]]:
    """What came from the panel or about it and nobody has settled, by the panelist's key, the first first; without what stands in it."""
    found: dict[int, list[IncomingMail]] = defaultdict(list)
    rows = IncomingMail.objects.filter(panelist__asked=asked, settled_at__isnull=True)
    for row in rows.select_related("opened_by", "panelist").defer("content"):
        if row.panelist_id is not None:
            found[row.panelist_id].append(row)
    return dict(found)


def unmatched_mail(outlet: Outlet) -> QuerySet[IncomingMail]:
    """What came for an outlet and fits nobody on its panels, the last first."""
    rows = outlet.incoming.filter(panelist__isnull=True, settled_at__isnull=True)
    return rows.select_related("opened_by").defer("content").order_by("-received_at", "-pk")


def mail_on(asked: AskedRoundup, public_id: str) -> IncomingMail:
    """The letter of that identifier from that panel.

    Raises:
        Http404: there is none there.
    """
    found = IncomingMail.objects.select_related("panelist__asked__outlet", "opened_by", "settled_by", "letter")
    return get_object_or_404(found, public_id=public_id, panelist__asked=asked)


def unmatched_of(member: Member, public_id: str) -> IncomingMail:
    """The letter of that identifier that fits nobody, in the member's outlet.

    Raises:
        Http404: there is none there.
    """
    found = IncomingMail.objects.select_related("opened_by", "settled_by", "outlet")
    return get_object_or_404(found, public_id=public_id, outlet=member.outlet_id, panelist__isnull=True)


def came_in_time(mail: IncomingMail) -> bool:
    """Whether a panelist's letter reached the mailbox by their deadline."""
    return mail.panelist is not None and responded_in_time(deadline_of(mail.panelist), mail.received_at)


def inbox_now() -> Inbox | None:
    """How the mailbox that is read stands; None where none is, or it was never looked at."""
    server = settings.INCOMING_MAIL
    return Inbox.objects.filter(name=server.name).first() if server else None
