"""The page of an asked round-up, and what can be done there at each stage."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weighin.asking.life import Stage
from weighin.asking.missing import missing_before_opening
from weighin.asking.sifting import read_sieve, write_sieve
from weighin.asking.standing import Standing
from weighin.errors import InTheWay, NotAccepted
from weighin.record.protocols import Facilitated
from weighin.site import clock
from weighin.site.board import commands, queries
from weighin.site.board.forms import ExtensionForm
from weighin.site.board.openings import openings_on
from weighin.site.board.round_state import rounds_on_board
from weighin.site.board.stamps import shown_stamps
from weighin.site.mail.protocol_notes import LONGEST_NOTE
from weighin.site.mail.texts import zone_named
from weighin.site.policy import may_edit, member_of
from weighin.site.security import with_own_script
from weighin.site.sentences import sentence
from weighin.site.store.discussions import is_discussed
from weighin.site.store.letters_in import inbox_now, unmatched_mail
from weighin.site.store.lives import life_of, questions_may_change, stage_now
from weighin.site.store.models import LetterState, Request
from weighin.site.store.protocols import protocol_of
from weighin.site.store.readiness import readiness_of
from weighin.site.store.scoped import own_asked, panelist_on
from weighin.site.store.seals import seal_row


@require_safe
def asked_list(request: HttpRequest) -> HttpResponse:
    """Everything that this outlet asks, or has asked."""
    member = member_of(request)
    page, listed = queries.asked_of(member.outlet, request.GET.get("page", "1"), now=clock.now())
    shown = {
        "page": page,
        "listed": listed,
        "may_edit": may_edit(member),
        "unmatched": unmatched_mail(member.outlet).count(),
        "inbox": inbox_now(),
    }
    return render(request, "board/asked.html", shown)


@require_safe
def roundup(request: HttpRequest, asked: str) -> HttpResponse:
    """Where it stands: a draft with what it has, an open one with who has answered, a closed one with what comes next."""
    member = member_of(request)
    row = own_asked(member, asked)
    now = clock.now()
    stage = stage_now(row, now)
    sealed = seal_row(row)
    seats = queries.seats_of(row, now=now)
    sieve = read_sieve(request.GET.dict())
    readiness = readiness_of(row) if stage is Stage.DRAFT else None
    shown = {
        "asked": row,
        "stage": stage.value,
        "missing": missing_before_opening(readiness, now=now) if readiness else (),
        "zone": zone_named(row.time_zone),
        "questions": row.questions.select_related("seed", "condition__source"),
        "seats": seats,
        "page": queries.seats_through(seats, sieve, request.GET.get("page", "1")),
        "sieve": sieve,
        "sifted": urlencode(write_sieve(sieve)),
        "standings": list(Standing),
        "groups": sorted({seat.panelist.group for seat in seats if seat.panelist.group}),
        "said": queries.what_panelists_say(row),
        "requests": Request.objects.filter(panelist__asked=row, settled_at__isnull=True).select_related(
            "panelist", "question"
        ),
        "came": queries.mail_on_board(seats),
        "counts": _counts([seat.standing for seat in seats]),
        "to_remind": sum(seat.may_be_reminded for seat in seats),
        "drafts": row.letters.filter(state=LetterState.DRAFT).count(),
        "seal": sealed,
        **shown_stamps(sealed),
        "openings": openings_on(row, now=now),
        "sealed": queries.sealed_counts(row),
        "is_extended": bool(life_of(row).extensions),
        "may_edit": may_edit(member),
        "rounds": rounds_on_board(row, now=now),
        "may_change_questions": questions_may_change(row, now),
        "is_discussed": is_discussed(row),
        "is_facilitated": isinstance(protocol_of(row), Facilitated),
    }
    return with_own_script(render(request, "board/roundup.html", shown))


@require_POST
def reminders(request: HttpRequest, asked: str) -> HttpResponse:
    """Draft a reminder to everybody who has not answered."""
    member = member_of(request)
    row = own_asked(member, asked)
    try:
        number = commands.write_reminders(row, by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
        return redirect("board:roundup", asked=row.public_id)
    messages.success(request, f"{number} reminders are drafts now: read them, then send them off.")
    return redirect("outbox:letters", asked=row.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, asked: str) -> HttpResponse:
    """Ask, and close before the deadline."""
    member = member_of(request)
    row = own_asked(member, asked)
    if request.method != "POST":
        return render(request, "board/close.html", {"asked": row, "stage": stage_now(row, clock.now()).value})
    try:
        commands.close_early(row, by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, "Closed.")
    return redirect("board:roundup", asked=row.public_id)


@require_POST
def extend(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Give one panelist more time."""
    member = member_of(request)
    row = own_asked(member, asked)
    seated = panelist_on(row, panelist)
    form = ExtensionForm(request.POST, asked=row)
    if form.is_valid():
        try:
            commands.extend_deadline(seated, form.cleaned_data["until"], by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, f"{seated.name} has more time. The letter that says so is a draft.")
    else:
        messages.error(request, " ".join(map(str, form.errors["until"])))
    return redirect("board:roundup", asked=row.public_id)


@require_POST
def accept_late(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Take what came late."""
    member = member_of(request)
    row = own_asked(member, asked)
    try:
        taken = commands.accept_late(panelist_on(row, panelist), by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, f"The answers of {taken.name} are taken. It stays known that they came late.")
    return redirect("board:roundup", asked=row.public_id)


@require_POST
def settle(request: HttpRequest, asked: str, panelist: str, number: int) -> HttpResponse:
    """Say that what a panelist asked is settled."""
    member = member_of(request)
    row = own_asked(member, asked)
    found = get_object_or_404(Request, panelist=panelist_on(row, panelist), number=number)
    commands.settle_request(found, by=member, now=clock.now())
    messages.success(request, "Settled. Nobody was written to: letters go through the outbox.")
    return redirect("board:roundup", asked=row.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest, asked: str) -> HttpResponse:
    """Ask, and seal what counts."""
    member = member_of(request)
    row = own_asked(member, asked)
    now = clock.now()
    rounds = rounds_on_board(row, now=now)
    note, error = request.POST.get("note", "")[:LONGEST_NOTE], ""
    if request.method == "POST":
        try:
            commands.seal(row, by=member, now=now, note=note)
        except (InTheWay, NotAccepted) as refused:
            error = sentence(refused)
        else:
            messages.success(request, "Sealed. The letters with the root are drafts: read them, then send them off.")
        if not error or rounds is None or not rounds.goes_on:  # with nothing typed that could be lost
            if error:
                messages.error(request, error)
            return redirect("board:roundup", asked=row.public_id)
    shown = {
        "asked": row,
        "stage": stage_now(row, now).value,
        "counts": _counts([seat.standing for seat in queries.seats_of(row, now=now)]),
        "rounds": rounds,
        "note": note,
        "error": error,
    }
    return render(request, "board/seal.html", shown, status=HTTPStatus.CONFLICT if error else HTTPStatus.OK)


@require_POST
def record(request: HttpRequest, asked: str) -> HttpResponse:
    """Make the record, or make it again after edits."""
    member = member_of(request)
    row = own_asked(member, asked)
    try:
        made = commands.compose(row, by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
        return redirect("board:roundup", asked=row.public_id)
    messages.success(request, "The record is made. Look at it, then publish it.")
    return redirect("desk:roundup", roundup=made.public_id)


@require_safe
def seal_file(request: HttpRequest, asked: str) -> HttpResponse:
    """The seal as it was fixed, for `weighin verify`."""
    row = own_asked(member_of(request), asked)
    found = seal_row(row)
    if found is None or stage_now(row, clock.now()) is not Stage.CLOSED:
        raise Http404
    return HttpResponse(found.content, content_type="application/json", status=HTTPStatus.OK)


def _counts(standings: list[Standing]) -> list[tuple[str, int]]:
    return [(one.value, standings.count(one)) for one in Standing if one in standings]
