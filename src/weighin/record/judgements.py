"""Structured judgements, the scale that a question asks them on, and the terms by which it will be settled.

What a panelist gives besides prose: the probability of an event, a distribution over options, a quantity by quantiles, by an interval or by chips
in bins, the quantiles of a date, a rating, one on each of two axes, a position with its confidence, an order. A judgement has the kind of its
question's scale; the record checks that the two fit.
"""

import datetime as dt
import itertools
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from weighin.record.kinds import Position
from weighin.record.rules import require_finite, require_probability, require_rising, require_text
from weighin.record.values import Probability

SUM_TOLERANCE = 1e-6  # the probabilities of a choice sum to 1 but for rounding
MOST_OPTIONS = 50
LEAST_SURE = 0.5  # below it the interval says rather where the truth is not


class ProbabilityScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="probability"):
    """How probable is an event? `event` says what "yes" is."""

    event: str

    def __post_init__(self) -> None:
        require_text("event", self.event)


class ChoiceScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="choice"):
    """Which of these options, exactly one of which will be the case?"""

    options: Annotated[tuple[str, ...], Meta(min_length=2, max_length=MOST_OPTIONS)]

    def __post_init__(self) -> None:
        _require_options(self.options)


class QuantityScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="quantity"):
    """How much, by quantiles? `levels` are the cumulative probabilities that are asked for, `lowest` and `highest` what is possible at all."""

    unit: str = ""
    levels: Annotated[tuple[Probability, ...], Meta(min_length=1)] = (0.05, 0.5, 0.95)
    lowest: float | None = None
    highest: float | None = None

    def __post_init__(self) -> None:
        _require_levels(self.levels)
        _require_range(self.lowest, self.highest)


class IntervalScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="interval"):
    """How much, by the lowest and the highest plausible value and the best guess?

    In four steps (`confidence` is None) the panelist says how sure it is that the truth lies between, from 50 per cent up; in three, the question
    says it. `lowest` and `highest` are what is possible at all.
    """

    unit: str = ""
    confidence: Probability | None = None
    lowest: float | None = None
    highest: float | None = None

    def __post_init__(self) -> None:
        if self.confidence is not None and not LEAST_SURE <= self.confidence < 1:
            msg = f"expected a confidence from {LEAST_SURE:g} to below 1, found {self.confidence:g}"
            raise ValueError(msg)
        _require_range(self.lowest, self.highest)


class RouletteScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="roulette"):
    """How much, by chips in bins? `edges` are the ends of the bins, one more than there are bins; every chip is the same share of the probability."""

    edges: Annotated[tuple[float, ...], Meta(min_length=3, max_length=MOST_OPTIONS + 1)]
    unit: str = ""
    chips: Annotated[int, Meta(ge=2, le=100)] = 20

    def __post_init__(self) -> None:
        for edge in self.edges:
            require_finite("each edge", edge)
        if not 3 <= len(self.edges) <= MOST_OPTIONS + 1 or any(
            low >= high for low, high in itertools.pairwise(self.edges)
        ):
            msg = f"expected 3 to {MOST_OPTIONS + 1} rising edges of bins, found {', '.join(f'{edge:g}' for edge in self.edges) or 'none'}"
            raise ValueError(msg)
        if not 2 <= self.chips <= 100:
            msg = f"expected 2 to 100 chips, found {self.chips}"
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
        _require_range(self.lowest, self.highest)


class AgreementScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="agreement"):
    """Do you agree with the statement, and how confident are you, from 1 to `most_confidence`?"""

    statement: str
    most_confidence: Annotated[int, Meta(ge=1)] = 10

    def __post_init__(self) -> None:
        require_text("statement", self.statement)
        if self.most_confidence < 1:
            msg = f"expected most_confidence of 1 or more, found {self.most_confidence}"
            raise ValueError(msg)


class AxesScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="axes"):
    """How much on each of two scales of whole numbers, as likelihood and impact?"""

    across: str
    up: str
    lowest: int = 1
    highest: int = 5

    def __post_init__(self) -> None:
        require_text("across", self.across)
        require_text("up", self.up)
        _require_range(self.lowest, self.highest)


class RankingScale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ranking"):
    """In which order? `criterion` says what the first is first in."""

    options: Annotated[tuple[str, ...], Meta(min_length=2, max_length=MOST_OPTIONS)]
    criterion: str = ""

    def __post_init__(self) -> None:
        _require_options(self.options)


Scale = (
    ProbabilityScale
    | ChoiceScale
    | QuantityScale
    | IntervalScale
    | RouletteScale
    | DateScale
    | RatingScale
    | AxesScale
    | AgreementScale
    | RankingScale
)


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


class IntervalJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="interval"):
    """The lowest and highest plausible value and the best guess, in the unit of the scale; in four steps, how sure it is that the truth lies between."""

    lowest: float
    best: float
    highest: float
    confidence: Probability | None = None

    def __post_init__(self) -> None:
        for step in (self.lowest, self.best, self.highest):
            require_finite("each of lowest, best and highest", step)
        require_rising("lowest, best, highest", (self.lowest, self.best, self.highest))
        if self.confidence is not None and not LEAST_SURE <= self.confidence <= 1:
            msg = f"expected a confidence from {LEAST_SURE:g} to 1, found {self.confidence:g}"
            raise ValueError(msg)


class RouletteJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="roulette"):
    """How many chips lie in each bin."""

    chips: Annotated[tuple[int, ...], Meta(min_length=2)]

    def __post_init__(self) -> None:
        if any(count < 0 for count in self.chips) or not any(self.chips):
            msg = f"expected 0 or more chips in each bin and one at least in all, found {', '.join(map(str, self.chips)) or 'none'}"
            raise ValueError(msg)


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


class AxesJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="axes"):
    """A point on each axis."""

    across: int
    up: int


class RankingJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ranking"):
    """The place of each option, from 1, in the order of the scale; no two share one."""

    places: Annotated[tuple[int, ...], Meta(min_length=2)]

    def __post_init__(self) -> None:
        if sorted(self.places) != list(range(1, len(self.places) + 1)):
            msg = f"expected the places 1 to {len(self.places)}, each once, found {', '.join(map(str, self.places))}"
            raise ValueError(msg)


Judgement = (
    ProbabilityJudgement
    | ChoiceJudgement
    | QuantityJudgement
    | IntervalJudgement
    | RouletteJudgement
    | DateJudgement
    | RatingJudgement
    | AxesJudgement
    | AgreementJudgement
    | RankingJudgement
)


class Terms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By what a question will be settled: what counts, in which source it will stand, and by which day it is known.

    `condition`: what has to come true for the forecast to count at all ("if X happens, how likely is Y?"). Where it does not, the question is void.
    """

    what_counts: str
    source: str = ""
    due: dt.date | None = None
    fine_print: str = ""
    condition: str | UnsetType = UNSET  # left out where there is none, so that older programs read the rest

    def __post_init__(self) -> None:
        require_text("what_counts", self.what_counts)
        if self.condition is not UNSET:
            require_text("condition", self.condition)


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
        case IntervalJudgement(), IntervalScale():
            _require_possible((judgement.lowest, judgement.highest), scale.lowest, scale.highest)
            if (judgement.confidence is None) == (scale.confidence is None):
                expected = "a confidence" if scale.confidence is None else "no confidence, the question says it"
                msg = f"expected {expected}, found {judgement.confidence or 'none'}"
                raise ValueError(msg)
        case RouletteJudgement(), RouletteScale():
            _require_count("numbers of chips", len(judgement.chips), len(scale.edges) - 1)
            if sum(judgement.chips) != scale.chips:
                msg = f"expected all {scale.chips} chips, found {sum(judgement.chips)}"
                raise ValueError(msg)
        case AxesJudgement(), AxesScale():
            _require_possible((judgement.across, judgement.up), scale.lowest, scale.highest)
        case RankingJudgement(), RankingScale():
            _require_count("places", len(judgement.places), len(scale.options))
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
    """The name of the kind, as it stands in JSON: probability, choice, quantity, interval, roulette, date, rating, axes, agreement, ranking."""
    return str(value.__struct_config__.tag)


def _require_options(options: tuple[str, ...]) -> None:
    for option in options:
        require_text("each option", option)
    if not 2 <= len(options) <= MOST_OPTIONS or len(set(options)) < len(options):
        msg = f"expected 2 to {MOST_OPTIONS} different options, found {', '.join(options) or 'none'}"
        raise ValueError(msg)


def _require_range(lowest: float | None, highest: float | None) -> None:
    require_finite("lowest", lowest)
    require_finite("highest", highest)
    if lowest is not None and highest is not None and not lowest < highest:
        msg = f"expected lowest below highest, found {lowest:g} and {highest:g}"
        raise ValueError(msg)


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
