"""How the group's distribution is drawn beside one's own answer, and told in a table: geometry and words, no markup."""

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from msgspec import Struct

from weighin.asking.scales import POSITION_TOLD
from weighin.record.judgements import (
    AgreementScale,
    DateScale,
    IntervalScale,
    ProbabilityScale,
    QuantityScale,
    RouletteScale,
    Scale,
)
from weighin.site.languages import written
from weighin.weighing.delphi.feedback import Cell, Distribution, Parts

WIDTH, HEIGHT, BASE, MARGIN = 320, 132, 96, 12  # of the picture; the columns stand on `BASE`
FIGURES = 5  # of a quantity
MOST_LABELS = 3  # under the columns, where a phone has room


class Column(Struct, frozen=True):
    """A column of the histogram."""

    x: float
    y: float
    width: float
    height: float


class Mark(Struct, frozen=True):
    """A label below the columns."""

    x: float
    label: str
    anchor: str = "middle"


class Bar(Struct, frozen=True):
    """A row with a bar, in per cent of the widest."""

    label: str
    width: float
    number: str


class Drawn(Struct, frozen=True, kw_only=True):
    """A distribution with its table.

    Attributes:
        title: what is drawn, where there are two. told: middle and middle half in a sentence.
        columns, marks, half, middle, own: the histogram: columns, labels, the middle half (x, width), the median, one's own answer.
        bars: in its place, where the scale is no line.
        head, rows: the table: everybody, then each group that is large enough.
    """

    title: str
    told: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[Column, ...] = ()
    marks: tuple[Mark, ...] = ()
    half: tuple[float, float] | None = None
    middle: float | None = None
    own: float | None = None
    bars: tuple[Bar, ...] = ()


def drawn(found: Distribution, scale: Scale, *, own: float | None) -> Drawn:
    """One distribution. `own`: where one's own answer of the round before stands, on a line."""
    if found.edges:
        return _on_a_line(found, scale, own)
    labels = _labels(found, scale)
    cells = (found.whole, *found.groups)
    return Drawn(
        title=found.axis,
        told="",
        head=_head(found),
        rows=(
            *(
                (label, tuple(_number(found, cell.parts[place]) for cell in cells))
                for place, label in enumerate(labels)
            ),
            _answered(cells),
        ),
        bars=tuple(_bars(found, labels)),
    )


def _on_a_line(found: Distribution, scale: Scale, own: float | None) -> Drawn:
    low, high = found.edges[0], found.edges[-1]

    def at(value: float) -> float:
        share = (value / 2 - low / 2) / (high / 2 - low / 2)  # halves: the whole may overflow
        return round(MARGIN + min(max(share, 0.0), 1.0) * (WIDTH - 2 * MARGIN), 1)

    whole, cells = found.whole, (found.whole, *found.groups)
    middle, half = _told(whole.middle, scale), _between(whole, scale)
    return Drawn(
        title=found.axis,
        told=gettext("%(answered)s answered. The middle is %(middle)s, the middle half lies from %(half)s.")
        % {"answered": whole.answered, "middle": middle, "half": half},
        head=_head(found),
        rows=(
            (gettext("Middle (median)"), tuple(_told(cell.middle, scale) for cell in cells)),
            (gettext("Middle half"), tuple(_between(cell, scale) for cell in cells)),
            *(
                (_bin(found, place, scale), tuple(f"{cell.parts[place]:.0f}" for cell in cells))
                for place in range(len(found.edges) - 1)
            ),
            _answered(cells),
        ),
        columns=tuple(_columns(found, at_edges=[at(edge) for edge in found.edges])),
        marks=tuple(_marks(found, scale, [at(edge) for edge in found.edges])),
        half=(at(whole.low), round(max(at(whole.high) - at(whole.low), 2), 1))
        if whole.low is not None and whole.high is not None
        else None,
        middle=at(whole.middle) if whole.middle is not None else None,
        own=at(own) if own is not None else None,
    )


def _columns(found: Distribution, *, at_edges: Sequence[float]) -> Iterator[Column]:
    most = max(found.whole.parts) or 1
    for start, end, count in zip(at_edges, at_edges[1:], found.whole.parts, strict=False):
        height = round(count / most * (BASE - 14), 1)
        yield Column(start + 1, round(BASE - height, 1), round(max(end - start - 2, 1), 1), height)


def _marks(found: Distribution, scale: Scale, at_edges: Sequence[float]) -> Iterator[Mark]:
    if _is_of_points(scale):
        centres = [(start + end) / 2 for start, end in itertools.pairwise(at_edges)]
        for place in _spread(len(centres), 9):
            yield Mark(round(centres[place], 1), f"{found.edges[place] + 0.5:.0f}")
        return
    places = _spread(len(at_edges), MOST_LABELS)
    for place in places:
        anchor = "start" if place == 0 else "end" if place == len(at_edges) - 1 else "middle"
        yield Mark(at_edges[place], _told(found.edges[place], scale, bare=True), anchor)


def _spread(count: int, most: int) -> list[int]:
    """Places from the first to the last, as many as there is room for."""
    if count <= most:
        return list(range(count))
    return sorted({round(number * (count - 1) / (most - 1)) for number in range(most)})


def _is_of_points(scale: Scale) -> bool:
    return not isinstance(scale, ProbabilityScale | QuantityScale | IntervalScale | RouletteScale | DateScale)


def _bin(found: Distribution, place: int, scale: Scale) -> str:
    if _is_of_points(scale):
        return f"{found.edges[place] + 0.5:.0f}"
    low, high = (_told(edge, scale, bare=True) for edge in found.edges[place : place + 2])
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def _between(cell: Cell, scale: Scale) -> str:
    low, high = _told(cell.low, scale, bare=True), _told(cell.high, scale)
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def _told(value: float | None, scale: Scale, *, bare: bool = False) -> str:
    if value is None:
        return ""
    match scale:
        case ProbabilityScale():
            return f"{written(round(value * 100, 1))} %"
        case DateScale():
            return written(dt.date.fromordinal(min(max(int(value), 1), dt.date.max.toordinal())))
        case QuantityScale(unit=unit) | IntervalScale(unit=unit) | RouletteScale(unit=unit):
            return _figures(value) if bare else f"{_figures(value)} {unit}".rstrip()
    return _figures(value)


def _figures(value: float) -> str:
    """As many figures as anybody means."""
    if value == 0:
        return written(0)
    return written(round(value, FIGURES - 1 - math.floor(math.log10(abs(value)))))


def _labels(found: Distribution, scale: Scale) -> tuple[str, ...]:
    if isinstance(scale, AgreementScale):
        told = {position.value: gettext(words) for position, words in POSITION_TOLD.items()}
        return tuple(told[label] for label in found.labels)
    return found.labels


def _bars(found: Distribution, labels: Sequence[str]) -> Iterator[Bar]:
    most = 1 if found.parts is Parts.SHARES else max(found.whole.parts) or 1
    for label, part in zip(labels, found.whole.parts, strict=True):
        # the first place is the longest bar
        length = (len(labels) + 1 - part) / len(labels) if found.parts is Parts.PLACES else part / most
        yield Bar(label, round(length * 100, 1), _number(found, part))


def _number(found: Distribution, part: float) -> str:
    match found.parts:
        case Parts.SHARES:
            return f"{written(round(part * 100, 1))} %"
        case Parts.PLACES:
            return gettext("place %(place)s") % {"place": written(round(part, 1))}
    return f"{part:.0f}"


def _head(found: Distribution) -> tuple[str, ...]:
    return (gettext("Everybody"), *(cell.group for cell in found.groups))


def _answered(cells: Sequence[Cell]) -> tuple[str, tuple[str, ...]]:
    return gettext("Answered"), tuple(str(cell.answered) for cell in cells)
