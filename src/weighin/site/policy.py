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

from weighin.asking.life import Stage
from weighin.site import clock, failures, limits
from weighin.site.halfway import halfway_in
from weighin.site.store.identifiers import PATTERN
from weighin.site.store.links import TOKEN_PATTERN, panelist_of_token
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AskedPanelist, AskedRoundup, Expert, Member, Role, Roundup
from weighin.site.store.second_factors import has_second_factor

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


def has_a_link(_visitor: Member | None) -> bool:
    """Whoever holds a personal link, signed in or not; the middleware looks the link up."""
    return False


def is_halfway_in(_visitor: Member | None) -> bool:
    """Whoever gave a right password, or came by a right link, and has a second factor to give; the middleware asks the session."""
    return False


ADDRESSES: dict[str, Predicate] = {
    "health": anybody,
    "robots": anybody,
    "favicon": anybody,
    "front_page": anybody,
    "front_page_file": anybody,
    "editions:without_slash": anybody,
    "editions:page": anybody,
    "editions:file": anybody,
    "editions:versions": anybody,
    "editions:version_page": anybody,
    "editions:version_file": anybody,
    "editions:embargo": anybody,
    "editions:embargo_file": anybody,
    "accounts:sign_in": anybody,
    "accounts:sign_out": anybody,
    "accounts:ask_for_link": anybody,
    "accounts:sign_in_link": anybody,
    "accounts:second_step": is_halfway_in,
    "accounts:take_up": anybody,
    "accounts:password": is_member,
    "accounts:second_factor": is_member,
    "accounts:begin_second_factor": is_member,
    "accounts:confirm_second_factor": is_member,
    "accounts:renew_recovery_codes": is_member,
    "accounts:turn_off_second_factor": is_member,
    "accounts:ask_all_for_second_factor": may_own,
    "accounts:reset_second_factor": may_own,
    "accounts:members": is_member,
    "accounts:add_member": may_own,
    "accounts:set_role": may_own,
    "accounts:set_address": may_own,
    "accounts:reset_password": may_own,
    "accounts:remove_member": may_own,
    "articles:read": may_edit,
    "articles:review": is_member,
    "articles:correct": may_edit,
    "articles:take_back": may_edit,
    "desk:roundups": is_member,
    "desk:roundup": is_member,
    "desk:journal": is_member,
    "desk:journal_file": may_own,
    "desk:state_right": may_edit,
    "editions:preview": is_member,
    "editions:preview_file": is_member,
    "editions:publish": may_edit,
    "editions:schedule": may_edit,
    "editions:cancel_schedule": may_edit,
    "editions:previews": may_edit,
    "editions:end_preview": may_edit,
    "editions:withdraw": may_edit,
    "board:asked": is_member,
    "board:roundup": is_member,
    "board:answers": is_member,
    "board:seal_file": is_member,
    "board:seeds": is_member,
    "board:stamp_file": is_member,
    "board:ask_for_stamps": may_edit,
    "board:opening": may_edit,
    "board:reminders": may_edit,
    "board:next_round": may_edit,
    "board:reasons": may_edit,
    "board:close": may_edit,
    "board:seal": may_edit,
    "board:record": may_edit,
    "board:extend": may_edit,
    "board:accept_late": may_edit,
    "board:edit": may_edit,
    "board:settle": may_edit,
    "board:settle_report": may_edit,
    "board:panelist": is_member,
    "board:remove_note": may_edit,
    "facilitating:proposals": is_member,
    "facilitating:decide": may_edit,
    "facilitating:discussion": is_member,
    "facilitating:say": may_edit,
    "facilitating:withhold": may_edit,
    "facilitating:agreed": may_edit,
    "drafting:new": may_edit,
    "drafting:draft": may_edit,
    "drafting:protocol": may_edit,
    "drafting:preview": is_member,
    "drafting:open": may_edit,
    "drafting:first_round": may_edit,
    "drafting:add_question": may_edit,
    "drafting:change_question": may_edit,
    "drafting:move_question": may_edit,
    "drafting:order_questions": may_edit,
    "drafting:templates": may_edit,
    "drafting:use_template": may_edit,
    "drafting:delete_template": may_edit,
    "drafting:save_template": may_edit,
    "drafting:test": may_edit,
    "drafting:end_test": may_edit,
    "drafting:terms": may_edit,
    "drafting:seed": may_edit,
    "drafting:condition": may_edit,
    "drafting:remove_question": may_edit,
    "drafting:panel": may_edit,
    "drafting:panel_table": may_edit,
    "drafting:panel_from_directory": may_edit,
    "drafting:duplicate": may_edit,
    "drafting:seat": may_edit,
    "drafting:remove_panelist": may_edit,
    "entering:reply": may_edit,
    "entering:address": may_edit,
    "entering:mail": may_edit,
    "entering:unmatched": may_edit,
    "entering:unmatched_letter": may_edit,
    "directory:experts": is_member,
    "directory:expert": is_member,
    "directory:photograph": is_member,
    "directory:add": may_edit,
    "directory:table": may_edit,
    "directory:change": may_edit,
    "directory:add_affiliation": may_edit,
    "directory:end_affiliation": may_edit,
    "directory:remove_affiliation": may_edit,
    "directory:confirm_identity": may_edit,
    "directory:set_photograph": may_edit,
    "directory:remove_photograph": may_edit,
    "directory:merge": may_edit,
    "directory:export": may_edit,
    "directory:erase": may_own,
    "outbox:letters": is_member,
    "outbox:letter": is_member,
    "outbox:mailbox": may_edit,  # personal links and receipts stand in it
    "outbox:person": is_member,
    "outbox:send": may_edit,
    "outbox:write": may_edit,
    "outbox:discard": may_edit,
    "outbox:again": may_edit,
    "reply:preview": is_member,
    "reply:form": has_a_link,
    "reply:decline": has_a_link,
    "reply:receipt": has_a_link,
    "reply:stop_reminders": has_a_link,
    "reply:withdraw": has_a_link,
    "reply:ask": has_a_link,
    "reply:discussion": has_a_link,
    "reply:confirm": has_a_link,
    "reply:afterwards": has_a_link,
    "reply:opening": has_a_link,
    "reply:submission": has_a_link,
    "reply:proof": has_a_link,
    "reply:witness": has_a_link,
}

BEFORE_A_PASSWORD_OF_ONES_OWN = frozenset({"accounts:password", "accounts:sign_out", "accounts:sign_in"})
BEFORE_A_SECOND_FACTOR = BEFORE_A_PASSWORD_OF_ONES_OWN | {
    "accounts:second_factor",
    "accounts:begin_second_factor",
    "accounts:confirm_second_factor",
}


class PolicyMiddleware:
    """Asks the table before any view runs.

    Anonymous visitors are sent to sign in; another outlet's things are not there (404); a member without the right is told so (403).
    An address that names what belongs to an outlet says so by its argument's name: `roundup`, `asked`, `expert` or `member`.
    A personal link that leads nowhere is answered alike, whatever is wrong with it.
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
        if may_visit is has_a_link:
            return _by_link(request, arguments)
        if may_visit is is_halfway_in:
            return None if halfway_in(request, now=clock.now()) else redirect(settings.LOGIN_URL)
        visitor = visitor_of(request)
        if visitor is None:
            return to_sign_in(request)
        if not is_in_own_outlet(visitor, arguments):
            raise Http404
        if not may_visit(visitor):
            raise PermissionDenied
        if visitor.must_change_password and name not in BEFORE_A_PASSWORD_OF_ONES_OWN:
            return redirect("accounts:password")
        if name not in BEFORE_A_SECOND_FACTOR and lacks_second_factor(visitor):
            return redirect("accounts:second_factor")
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


def panelist_of(request: HttpRequest) -> AskedPanelist:
    """Whose personal link was opened, in a view that the table opens to those who hold one."""
    panelist = getattr(request, "panelist", None)
    if not isinstance(panelist, AskedPanelist):
        raise PermissionDenied
    return panelist


def leads_nowhere(request: HttpRequest) -> HttpResponse:
    """One answer for every link that is not the right one: unknown, of another kind, renewed since, of a round-up that is not open yet."""
    return failures.leads_nowhere(request)


def _by_link(request: HttpRequest, arguments: dict[str, Any]) -> HttpResponse | None:
    now = clock.now()
    if limits.has_tried_too_often(request, now=now):
        return failures.too_many_links(request)
    if _finds_a_panelist(request, arguments):
        return None
    limits.count_wrong_link(request, now=now)
    return leads_nowhere(request)


def _finds_a_panelist(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    token = str(arguments.get("token", ""))
    panelist = panelist_of_token(token) if re.fullmatch(TOKEN_PATTERN, token) else None
    if panelist is None or stage_now(panelist.asked, clock.now()) is Stage.DRAFT:
        return False
    request.panelist = panelist  # type: ignore[attr-defined]  # beside `user`, and read by `panelist_of` alone
    return True


def is_in_own_outlet(visitor: Member, arguments: dict[str, Any]) -> bool:
    """Whether what an address names belongs to the visitor's outlet. What can be no identifier is not asked for in the database."""
    named = [arguments[argument] for argument in ("roundup", "asked", "member", "expert") if argument in arguments]
    if not all(re.fullmatch(PATTERN, identifier) for identifier in named):
        return False
    if "roundup" in arguments:
        return Roundup.objects.filter(public_id=arguments["roundup"], outlet=visitor.outlet_id).exists()
    if "asked" in arguments:
        return AskedRoundup.objects.filter(public_id=arguments["asked"], outlet=visitor.outlet_id).exists()
    if "expert" in arguments:
        return Expert.objects.filter(public_id=arguments["expert"], outlet=visitor.outlet_id).exists()
    if "member" in arguments:
        return Member.objects.filter(public_id=arguments["member"], outlet=visitor.outlet_id).exists()
    return True


def lacks_second_factor(visitor: Member) -> bool:
    """Whether the outlet asks every member for a second factor and this one has none."""
    return visitor.outlet.requires_second_factor and not has_second_factor(visitor)


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """The sign-in page, which leads back to what was asked for where that can be asked for again."""
    address = reverse(settings.LOGIN_URL)
    if request.method in {"GET", "HEAD"}:
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)
