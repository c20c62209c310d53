"""The forecasts as a reader meets them: by expert, those with words of likelihood apart from what is said flatly."""

from enum import Enum

from msgspec import Struct

from weighin.publishing.leanings import Leanings, leanings_of
from weighin.publishing.segments import Segment, forecast_segments
from weighin.record.public import PublicForecast, PublicPanelist, PublicRecord


class Saying(Enum):
    """How a forecast is said."""

    HEDGED = "hedged"  # words of likelihood or a number: a range can be given
    FLAT = "flat"  # a bare "will" or "won't"
    WITHOUT = "without"  # no words of likelihood: nothing can be given


class Expectation(Struct, frozen=True):
    """A forecast ready to be shown."""

    forecast: PublicForecast
    saying: Saying
    pieces: tuple[Segment, ...]


class ExpertsExpectations(Struct, frozen=True):
    """All forecasts of one expert, in the order of the source."""

    panelist: PublicPanelist
    expectations: tuple[Expectation, ...]

    @property
    def hedged(self) -> tuple[Expectation, ...]:
        """Those with words of likelihood."""
        return self._said(Saying.HEDGED)

    @property
    def flat(self) -> tuple[Expectation, ...]:
        """Those said with a bare "will" or "won't"."""
        return self._said(Saying.FLAT)

    @property
    def without(self) -> tuple[Expectation, ...]:
        """Those without words of likelihood."""
        return self._said(Saying.WITHOUT)

    def _said(self, saying: Saying) -> tuple[Expectation, ...]:
        return tuple(expectation for expectation in self.expectations if expectation.saying is saying)


class Basis(Struct, frozen=True):
    """A source of ranges, and for how many forecasts of this page it stands."""

    name: str
    forecasts: int


class Expectations(Struct, frozen=True):
    """The page of forecasts."""

    experts: tuple[ExpertsExpectations, ...]
    leanings: Leanings
    conditional: int
    flat: int
    without: int
    bases: tuple[Basis, ...]

    @property
    def hedged(self) -> int:
        """How many have words of likelihood, and so a range."""
        return sum(len(expert.hedged) for expert in self.experts)

    @property
    def number(self) -> int:
        """How many forecasts there are."""
        return self.leanings.number


def expectations_of(record: PublicRecord) -> Expectations:
    """The forecasts by expert, in the order of the panel; experts without one are left out."""
    every = [expectation_of(forecast) for forecast in record.forecasts]
    experts = tuple(
        ExpertsExpectations(panelist, own)
        for panelist in record.panel
        if (own := tuple(one for one in every if one.forecast.panelist == panelist.identifier))
    )
    named = [
        one.forecast.probability.basis for one in every if one.forecast.probability and one.forecast.probability.basis
    ]
    return Expectations(
        experts=experts,
        leanings=leanings_of(record.forecasts),
        conditional=sum(one.forecast.is_conditional for one in every),
        flat=sum(one.saying is Saying.FLAT for one in every),
        without=sum(one.saying is Saying.WITHOUT for one in every),
        bases=tuple(Basis(name, named.count(name)) for name in sorted(set(named))),
    )


def expectation_of(forecast: PublicForecast) -> Expectation:
    """One forecast with its passage in pieces."""
    return Expectation(forecast, saying_of(forecast), tuple(forecast_segments(forecast)))


def saying_of(forecast: PublicForecast) -> Saying:
    """How it is said; a bare "will" is flat even where surveys put a number to the word."""
    if forecast.is_unhedged:
        return Saying.FLAT
    return Saying.HEDGED if forecast.probability else Saying.WITHOUT
