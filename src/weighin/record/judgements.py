"""Structured judgements, the scale that a question asks them on, and the terms by which it will be settled.

What a panelist gives besides prose: the probability of an event, a distribution over options, quantiles of a quantity or of a date, a rating,
a position with its confidence. A judgement has the kind of its question's scale; the record checks that the two fit.
"""

import datetime as dt
import itertools
from typing import Annotated

from msgspec import Meta, Struct

from weighin.record.kinds import Position
from weighin.record.rules import require_finite, require_probability, require_rising, require_text
from weighin.record.values import Probability

SUM_TOLERANCE = 1e-6  # the probabilities of a choice sum to 1 but for rounding
MOST_OPTIONS = 50


class ProbabilityScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="probability"):
    """How probable is an event? `event` says what "yes" is."""

    event: str

    def __post_init__(self) -> None:
        require_text("event", self.event)


class ChoiceScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="choice"):
    """Which of these options, exactly one of which will be the case?"""

    options: Annotated[tuple[str, ...], Meta(min_length=2, max_length=MOST_OPTIONS)]

    def __post_init__(self) -> None:
        for option in self.options:
            require_text("each option", option)
        if not 2 <= len(self.options) <= MOST_OPTIONS or len(set(self.options)) < len(self.options):
            msg = f"expected 2 to {MOST_OPTIONS} different options, found {', '.join(self.options) or 'none'}"
            raise ValueError(msg)


class QuantityScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="quantity"):
    """How much, by quantiles? `levels` are the cumulative probabilities that are asked for, `lowest` and `highest` what is possible at all."""

    unit: str = ""
    levels: Annotated[tuple[Probability, ...], Meta(min_length=1)] = (0.05, 0.5, 0.95)
    lowest: float | None = None
    highest: float | None = None

    def __post_init__(self) -> None:
        _require_levels(self.levels)
        require_finite("lowest", self.lowest)
        require_finite("highest", self.highest)
        if self.lowest is not None and self.highest is not None and not self.lowest < self.highest:
            msg = f"expected lowest below highest, found {self.lowest:g} and {self.highest:g}"
            raise ValueError(msg)


class DateScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="date"):
    """When, by quantiles?"""

    levels: Annotated[tuple[Probability, ...], Meta(min_length=1)] = (0.05, 0.5, 0.95)

    def __post_init__(self) -> None:
        _require_levels(self.levels)


class RatingScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="rating"):
    """How much on a scale of whole numbers? `lowest_means` and `highest_means` say what its ends stand for."""

    lowest: int = 1
    highest: int = 9
    lowest_means: str = ""
    highest_means: str = ""

    def __post_init__(self) -> None:
        if not self.lowest < self.highest:
            msg = f"expected lowest below highest, found {self.lowest} and {self.highest}"
            raise ValueError(msg)


class AgreementScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="agreement"):
    """Do you agree with the statement, and how confident are you, from 1 to `most_confidence`?"""

    statement: str
    most_confidence: Annotated[int, Meta(ge=1)] = 10

    def __post_init__(self) -> None:
        require_text("statement", self.statement)
        if self.most_confidence < 1:
            msg = f"expected most_confidence of 1 or more, found {self.most_confidence}"
            raise ValueError(msg)


Scale = ProbabilityScale | ChoiceScale | QuantityScale | DateScale | RatingScale | AgreementScale


class ProbabilityJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="probability"):
    """How probable the event is, in [0, 1]."""

    probability: Probability

    def __post_init__(self) -> None:
        require_probability("probability", (self.probability,))


class ChoiceJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="choice"):
    """The probability of each option, in the order of the scale; they sum to 1."""

    probabilities: Annotated[tuple[Probability, ...], Meta(min_length=2)]

    def __post_init__(self) -> None:
        require_probability("probabilities", self.probabilities)
        if abs(sum(self.probabilities) - 1) > SUM_TOLERANCE:
            msg = f"expected probabilities that sum to 1, found a sum of {sum(self.probabilities):g}"
            raise ValueError(msg)


class QuantityJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="quantity"):
    """The quantiles of a quantity at the levels of the scale, in its unit."""

    quantiles: Annotated[tuple[float, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        for quantile in self.quantiles:
            require_finite("each quantile", quantile)
        require_rising("quantiles", self.quantiles)


class DateJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="date"):
    """The days of a date at the levels of the scale."""

    days: Annotated[tuple[dt.date, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        if any(later < earlier for earlier, later in itertools.pairwise(self.days)):
            msg = f"expected days that do not go back, found {', '.join(map(str, self.days))}"
            raise ValueError(msg)


class RatingJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="rating"):
    """A point on the scale."""

    rating: int


class AgreementJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="agreement"):
    """A position on the statement, with the confidence where it was given."""

    position: Position
    confidence: int | None = None


Judgement = (
    ProbabilityJudgement | ChoiceJudgement | QuantityJudgement | DateJudgement | RatingJudgement | AgreementJudgement
)


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By what a question will be settled: what counts, in which source it will stand, and by which day it is known."""

    what_counts: str
    source: str = ""
    due: dt.date | None = None
    fine_print: str = ""

    def __post_init__(self) -> None:
        require_text("what_counts", self.what_counts)


def require_fit(judgement: Judgement, scale: Scale) -> None:
    """The judgement answers what the scale asks.

    Raises:
        ValueError: another kind, another count, a value outside of the scale; says what was expected and what was found.
    """
    match judgement, scale:
        case ProbabilityJudgement(), ProbabilityScale():
            return
        case ChoiceJudgement(), ChoiceScale():
            _require_count("probabilities", len(judgement.probabilities), len(scale.options))
        case QuantityJudgement(), QuantityScale():
            _require_count("quantiles", len(judgement.quantiles), len(scale.levels))
            _require_possible(judgement.quantiles, scale.lowest, scale.highest)
        case DateJudgement(), DateScale():
            _require_count("days", len(judgement.days), len(scale.levels))
        case RatingJudgement(), RatingScale():
            _require_possible((judgement.rating,), scale.lowest, scale.highest)
        case AgreementJudgement(), AgreementScale():
            if judgement.confidence is not None:
                _require_possible((judgement.confidence,), 1, scale.most_confidence)
        case _:
            asked, given = kind_of(scale), kind_of(judgement)
            msg = f"expected a judgement of the kind that the question asks ({asked}), found {given}"
            raise ValueError(msg)


def kind_of(value: Scale | Judgement) -> str:
    """The name of the kind, as it stands in JSON: probability, choice, quantity, date, rating, agreement."""
    return str(value.__struct_config__.tag)


def _require_levels(levels: tuple[float, ...]) -> None:
    is_rising = all(lower < higher for lower, higher in itertools.pairwise(levels))
    if not levels or not is_rising or not all(0 < level < 1 for level in levels):
        msg = f"expected rising levels between 0 and 1, found {', '.join(f'{level:g}' for level in levels) or 'none'}"
        raise ValueError(msg)


def _require_count(name: str, found: int, expected: int) -> None:
    if found != expected:
        msg = f"expected {expected} {name}, one for each that the question asks, found {found}"
        raise ValueError(msg)


def _require_possible(values: tuple[float, ...], lowest: float | None, highest: float | None) -> None:
    for value in values:
        if (lowest is not None and value < lowest) or (highest is not None and value > highest):
            bounds = " and ".join(
                f"{word} {bound:g}" for word, bound in (("at least", lowest), ("at most", highest)) if bound is not None
            )
            msg = f"expected {bounds}, found {value:g}"
            raise ValueError(msg)
