"""What is typed on the board."""

import datetime as dt

from django import forms

from weighin.asking.answers import MOST_CHARACTERS
from weighin.asking.policies import Approval
from weighin.site.mail.protocol_notes import LONGEST_NOTE
from weighin.site.mail.texts import zone_of_roundup
from weighin.site.moments import moment_typed
from weighin.site.store.models import AskedRoundup


class ExtensionForm(forms.Form):
    """Until when one panelist may answer, in the round-up's time zone."""

    until = forms.CharField(label="More time, until", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))

    def __init__(self, *given: object, asked: AskedRoundup, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.zone = zone_of_roundup(asked)
        self.fields["until"].help_text = f"In the round-up's time zone, {asked.time_zone}."

    def clean_until(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_typed(self.cleaned_data["until"], self.zone)


class NextRoundForm(forms.Form):
    """Until when the next round is open, in the round-up's time zone; and why there is one where the rules say that there should be none."""

    deadline = forms.CharField(label="Deadline", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    note = forms.CharField(
        label="Why, if the rules say to stop",
        help_text="A dated note, which the panel reads and which stands in the record. Leave it empty where the rules say to go on.",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *given: object, asked: AskedRoundup, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.zone = zone_of_roundup(asked)
        self.fields["deadline"].help_text = f"In the round-up's time zone, {asked.time_zone}."

    def clean_deadline(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_typed(self.cleaned_data["deadline"], self.zone)


class EditForm(forms.Form):
    """An editor's text in the place of what was submitted."""

    text = forms.CharField(
        label="As it is to be published",
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
    )
    report_until = forms.CharField(
        label="Errors of fact can be reported until",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, *given: object, asked: AskedRoundup, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.zone = zone_of_roundup(asked)
        self.fields["report_until"].help_text = f"In the round-up's time zone, {asked.time_zone}. The letter says it."
        if asked.approval != Approval.SHOWN.value:
            del self.fields["report_until"]

    def clean_report_until(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_typed(self.cleaned_data["report_until"], self.zone)
