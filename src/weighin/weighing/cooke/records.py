"""A record with seed questions as a study of Cooke's classical model: what its panelists gave by quantiles, and what the editors knew.

Only quantities and dates count: the model is about quantiles. Intervals are rescaled linearly and chips in bins are read at levels, as where they are
pooled; for seed questions at the levels that most seed questions by quantiles ask for, so that all have levels in common.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from weighin.errors import TooFew
from weighin.record.judgements import (
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    Judgement,
    QuantityJudgement,
    QuantityScale,
    RouletteJudgement,
    RouletteScale,
    Scale,
)
from weighin.record.public import PublicQuestion, PublicRecord
from weighin.record.record import Question, Record
from weighin.record.seeds import DateTruth, QuantityTruth, has_quantiles
from weighin.weighing.cooke.study import Expert, Item, Pair, Study
from weighin.weighing.judgements.records import CHIPS_READ_AT, SHARED_CONFIDENCE
from weighin.weighing.quantities.intervals import interval_levels, rescale_intervals
from weighin.weighing.quantities.piecewise import histogram_of_chips

Levels = tuple[float, ...]
Asked = Question | PublicQuestion
DAYS = "days by the proleptic calendar"
USUAL: Levels = (0.05, 0.5, 0.95)


class RecordStudy(Struct, frozen=True, kw_only=True):
    """A record as a study.

    Attributes:
        study: experts by their names, items by the identifiers of the questions (q1). experts: identifiers of the panelists (p1), in its order.
        seeds: the questions that count as seed items. warnings: what was left out, and why.
    """

    study: Study
    experts: tuple[str, ...]
    seeds: tuple[str, ...]
    warnings: tuple[str, ...]


def study_of_record(record: Record | PublicRecord) -> RecordStudy:
    """The questions of a record that ask for quantities or dates. Dates are days as `datetime.date.toordinal` counts them.

    A panelist who answered more than once counts with the last judgement, a joint one counts for each. A judgement with two equal quantiles counts as
    none: its information would be infinite. A seed question that was set aside is an item like those without a true value.

    Raises:
        TooFew: no question asks for a quantity or a date by quantiles, or nobody gave one.
    """
    questions = [question for question in record.questions if has_quantiles(question.scale)]
    common = _common_levels(questions)
    asked_at = {question.identifier: _levels(question, common) for question in questions}
    given = _given(record, asked_at)
    experts = [panelist for panelist in record.panel if any(who == panelist.identifier for who, _ in given)]
    if not experts:
        msg = "no question of this record that asks for a quantity or a date by quantiles has a judgement"
        raise TooFew(msg)
    flat = {key for key, values in given.items() if len(set(values)) < len(values)}
    usable = {key: values for key, values in given.items() if key not in flat}
    names = _names(record, [panelist.identifier for panelist in experts])
    levels = tuple(sorted({level for own in asked_at.values() for level in own}))
    assessments = np.full((len(experts), len(questions), len(levels)), np.nan)
    for row, panelist in enumerate(experts):
        for column, question in enumerate(questions):
            values = usable.get((panelist.identifier, question.identifier))
            if values:
                places = [levels.index(level) for level in asked_at[question.identifier]]
                assessments[row, column, places] = values
    items = tuple(_item(question, asked_at[question.identifier], usable) for question in questions)
    return RecordStudy(
        study=Study(
            experts=tuple(Expert(id=name, name=panelist.name) for name, panelist in zip(names, experts, strict=True)),
            items=items,
            levels=levels,
            assessments=assessments,
        ),
        experts=tuple(panelist.identifier for panelist in experts),
        seeds=tuple(item.id for item in items if item.realisation is not None),
        warnings=tuple(_warnings(record, flat)),
    )


def _is_seed(question: Asked) -> bool:
    return question.seed.set_aside is None if question.seed else False


def _common_levels(questions: Sequence[Asked]) -> Levels:
    """Those that most seed questions ask for in quantiles, else most others; the earlier of two that are as frequent."""
    for among in ([one for one in questions if _is_seed(one)], questions):
        asked = Counter(one.scale.levels for one in among if isinstance(one.scale, QuantityScale | DateScale))
        if asked:
            return asked.most_common(1)[0][0]
    return USUAL


def _levels(question: Asked, common: Levels) -> Levels:
    """At which levels a question is read: its own; of an interval or chips, those that it is pooled at, or of a seed the common ones."""
    match question.scale:
        case QuantityScale(levels=levels) | DateScale(levels=levels):
            return levels
        case RouletteScale():
            return common if _is_seed(question) else CHIPS_READ_AT
    return _around_the_middle(common) if _is_seed(question) else interval_levels(SHARED_CONFIDENCE)


def _around_the_middle(levels: Levels) -> Levels:
    """The outermost of some levels and the middle, as an interval has them; those of the shared confidence where they do not lie around it."""
    if len(levels) >= 3 and 0.5 in levels and abs(levels[0] + levels[-1] - 1) < 1e-9:
        return levels[0], 0.5, levels[-1]
    return interval_levels(SHARED_CONFIDENCE)


def _given(record: Record | PublicRecord, asked_at: Mapping[str, Levels]) -> dict[tuple[str, str], list[float]]:
    """Panelist and question → the quantiles at the question's levels."""
    return {
        (panelist, question): _quantiles(answer.judgement, scale, asked_at[question])
        for answer in record.answers
        if (question := answer.question) is not None and question in asked_at and answer.judgement is not None
        if (scale := record.question(question).scale) is not None
        for panelist in answer.panelists
    }


def _quantiles(judgement: Judgement, scale: Scale, levels: Levels) -> list[float]:
    match judgement, scale:
        case QuantityJudgement(quantiles=quantiles), _:
            return list(quantiles)
        case DateJudgement(days=days), _:
            return [float(day.toordinal()) for day in days]
        case RouletteJudgement(chips=chips), RouletteScale(edges=edges):
            found: list[float] = histogram_of_chips(chips, edges).quantiles(levels).tolist()
            return found
        case IntervalJudgement(), IntervalScale():
            steps = ([[step]] for step in (judgement.lowest, judgement.best, judgement.highest))
            sure = judgement.confidence or scale.confidence or SHARED_CONFIDENCE
            rescaled = rescale_intervals(
                *steps, confidence=sure, wanted=levels[-1] - levels[0], lower=scale.lowest, upper=scale.highest
            )
            return [float(value) for value in rescaled.value[0, 0]]
    msg = "expected a judgement that has quantiles"
    raise ValueError(msg)


def _item(question: Asked, levels: Levels, given: Mapping[tuple[str, str], Sequence[float]]) -> Item:
    truth = _realisation(question) if _is_seed(question) else None
    values = [value for (_, asked), own in given.items() if asked == question.identifier for value in own]
    unit = DAYS if isinstance(question.scale, DateScale) else getattr(question.scale, "unit", "")
    return Item(
        id=question.identifier,
        realisation=truth,
        question=question.text,
        unit=unit,
        bounds=_bounds(question.scale, [*values, *([] if truth is None else [truth])]),
        levels=levels,
    )


def _realisation(question: Asked) -> float | None:
    match question.seed and question.seed.truth:
        case QuantityTruth(value=value):
            return value
        case DateTruth(day=day):
            return float(day.toordinal())
    return None


def _bounds(scale: Scale | None, values: Sequence[float]) -> Pair:
    """What is possible at all cuts the range, but where somebody said just that: on a bound there is no density."""
    if not isinstance(scale, QuantityScale | IntervalScale) or not values:
        return None, None
    low = scale.lowest if scale.lowest is not None and scale.lowest < min(values) else None
    high = scale.highest if scale.highest is not None and scale.highest > max(values) else None
    return low, high


def _names(record: Record | PublicRecord, identifiers: Sequence[str]) -> Iterator[str]:
    """Names tell experts apart; where two are called alike, with the identifier."""
    called = Counter(record.panelist(one).name for one in identifiers)
    for one in identifiers:
        name = record.panelist(one).name
        yield name if called[name] == 1 else f"{name} ({one})"


def _warnings(record: Record | PublicRecord, flat: set[tuple[str, str]]) -> Iterator[str]:
    for panelist, answered in sorted(flat):
        name = record.panelist(panelist).name
        yield f"{name}, {answered}: two quantiles are equal, so the judgement counts as none: its information would be infinite"
    for question in record.questions:
        if question.seed and question.seed.set_aside:
            yield f"{question.identifier} is a seed question that was set aside, and does not count"
        elif question.seed and not has_quantiles(question.scale):
            yield f"{question.identifier} is a seed question without quantiles, and does not count"


def day_of(value: float) -> dt.date:
    """A day from what a study holds of it."""
    return dt.date.fromordinal(int(np.floor(value)))
