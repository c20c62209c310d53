"""What is said when a round-up is published later, previewed under embargo, or withdrawn."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from weighin.site.moments import moment_typed

_TO_THE_MINUTE = forms.DateTimeInput(attrs={"type": "datetime-local"})


class MomentField(forms.CharField):
    """A day and a time as a browser's field gives them, in a time zone that the form names; in UTC once it is cleaned."""

    widget = _TO_THE_MINUTE

    def __init__(self, **options: Any) -> None:
        self.zone: dt.tzinfo = dt.UTC
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The moment."""
        return moment_typed(super().clean(value), self.zone)


class WithdrawForm(forms.Form):
    """The reason, which readers see."""

    because = forms.CharField(
        label="Reason, for readers",
        help_text="Stands on the page that takes its place. May be left empty.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ScheduleForm(forms.Form):
    """From when readers see it, and what was corrected."""

    at = MomentField(label="Readers see it from")
    correction = forms.CharField(
        label="What was corrected, for readers",
        help_text="A sentence that stands with its date on the page and in the list of versions.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *given: object, zone: dt.tzinfo, corrects: bool, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        _in_zone(self, "at", zone)
        if not corrects:
            del self.fields["correction"]


class PreviewForm(forms.Form):
    """For whom a preview is, and until when."""

    for_whom = forms.CharField(label="For whom", help_text="A name or a newsroom, for your list.", max_length=200)
    ends_at = MomentField(label="It ends")

    def __init__(self, *given: object, zone: dt.tzinfo, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        _in_zone(self, "ends_at", zone)

    def clean_ends_at(self) -> dt.datetime:
        """Later than now."""
        moment: dt.datetime = self.cleaned_data["ends_at"]
        if moment <= timezone.now():
            msg = "That moment is over."
            raise forms.ValidationError(msg)
        return moment


class EmbargoForm(forms.Form):
    """The password of a preview."""

    password = forms.CharField(
        label="Password",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def _in_zone(form: forms.Form, name: str, zone: dt.tzinfo) -> None:
    field = form.fields[name]
    if isinstance(field, MomentField):
        field.zone = zone
        field.help_text = f"To the minute, in the time zone {zone}."
