"""What stands beside the judgements of a question that is no judgement: the true value of a seed question, and the pool weighted by performance."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from weighin.publishing.panel.view import Measure
from weighin.publishing.seeds import truth_in_words
from weighin.publishing.wording import counted
from weighin.record.public import PublicQuestion
from weighin.record.seeds import DateTruth, EventTruth, OptionTruth, QuantityTruth, Truth

if TYPE_CHECKING:
    from weighin.weighing.cooke.panel import WeightedPanel

WEIGHTED = "Weighted by performance: each expert’s weight is their statistical accuracy times their information on the seed questions."


class Beyond(Struct, frozen=True, kw_only=True):
    """Numbers on the question's scale: `truth` as one number (1 and 0 of an event, the day of a date), `option` of a choice.

    `by_weight` and `by_equal` are mixtures of all experts, with their weights and with equal ones, on `seeds` seed questions.
    """

    truth: float | None = None
    truth_told: str = ""
    option: str = ""
    by_weight: tuple[float, ...] = ()
    by_equal: tuple[float, ...] = ()
    seeds: int = 0

    @property
    def numbers(self) -> tuple[float, ...]:
        """All that has to have room on the scale."""
        return (*self.by_weight, *(() if self.truth is None else (self.truth,)))

    @property
    def key(self) -> str:
        """What is to be said of the row below the panel's."""
        if self.by_weight:
            return "Below it stands the panel weighted by performance."
        return "Below it stands what is true." if self.truth is not None else ""

    def notes(self, told: Callable[[Sequence[float]], str]) -> Iterator[str]:
        """The sentences."""
        if self.by_weight:
            on = counted(self.seeds, "seed question")
            yield f"Weighted by how the experts did on {on} (Cooke’s classical model): {told(self.by_weight)}. The same mixture with equal weights: {told(self.by_equal)}."

    def measures(self, parts: Sequence[str], plain: Callable[[float], float | str]) -> Iterator[Measure]:
        """The numbers, as files carry them."""
        for name, values in (
            ("pool (performance weights)", self.by_weight),
            ("pool (equal weights, mixture)", self.by_equal),
        ):
            for part, value in zip(parts, values, strict=False):
                yield Measure(measure=name, part=part, value=plain(value))
        if self.truth is not None:
            yield Measure(measure="true value", value=plain(self.truth))
        elif self.option:
            yield Measure(measure="true value", part=self.option, value=1.0)


NOTHING_BEYOND = Beyond()


def beyond_of(question: PublicQuestion, weighted: "WeightedPanel | None") -> Beyond:
    """The true value where the question was a seed; the weighted pool where it was none and there are enough seeds."""
    if question.seed:
        seed = question.seed
        return Beyond(
            truth=_number(seed.truth),
            truth_told=truth_in_words(seed.truth, question.scale),
            option=seed.truth.option if isinstance(seed.truth, OptionTruth) else "",
        )
    if weighted is None or question.identifier not in weighted.by_weight:
        return NOTHING_BEYOND
    return Beyond(
        by_weight=weighted.by_weight[question.identifier],
        by_equal=weighted.by_equal.get(question.identifier, ()),
        seeds=len(weighted.seeds),
    )


def _number(truth: Truth) -> float | None:
    match truth:
        case EventTruth(happened=happened):
            return float(happened)
        case QuantityTruth(value=value):
            return value
        case DateTruth(day=day):
            return float(day.toordinal())
    return None
