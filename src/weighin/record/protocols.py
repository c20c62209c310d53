"""By which protocol a panel is asked, and the rules for consensus and for stopping that are fixed before the first round."""

from typing import TypeAlias

from msgspec import Struct

LEAST_SHOWN = 3  # fewer answers than these are no group: showing them would show somebody's
MOST_ROUNDS = 9


class ConsensusRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the panel agrees on a question: one bound for each kind of scale, stated before anybody answers.

    Attributes:
        probability: the middle half of the probabilities lies within so much, as a share of 1.
        rating: the middle half of the ratings, on each axis of two, lies within so many points.
        share: so large a share names the same option as the likeliest, or stands on the same side of a statement.
        quantity: the middle half of the medians lies within such a share of the panel's median.
        days: the middle half of the median days lies within so many days.
        concordance: of rankings, Kendall's W.
        least_answers: where fewer answered, no consensus is claimed.

    Raises:
        ValueError: a bound that nothing can meet or miss.

    Source: von der Gracht (2012), Technological Forecasting and Social Change 79(8), 1525-1536, sections 3.3 and 3.4.
    """

    probability: float = 0.15
    rating: float = 1.0
    share: float = 0.75
    quantity: float = 0.25
    days: int = 90
    concordance: float = 0.7
    least_answers: int = 3

    def __post_init__(self) -> None:
        for name in ("probability", "share", "concordance"):
            if not 0 < getattr(self, name) <= 1:
                msg = f"expected {name} of the consensus rule above 0 and at most 1, found {getattr(self, name):g}"
                raise ValueError(msg)
        for name in ("rating", "quantity", "days"):
            if not 0 <= getattr(self, name) < float("inf"):
                msg = f"expected {name} of the consensus rule to be 0 or more, found {getattr(self, name):g}"
                raise ValueError(msg)
        if self.least_answers < LEAST_SHOWN:
            msg = f"expected at least {LEAST_SHOWN} answers for a consensus, found {self.least_answers}"
            raise ValueError(msg)


class StoppingRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When there is no further round.

    Attributes:
        most_rounds: after so many in any case, 2 to `MOST_ROUNDS`.
        at_consensus: once the panel agrees on every question that asks for a judgement.
        when_kept: once such a share of those who answered two rounds running kept their judgement, question by question; None: never for this.

    Raises:
        ValueError: a number out of its range.
    """

    most_rounds: int = 3
    at_consensus: bool = True
    when_kept: float | None = 0.85

    def __post_init__(self) -> None:
        if not 2 <= self.most_rounds <= MOST_ROUNDS:
            msg = f"expected 2 to {MOST_ROUNDS} rounds, found {self.most_rounds}"
            raise ValueError(msg)
        if self.when_kept is not None and not 0 < self.when_kept <= 1:
            msg = f"expected a share above 0 and at most 1 of those who keep their judgement, found {self.when_kept:g}"
            raise ValueError(msg)


class LargeMove(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which change on an answer that is revised asks for a reason: one bound for each kind of scale; what is at the bound asks.

    Attributes:
        probability: of one probability, or of a distribution over options or bins the part that moves, as a share of 1.
        rating: points, on either axis of two; on a statement steps from "strongly agree" to "strongly disagree"; in an order places of one option.
        quantity: of the middle, as a share of what it was. days: of the middle day.

    Raises:
        ValueError: a bound of 0 or less, or of more than the whole.
    """

    probability: float = 0.2
    rating: int = 2
    quantity: float = 0.25
    days: int = 90

    def __post_init__(self) -> None:
        if not 0 < self.probability <= 1:
            msg = f"expected a large move of a probability above 0 and at most 1, found {self.probability:g}"
            raise ValueError(msg)
        for name in ("rating", "quantity", "days"):
            if not 0 < getattr(self, name) < float("inf"):
                msg = f"expected a large move by {name} above 0, found {getattr(self, name):g}"
                raise ValueError(msg)


class OneRound(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="protocol", tag="one round"):
    """Everybody answers once, alone, and may revise until the deadline. `large_move` here and below: from which change on that asks for a reason; None: from none."""

    large_move: LargeMove | None = None


class Delphi(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="protocol", tag="Delphi"):
    """From the second round on everybody sees their own answer beside the group's and its reasons without names, and keeps or revises it.

    Attributes:
        by_group: the distribution is shown for each stakeholder group, too.
        proposes_questions: before the first round, in a round 0, panelists propose questions.
    """

    consensus: ConsensusRule = ConsensusRule()
    stopping: StoppingRule = StoppingRule()
    by_group: bool = False
    proposes_questions: bool = False
    large_move: LargeMove | None = None


class RealTimeDelphi(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="protocol", tag="real-time Delphi"
):
    """One round without end but the deadline: who has answered sees the group as it stands, and may revise."""

    consensus: ConsensusRule = ConsensusRule()
    by_group: bool = False
    large_move: LargeMove | None = None


class Idea(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="protocol", tag="IDEA"):
    """Investigate and estimate; then discuss under pseudonyms, beside everybody's first estimate, and estimate again; aggregate.

    Source: Hemming et al. (2018), Methods in Ecology and Evolution 9(1), 169-180.
    """

    consensus: ConsensusRule = ConsensusRule()
    large_move: LargeMove | None = None


class Facilitated(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="protocol", tag="facilitated"
):
    """Individual judgements, then a meeting in which the group agrees on one distribution, which stands beside them (SHELF).

    Source: Oakley and O'Hagan (2019), SHELF: the Sheffield Elicitation Framework, version 4.
    """

    large_move: LargeMove | None = None


Protocol: TypeAlias = OneRound | Delphi | RealTimeDelphi | Idea | Facilitated


def first_round(protocol: Protocol) -> int:
    """With which round it begins: 0 where panelists propose the questions, 1 otherwise."""
    return 0 if isinstance(protocol, Delphi) and protocol.proposes_questions else 1


def most_rounds(protocol: Protocol) -> int:
    """After which round there is none."""
    match protocol:
        case Delphi(stopping=stopping):
            return stopping.most_rounds
        case Idea():
            return 2
        case _:
            return 1


def rule_of(protocol: Protocol) -> ConsensusRule | None:
    """When the panel agrees; None where the protocol states no rule."""
    return None if isinstance(protocol, OneRound | Facilitated) else protocol.consensus
