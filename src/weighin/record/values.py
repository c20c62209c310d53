"""The small values that a record is built of. One that exists is valid, however it was made."""

import datetime as dt
from typing import Annotated

from msgspec import Meta, Struct

from weighin.record.kinds import Container, DisplayRight, Polarity, Position, Stance
from weighin.record.rules import require_length, require_not_negative, require_probability, require_rising, require_text

__all__ = [
    "Container",
    "DisplayRight",
    "Moment",
    "Offset",
    "Passage",
    "Polarity",
    "Position",
    "Probability",
    "ProbabilityRange",
    "Span",
    "Stance",
]

Probability = Annotated[float, Meta(ge=0, le=1)]  # feeds the JSON Schema and the decoder
Offset = Annotated[int, Meta(ge=0)]


class Moment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When something happened: the day in UTC, and the time where telling it points to nobody."""

    day: dt.date
    at: dt.datetime | None = None


class Span(Struct, frozen=True, order=True):
    """A stretch of the source text, as Python counts characters: `text[start:end]`."""

    start: Offset
    end: Offset

    def __post_init__(self) -> None:
        if (
            not 0 <= self.start <= self.end
        ):  # there are thousands of spans: what is wrong is only worked out where something is
            require_not_negative("start, end", (self.start, self.end))
            require_rising("start, end", (self.start, self.end))

    def holds(self, other: "Span | Passage") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class Passage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of the source with the place it came from. `text` is exactly what stands there; the record checks it."""

    text: str
    start: Offset
    end: Offset

    def __post_init__(self) -> None:
        if self.text.isspace() or not 0 <= self.start < self.end or len(self.text) != self.end - self.start:  # see Span
            require_text("text", self.text)
            require_not_negative("start, end", (self.start, self.end))
            require_length("text", self.text, self.end - self.start)

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


class ProbabilityRange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The probabilities that a phrase of likelihood leaves open to its readers.

    `low` and `high` bound the central 50 % of what surveyed readers named, `lowest` and `highest` the central 90 %;
    `median` lies between. All in [0, 1].

    Attributes:
        respondents: how many readers were asked; 0 for a number that the panelist gave, or a rule.
        basis: which survey, scheme or rule the figures come from, as the table that is shipped cites it.
        is_derived: true where no survey asked for this phrase and a documented rule made the range from another.
    """

    lowest: Probability
    low: Probability
    median: Probability
    high: Probability
    highest: Probability
    respondents: Offset = 0
    basis: str = ""
    is_derived: bool = False

    def __post_init__(self) -> None:
        require_not_negative("respondents", (self.respondents,))
        require_probability(
            "lowest, low, median, high, highest", (self.lowest, self.low, self.median, self.high, self.highest)
        )
        require_rising(
            "lowest, low, median, high, highest", (self.lowest, self.low, self.median, self.high, self.highest)
        )

    def denied(self) -> "ProbabilityRange":
        """The range of the opposite: 'unlikely to' from 'likely to'."""
        return ProbabilityRange(
            lowest=round(1 - self.highest, 12),
            low=round(1 - self.high, 12),
            median=round(1 - self.median, 12),
            high=round(1 - self.low, 12),
            highest=round(1 - self.lowest, 12),
            respondents=self.respondents,
            basis=self.basis,
            is_derived=self.is_derived,
        )
