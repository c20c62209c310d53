"""What readers are told of a seed question: the true value in words, since when the editors knew it, where it stands."""

from weighin.publishing.panel.words import quantity_in_words
from weighin.publishing.wording import clean, day_in_words, moment_in_words
from weighin.record.judgements import IntervalScale, ProbabilityScale, QuantityScale, RouletteScale, Scale
from weighin.record.seeds import DateTruth, EventTruth, OptionTruth, QuantityTruth, Seed, Truth


def truth_in_words(truth: Truth, scale: Scale | None) -> str:
    """`1,250 days`, `Boyd`, `1 May 2026`, `yes: it rains`."""
    match truth:
        case EventTruth(happened=happened):
            event = f": {clean(scale.event)}" if isinstance(scale, ProbabilityScale) else ""
            return f"{'yes' if happened else 'no'}{event if happened else ''}"
        case OptionTruth(option=option):
            return clean(option)
        case QuantityTruth(value=value):
            unit = scale.unit if isinstance(scale, QuantityScale | IntervalScale | RouletteScale) else ""
            return quantity_in_words(value, clean(unit))
        case DateTruth(day=day):
            return day_in_words(day)


def seed_in_words(seed: Seed, scale: Scale | None) -> str:
    """`1,250 days (Statistics Office, as of 3 May 2026), sealed on 16 November 2026, 09:00 UTC`."""
    known = f", as of {day_in_words(seed.known)}" if seed.known else ""
    sealed = f", sealed on {moment_in_words(seed.sealed)}" if seed.sealed else ""
    return f"{truth_in_words(seed.truth, scale)} ({clean(seed.source)}{known}){sealed}"


def aside_in_words(seed: Seed) -> str:
    """That it counts for no weights, since when and why; empty where it counts."""
    if seed.set_aside is None:
        return ""
    return f"Set aside on {day_in_words(seed.set_aside.day)}, so that it counts for no weights: {clean(seed.set_aside.because)}"
