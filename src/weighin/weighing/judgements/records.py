"""The structured judgements of a record as arrays: what its panelists gave on the scales of its questions, and their votes on statements."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

from weighin.record.judgements import (
    AgreementJudgement,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    ProbabilityJudgement,
    QuantityJudgement,
    QuantityScale,
    RatingJudgement,
    RouletteJudgement,
    RouletteScale,
    Scale,
)
from weighin.record.kinds import Position
from weighin.record.record import Answer, Question, Record
from weighin.weighing.judgements.judgements import Judgements
from weighin.weighing.pools.registry import Judged
from weighin.weighing.quantities.intervals import interval_levels, rescale_intervals
from weighin.weighing.quantities.piecewise import histogram_of_chips

POINT_OF = {
    Position.STRONGLY_AGREE: 2.0,
    Position.AGREE: 1.0,
    Position.UNCERTAIN: 0.0,
    Position.DISAGREE: -1.0,
    Position.STRONGLY_DISAGREE: -2.0,
}  # a vote as a rating; no opinion and no answer are missing

SHARED_CONFIDENCE = 0.8  # to which the intervals of all experts are brought, as IDEA does
CHIPS_READ_AT = (0.05, 0.5, 0.95)  # the levels at which chips in bins are read, to be pooled with quantiles

Key = tuple[str, str | None]  # panelist and question
Third = tuple[object, ...]
Group = tuple[Judged | None, bool, Third]  # what is judged, whether they are days, and what stands along the third axis


def judgements_of_record(record: Record) -> tuple[Judgements, ...]:
    """Every kind of judgement in a record that is pooled: probabilities; choices and quantities, those with the same options or levels together.

    A panelist who answered a question more than once counts with the last answer. Intervals are rescaled linearly to a confidence of 80 per cent and
    chips in bins are read at three levels, so that both are quantiles. Dates are quantities, as days by the proleptic calendar
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
        case IntervalScale():
            return Judged.QUANTITIES, False, interval_levels(SHARED_CONFIDENCE)
        case RouletteScale():
            return Judged.QUANTITIES, False, CHIPS_READ_AT
        case DateScale(levels=levels):
            return Judged.QUANTITIES, True, levels
        case None:
            return None
    return (Judged.PROBABILITIES, False, ()) if question.scale.__struct_config__.tag == "probability" else None


def _gathered(record: Record, group: Group, questions: Sequence[Question]) -> Judgements:
    judged, are_days, third = group
    asked = {question.identifier: question.scale for question in questions}
    answers: dict[Key, object] = {
        (panelist, answer.question): numbers
        for answer in record.answers
        if answer.question in asked and (numbers := _numbers(answer, asked[answer.question])) is not None
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


def _numbers(answer: Answer, scale: Scale | None) -> object:
    match answer.judgement:
        case (IntervalJudgement() | RouletteJudgement()) as judgement if scale is not None:
            return list(quantiles_given(judgement, scale).values())
        case ProbabilityJudgement(probability=probability):
            return probability
        case ChoiceJudgement(probabilities=probabilities):
            return list(probabilities)
        case QuantityJudgement(quantiles=quantiles):
            return list(quantiles)
        case DateJudgement(days=days):
            return [day.toordinal() for day in days]
    return None


Other = TypeVar("Other", bound=Scale)


def as_quantities(scale: Other | IntervalScale | RouletteScale) -> Other | QuantityScale:
    """The scale by whose quantiles intervals and chips in bins are pooled; every other scale as it is."""
    match scale:
        case IntervalScale(unit=unit, lowest=lowest, highest=highest):
            levels = interval_levels(SHARED_CONFIDENCE)
            return QuantityScale(unit=unit, levels=levels, lowest=lowest, highest=highest)
        case RouletteScale(unit=unit, edges=edges):
            return QuantityScale(unit=unit, levels=CHIPS_READ_AT, lowest=edges[0], highest=edges[-1])
    return scale


def quantiles_given(judgement: IntervalJudgement | RouletteJudgement, scale: Scale) -> dict[float, float]:
    """Level → quantile of what was given as an interval, or as chips in bins."""
    match judgement, scale:
        case RouletteJudgement(chips=chips), RouletteScale(edges=edges):
            return dict(
                zip(CHIPS_READ_AT, histogram_of_chips(chips, edges).quantiles(CHIPS_READ_AT).tolist(), strict=True)
            )
        case IntervalJudgement(), IntervalScale():
            sure = judgement.confidence or scale.confidence or SHARED_CONFIDENCE
            steps = ([[step]] for step in (judgement.lowest, judgement.best, judgement.highest))
            rescaled = rescale_intervals(
                *steps, confidence=sure, wanted=SHARED_CONFIDENCE, lower=scale.lowest, upper=scale.highest
            ).value
            return dict(zip(interval_levels(SHARED_CONFIDENCE), rescaled[0, 0].tolist(), strict=True))
    msg = "expected an interval, or chips in bins, with a scale of its kind"
    raise ValueError(msg)


def _rating(answer: Answer) -> float | None:
    return float(answer.judgement.rating) if isinstance(answer.judgement, RatingJudgement) else None


def _vote(answer: Answer) -> float | None:
    if isinstance(answer.judgement, AgreementJudgement):
        return POINT_OF.get(answer.judgement.position)
    return POINT_OF.get(answer.vote.position) if answer.vote else None
