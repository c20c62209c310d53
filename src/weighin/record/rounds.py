"""What came before the last round: the protocol with its rules, each round's times, and the judgements that panelists moved from."""

from enum import Enum

from msgspec import Struct

from weighin.record.judgements import Judgement
from weighin.record.protocols import Protocol
from weighin.record.rules import require_not_negative, require_text
from weighin.record.values import Moment


class RoundHeld(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A round: its times, and how many answers count in it; of round 0, how many questions were proposed."""

    number: int
    opened: Moment
    deadline: Moment
    closed: Moment
    answered: int

    def __post_init__(self) -> None:
        require_not_negative("number, answered", (self.number, self.answered))


class EarlierJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody gave in a round before the last. `panelist` is empty where they left, and do not stand in this record."""

    round: int
    question: str
    judgement: Judgement
    panelist: str = ""


class KeptOrRevised(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why somebody kept or revised their answer in the last round, in their own words and without a name, as the panel was told."""

    question: str
    because: str

    def __post_init__(self) -> None:
        require_text("because", self.because)


class RuleNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A change of the rules after the first round was opened, with why. `protocol` is what held from then on."""

    at: Moment
    text: str
    protocol: Protocol

    def __post_init__(self) -> None:
        require_text("text", self.text)


class Fate(Enum):
    """What became of a question that was proposed in round 0."""

    KEPT = "kept"
    MERGED = "merged"
    REWORDED = "reworded"
    LEFT_OUT = "left out"


class ProposedQuestion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that somebody on the panel proposed; without a name. `question` (q1, q2 …) is what it went into; None where it was left out."""

    text: str
    fate: Fate
    question: str | None = None
    because: str = ""

    def __post_init__(self) -> None:
        require_text("text", self.text)
        if (self.fate is Fate.LEFT_OUT) != (self.question is None):
            msg = f"expected a question for what was {Fate.KEPT.value}, {Fate.MERGED.value} or {Fate.REWORDED.value}, found {self.question!r}"
            raise ValueError(msg)


class AgreedJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the group agreed on in a facilitated meeting, beside the judgements that each gave alone before."""

    question: str
    judgement: Judgement
    at: Moment
    rationale: str = ""


class Rounds(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a panel came to its last answers.

    Attributes:
        protocol: with its rules for consensus and for stopping, as they were fixed at `fixed`, before anybody answered.
        held: every round in order, the last included.
        earlier: the judgements of the rounds before the last, round by round and question by question.
        reasons: why answers of the last round were kept or revised, question by question and by their words.
        notes: what was changed of the rules since. proposals: what came of round 0. agreed: of a facilitated meeting.
        contributions: to the discussion between two estimates; their texts stay with the panel.
    """

    protocol: Protocol
    fixed: Moment
    held: tuple[RoundHeld, ...]
    earlier: tuple[EarlierJudgement, ...] = ()
    reasons: tuple[KeptOrRevised, ...] = ()
    notes: tuple[RuleNote, ...] = ()
    proposals: tuple[ProposedQuestion, ...] = ()
    agreed: tuple[AgreedJudgement, ...] = ()
    contributions: int = 0

    def __post_init__(self) -> None:
        numbers = [held.number for held in self.held]
        if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] > 1:
            msg = f"expected rounds counted from 0 or 1, found {numbers}"
            raise ValueError(msg)
        if strays := {one.round for one in self.earlier} - set(numbers[:-1]):
            msg = f"expected earlier judgements of a round before the last, found {sorted(strays)}"
            raise ValueError(msg)
        require_not_negative("contributions", (self.contributions,))
