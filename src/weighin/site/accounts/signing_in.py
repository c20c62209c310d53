"""The one door by which somebody is signed in: at once, or by a code on a second page where a second factor is on."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weighin.site import clock, failures
from weighin.site.accounts.factors import look_at_code
from weighin.site.accounts.forms import CodeForm
from weighin.site.halfway import IN_SESSION, go_halfway, halfway_in
from weighin.site.store.models import Member
from weighin.site.store.second_factors import Verdict, confirmed_factor, has_second_factor, unused_recovery_codes

BACKEND = "django.contrib.auth.backends.ModelBackend"
BY_LINK = "signed in by a link"  # in the session: who proved to have the mail address may choose a password without the one before
WRONG_CODE = "This code is not right, or was used before. Wait for the next one that the app shows, and look whether its clock is right."


def sign_in_as(request: HttpRequest, member: Member, *, leads_to: str, is_by_link: bool = False) -> HttpResponse:
    """Who gave a right password or came by a right link is signed in, or asked for a code."""
    if has_second_factor(member):
        go_halfway(request, member, leads_to=leads_to, is_by_link=is_by_link, now=clock.now())
        return redirect("accounts:second_step")
    return _signed_in(request, member, leads_to=leads_to, is_by_link=is_by_link)


@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code, after the password or the link."""
    halfway = halfway_in(request, now=clock.now())
    if halfway is None:
        raise PermissionDenied
    form, status = CodeForm(request.POST if request.method == "POST" else None), HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        factor = confirmed_factor(halfway.member)
        if factor is None:  # reset at this moment: back to the start
            return redirect("accounts:sign_in")
        verdict = look_at_code(factor, form.cleaned_data["code"], now=clock.now())
        if verdict in {Verdict.RIGHT, Verdict.RECOVERED}:
            if verdict is Verdict.RECOVERED:
                messages.success(request, _recovered(unused_recovery_codes(factor)))
            return _signed_in(request, halfway.member, leads_to=halfway.leads_to, is_by_link=halfway.is_by_link)
        if verdict is not Verdict.WRONG:
            return failures.too_many_codes(request)
        form.add_error("code", WRONG_CODE)
        status = HTTPStatus.FORBIDDEN
    shown = {"form": form, "member": halfway.member}
    return render(request, "accounts/second_step.html", shown, status=status)


def _signed_in(request: HttpRequest, member: Member, *, leads_to: str, is_by_link: bool) -> HttpResponse:
    login(request, member, backend=BACKEND)  # with a fresh session, so that one planted before is worth nothing
    request.session.pop(IN_SESSION, None)
    if is_by_link:
        request.session[BY_LINK] = True
    return redirect(leads_to)


def _recovered(left: int) -> str:
    return f"This recovery code is used up; {left or 'none'} {'is' if left == 1 else 'are'} left. Where the device is lost, turn the second factor off and on again with the new one."
