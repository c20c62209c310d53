"""Whether a panel agrees, by the rule that was fixed before: what was measured, beside what the rule asks for."""

from typing import TYPE_CHECKING

from weighin.publishing.panel.words import probability_in_words, quantity_in_words
from weighin.record.judgements import (
    AgreementScale,
    AxesScale,
    ChoiceScale,
    DateScale,
    IntervalScale,
    ProbabilityScale,
    QuantityScale,
    RankingScale,
    RatingScale,
    RouletteScale,
    Scale,
)

if TYPE_CHECKING:
    from weighin.weighing.delphi.consensus import Agreed


def measure_in_words(agreed: "Agreed", scale: Scale) -> str:
    """`the middle half spans 10 points of per cent, the rule allows 15 points of per cent`."""
    if agreed.measured is None:
        return "nothing to measure it by"
    found, bound = (_in_words(number, scale) for number in (agreed.measured, agreed.bound))
    limit = f"the rule asks for {bound} at least" if agreed.at_least else f"the rule allows {bound}"
    match scale:
        case ChoiceScale():
            return f"{found} hold the same option for the likeliest, {limit}"
        case AgreementScale():
            return f"{found} stand on the same side, {limit}"
        case RankingScale():
            return f"Kendall’s W is {found}, {limit}"
        case QuantityScale() | IntervalScale() | RouletteScale():
            return f"the middle half spans {found} of the median, {limit}"
    return f"the middle half spans {found}, {limit}"


def _in_words(number: float, scale: Scale) -> str:
    match scale:
        case ProbabilityScale():
            return f"{quantity_in_words(round(number * 100, 2))} points of per cent"
        case RatingScale() | AxesScale():
            return f"{quantity_in_words(round(number, 2))} points"
        case DateScale():
            return f"{quantity_in_words(round(number, 1))} days"
        case RankingScale():
            return quantity_in_words(round(number, 2))
    return probability_in_words(round(number, 4))
