"""Of whom a question is asked, as an editor sets it."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from weighin.asking.sheet import STANCE_TOLD
from weighin.errors import InTheWay, NotAccepted
from weighin.record.conditions import (
    STANCES,
    Agrees,
    AtLeast,
    AtMost,
    Condition,
    Disagrees,
    MostOn,
    RatedAtLeast,
    RatedAtMost,
    Says,
    Test,
)
from weighin.record.values import Stance
from weighin.site import clock
from weighin.site.drafting import routing
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.conditions import condition_of
from weighin.site.store.models import AskedQuestion
from weighin.site.store.scoped import own_asked

TESTS = [
    ("at least", "a probability of at least … per cent"),
    ("at most", "a probability of at most … per cent"),
    ("most on", "the most on the option …"),
    ("agrees", "agreement"),
    ("disagrees", "disagreement"),
    ("rated at least", "a rating of at least …"),
    ("rated at most", "a rating of at most …"),
    *((stance.value, f"“{STANCE_TOLD[stance]}”") for stance in STANCES),
]
PER_CENT = 100


class ConditionForm(forms.Form):
    """The earlier question, the kind of answer, and the number or the option that it takes."""

    source = forms.ChoiceField(label="Ask it of those who answered the question")
    test = forms.ChoiceField(label="with", choices=TESTS)
    value = forms.CharField(
        label="the number, or the option in its words",
        required=False,
        max_length=500,
        help_text="Empty where the answer needs none: agreement, disagreement, uncertain, no opinion, not my field.",
    )

    def __init__(self, *given: Any, earlier: list[AskedQuestion], **more: Any) -> None:
        super().__init__(*given, **more)
        listed = [(one.public_id, f"{one.position}. {one.text}") for one in earlier]
        self.fields["source"].choices = listed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The test, or what is wrong with it."""
        found = dict(self.cleaned_data)
        try:
            found["made"] = _test(str(found.get("test") or ""), str(found.get("value") or "").strip())
        except ValueError as error:
            self.add_error("value", sentence(error))
        return found


@require_http_methods(["GET", "HEAD", "POST"])
def condition(request: HttpRequest, asked: str, question: str) -> HttpResponse:
    """See, set and take away the condition of a question of a draft."""
    member = member_of(request)
    row = own_asked(member, asked)
    found = get_object_or_404(AskedQuestion.objects.select_related("asked__outlet"), public_id=question, asked=row)
    earlier = list(row.questions.filter(position__lt=found.position))
    known = condition_of(found)
    form = ConditionForm(request.POST if request.method == "POST" else None, initial=_fields(known), earlier=earlier)
    is_for_everybody = request.POST.get("do") == "everybody"
    if request.method == "POST" and (is_for_everybody or form.is_valid()):
        try:
            if is_for_everybody:
                routing.ask_of_everybody(found, by=member, now=clock.now())
            else:
                source = next(one for one in earlier if one.public_id == form.cleaned_data["source"])
                routing.ask_if(found, source, form.cleaned_data["made"], by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, "Saved.")
            return redirect("board:roundup", asked=row.public_id)
    shown = {"asked": row, "question": found, "form": form, "earlier": earlier, "known": known}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "drafting/condition.html", shown, status=status)


def _test(kind: str, value: str) -> Test:
    """What was typed as a test.

    Raises:
        ValueError: it makes none; says what is expected.
    """
    match kind:
        case "at least":
            return AtLeast(probability=_share(value))
        case "at most":
            return AtMost(probability=_share(value))
        case "most on":
            return MostOn(option=value)
        case "agrees":
            return Agrees()
        case "disagrees":
            return Disagrees()
        case "rated at least":
            return RatedAtLeast(rating=_whole(value))
        case "rated at most":
            return RatedAtMost(rating=_whole(value))
    return Says(stance=Stance(kind))


def _share(value: str) -> float:
    per_cent = _number(value.removesuffix("%").strip())
    if not 0 <= per_cent <= PER_CENT:
        msg = f"expected a probability from 0 to 100 per cent, found {value}"
        raise ValueError(msg)
    return round(per_cent / PER_CENT, 12)


def _whole(value: str) -> int:
    number = _number(value)
    if not number.is_integer():
        msg = f"expected a whole number, found {value}"
        raise ValueError(msg)
    return int(number)


def _number(value: str) -> float:
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = float("inf")
    if not abs(number) < 10**9:
        msg = f"expected a number, found “{value}”"
        raise ValueError(msg)
    return number


def _fields(known: Condition | None) -> dict[str, Any]:
    if known is None:
        return {}
    test = known.test
    kind, value = str(test.__struct_config__.tag), ""
    match test:
        case AtLeast(probability=probability) | AtMost(probability=probability):
            value = f"{probability * PER_CENT:g}"
        case MostOn(option=option):
            value = option
        case RatedAtLeast(rating=rating) | RatedAtMost(rating=rating):
            value = str(rating)
        case Says(stance=stance):
            kind = stance.value
    return {"source": known.question, "test": kind, "value": value}
