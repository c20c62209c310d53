"""Forms for an answer: whose, to which question, and what its sentences are."""

from typing import Any

from django import forms

from weighin.reading.corrections import Correction
from weighin.reading.corrections.kinds import (
    AddAnswer,
    AddForecast,
    GiveAnswer,
    MoveAnswer,
    RemoveAnswer,
    TakeOutPassage,
)
from weighin.reading.sentences import sentences_in
from weighin.record.values import Polarity, Span
from weighin.site.articles.correcting.form import CorrectionForm, SpeakerForm
from weighin.site.articles.correcting.subject import Subject, questions_of

LEANS = [
    ("", "as its words say"),
    (Polarity.AFFIRM.value, "expects it"),
    (Polarity.DENY.value, "doubts it"),
    (Polarity.OPEN.value, "leaves it open"),
]
FORECAST, NOT_HERE, ANOTHERS = "forecast", "not-here", "anothers"
NONE_CHOSEN = "Choose the sentences."
WITH_A_GAP = "Choose sentences that follow one another."


class GiveAnswerForm(SpeakerForm):
    """Whose answer it is."""

    kind, heading, button = "give-answer", "Somebody else said it", "Give the answer"

    def prepare(self) -> None:
        """The panel, and whose it is now."""
        super().prepare()
        names = self.subject.state.names
        for field, who in zip(("speaker", "together"), self.subject.answer.panelists, strict=False):
            self.initial[field] = names[who]
        self.fields["name"].help_text = "A name here counts instead of the choice above."

    def clean(self) -> dict[str, Any]:
        """Somebody said it; whoever is new counts instead of who was chosen before."""
        given = super().clean() or self.cleaned_data
        self.require_somebody()
        if str(given.get("name", "")).strip():
            given["speaker"] = ""
        return given

    def correction(self) -> GiveAnswer:
        """Who it was."""
        return GiveAnswer(answer=self.subject.name, panelists=self.panelists, newcomer=self.newcomer)


class MoveAnswerForm(CorrectionForm):
    """Which question it answers."""

    kind, heading, button = "move-answer", "It answers another question", "Move the answer"
    question = forms.ChoiceField(label="It answers", required=False)

    @classmethod
    def fits(cls, subject: Subject) -> bool:
        """Where there are questions."""
        return bool(subject.record.questions)

    def prepare(self) -> None:
        """The questions, and which it is now."""
        question = self.fields["question"]
        if isinstance(question, forms.ChoiceField):
            question.choices = questions_of(self.subject)
        self.initial["question"] = self.subject.state.names.get(self.subject.answer.question or "", "")

    def correction(self) -> MoveAnswer:
        """The question."""
        return MoveAnswer(answer=self.subject.name, question=self.cleaned_data["question"] or None)


class SentencesForm(SpeakerForm):
    """What some of its sentences are."""

    kind, heading, button = "sentences", "Some of its sentences are something else", "Correct the sentences"
    sentences = forms.MultipleChoiceField(
        label="Sentences", widget=forms.CheckboxSelectMultiple, error_messages={"required": NONE_CHOSEN}
    )
    what = forms.ChoiceField(
        label="They are",
        choices=[
            (FORECAST, "a forecast that was missed"),
            (NOT_HERE, "not part of this answer"),
            (ANOTHERS, "an answer by itself, or somebody else's"),
        ],
        initial=FORECAST,
        widget=forms.RadioSelect,
    )
    polarity = forms.ChoiceField(label="A forecast: which way it leans", choices=LEANS, required=False)
    question = forms.ChoiceField(label="To the question", required=False)
    field_order = ("sentences", "what", "polarity", "speaker", "together", "name", "affiliation", "question")

    @classmethod
    def fits(cls, subject: Subject) -> bool:
        """Where it has sentences: a vote has none."""
        return bool(subject.answer.paragraphs)

    def prepare(self) -> None:
        """Its sentences, the panel and the questions."""
        super().prepare()
        text = self.subject.record.text
        self.choices("sentences", [(f"{one.start}-{one.end}", text[one.start : one.end]) for one in self._sentences()])
        self.choices("question", questions_of(self.subject))
        self.fields["speaker"].label = "An answer: who said it"
        self.initial["question"] = self.subject.state.names.get(self.subject.answer.question or "", "")

    def clean(self) -> dict[str, Any]:
        """Sentences without a gap; somebody whose answer it is."""
        given = super().clean() or self.cleaned_data
        if given.get("what") == ANOTHERS:
            self.require_somebody()
        chosen = given.get("sentences") or []
        places = [f"{one.start}-{one.end}" for one in self._sentences()]
        numbers = [places.index(one) for one in chosen]
        if numbers and max(numbers) - min(numbers) + 1 != len(set(numbers)):
            self.add_error("sentences", WITH_A_GAP)
        return given

    def correction(self) -> Correction:
        """What was said of the sentences."""
        edges = [int(edge) for one in self.cleaned_data["sentences"] for edge in one.split("-")]
        start, end = min(edges), max(edges)
        match self.cleaned_data["what"]:
            case "forecast":
                polarity = self.cleaned_data["polarity"]
                return AddForecast(start=start, end=end, polarity=Polarity(polarity) if polarity else None)
            case "not-here":
                return TakeOutPassage(answer=self.subject.name, start=start, end=end)
            case _:
                return AddAnswer(
                    start=start,
                    end=end,
                    panelists=self.panelists,
                    newcomer=self.newcomer,
                    question=self.cleaned_data["question"] or None,
                )

    def _sentences(self) -> list[Span]:
        text = self.subject.record.text
        return [
            sentence
            for paragraph in self.subject.answer.paragraphs
            for sentence in sentences_in(text, paragraph.start, paragraph.end)
        ]


class RemoveAnswerForm(CorrectionForm):
    """What is no answer."""

    kind, heading, button = "remove-answer", "It is no answer", "Remove the answer"
    is_removal = True

    def correction(self) -> RemoveAnswer:
        """That it is none."""
        return RemoveAnswer(answer=self.subject.name)
