"""What keeps a round-up with seed questions from opening, and what its editors should know first."""

from collections.abc import Sequence

from msgspec import Struct

from weighin.record.judgements import (
    DateScale,
    IntervalScale,
    QuantityScale,
    RouletteScale,
    Scale,
)
from weighin.record.seeds import FEWEST_SEEDS, SEEDS_WANTED, Truth, has_quantiles, require_truth_on


class PlannedSeed(Struct, frozen=True, kw_only=True):
    """A seed question of a draft: its place among the questions, its scale, and what was entered of its true value."""

    number: int
    scale: Scale | None
    truth: Truth | None = None
    source: str = ""


def missing_of_seeds(seeds: Sequence[PlannedSeed]) -> tuple[str, ...]:
    """What keeps the round-up from opening, each in a sentence that says what to do."""
    return tuple(filter(None, map(_missing, seeds)))


def worth_knowing_of_seeds(seeds: Sequence[PlannedSeed]) -> tuple[str, ...]:
    """What does not keep it from opening."""
    if not seeds:
        return ()
    found = []
    by_quantiles = [seed for seed in seeds if has_quantiles(seed.scale)]
    if others := [str(seed.number) for seed in seeds if not has_quantiles(seed.scale)]:
        are = "is a seed question" if len(others) == 1 else "are seed questions"
        found.append(
            f"{_questions(others)} {are} without quantiles. The true value will stand beside the answers; for Cooke's weights, which rest on quantiles, it does not count."
        )
    if len(by_quantiles) < SEEDS_WANTED:
        few = f"Cooke's classical model wants {SEEDS_WANTED} seed questions or more that ask for quantiles; there {'is' if len(by_quantiles) == 1 else 'are'} {len(by_quantiles)}."
        so = f" Below {FEWEST_SEEDS} nobody is weighted by them." if len(by_quantiles) < FEWEST_SEEDS else ""
        found.append(few + so)
    if len({_levels(seed.scale) for seed in by_quantiles}) > 1:
        found.append(
            "The seed questions do not all ask for the same quantiles. Accuracy is worked out on those that they share; intervals and chips in bins are read at the quantiles of the others."
        )
    return tuple(found)


def _missing(seed: PlannedSeed) -> str:
    if seed.truth is None or not seed.source.strip():
        what = "true value" if seed.truth is None else "source of its true value"
        return f"Question {seed.number} is a seed question without its {what}: enter it, or make it a question like the others."
    try:
        require_truth_on(seed.truth, seed.scale)
    except ValueError:
        # which value was expected and which was found would show it on a page that others read
        return f"The true value of question {seed.number} does not fit its scale any more: enter it again."
    return ""


def _levels(scale: Scale | None) -> tuple[float, ...]:
    match scale:
        case QuantityScale(levels=levels) | DateScale(levels=levels):
            return levels
        case IntervalScale() | RouletteScale():
            return ()
    return ()


def _questions(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return f"Question {numbers[0]}"
    return f"Questions {', '.join(numbers[:-1])} and {numbers[-1]}"
