"""Forms for a forecast."""

from typing import Any

from django import forms

from weighin.reading.corrections.kinds import (
    ChoosePhrase,
    GiveForecast,
    MarkConditional,
    RemoveForecast,
    TurnForecast,
)
from weighin.record.values import Polarity, Span
from weighin.site.articles.correcting.answers import LEANS
from weighin.site.articles.correcting.form import LONGEST, CorrectionForm
from weighin.site.articles.correcting.subject import Subject, panelists_of, place_of, words_of


class TurnForm(CorrectionForm):
    """Which way it leans."""

    kind, heading, button = "turn", "It leans another way", "Turn the forecast"
    polarity = forms.ChoiceField(label="The expert", choices=LEANS[1:], widget=forms.RadioSelect)

    def prepare(self) -> None:
        """As it is now."""
        self.initial["polarity"] = self.subject.forecast.polarity.value

    def correction(self) -> TurnForecast:
        """The lean as chosen."""
        return TurnForecast(forecast=self.subject.name, polarity=Polarity(self.cleaned_data["polarity"]))


class GiveForecastForm(CorrectionForm):
    """Whose it is."""

    kind, heading, button = "give-forecast", "It is somebody else’s", "Give the forecast"
    panelist = forms.ChoiceField(label="Whose it is", help_text="The answer that it stands in stays where it is.")

    @classmethod
    def fits(cls, subject: Subject) -> bool:
        """Where there is somebody else."""
        return len(subject.record.panel) > 1

    def prepare(self) -> None:
        """The panel, and whose it is now."""
        panelist = self.fields["panelist"]
        if isinstance(panelist, forms.ChoiceField):
            panelist.choices = panelists_of(self.subject)
        self.initial["panelist"] = self.subject.state.names[self.subject.forecast.panelist]

    def correction(self) -> GiveForecast:
        """Whose it is."""
        return GiveForecast(forecast=self.subject.name, panelist=self.cleaned_data["panelist"])


class ConditionForm(CorrectionForm):
    """On what it depends."""

    kind, heading, button = "condition", "It depends on something, or does not", "Correct the condition"
    is_conditional = forms.BooleanField(label="It depends on a condition", required=False)
    words = forms.CharField(
        label="The words of the condition",
        required=False,
        max_length=LONGEST,
        help_text="Copied from the answer. Empty where the condition is not put into words there.",
    )

    def prepare(self) -> None:
        """As it is now."""
        self.initial["is_conditional"] = self.subject.forecast.is_conditional
        self.initial["words"] = words_of(self.subject.forecast.condition)

    def clean(self) -> dict[str, Any]:
        """No words of what there is not."""
        given = super().clean() or self.cleaned_data
        if not given.get("is_conditional"):
            given["words"] = ""
        return given

    def correction(self) -> MarkConditional:
        """What it depends on."""
        words, forecast, record = self.cleaned_data["words"], self.subject.forecast, self.subject.record
        condition = None
        if words.strip():
            answer = record.answers[int(forecast.answer[1:]) - 1]
            places = [forecast.passage, *answer.paragraphs]
            around = Span(min(one.start for one in places), max(one.end for one in places))
            condition = place_of(words, record.text, around, what="the answer")
        return MarkConditional(
            forecast=self.subject.name, is_conditional=self.cleaned_data["is_conditional"], condition=condition
        )


class PhraseForm(CorrectionForm):
    """Which words carry the likelihood."""

    kind, heading, button = "phrase", "Other words carry the likelihood", "Look the range up again"
    words = forms.CharField(
        label="The words of likelihood",
        max_length=LONGEST,
        help_text="Copied from the forecast, for instance “highly likely” or “one in four”.",
    )

    def prepare(self) -> None:
        """As they are now."""
        self.initial["words"] = words_of(self.subject.forecast.phrase)

    def correction(self) -> ChoosePhrase:
        """The place of the words."""
        forecast = self.subject.forecast
        place = place_of(
            self.cleaned_data["words"], self.subject.record.text, forecast.passage.span, what="the forecast"
        )
        return ChoosePhrase(forecast=self.subject.name, phrase=place)


class RemoveForecastForm(CorrectionForm):
    """What is no forecast."""

    kind, heading, button = "remove-forecast", "It is no forecast", "Remove the forecast"
    is_removal = True

    def correction(self) -> RemoveForecast:
        """That it is none."""
        return RemoveForecast(forecast=self.subject.name)
