"""The state of the rules after a round, in sentences for editors."""

from weighin.publishing.panel.consensus import measure_in_words
from weighin.publishing.panel.words import probability_in_words
from weighin.record.judgements import (
    Scale,
)
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
    told = f"{'Consensus' if agreed.reached else 'No consensus'}: {measure_in_words(agreed, scale)}; {agreed.answered} answered"
    kept = after.kept
    if kept is None or kept.share is None:
        return f"{told}."
    return f"{told}; {kept.kept} of {kept.both} who judged twice kept theirs."
