"""Letters to members: an invitation to join, a link to sign in, what happened to a second factor. They go at once; who caused them has said so with a button."""

import datetime as dt

from weighin.site.mail.letters import fresh_message_id, one_line
from weighin.site.mail.texts import Written
from weighin.site.store.letters import LINK
from weighin.site.store.models import Letter, LetterKind, LetterState, LinkPurpose, Member, SignInLink
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


def second_factor_on_letter(member: Member, *, now: dt.datetime) -> None:
    """Says that a code is asked for from now on."""
    text = "Your second factor is on. Signing in asks for a code of your authenticator app now, and all other browsers are signed out."
    _told(member, "Second factor: on", text, now=now)


def second_factor_off_letter(member: Member, *, now: dt.datetime) -> None:
    """Says that no code is asked for any more."""
    _told(member, "Second factor: off", "Your second factor is off. Your password alone signs you in now.", now=now)


def second_factor_reset_letter(member: Member, *, by: Member | None, now: dt.datetime) -> None:
    """Says who took a lost device away."""
    who = f"{by.name} has" if by else "Whoever runs the server has"
    text = f"{who} reset your second factor, and you are signed out everywhere. Your password alone signs you in until you turn it on again, under “Second factor”."
    _told(member, "Second factor: reset", text, now=now)


def recovery_codes_letter(member: Member, *, now: dt.datetime) -> None:
    """Says that those before hold no longer."""
    text = "Ten new recovery codes were made for you. Those that you had before hold no longer."
    _told(member, "Second factor: new recovery codes", text, now=now)


def recovery_code_used_letter(member: Member, *, left: int, now: dt.datetime) -> None:
    """Says how many are left."""
    text = f"One of your recovery codes was used in the place of a code of your app. {left or 'None'} {'is' if left == 1 else 'are'} left."
    _told(member, "Second factor: a recovery code was used", text, now=now)


def wrong_codes_letter(member: Member, *, now: dt.datetime) -> None:
    """Says that somebody got as far as the code."""
    text = "Eight wrong codes in a row were typed for you; for a while none is looked at, a quarter of an hour the first time, twice as long each time after. Whoever typed them had your password, or a link out of your mail: if it was not you, change your password."
    _told(member, "Second factor: wrong codes", text, now=now)


def _told(member: Member, subject: str, text: str, *, now: dt.datetime) -> None:
    """What happened to a member's second factor, where the outlet has an address of theirs."""
    if not member.address:
        return
    text = f"{text}\n\nYou are {member.name} at {member.outlet}. If you know nothing of this, tell an owner of your outlet at once.\n"
    _queued(member, Written(subject, text), now=now)


def _sent(member: Member, purpose: LinkPurpose, written: Written, *, now: dt.datetime) -> Letter:
    return _queued(member, written, link=make_link(member, purpose, now=now), now=now)


def _queued(member: Member, written: Written, *, now: dt.datetime, link: SignInLink | None = None) -> Letter:
    return Letter.objects.create(
        outlet=member.outlet,
        sign_in_link=link,
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
