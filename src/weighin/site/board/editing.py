"""The answers after the close, editing them, and what panelists say to that."""

import datetime as dt
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weighin.asking.answers import MOST_CHARACTERS
from weighin.asking.life import Stage
from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.board import commands, queries
from weighin.site.board.approvals import report_until_by_default, settle_report
from weighin.site.board.forms import EditForm
from weighin.site.mail.texts import zone_of_roundup
from weighin.site.moments import moment_in_field
from weighin.site.policy import may_edit, member_of
from weighin.site.sentences import sentence
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AskedQuestion, AskedRoundup, Edit
from weighin.site.store.scoped import own_asked, panelist_on
from weighin.site.store.seals import seal_row


@require_safe
def answers(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """What was answered to one question; before the close nobody sees that."""
    member = member_of(request)
    row = own_asked(member, asked)
    now = clock.now()
    if stage_now(row, now) is not Stage.CLOSED:
        raise Http404
    found = get_object_or_404(AskedQuestion, public_id=question, asked=row)
    shown = {
        "asked": row,
        "question": found,
        "questions": row.questions.all(),
        "answers": queries.answers_after_close(row, found, now=now),
        "not_asked": queries.not_asked_after_close(row, found, now=now),
        "is_sealed": seal_row(row) is not None,
        "may_edit": may_edit(member),
    }
    return render(request, "board/answers.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, asked: str, question: str, panelist: str) -> HttpResponse:
    """Edit one answer; what was submitted stands beside it."""
    member = member_of(request)
    row = own_asked(member, asked)
    now = clock.now()
    found = get_object_or_404(AskedQuestion, public_id=question, asked=row)
    answers = queries.answers_after_close(row, found, now=now)
    shown = next((one for one in answers if one.author.public_id == panelist), None)
    if shown is None:
        raise Http404
    begun = {"text": shown.now, "report_until": _report_until(shown.edit, row, now=now)}
    form = EditForm(request.POST if request.method == "POST" else None, initial=begun, asked=row)
    if request.method == "POST" and form.is_valid():
        text, until = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data.get("report_until")
        try:
            commands.propose_edit(shown.author, found, text, by=member, now=now, report_until=until)
        except NotAccepted as error:
            form.add_error("report_until", sentence(error))
        except InTheWay as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, "Saved. What was submitted is kept as it was.")
            return redirect("board:answers", asked=row.public_id, question=found.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "board/edit.html", {"asked": row, "shown": shown, "form": form}, status=status)


@require_POST
def settle(request: HttpRequest, asked: str, question: str, panelist: str, number: int) -> HttpResponse:
    """Take what a panelist said to an edit, or answer it."""
    member = member_of(request)
    row = own_asked(member, asked)
    found = get_object_or_404(AskedQuestion, public_id=question, asked=row)
    edit = get_object_or_404(Edit, panelist=panelist_on(row, panelist), question=found, number=number)
    answer = request.POST.get("answer", "").strip()[:MOST_CHARACTERS]
    is_answering = request.POST.get("do") == "answer"
    if is_answering and not answer:
        messages.error(request, "An answer says something. To take what was reported, press “Taken”.")
        return redirect("board:roundup", asked=row.public_id)
    try:
        settle_report(edit, answer if is_answering else "", by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, sentence(error))
    else:
        told = (
            "The letter with your answer is a draft."
            if is_answering
            else "Nobody was written to: the panelist sees that it is taken."
        )
        messages.success(request, f"Settled. {told}")
    return redirect("board:roundup", asked=row.public_id)


def _report_until(edit: Edit | None, asked: AskedRoundup, *, now: dt.datetime) -> str:
    """As the form shows it: what was said of the edit that stands, while that is ahead; else what the rules say."""
    told = edit.report_until if edit and edit.report_until and edit.report_until > now else None
    until = told or report_until_by_default(asked, now=now)
    return moment_in_field(until, zone_of_roundup(asked))
