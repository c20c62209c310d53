"""Signing in and taking up a membership by a link in a mail. A link that is opened changes nothing; the button on its page does."""

import datetime as dt
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from weighin.errors import BadPassword
from weighin.site import clock, failures
from weighin.site.accounts.commands import give_password
from weighin.site.accounts.forms import AddressForm, ChosenPasswordForm
from weighin.site.accounts.signing_in import sign_in_as
from weighin.site.mail.members import sign_in_letter
from weighin.site.policy import leads_nowhere
from weighin.site.security import client_address
from weighin.site.store.models import LinkPurpose, LinkRequest, Member, SignInLink
from weighin.site.store.sign_in_links import LASTS, link_of_token, origin_of, use_link

MOST_ASKED_FOR = 10  # from one place in a quarter of an hour
MOST_LETTERS = 3  # to one member in a quarter of an hour


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether somebody here has the address or not."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not _send_links(form.cleaned_data["address"], client_address(request), now=clock.now()):
            return failures.too_many_attempts(request)
        return render(request, "accounts/link_asked_for.html")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/ask_for_link.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, link: str) -> HttpResponse:
    """The page that a link in a mail leads to, and signing in by its button."""
    now = clock.now()
    found = link_of_token(link, LinkPurpose.SIGN_IN, now=now)
    if found is None:
        return leads_nowhere(request)
    if request.method == "POST":
        if not use_link(found, now=now):
            return leads_nowhere(request)
        return sign_in_as(request, found.member, leads_to=reverse("desk:roundups"), is_by_link=True)
    return _unspoken(render(request, "accounts/sign_in_link.html", {"member": found.member}))


@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: HttpRequest, link: str) -> HttpResponse:
    """Choose a password, and be a member who signs in with it."""
    now = clock.now()
    found = link_of_token(link, LinkPurpose.INVITATION, now=now)
    if found is None:
        return leads_nowhere(request)
    form = ChosenPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            member = _taken_up(found, form.cleaned_data["chosen"], now=now)
        except BadPassword as error:
            form.add_error("chosen", str(error))
        else:
            if member is None:
                return leads_nowhere(request)
            response = sign_in_as(request, member, leads_to=reverse("desk:roundups"))
            messages.success(request, f"Welcome. You sign in as {member.name} with the password that you chose.")
            return response
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _unspoken(render(request, "accounts/take_up.html", {"form": form, "member": found.member}, status=status))


@transaction.atomic
def _taken_up(link: SignInLink, password: str, *, now: dt.datetime) -> Member | None:
    member = give_password(link.member, password, by=link.member, now=now)
    if not use_link(link, now=now):
        transaction.set_rollback(True)
        return None
    return member


@transaction.atomic
def _send_links(address: str, visitor: str, *, now: dt.datetime) -> bool:
    """Send a link to every member with that address; False where too many were asked for from there."""
    origin, since = origin_of(visitor), now - LASTS[LinkPurpose.SIGN_IN]
    LinkRequest.objects.filter(at__lt=since).delete()
    if LinkRequest.objects.filter(origin=origin, at__gte=since).count() >= MOST_ASKED_FOR:
        return False
    LinkRequest.objects.create(origin=origin, at=now)
    for member in Member.objects.filter(address__iexact=address, is_active=True).select_related("outlet"):
        if member.links.filter(purpose=LinkPurpose.SIGN_IN, made_at__gte=since).count() < MOST_LETTERS:
            sign_in_letter(member, now=now)
    return True


def _unspoken(response: HttpResponse) -> HttpResponse:
    """The address of the page is a secret: it is told to no other site."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response
