"""How a round-up was asked: under which rules, when, how many answered, what was edited, and the seal. For what is our own."""

from enum import Enum

from msgspec import UNSET, Struct, UnsetType

from weighin.record.rounds import Rounds
from weighin.record.rules import require_not_negative
from weighin.record.values import Moment


class Attribution(Enum):
    """Under what a panelist's answers stand. The panelist is told before answering."""

    ON_THE_RECORD = "on the record"  # name and affiliation
    AFFILIATION_ONLY = "affiliation only"
    ANONYMOUS_TO_READERS = "anonymous to readers"  # editors know who wrote what
    ANONYMOUS_TO_PANELISTS = "anonymous to readers and panelists"  # the same, and no other panelist is told
    ANONYMOUS_TO_EDITORS = "anonymous to editors too"  # what ties an answer to a person was destroyed at the seal


class Approval(Enum):
    """What a panelist sees of the editing before readers do. The page says which held."""

    APPROVES = "the panelist approves"
    SHOWN = "the panelist is shown"
    NOT_SHOWN = "the panelist is not shown"


class Editing(Enum):
    """What became of the words of an answer between submission and publication; decided from the two texts."""

    SHORTENED = "shortened"  # words were cut, and nothing else
    PUNCTUATED = "punctuated"  # the words are the same; marks, capitals or spelling signs between them are not
    REWORDED = "reworded"


class Outcome(Enum):
    """What came of asking somebody."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered late"  # and the editor took it
    CAME_TOO_LATE = "came too late"
    DECLINED = "declined"
    LEFT = "left after an earlier round"
    DID_NOT_ANSWER = "did not answer"


class EditedAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer (a1, a2 …) whose text is not what was submitted, word for word."""

    answer: str
    editing: Editing


class Way(Enum):
    """How answers reached the outlet that did not come by the form."""

    MAIL = "mail"
    OTHERWISE = "otherwise"  # over a telephone, say


class EnteredAnswers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answers of one panelist (p1, p2 …) that an editor entered; the panelist is left out where the panel is not named."""

    way: Way
    panelist: str | UnsetType = UNSET


class Invited(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who was asked, and what came of it."""

    name: str
    outcome: Outcome
    affiliation: str = ""


class SealedRoot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The root over what was submitted (RFC 9162), in hexadecimal, over how many leaves it is, and how many of them are true values of seed questions."""

    root: str
    size: int
    seeds: int | UnsetType = UNSET  # left out where there are none

    @property
    def submissions(self) -> int:
        """How many leaves are what somebody submitted."""
        return self.size - (self.seeds or 0)


class Asking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the answers came about.

    Attributes:
        opened, deadline, closed, sealed: `closed` is the last moment at which anybody could answer in time, after the last extension. Of several
            rounds, the first was opened at `opened`, and the last has the deadline and the close.
        asked: how many people were asked: all of the numbers that follow it together.
        in_time, late_taken: who is in the record. late_left_out: what came late and was not taken.
        left: who answered in an earlier round and not in the last.
        withheld: how many of those who answered are not in the record, because so few of them were to be anonymous to editors too that it would
            have told who wrote what.
        rounds: where there were several, or a protocol with a rule: what was shown and settled between them.
        late: panelists of the record (p1, p2 …) whose answers came late.
        entered: whose answers did not come by the form; left out where all did.
        edited: which answers do not stand word for word as they were submitted; seals say the same.
        invited: everybody who was asked, with what came of it; empty where the outlet does not publish that list, or the panel is not named.

    Raises:
        ValueError: the numbers do not add up to `asked`, or one is negative.
    """

    opened: Moment
    deadline: Moment
    closed: Moment
    sealed: Moment
    attribution: Attribution
    approval: Approval
    asked: int
    in_time: int
    late_taken: int = 0
    late_left_out: int = 0
    declined: int = 0
    silent: int = 0
    left: int = 0
    late: tuple[str, ...] = ()
    edited: tuple[EditedAnswer, ...] = ()
    seal: SealedRoot | None = None
    invited: tuple[Invited, ...] = ()
    withheld: int = 0
    rounds: Rounds | None = None
    entered: tuple[EnteredAnswers, ...] | UnsetType = UNSET

    def __post_init__(self) -> None:
        parts = (self.in_time, self.late_taken, self.late_left_out, self.declined, self.silent, self.left)
        require_not_negative("asked and its parts", (self.asked, *parts, self.withheld))
        if sum(parts) != self.asked:
            msg = f"expected the answers, late, declined, silent and those who left to make up the {self.asked} who were asked, found {sum(parts)}"
            raise ValueError(msg)

    @property
    def answered(self) -> int:
        """How many answered, in time or late and taken."""
        return self.in_time + self.late_taken

    def way_of(self, panelist: str) -> Way | None:
        """How the answers of that panelist came; None where they came by the form, or nothing is told."""
        return next((one.way for one in self.entered or () if one.panelist == panelist), None)

    def editing_of(self, answer: str) -> Editing | None:
        """What became of the words of that answer; None where they stand as they were submitted."""
        return next((one.editing for one in self.edited if one.answer == answer), None)
