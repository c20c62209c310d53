"""Openings that panelists agreed to, and leaving one out: the editors answer for all that is published."""

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from msgspec import Struct

from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.door import locked
from weighin.site.store.journal import enter
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedPanelist, AskedRoundup, Event, Member, Opening
from weighin.site.store.opened import sealed_version, take_out_of_waiting, was_published
from weighin.site.store.scoped import own_asked, panelist_on
from weighin.site.store.seals import seal_document

NOT_AGREED = "they did not agree to it, or took it back"
IS_PUBLISHED = "it is published already"


class OpeningShown(Struct, frozen=True):
    """An opening on the board; `edits` are the questions whose answer was edited, so that the opening has words that the page has not."""

    opening: Opening
    is_published: bool
    edits: list[int]


def openings_on(asked: AskedRoundup, *, now: dt.datetime) -> list[OpeningShown]:
    """Those of a round-up, in the order of its panel."""
    rows = (
        Opening.objects.filter(panelist__asked=asked).select_related("panelist__asked").order_by("panelist__position")
    )
    sealed = seal_document(asked) if rows else None
    shown = []
    for row in rows:
        version = sealed_version(row.panelist, sealed) if sealed else None
        edits = (
            row.panelist.edits.order_by("question__position").values_list("question__position", flat=True).distinct()
        )
        shown.append(OpeningShown(row, version is not None and was_published(version, now=now), list(edits)))
    return shown


@transaction.atomic
def decide_on_opening(panelist: AskedPanelist, *, goes_out: bool, by: Member, now: dt.datetime) -> Opening:
    """Leave an opening out of what is published next, or take it in again.

    Raises:
        InTheWay: the panelist did not agree, or readers have it already.
    """
    asked = locked_asked(panelist.asked_id)
    if asked.roundup is not None:
        locked(asked.roundup)  # nobody publishes meanwhile
    held = Opening.objects.select_for_update(of=("self",)).filter(panelist=panelist).first()
    if held is None:
        raise InTheWay(NOT_AGREED)
    sealed = seal_document(asked)
    version = sealed_version(panelist, sealed) if sealed else None
    if version is not None and was_published(version, now=now):
        raise InTheWay(IS_PUBLISHED)
    if goes_out == (held.left_out_at is None):
        return held
    held.left_out_at, held.left_out_by = (None, None) if goes_out else (now, by)
    held.save(update_fields=["left_out_at", "left_out_by"])
    if version is not None and not goes_out:
        take_out_of_waiting(version, now=now)
    about: dict[str, str | int] = {"panelist": panelist.public_id, "goes out": "yes" if goes_out else "no"}
    enter(Event.OPENING_DECIDED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    return held


@require_POST
def decide(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Leave it out, or take it in again."""
    member = member_of(request)
    row = own_asked(member, asked)
    seated = panelist_on(row, panelist)
    goes_out = request.POST.get("do") == "take in"
    try:
        decide_on_opening(seated, goes_out=goes_out, by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
    else:
        messages.success(
            request, f"The next edition {'carries' if goes_out else 'does not carry'} the opening of {seated.name}."
        )
    return redirect("board:roundup", asked=row.public_id)
