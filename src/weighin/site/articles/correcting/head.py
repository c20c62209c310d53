"""Forms for title, outlet, date and standfirst, and for a warning that was looked at."""

from django import forms

from weighin.reading.corrections.kinds import (
    CorrectDate,
    CorrectOutlet,
    CorrectStandfirst,
    CorrectTitle,
    DismissWarning,
)
from weighin.record.values import Span
from weighin.site.articles.correcting.form import LONGEST, CorrectionForm
from weighin.site.articles.correcting.subject import place_of, words_of


class TitleForm(CorrectionForm):
    """The title."""

    kind, heading, button = "title", "Title", "Correct the title"
    title = forms.CharField(label="Title", max_length=LONGEST)

    def prepare(self) -> None:
        """As it is now."""
        self.initial["title"] = self.subject.record.title

    def correction(self) -> CorrectTitle:
        """The title as typed."""
        return CorrectTitle(title=self.cleaned_data["title"])


class OutletForm(CorrectionForm):
    """The outlet."""

    kind, heading, button = "outlet", "Outlet", "Correct the outlet"
    outlet = forms.CharField(label="Outlet", required=False, max_length=LONGEST, help_text="Empty if it is not known.")

    def prepare(self) -> None:
        """As it is now."""
        self.initial["outlet"] = self.subject.record.outlet

    def correction(self) -> CorrectOutlet:
        """The outlet as typed."""
        return CorrectOutlet(outlet=self.cleaned_data["outlet"])


class DateForm(CorrectionForm):
    """The day of publication."""

    kind, heading, button = "date", "Date", "Correct the date"
    day = forms.DateField(
        label="Published on",
        required=False,
        help_text="Empty if it is not known.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Give the day as year-month-day, for instance 2024-03-31."},
    )

    def prepare(self) -> None:
        """As it is now."""
        published = self.subject.record.published
        self.initial["day"] = published.day if published else None

    def correction(self) -> CorrectDate:
        """The day as chosen."""
        return CorrectDate(day=self.cleaned_data["day"])


class StandfirstForm(CorrectionForm):
    """The standfirst."""

    kind, heading, button = "standfirst", "Standfirst", "Correct the standfirst"
    words = forms.CharField(
        label="Its words in the source",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Copied from the source, as they are printed there. Empty if there is none.",
    )

    def prepare(self) -> None:
        """As it is now."""
        self.initial["words"] = words_of(self.subject.record.standfirst)

    def correction(self) -> CorrectStandfirst:
        """The place of the words."""
        words, text = self.cleaned_data["words"], self.subject.record.text
        return CorrectStandfirst(standfirst=place_of(words, text, Span(0, len(text))) if words.strip() else None)


class DismissForm(CorrectionForm):
    """A warning that somebody looked at."""

    kind, heading, button = "dismiss", "Nothing is to be done", "Dismiss the warning"

    def correction(self) -> DismissWarning:
        """That it was looked at."""
        return DismissWarning(warning=self.subject.name)
