"""The rules that values hold themselves to. Each raises ValueError: `expected …, found …`; the codec adds the path."""

import itertools
import math
import re
from collections.abc import Sequence

FORMAT_PATTERN = r"^1\.(0|[1-9][0-9]{0,5})$"  # every 1.x adds to 1.0 and takes nothing away


def require_text(name: str, value: str) -> None:
    """Something readable stands here."""
    if not value.strip():
        msg = f"expected {name} with at least one letter, found {value!r}"
        raise ValueError(msg)


def require_probability(names: str, values: Sequence[float]) -> None:
    """All in [0, 1]; 60 is told apart from 0.6."""
    for value in values:
        if not 0 <= value <= 1:
            hint = f" (per cent? write {value / 100:g})" if 1 < value <= 100 else ""
            msg = f"expected {names} between 0 and 1, found {value!r}{hint}"
            raise ValueError(msg)


def require_rising(names: str, values: Sequence[float]) -> None:
    """Each is at least the one before."""
    if any(later < earlier for earlier, later in itertools.pairwise(values)):
        msg = f"expected {names} not to fall, found {', '.join(f'{value:g}' for value in values)}"
        raise ValueError(msg)


def require_length(name: str, value: str, length: int) -> None:
    """As long as its offsets say: a slice beyond the end of a text is cut without a word."""
    if len(value) != length:
        msg = f"expected {name} of the {length} characters between start and end, found {len(value)}"
        raise ValueError(msg)


def require_not_negative(names: str, values: Sequence[int]) -> None:
    """Counts and offsets start at 0."""
    for value in values:
        if value < 0:
            msg = f"expected {names} of 0 or more, found {value!r}"
            raise ValueError(msg)


def require_finite(name: str, value: float | None) -> None:
    """A number that JSON can carry: neither NaN nor infinite."""
    if value is not None and not math.isfinite(value):
        msg = f"expected {name} to be a finite number, found {value!r}"
        raise ValueError(msg)


def require_some(name: str, values: Sequence[object]) -> None:
    """At least one stands here."""
    if not values:
        msg = f"expected at least one of {name}, found none"
        raise ValueError(msg)


def require_format(value: str) -> None:
    """A version of the format that this program knows."""
    if not re.fullmatch(FORMAT_PATTERN, value):
        msg = f"expected format 1.x, found {value!r}"
        raise ValueError(msg)


def require_counted(name: str, values: Sequence[str], letter: str) -> None:
    """Identifiers run from 1 without a gap, in order."""
    for number, value in enumerate(values, start=1):
        if value != f"{letter}{number}":
            msg = f"expected {name} {number} to have the identifier {letter}{number}, found {value!r}"
            raise ValueError(msg)
