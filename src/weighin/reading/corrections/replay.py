"""Corrections one after the other, and again without one that was taken back.

Identifiers are counted anew with each correction, so one that was made later would mean another piece once an earlier one is taken back. What
is kept is therefore written in lasting identifiers: `q2` is the second question of the record as it was read, whatever number it has
now; `q3.1` is the question that the third correction added, `f3.2` the second forecast that it brought.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from weighin.errors import DoesNotFit
from weighin.reading.corrections.apply import apply
from weighin.reading.corrections.fitting import refuse
from weighin.reading.corrections.kinds import Correction
from weighin.record.record import Record

_ONE = ("panelist", "into", "question", "before", "answer", "forecast", "warning")


class Misfit(Struct, frozen=True):
    """A correction that no longer fits: its place in the list, counted from 1, and why."""

    number: int
    reason: str


class Replayed(Struct, frozen=True):
    """The record after the corrections that are in force.

    Attributes:
        misfits: those that found no place; they changed nothing.
        now: the identifier in `record` of everything that has a lasting one.
    """

    record: Record
    misfits: tuple[Misfit, ...]
    now: dict[str, str]

    @property
    def names(self) -> dict[str, str]:
        """The lasting identifier of everything in `record` that has one."""
        return {now: name for name, now in self.now.items()}

    def lasting(self, correction: Correction) -> Correction:
        """A correction of `record` in lasting identifiers, to be kept."""
        names = self.names
        return _renamed(correction, lambda identifier: names.get(identifier, identifier))

    def present(self, correction: Correction) -> Correction:
        """A correction that was kept, in the identifiers of `record`.

        Raises:
            DoesNotFit: it speaks of something that is not in the record.
        """
        return _renamed(correction, self._present)

    def _present(self, identifier: str) -> str:
        if identifier not in self.now:
            refuse("what it speaks of is not in the record any more")
        return self.now[identifier]


def replay(read: Record, corrections: Sequence[Correction | None]) -> Replayed:
    """The record as it was read, with corrections in lasting identifiers applied in order.

    Args:
        read: the record before any correction.
        corrections: all that were ever made, in the order in which they were; None in the place of one that was taken back.
    """
    state = Replayed(read, (), {identifier: identifier for identifier in _identifiers(read)})
    for number, correction in enumerate(corrections, start=1):
        if correction is None:
            continue
        try:
            state = corrected(state, correction, number)
        except DoesNotFit as error:
            state = replace(state, misfits=(*state.misfits, Misfit(number, error.reason)))
    return state


def corrected(state: Replayed, correction: Correction, number: int) -> Replayed:
    """One more correction, in lasting identifiers; `number` is its place among all that were ever made.

    Raises:
        DoesNotFit: the record has no place for it.
    """
    applied = apply(state.record, state.present(correction))
    now = {name: applied.became[before] for name, before in state.now.items() if before in applied.became}
    letters: dict[str, int] = {}
    for identifier in applied.added:
        letter = identifier[0]
        letters[letter] = letters.get(letter, 0) + 1
        now[f"{letter}{number}.{letters[letter]}"] = identifier
    return Replayed(applied.record, state.misfits, now)


def _identifiers(record: Record) -> list[str]:
    pieces = (record.panel, record.questions, record.answers, record.forecasts, record.warnings)
    return [piece.identifier for kind in pieces for piece in kind]


def _renamed(correction: Correction, rename: Callable[[str], str]) -> Correction:
    fields = correction.__struct_fields__
    changes: dict[str, str | tuple[str, ...]] = {
        name: rename(identifier) for name in _ONE if name in fields and (identifier := getattr(correction, name))
    }
    if "panelists" in fields:
        changes["panelists"] = tuple(rename(identifier) for identifier in correction.panelists)  # type: ignore[union-attr] # only kinds with the field come here
    return replace(correction, **changes)
