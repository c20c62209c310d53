"""What is typed between answers."""

import datetime as dt

from django import forms

from weighin.record.rounds import Fate
from weighin.site.mail.texts import zone_of_roundup
from weighin.site.moments import moment_typed
from weighin.site.store.models import AskedQuestion, AskedRoundup

FATES = [
    (Fate.KEPT.value, "Kept as it was proposed"),
    (Fate.REWORDED.value, "Reworded"),
    (Fate.MERGED.value, "Merged with others"),
    (Fate.LEFT_OUT.value, "Not asked"),
]


class DecisionForm(forms.Form):
    """What becomes of a proposal."""

    key = forms.CharField(widget=forms.HiddenInput)
    fate = forms.ChoiceField(label="What becomes of it", choices=FATES, widget=forms.RadioSelect)
    question = forms.ChoiceField(label="The question that it goes into", required=False)
    because = forms.CharField(
        label="Why",
        help_text="The panel and the record are told, with the proposal and without a name. Needed unless it is kept as it is.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *given: object, questions: list[AskedQuestion], **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        listed = [(question.public_id, f"{question.position} {question.text}") for question in questions]
        self.fields["question"].choices = [("", "A question of its own, or none"), *listed]  # type: ignore[attr-defined]


class FacilitatorForm(forms.Form):
    """What a facilitator says."""

    question = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Say something as the facilitator", max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class WithholdForm(forms.Form):
    """Why a contribution is taken out of sight."""

    because = forms.CharField(label="Why", max_length=500)


class AgreedForm(forms.Form):
    """When the group agreed, and on what grounds."""

    agreed_at = forms.CharField(label="Agreed on", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    rationale = forms.CharField(
        label="On what grounds",
        help_text="In the group's words; stands beside the distribution.",
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *given: object, asked: AskedRoundup, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.zone = zone_of_roundup(asked)
        self.fields["agreed_at"].help_text = f"In the round-up's time zone, {asked.time_zone}."

    def clean_agreed_at(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_typed(self.cleaned_data["agreed_at"], self.zone)
