"""The discussion between two estimates, behind a personal link: everybody under a pseudonym."""

import datetime as dt
from http import HTTPStatus

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weighin.errors import InTheWay
from weighin.publishing.panel.words import judgement_in_words
from weighin.site import clock
from weighin.site.policy import leads_nowhere, panelist_of
from weighin.site.reply.private import private
from weighin.site.store.discussions import discussion_of, draw_pseudonyms, is_discussed, may_contribute
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked, locked_panelist
from weighin.site.store.models import AskedPanelist, AskedQuestion, Contribution, Event, Pseudonym

MOST_CONTRIBUTIONS = 200  # of one panelist
LONGEST = 4000  # characters
CLOSED = gettext_noop("The discussion is closed. What was said stays here to be read.")
SAID_ENOUGH = gettext_noop("You have contributed very often. Please leave some room to the others.")


class ContributionForm(forms.Form):
    """What is said on one question."""

    question = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What would you say to the others?"),
        help_text=gettext_lazy("They read it under your pseudonym; nobody is told whose it is. Do not name yourself."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, token: str) -> HttpResponse:
    """Read what others estimated and said; say something."""
    panelist = panelist_of(request)
    if not is_discussed(panelist.asked):
        return leads_nowhere(request)
    question = AskedQuestion.objects.filter(asked=panelist.asked, public_id=request.POST.get("question", "")).first()
    form = None
    if request.method == "POST":
        form = ContributionForm(request.POST, auto_id=_identifiers(question))
    notice = ""
    if form is not None and form.is_valid() and question is not None:
        try:
            contribute(panelist, question, form.cleaned_data["text"], now=clock.now())
        except InTheWay as error:
            notice = gettext(str(error))
        else:
            return redirect(f"{reverse('reply:discussion', kwargs={'token': token})}#{question.public_id}")
    return _shown(request, panelist, token, form=form, at=question, notice=notice)


def _identifiers(question: AskedQuestion | None) -> str:
    """The page has a form for each question; what their fields are called must not be the same."""
    return f"{question.public_id if question else 'none'}-%s"


@transaction.atomic
def contribute(panelist: AskedPanelist, question: AskedQuestion, text: str, *, now: dt.datetime) -> Contribution:
    """Say something under one's pseudonym. The journal tells that somebody did, and neither who nor what.

    Raises:
        InTheWay: the discussion is closed, or this panelist has said very much.
    """
    asked = locked_asked(panelist.asked_id)
    held = locked_panelist(panelist)
    if not may_contribute(asked, stage_now(asked, now)):
        raise InTheWay(CLOSED)
    if held.contributions.count() >= MOST_CONTRIBUTIONS:
        raise InTheWay(SAID_ENOUGH)
    draw_pseudonyms(asked, [held])
    made = Contribution.objects.create(asked=asked, question=question, panelist=held, text=text, at=now)
    enter(Event.CONTRIBUTED, outlet=asked.outlet, by=None, now=now, asked=asked, about={"contribution": made.public_id})
    return made


def _shown(
    request: HttpRequest,
    panelist: AskedPanelist,
    token: str,
    *,
    form: ContributionForm | None,
    at: AskedQuestion | None,
    notice: str,
) -> HttpResponse:
    stage = stage_now(panelist.asked, clock.now())
    pseudonym = Pseudonym.objects.filter(panelist=panelist).first()
    questions = [
        {
            "discussed": one,
            "estimates": [
                (estimate, judgement_in_words(estimate.judgement, one.scale) if estimate.judgement else "")
                for estimate in one.estimates
            ],
            "form": form
            if form is not None and at is not None and at.pk == one.question.pk
            else ContributionForm(initial={"question": one.question.public_id}, auto_id=_identifiers(one.question)),
        }
        for one in discussion_of(panelist.asked, panelist)
    ]
    shown = {
        "panelist": panelist,
        "asked": panelist.asked,
        "token": token,
        "questions": questions,
        "pseudonym": pseudonym.name if pseudonym else "",
        "may_contribute": may_contribute(panelist.asked, stage),
        "notice": notice,
    }
    status = HTTPStatus.OK
    if form is not None:
        status = HTTPStatus.CONFLICT if notice else HTTPStatus.UNPROCESSABLE_ENTITY
    return private(render(request, "reply/discussion.html", shown, status=status))
