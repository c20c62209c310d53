"""The form for a passage of the source that the reading took for nothing."""

from typing import Any

from django import forms

from weighin.reading.corrections.kinds import AddAnswer, PlacePassage
from weighin.record.values import Span
from weighin.site.articles.correcting.form import SpeakerForm
from weighin.site.articles.correcting.subject import Subject, answers_of, place_of, questions_of

OF_AN_ANSWER, AN_ANSWER = "of-an-answer", "an-answer"


class PassageForm(SpeakerForm):
    """Where a passage belongs: to an answer that is there, or it is one by itself."""

    kind, heading, button = "passage", "It belongs to an answer", "Place the passage"
    words = forms.CharField(
        label="Its words in the source",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Copied from the source, as they are printed there.",
    )
    what = forms.ChoiceField(
        label="It is",
        choices=[(OF_AN_ANSWER, "part of an answer that is there"), (AN_ANSWER, "an answer by itself")],
        initial=OF_AN_ANSWER,
        widget=forms.RadioSelect,
    )
    answer = forms.ChoiceField(label="Part of the answer by", required=False)
    question = forms.ChoiceField(label="To the question", required=False)
    field_order = ("words", "what", "answer", "speaker", "together", "name", "affiliation", "question")

    @classmethod
    def fits(cls, subject: Subject) -> bool:
        """For every warning that has a place, and for words that are copied."""
        return subject.warning is None or subject.warning.passage is not None

    def prepare(self) -> None:
        """The answers, the one before the passage chosen; the panel and the questions."""
        super().prepare()
        self.fields["speaker"].label = "An answer by itself: who said it"
        self.choices("answer", answers_of(self.subject))
        self.choices("question", questions_of(self.subject))
        warning = self.subject.warning
        if warning and warning.passage:
            del self.fields["words"]
            start = warning.passage.start
            before = [one for one in self.subject.record.answers if one.paragraphs and one.paragraphs[0].start < start]
            if before:
                nearest = max(before, key=lambda one: one.paragraphs[-1].end)
                self.initial["answer"] = self.subject.state.names[nearest.identifier]
                self.initial["question"] = self.subject.state.names.get(nearest.question or "", "")

    def clean(self) -> dict[str, Any]:
        """Somebody whose answer it is."""
        given = super().clean() or self.cleaned_data
        if given.get("what") == AN_ANSWER:
            self.require_somebody()
        return given

    def correction(self) -> PlacePassage | AddAnswer:
        """Where it belongs."""
        place = self._place()
        if self.cleaned_data["what"] == OF_AN_ANSWER:
            return PlacePassage(start=place.start, end=place.end, answer=self.cleaned_data["answer"])
        return AddAnswer(
            start=place.start,
            end=place.end,
            panelists=self.panelists,
            newcomer=self.newcomer,
            question=self.cleaned_data["question"] or None,
        )

    def _place(self) -> Span:
        warning = self.subject.warning
        if warning and warning.passage:
            return warning.passage.span
        text = self.subject.record.text
        return place_of(self.cleaned_data["words"], text, Span(0, len(text)))
