"""Letters to members: an invitation to join, a link to sign in. They go at once; who asked for them has said so with a button."""

import datetime as dt

from weighin.site.mail.letters import fresh_message_id, one_line
from weighin.site.mail.texts import Written
from weighin.site.store.letters import LINK
from weighin.site.store.models import Letter, LetterKind, LetterState, LinkPurpose, Member
from weighin.site.store.sign_in_links import make_link


def sign_in_letter(member: Member, *, now: dt.datetime) -> Letter:
    """A link by which the member signs in, within a quarter of an hour."""
    text = (
        f"Somebody, most likely you, asked for a link to sign in at {member.outlet} as {member.name}. It holds for 15 minutes and once:\n{LINK}\n\n"
        "If it was not you, do nothing: without the link nobody gets in.\n"
    )
    return _sent(member, LinkPurpose.SIGN_IN, Written("Your link to sign in", text), now=now)


def invitation_letter(member: Member, *, by: Member, now: dt.datetime) -> Letter:
    """A link by which a colleague takes up a membership, within a week."""
    text = (
        f"{by.name} invites you to work with {member.outlet} on its expert round-ups. You would sign in as {member.name}.\n\n"
        f"Choose a password here; the link holds for 7 days and once:\n{LINK}\n"
    )
    return _sent(member, LinkPurpose.INVITATION, Written(f"{member.outlet} invites you", text), now=now)


def _sent(member: Member, purpose: LinkPurpose, written: Written, *, now: dt.datetime) -> Letter:
    return Letter.objects.create(
        outlet=member.outlet,
        sign_in_link=make_link(member, purpose, now=now),
        kind=LetterKind.MEMBER,
        state=LetterState.QUEUED,
        message_id=fresh_message_id(),
        to_name=member.name,
        to_address=member.address,
        subject=one_line(written.subject),
        text=written.text,
        written_at=now,
        queued_at=now,
        next_attempt_at=now,
    )
