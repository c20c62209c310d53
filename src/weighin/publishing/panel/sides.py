"""Parts of a panel beside each other, or another panel beside it: the same question, each side's middle and how many it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median

from msgspec import Struct

from weighin.publishing.panel.judged import drawn, latest_judgements
from weighin.publishing.panel.picture import Picture
from weighin.publishing.panel.scaling import NumberScale, Scaling, scaling_of
from weighin.publishing.panel.view import FEWEST, Measure
from weighin.publishing.panel.words import listed, probability_in_words, quantity_in_words
from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    AxesJudgement,
    AxesScale,
    ChoiceScale,
    IntervalScale,
    Judgement,
    RankingJudgement,
    RankingScale,
    RouletteScale,
    Scale,
)
from weighin.record.public import PublicQuestion, PublicRecord
from weighin.record.values import Position

STANDS = (
    ("Agree", (Position.STRONGLY_AGREE, Position.AGREE)),
    ("Take no side", (Position.UNCERTAIN, Position.NO_OPINION)),
    ("Disagree", (Position.DISAGREE, Position.STRONGLY_DISAGREE)),
)


class Side(Struct, frozen=True):
    """Some of those who were asked, by what they are called, with the judgements that they gave."""

    label: str
    judgements: tuple[Judgement, ...]


class Line(Struct, frozen=True, kw_only=True):
    """One side in figures: a cell a column."""

    label: str
    counted: int
    cells: tuple[str, ...]
    measures: tuple[Measure, ...] = ()


class Beside(Struct, frozen=True, kw_only=True):
    """Sides on one scale. `picture`: where the scale can be drawn; it is the table then. `columns` and `lines`: the table where it cannot.

    `note`: which sides are too small to be shown; empty where none is.
    """

    title: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    picture: Picture | None = None
    note: str = ""


def groups_beside(record: PublicRecord) -> dict[str, Beside]:
    """By question: the groups of stakeholders beside each other, where two or more are large enough."""
    found = {question.identifier: _groups(record, question) for question in record.questions}
    return {question: beside for question, beside in found.items() if beside}


def beside(title: str, scale: Scale, sides: Sequence[Side]) -> Beside | None:
    """Those of the sides that have `FEWEST` judgements or more; None where there are not two of them."""
    shown = [side for side in sides if len(side.judgements) >= FEWEST]
    if len(shown) < 2:
        return None
    small = [side.label for side in sides if 0 < len(side.judgements) < FEWEST]
    note = f"Fewer than {FEWEST} answered of {listed(small)}: too few to be shown apart." if small else ""
    match scale:
        case AgreementScale():
            return Beside(
                title=title, note=note, columns=tuple(name for name, _ in STANDS), lines=tuple(map(_votes, shown))
            )
        case AxesScale():
            columns = (scale.across, scale.up)
            return Beside(
                title=title, note=note, columns=columns, lines=tuple(_ratings(side, columns) for side in shown)
            )
        case RankingScale(options=options):
            return Beside(
                title=title, note=note, columns=options, lines=tuple(_places(side, options) for side in shown)
            )
        case ChoiceScale(options=options):
            lines = tuple(_choices(side, scale) for side in shown)
            return Beside(title=title, note=note, columns=options, lines=lines)
    return _numbers(title, scale, shown, note)


def _groups(record: PublicRecord, question: PublicQuestion) -> Beside | None:
    given: Mapping[str, Judgement] = {who: one.judgement for who, one in latest_judgements(record, question).items()}
    names = dict.fromkeys(one.group for one in record.panel if one.group)
    if question.scale is None or not names:
        return None
    sides = [
        Side(
            name, tuple(given[one.identifier] for one in record.panel if one.group == name and one.identifier in given)
        )
        for name in names
    ]
    return beside("By group", question.scale, sides)


def _numbers(
    title: str, scale: NumberScale | IntervalScale | RouletteScale, sides: Sequence[Side], note: str
) -> Beside:
    from weighin.weighing.judgements.records import as_quantities  # numbers take half a second to import
    from weighin.weighing.together import pooled_judgements

    found = [pooled_judgements(side.judgements, scale) for side in sides]
    values = [value for given, _ in found for value in given.ravel().tolist()]
    scaling = scaling_of(as_quantities(scale), values)
    rows, lines = [], []
    for side, (_, pooled) in zip(sides, found, strict=True):
        if pooled is None:
            continue
        quartiles = pooled.quartiles.tolist() if pooled.quartiles is not None else None
        row = drawn(pooled.value.tolist(), scaling, label=f"{side.label} ({len(side.judgements)})", quartiles=quartiles)
        rows.append(row)
        measures = tuple(_measured(pooled.method, pooled.value.tolist(), scaling))
        lines.append(Line(label=side.label, counted=len(side.judgements), cells=(row.figures,), measures=measures))
    picture = Picture(
        title=scaling.title, of="Of whom", figures=scaling.figures, ticks=scaling.ticks, rows=tuple(rows),
        key="Each row is what its side says together, by the same rule as the whole panel; in brackets how many it rests on.",
    )  # fmt: skip
    return Beside(title=title, note=note, columns=(scaling.figures,), lines=tuple(lines), picture=picture)


def _measured(method: str, values: Sequence[float], scaling: Scaling) -> Iterator[Measure]:
    parts = [f"{level:g}" for level in scaling.levels] or [""]
    for part, value in zip(parts, values, strict=True):
        yield Measure(measure=f"pool ({method})", part=part, value=scaling.plain(value))


def _choices(side: Side, scale: ChoiceScale) -> Line:
    from weighin.weighing.together import pooled_judgements  # as above

    _, pooled = pooled_judgements(side.judgements, scale)
    values = pooled.value.tolist() if pooled else []
    return _line(side, scale.options, values, [probability_in_words(value) for value in values], measure="pool (mean)")


def _votes(side: Side) -> Line:
    cast = [one.position for one in side.judgements if isinstance(one, AgreementJudgement)]
    numbers = [float(sum(position in stands for position in cast)) for _, stands in STANDS]
    return _line(side, [name for name, _ in STANDS], numbers, [f"{number:g}" for number in numbers], measure="votes")


def _ratings(side: Side, columns: Sequence[str]) -> Line:
    rated = [one for one in side.judgements if isinstance(one, AxesJudgement)]
    values = [float(median(one.across for one in rated)), float(median(one.up for one in rated))]
    return _line(side, columns, values, [quantity_in_words(value) for value in values], measure="median")


def _places(side: Side, options: Sequence[str]) -> Line:
    ranked = [one.places for one in side.judgements if isinstance(one, RankingJudgement)]
    values = [fmean(places) for places in zip(*ranked, strict=True)]
    return _line(side, options, values, [f"{value:.1f}" for value in values], measure="mean place")


def _line(side: Side, parts: Sequence[str], values: Sequence[float], cells: Sequence[str], *, measure: str) -> Line:
    measures = tuple(
        Measure(measure=measure, part=part, value=value) for part, value in zip(parts, values, strict=True)
    )
    return Line(label=side.label, counted=len(side.judgements), cells=tuple(cells), measures=measures)
