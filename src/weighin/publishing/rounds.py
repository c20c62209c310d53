"""In sentences: by which protocol a panel was asked, the rules that were fixed before, what was changed of them, and what came of round 0."""

from collections.abc import Iterator

from weighin.publishing.panel.words import listed
from weighin.publishing.wording import clean, counted, moment_in_words
from weighin.record.protocols import (
    ConsensusRule,
    Delphi,
    Facilitated,
    Idea,
    OneRound,
    Protocol,
    RealTimeDelphi,
    StoppingRule,
)
from weighin.record.rounds import Fate, ProposedQuestion, RoundHeld, Rounds

FATE = {
    Fate.KEPT: "Asked as it was proposed",
    Fate.MERGED: "Merged with others",
    Fate.REWORDED: "Reworded",
    Fate.LEFT_OUT: "Not asked",
}


def rounds_in_sentences(rounds: Rounds) -> Iterator[str]:
    """The protocol, its rules, each round, and what was changed since."""
    yield from _protocol(rounds.protocol)
    if not isinstance(rounds.protocol, OneRound | Facilitated):
        yield f"These rules were fixed on {moment_in_words(rounds.fixed)}, before anybody answered."
    for note in rounds.notes:
        yield f"Changed on {moment_in_words(note.at)}: {clean(note.text)}"
    if len(rounds.held) > 1:
        yield f"{counted(len(rounds.held), 'round')} were held: {listed([_held(one) for one in rounds.held])}."
    if rounds.contributions:
        yield f"Between the estimates the panel discussed under pseudonyms, in {counted(rounds.contributions, 'contribution')}."


def proposal_in_words(proposal: ProposedQuestion) -> str:
    """`Reworded, as question 3: two questions in one`."""
    told = FATE[proposal.fate]
    if proposal.question:
        told += f", as question {proposal.question[1:]}"
    return f"{told}: {clean(proposal.because)}" if proposal.because else told


def _held(held: RoundHeld) -> str:
    what = counted(held.answered, "proposal") if held.number == 0 else f"{held.answered} answered"
    return f"round {held.number} until {moment_in_words(held.closed)} ({what})"


def _protocol(protocol: Protocol) -> Iterator[str]:
    match protocol:
        case Delphi(consensus=consensus, stopping=stopping):
            yield "It was a Delphi: from the second round on everybody saw their own answer beside the group’s and its reasons without names, and kept or revised it."
            yield _consensus(consensus)
            yield _stopping(stopping)
        case RealTimeDelphi(consensus=consensus):
            yield "It was a Delphi in real time: who had answered saw the group as it stood, and could revise their answer until the deadline."
            yield _consensus(consensus)
        case Idea(consensus=consensus):
            yield "It followed the IDEA protocol: everybody estimated alone, discussed under pseudonyms beside everybody’s first estimate, and estimated again alone."
            yield _consensus(consensus)
        case Facilitated():
            yield "It was a facilitated elicitation: everybody judged alone, then the group met and agreed on a distribution, which stands beside the judgements that were given alone."
        case OneRound():
            return


def _consensus(rule: ConsensusRule) -> str:
    return (
        f"The panel agrees on a question where at least {rule.least_answers} answered and the middle half of them lies within "
        f"{rule.probability * 100:g} percentage points of probability, {rule.rating:g} points of a rating, {rule.quantity * 100:g} % of the median "
        f"of a quantity or {rule.days} days; where {rule.share * 100:g} % favour the same option or stand on the same side; or, of rankings, where "
        f"Kendall’s W is at least {rule.concordance:g}."
    )


def _stopping(rule: StoppingRule) -> str:
    ends = [f"after {rule.most_rounds} rounds at the latest"]
    if rule.at_consensus:
        ends.append("once the panel agreed on every question")
    if rule.when_kept is not None:
        ends.append(f"once {rule.when_kept * 100:g} % of the judgements of one round were kept in the next")
    return f"It was to end {listed(ends, 'or')}."
