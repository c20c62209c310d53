"""One correction, by its kind."""

from weighin.reading.corrections.answers import correct_answers
from weighin.reading.corrections.forecasts import correct_forecasts
from weighin.reading.corrections.head import correct_head
from weighin.reading.corrections.kinds import (
    AnswerCorrection,
    Correction,
    ForecastCorrection,
    PanelCorrection,
    QuestionCorrection,
)
from weighin.reading.corrections.panel import correct_panel
from weighin.reading.corrections.questions import correct_questions
from weighin.reading.corrections.recount import Recounted
from weighin.record.record import Record


def apply(record: Record, correction: Correction) -> Recounted:
    """The record with a correction, and what became of its identifiers.

    Raises:
        DoesNotFit: the record has no place for it.
    """
    if isinstance(correction, AnswerCorrection):
        return correct_answers(record, correction)
    if isinstance(correction, PanelCorrection):
        return correct_panel(record, correction)
    if isinstance(correction, QuestionCorrection):
        return correct_questions(record, correction)
    if isinstance(correction, ForecastCorrection):
        return correct_forecasts(record, correction)
    return correct_head(record, correction)


def correct(record: Record, correction: Correction) -> Record:
    """The record with one correction made: valid again, its text untouched, its identifiers counted anew.

    Raises:
        DoesNotFit: the record has no place for it.
    """
    return apply(record, correction).record
