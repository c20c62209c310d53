"""What is shown of a panel's common answer to one question, whatever it was worked out from."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from weighin.publishing.panel.picture import Picture
from weighin.publishing.panel.words import listed
from weighin.record.public import PublicPanelist

MOST_ROWS = 60  # of experts in one picture; beyond it they are dots on the panel's own row, and rows of a file
OUTSIDE = "q0"  # the section of what was said outside every question
FEWEST = 3  # experts; the same for words of likelihood, judgements and votes


class Basis(StrEnum):
    """What the common answer was worked out from."""

    FORECASTS = "forecasts"  # words of likelihood in prose
    JUDGEMENTS = "judgements"  # given on the question's scale
    VOTES = "votes"


class Measure(Struct, frozen=True, kw_only=True):
    """One number of it, as the files carry it. `part`: the option or level; `expert`: whom it is about, where it is about one."""

    measure: str
    value: float | str
    part: str = ""
    expert: str = ""


class Table(Struct, frozen=True, kw_only=True):
    """Figures that a picture cannot hold one by one: a row an expert, with the answer that it leads to."""

    columns: tuple[str, ...]
    rows: tuple[tuple[PublicPanelist, str, tuple[str, ...]], ...]


class View(Struct, frozen=True, kw_only=True):
    """What the panel thinks on one question.

    Attributes:
        question: its identifier; None where a round-up puts none, so that its title asks. text: the words of either.
        kind: of the scale; empty for forecasts in prose. counted: how many experts it rests on.
        lead: the common answer in a sentence. notes: who is counted apart, who stands apart, what leaving one out changes. rule: how it is worked out.
        picture: None where there is nothing to draw. table: figures beside it. measures: all numbers, for files.
        left_off: experts who have no row of their own in the picture.
    """

    question: str | None
    text: str
    basis: Basis
    kind: str = ""
    counted: int
    lead: str
    notes: tuple[str, ...] = ()
    rule: str = ""
    picture: Picture | None = None
    table: Table | None = None
    measures: tuple[Measure, ...] = ()
    left_off: int = 0

    @property
    def section(self) -> str:
        """The identifier of its section on the page by question."""
        return self.question or OUTSIDE


def leaving_one_out(
    names: Sequence[str], shifts: Sequence[float], results: Sequence[str], *, what: str, now: str
) -> str:
    """The sentence on the largest change, and whose leaving makes it.

    Args:
        names, shifts, results: by expert: the name, the change (only its size matters), the pool without the expert in words.
        what: is pooled: "the middle". now: the pool in words.
    """
    most = max(map(abs, shifts), default=0.0)
    changed: dict[str, list[str]] = {}
    for name, shift, result in zip(names, shifts, results, strict=True):
        if abs(shift) > 0 and abs(shift) >= most * (1 - 1e-9) and result != now:
            changed.setdefault(result, []).append(name)
    if not changed:
        return f"Without any one of them {what} would still be {now}."
    told = ", ".join(f"to {result} without {listed(who, 'or')}" for result, who in changed.items())
    return f"Leaving one out moves {what} most {told}; with all it is {now}."


def standing_apart(names: Sequence[str], given: Sequence[str] = ()) -> str:
    """The sentence on who stands apart, with what each gave, where that is told."""
    if not names:
        return "Nobody stands apart."
    told = [f"{name} ({words})" for name, words in zip(names, given, strict=True)] if given else names
    return f"{listed(told)} {'stands' if len(names) == 1 else 'stand'} apart from the others."
