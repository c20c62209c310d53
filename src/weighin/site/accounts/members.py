"""The members of an outlet: everybody there sees them, owners change them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from weighin.errors import BadName, LastOwner, WeighInError
from weighin.site import clock
from weighin.site.accounts import commands
from weighin.site.accounts.forms import MemberForm, RoleForm
from weighin.site.policy import may_own, member_of
from weighin.site.store.models import Member, Role
from weighin.site.store.scoped import own_colleague


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """The list."""
    return _page(request, MemberForm(initial={"role": Role.EDITOR.value}))


@require_POST
def add_member(request: HttpRequest) -> HttpResponse:
    """A new member; the password that holds once is shown now and never again."""
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            added = commands.add_member(
                form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                by=member_of(request),
                now=clock.now(),
            )
        except BadName as error:
            form.add_error("name", str(error))
        else:
            return render(request, "accounts/one_time_password.html", {"issued": added, "is_new": True})
    return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def set_role(request: HttpRequest, member: str) -> HttpResponse:
    """Another role for a colleague, or for oneself."""
    colleague = own_colleague(member_of(request), member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the roles.")
        return redirect("accounts:members")
    try:
        changed = commands.set_role(colleague, Role(form.cleaned_data["role"]), by=member_of(request), now=clock.now())
    except LastOwner as error:
        return _refused(request, error)
    messages.success(request, f"{changed.name} is {_with_article(changed.role)} now.")
    return redirect("accounts:members")


@require_POST
def reset_password(request: HttpRequest, member: str) -> HttpResponse:
    """A new password that holds once, for a colleague who forgot theirs."""
    colleague = own_colleague(member_of(request), member)
    issued = commands.reset_password(colleague, by=member_of(request), now=clock.now())
    return render(request, "accounts/one_time_password.html", {"issued": issued, "is_new": False})


@require_POST
def remove_member(request: HttpRequest, member: str) -> HttpResponse:
    """The end of a membership."""
    colleague = own_colleague(member_of(request), member)
    try:
        commands.remove_member(colleague, by=member_of(request), now=clock.now())
    except LastOwner as error:
        return _refused(request, error)
    messages.success(request, f"{colleague.name} is no longer a member and is signed out everywhere.")
    return redirect("accounts:members")


def _page(request: HttpRequest, form: MemberForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    member = member_of(request)
    listed = Member.objects.filter(outlet=member.outlet, is_active=True).order_by("sign_in_key")
    shown = {"members": listed, "form": form, "may_own": may_own(member), "roles": Role.choices}
    return render(request, "accounts/members.html", shown, status=status)


def _refused(request: HttpRequest, error: WeighInError) -> HttpResponse:
    messages.error(request, f"{error}.")
    return redirect("accounts:members")


def _with_article(role: str) -> str:
    return f"{'a' if role == Role.VIEWER else 'an'} {role}"
