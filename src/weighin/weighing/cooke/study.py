"""A study in the sense of Cooke's classical model: experts, items with scale and realisation, and their quantiles."""

from collections.abc import Hashable, Iterable
from enum import Enum

import msgspec
import numpy as np
from msgspec import Struct

from weighin.errors import BadJudgements, CrossingQuantiles, WrongShape
from weighin.weighing.arrays import BoolArray, FloatArray, levels_of

Pair = tuple[float | None, float | None]


class Scale(Enum):
    """The background measure that an expert's distribution is held against."""

    UNIFORM = "uni"
    LOG = "log"


class Expert(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An expert of a study; `weight` only where the analyst gives one instead of having it measured."""

    id: str
    name: str = ""
    weight: float | None = None

    def __post_init__(self) -> None:
        if self.weight is not None and not (np.isfinite(self.weight) and self.weight >= 0):
            msg = f"expected a weight of 0 or more, found {self.weight:g}"
            raise BadJudgements(msg, expert=self.id)


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was asked: a seed item where its realisation is known to the analyst, else a target item.

    Attributes:
        id: unique in the study. scale: of the background measure. realisation: the true value, None for a target item.
        question: in words. unit: of all its values.
        bounds: the lowest and the highest value that can be, in the item's unit; the intrinsic range is cut there.
        overshoots: below and above, as shares of the range of all values; the study's overshoot where None.
        levels: the quantiles that were asked for, where they are not those that at least one expert gave.
    """

    id: str
    scale: Scale = Scale.UNIFORM
    realisation: float | None = None
    question: str = ""
    unit: str = ""
    bounds: Pair = (None, None)
    overshoots: Pair = (None, None)
    levels: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        self._require_numbers("a realisation", (self.realisation,))
        self._require_numbers("bounds", self.bounds)
        for overshoot in self.overshoots:
            if overshoot is not None and not (np.isfinite(overshoot) and overshoot >= 0):
                msg = f"expected an overshoot of 0 or more, found {overshoot:g}"
                raise BadJudgements(msg, question=self.id)
        low, high = self.bounds
        if low is not None and high is not None and low >= high:
            msg = f"expected a lower bound below the upper one, found {low:g} and {high:g}"
            raise BadJudgements(msg, question=self.id)
        if self.levels is not None:
            levels_of(self.levels)

    def _require_numbers(self, what: str, values: Iterable[float | None]) -> None:
        for value in values:
            if value is None:
                continue
            if not np.isfinite(value):
                msg = f"expected {what} to be finite, found {value:g}; None is 'not known'"
                raise BadJudgements(msg, question=self.id)
            if self.scale is Scale.LOG and value <= 0:
                msg = f"expected {what} above 0 on a logarithmic scale, found {value:g}"
                raise BadJudgements(msg, question=self.id)


class Study(Struct, frozen=True, kw_only=True, eq=False):
    """Judgements of several experts on several items, ready to be scored. One that exists is valid.

    Attributes:
        experts: in the order of the first axis. items: in the order of the second. levels: of the third, rising, in (0, 1).
        assessments: (experts, items, levels), rising along the levels that the item uses; NaN where an expert gave none. A judgement
            that lacks one of the item's levels counts as none.

    Raises:
        WrongShape: names repeat, levels do not rise, or the array does not fit. CrossingQuantiles, BadJudgements: name expert and item.
    """

    experts: tuple[Expert, ...]
    items: tuple[Item, ...]
    levels: tuple[float, ...]
    assessments: FloatArray

    def __post_init__(self) -> None:
        levels_of(self.levels)
        _require_different("experts", [expert.id for expert in self.experts])
        _require_different("items", [item.id for item in self.items])
        try:
            array = np.array(self.assessments, dtype=np.float64)
        except (TypeError, ValueError) as error:
            msg = f"expected assessments of shape (experts, items, levels), found something else ({error})"
            raise WrongShape(msg) from error
        shape = (len(self.experts), len(self.items), len(self.levels))
        if array.shape != shape:
            msg = f"expected assessments of shape (experts, items, levels) = {shape}, found {array.shape}"
            raise WrongShape(msg)
        array.flags.writeable = False
        msgspec.structs.force_setattr(self, "assessments", array)
        for item in self.items:
            if item.levels is not None and not set(item.levels) <= set(self.levels):
                msg = f"expected levels that the study has ({_listed(self.levels)}), found {_listed(item.levels)}"
                raise WrongShape(msg, question=item.id)
        self._require_judgements()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Study):
            return NotImplemented
        return (self.experts, self.items, self.levels) == (
            other.experts,
            other.items,
            other.levels,
        ) and np.array_equal(self.assessments, other.assessments, equal_nan=True)

    def __hash__(self) -> int:
        return hash((self.experts, self.items, self.levels))

    @property
    def realisations(self) -> FloatArray:
        """(items,), NaN for target items."""
        return np.array([np.nan if item.realisation is None else item.realisation for item in self.items])

    @property
    def is_log(self) -> BoolArray:
        """(items,), whether the background measure is logarithmic."""
        return np.array([item.scale is Scale.LOG for item in self.items], dtype=np.bool_)

    def levels_used(self) -> BoolArray:
        """(items, levels): those that the item names, else those that at least one expert gave; all where nobody gave any."""
        given: BoolArray = ~np.asarray(np.isnan(self.assessments).all(axis=0))
        given[~given.any(axis=1)] = True
        named: dict[tuple[float, ...], BoolArray] = {}
        for number, item in enumerate(self.items):
            if item.levels is not None:
                if item.levels not in named:
                    named[item.levels] = np.isin(self.levels, item.levels)
                given[number] = named[item.levels]
        return given

    def answered(self, used: BoolArray | None = None) -> BoolArray:
        """(experts, items): whether all the levels that the item uses are there; `used` where `levels_used` is known already."""
        used = self.levels_used() if used is None else used
        return np.asarray((~np.isnan(self.assessments) | ~used).all(axis=2))

    def incomplete(self, used: BoolArray | None = None) -> BoolArray:
        """(experts, items): whether some of the item's levels are there and some not."""
        used = self.levels_used() if used is None else used
        there = ~np.isnan(self.assessments) & used
        return np.asarray(there.any(axis=2) & (there != used).any(axis=2))

    def _require_judgements(self) -> None:
        for expert, item in np.argwhere(np.isinf(self.assessments).any(axis=2)):
            msg = "expected finite quantiles, found an infinite one"
            raise BadJudgements(msg, expert=self.experts[expert].id, question=self.items[item].id)
        with np.errstate(invalid="ignore"):
            not_positive = (self.assessments <= 0).any(axis=2) & self.is_log
        for expert, item in np.argwhere(not_positive):
            msg = f"expected quantiles above 0 on a logarithmic scale, found {np.nanmin(self.assessments[expert, item]):g}"
            raise BadJudgements(msg, expert=self.experts[expert].id, question=self.items[item].id)
        # The highest so far, so that a missing level between two others hides no crossing.
        highest = np.fmax.accumulate(self.assessments, axis=2)
        with np.errstate(invalid="ignore"):
            falling = np.argwhere(self.assessments[:, :, 1:] < highest[:, :, :-1])
        for expert, item, level in falling:
            msg = (
                f"the quantile at level {self.levels[level + 1]:g} ({self.assessments[expert, item, level + 1]:g}) is lower than "
                f"one of a lower level ({highest[expert, item, level]:g})"
            )
            raise CrossingQuantiles(msg, expert=self.experts[expert].id, question=self.items[item].id)


def _require_different(what: str, names: list[str]) -> None:
    seen: set[Hashable] = set()
    for name in names:
        if name in seen:
            msg = f"expected {what} with names of their own, found {name!r} twice"
            raise WrongShape(msg)
        seen.add(name)


def _listed(levels: Iterable[float]) -> str:
    return ", ".join(f"{level:g}" for level in levels)
