"""How the numbers of each kind of judgement are drawn and told."""

import datetime as dt
from collections.abc import Callable, Sequence

from msgspec import Struct

from weighin.publishing.panel.picture import (
    PER_CENT,
    PROBABILITIES,
    Axis,
    Tick,
    axis_of,
    day_axis,
    day_ticks,
    number_ticks,
    whole_ticks,
)
from weighin.publishing.panel.words import day_of, levels_in_words, probability_in_words, quantity_in_words, range_named
from weighin.record.judgements import DateScale, ProbabilityScale, QuantityScale, RatingScale

NumberScale = ProbabilityScale | QuantityScale | DateScale | RatingScale

_EACH = "Each mark is an expert’s."
_MEDIAN = "The last row is the panel: its median, over a bar that holds the middle half of the experts"
_QUANTILES = (
    "The line spans from the lowest to the highest quantile that was asked for, the bar those next to them, the mark is the middle. "
    "The last row is the panel together."
)


class Scaling(Struct, frozen=True, kw_only=True):
    """How the numbers of one kind are drawn and told. `levels`: of quantiles; empty for single numbers. `middle`: the place of the middle."""

    axis: Axis
    ticks: tuple[Tick, ...]
    bare: Callable[[float], str]  # in words, without the unit
    plain: Callable[[float], float | str]  # as files carry it
    title: str
    figures: str
    key: str
    what: str
    levels: tuple[float, ...] = ()
    middle: int = 0
    unit: str = ""

    def told(self, value: float) -> str:
        """A value with its unit."""
        return f"{self.bare(value)} {self.unit}".strip()


def scaling_of(scale: NumberScale, values: Sequence[float]) -> Scaling:
    """By the kind of the scale; `values` are all that were given, which a scale without ends must hold."""
    match scale:
        case ProbabilityScale(event=event):
            return Scaling(
                axis=PROBABILITIES, ticks=PER_CENT, bare=probability_in_words, plain=float, title=f"How probable: {event}", figures="Probability",
                key=f"{_EACH} {_MEDIAN}; the small line is the mean.", what="the median",
            )  # fmt: skip
        case RatingScale(lowest=lowest, highest=highest):
            axis = Axis(float(lowest), float(highest))
            return Scaling(
                axis=axis, ticks=whole_ticks(axis), bare=quantity_in_words, plain=float, title=f"Rating from {lowest} to {highest}", figures="Rating",
                key=f"{_EACH} {_MEDIAN}.", what="the median",
            )  # fmt: skip
        case QuantityScale(unit=unit, levels=levels):
            axis = axis_of(values)
            return Scaling(
                axis=axis, ticks=number_ticks(axis), bare=quantity_in_words, plain=float,
                title=f"Quantity in {unit}" if unit else "Quantity", figures=_head(levels), key=_QUANTILES, what=_what(levels),
                levels=levels, middle=middle_of(levels), unit=unit,
            )  # fmt: skip
        case DateScale(levels=levels):
            axis = day_axis(values)
            return Scaling(
                axis=axis, ticks=day_ticks(axis), bare=day_of, plain=_iso, title="Date", figures=_head(levels), key=_QUANTILES,
                what=_what(levels), levels=levels, middle=middle_of(levels),
            )  # fmt: skip


def middle_of(levels: Sequence[float]) -> int:
    """The place of the level next to one half; the first of two that are as near."""
    return min(range(len(levels)), key=lambda place: abs(levels[place] - 0.5))


def _what(levels: Sequence[float]) -> str:
    """What it is that leaving one out moves."""
    return "the middle" if 0.5 in levels else f"the quantile at {levels_in_words(levels[middle_of(levels) :][:1])}"


def _head(levels: Sequence[float]) -> str:
    if len(levels) == 1:
        return _what(levels).removeprefix("the ").capitalize()
    return f"Middle, and {range_named(levels)}" if 0.5 in levels else range_named(levels)


def _iso(ordinal: float) -> str:
    return dt.date.fromordinal(int(ordinal)).isoformat()
