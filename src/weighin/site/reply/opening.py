"""A panelist lets everybody check what they submitted, or takes that back; told before what it means."""

import datetime as dt
from enum import Enum
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.policy import panelist_of
from weighin.site.reply.private import private
from weighin.site.store.door import locked
from weighin.site.store.journal import enter
from weighin.site.store.locks import locked_asked, locked_panelist
from weighin.site.store.models import AnswerVersion, AskedPanelist, Event, Opening
from weighin.site.store.opened import may_open, sealed_version, take_out_of_waiting, was_published
from weighin.site.store.seals import seal_document

NOTHING_SEALED = gettext_noop("Nothing of yours is in a seal, so there is nothing to open.")
NOT_BY_NAME = gettext_noop(
    "In this round-up answers do not stand under names, and an opening could show whose they are. It is not offered."
)
IS_PUBLISHED = gettext_noop("It is published already, and cannot be taken back.")


class Wish(Enum):
    """What a panelist may say to it."""

    AGREE = "agree"
    TAKE_BACK = "take back"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """What an opening is, and agreeing to it."""
    panelist = panelist_of(request)
    now = clock.now()
    notice = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == Wish.AGREE.value:
                agree_to_opening(panelist=panelist, now=now)
            elif request.POST.get("do") == Wish.TAKE_BACK.value:
                take_back_opening(panelist=panelist, now=now)
        except InTheWay as error:
            notice = gettext(str(error))
        else:
            return redirect("reply:opening", token=token)
    version = _sealed(panelist)
    agreed = Opening.objects.filter(panelist=panelist).first()
    shown = {
        "panelist": panelist,
        "token": token,
        "notice": notice,
        "version": version,
        "may_be_opened": may_open(panelist),
        "opening": agreed,
        "is_published": version is not None and was_published(version, now=now),
    }
    return private(
        render(request, "reply/opening.html", shown, status=HTTPStatus.CONFLICT if notice else HTTPStatus.OK)
    )


@transaction.atomic
def agree_to_opening(*, panelist: AskedPanelist, now: dt.datetime) -> Opening:
    """Let the next edition carry what was submitted, with its receipt; agreeing twice is once.

    Raises:
        InTheWay: answers stand without names in this round-up, or nothing of theirs is sealed.
    """
    held = locked_panelist(panelist)
    if not may_open(held):
        raise InTheWay(NOT_BY_NAME)
    if _sealed(held) is None:
        raise InTheWay(NOTHING_SEALED)
    agreed, is_new = Opening.objects.get_or_create(panelist=held, defaults={"agreed_at": now})
    if is_new:
        about: dict[str, str | int] = {"panelist": held.public_id}
        enter(Event.OPENING_AGREED, outlet=held.asked.outlet, by=None, now=now, asked=held.asked, about=about)
    return agreed


@transaction.atomic
def take_back_opening(*, panelist: AskedPanelist, now: dt.datetime) -> None:
    """Let no edition carry it, also none that waits for its time. What was never agreed to is no error.

    Raises:
        InTheWay: readers have it already.
    """
    asked = locked_asked(panelist.asked_id)
    if asked.roundup is not None:
        locked(asked.roundup)  # nobody publishes meanwhile
    held = locked_panelist(panelist)
    version = _sealed(held)
    if version is not None and was_published(version, now=now):
        raise InTheWay(IS_PUBLISHED)
    gone, _ = Opening.objects.filter(panelist=held).delete()
    if not gone:
        return
    if version is not None:
        take_out_of_waiting(version, now=now)
    about: dict[str, str | int] = {"panelist": held.public_id}
    enter(Event.OPENING_TAKEN_BACK, outlet=asked.outlet, by=None, now=now, asked=asked, about=about)


def _sealed(panelist: AskedPanelist) -> AnswerVersion | None:
    seal = seal_document(panelist.asked)
    return sealed_version(panelist, seal) if seal else None
