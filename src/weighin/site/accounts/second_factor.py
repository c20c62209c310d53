"""A member's own second factor, an owner's reset of another's, and whether the outlet asks it of all."""

import datetime as dt
from http import HTTPStatus

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from weighin.errors import InTheWay
from weighin.site import clock, failures
from weighin.site.accounts import factors as commands
from weighin.site.accounts.forms import CodeForm, ProofForm
from weighin.site.accounts.signing_in import WRONG_CODE
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.models import Member, SecondFactor
from weighin.site.store.scoped import own_colleague
from weighin.site.store.second_factors import (
    Verdict,
    address_of_key,
    confirmed_factor,
    key_of,
    unused_recovery_codes,
)

WRONG_PROOF = "This is neither a code that holds nor your password."


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Whether it is on, and what can be done about it."""
    return _page(request)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A fresh key, shown on the page that follows."""
    try:
        commands.begin_second_factor(member_of(request), now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
    return redirect("accounts:second_factor")


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The first code of the device turns it on; the recovery codes are shown now and never again."""
    factor = _begun(member_of(request))
    if factor is None:  # on already, or nothing begun: the page says which
        return redirect("accounts:second_factor")
    form = CodeForm(request.POST)
    if form.is_valid():
        now = clock.now()
        verdict = commands.look_at_code(factor, form.cleaned_data["code"], now=now)
        if verdict is Verdict.RIGHT:
            codes = commands.turn_on(factor, session=request.session.session_key or "", now=now)
            return _codes_page(request, codes) if codes else redirect("accounts:second_factor")
        if verdict is not Verdict.WRONG:
            return failures.too_many_codes(request)
        form.add_error("code", WRONG_CODE)
    return _page(request, form)


@require_POST
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Ten recovery codes in the place of those before."""
    factor = confirmed_factor(member_of(request))
    if factor is None:
        return redirect("accounts:second_factor")
    form, now = ProofForm(request.POST), clock.now()
    refused = _unproved(request, factor, form, now=now)
    return refused or _codes_page(request, commands.make_recovery_codes(factor, now=now))


@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """A password alone will do again."""
    factor = confirmed_factor(member_of(request))
    if factor is None:
        return redirect("accounts:second_factor")
    form, now = ProofForm(request.POST), clock.now()
    refused = _unproved(request, factor, form, now=now)
    if refused is not None:
        return refused
    try:
        commands.turn_off(factor, now=now)
    except InTheWay as error:
        form.add_error(None, sentence(error))
        return _page(request, form, status=HTTPStatus.CONFLICT)
    messages.success(request, "Your second factor is off. Remove the entry in the app: it is worth nothing any more.")
    return redirect("accounts:second_factor")


@require_POST
def reset(request: HttpRequest, member: str) -> HttpResponse:
    """A colleague's device is lost: their password alone will do until they turn it on again."""
    colleague = own_colleague(member_of(request), member)
    try:
        commands.reset_second_factor(colleague, by=member_of(request), now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, f"The second factor of {colleague.name} is off, and they are signed out everywhere.")
    return redirect("accounts:members")


@require_POST
def ask_all(request: HttpRequest) -> HttpResponse:
    """Whether every member needs one."""
    member, wanted = member_of(request), request.POST.get("required")
    if wanted not in {"yes", "no"}:
        messages.error(request, "Choose whether every member needs a second factor.")
        return redirect("accounts:members")
    try:
        commands.ask_all_for_second_factor(member.outlet, wanted=wanted == "yes", by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
    else:
        told = "Every member needs a second factor now." if wanted == "yes" else "A second factor is left to each."
        messages.success(request, told)
    return redirect("accounts:members")


def _unproved(request: HttpRequest, factor: SecondFactor, form: ProofForm, *, now: dt.datetime) -> HttpResponse | None:
    """The answer where neither a code nor the password is right; None where one is."""
    if form.is_valid():
        verdict = commands.look_at_code(factor, form.cleaned_data["proof"], now=now, or_password=True)
        if verdict in {Verdict.RIGHT, Verdict.RECOVERED}:
            return None
        if verdict is not Verdict.WRONG:
            return failures.too_many_codes(request)
        form.add_error("proof", WRONG_PROOF)
    return _page(request, form)


def _page(
    request: HttpRequest, form: CodeForm | ProofForm | None = None, status: HTTPStatus | None = None
) -> HttpResponse:
    member = member_of(request)
    factor = confirmed_factor(member)
    begun = None if factor else _begun(member)
    shown = {
        "is_on": factor is not None,
        "factor": factor,
        "codes_left": unused_recovery_codes(factor) if factor else 0,
        "is_required": member.outlet.requires_second_factor,
        "key": _in_groups(key_of(begun)) if begun else "",
        "picture": _picture_of(begun) if begun else "",
        "form": form or (ProofForm() if factor else CodeForm()),
    }
    if status is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "accounts/second_factor.html", shown, status=status)


def _codes_page(request: HttpRequest, codes: tuple[str, ...]) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


def _begun(member: Member) -> SecondFactor | None:
    return SecondFactor.objects.filter(member=member, confirmed_at__isnull=True).first()


def _in_groups(key: str) -> str:
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def _picture_of(factor: SecondFactor) -> SafeString:
    """The QR code as SVG within the page, dark on light in every scheme, because cameras want it so."""
    drawn = segno.make(address_of_key(factor), error="m", micro=False)
    markup = drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr-code", lineclass=None)
    return mark_safe(markup)  # noqa: S308 - numbers and letters that segno wrote; the key stands in it as squares
