"""Experts × questions: who said something to what, and what that answer holds."""

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from weighin.publishing.leanings import Leanings, leanings_of
from weighin.publishing.panel.words import judgement_in_words
from weighin.publishing.wording import opening_words, says_only_its_stance, says_only_its_vote
from weighin.record.public import PublicAnswer, PublicForecast, PublicPanelist, PublicQuestion, PublicRecord
from weighin.record.values import Stance

WORDS_IN_A_CELL = 14


class CellState(Enum):
    """What a cell says; each has its own words and its own look."""

    ANSWERED = "answered"
    UNCERTAIN = "uncertain"
    NO_OPINION = "no opinion"
    DID_NOT_ANSWER = "did not answer"
    DECLINED = "declined"
    NOT_ASKED = "not asked"
    SKIPPED = "skipped"  # the record holds nothing from this panelist to this question


class Cell(Struct, frozen=True):
    """What one expert gave to one question: usually one answer; none where it was skipped. `judged`: the judgement in words, but for votes."""

    state: CellState
    answers: tuple[PublicAnswer, ...] = ()
    forecasts: tuple[PublicForecast, ...] = ()
    opening: str = ""
    judged: str = ""

    @property
    def leanings(self) -> Leanings:
        """How many of its forecasts lean which way."""
        return leanings_of(self.forecasts)


class MatrixRow(Struct, frozen=True):
    """One expert's row."""

    panelist: PublicPanelist
    cells: tuple[Cell, ...]


class Matrix(Struct, frozen=True):
    """Experts × questions. A question None is what was said outside every explicit question."""

    questions: tuple[PublicQuestion | None, ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(record: PublicRecord) -> Matrix:
    """The whole matrix, each answer in the row of everyone who gave it."""
    given: dict[tuple[str, str | None], list[PublicAnswer]] = defaultdict(list)
    for answer in record.answers:
        for panelist in answer.panelists:
            given[panelist, answer.question].append(answer)
    forecasts = forecasts_by_answer(record)
    questions = columns_of(record)
    return Matrix(
        questions=questions,
        rows=tuple(
            MatrixRow(
                panelist,
                tuple(
                    _cell(
                        panelist,
                        question,
                        given.get((panelist.identifier, question.identifier if question else None), []),
                        forecasts,
                    )
                    for question in questions
                ),
            )
            for panelist in record.panel
        ),
    )


def columns_of(record: PublicRecord) -> tuple[PublicQuestion | None, ...]:
    """The questions, and None last where something was said outside them or nothing was asked in so many words."""
    outside = any(answer.question is None for answer in record.answers) or not record.questions
    return (*record.questions, *((None,) if outside else ()))


def forecasts_by_answer(record: PublicRecord) -> dict[str, list[PublicForecast]]:
    """The forecasts of each answer, in the order of the source."""
    found: dict[str, list[PublicForecast]] = defaultdict(list)
    for forecast in record.forecasts:
        found[forecast.answer].append(forecast)
    return found


def _cell(
    panelist: PublicPanelist,
    question: PublicQuestion | None,
    answers: list[PublicAnswer],
    forecasts: dict[str, list[PublicForecast]],
) -> Cell:
    if not answers:
        is_asked = question is None or panelist.identifier not in question.not_asked
        return Cell(CellState.SKIPPED if is_asked else CellState.NOT_ASKED)
    own = tuple(
        forecast
        for answer in answers
        for forecast in forecasts.get(answer.identifier, ())
        if forecast.panelist == panelist.identifier
    )
    first = next((words for answer in answers for words in _said(answer)), "")
    return Cell(_state(answers), tuple(answers), own, opening_words(first, WORDS_IN_A_CELL), _judged(answers, question))


def _judged(answers: list[PublicAnswer], question: PublicQuestion | None) -> str:
    """The latest judgement; a vote stands there already."""
    given = [answer.judgement for answer in answers if answer.judgement and not answer.position]
    return judgement_in_words(given[-1], question.scale) if given and question else ""


def _said(answer: PublicAnswer) -> Iterator[str]:
    """What an answer says beyond its vote or its "No opinion."."""
    if not says_only_its_stance(answer):
        for quotation in answer.quotations:
            if not (answer.position and says_only_its_vote(quotation.text, answer.position)):
                yield quotation.text


def _state(answers: list[PublicAnswer]) -> CellState:
    """The fullest of what was done: who answered once, answered."""
    stances = {answer.stance for answer in answers}
    for stance in (Stance.ANSWERED, Stance.UNCERTAIN, Stance.NO_OPINION, Stance.DECLINED):
        if stance in stances:
            return CellState(stance.value)
    return CellState.DID_NOT_ANSWER
