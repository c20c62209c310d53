"""The structured judgements of a record as arrays: what its panelists gave on the scales of its questions, and their votes on statements."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from weighin.record.judgements import (
    AgreementJudgement,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    ProbabilityJudgement,
    QuantityJudgement,
    QuantityScale,
    RatingJudgement,
)
from weighin.record.kinds import Position
from weighin.record.record import Answer, Question, Record
from weighin.weighing.judgements.judgements import Judgements
from weighin.weighing.pools.registry import Judged

POINT_OF = {
    Position.STRONGLY_AGREE: 2.0,
    Position.AGREE: 1.0,
    Position.UNCERTAIN: 0.0,
    Position.DISAGREE: -1.0,
    Position.STRONGLY_DISAGREE: -2.0,
}  # a vote as a rating; no opinion and no answer are missing

Key = tuple[str, str | None]  # panelist and question
Third = tuple[object, ...]
Group = tuple[Judged | None, bool, Third]  # what is judged, whether they are days, and what stands along the third axis


def judgements_of_record(record: Record) -> tuple[Judgements, ...]:
    """Every kind of judgement in a record that is pooled: probabilities; choices and quantities, those with the same options or levels together.

    A panelist who answered a question more than once counts with the last answer. Dates are quantities, as days by the proleptic calendar
    (`datetime.date.toordinal`). Names are those of the panel and the texts of the questions.
    """
    groups: dict[Group, list[Question]] = {}
    for question in record.questions:
        group = _group_of(question)
        if group:
            groups.setdefault(group, []).append(question)
    found = (_gathered(record, group, questions) for group, questions in groups.items())
    return tuple(one for one in found if one.answered)


def ratings_of_record(record: Record) -> tuple[Judgements, ...]:
    """The ratings of a record, and the votes on its statements from 2 (strongly agree) to -2; each as one array, if there are any."""
    found = []
    for name, value in (("ratings", _rating), ("votes", _vote)):
        answers: dict[Key, object] = {
            (panelist, answer.question): point
            for answer in record.answers
            if answer.question is not None and (point := value(answer)) is not None
            for panelist in answer.panelists
        }
        asked = [question for question in record.questions if any(key[1] == question.identifier for key in answers)]
        if asked:
            found.append(_array(record, name, None, asked, answers))
    return tuple(found)


def _group_of(question: Question) -> Group | None:
    match question.scale:
        case ChoiceScale(options=options):
            return Judged.CHOICES, False, options
        case QuantityScale(levels=levels):
            return Judged.QUANTITIES, False, levels
        case DateScale(levels=levels):
            return Judged.QUANTITIES, True, levels
        case None:
            return None
    return (Judged.PROBABILITIES, False, ()) if question.scale.__struct_config__.tag == "probability" else None


def _gathered(record: Record, group: Group, questions: Sequence[Question]) -> Judgements:
    judged, are_days, third = group
    asked = {question.identifier for question in questions}
    answers: dict[Key, object] = {
        (panelist, answer.question): numbers
        for answer in record.answers
        if answer.question in asked and (numbers := _numbers(answer)) is not None
        for panelist in answer.panelists
    }
    return _array(record, "judgements", judged, questions, answers, third=third, are_days=are_days)


def _array(
    record: Record,
    what: str,
    judged: Judged | None,
    questions: Sequence[Question],
    answers: Mapping[Key, object],
    *,
    third: Third = (),
    are_days: bool = False,
) -> Judgements:
    rows = list(_rows(record, questions, answers, width=len(third)))
    return Judgements(
        source=f"{what} of {record.title}",
        layout=None,
        judged=judged,
        experts=tuple(panelist.name for panelist in record.panel),
        questions=tuple(question.text for question in questions),
        by_round=(np.array(rows, dtype=np.float64),),
        options=tuple(map(str, third)) if judged is Judged.CHOICES else (),
        levels=tuple(float(str(level)) for level in third) if judged is Judged.QUANTITIES else (),
        are_days=are_days,
    )


def _rows(
    record: Record, questions: Sequence[Question], answers: Mapping[Key, object], *, width: int
) -> Iterator[list[object]]:
    nothing: object = [math.nan] * width if width else math.nan
    for panelist in record.panel:
        yield [answers.get((panelist.identifier, question.identifier), nothing) for question in questions]


def _numbers(answer: Answer) -> object:
    match answer.judgement:
        case ProbabilityJudgement(probability=probability):
            return probability
        case ChoiceJudgement(probabilities=probabilities):
            return list(probabilities)
        case QuantityJudgement(quantiles=quantiles):
            return list(quantiles)
        case DateJudgement(days=days):
            return [day.toordinal() for day in days]
    return None


def _rating(answer: Answer) -> float | None:
    return float(answer.judgement.rating) if isinstance(answer.judgement, RatingJudgement) else None


def _vote(answer: Answer) -> float | None:
    if isinstance(answer.judgement, AgreementJudgement):
        return POINT_OF.get(answer.judgement.position)
    return POINT_OF.get(answer.vote.position) if answer.vote else None
