"""What is done to second factors: turned on, used, turned off, reset, asked of a whole outlet. Each with its entry in the journal and, where it matters, a letter."""

import datetime as dt
import secrets

from django.contrib.sessions.models import Session
from django.db import transaction

from weighin.errors import InTheWay
from weighin.site.accounts.commands import fresh_password
from weighin.site.mail import members as letters
from weighin.site.store.journal import enter
from weighin.site.store.models import Event, Member, Outlet, SecondFactor
from weighin.site.store.second_factors import (
    Verdict,
    check_code,
    confirmed_factor,
    has_second_factor,
    keep_recovery_codes,
    new_factor,
    unused_recovery_codes,
)

HOW_MANY_CODES = 10


def begin_second_factor(member: Member, *, now: dt.datetime) -> SecondFactor:
    """A fresh key for a device. Nothing is asked for before a first code of it was right.

    Raises:
        InTheWay: one is on already.
    """
    with transaction.atomic():
        _held(member.outlet)
        if has_second_factor(member):
            msg = "your second factor is on already; turn it off to give another device a key"
            raise InTheWay(msg)
        return new_factor(member, secrets.token_hex(32), now=now)


@transaction.atomic
def turn_on(factor: SecondFactor, *, session: str, now: dt.datetime) -> tuple[str, ...] | None:
    """Ask the member for a code from now on, and sign them out in every browser but the one of that session; the recovery codes, which are shown once. None where it is on already."""
    if not SecondFactor.objects.filter(pk=factor.pk, confirmed_at__isnull=True).update(confirmed_at=now):
        return None
    member = factor.member
    sign_out_everywhere(member, but=session, now=now)
    enter(Event.SECOND_FACTOR_ON, outlet=member.outlet, by=member, now=now, about={"member": member.public_id})
    letters.second_factor_on_letter(member, now=now)
    return _new_codes(factor)


@transaction.atomic
def make_recovery_codes(factor: SecondFactor, *, now: dt.datetime) -> tuple[str, ...]:
    """Ten more, which are shown once; those before hold no longer."""
    codes, member = _new_codes(factor), factor.member
    enter(Event.RECOVERY_CODES_MADE, outlet=member.outlet, by=member, now=now, about={"member": member.public_id})
    letters.recovery_codes_letter(member, now=now)
    return codes


@transaction.atomic
def turn_off(factor: SecondFactor, *, now: dt.datetime) -> None:
    """Ask the member for a password alone from now on.

    Raises:
        InTheWay: the outlet asks every member for a second factor.
    """
    member = factor.member
    if _held(member.outlet).requires_second_factor:
        msg = f"{member.outlet} asks every member for a second factor; where the device is lost, an owner can reset it"
        raise InTheWay(msg)
    factor.delete()
    enter(Event.SECOND_FACTOR_OFF, outlet=member.outlet, by=member, now=now, about={"member": member.public_id})
    letters.second_factor_off_letter(member, now=now)


@transaction.atomic
def reset_second_factor(member: Member, *, by: Member | None, now: dt.datetime) -> None:
    """Take a lost device away from a member and sign them out everywhere. `by`: an owner; without, whoever runs the server.

    Raises:
        InTheWay: there is none; or it is one's own, which goes by a code or the password alone.
    """
    _held(member.outlet)
    if by is not None and by.pk == member.pk:
        msg = "turn your own second factor off under Second factor, by a code or your password"
        raise InTheWay(msg)
    factor = confirmed_factor(member)
    if factor is None:
        msg = f"{member.name} has no second factor"
        raise InTheWay(msg)
    factor.delete()
    sign_out_everywhere(member, but="", now=now)
    enter(Event.SECOND_FACTOR_RESET, outlet=member.outlet, by=by, now=now, about={"member": member.public_id})
    letters.second_factor_reset_letter(member, by=by, now=now)


@transaction.atomic
def ask_all_for_second_factor(outlet: Outlet, *, wanted: bool, by: Member, now: dt.datetime) -> None:
    """Ask every member for a second factor, or leave it to each.

    Raises:
        InTheWay: who asks others for one has none.
    """
    held = _held(outlet)
    if held.requires_second_factor == wanted:
        return
    if wanted and not has_second_factor(by):
        msg = "turn on a second factor of your own first; then ask the others for one"
        raise InTheWay(msg)
    held.requires_second_factor = wanted
    held.save(update_fields=["requires_second_factor"])
    event = Event.SECOND_FACTOR_WANTED if wanted else Event.SECOND_FACTOR_LEFT_OPEN
    enter(event, outlet=held, by=by, now=now)


def look_at_code(factor: SecondFactor, typed: str, *, now: dt.datetime, or_password: bool = False) -> Verdict:
    """Whether a code is right (or, where that will do, the password). A recovery code that was used is told of; so is it when codes are wrong too often."""
    member = factor.member
    is_password = or_password and member.check_password(typed)
    with transaction.atomic():
        verdict = check_code(factor, typed, now=now, is_password=is_password)
        if verdict is Verdict.RECOVERED:
            left = unused_recovery_codes(factor)
            about: dict[str, str | int] = {"member": member.public_id, "left": left}
            enter(Event.RECOVERY_CODE_USED, outlet=member.outlet, by=member, now=now, about=about)
            letters.recovery_code_used_letter(member, left=left, now=now)
        if verdict is Verdict.WRONG_TOO_OFTEN:
            letters.wrong_codes_letter(member, now=now)
    return verdict


def sign_out_everywhere(member: Member, *, but: str, now: dt.datetime) -> None:
    """End the member's visits in every browser, but the one with that session key."""
    for session in Session.objects.filter(expire_date__gt=now).exclude(session_key=but).iterator():
        if session.get_decoded().get("_auth_user_id") == str(member.pk):
            session.delete()


def _new_codes(factor: SecondFactor) -> tuple[str, ...]:
    codes = tuple(fresh_password() for _ in range(HOW_MANY_CODES))
    keep_recovery_codes(factor, codes)
    return codes


def _held(outlet: Outlet) -> Outlet:
    return Outlet.objects.select_for_update().get(pk=outlet.pk)
