"""The draft itself: its texts and rules, how a panelist will see it, and opening it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weighin.asking.life import Stage
from weighin.asking.missing import missing_before_opening, worth_knowing_before_opening
from weighin.asking.policies import Approval, Attribution
from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.drafting import commands, copying
from weighin.site.drafting.deadline_form import DeadlineForm
from weighin.site.drafting.first_round import open_first_round
from weighin.site.drafting.forms import DraftForm, draft_fields
from weighin.site.drafting.protocol_form import ProtocolForm, protocol_fields
from weighin.site.mail import texts
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.lives import questions_may_change, stage_now
from weighin.site.store.models import AskedPanelist
from weighin.site.store.protocols import encode_protocol, protocol_of
from weighin.site.store.readiness import readiness_of
from weighin.site.store.scoped import own_asked


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round-up."""
    member = member_of(request)
    begun = {"time_zone": "UTC", "reminders": "72, 24"}
    begun |= {"attribution": Attribution.ON_THE_RECORD.value, "approval": Approval.NOT_SHOWN.value}
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm(initial=begun)
    protocol = ProtocolForm(request.POST) if request.method == "POST" else ProtocolForm()
    if request.method == "POST" and form.is_valid() & protocol.is_valid():
        asked = commands.draft_roundup(_columns(form, protocol), by=member, now=clock.now())
        messages.success(request, "The draft is begun. Next: the questions.")
        return redirect("board:roundup", asked=asked.public_id)
    shown = {"form": form, "rules": protocol.shown_in_parts()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or protocol.errors else HTTPStatus.OK
    return render(request, "drafting/draft.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, asked: str) -> HttpResponse:
    """Change the draft's texts and rules."""
    member = member_of(request)
    row = own_asked(member, asked)
    is_draft = stage_now(row, clock.now()) is Stage.DRAFT
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm(initial=draft_fields(row))
    protocol = ProtocolForm(
        request.POST if request.method == "POST" and is_draft else None, initial=protocol_fields(protocol_of(row))
    )
    if request.method == "POST" and form.is_valid() & (protocol.is_valid() or not is_draft):
        try:
            columns = _columns(form, protocol) if is_draft else form.cleaned_data
            commands.change_draft(row, columns, by=member, now=clock.now())
        except InTheWay as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, "Saved.")
            return redirect("board:roundup", asked=row.public_id)
    shown = {"form": form, "asked": row, "rules": protocol.shown_in_parts() if is_draft else None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or protocol.errors else HTTPStatus.OK
    return render(request, "drafting/draft.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def open_it(request: HttpRequest, asked: str) -> HttpResponse:
    """Ask, and open."""
    member = member_of(request)
    row = own_asked(member, asked)
    now = clock.now()
    if request.method == "POST":
        try:
            commands.open_roundup(row, by=member, now=now)
        except InTheWay as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Open. The invitations are drafts: read them, then send them off.")
            return redirect("outbox:letters", asked=row.public_id)
    readiness = readiness_of(row)
    shown = {
        "asked": row,
        "missing": missing_before_opening(readiness, now=now),
        "worth_knowing": worth_knowing_before_opening(readiness, now=now),
        "readiness": readiness,
        "deadline": texts.in_zone_of(AskedPanelist(asked=row), row.deadline),
    }
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "drafting/open.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def first_round(request: HttpRequest, asked: str) -> HttpResponse:
    """After round 0: ask, and open the round in which the questions are put."""
    member = member_of(request)
    row = own_asked(member, asked)
    form = DeadlineForm(request.POST if request.method == "POST" else None, zone_name=row.time_zone)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                open_first_round(row, form.cleaned_data["deadline"], by=member, now=clock.now())
            except InTheWay as error:
                form.add_error(None, sentence(error))
                status = HTTPStatus.CONFLICT
            else:
                messages.success(
                    request, "The first round is open. The letters are drafts: read them, then send them off."
                )
                return redirect("outbox:letters", asked=row.public_id)
    shown = {"form": form, "asked": row, "is_possible": row.round == 0 and questions_may_change(row, clock.now())}
    return render(request, "drafting/first_round.html", shown, status=status)


@require_POST
def duplicate(request: HttpRequest, asked: str) -> HttpResponse:
    """A draft like this one."""
    member = member_of(request)
    copy = copying.duplicate(own_asked(member, asked), by=member, now=clock.now())
    messages.success(request, "This is a new draft with the same questions, panel and rules. It has no deadline yet.")
    return redirect("board:roundup", asked=copy.public_id)


def _columns(form: DraftForm, protocol: ProtocolForm) -> dict[str, object]:
    return form.cleaned_data | {"protocol": encode_protocol(protocol.cleaned_data["protocol"])}
