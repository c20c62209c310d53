"""The forecasts of a record: judgements on a scale, and what was read from prose, which is a range of probability."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from math import isnan

import numpy as np
from msgspec import structs

from weighin.errors import Unreadable
from weighin.record.judgements import (
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    ProbabilityJudgement,
    QuantityJudgement,
    QuantityScale,
    RouletteJudgement,
    RouletteScale,
)
from weighin.record.names import is_named
from weighin.record.record import Answer, Question, Record
from weighin.settling.cells import state_of
from weighin.settling.forecasts.batches import Judged, batches_of
from weighin.settling.forecasts.forecasts import ForecastKind, Forecasts
from weighin.settling.outcomes import UNKNOWN, Facts
from weighin.weighing.judgements.records import quantiles_given

UNHEDGED = "said flatly"
WITHOUT = "without a likelihood"
SEEDS = "on a seed question"


def forecasts_of_record(
    record: Record, outcomes: Mapping[str, Facts], *, name: str, with_unhedged: bool = False
) -> Forecasts:
    """Judgements of probabilities, choices, quantities and dates (in days), and the ranges of what was read from prose.

    A range is what the middle half of surveyed readers take the words for. What counts as its outcome is whether the event happened as the
    forecast words it, so it has an outcome of its own, and not that of the question under which it was said. Answers to seed questions are left out and
    counted: what the editors knew when they asked was known, not forecast.

    Args:
        record: with answers and forecasts.
        outcomes: by identifier of the question (q1) for judgements, of the forecast (f1) for what was read; others are an error.
        name: what people call the record. with_unhedged: count a bare "will" too, which is style more than certainty.

    Raises:
        Unreadable: an outcome of something that the record does not have, or that is no answer.
    """
    _require_known(record, outcomes, name)
    left_out: Counter[str] = Counter()
    judged = [*_judgements(record, left_out), *_ranges(record, left_out, with_unhedged=with_unhedged)]
    asked = {question.identifier: question for question in record.questions}
    facts_of = [_facts(outcomes.get(one.question, UNKNOWN), asked.get(one.question)) for one in judged]
    made = float("nan")
    if record.published:
        made = dt.datetime.combine(record.published.day, dt.time.min, dt.UTC).timestamp()
    return Forecasts(
        source=name,
        experts=tuple(one.expert for one in judged),
        questions=tuple(one.question for one in judged),
        rows=(0,) * len(judged),
        states=tuple(state_of(facts.outcome) for facts in facts_of),
        times=np.full(len(judged), made),
        scheduled=np.array([facts.scheduled for facts in facts_of], dtype=np.float64),
        subjects=tuple(facts.subject for facts in facts_of),
        horizons=("",) * len(judged),
        batches=batches_of(judged, facts_of, name=name),
        left_out=dict(left_out),
        warnings=tuple(_idle(outcomes, {one.question for one in judged})),
        units=tuple(_unit(one, asked.get(one.question)) for one in judged),
    )


def _unit(judged: Judged, question: Question | None) -> str:
    """The unit of a quantity; that of dates is the day."""
    if judged.kind is not ForecastKind.QUANTITY or question is None:
        return ""
    match question.scale:
        case QuantityScale(unit=unit) | IntervalScale(unit=unit) | RouletteScale(unit=unit):
            return unit
        case DateScale():
            return "days"
    return ""


def _idle(outcomes: Mapping[str, Facts], scored: set[str]) -> Iterator[str]:
    idle = [identifier for identifier in outcomes if identifier not in scored]
    if idle:
        yield f"{len(idle)} outcomes are of what has no judgement that can be scored (the first: {idle[0]})"


def _require_known(record: Record, outcomes: Mapping[str, Facts], name: str) -> None:
    known = {question.identifier for question in record.questions}
    known |= {forecast.identifier for forecast in record.forecasts}
    for identifier, facts in outcomes.items():
        if identifier not in known:
            reason = (
                f"row {facts.row + 2}: {name} has neither question nor forecast {identifier}; its questions are counted "
                f"q1 to q{len(record.questions)}, its forecasts f1 to f{len(record.forecasts)}"
            )
            raise Unreadable(facts.table, reason)


def _judgements(record: Record, left_out: Counter[str]) -> Iterator[Judged]:
    for answer in record.answers:
        if answer.judgement is None or answer.question is None:
            continue
        found = _parts(answer, record.question(answer.question))
        if found is None:
            continue  # ratings and positions have no truth to be scored by
        if record.question(answer.question).seed:
            left_out[SEEDS] += 1
            continue
        kind, parts = found
        names = " and ".join(_known_as(record, panelist) for panelist in answer.panelists)
        yield Judged(expert=names, question=answer.question, row=0, kind=kind, parts=parts)


def _known_as(record: Record, panelist: str) -> str:
    """Who it is over several round-ups. “Panelist 3” is somebody else in each, and nobody’s record grows under that name."""
    found = record.panelist(panelist)
    return found.name if is_named(record, found) else f"{found.name} of “{record.title}”"


def _parts(answer: Answer, question: Question) -> tuple[ForecastKind, dict[object, float]] | None:
    match answer.judgement, question.scale:
        case ProbabilityJudgement(probability=probability), _:
            return ForecastKind.YES_NO, {"probability": probability}
        case ChoiceJudgement(probabilities=probabilities), ChoiceScale(options=options):
            return ForecastKind.CHOICE, dict(zip(options, probabilities, strict=True))
        case QuantityJudgement(quantiles=quantiles), QuantityScale(levels=levels):
            return ForecastKind.QUANTITY, dict(zip(levels, quantiles, strict=True))
        case (IntervalJudgement() | RouletteJudgement()) as judgement, (IntervalScale() | RouletteScale()) as scale:
            return ForecastKind.QUANTITY, dict(quantiles_given(judgement, scale).items())
        case DateJudgement(days=days), DateScale(levels=levels):
            return ForecastKind.QUANTITY, dict(zip(levels, [float(day.toordinal()) for day in days], strict=True))
    return None


def _ranges(record: Record, left_out: Counter[str], *, with_unhedged: bool) -> Iterator[Judged]:
    for forecast in record.forecasts:
        if forecast.question and record.question(forecast.question).seed:
            left_out[SEEDS] += 1
        elif forecast.probability is None:
            left_out[WITHOUT] += 1
        elif forecast.is_unhedged and not with_unhedged:
            left_out[UNHEDGED] += 1
        else:
            yield Judged(
                expert=_known_as(record, forecast.panelist),
                question=forecast.identifier,
                row=0,
                kind=ForecastKind.RANGE,
                parts={"low": forecast.probability.low, "high": forecast.probability.high},
            )


def _require_condition(facts: Facts, question: Question) -> None:
    """Whoever settles a forecast under a condition has to say whether that came true."""
    condition = question.terms.condition if question.terms else ""
    if condition and not facts.condition and not state_of(facts.outcome):
        reason = f"row {facts.row + 2}: {question.identifier} is asked under the condition “{condition}”; say in a column condition whether that came true, yes or no (no makes it void)"
        raise Unreadable(facts.table, reason)


def _facts(facts: Facts, question: Question | None) -> Facts:
    """What the table says; the day from the question's terms where the table names none; a date as the number that its quantiles are."""
    if question is None:
        return facts
    _require_condition(facts, question)
    if isnan(facts.scheduled) and not facts.is_final and question.terms and question.terms.due:
        day = dt.datetime.combine(question.terms.due, dt.time.min, dt.UTC)
        facts = structs.replace(facts, scheduled=day.timestamp())
    if isinstance(question.scale, DateScale) and not state_of(facts.outcome):
        try:
            return structs.replace(facts, outcome=str(dt.date.fromisoformat(facts.outcome).toordinal()))
        except ValueError as error:
            reason = f"row {facts.row + 2}: expected a day as 2026-01-31, found {facts.outcome!r}"
            raise Unreadable(facts.table, reason) from error
    return facts
