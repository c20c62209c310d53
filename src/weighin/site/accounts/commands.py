"""What is done to outlets and their members: each once, whole, with its entry in the journal."""

import datetime as dt
import secrets

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from msgspec import Struct

from weighin.errors import BadName, BadPassword, InTheWay, LastOwner, NotAccepted
from weighin.site.mail.members import invitation_letter
from weighin.site.store.journal import enter
from weighin.site.store.models import Event, Member, Outlet, Role, SecondFactor
from weighin.site.store.outlets import sign_in_key

LONGEST_NAME = 80
LONGEST_PASSWORD = 256  # characters; hashing a longer one is work that a stranger could make us do


class OneTimePassword(Struct, frozen=True):
    """A member, and the password to sign in with once; it is kept nowhere in the clear."""

    member: Member
    password: str


@transaction.atomic
def found_outlet(name: str, *, owner: str, password: str, now: dt.datetime) -> Member:
    """Found an outlet with its first owner."""
    outlet_name = " ".join(name.split())
    if not outlet_name or len(outlet_name) > 120 or "\0" in outlet_name:
        msg = "an outlet's name has 1 to 120 characters"
        raise BadName(msg)
    if Outlet.objects.filter(name=outlet_name).exists():
        msg = f"there is an outlet of the name {outlet_name} already; its owner adds members on the site"
        raise BadName(msg)
    outlet = Outlet.objects.create(name=outlet_name, founded_at=now)
    enter(Event.OUTLET_FOUNDED, outlet=outlet, by=None, now=now, about={"outlet": outlet.public_id})
    member = _new_member(outlet, owner, role=Role.OWNER, by=None, now=now)
    member.set_password(require_good_password(password, member))
    return _insert(member, by=None, now=now)


@transaction.atomic
def add_member(name: str, *, role: Role, by: Member, now: dt.datetime) -> OneTimePassword:
    """Add a colleague, who signs in with a password that holds once and then chooses another. One who left comes back as who they were."""
    password = fresh_password()
    member = Member.objects.filter(sign_in_key=sign_in_key(name), outlet=by.outlet, is_active=False).first()
    if member is None:
        member = _new_member(by.outlet, name, role=role, by=by, now=now)
        member.set_password(password)
        member.must_change_password = True
        return OneTimePassword(_insert(member, by=by, now=now), password)
    member.role, member.is_active, member.must_change_password = role, True, True
    member.set_password(password)
    member.save(update_fields=["role", "is_active", "must_change_password", "password"])
    _enter_added(member, by=by, now=now)
    return OneTimePassword(member, password)


@transaction.atomic
def invite_member(name: str, address: str, *, role: Role, by: Member, now: dt.datetime) -> Member:
    """Add a colleague, who gets a letter with a link and chooses a password there. One who left comes back as who they were.

    Raises:
        BadName: the name is none, or taken. NotAccepted: the address is another member's, or this site sends no mail.
    """
    if settings.MAIL_SERVER is None:
        msg = "this site sends no mail; leave the address empty, and give them the password that you are shown"
        raise NotAccepted(msg)
    member = add_member(name, role=role, by=by, now=now).member
    member.set_unusable_password()
    member.must_change_password = False
    member.save(update_fields=["password", "must_change_password"])
    set_address(member, address, by=by, now=now)
    member.address = address
    invitation_letter(member, by=by, now=now)
    enter(Event.MEMBER_INVITED, outlet=by.outlet, by=by, now=now, about={"member": member.public_id})
    return member


@transaction.atomic
def set_address(member: Member, address: str, *, by: Member, now: dt.datetime) -> Member:
    """Enter where letters to a member go; links that went to the address before lead nowhere.

    Raises:
        NotAccepted: it is another member's.
    """
    held = _locked(member)
    others = Member.objects.filter(outlet=held.outlet, address__iexact=address).exclude(pk=held.pk)
    if address and (other := others.first()) is not None:
        msg = f"{address} is the address of {other.name} already"
        raise NotAccepted(msg)
    if held.address != address:
        held.address = address
        held.save(update_fields=["address"])
        held.links.filter(used_at__isnull=True).update(used_at=now)
        enter(Event.ADDRESS_SET, outlet=held.outlet, by=by, now=now, about={"member": held.public_id})
    return held


@transaction.atomic
def set_role(member: Member, role: Role, *, by: Member, now: dt.datetime) -> Member:
    """Give a colleague another role; the last owner stays one."""
    held = _locked(member)
    if held.role == role:
        return held
    if held.role == Role.OWNER:
        _require_another_owner(held)
    was, held.role = held.role, role
    held.save(update_fields=["role"])
    about: dict[str, str | int] = {"member": held.public_id, "was": was, "is": role.value}
    enter(Event.ROLE_SET, outlet=held.outlet, by=by, now=now, about=about)
    return held


@transaction.atomic
def remove_member(member: Member, *, by: Member, now: dt.datetime) -> None:
    """End a colleague's membership: they are signed out everywhere; what they did stays in the journal under their name."""
    held = _locked(member)
    if held.role == Role.OWNER:
        _require_another_owner(held)
    held.is_active = False
    held.links.filter(used_at__isnull=True).update(used_at=now)
    held.set_unusable_password()
    held.save(update_fields=["is_active", "password"])
    SecondFactor.objects.filter(member=held).delete()  # should they come back, with a device of then
    enter(Event.MEMBER_REMOVED, outlet=held.outlet, by=by, now=now, about={"member": held.public_id})


@transaction.atomic
def reset_password(member: Member, *, by: Member, now: dt.datetime) -> OneTimePassword:
    """Give a colleague who cannot sign in a password that holds once; they are signed out everywhere.

    Raises:
        InTheWay: it is one's own: who found a browser in which an owner is signed in would have a password of theirs.
    """
    if by.pk == member.pk:
        msg = "change your own password under Password"
        raise InTheWay(msg)
    held = _locked(member)
    password = fresh_password()
    held.set_password(password)
    held.must_change_password = True
    held.save(update_fields=["password", "must_change_password"])
    enter(Event.PASSWORD_RESET, outlet=held.outlet, by=by, now=now, about={"member": held.public_id})
    return OneTimePassword(held, password)


@transaction.atomic
def give_password(member: Member, password: str, *, by: Member | None, now: dt.datetime) -> Member:
    """Set the password that a member chose (or, without `by`, that the command line was given)."""
    held = _locked(member)
    held.set_password(require_good_password(password, held))
    held.must_change_password = False
    held.save(update_fields=["password", "must_change_password"])
    enter(Event.PASSWORD_CHANGED, outlet=held.outlet, by=by, now=now, about={"member": held.public_id})
    return held


def require_good_password(password: str, member: Member) -> str:
    """The password, where it protects.

    Raises:
        BadPassword: says everything that is wrong with it.
    """
    if len(password) > LONGEST_PASSWORD:
        msg = f"a password has at most {LONGEST_PASSWORD} characters"
        raise BadPassword(msg)
    try:
        validate_password(password, member)
    except ValidationError as error:
        raise BadPassword(" ".join(error.messages)) from error
    return password


def fresh_password() -> str:
    """One that can be read out over a telephone and not guessed: 80 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _new_member(outlet: Outlet, name: str, *, role: Role, by: Member | None, now: dt.datetime) -> Member:
    shown = " ".join(name.split())
    if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
        msg = f"a name to sign in with has 1 to {LONGEST_NAME} characters"
        raise BadName(msg)
    key = sign_in_key(shown)
    if Member.objects.filter(sign_in_key=key).exists():
        raise BadName(_taken(shown))
    return Member(outlet=outlet, name=shown, sign_in_key=key, role=role, added_at=now, added_by=by)


def _insert(member: Member, *, by: Member | None, now: dt.datetime) -> Member:
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as error:  # somebody else took the name at this moment
        raise BadName(_taken(member.name)) from error
    _enter_added(member, by=by, now=now)
    return member


def _enter_added(member: Member, *, by: Member | None, now: dt.datetime) -> None:
    about: dict[str, str | int] = {"member": member.public_id, "role": str(member.role)}
    enter(Event.MEMBER_ADDED, outlet=member.outlet, by=by, now=now, about=about)


def _taken(name: str) -> str:
    return f"the name {name} is taken; choose another, as in {name}.2"


def _locked(member: Member) -> Member:
    """The row as it is now. The outlet is held, so that two owners cannot demote each other at once."""
    Outlet.objects.select_for_update().get(pk=member.outlet_id)
    return Member.objects.select_related("outlet").get(pk=member.pk)


def _require_another_owner(member: Member) -> None:
    others = Member.objects.filter(outlet=member.outlet, role=Role.OWNER, is_active=True).exclude(pk=member.pk)
    if not others.exists():
        msg = f"{member.name} is the only owner of {member.outlet}; make somebody else an owner first"
        raise LastOwner(msg)
