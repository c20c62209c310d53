"""The terms of a question that is open."""

from http import HTTPStatus
from typing import Any

import msgspec
from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.drafting import clarifying
from weighin.site.drafting.forms import CONDITION, CONDITION_HELP, terms_of
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store import questions as store_questions
from weighin.site.store.models import AskedQuestion
from weighin.site.store.scoped import own_asked


class TermsForm(forms.Form):
    """By what a question is settled."""

    what_counts = forms.CharField(label="What counts", max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    condition = forms.CharField(help_text=CONDITION_HELP, **CONDITION)
    source = forms.CharField(label="Where it will stand", required=False, max_length=500)
    due = forms.DateField(label="Known by", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    fine_print = forms.CharField(
        label="Fine print", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """As terms."""
        found = dict(self.cleaned_data)
        found["terms"] = terms_of(found) if not self.errors else None
        return found


class ClarificationForm(forms.Form):
    """What is said to everybody."""

    text = forms.CharField(
        label="Clarification",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="It will stand below the question with its day: on the form, on the page and in what is sealed. It cannot be taken back.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """Change the terms while nobody has begun to answer; clarify them from then on."""
    member = member_of(request)
    row = own_asked(member, asked)
    found = get_object_or_404(AskedQuestion, public_id=question, asked=row)
    stands = clarifying.has_answers(row)
    typed = request.POST if request.method == "POST" else None
    form = ClarificationForm(typed) if stands else TermsForm(typed, initial=_fields(found))
    if form.is_valid():
        try:
            if stands:
                clarifying.clarify(found, form.cleaned_data["text"], by=member, now=clock.now())
                told = "It stands on the form now. The letters that say so are drafts: read them, then send them off."
            else:
                clarifying.change_terms(found, form.cleaned_data["terms"], by=member, now=clock.now())
                told = "The terms are changed."
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, told)
            return redirect("board:roundup", asked=row.public_id)
    shown = {
        "asked": row,
        "question": found,
        "form": form,
        "stands": stands,
        "terms": store_questions.terms_of(found),
        "clarifications": found.clarifications.select_related("by").annotate(confirmed=Count("confirmations")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "drafting/terms.html", shown, status=status)


def _fields(question: AskedQuestion) -> dict[str, Any]:
    terms = store_questions.terms_of(question)
    return msgspec.structs.asdict(terms) | {"condition": terms.condition or ""} if terms else {}
