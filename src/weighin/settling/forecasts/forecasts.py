"""Forecasts with their outcomes, one a place, whatever file they came from."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from weighin.weighing.arrays import FloatArray

Numbers = NDArray[np.intp]


class ForecastKind(StrEnum):
    """What a forecast says; each kind has scores of its own, which cannot be averaged with those of another."""

    YES_NO = "yes/no forecasts"
    RANGE = "ranges of probability"
    CHOICE = "choices"
    QUANTITY = "quantities"


class Batch(Struct, frozen=True, kw_only=True):
    """Forecasts that can be scored together: of one kind, with as many options or the same levels.

    Attributes:
        places: (n,), of the forecasts among all. levels: (levels,) of quantities, else None.
        given: yes/no (n,), in [0, 1]; ranges (n, 2), lower and upper end; choices (n, options); quantities (n, levels).
        outcomes: (n,): 1 or 0; the number of the option from 0; the true value; NaN where not settled.
    """

    kind: ForecastKind
    places: Numbers
    given: FloatArray
    outcomes: FloatArray
    levels: FloatArray | None = None


class Forecasts(Struct, frozen=True, kw_only=True):
    """All forecasts of a file.

    Attributes:
        source: what people call the file. experts, questions: (forecasts,), whose and of what.
        rows: (forecasts,), where each stands (first), as people count the rows of the file; 0 where it has none.
        states: (forecasts,), why each has no outcome, in words; empty where it has one.
        times: (forecasts,), when each was made, seconds since 1970; NaN where not said.
        scheduled: (forecasts,), the day on which its question is to be settled, the same way; NaN where not said.
        subjects, horizons: (forecasts,), what groups them; empty where not said.
        left_out: forecasts that do not count, how many by reason.
        units: (forecasts,), of the quantities, as the file names them, empty where it does not; or nothing at all.
    """

    source: str
    experts: tuple[str, ...]
    questions: tuple[str, ...]
    rows: tuple[int, ...]
    states: tuple[str, ...]
    times: FloatArray
    scheduled: FloatArray
    subjects: tuple[str, ...]
    horizons: tuple[str, ...]
    batches: tuple[Batch, ...]
    left_out: Mapping[str, int] = {}
    warnings: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[ForecastKind, ...]:
        """The kinds that are there, in the order of `ForecastKind`."""
        there = {batch.kind for batch in self.batches if batch.places.size}
        return tuple(kind for kind in ForecastKind if kind in there)

    def places_of(self, *kinds: ForecastKind) -> Numbers:
        """The places of the forecasts of some kinds, rising."""
        chosen = [batch.places for batch in self.batches if batch.kind in kinds]
        return np.sort(np.concatenate(chosen)) if chosen else np.empty(0, dtype=np.intp)


def kept(forecasts: Forecasts, keep: NDArray[np.bool_], *, left_out: Mapping[str, int]) -> Forecasts:
    """Those forecasts only, numbered anew, with what was left out added to the count."""
    number = np.cumsum(keep) - 1
    chosen = np.flatnonzero(keep).tolist()
    batches = []
    for batch in forecasts.batches:
        there = keep[batch.places]
        if there.any():
            batches.append(
                structs.replace(
                    batch,
                    places=number[batch.places[there]],
                    given=batch.given[there],
                    outcomes=batch.outcomes[there],
                )
            )
    counted = dict(forecasts.left_out)
    for reason, count in left_out.items():
        if count:
            counted[reason] = counted.get(reason, 0) + count
    return structs.replace(
        forecasts,
        experts=tuple(forecasts.experts[place] for place in chosen),
        questions=tuple(forecasts.questions[place] for place in chosen),
        rows=tuple(forecasts.rows[place] for place in chosen),
        states=tuple(forecasts.states[place] for place in chosen),
        times=forecasts.times[keep],
        scheduled=forecasts.scheduled[keep],
        subjects=tuple(forecasts.subjects[place] for place in chosen),
        horizons=tuple(forecasts.horizons[place] for place in chosen),
        batches=tuple(batches),
        left_out=counted,
        units=tuple(forecasts.units[place] for place in chosen) if forecasts.units else (),
    )
