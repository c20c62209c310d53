"""Forms for a question."""

from django import forms

from weighin.reading.corrections.kinds import AddQuestion, RemoveQuestion, RewordQuestion
from weighin.site.articles.correcting.form import LONGEST, CorrectionForm
from weighin.site.articles.correcting.subject import QUESTIONS


class RewordForm(CorrectionForm):
    """The words of a question."""

    kind, heading, button = "reword", "Its words", "Correct the question"
    text = forms.CharField(label="The question", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        """As it is now."""
        self.initial["text"] = self.subject.question.text

    def correction(self) -> RewordQuestion:
        """The question as typed."""
        return RewordQuestion(question=self.subject.name, text=self.cleaned_data["text"])


class AddQuestionForm(CorrectionForm):
    """A question that was missed."""

    kind, heading, button = "add-question", "A question was missed here", "Add the question"
    text = forms.CharField(
        label="The missed question",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Its place in the source is found where it is printed there in just these words.",
    )

    def prepare(self) -> None:
        """Before which question it is added."""
        if self.subject.name != QUESTIONS:
            self.heading = "A question was missed before this one"  # type: ignore[misc] # of this form only

    def correction(self) -> AddQuestion:
        """The question as typed, before the one it was asked for at."""
        before = None if self.subject.name == QUESTIONS else self.subject.name
        return AddQuestion(text=self.cleaned_data["text"], before=before)


class RemoveQuestionForm(CorrectionForm):
    """What was not asked."""

    kind, heading, button = "remove-question", "Was not put to the panel", "Remove the question; its answers stay"
    is_removal = True

    def correction(self) -> RemoveQuestion:
        """That it was not put."""
        return RemoveQuestion(question=self.subject.name)
