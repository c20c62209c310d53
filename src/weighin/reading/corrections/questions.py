"""Corrections of the questions."""

from typing import assert_never

from msgspec.structs import replace

from weighin.reading.corrections.fitting import refuse, the_question, the_words, where_it_says
from weighin.reading.corrections.kinds import AddQuestion, QuestionCorrection, RemoveQuestion, RewordQuestion
from weighin.reading.corrections.recount import NEW, Recounted, recount
from weighin.record.record import Question, Record


def correct_questions(record: Record, correction: QuestionCorrection) -> Recounted:
    """The record with its questions corrected."""
    match correction:
        case AddQuestion():
            return _with_question(record, correction)
        case RewordQuestion():
            return _reworded(record, correction)
        case RemoveQuestion():
            gone = the_question(record, correction.question)
            return recount(record, questions=[one for one in record.questions if one is not gone])
        case _:
            assert_never(correction)


def _with_question(record: Record, correction: AddQuestion) -> Recounted:
    text = the_words(correction.text, of="a question")
    _require_new_words(record, text)
    asked_at = where_it_says(record, text)
    questions = list(record.questions)
    following = the_question(record, correction.before) if correction.before else None
    place = questions.index(following) if following else len(questions)
    questions.insert(place, Question(identifier=NEW, text=text, asked_at=asked_at))
    return recount(
        record,
        questions=questions,
        warnings=[
            one for one in record.warnings if not (asked_at and one.passage and asked_at.span.holds(one.passage))
        ],
    )


def _reworded(record: Record, correction: RewordQuestion) -> Recounted:
    question = the_question(record, correction.question)
    text = the_words(correction.text, of="a question")
    _require_new_words(record, text)
    # in other words than the source's it is still asked where it stands there
    reworded = replace(question, text=text, asked_at=where_it_says(record, text) or question.asked_at)
    return recount(record, questions=[reworded if one is question else one for one in record.questions])


def _require_new_words(record: Record, text: str) -> None:
    for number, question in enumerate(record.questions, start=1):
        if question.text == text:
            refuse(f"question {number} reads just so already")
