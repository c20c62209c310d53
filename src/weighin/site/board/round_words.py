"""The state of the rules after a round, in sentences for editors."""

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
from weighin.weighing.delphi.consensus import Agreed
from weighin.weighing.delphi.stopping import Advice, AfterRound, QuestionAfter

ADVICE_TOLD = {
    Advice.GO_ON: "the rule says: go on",
    Advice.STOP_AT_MOST: "that was the last round that the protocol has",
    Advice.STOP_AT_CONSENSUS: "the rule says: stop, because the panel agrees on every question",
    Advice.STOP_WHEN_KEPT: "the rule says: stop, because the answers are kept",
}


def advice_told(state: AfterRound) -> str:
    """As in "Consensus on 3 of 5 questions; 82 % kept: the rule says: go on."."""
    of = len(state.questions)
    parts = [
        f"Consensus on {state.agreed} of {of} question{'' if of == 1 else 's'} that ask{'s' if of == 1 else ''} for a judgement"
    ]
    if state.kept and state.kept.share is not None:
        parts.append(f"{probability_in_words(round(state.kept.share, 3))} of the judgements kept")
    told = "; ".join(parts)
    return f"{told}: {ADVICE_TOLD[state.advice]}." if state.advice else f"{told}."


def question_told(after: QuestionAfter, scale: Scale | None) -> str:
    """One question: whether the panel agrees, by what measure, and how many kept their judgement."""
    if scale is None:
        return ""
    agreed = after.agreed
    told = f"{'Consensus' if agreed.reached else 'No consensus'}: {_measure_told(agreed, scale)}; {agreed.answered} answered"
    kept = after.kept
    if kept is None or kept.share is None:
        return f"{told}."
    return f"{told}; {kept.kept} of {kept.both} who judged twice kept theirs."


def _measure_told(agreed: Agreed, scale: Scale) -> str:
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
