"""Asking the editors: for more time, or what a question means."""

import datetime as dt
from http import HTTPStatus

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.policy import panelist_of
from weighin.site.reply.private import private
from weighin.site.store.journal import enter
from weighin.site.store.locks import locked_panelist
from weighin.site.store.models import AskedPanelist, AskedQuestion, Event, Request, Wish

MOST_OPEN = 20  # a panelist who has asked so often is answered first
ASKED_ENOUGH = gettext_noop(
    "You have asked often, and the editors have not answered yet. Please write to them by mail."
)


class RequestForm(forms.Form):
    """What is asked, about which question, in which words."""

    wish = forms.ChoiceField(
        label=gettext_lazy("What would you like to ask?"),
        choices=[
            (Wish.MORE_TIME.value, gettext_lazy("I need more time")),
            (Wish.MEANING.value, gettext_lazy("What does a question mean?")),
            (Wish.ATTRIBUTION.value, gettext_lazy("I would like to be named less than you say")),
            (Wish.OTHER.value, gettext_lazy("Something else")),
        ],
        widget=forms.RadioSelect,
    )
    question = forms.ChoiceField(label=gettext_lazy("About which question?"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Your words to the editors"),
        help_text=gettext_lazy("They see your name with it; other panelists do not see it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *given: object, questions: list[AskedQuestion], **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        listed = [(question.public_id, f"{question.position} {question.text}") for question in questions]
        self.fields["question"].choices = [("", gettext("None, or all")), *listed]  # type: ignore[attr-defined]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and see what was asked before."""
    panelist = panelist_of(request)
    questions = list(panelist.asked.questions.all())
    form = RequestForm(request.POST if request.method == "POST" else None, questions=questions)
    notice = ""
    if request.method == "POST" and form.is_valid():
        about = next((one for one in questions if one.public_id == form.cleaned_data["question"]), None)
        wish = Wish(form.cleaned_data["wish"])
        try:
            ask_editors(panelist, wish, form.cleaned_data["text"], question=about, now=clock.now())
        except InTheWay as error:
            notice = gettext(str(error))
        else:
            return redirect("reply:ask", token=token)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.CONFLICT if notice else HTTPStatus.OK
    shown = {"panelist": panelist, "token": token, "form": form, "notice": notice, "asked": panelist.requests.all()}
    return private(render(request, "reply/ask.html", shown, status=status))


@transaction.atomic
def ask_editors(
    panelist: AskedPanelist, wish: Wish, text: str, *, question: AskedQuestion | None, now: dt.datetime
) -> Request:
    """Put a panelist's words onto the board of the editors. The journal tells that somebody asked, not what.

    Raises:
        InTheWay: there are many already that nobody has settled.
    """
    held = locked_panelist(panelist)
    if held.requests.filter(settled_at__isnull=True).count() >= MOST_OPEN:
        raise InTheWay(ASKED_ENOUGH)
    number = held.requests.count() + 1
    made = Request.objects.create(panelist=held, number=number, wish=wish, question=question, text=text, asked_at=now)
    about: dict[str, str | int] = {"panelist": held.public_id, "request": number, "wish": wish.value}
    enter(Event.EDITORS_ASKED, outlet=held.asked.outlet, by=None, now=now, asked=held.asked, about=about)
    return made
