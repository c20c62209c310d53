"""What a correction names, looked up in the record; what is not there is refused in words that an editor understands."""

from collections.abc import Sequence
from typing import NoReturn, TypeVar

from weighin.errors import DoesNotFit
from weighin.reading.corrections.kinds import Newcomer
from weighin.reading.corrections.recount import NEW_PANELIST
from weighin.reading.passages import passage
from weighin.record.record import Answer, Forecast, Panelist, Question, ReadingWarning, Record
from weighin.record.values import Passage, Span

Piece = TypeVar("Piece", Panelist, Question, Answer, Forecast, ReadingWarning)
LONGEST_LINE = 2_000  # characters of a name, a question, a title; beyond, something else was pasted


def refuse(reason: str) -> NoReturn:
    """Say why a correction does not fit."""
    raise DoesNotFit(reason)


def the_panelist(record: Record, identifier: str) -> Panelist:
    """The panelist of that identifier."""
    return _found(record.panel, identifier, "panelist")


def the_question(record: Record, identifier: str) -> Question:
    """The question of that identifier."""
    return _found(record.questions, identifier, "question")


def the_answer(record: Record, identifier: str) -> Answer:
    """The answer of that identifier."""
    return _found(record.answers, identifier, "answer")


def the_forecast(record: Record, identifier: str) -> Forecast:
    """The forecast of that identifier."""
    return _found(record.forecasts, identifier, "forecast")


def the_warning(record: Record, identifier: str) -> ReadingWarning:
    """The warning of that identifier."""
    return _found(record.warnings, identifier, "warning")


def _found(pieces: Sequence[Piece], identifier: str, kind: str) -> Piece:
    for piece in pieces:
        if piece.identifier == identifier:
            return piece
    refuse(f"there is no {kind} {identifier} in this record (any more)")


def the_stretch(record: Record, start: int, end: int) -> Passage:
    """What the source says between two offsets, without white space at the ends."""
    if not 0 <= start < end <= len(record.text):
        refuse(f"there is no place {start} to {end} in the source, which has {len(record.text)} characters")
    found = passage(record.text, start, end)
    if found is None:
        refuse(f"there are no words from {start} to {end} of the source")
    return found


def the_words(text: str, *, of: str) -> str:
    """Words that somebody typed, on one line."""
    words = " ".join(text.split())
    if not words:
        refuse(f"{of} needs at least one letter")
    if len(words) > LONGEST_LINE:
        refuse(f"{of} has {len(words):,} characters; at most {LONGEST_LINE:,} fit")
    return words


def where_it_says(record: Record, words: str) -> Passage | None:
    """Where the source has just these words: as a line by themselves before anywhere else."""
    at = record.text.find(words)
    first = at
    while at >= 0:
        end = at + len(words)
        if record.text[at - 1 : at] in {"", "\n"} and record.text[end : end + 1] in {"", "\n"}:
            return Passage(text=words, start=at, end=end)
        at = record.text.find(words, end)
    return None if first < 0 else Passage(text=words, start=first, end=first + len(words))


def overlaps(place: Passage | Span, other: Passage | Span) -> bool:
    """Whether two places have a character in common."""
    return place.start < other.end and other.start < place.end


def the_speakers(
    record: Record, panelists: Sequence[str], newcomer: Newcomer | None
) -> tuple[tuple[Panelist, ...], tuple[str, ...]]:
    """The panel, with the newcomer where there is one, and the identifiers of those who are named."""
    named = tuple(dict.fromkeys(the_panelist(record, identifier).identifier for identifier in panelists))
    if newcomer is None:
        if not named:
            refuse("nobody is named; choose somebody of the panel or give a name")
        return record.panel, named
    name = the_words(newcomer.name, of="the name of a panelist")
    require_new_name(record, name)
    panelist = Panelist(
        identifier=NEW_PANELIST,
        name=name,
        named_at=where_it_says(record, name),
        affiliation=" ".join(newcomer.affiliation.split()),
    )
    return (*record.panel, panelist), (*named, panelist.identifier)


def require_new_name(record: Record, name: str, *, besides: str = "") -> None:
    """Nobody else on the panel is called that."""
    for panelist in record.panel:
        if panelist.identifier != besides and panelist.name.casefold() == name.casefold():
            refuse(f"{panelist.name} is on the panel already; choose this panelist, or merge the two")
