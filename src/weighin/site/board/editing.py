"""The answers after the close, and editing them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from weighin.asking.life import Stage
from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.board import commands, queries
from weighin.site.board.forms import EditForm
from weighin.site.policy import may_edit, member_of
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AskedQuestion
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
    seated = panelist_on(row, panelist)
    shown = next(
        (one for one in queries.answers_after_close(row, found, now=now) if one.panelist.pk == seated.pk), None
    )
    if shown is None:
        raise Http404
    form = EditForm(request.POST) if request.method == "POST" else EditForm(initial={"text": shown.now})
    if request.method == "POST" and form.is_valid():
        try:
            commands.propose_edit(seated, found, form.cleaned_data["text"].replace("\r\n", "\n"), by=member, now=now)
        except InTheWay as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, "Saved. What was submitted is kept as it was.")
            return redirect("board:answers", asked=row.public_id, question=found.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "board/edit.html", {"asked": row, "shown": shown, "form": form}, status=status)
