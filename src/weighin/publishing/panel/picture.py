"""Where marks lie on a scale: everything in per cent of its width, so that one drawing serves every screen, by day and by night."""

import datetime as dt
import math
import sys
from collections.abc import Sequence

from msgspec import Struct

from weighin.publishing.panel.words import quantity_in_words
from weighin.record.public import PublicPanelist

MOST_TICKS = 6
NEAR_THE_END = 8  # per cent
MOST_DOTS = 200  # of other experts in one row


class Tick(Struct, frozen=True):
    """A line of the scale with its label."""

    at: float
    label: str

    @property
    def anchor(self) -> str:
        """Which end of the label stands there, so that none reaches out of the picture."""
        return "start" if self.at < NEAR_THE_END else "end" if self.at > 100 - NEAR_THE_END else "middle"


class Stretch(Struct, frozen=True):
    """A part of the scale."""

    start: float
    width: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.start + self.width, 2)


class Row(Struct, frozen=True, kw_only=True):
    """A row of the drawing, and the figures that it stands for.

    Attributes:
        label: who or what. figures, beside: what it is in figures, and their range. panelist: whose it is; None for the pool and for options. answer: where it stands on the page.
        line: from the outermost to the outermost. bar: the central part. middle: the mark. second: another pool.
        dots: what others gave.
        is_pool: the panel together. is_apart: who stands apart.
    """

    label: str
    figures: str
    beside: str = ""
    panelist: PublicPanelist | None = None
    answer: str = ""
    line: Stretch | None = None
    bar: Stretch | None = None
    middle: float | None = None
    second: float | None = None
    dots: tuple[float, ...] = ()
    is_pool: bool = False
    is_apart: bool = False


class Picture(Struct, frozen=True, kw_only=True):
    """Rows on one scale. `title` says what is drawn, `of` what stands in the first column, `figures` in the last; `key` explains the marks."""

    title: str
    of: str
    figures: str
    key: str
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]


class Axis(Struct, frozen=True):
    """A scale from its lowest to its highest value."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a value lies, from 0 to 100."""
        share = (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)  # halves: the whole may overflow
        return round(min(max(share, 0.0), 1.0) * 100, 2)

    def stretch(self, low: float, high: float) -> Stretch:
        """The part between two values."""
        start, end = self.at(low), self.at(high)
        return Stretch(start, round(end - start, 2))


PROBABILITIES = Axis(0.0, 1.0)
PER_CENT = tuple(Tick(at, f"{at:.0f} %") for at in (0.0, 25.0, 50.0, 75.0, 100.0))


def axis_of(values: Sequence[float]) -> Axis:
    """A scale that holds all values with a little room at either side."""
    low, high = min(values), max(values)
    room = (high / 2 - low / 2) * 0.1 or max(abs(low) * 0.05, 1.0)
    return Axis(max(low - room, -sys.float_info.max), min(high + room, sys.float_info.max))


def number_ticks(axis: Axis) -> tuple[Tick, ...]:
    """Round numbers."""
    step = _step((axis.high / 2 - axis.low / 2) * 2 / MOST_TICKS)
    if not math.isfinite(step):
        return ()
    first = math.ceil(axis.low / step)
    values = [number * step for number in range(first, math.floor(axis.high / step) + 1)]
    return tuple(Tick(axis.at(value), quantity_in_words(value)) for value in values[: MOST_TICKS + 2])


def whole_ticks(axis: Axis) -> tuple[Tick, ...]:
    """Both ends of a scale of whole numbers, and those between that are apart enough."""
    step = max(1, round(_step((axis.high - axis.low) / 8)))
    values = [axis.low + number * step for number in range(int((axis.high - axis.low) // step) + 1)]
    return tuple(Tick(axis.at(value), quantity_in_words(value)) for value in values)


def day_ticks(axis: Axis) -> tuple[Tick, ...]:
    """A day at either end and one half way, which a phone has room for; only the year where years lie between."""
    days = [axis.low + (axis.high - axis.low) * share for share in (0.04, 0.5, 0.96)]
    years = (axis.high - axis.low) > 365 * 6
    return tuple(Tick(axis.at(day), _short_day(int(day), years=years)) for day in days)


def day_axis(values: Sequence[float]) -> Axis:
    """The same as `axis_of`, inside the calendar."""
    axis = axis_of(values)
    return Axis(max(axis.low, 1.0), min(axis.high, float(dt.date.max.toordinal())))


def _step(least: float) -> float:
    """1, 2 or 5 times a power of ten, not below what is asked."""
    if not 0 < least < 10**300:
        return math.inf
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def _short_day(ordinal: int, *, years: bool) -> str:
    day = dt.date.fromordinal(ordinal)
    return str(day.year) if years else f"{day.day} {day:%b} {day.year}"
