"""What the panel thinks by the judgements that were asked for, each kind on its own scale."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from weighin.publishing.panel.beside import NOTHING_BEYOND, Beyond
from weighin.publishing.panel.picture import Picture, Row
from weighin.publishing.panel.rules import RULES
from weighin.publishing.panel.scaling import NumberScale, Scaling, scaling_of
from weighin.publishing.panel.view import FEWEST, MOST_ROWS, Basis, Measure, View, leaving_one_out, standing_apart
from weighin.publishing.panel.words import quantiles_apart, quantiles_in_words
from weighin.publishing.wording import counted
from weighin.record.judgements import Judgement, kind_of
from weighin.record.public import PublicQuestion, PublicRecord

if TYPE_CHECKING:
    from weighin.weighing.together import Pooled, Together

NAME = {
    "probability": "a probability",
    "choice": "probabilities of the options",
    "quantity": "a quantity",
    "interval": "an interval",
    "roulette": "chips in bins",
    "date": "a date",
    "rating": "a rating",
    "agreement": "a vote",
}


class Given(Struct, frozen=True):
    """The latest judgement of one panelist, and the answer that holds it."""

    judgement: Judgement
    answer: str


def view_of_numbers(
    record: PublicRecord,
    question: PublicQuestion,
    scale: NumberScale,
    found: "Together",
    *,
    beyond: Beyond = NOTHING_BEYOND,
) -> View:
    """Probabilities, quantities, dates and ratings: a row an expert on one scale, the panel last."""
    scaling = scaling_of(scale, [*found.given.ravel().tolist(), *beyond.numbers])
    given = latest_judgements(record, question)
    rows = [
        _row(
            record,
            given[expert],
            scaling,
            expert=expert,
            values=found.given[place].tolist(),
            is_apart=_is_apart(found, place),
        )
        for place, expert in enumerate(found.experts)
    ]
    pooled = found.pooled
    panel = (_pool_row(pooled, rows, scaling),) if pooled else ()
    panel = (*panel, *_rows_beyond(beyond, scaling))
    shown = rows if len(rows) <= MOST_ROWS else []
    return View(
        question=question.identifier,
        text=question.text,
        basis=Basis.JUDGEMENTS,
        kind=kind_of(scale),
        counted=len(rows),
        lead=lead_of(record, question, len(rows)) + (f" {_pool_in_words(pooled, scaling)}" if pooled else ""),
        notes=(
            *notes_of(record, found, what=scaling.what, told=lambda values: scaling.told(values[scaling.middle])),
            *beyond.notes(lambda values: in_words(values, scaling)),
        ),
        rule=RULES[kind_of(scale)] if pooled else "",
        picture=Picture(
            title=scaling.title,
            of="Expert",
            figures=scaling.figures,
            key=" ".join(filter(None, (scaling.key, beyond.key))),
            ticks=scaling.ticks,
            rows=(*shown, *panel),
        ),
        measures=(
            *_measures(record, found, scaling),
            *beyond.measures([f"{level:g}" for level in scaling.levels] or [""], scaling.plain),
        ),
        left_off=len(rows) - len(shown),
    )


def latest_judgements(record: PublicRecord, question: PublicQuestion) -> dict[str, Given]:
    """By panelist: who answered more than once counts with the last."""
    return {
        panelist: Given(answer.judgement, answer.identifier)
        for answer in record.answers
        if answer.question == question.identifier and answer.judgement is not None
        for panelist in answer.panelists
    }


def lead_of(record: PublicRecord, question: PublicQuestion, count: int) -> str:
    """How many gave a judgement, and whether they are enough."""
    asked = len(record.panel) - len(question.not_asked)
    whom = f"the {counted(asked, 'expert')} who were asked" if question.not_asked else counted(asked, "expert")
    told = f"{count} of {whom} gave {NAME[kind_of(question.scale)] if question.scale else 'a judgement'}."
    return told if count >= FEWEST else f"{told[:-1]}: too few to speak of the panel."


def notes_of(
    record: PublicRecord, found: "Together", *, what: str, told: Callable[[list[float]], str]
) -> Iterator[str]:
    """Who stands apart, and what leaving one out changes. `told` puts a pool or a judgement into words."""
    pooled = found.pooled
    if not pooled:
        return
    names = [record.panelist(expert).name for expert in found.experts]
    apart = [place for place, is_apart in enumerate(pooled.apart.tolist()) if is_apart]
    yield standing_apart([names[place] for place in apart], [told(found.given[place].tolist()) for place in apart])
    without = [told(values) for values in pooled.without.tolist()]
    yield leaving_one_out(names, pooled.shift.tolist(), without, what=what, now=told(pooled.value.tolist()))


def _row(
    record: PublicRecord,
    given: Given,
    scaling: Scaling,
    *,
    expert: str,
    values: Sequence[float],
    is_apart: bool,
) -> Row:
    panelist = record.panelist(expert)
    row = drawn(values, scaling)
    return structs.replace(
        row,
        label=panelist.name,
        panelist=panelist,
        answer=given.answer,
        is_apart=is_apart,
    )


def drawn(
    values: Sequence[float], scaling: Scaling, *, label: str = "", quartiles: Sequence[float] | None = None
) -> Row:
    """Quantiles as line, bar and mark; a single number as a mark, over the bar of its quartiles where it is a middle of several."""
    axis = scaling.axis
    middle, between = quantiles_apart([scaling.bare(one) for one in values], scaling.levels or (0.5,))
    return Row(
        label=label,
        figures=middle or between,
        beside=between if middle else "",
        line=axis.stretch(values[0], values[-1]) if len(values) > 1 else None,
        bar=axis.stretch(*(quartiles or (values[1], values[-2]))) if quartiles or len(values) > 3 else None,
        middle=axis.at(values[scaling.middle]) if len(values) == 1 or 0.5 in scaling.levels else None,
    )


def _pool_row(pooled: "Pooled", rows: Sequence[Row], scaling: Scaling) -> Row:
    quartiles = pooled.quartiles.tolist() if pooled.quartiles is not None else None
    return structs.replace(
        drawn(pooled.value.tolist(), scaling, label="The panel together", quartiles=quartiles),
        second=scaling.axis.at(pooled.linear) if pooled.linear is not None else None,
        dots=tuple(row.middle or 0.0 for row in rows) if len(rows) > MOST_ROWS else (),
        is_pool=True,
    )


def _rows_beyond(beyond: Beyond, scaling: Scaling) -> Iterator[Row]:
    """The panel weighted by performance, and the true value: a line of its own that nobody gave."""
    if beyond.by_weight:
        yield structs.replace(drawn(beyond.by_weight, scaling), label="Weighted by performance", is_pool=True)
    if beyond.truth is not None:
        told, at = beyond.truth_told, scaling.axis.at(beyond.truth)
        yield Row(label="The true value", figures=told, second=at)


def _told(pooled: "Pooled", scaling: Scaling) -> str:
    return in_words(pooled.value.tolist(), scaling)


def in_words(values: Sequence[float], scaling: Scaling) -> str:
    """Quantiles, or a single number, with the unit."""
    return quantiles_in_words([scaling.bare(one) for one in values], scaling.levels or (0.5,), unit=scaling.unit)


def _pool_in_words(pooled: "Pooled", scaling: Scaling) -> str:
    told = _told(pooled, scaling)
    if pooled.quartiles is None:
        return f"Together: {told}."
    low, high = (scaling.told(one) for one in pooled.quartiles.tolist())
    half = (
        f"the middle half of them lies between {low} and {high}" if low != high else f"at least half of them say {low}"
    )
    mean = (
        f"; the mean, which is the linear pool, is {scaling.told(pooled.linear)}" if pooled.linear is not None else ""
    )
    return f"The median is {told}; {half}{mean}."


def _measures(record: PublicRecord, found: "Together", scaling: Scaling) -> Iterator[Measure]:
    pooled = found.pooled
    if not pooled:
        return
    parts = [f"{level:g}" for level in scaling.levels] or [""]
    for part, value in zip(parts, pooled.value.tolist(), strict=True):
        yield Measure(measure=f"pool ({pooled.method})", part=part, value=scaling.plain(value))
    if pooled.quartiles is not None:
        low, high = pooled.quartiles.tolist()
        yield Measure(measure="lower quartile", value=low)
        yield Measure(measure="upper quartile", value=high)
    if pooled.linear is not None:
        yield Measure(measure="pool (mean)", value=pooled.linear)
    yield from measures_by_expert(record, found, parts=parts, plain=scaling.plain)


def measures_by_expert(
    record: PublicRecord, found: "Together", *, parts: Sequence[str], plain: Callable[[float], float | str]
) -> Iterator[Measure]:
    """Who stands apart, and the pool without each expert."""
    pooled = found.pooled
    if not pooled:
        return
    names = [record.panelist(expert).name for expert in found.experts]
    for name, is_apart in zip(names, pooled.apart.tolist(), strict=True):
        if is_apart:
            yield Measure(measure="stands apart", expert=name, value="yes")
    for name, values in zip(names, pooled.without.tolist(), strict=True):
        for part, value in zip(parts, values, strict=True):
            yield Measure(measure="pool without", part=part, expert=name, value=plain(value))


def _is_apart(found: "Together", place: int) -> bool:
    return found.pooled is not None and bool(found.pooled.apart[place])
