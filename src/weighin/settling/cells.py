"""Cells of tables as text, numbers, times and yes or no; an error names the table and the row."""

import datetime as dt
from typing import Any

from weighin.errors import Unreadable
from weighin.tables import Columns

YES = {"yes", "true", "1"}
NO = {"no", "false", "0"}
NOT_SETTLED = "not settled"
VOID = "void"  # the condition of a forecast did not come true
NEVER_SETTLED = ("annulled", "ambiguous", VOID)
MISSING = {"", "na", "nan", "none", "null"}


def text_at(columns: Columns, name: str, row: int) -> str:
    """A cell as text; one of a column that is missing is empty."""
    return text_of(columns[name][row]) if name in columns else ""


def text_of(value: Any) -> str:
    """A value as text, the same from CSV and from typed tables: 3.0 is 3, a day has no hours; what is missing is empty."""
    if isinstance(value, str):  # first, since nearly all are
        return value.strip()
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself, of whatever type it is
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time.min and value.tzinfo is None:
        return value.date().isoformat()
    return str(value)


def number_of(text: str, *, what: str, table: str, row: int) -> float:
    """A cell as a number; NaN where it is empty.

    Raises:
        Unreadable: it is neither.
    """
    if text.lower() in MISSING:
        return float("nan")
    try:
        return float(text)
    except ValueError as error:
        reason = f"row {row + 2}: {what} is no number: {text[:80]!r}"
        raise Unreadable(table, reason) from error


def time_of(text: str, *, what: str, table: str, row: int) -> float:
    """A day or a time in seconds since 1970, in UTC where it names no zone; NaN where it is empty.

    Raises:
        Unreadable: it is neither.
    """
    if text.lower() in MISSING:
        return float("nan")
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        reason = f"row {row + 2}: {what} is no day or time as 2026-01-31 or 2026-01-31T12:00+01:00: {text[:80]!r}"
        raise Unreadable(table, reason) from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()


def is_yes(text: str, *, what: str, table: str, row: int) -> bool:
    """A cell that says yes or no; no where it is empty.

    Raises:
        Unreadable: anything else.
    """
    if text.lower() in YES:
        return True
    if text.lower() in NO | MISSING:
        return False
    reason = f"row {row + 2}: expected yes or no in {what}, found {text[:80]!r}"
    raise Unreadable(table, reason)


def yes_or_no(text: str, *, table: str, row: int) -> float:
    """The outcome of a yes/no question as 1 or 0.

    Raises:
        Unreadable: anything else.
    """
    if text.lower() in YES | {"1.0"}:
        return 1.0
    if text.lower() in NO | {"0.0"}:
        return 0.0
    reason = f"row {row + 2}: expected an outcome of yes or no (1 or 0), annulled, ambiguous, or nothing, found {text[:80]!r}"
    raise Unreadable(table, reason)


def state_of(outcome: str) -> str:
    """Why there is no outcome, in words; empty where there is one."""
    if outcome.lower() in MISSING:
        return NOT_SETTLED
    return outcome.lower() if outcome.lower() in NEVER_SETTLED else ""
