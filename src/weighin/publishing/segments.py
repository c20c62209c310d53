"""A text cut where marks begin and end, so that a template can wrap each piece without nesting."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from weighin.record.public import PublicForecast, Quotation


class Stretch(Struct, frozen=True):
    """Something that covers `text[start:end]`: its kind ("forecast", "phrase", "condition") and what it leads to."""

    start: int
    end: int
    kind: str
    target: str = ""


class Segment(Struct, frozen=True):
    """A piece of text and what covers it. `opens`: the stretches that begin with this piece."""

    text: str
    stretches: tuple[Stretch, ...] = ()
    opens: tuple[Stretch, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """What covers it."""
        return frozenset(stretch.kind for stretch in self.stretches)

    @property
    def target(self) -> str:
        """What the last of them leads to, empty where none leads anywhere."""
        return next((stretch.target for stretch in reversed(self.stretches) if stretch.target), "")


def segments(text: str, stretches: Iterable[Stretch]) -> Iterator[Segment]:
    """The text in order, cut at every edge. Joined, the pieces are the text. Linear in edges × marks open at a time."""
    covering = sorted((s for s in stretches if s.start < s.end), key=lambda s: (s.start, -s.end))
    edges = sorted({0, len(text), *(s.start for s in covering), *(s.end for s in covering)})
    waiting = iter([*covering, None])
    coming, active = next(waiting), list[Stretch]()
    for start, end in pairwise(edges):
        active = [stretch for stretch in active if stretch.end > start]
        opens = []
        while coming and coming.start <= start:
            opens.append(coming)
            active.append(coming)
            coming = next(waiting)
        if text[start:end]:
            yield Segment(text[start:end], tuple(active), tuple(opens))


def quotation_segments(quotation: Quotation) -> list[Segment]:
    """A quotation cut at its forecasts."""
    return list(
        segments(quotation.text, [Stretch(mark.start, mark.end, "forecast", mark.forecast) for mark in quotation.marks])
    )


def forecast_segments(forecast: PublicForecast) -> list[Segment]:
    """A forecast's passage with its phrase, its condition and its date marked; the phrase wins where they meet."""
    text = forecast.quotation.text
    stretches: list[Stretch] = []
    for words, kind in ((forecast.condition, "condition"), (forecast.by_when, "when")):
        place = text.find(words) if words else -1
        if place >= 0:
            stretches.append(Stretch(place, place + len(words), kind))
    if forecast.phrase_start is not None and forecast.phrase_end is not None:
        stretches.append(Stretch(forecast.phrase_start, forecast.phrase_end, "phrase"))
    return list(segments(text, stretches))


def joined(pieces: Sequence[Segment]) -> str:
    """The text again."""
    return "".join(piece.text for piece in pieces)
