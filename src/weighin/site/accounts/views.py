"""Signing in and out, and one's own password."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from weighin.errors import BadPassword
from weighin.site import clock
from weighin.site.accounts.commands import give_password
from weighin.site.accounts.forms import PasswordForm, SignInForm
from weighin.site.accounts.signing_in import BY_LINK, sign_in_as
from weighin.site.policy import member_of, visitor_of
from weighin.site.store.models import Member
from weighin.site.store.outlets import sign_in_key

NO_SUCH = "This name and this password do not belong together. Mind capitals in the password."
WRONG_NOW = "This is not your password now."


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it. An unknown name and a wrong password are told apart neither in words nor in time."""
    leads_to = _inside(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        if visitor_of(request):
            return redirect(leads_to)
        return render(request, "accounts/sign_in.html", {"form": SignInForm(), "next": leads_to})
    form = SignInForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        member = authenticate(
            request,
            username=sign_in_key(form.cleaned_data["username"]),
            password=form.cleaned_data["password"],
        )
        if isinstance(member, Member):
            return sign_in_as(request, member, leads_to=leads_to)
        form.add_error(None, NO_SUCH)
        status = HTTPStatus.FORBIDDEN
    return render(request, "accounts/sign_in.html", {"form": form, "next": leads_to}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends."""
    logout(request)
    return redirect("accounts:sign_in")


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other browsers are signed out by it, this one stays."""
    member = member_of(request)
    form = PasswordForm(request.POST or None)
    is_by_link = bool(request.session.get(BY_LINK))
    if is_by_link:
        del form.fields["current"]
    if request.method == "POST" and form.is_valid():
        if not is_by_link and not member.check_password(form.cleaned_data["current"]):
            form.add_error("current", WRONG_NOW)
        else:
            try:
                changed = give_password(member, form.cleaned_data["chosen"], by=member, now=clock.now())
            except BadPassword as error:
                form.add_error("chosen", str(error))
            else:
                update_session_auth_hash(request, changed)
                messages.success(request, "Your password is changed. Other browsers are signed out.")
                return redirect("desk:roundups")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/password.html", {"form": form}, status=status)


def _inside(request: HttpRequest, address: str) -> str:
    """Where to go after signing in: an address of this site, else the desk."""
    is_inside = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if is_inside else reverse("desk:roundups")
