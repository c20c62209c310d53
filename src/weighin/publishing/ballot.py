"""Votes on a statement: who voted how, how sure, and the strip that shows the whole panel at once."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from weighin.publishing.answers import ShownAnswer
from weighin.record.values import Position

STRIP = 1000  # units of width; the strip has no pixels of its own


class Band(Struct, frozen=True):
    """The votes for one position: how many, and where they lie on the strip."""

    position: Position
    votes: int
    start: float
    width: float


class Ballot(Struct, frozen=True):
    """The votes in the order of the source; `bands` in the order from agreement to disagreement, then those who did not take sides."""

    bands: tuple[Band, ...]
    votes: tuple[ShownAnswer, ...]
    has_confidence: bool
    has_words: bool


def ballot_of(answers: Sequence[ShownAnswer]) -> Ballot | None:
    """The ballot of one question; None where nobody voted."""
    votes = tuple(shown for shown in answers if shown.answer.position)
    if not votes:
        return None
    counts = Counter(shown.answer.position for shown in votes)
    bands: list[Band] = []
    start = 0.0
    for position in Position:
        if counts[position]:
            width = counts[position] * STRIP / len(votes)
            bands.append(Band(position, counts[position], round(start, 2), round(width, 2)))
            start += width
    return Ballot(
        bands=tuple(bands),
        votes=votes,
        has_confidence=any(shown.answer.confidence is not None for shown in votes),
        has_words=any(shown.open or shown.apart for shown in votes),
    )
