"""Finding an outlet's own things by their public identifiers. Another outlet's are not there: 404, as if they did not exist."""

from django.shortcuts import get_object_or_404

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
