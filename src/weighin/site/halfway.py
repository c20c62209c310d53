"""Between the first factor and the second: who gave a right password, or came by a right link, and is signed in nowhere before a right code."""

import datetime as dt

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from msgspec import Struct

from weighin.site.store.models import Member

IN_SESSION = "halfway in"
LASTS = dt.timedelta(minutes=10)


class Halfway(Struct, frozen=True, kw_only=True):
    """Who is halfway in, where they want to go, and whether they came by a link in a mail."""

    member: Member
    leads_to: str
    is_by_link: bool


def go_halfway(request: HttpRequest, member: Member, *, leads_to: str, is_by_link: bool, now: dt.datetime) -> None:
    """Keep in a fresh session who gave the first factor; whoever was signed in there before is not any more."""
    request.session.flush()
    request.session[IN_SESSION] = {
        "member": member.public_id,
        "password": member.get_session_auth_hash(),  # with another password the first factor is to be given again
        "until": (now + LASTS).timestamp(),
        "leads_to": leads_to,
        "is_by_link": is_by_link,
    }


def halfway_in(request: HttpRequest, *, now: dt.datetime) -> Halfway | None:
    """Who is halfway in; None where nobody is, or it was too long ago."""
    kept = request.session.get(IN_SESSION)
    if not isinstance(kept, dict) or now.timestamp() >= kept["until"]:
        return None
    member = Member.objects.select_related("outlet").filter(public_id=kept["member"], is_active=True).first()
    if member is None or not constant_time_compare(member.get_session_auth_hash(), kept["password"]):
        return None
    return Halfway(member=member, leads_to=kept["leads_to"], is_by_link=kept["is_by_link"])
