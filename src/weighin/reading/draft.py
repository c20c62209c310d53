"""What every way of marking speakers leads to: who said which stretches of the text to which question."""

from msgspec import Struct

from weighin.reading.names import Name
from weighin.record.record import Vote, WarningKind
from weighin.record.values import Stance


class Speaker(Struct):
    """A person of the panel while it is put together. Places are (start, end) in the source text."""

    name: Name
    named_at: tuple[int, int] = (0, 0)
    affiliations: list[tuple[int, int]] = []
    interests: list[tuple[int, int]] = []
    aliases: list[str] = []


class Asked(Struct):
    """A question, with every place where the source prints it."""

    text: str
    places: list[tuple[int, int]]


class Said(Struct):
    """What speakers said to a question; both by number. `places` are the paragraphs."""

    speakers: tuple[int, ...]
    question: int | None
    places: list[tuple[int, int]]
    stance: Stance = Stance.ANSWERED
    vote: Vote | None = None


class Doubt(Struct, frozen=True):
    """Something in (start, end) that was decided, and of which an editor should be told that it may be otherwise."""

    kind: WarningKind
    message: str
    start: int
    end: int


class Draft(Struct):
    """A round-up before it becomes a record.

    Attributes:
        silent: lines by number, with the words that say what they were left out as. asides: the same for (start, end, what).
        accounted: numbers of lines that say who speaks or where something stands, and nothing else.
        narrated: a journalist tells what the panel thinks. is_written: letters of the panel's own. notes: what else the editor should know. doubts: what was decided on weak signs.
    """

    speakers: list[Speaker]
    questions: list[Asked]
    said: list[Said]
    silent: dict[int, str] = {}
    asides: list[tuple[int, int, str]] = []
    accounted: set[int] = set()
    narrated: bool = False
    is_written: bool = False
    notes: list[str] = []
    doubts: list[Doubt] = []
