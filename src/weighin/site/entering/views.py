"""A reply beside the questions: read, looked at, corrected, entered."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weighin.asking.form import answers_from, field_names
from weighin.asking.said import fields_said
from weighin.asking.sheet import sheet_of
from weighin.errors import BadSource, InTheWay, NotAccepted
from weighin.reading.reply import read_reply
from weighin.site import clock
from weighin.site.entering import commands
from weighin.site.entering.forms import LONGEST_REPLY, ArrivalForm, ReplyForm
from weighin.site.mail.submissions import Entered
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.models import Arrival, AskedPanelist
from weighin.site.store.questions import questions_of
from weighin.site.store.scoped import own_asked, panelist_on


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Give a reply; see it beside the questions; enter it. What the panelist wrote by their link is never shown here."""
    seated = panelist_on(own_asked(member_of(request), asked), panelist)
    if request.method != "POST":
        return _asking(request, seated, ReplyForm(asked=seated.asked))
    if request.POST.get("do") == "enter":
        return _entered(request, seated)
    form = ReplyForm(request.POST, request.FILES, asked=seated.asked)
    if not form.is_valid():
        return _asking(request, seated, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    data, name = form.source()
    questions = questions_of(seated.asked)
    try:
        read = read_reply(
            data,
            name=name,
            questions=[question.text for question in questions],
            writer=seated.name,
            sent=list(seated.letters.values_list("text", flat=True)),
        )
    except BadSource as error:
        form.add_error(None, f"{error}.")
        return _asking(request, seated, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    shown = {
        "form": ArrivalForm(request.POST, asked=seated.asked),
        "sheet": sheet_of(questions, fields_said(read.answers, questions)),
        "whole": read.whole,
        "rest": read.rest,
        "note": read.note,
        "found": sum(map(bool, read.answers)),
    }
    return _beside(request, seated, shown)


def _entered(request: HttpRequest, seated: AskedPanelist) -> HttpResponse:
    member = member_of(request)
    questions = questions_of(seated.asked)
    typed = {name: request.POST.get(name, "")[:LONGEST_REPLY] for name in field_names(questions)}
    form = ArrivalForm(request.POST, asked=seated.asked)
    understood = answers_from(typed, questions)
    if form.is_valid() and not understood.flaws:
        entered = Entered(
            by=member, arrival=Arrival(form.cleaned_data["arrival"]), received_at=form.cleaned_data["received_at"]
        )
        try:
            commands.enter_reply(seated, understood.answers, entered, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            told = "A receipt is on its way to them." if seated.address else "They have no address: tell them."
            messages.success(request, f"Entered for {seated.name}. {told}")
            return redirect("board:roundup", asked=seated.asked.public_id)
    shown = {
        "form": form,
        "sheet": sheet_of(questions, typed, flaws=understood.flaws),
        "whole": request.POST.get("whole", "")[:LONGEST_REPLY],
        "notice": [flaw.reason for flaw in understood.flaws if not flaw.question],
    }
    return _beside(request, seated, shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _asking(
    request: HttpRequest, seated: AskedPanelist, form: ReplyForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    shown = {"asked": seated.asked, "panelist": seated, "form": form}
    return _kept_nowhere(render(request, "entering/reply.html", shown, status=status))


def _beside(
    request: HttpRequest, seated: AskedPanelist, shown: dict[str, object], *, status: int = HTTPStatus.OK
) -> HttpResponse:
    known = {"asked": seated.asked, "panelist": seated}
    return _kept_nowhere(render(request, "entering/beside.html", known | shown, status=status))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
