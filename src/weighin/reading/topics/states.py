"""States and the bodies that speak for them, by every name that people use."""

import csv
from functools import cache
from importlib.resources import files

from msgspec import Struct


class StateName(Struct, frozen=True):
    """A name that stands for a state. A seat of government does so only where the text speaks of the state at all."""

    state: str
    is_seat: bool


@cache
def state_names() -> dict[tuple[str, ...], StateName]:
    """Names as tuples of words, to the state that they stand for."""
    names: dict[tuple[str, ...], StateName] = {}
    table = (files("weighin.reading.topics") / "data" / "states.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        for seat in row["seats"].split(";"):
            names[tuple(seat.replace("'", "’").split())] = StateName(row["name"], is_seat=True)
        for name in (row["name"], *row["people"].split(";"), *row["other_names"].split(";")):
            names[tuple(name.replace("'", "’").split())] = StateName(row["name"], is_seat=False)
    names.pop((), None)
    return names


@cache
def first_words() -> frozenset[str]:
    """The words that names of states begin with."""
    return frozenset(words[0] for words in state_names())


LONGEST = 5
