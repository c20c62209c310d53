"""What the rules for consensus and for stopping say after a round, which were fixed before the first."""

from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct

from weighin.asking.answers import Answers, Asked
from weighin.record.protocols import ConsensusRule, Delphi, Idea, Protocol, most_rounds, rule_of
from weighin.weighing.agreement.consensus import ROUNDING
from weighin.weighing.delphi.consensus import Agreed, agreed_on
from weighin.weighing.delphi.positions import judgements_on


class Advice(Enum):
    """What the rules say after a round."""

    GO_ON = "go on"
    STOP_AT_MOST = "stop: that was the last round"
    STOP_AT_CONSENSUS = "stop: the panel agrees"
    STOP_WHEN_KEPT = "stop: answers are kept"


class Kept(Struct, frozen=True, kw_only=True):
    """Of those who gave a judgement in both of two rounds: how many, and how many kept it."""

    both: int
    kept: int

    @property
    def share(self) -> float | None:
        """Of those who could have moved; None where nobody could."""
        return self.kept / self.both if self.both else None


class QuestionAfter(Struct, frozen=True, kw_only=True):
    """One question after a round. `kept` is None after the first."""

    question: str
    agreed: Agreed
    kept: Kept | None = None


class AfterRound(Struct, frozen=True, kw_only=True):
    """The state of all questions that ask for a judgement after a round, and what the rules say; no advice where the protocol has no further round."""

    questions: tuple[QuestionAfter, ...]
    advice: Advice | None

    @property
    def agreed(self) -> int:
        """On how many questions the panel agrees."""
        return sum(one.agreed.reached for one in self.questions)

    @property
    def kept(self) -> Kept | None:
        """Over all questions; None after the first round."""
        found = [one.kept for one in self.questions if one.kept]
        return Kept(both=sum(one.both for one in found), kept=sum(one.kept for one in found)) if found else None


def after_round(
    protocol: Protocol,
    number: int,
    questions: Sequence[Asked],
    answers: Mapping[str, Answers],
    before: Mapping[str, Answers] | None = None,
) -> AfterRound:
    """The state after a round that is closed.

    Args:
        protocol: with its rules, as they hold. number: of the round.
        answers: what counts of it, by panelist. before: the same of the round before; None after the first.
    """
    rule = rule_of(protocol) or ConsensusRule()  # the usual one where the protocol states none
    found = tuple(
        QuestionAfter(
            question=question.identifier,
            agreed=agreed_on(list(judgements_on(question, answers).values()), question.scale, rule),
            kept=None if before is None else kept_between(question, before, answers),
        )
        for question in questions
        if question.scale is not None
    )
    return AfterRound(questions=found, advice=_advice(protocol, number, found))


def kept_between(question: Asked, before: Mapping[str, Answers], after: Mapping[str, Answers]) -> Kept:
    """Who gave the same judgement again, to the last figure."""
    earlier, later = judgements_on(question, before), judgements_on(question, after)
    both = earlier.keys() & later.keys()
    return Kept(both=len(both), kept=sum(earlier[panelist] == later[panelist] for panelist in both))


def _advice(protocol: Protocol, number: int, found: Sequence[QuestionAfter]) -> Advice | None:
    if not isinstance(protocol, Delphi | Idea):
        return None
    if number >= most_rounds(protocol):
        return Advice.STOP_AT_MOST
    if isinstance(protocol, Idea) or not found:
        return Advice.GO_ON
    if protocol.stopping.at_consensus and all(one.agreed.reached for one in found):
        return Advice.STOP_AT_CONSENSUS
    wanted = protocol.stopping.when_kept
    shares = [one.kept.share for one in found if one.kept]
    if wanted is not None and len(shares) == len(found):
        is_kept = all(share is not None and share >= wanted - ROUNDING for share in shares)
        return Advice.STOP_WHEN_KEPT if is_kept else Advice.GO_ON
    return Advice.GO_ON
