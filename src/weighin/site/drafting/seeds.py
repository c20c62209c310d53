"""A question whose answer the editors know: marking it, its true value while it is a draft, setting it aside while it is open.

From the opening on this page tells that there is a sealed value, and not which, until the seal.
"""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from weighin.asking.numbers import number_typed
from weighin.errors import InTheWay, NotAccepted
from weighin.publishing.seeds import truth_in_words
from weighin.record.judgements import ChoiceScale, DateScale, ProbabilityScale, Scale
from weighin.record.seeds import (
    FEWEST_SEEDS,
    SEEDS_WANTED,
    DateTruth,
    EventTruth,
    OptionTruth,
    QuantityTruth,
    Truth,
    has_quantiles,
    has_truth,
)
from weighin.site import clock
from weighin.site.drafting import seeding
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.lives import questions_may_change, stage_now
from weighin.site.store.models import AskedQuestion, SeedQuestion
from weighin.site.store.questions import scale_of
from weighin.site.store.scoped import own_asked
from weighin.site.store.seals import seal_row
from weighin.site.store.truths import truth_of

HAPPENED = [("", "–"), ("yes", "Yes, it is the case"), ("no", "No, it is not")]


class SeedForm(forms.Form):
    """The true value on the question's scale, where it stands, and of which day that is. All may follow until the opening."""

    truth = forms.CharField(label="The true value", required=False, max_length=500)
    source = forms.CharField(
        label="Where it stands",
        required=False,
        max_length=500,
        help_text="The page names it after the seal. A source that panelists can look up makes no seed question.",
    )
    known = forms.DateField(label="As of which day", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *given: Any, scale: Scale | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.scale = scale
        choices = _choices(scale)
        if choices:
            self.fields["truth"] = forms.ChoiceField(label="The true value", required=False, choices=choices)
        elif isinstance(scale, DateScale):
            widget = forms.DateInput(attrs={"type": "date"})
            self.fields["truth"] = forms.DateField(label="The true value", required=False, widget=widget)
        elif unit := getattr(scale, "unit", ""):
            self.fields["truth"].label = f"The true value, in {unit}"

    def clean_truth(self) -> Truth | None:
        """As the scale has it."""
        typed = self.cleaned_data["truth"]
        match self.scale:
            case _ if not typed:
                return None
            case ProbabilityScale():
                return EventTruth(happened=typed == "yes")
            case ChoiceScale():
                return OptionTruth(option=typed)
            case DateScale():
                return DateTruth(day=typed)
        try:
            return QuantityTruth(value=number_typed(typed))
        except ValueError as error:
            raise forms.ValidationError(sentence(error)) from error


class AsideForm(forms.Form):
    """Why a seed question is not to count."""

    because = forms.CharField(
        label="Why it does not count",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The page tells it with its day, beside the value as it was sealed. It cannot be taken back.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def seed(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """Mark a question of a draft, with its true value; see that it is sealed; set it aside."""
    row = own_asked(member_of(request), asked)
    found = get_object_or_404(AskedQuestion, public_id=question, asked=row)
    known = SeedQuestion.objects.filter(question=found).first()
    if questions_may_change(row, clock.now()):
        return _draft(request, found, known)
    return _sealed(request, found, known)


def _draft(request: HttpRequest, question: AskedQuestion, known: SeedQuestion | None) -> HttpResponse:
    member, scale = member_of(request), scale_of(question)
    form = SeedForm(request.POST if request.method == "POST" else None, initial=_fields(known), scale=scale)
    is_unmarking = request.POST.get("do") == "unmark"
    if request.method == "POST" and (is_unmarking or form.is_valid()):
        try:
            if is_unmarking:
                seeding.unmark_seed(question, by=member, now=clock.now())
            else:
                value = seeding.KnownValue(**form.cleaned_data)
                seeding.mark_seed(question, value, by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            told = "It is a question like the others." if is_unmarking else "It is a seed question."
            messages.success(request, told)
            return redirect("board:roundup", asked=question.asked.public_id)
    shown = {
        "form": form,
        "stage": "draft",  # also after round 0, in which questions were proposed
        "can_be": has_truth(scale),
        "counts": has_quantiles(scale),
        "wanted": SEEDS_WANTED,
        "fewest": FEWEST_SEEDS,
    }
    return _page(request, question, known, shown, form)


def _sealed(request: HttpRequest, question: AskedQuestion, known: SeedQuestion | None) -> HttpResponse:
    member = member_of(request)
    is_told = seal_row(question.asked) is not None
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and known is None:
        form.add_error(None, sentence(InTheWay(seeding.IT_STANDS)))
    elif known is not None and form.is_valid():
        try:
            seeding.set_aside(known, form.cleaned_data["because"], by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, "It counts for no weights. The page will say so, and why.")
            return redirect("board:roundup", asked=question.asked.public_id)
    truth = truth_of(known) if known and is_told else None
    shown = {
        "form": form if known and known.set_aside_at is None and not is_told else None,
        "truth": truth_in_words(truth, scale_of(question)) if truth else "",
        "is_told": is_told,
    }
    return _page(request, question, known, shown, form)


def _page(
    request: HttpRequest, question: AskedQuestion, known: SeedQuestion | None, shown: dict[str, Any], form: forms.Form
) -> HttpResponse:
    told = {"asked": question.asked, "question": question, "seed": known, "stage": stage_now(question.asked, clock.now()).value}  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    response = render(request, "drafting/seed.html", told | shown, status=status)
    response.headers["Cache-Control"] = "no-store"  # a true value stays in no browser's cache
    return response


def _choices(scale: Scale | None) -> list[tuple[str, str]]:
    match scale:
        case ProbabilityScale():
            return HAPPENED
        case ChoiceScale(options=options):
            return [("", "–"), *((option, option) for option in options)]
    return []


def _fields(known: SeedQuestion | None) -> dict[str, Any]:
    if known is None:
        return {}
    typed: object = None
    match truth_of(known):
        case EventTruth(happened=happened):
            typed = "yes" if happened else "no"
        case OptionTruth(option=option):
            typed = option
        case QuantityTruth(value=value):
            typed = f"{value:.12g}"
        case DateTruth(day=day):
            typed = day.isoformat()
    return {"truth": typed, "source": known.source, "known": known.known.isoformat() if known.known else ""}
