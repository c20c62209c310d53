"""Seed questions: what the editors knew beforehand, so that it can be seen how well each panelist's uncertainty holds.

A seed question is asked like any other. Its true value is committed to when the round-up opens and told after the seal.
"""

import datetime as dt

from msgspec import Struct

from weighin.record.judgements import (
    ChoiceScale,
    DateScale,
    IntervalScale,
    ProbabilityScale,
    QuantityScale,
    RouletteScale,
    Scale,
    kind_of,
)
from weighin.record.rules import require_finite, require_text
from weighin.record.values import Moment

SEEDS_WANTED = 10  # by Cooke's classical model: with fewer, experts are hardly told apart
FEWEST_SEEDS = 5  # below that nobody is weighted by them: two lucky hits would decide


class EventTruth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="probability"):
    """Whether the event of a probability is the case."""

    happened: bool


class OptionTruth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="choice"):
    """Which option is the case, in the words of the scale."""

    option: str

    def __post_init__(self) -> None:
        require_text("option", self.option)


class QuantityTruth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="quantity"):
    """How much it is, in the unit of the scale: of quantiles, intervals and chips in bins."""

    value: float

    def __post_init__(self) -> None:
        require_finite("value", self.value)


class DateTruth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="date"):
    """Which day it is."""

    day: dt.date


Truth = EventTruth | OptionTruth | QuantityTruth | DateTruth


class SetAside(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a seed question counts for no weights, since when, and why: the editors found that they had not known."""

    day: dt.date
    because: str

    def __post_init__(self) -> None:
        require_text("because", self.because)


class Seed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the editors knew of a question before they asked it.

    Attributes:
        truth: the true value, on the question's scale. source: where it stands. known: of which day the source is.
        sealed: when it was committed to; None where nothing was sealed. commitment: in hexadecimal, a leaf of the seal.
        set_aside: why it counts for no weights; None where it counts.
    """

    truth: Truth
    source: str
    known: dt.date | None = None
    sealed: Moment | None = None
    commitment: str = ""
    set_aside: SetAside | None = None

    def __post_init__(self) -> None:
        require_text("source", self.source)


def has_truth(scale: Scale | None) -> bool:
    """Whether a question on this scale can be a seed: ratings, votes, orders and prose have no true value."""
    kinds = ProbabilityScale | ChoiceScale | QuantityScale | IntervalScale | RouletteScale | DateScale
    return isinstance(scale, kinds)


def has_quantiles(scale: Scale | None) -> bool:
    """Whether what is given on this scale are quantiles, or can be taken for some: on those alone Cooke's weights rest."""
    return isinstance(scale, QuantityScale | IntervalScale | RouletteScale | DateScale)


def require_truth_on(truth: Truth, scale: Scale | None) -> None:
    """The true value is one that the scale can have.

    Raises:
        ValueError: another kind, an option that is not there, a value that is said to be impossible.
    """
    match truth, scale:
        case EventTruth(), ProbabilityScale():
            return
        case OptionTruth(option=option), ChoiceScale(options=options):
            if option not in options:
                msg = f"expected one of the options ({', '.join(options)}), found {option!r}"
                raise ValueError(msg)
        case QuantityTruth(value=value), QuantityScale() | IntervalScale():
            _require_between(value, scale.lowest, scale.highest)
        case QuantityTruth(value=value), RouletteScale(edges=edges):
            _require_between(value, edges[0], edges[-1])
        case DateTruth(), DateScale():
            return
        case _:
            asked = kind_of(scale) if scale else "prose alone"
            msg = f"expected a true value for what the question asks ({asked}), found one for {truth.__struct_config__.tag}"
            raise ValueError(msg)


def _require_between(value: float, lowest: float | None, highest: float | None) -> None:
    if (lowest is not None and value < lowest) or (highest is not None and value > highest):
        ends = [f"{word} {end:g}" for word, end in (("at least", lowest), ("at most", highest)) if end is not None]
        msg = f"expected {' and '.join(ends)}, as the scale says, found {value:g}"
        raise ValueError(msg)
