"""The forms of the corrections, by the piece of the record that they belong to."""

from typing import Final

from weighin.errors import DoesNotFit
from weighin.site.articles.correcting.answers import GiveAnswerForm, MoveAnswerForm, RemoveAnswerForm, SentencesForm
from weighin.site.articles.correcting.forecasts import (
    ConditionForm,
    GiveForecastForm,
    PhraseForm,
    RemoveForecastForm,
    TurnForm,
)
from weighin.site.articles.correcting.form import CorrectionForm
from weighin.site.articles.correcting.head import DateForm, DismissForm, OutletForm, StandfirstForm, TitleForm
from weighin.site.articles.correcting.panel import AffiliationForm, MergeForm, RemovePanelistForm, RenameForm
from weighin.site.articles.correcting.passages import PassageForm
from weighin.site.articles.correcting.questions import AddQuestionForm, RemoveQuestionForm, RewordForm
from weighin.site.articles.correcting.subject import HEAD, PASSAGE, QUESTIONS, Subject

__all__ = ["FORMS", "CorrectionForm", "Subject", "forms_for"]

FORMS: Final[dict[str, tuple[type[CorrectionForm], ...]]] = {
    HEAD: (TitleForm, OutletForm, DateForm, StandfirstForm),
    QUESTIONS: (AddQuestionForm,),
    PASSAGE: (PassageForm,),
    "p": (RenameForm, AffiliationForm, MergeForm, RemovePanelistForm),
    "q": (RewordForm, AddQuestionForm, RemoveQuestionForm),
    "a": (GiveAnswerForm, MoveAnswerForm, SentencesForm, RemoveAnswerForm),
    "f": (TurnForm, RemoveForecastForm, GiveForecastForm, ConditionForm, PhraseForm),
    "w": (PassageForm, DismissForm),
}


def forms_for(subject: Subject) -> tuple[type[CorrectionForm], ...]:
    """Everything that can be said of a piece.

    Raises:
        DoesNotFit: there is no such piece.
    """
    found = FORMS.get(subject.name) or FORMS.get(subject.name[:1])
    if found is None:
        msg = "there is no such piece of a record"
        raise DoesNotFit(msg)
    subject.require()
    return tuple(form for form in found if form.fits(subject))
