"""What the panel thinks as far as words of likelihood say: the ranges that readers hear, and their pool."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weighin.publishing.panel.picture import PER_CENT, PROBABILITIES, Picture, Row
from weighin.publishing.panel.view import FEWEST, MOST_ROWS, Basis, Measure, View, leaving_one_out, standing_apart
from weighin.publishing.panel.words import listed
from weighin.publishing.wording import counted, interval, per_cent
from weighin.record.public import PublicRecord
from weighin.record.values import Polarity

if TYPE_CHECKING:
    from weighin.weighing.prose import PooledProse, ProseJudgements

RULE = (
    "Counted is of each expert the first forecast about the very thing asked that carries words of likelihood and hangs on no condition. Each range is what "
    "surveyed readers take the words for; the panel’s is the median of the low ends, of the middles and of the high ends. An expert stands apart whose "
    f"own range lies wholly outside the panel’s. Below {FEWEST} experts nothing is worked out."
)
KEY = "The bar spans what the middle half of surveyed readers hear in the words, the thin line nine in ten, the mark the middle. The last row is the panel together."


def views_of_prose(record: PublicRecord) -> Iterator[View]:
    """By question, where the words of at least one expert count."""
    if not any(forecast.probability for forecast in record.forecasts):
        return
    from weighin.weighing.prose import judgements_in_prose, pool_prose  # numbers take half a second to import

    strict, with_flat = judgements_in_prose(record), judgements_in_prose(record, flat_too=True)
    pooled = pool_prose(strict).value
    for number in range(len(strict.questions)):
        count = int(pooled.answered[number])
        if count:
            flat = tuple(_flat(record, strict, with_flat, number=number))
            yield (
                _view(record, strict, pooled, number=number, flat=flat)
                if count >= FEWEST
                else _too_few(record, strict, number=number, count=count)
            )


def verdict(low: float, high: float) -> str:
    """No more than the range allows: `likely` is said of neither side while it reaches the other."""
    if low > 0.5:
        return "more likely than not"
    if high < 0.5:
        return "less likely than not"
    return "their words leave open whether it is more likely than not"


def _too_few(record: PublicRecord, judgements: "ProseJudgements", *, number: int, count: int) -> View:
    return View(
        question=judgements.questions[number],
        text=judgements.texts[number],
        basis=Basis.FORECASTS,
        counted=count,
        lead=f"{count} of {counted(len(record.panel), 'expert')} {'puts' if count == 1 else 'put'} words of likelihood to it: too few to speak of the panel.",
    )


def _view(
    record: PublicRecord,
    judgements: "ProseJudgements",
    pooled: "PooledProse",
    *,
    number: int,
    flat: tuple[tuple[Polarity, str], ...],
) -> View:
    ranges = judgements.ranges[:, number]
    counts = [place for place in range(len(record.panel)) if ranges[place, 0] == ranges[place, 0]]
    names = [record.panel[place].name for place in counts]
    low, middle, high = (float(part[number]) for part in (pooled.low, pooled.median, pooled.high))
    apart = [record.panel[place].name for place in counts if pooled.apart[place, number]]
    without = [float(pooled.without[place, number]) for place in counts]
    together = interval(low, high)
    rows = [
        _row(record, judgements, place, number=number, is_apart=bool(pooled.apart[place, number])) for place in counts
    ]
    panel = Row(
        label="The panel together",
        figures=together,
        bar=PROBABILITIES.stretch(low, high),
        middle=PROBABILITIES.at(middle),
        dots=tuple(row.middle or 0.0 for row in rows) if len(rows) > MOST_ROWS else (),
        is_pool=True,
    )
    shown = rows if len(rows) <= MOST_ROWS else []
    notes = (
        *_said_flatly(flat),
        standing_apart(apart, [row.figures for row in rows if row.is_apart]),
        leaving_one_out(
            names,
            [float(pooled.change[place, number]) for place in counts],
            [f"{per_cent(one)} %" for one in without],
            what="the middle",
            now=f"{per_cent(middle)} %",
        ),
    )
    return View(
        question=judgements.questions[number],
        text=judgements.texts[number],
        basis=Basis.FORECASTS,
        counted=len(counts),
        lead=(
            f"{len(counts)} of {counted(len(record.panel), 'expert')} put words of likelihood to it. Together readers hear a chance of {together} in them: "
            f"{verdict(low, high)}."
        ),
        notes=notes,
        rule=RULE,
        picture=Picture(
            title="Chance of a yes that readers hear in the experts’ words",
            of="Expert",
            figures="Chance that readers hear",
            key=KEY,
            ticks=PER_CENT,
            rows=(*shown, panel),
        ),
        measures=(
            Measure(measure="pool of low ends", value=low),
            Measure(measure="pool of middles", value=middle),
            Measure(measure="pool of high ends", value=high),
            *(Measure(measure="stands apart", expert=name, value="yes") for name in apart),
            *(
                Measure(measure="middle without", expert=name, value=value)
                for name, value in zip(names, without, strict=True)
            ),
        ),
        left_off=len(rows) - len(shown),
    )


def _row(record: PublicRecord, judgements: "ProseJudgements", place: int, *, number: int, is_apart: bool) -> Row:
    lowest, low, middle, high, highest = (float(point) for point in judgements.ranges[place, number])
    panelist = record.panel[place]
    return Row(
        label=panelist.name,
        panelist=panelist,
        answer=_answer(record, judgements.forecasts[place][number]),
        figures=interval(low, high),
        line=PROBABILITIES.stretch(lowest, highest),
        bar=PROBABILITIES.stretch(low, high),
        middle=PROBABILITIES.at(middle),
        is_apart=is_apart,
    )


def _flat(
    record: PublicRecord, strict: "ProseJudgements", with_flat: "ProseJudgements", *, number: int
) -> Iterator[tuple[Polarity, str]]:
    """Who says flatly that it will be so or not, and nothing that counts."""
    known = {forecast.identifier: forecast for forecast in record.forecasts}
    for place, panelist in enumerate(record.panel):
        said = with_flat.forecasts[place][number]
        if said and strict.forecasts[place][number] is None:
            yield known[said].polarity, panelist.name


def _said_flatly(flat: tuple[tuple[Polarity, str], ...]) -> Iterator[str]:
    told = [
        f"{listed(names)} {'says' if len(names) == 1 else 'say'} flatly that {meaning}"
        for polarity, meaning in ((Polarity.AFFIRM, "it will be so"), (Polarity.DENY, "it will not"))
        if (names := [name for which, name in flat if which is polarity])
    ]
    if told:
        yield f"{'; '.join(told)}: a bare “will” or “won’t” is style as much as certainty, and is not counted."


def _answer(record: PublicRecord, forecast: str | None) -> str:
    return next((one.answer for one in record.forecasts if one.identifier == forecast), "")
