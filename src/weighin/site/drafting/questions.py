"""The questions of a draft."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.drafting import commands
from weighin.site.drafting.forms import QuestionForm, question_fields
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.models import AskedQuestion, AskedRoundup
from weighin.site.store.questions import scale_of, terms_of
from weighin.site.store.scoped import own_asked


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, asked: str) -> HttpResponse:
    """Add a question at the end."""
    row = own_asked(member_of(request), asked)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm()
    return _saved(request, row, form, question=None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """Put another question in the place of one."""
    row = own_asked(member_of(request), asked)
    found = _question(row, question)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm(initial=_fields(found))
    return _saved(request, row, form, question=found)


@require_POST
def move(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """One place up, or down."""
    member = member_of(request)
    row = own_asked(member, asked)
    try:
        is_down = request.POST.get("to") == "down"
        commands.move_question(_question(row, question), down=is_down, by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, f"{error}.")
    return redirect("board:roundup", asked=row.public_id)


@require_POST
def order(request: HttpRequest, asked: str) -> HttpResponse:
    """Any order at once, as a script sends it after dragging; it is told in JSON what became of it."""
    member = member_of(request)
    row = own_asked(member, asked)
    chosen, seen = request.POST.getlist("question"), request.POST.get("seen", "").split()
    try:
        commands.order_questions(row, chosen, seen=seen, by=member, now=clock.now())
    except InTheWay as error:
        return JsonResponse({"told": sentence(error)}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"told": "Saved."})


@require_POST
def remove(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """Take one out of the draft."""
    member = member_of(request)
    row = own_asked(member, asked)
    try:
        commands.remove_question(_question(row, question), by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, f"{error}.")
    return redirect("board:roundup", asked=row.public_id)


def _saved(
    request: HttpRequest, asked: AskedRoundup, form: QuestionForm, *, question: AskedQuestion | None
) -> HttpResponse:
    member = member_of(request)
    if request.method == "POST" and form.is_valid():
        typed = commands.AskedFor(
            text=form.cleaned_data["text"],
            asks_prose=form.cleaned_data["asks_prose"],
            words_wanted=form.cleaned_data["words_wanted"],
            scale=form.cleaned_data["scale"],
            terms=form.cleaned_data["terms"],
        )
        try:
            if question is None:
                commands.add_question(asked, typed, by=member, now=clock.now())
            else:
                commands.change_question(question, typed, by=member, now=clock.now())
        except InTheWay as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, "Saved.")
            return redirect("board:roundup", asked=asked.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"form": form, "asked": asked, "question": question}
    return render(request, "drafting/question.html", shown, status=status)


def _question(asked: AskedRoundup, public_id: str) -> AskedQuestion:
    found = AskedQuestion.objects.select_related("asked", "asked__outlet")
    return get_object_or_404(found, public_id=public_id, asked=asked)


def _fields(question: AskedQuestion) -> dict[str, object]:
    return {"words_wanted": question.words_wanted} | question_fields(
        question.text,
        asks_prose=question.asks_prose,
        scale=scale_of(question),
        terms=terms_of(question),
    )
