"""Reasons between rounds: looked through without names, and withheld or put into other words where they would give their author away."""

import datetime as dt
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from weighin.asking.answers import MOST_CHARACTERS
from weighin.errors import InTheWay
from weighin.record.protocols import Delphi
from weighin.site import clock
from weighin.site.board.round_state import closed_rounds
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.feedback import Reason, reasons_in
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedQuestion, AskedRoundup, ClearedReason, Event, Member
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import questions_of
from weighin.site.store.scoped import own_asked
from weighin.site.store.seals import seal_row

DECISIONS = ("redact", "withhold", "restore")


@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: HttpRequest, asked: str) -> HttpResponse:
    """The reasons of the last round that is closed; withholding one, or showing other words. Before the close nobody sees any."""
    member = member_of(request)
    row = own_asked(member, asked)
    closed = closed_rounds(row, stage=stage_now(row, clock.now()))
    number = max(closed, default=0)
    if number < 1 or not isinstance(protocol_of(row), Delphi):
        raise Http404
    found = reasons_in(closed[number].values())
    wrong = error = ""
    if request.method == "POST":
        question = get_object_or_404(AskedQuestion, public_id=request.POST.get("question", ""), asked=row)
        reason = next((one for one in found.get(question.public_id, ()) if one.key == request.POST.get("reason")), None)
        decision = request.POST.get("do")
        if reason is None or decision not in DECISIONS:
            raise Http404
        try:
            shown = _shown_by(decision, reason, request.POST.get("text", ""))
            clear_reason(row, question, reason, shown, by=member, now=clock.now())
        except InTheWay as refused:
            wrong, error = reason.key, sentence(refused)
        else:
            messages.success(request, "Saved. What was submitted is as it was.")
            return redirect("board:reasons", asked=row.public_id)
    shown_page = {
        "asked": row,
        "number": number,
        "is_shown": number < row.round,
        "questions": [(one, found.get(one.identifier, ())) for one in questions_of(row)],
        "wrong": wrong,
        "error": error,
        "typed": request.POST.get("text", ""),
    }
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    return render(request, "board/reasons.html", shown_page, status=status)


@transaction.atomic
def clear_reason(
    asked: AskedRoundup, question: AskedQuestion, reason: Reason, shown: str, *, by: Member, now: dt.datetime
) -> None:
    """Decide what the panel sees of a reason: nothing where `shown` is empty. The journal names neither the author nor the words.

    Raises:
        InTheWay: the round-up is sealed; or the words are longer than an answer may be.
    """
    held = locked_asked(asked.pk)
    if seal_row(held) is not None:
        msg = "the round-up is sealed; there is no further round"
        raise InTheWay(msg)
    if len(shown) > MOST_CHARACTERS:
        msg = f"expected at most {MOST_CHARACTERS:,} characters"
        raise InTheWay(msg)
    if shown == reason.text:
        ClearedReason.objects.filter(version=reason.version, question=question).delete()
    else:
        ClearedReason.objects.update_or_create(
            version=reason.version, question=question, defaults={"text": shown, "by": by, "at": now}
        )
    decided = "as it was written" if shown == reason.text else "other words" if shown else "withheld"
    about: dict[str, str | int] = {"question": question.public_id, "round": reason.version.round, "shown": decided}
    enter(Event.REASON_CLEARED, outlet=held.outlet, by=by, now=now, asked=held, about=about)


def _shown_by(decision: str, reason: Reason, typed: str) -> str:
    if decision == "restore":
        return reason.text
    if decision == "withhold":
        return ""
    text = typed.replace("\r\n", "\n").strip()
    if not text:
        msg = "there are no words to show; to show nothing, withhold it"
        raise InTheWay(msg)
    return text
