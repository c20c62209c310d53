"""The deadline of a round that is opened after another."""

import datetime as dt

from django import forms

from weighin.site.mail.texts import zone_named
from weighin.site.moments import moment_typed


class DeadlineForm(forms.Form):
    """The deadline of a round, in the round-up's time zone."""

    deadline = forms.CharField(label="Deadline", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))

    def __init__(self, *given: object, zone_name: str, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.zone = zone_named(zone_name) or dt.UTC
        self.fields["deadline"].help_text = f"To the minute, in the round-up's time zone, {zone_name}."

    def clean_deadline(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_typed(self.cleaned_data["deadline"], self.zone)
