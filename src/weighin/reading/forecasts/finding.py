"""A forecast as it is found in a sentence, and where the sentence stands."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from weighin.reading.forecasts.clauses import Clause
from weighin.reading.forecasts.conditions import Condition
from weighin.reading.forecasts.numbers import Stated
from weighin.record.values import Polarity


class Finding(Struct, frozen=True, gc=False):
    """A forecast within a sentence, before it is tied to a panelist.

    Attributes:
        key: the phrase of the table. is_mirrored: the phrase speaks of the opposite. strength: of the cue that names it.
    """

    start: int
    end: int
    polarity: Polarity
    rules: tuple[str, ...]
    phrase: tuple[int, int] | None = None
    key: str = ""
    is_mirrored: bool = False
    is_unhedged: bool = False
    is_conditional: bool = False
    condition: tuple[int, int] | None = None
    by_when: tuple[int, int] | None = None
    stated: Stated | None = None
    strength: int = 0


class Setting(Struct, frozen=True, gc=False):
    """Where a sentence stands.

    Attributes:
        question: what it answers, plain; empty where nothing was asked. is_opening: it is the first of its answer.
        quoted: places of somebody else's words within it.
    """

    question: str
    is_opening: bool
    narrated: bool
    published: dt.date | None
    quoted: Sequence[tuple[int, int]] = ()


def under(finding: Finding, condition: Condition | None) -> Finding:
    """A finding with the condition that governs it, if one does."""
    if condition is None:
        return finding
    return replace(finding, is_conditional=True, condition=(condition.start, condition.end))


def shifted(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """A place in a clause as a place in its sentence."""
    return clause.start + start, clause.start + end
