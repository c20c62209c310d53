"""Judgements, scales and their numbers in words; plain text, the same for a page and for Markdown."""

import datetime as dt
import math
from collections.abc import Sequence

from weighin.publishing.wording import counted, day_in_words
from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    AxesJudgement,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    Judgement,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingJudgement,
    RatingScale,
    RouletteJudgement,
    RouletteScale,
    Scale,
)

SIGNIFICANT = 6  # digits of a quantity; more than that nobody means
OPTIONS_IN_WORDS = 3  # of a choice beside an answer; the table has all


def judgement_in_words(judgement: Judgement, scale: Scale | None) -> str:
    """What was given, in a few words: `65 %`, `120 days (90 % range: 90 to 160)`, `7 on a scale of 1 to 9`."""
    match judgement, scale:
        case ProbabilityJudgement(probability=probability), _:
            return probability_in_words(probability)
        case ChoiceJudgement(probabilities=probabilities), ChoiceScale(options=options):
            return choice_in_words(probabilities, options)
        case QuantityJudgement(quantiles=quantiles), QuantityScale(levels=levels, unit=unit):
            return quantiles_in_words([quantity_in_words(one) for one in quantiles], levels, unit=unit)
        case DateJudgement(days=days), DateScale(levels=levels):
            return quantiles_in_words([day_in_words(day) for day in days], levels)
        case IntervalJudgement(), IntervalScale(unit=unit, confidence=confidence):
            certainty = judgement.confidence if judgement.confidence is not None else confidence or 0
            between = f"{quantity_in_words(judgement.lowest)} to {quantity_in_words(judgement.highest)}"
            return f"{quantity_in_words(judgement.best, unit)} ({probability_in_words(certainty)} sure: {between})"
        case RouletteJudgement(chips=chips), RouletteScale():
            return _chips(chips, scale.edges, scale.unit)
        case AxesJudgement(across=across, up=up), AxesScale():
            return f"{scale.across} {across}, {scale.up} {up}, each of {scale.highest}"
        case RankingJudgement(places=places), RankingScale(options=options):
            ordered = sorted(zip(places, options, strict=True))
            return ", ".join(f"{place}. {option}" for place, option in ordered)
        case RatingJudgement(rating=rating), RatingScale(lowest=lowest, highest=highest):
            return f"{rating} on a scale of {lowest} to {highest}"
        case AgreementJudgement(position=position, confidence=confidence), AgreementScale(most_confidence=most):
            sure = f", confidence {confidence} of {most}" if confidence is not None else ""
            return f"{position.value}{sure}"
    return ""


def scale_in_words(scale: Scale) -> str:
    """What was asked for besides prose."""
    match scale:
        case ProbabilityScale(event=event):
            return f"how probable it is: {event}"
        case ChoiceScale(options=options):
            return f"how probable each is: {'; '.join(options)}"
        case QuantityScale():
            return f"{_quantity(scale)}, by its quantiles at {levels_in_words(scale.levels)}"
        case IntervalScale():
            sure = f"{probability_in_words(scale.confidence)} sure" if scale.confidence else "and how sure it is"
            return f"{_quantity(scale)}, by the lowest and the highest plausible value and the best guess, {sure}"
        case RouletteScale(edges=edges, unit=unit, chips=chips):
            bins = f"{len(edges) - 1} bins from {quantity_in_words(edges[0])} to {quantity_in_words(edges[-1], unit)}"
            return f"a quantity, by {chips} chips in {bins}"
        case AxesScale():
            return f"{scale.across} and {scale.up}, each from {scale.lowest} to {scale.highest}"
        case RankingScale(options=options, criterion=criterion):
            return f"an order of {'; '.join(options)}{f' ({criterion})' if criterion else ''}"
        case DateScale(levels=levels):
            return f"a date, by its quantiles at {levels_in_words(levels)}"
        case RatingScale():
            return (
                f"a rating from {_end(scale.lowest, scale.lowest_means)} to {_end(scale.highest, scale.highest_means)}"
            )
        case AgreementScale(statement=statement, most_confidence=most):
            return f"agreement with “{statement}”, and confidence from 1 to {most}"


def probability_in_words(probability: float) -> str:
    """`65 %`, `12.5 %`, `under 0.1 %`: never 0 or 100 for what is only close to it."""
    written = f"{probability * 100:.1f}".removesuffix(".0")
    if written == "0" and probability > 0:
        return "under 0.1 %"
    if written == "100" and probability < 1:
        return "over 99.9 %"
    return f"{written} %"


def choice_in_words(probabilities: Sequence[float], options: Sequence[str]) -> str:
    """The most probable options first; those beyond the third are counted."""
    ordered = sorted(zip(probabilities, options, strict=True), key=lambda one: -one[0])
    shown = ordered if len(ordered) == OPTIONS_IN_WORDS + 1 else ordered[:OPTIONS_IN_WORDS]
    told = ", ".join(f"{option} {probability_in_words(probability)}" for probability, option in shown)
    rest = len(ordered) - len(shown)
    return f"{told}, and {counted(rest, 'other')}" if rest else told


def quantiles_in_words(values: Sequence[str], levels: Sequence[float], *, unit: str = "") -> str:
    """`120 days (90 % range: 90 to 160)`: the middle, and the range of the outermost levels; the range alone where no middle was asked for."""
    middle, between = quantiles_apart(values, levels)
    measured = f"{middle} {unit}".strip() if middle else ""
    if not between:
        return measured
    named = f"{range_named(levels)}: {between}" if len(levels) > 1 else between
    return f"{measured} ({named})" if middle else f"{named} {unit}".strip()


def quantiles_apart(values: Sequence[str], levels: Sequence[float]) -> tuple[str, str]:
    """The middle, and from what to what; either is empty where it was not asked for."""
    if len(levels) == 1:
        return values[0], "" if levels[0] == 0.5 else f"at {levels_in_words(levels)}"
    return values[list(levels).index(0.5)] if 0.5 in levels else "", f"{values[0]} to {values[-1]}"


def range_named(levels: Sequence[float]) -> str:
    """`90 % range`: what lies between the outermost levels."""
    return f"{probability_in_words(round(levels[-1] - levels[0], 6))} range"


def levels_in_words(levels: Sequence[float]) -> str:
    """`5, 50 and 95 %`."""
    told = [f"{level * 100:.4g}" for level in levels]
    return (f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]) + " %"


def quantity_in_words(quantity: float, unit: str = "") -> str:
    """`1,250 days`, `−0.4 %`, `2.1e+18`."""
    if not math.isfinite(quantity):
        return "beyond all numbers"
    size = abs(quantity)
    if size >= 10**15 or 0 < size < 10**-4:
        written = f"{quantity:.4g}"
    else:
        digits = SIGNIFICANT - 1 - (math.floor(math.log10(size)) if size else 0)
        written = f"{round(quantity, digits):,.{max(digits, 0)}f}"
        written = written.rstrip("0").rstrip(".") if "." in written else written
    written = written.replace("-", "−")
    return f"{written} {unit}" if unit else written


def day_of(ordinal: float) -> str:
    """A day by its number."""
    return day_in_words(dt.date.fromordinal(int(ordinal)))


def listed(names: Sequence[str], conjunction: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; beyond five the rest is counted."""
    if len(names) > 5:
        names = [*names[:4], f"{len(names) - 4} others"]
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}" if len(names) > 1 else "".join(names)


def _chips(chips: Sequence[int], edges: Sequence[float], unit: str) -> str:
    """The fullest bin first; bins without a chip are not named."""
    bins = sorted(zip(chips, edges, edges[1:], strict=False), key=lambda one: -one[0])
    told = [
        f"{counted(count, 'chip')} on {quantity_in_words(low)} to {quantity_in_words(high, unit)}"
        for count, low, high in bins
        if count
    ]
    return ", ".join(told)


def _quantity(scale: QuantityScale | IntervalScale) -> str:
    unit = f" in {scale.unit}" if scale.unit else ""
    bounds = [
        f"{word} {quantity_in_words(bound)}"
        for word, bound in (("not below", scale.lowest), ("not above", scale.highest))
        if bound is not None
    ]
    within = f", {' and '.join(bounds)}" if bounds else ""
    return f"a quantity{unit}{within}"


def _end(point: int, meaning: str) -> str:
    return f"{point} ({meaning})" if meaning else str(point)
