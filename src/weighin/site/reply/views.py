"""Answering. A GET shows and changes nothing; what is typed is kept by POST, whatever is wrong with it.

The link says who answers, not a cookie: no other site can make a browser post here without knowing it, so these forms need no token against
forged ones, and work in browsers that keep no cookies. A mail program may stop reminders for its reader (RFC 8058).
"""

from collections.abc import Mapping
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from weighin.asking.form import answers_from, asked_now
from weighin.asking.kept import decode_kept, fields_of
from weighin.asking.life import Stage
from weighin.asking.moves import large_moves_in
from weighin.asking.proposals import proposals_from
from weighin.asking.routing import newly_asked
from weighin.asking.shares import shared_out
from weighin.errors import InTheWay
from weighin.sealing.receipt_text import receipt_text
from weighin.site import clock
from weighin.site.languages import time_told, written
from weighin.site.mail.texts import in_zone_of, zone_of
from weighin.site.policy import panelist_of
from weighin.site.reply import commands, queries
from weighin.site.reply.form_page import ANOTHER_ROUND, OVERLOOKED, FormPage
from weighin.site.reply.private import private
from weighin.site.reply.rounds import fields_last_kept, in_round, kept_answers
from weighin.site.store.attributions import stands_loose
from weighin.site.store.lives import deadline_of, stage_now
from weighin.site.store.models import AskedPanelist
from weighin.site.store.questions import questions_of
from weighin.site.store.versions import receipt_of, submitted_version

LONGEST_FIELD = 400_000  # characters; more is refused, never cut


class DeclineForm(forms.Form):
    """Why there will be no answers; may be left empty."""

    because = forms.CharField(
        label=gettext_lazy("Would you tell the editors why?"),
        help_text=gettext_lazy("It helps them, and nobody else reads it. You may leave it empty."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    """The questions, with what was typed so far; saving and submitting. A script that saves as one writes is answered in JSON."""
    panelist = panelist_of(request)
    questions = questions_of(panelist.asked) if panelist.asked.round else ()
    here = in_round(panelist)
    page = FormPage(request, panelist, here, questions)
    if request.method != "POST":
        fields, number = fields_last_kept(panelist, questions)
        return page.filled(fields, seen=number)
    names = queries.names_of_fields(panelist, questions, asks_why=here.asks_why)
    typed = {name: request.POST.get(name, "") for name in names}
    if any(len(text) > LONGEST_FIELD for text in typed.values()):
        return _too_long(request, page, typed)
    shared = next((question for question in questions if question.identifier == request.POST.get("share")), None)
    if shared is not None:
        typed = shared_out(shared, typed)
    now = clock.now()
    try:
        saved = commands.save_answers(panelist=panelist, fields=typed, seen=_seen(request), now=now)
    except InTheWay as error:
        return _nothing_is_taken(request, page, typed, reason=str(error))
    other = fields_of(decode_kept(saved.overlooked.content), questions) if saved.overlooked else None
    if request.headers.get("Accept") == "application/json":
        return _told_to_script(panelist, saved, other, asked_now(questions, typed))
    if other is not None:
        return page.again(typed, saved.number, gettext(OVERLOOKED), status=HTTPStatus.CONFLICT, overlooked=other)
    if request.POST.get("round", str(here.number)) != str(here.number):
        return page.again(typed, saved.number, gettext(ANOTHER_ROUND), status=HTTPStatus.CONFLICT)
    address = reverse("reply:form", kwargs={"token": token})
    if shared is not None:
        return redirect(f"{address}#{shared.identifier}")
    do = request.POST.get("do")
    if do == "keep" and here.before is not None:
        commands.submit_answers(panelist=panelist, answers=kept_answers(here.before, typed), now=now)
        return redirect("reply:receipt", token=token)
    if do != "submit":
        return redirect(f"{address}?saved=1")
    if here.number == 0:
        understood = proposals_from(typed, say=gettext)
    else:
        asks_help = panelist.asked.asks_help
        understood = answers_from(typed, questions, asks_help=asks_help, say=gettext, write=written)
    moves = large_moves_in(understood.answers, here.earlier, questions, here.protocol.large_move, say=gettext)
    flaws = (*understood.flaws, *moves)
    flaws = flaws or newly_asked(questions, understood.answers, _seen_asked(request), gettext)
    if flaws:
        return page.with_flaws(typed, saved.number, flaws)
    try:
        commands.submit_answers(panelist=panelist, answers=understood.answers, now=now)
    except InTheWay as error:
        return _nothing_is_taken(request, page, typed, reason=str(error))
    return redirect("reply:receipt", token=token)


@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """What arrived, when, and the receipt for it."""
    panelist = panelist_of(request)
    standing = submitted_version(panelist)
    if standing is None:
        return redirect("reply:form", token=token)
    shown = {
        "panelist": panelist,
        "version": standing,
        "received": in_zone_of(panelist, standing.received_at or standing.kept_at),
        "deadline": in_zone_of(panelist, deadline_of(panelist)),
        "is_closed": stage_now(panelist.asked, clock.now()) is Stage.CLOSED,
        "sees_group": in_round(panelist).is_real_time,
        "receipt": receipt_text(receipt_of(standing)) if standing.nonce else "",
        "stands_loose": stands_loose(panelist),
        "token": token,
    }
    return private(render(request, "reply/receipt.html", shown))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Ask why, and take it for a no."""
    panelist = panelist_of(request)
    because = DeclineForm(request.POST if request.method == "POST" else None)
    notice = ""
    if request.method == "POST" and because.is_valid():
        try:
            commands.decline(panelist=panelist, because=because.cleaned_data["because"], now=clock.now())
        except InTheWay as error:
            notice = gettext(str(error))
        else:
            return redirect("reply:decline", token=token)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if because.errors else HTTPStatus.CONFLICT if notice else HTTPStatus.OK
    shown = {"panelist": panelist, "form": because, "token": token, "notice": notice}
    return private(render(request, "reply/decline.html", shown, status=status))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and take back what was submitted."""
    panelist = panelist_of(request)
    notice = ""
    if request.method == "POST":
        try:
            commands.withdraw_answers(panelist=panelist, now=clock.now())
        except InTheWay as error:
            notice = gettext(str(error))
        else:
            return redirect("reply:form", token=token)
    shown = {"panelist": panelist, "token": token, "notice": notice, "version": submitted_version(panelist)}
    status = HTTPStatus.CONFLICT if notice else HTTPStatus.OK
    return private(render(request, "reply/withdraw.html", shown, status=status))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Hold to the answers after a clarification. The form is where that is asked."""
    if request.method == "POST":
        commands.confirm_answers(panelist=panelist_of(request), now=clock.now())
    return redirect("reply:form", token=token)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and send no more reminders. An answer stays as it is."""
    panelist = panelist_of(request)
    if request.method == "POST":
        commands.stop_reminders(panelist=panelist, now=clock.now())
        panelist.refresh_from_db()
    return private(render(request, "reply/reminders.html", {"panelist": panelist, "token": token}))


def _too_long(request: HttpRequest, page: FormPage, typed: Mapping[str, str]) -> HttpResponse:
    """The form as it was typed, and why nothing of it was saved."""
    notice = gettext("Not saved: an answer has more than %(most)s characters. Shorten it, and save again.") % {
        "most": written(LONGEST_FIELD)
    }
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if request.headers.get("Accept") == "application/json":
        return private(JsonResponse({"told": notice}, status=status))
    return page.again(typed, _seen(request), notice, status=status)


def _nothing_is_taken(request: HttpRequest, page: FormPage, typed: Mapping[str, str], *, reason: str) -> HttpResponse:
    """The form as it was typed, and why nothing of it is kept."""
    notice, status = gettext(reason), HTTPStatus.CONFLICT
    if request.headers.get("Accept") == "application/json":
        return private(JsonResponse({"told": notice}, status=status))
    return page.again(typed, _seen(request), notice, status=status)


def _told_to_script(
    panelist: AskedPanelist, saved: commands.Saved, other: dict[str, str] | None, asked: list[str]
) -> HttpResponse:
    at = saved.at.astimezone(zone_of(panelist))
    told = {"number": saved.number, "told": gettext("saved %(time)s") % {"time": time_told(at)}, "other": other}
    told["asked"] = asked
    return private(JsonResponse(told, status=HTTPStatus.OK if other is None else HTTPStatus.CONFLICT))


def _seen(request: HttpRequest) -> int:
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _seen_asked(request: HttpRequest) -> list[str]:
    """The questions under a condition that stood open when the form was looked at last."""
    return request.POST.get("asked", "")[:LONGEST_FIELD].split()
