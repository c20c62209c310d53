"""The members of an outlet: everybody there sees them, owners change them."""

from http import HTTPStatus

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from weighin.errors import BadName, InTheWay, LastOwner, NotAccepted, WeighInError
from weighin.site import clock
from weighin.site.accounts import commands
from weighin.site.accounts.forms import AddressForm, MemberForm, RoleForm
from weighin.site.policy import may_own, member_of
from weighin.site.sentences import sentence
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
        address = form.cleaned_data["address"]
        try:
            if address:
                return _invited(request, form.cleaned_data["name"], address, Role(form.cleaned_data["role"]))
            added = commands.add_member(
                form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                by=member_of(request),
                now=clock.now(),
            )
        except BadName as error:
            form.add_error("name", str(error))
        except NotAccepted as error:
            form.add_error("address", f"{error}.")
        else:
            return render(request, "accounts/one_time_password.html", {"issued": added, "is_new": True})
    return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def set_address(request: HttpRequest, member: str) -> HttpResponse:
    """Where letters to a colleague, or to oneself, go."""
    colleague = own_colleague(member_of(request), member)
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write the address as in ada@courant.example.")
        return redirect("accounts:members")
    try:
        commands.set_address(colleague, form.cleaned_data["address"], by=member_of(request), now=clock.now())
    except NotAccepted as error:
        return _refused(request, error)
    messages.success(request, f"Letters to {colleague.name} go to {form.cleaned_data['address']}.")
    return redirect("accounts:members")


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
    try:
        issued = commands.reset_password(colleague, by=member_of(request), now=clock.now())
    except InTheWay as error:
        return _refused(request, error)
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
    listed = listed.annotate(factor_since=F("second_factor__confirmed_at"))
    shown = {"members": listed, "form": form, "may_own": may_own(member), "roles": Role.choices}
    return render(request, "accounts/members.html", shown, status=status)


def _invited(request: HttpRequest, name: str, address: str, role: Role) -> HttpResponse:
    invited = commands.invite_member(name, address, role=role, by=member_of(request), now=clock.now())
    messages.success(request, f"A letter with a link is on the way to {invited.name}. It holds for 7 days.")
    return redirect("accounts:members")


def _refused(request: HttpRequest, error: WeighInError) -> HttpResponse:
    messages.error(request, sentence(error))
    return redirect("accounts:members")


def _with_article(role: str) -> str:
    return f"{'a' if role == Role.VIEWER else 'an'} {role}"
