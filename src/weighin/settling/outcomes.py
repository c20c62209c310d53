"""What came of each question: from a table of its own, or from the columns of the table of forecasts."""

from collections.abc import Mapping

from msgspec import Struct

from weighin.errors import Unreadable
from weighin.settling.cells import VOID, is_yes, text_at, time_of
from weighin.tables import Columns, columns_of

FACTS = ("outcome", "condition", "scheduled", "final", "subject", "unit")


class Facts(Struct, frozen=True, kw_only=True):
    """What a table says of a question.

    Attributes:
        outcome: as it stands; empty where it is not settled, void where its condition did not come true. table, row: where, for errors; rows are counted from 0.
        scheduled: the day on which it is to be settled, in seconds since 1970; NaN where none is named, or where the outcome
            can no longer change (`is_final`).
        unit: of a quantity, as the table names it.
        condition: whether what a forecast was made under came true, as it stands (yes or no); empty where the table does not say.
    """

    outcome: str
    table: str
    row: int
    scheduled: float = float("nan")
    is_final: bool = False
    subject: str = ""
    unit: str = ""
    condition: str = ""


UNKNOWN = Facts(outcome="", table="", row=0)


def read_outcomes(table: object, *, name: str) -> Mapping[str, Facts]:
    """The outcomes by question.

    Args:
        table: CSV text, Parquet bytes or a data frame, with the columns `question` and `outcome`, and, where there are,
            `scheduled` (a day), `final` (yes: it can no longer change), `subject`, `unit`, and
            `condition` (whether the condition of a forecast came true: yes or no).
        name: what people call it, for errors.

    Raises:
        Unreadable: no such table, a column is missing, two outcomes of one question, a day that is none.
    """
    columns = columns_of(table, name=name, needed=("question", "outcome"))
    return facts_by_question(columns, name=name)


def facts_by_question(columns: Columns, *, name: str) -> dict[str, Facts]:
    """The facts of each question, from one or many rows that say the same.

    Raises:
        Unreadable: two rows say different things; a cell cannot be understood.
    """
    found: dict[str, Facts] = {}
    said: dict[str, tuple[tuple[str, ...], int]] = {}
    known = [each for each in FACTS if each in columns]
    for row in range(len(columns["question"])):
        whose = text_at(columns, "question", row)
        says = tuple(text_at(columns, each, row) for each in known)
        before, at = said.setdefault(whose, (says, row))
        if before != says:
            column = next(each for each, one, two in zip(known, before, says, strict=True) if one != two)
            reason = (
                f"row {row + 2}: question {whose} has another {column} than in row {at + 2}: "
                f"{says[known.index(column)]!r}, there {before[known.index(column)]!r}"
            )
            raise Unreadable(name, reason)
        if whose not in found:
            found[whose] = _facts(columns, row, name)
    return found


def _facts(columns: Columns, row: int, name: str) -> Facts:
    final = is_yes(text_at(columns, "final", row), what="final", table=name, row=row)
    scheduled = time_of(text_at(columns, "scheduled", row), what="scheduled", table=name, row=row)
    condition = text_at(columns, "condition", row)
    is_void = bool(condition) and not is_yes(condition, what="condition", table=name, row=row)
    return Facts(
        outcome=VOID if is_void else text_at(columns, "outcome", row),
        table=name,
        row=row,
        scheduled=float("nan") if final else scheduled,
        is_final=final,
        subject=text_at(columns, "subject", row),
        unit=text_at(columns, "unit", row),
        condition=condition,
    )
