"""Who may do what: small named predicates, and one table from the name of an address to its predicate. What has no row is denied."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from weighin.site.store.identifiers import PATTERN
from weighin.site.store.models import Member, Role, Roundup

Predicate = Callable[[Member | None], bool]


def anybody(_visitor: Member | None) -> bool:
    """Readers too; nobody is asked who they are."""
    return True


def is_member(visitor: Member | None) -> bool:
    """Whoever works at an outlet: may look."""
    return visitor is not None


def may_edit(visitor: Member | None) -> bool:
    """Owners and editors: read, correct, publish, withdraw."""
    return visitor is not None and visitor.role in {Role.OWNER, Role.EDITOR}


def may_own(visitor: Member | None) -> bool:
    """Owners: who is a member, and as what."""
    return visitor is not None and visitor.role == Role.OWNER


ADDRESSES: dict[str, Predicate] = {
    "health": anybody,
    "robots": anybody,
    "favicon": anybody,
    "front_page": anybody,
    "front_page_file": anybody,
    "editions:without_slash": anybody,
    "editions:page": anybody,
    "editions:file": anybody,
    "accounts:sign_in": anybody,
    "accounts:sign_out": anybody,
    "accounts:password": is_member,
    "accounts:members": is_member,
    "accounts:add_member": may_own,
    "accounts:set_role": may_own,
    "accounts:reset_password": may_own,
    "accounts:remove_member": may_own,
    "articles:read": may_edit,
    "articles:review": is_member,
    "articles:correct": may_edit,
    "articles:take_back": may_edit,
    "desk:roundups": is_member,
    "desk:roundup": is_member,
    "desk:journal": is_member,
    "desk:state_right": may_edit,
    "editions:preview": is_member,
    "editions:preview_file": is_member,
    "editions:publish": may_edit,
    "editions:withdraw": may_edit,
}

BEFORE_A_PASSWORD_OF_ONES_OWN = frozenset({"accounts:password", "accounts:sign_out", "accounts:sign_in"})


class PolicyMiddleware:
    """Asks the table before any view runs.

    Anonymous visitors are sent to sign in; another outlet's things are not there (404); a member without the right is told so (403).
    An address that names a round-up or a member of an outlet says so by its argument's name, `roundup` or `member`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing happens before the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: tuple[Any, ...], arguments: dict[str, Any]
    ) -> HttpResponse | None:
        """None where the view may run."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        may_visit = ADDRESSES.get(name)
        if may_visit is None:
            raise PermissionDenied
        if may_visit is anybody:
            return None
        visitor = visitor_of(request)
        if visitor is None:
            return to_sign_in(request)
        if not is_in_own_outlet(visitor, arguments):
            raise Http404
        if not may_visit(visitor):
            raise PermissionDenied
        if visitor.must_change_password and name not in BEFORE_A_PASSWORD_OF_ONES_OWN:
            return redirect("accounts:password")
        return None


def visitor_of(request: HttpRequest) -> Member | None:
    """Who asks; None where nobody is signed in."""
    return request.user if isinstance(request.user, Member) else None


def member_of(request: HttpRequest) -> Member:
    """The member who asks, in a view that the table opens to members only."""
    member = visitor_of(request)
    if member is None:
        raise PermissionDenied
    return member


def is_in_own_outlet(visitor: Member, arguments: dict[str, Any]) -> bool:
    """Whether what an address names belongs to the visitor's outlet. What can be no identifier is not asked for in the database."""
    named = [arguments[argument] for argument in ("roundup", "member") if argument in arguments]
    if not all(re.fullmatch(PATTERN, identifier) for identifier in named):
        return False
    if "roundup" in arguments:
        return Roundup.objects.filter(public_id=arguments["roundup"], outlet=visitor.outlet_id).exists()
    if "member" in arguments:
        return Member.objects.filter(public_id=arguments["member"], outlet=visitor.outlet_id).exists()
    return True


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """The sign-in page, which leads back to what was asked for where that can be asked for again."""
    address = reverse(settings.LOGIN_URL)
    if request.method in {"GET", "HEAD"}:
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)
