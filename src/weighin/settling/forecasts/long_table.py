"""A long table of forecasts: one row a forecast, or one row an option or level of it.

    expert,question,probability            yes/no
    expert,question,low,high               a range of probability
    expert,question,option,probability     a choice (`value` in place of `probability` too)
    expert,question,level,value            a quantity, by its quantiles

and, where there are, `outcome`, `time` (when it was made), `scheduled` (the day on which it is to be settled), `final` (yes: the outcome can no
longer change), `subject`, `horizon` and `unit` (of a quantity). A row is of the kind whose columns it fills, so that one table may hold several kinds.
"""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from weighin.errors import BadJudgements, Unreadable
from weighin.settling.cells import MISSING, number_of, state_of, text_at, time_of
from weighin.settling.forecasts.batches import Judged, batches_of
from weighin.settling.forecasts.forecasts import ForecastKind, Forecasts
from weighin.settling.outcomes import UNKNOWN, Facts, facts_by_question
from weighin.tables import Columns, columns_of

SAYING = ("probability", "low", "high", "option", "level", "value")


class _Given(Struct):
    """What the rows of one forecast say, while they are gathered."""

    judged: Judged
    time: float
    horizon: str


def read_long_table(table: object, *, name: str, outcomes: Mapping[str, Facts] | None = None) -> Forecasts:
    """Read it.

    Args:
        table: CSV text, Parquet bytes or a data frame. name: what people call it, for errors.
        outcomes: of the questions, from a table of their own; the table's own columns where left out.

    Raises:
        Unreadable: no such table, a column is missing, a cell cannot be understood; names the row.
        BadJudgements: numbers that cannot be judgements; names row, expert and question.
    """
    columns = columns_of(table, name=name, needed=("expert", "question"))
    if not set(SAYING) & set(columns):
        reason = f"no column says what was forecast: expected {', '.join(SAYING)}; there are {', '.join(columns)}"
        raise Unreadable(name, reason)
    given = _gathered(columns, name)
    facts = facts_by_question(columns, name=name) if outcomes is None else outcomes
    of_question = [facts.get(one.judged.question, UNKNOWN) for one in given]
    judged = [one.judged for one in given]
    warnings = []
    if outcomes is not None:
        unknown = {one.question for one in judged} - outcomes.keys()
        if unknown:
            warnings.append(f"{len(unknown)} questions are not in the table of outcomes (the first: {min(unknown)})")
    elif "outcome" not in columns:
        warnings.append(f"{name} has no column outcome, so that nothing is settled; give one, or a table of outcomes")
    return Forecasts(
        source=name,
        experts=tuple(one.expert for one in judged),
        questions=tuple(one.question for one in judged),
        rows=tuple(one.row + 2 for one in judged),
        states=tuple(state_of(each.outcome) for each in of_question),
        times=np.array([one.time for one in given]),
        scheduled=np.array([each.scheduled for each in of_question]),
        subjects=tuple(each.subject for each in of_question),
        horizons=tuple(one.horizon for one in given),
        batches=batches_of(judged, of_question, name=name),
        warnings=tuple(warnings),
        units=tuple(each.unit for each in of_question),
    )


def _gathered(columns: Columns, name: str) -> list[_Given]:
    found: dict[tuple[str, str, str, str], _Given] = {}
    for row in range(len(columns["expert"])):
        expert, question = text_at(columns, "expert", row), text_at(columns, "question", row)
        if not expert or not question:
            reason = f"row {row + 2}: no {'question' if expert else 'expert'}"
            raise Unreadable(name, reason)
        kind = _kind_of(columns, row)
        if kind is None:
            continue  # nothing was forecast: missing is normal
        time = text_at(columns, "time", row)
        single = kind in {ForecastKind.YES_NO, ForecastKind.RANGE}
        one = found.setdefault(
            (expert, question, time, str(row) if single else kind),
            _Given(
                Judged(expert=expert, question=question, row=row, kind=kind),
                time_of(time, what="time", table=name, row=row),
                text_at(columns, "horizon", row),
            ),
        )
        _fill(one.judged, columns, row, name)
    return list(found.values())


def _kind_of(columns: Columns, row: int) -> ForecastKind | None:
    if not any(_figure(columns, column, row) for column in ("probability", "value", "low", "high")):
        return None
    if _figure(columns, "level", row):
        return ForecastKind.QUANTITY
    if text_at(columns, "option", row):
        return ForecastKind.CHOICE
    return ForecastKind.RANGE if _figure(columns, "low", row) or _figure(columns, "high", row) else ForecastKind.YES_NO


def _figure(columns: Columns, column: str, row: int) -> str:
    """A cell that holds a number; empty where it says in any way that there is none."""
    text = text_at(columns, column, row)
    return "" if text.lower() in MISSING else text


def _fill(judged: Judged, columns: Columns, row: int, name: str) -> None:
    def number(column: str) -> float:
        text = _figure(columns, column, row)
        if not text:
            reason = f"row {row + 2}: {column} is missing; a range has low and high, a level a value"
            raise Unreadable(name, reason)
        return number_of(text, what=column, table=name, row=row)

    chance = "probability" if _figure(columns, "probability", row) else "value"
    match judged.kind:
        case ForecastKind.YES_NO:
            judged.parts["probability"] = number(chance)
            return
        case ForecastKind.RANGE:
            judged.parts |= {"low": number("low"), "high": number("high")}
            return
        case ForecastKind.CHOICE:
            part: object = text_at(columns, "option", row)
            value = number(chance)
        case ForecastKind.QUANTITY:
            part, value = number("level"), number("value")
    if part in judged.parts:
        msg = f"{name}, row {row + 2}: a second value for {'level' if judged.kind is ForecastKind.QUANTITY else 'option'} {part}"
        raise BadJudgements(msg, expert=judged.expert, question=judged.question)
    judged.parts[part] = value
