"""What holds for one panelist alone: their group, and under what their answers stand."""

import datetime as dt
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weighin.asking.attributions import against_attribution, against_policies
from weighin.asking.life import Stage
from weighin.asking.policies import Approval
from weighin.errors import InTheWay
from weighin.record.protocols import OneRound
from weighin.site import clock
from weighin.site.drafting.panel_forms import SeatForm
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.attributions import attribution_of
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked, locked_panelist
from weighin.site.store.models import AskedPanelist, Event, Member
from weighin.site.store.protocols import protocol_of
from weighin.site.store.scoped import own_asked, panelist_on


@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """See and change it."""
    member = member_of(request)
    row = own_asked(member, asked)
    seated = panelist_on(row, panelist)
    stands = {"group": seated.group, "attribution": seated.attribution}
    form = SeatForm(request.POST) if request.method == "POST" else SeatForm(initial=stands)
    if request.method == "POST" and form.is_valid():
        try:
            change_seat(seated, **form.cleaned_data, by=member, now=clock.now())
        except InTheWay as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, f"Saved. {seated.name} sees on the form how their answers will appear.")
            return redirect("board:roundup", asked=row.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "drafting/seat.html", {"asked": row, "panelist": seated, "form": form}, status=status)


@transaction.atomic
def change_seat(panelist: AskedPanelist, *, group: str, attribution: str, by: Member, now: dt.datetime) -> None:
    """Put somebody into another group, or under a stricter attribution.

    Raises:
        InTheWay: the round-up is closed; what they were told would become laxer, or they have answered; a rule of the round-up is against it.
    """
    asked = locked_asked(panelist.asked_id)
    held = locked_panelist(panelist)
    stage = stage_now(asked, now)
    if stage is Stage.CLOSED:
        msg = "the round-up is closed"
        raise InTheWay(msg)
    before = attribution_of(held)
    held.group, held.attribution = group, attribution
    after = attribution_of(held)
    reason = against_attribution(
        before,
        after,
        is_draft=stage is Stage.DRAFT,
        has_submitted=held.versions.filter(is_submitted=True).exists(),
    )
    has_rounds = not isinstance(protocol_of(asked), OneRound)
    conflicts = against_policies(after, Approval(asked.approval), has_rounds=has_rounds)
    if reason or conflicts:
        raise InTheWay(reason or " ".join(conflicts))
    held.save(update_fields=["group", "attribution"])
    about: dict[str, str | int] = {"panelist": held.public_id, "attribution": after.value}
    enter(Event.PANELIST_CHANGED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
