"""Finding an outlet's own things by their public identifiers. Another outlet's are not there: 404, as if they did not exist."""

from django.shortcuts import get_object_or_404

from weighin.site.store.asked import AskedPanelist, AskedRoundup
from weighin.site.store.experts import Expert
from weighin.site.store.outlets import Member
from weighin.site.store.roundups import Roundup


def own_roundup(member: Member, public_id: str) -> Roundup:
    """The round-up of that identifier in the member's outlet.

    Raises:
        Http404: there is none there.
    """
    found = Roundup.objects.select_related("outlet", "read_by", "right_stated_by")
    return get_object_or_404(found, public_id=public_id, outlet=member.outlet_id)


def own_colleague(member: Member, public_id: str) -> Member:
    """The active member of that identifier in the same outlet.

    Raises:
        Http404: there is none there.
    """
    return get_object_or_404(Member, public_id=public_id, outlet=member.outlet_id, is_active=True)


def own_asked(member: Member, public_id: str) -> AskedRoundup:
    """The round-up of that identifier that the member's outlet asks.

    Raises:
        Http404: there is none there.
    """
    found = AskedRoundup.objects.select_related("outlet", "drafted_by", "opened_by", "roundup")
    return get_object_or_404(found, public_id=public_id, outlet=member.outlet_id)


def panelist_on(asked: AskedRoundup, public_id: str) -> AskedPanelist:
    """The panelist of that identifier on that panel.

    Raises:
        Http404: there is none there.
    """
    found = AskedPanelist.objects.select_related("asked", "asked__outlet", "expert")
    return get_object_or_404(found, public_id=public_id, asked=asked)


def own_expert(member: Member, public_id: str) -> Expert:
    """The expert of that identifier in the directory of the member's outlet.

    Raises:
        Http404: there is none there.
    """
    found = Expert.objects.select_related("outlet", "identity_confirmed_by", "added_by")
    return get_object_or_404(found, public_id=public_id, outlet=member.outlet_id)
