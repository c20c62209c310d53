"""The plain long table: a row a judgement, or a row an option or level of one."""

from collections.abc import Iterator, Sequence

import numpy as np

from weighin.errors import Unreadable
from weighin.tables import FIRST_ROW, Columns
from weighin.weighing.judgements.gathering import Cell, Reading, gathered, level_in
from weighin.weighing.judgements.judgements import Judgements, Layout
from weighin.weighing.pools.registry import Judged

EXPERT = ("expert", "panelist", "forecaster", "name", "user_name", "expert_id")
QUESTION = ("question", "question_id", "item")
ROUND, TIME, WEIGHT = ("round",), ("time", "timestamp", "date"), ("weight",)
OPTION, LEVEL = ("option", "choice"), ("level", "quantile")
PROBABILITY, VALUE = ("probability",), ("value", "rating", "judgement", "answer", "vote")
LOWER, BEST, UPPER = ("lower", "lowest"), ("best",), ("upper", "highest")
EXPECTED = (
    "a long table has expert, question and one of: probability; option with probability; level with value; lower, best, upper; rating; "
    "and may have round, time and weight"
)


def read_long(columns: Columns, *, source: str, judged: Judged | None, percent: bool, words: bool) -> Judgements:
    """A long table as judgements.

    Args:
        columns: by name. source: what the caller calls the table.
        judged: what a column `value` or `rating` holds; None for any number.
        percent: whether probabilities are in per cent. words: whether a rating may be a word.

    Raises:
        Unreadable: a column is missing. Else as `gathered`.
    """
    values, kind = _values_of(columns, source, judged)
    third = _third_name(columns, kind)
    how = Reading(
        source=source,
        layout=Layout.LONG,
        judged=kind,
        percent=percent,
        words=words and kind is None,
        third=("lower", "best", "upper") if kind is Judged.THREE_POINTS else (),
    )
    return gathered(_cells(columns, values, third, how), how)


def is_long(columns: Columns) -> bool:
    """Whether a table has a column of experts and one of questions."""
    return column_of(columns, EXPERT) is not None and column_of(columns, QUESTION) is not None


def write_long(judgements: Judgements) -> Columns:
    """Judgements as a long table that `read_long` reads again; what is missing has no row."""
    third = {Judged.CHOICES: "option", Judged.QUANTITIES: "level"}.get(judgements.judged) if judgements.judged else None
    value = {None: "rating", Judged.QUANTITIES: "value"}.get(judgements.judged, "probability")
    points = judgements.judged is Judged.THREE_POINTS
    names = ["expert", "question", *([third] if third else []), *(("lower", "best", "upper") if points else (value,))]
    names += ["round"] * (len(judgements.rounds) > 1) + ["weight"] * (judgements.weights is not None)
    written: dict[str, list[object]] = {name: [] for name in names}
    for number, array in enumerate(judgements.by_round):
        for place in np.argwhere(~np.isnan(array[..., 1] if points else array)):
            where = tuple(int(index) for index in place)
            written["expert"].append(judgements.experts[where[0]])
            written["question"].append(judgements.questions[where[1]])
            if third:
                written[third].append(judgements.third[where[2]])
            found = array[where].tolist() if points else [_shown(judgements, float(array[where]))]
            for name, one in zip(("lower", "best", "upper") if points else (value,), found, strict=True):
                written[name].append(one)
            if "round" in written:
                written["round"].append(judgements.rounds[number])
            if judgements.weights is not None:
                written["weight"].append(float(judgements.weights[where[0]]))
    return written


def column_of(columns: Columns, names: Sequence[str]) -> str | None:
    """The column that has one of these names, however it is capitalised; None where there is none."""
    known = {str(name).strip().lower(): name for name in columns}
    return next((known[name] for name in names if name in known), None)


def _values_of(columns: Columns, source: str, judged: Judged | None) -> tuple[dict[object, str], Judged | None]:
    """The columns that hold values, by the point that they are of, and what is judged."""
    probability, value = column_of(columns, PROBABILITY), column_of(columns, VALUE)
    points = [column_of(columns, names) for names in (LOWER, BEST, UPPER)]
    if all(points):
        return {
            point: str(name) for point, name in zip(("lower", "best", "upper"), points, strict=True)
        }, Judged.THREE_POINTS
    if column_of(columns, OPTION) and (probability or value):
        return {None: str(probability or value)}, Judged.CHOICES
    if column_of(columns, LEVEL) and value:
        return {None: value}, Judged.QUANTITIES
    if probability:
        return {None: probability}, Judged.PROBABILITIES
    if value:
        return {None: value}, judged
    reason = f"no column of judgements; there are {', '.join(map(str, columns))}. {EXPECTED}"
    raise Unreadable(source, reason)


def _third_name(columns: Columns, judged: Judged | None) -> str | None:
    if judged is Judged.CHOICES:
        return column_of(columns, OPTION)
    return column_of(columns, LEVEL) if judged is Judged.QUANTITIES else None


def _cells(columns: Columns, values: dict[object, str], third: str | None, how: Reading) -> Iterator[Cell]:
    expert, question = (str(column_of(columns, names)) for names in (EXPERT, QUESTION))
    others = [column_of(columns, names) for names in (ROUND, TIME, WEIGHT)]
    for place in range(len(columns[expert])):
        rounds, time, weight = (None if name is None else _given(columns[name][place]) for name in others)
        for point, name in values.items():
            cell = Cell(
                row=place + FIRST_ROW,
                expert=str(columns[expert][place]).strip(),
                question=str(columns[question][place]).strip(),
                value=columns[name][place],
                third=point if third is None else columns[third][place],
                round="" if rounds is None else str(rounds),
                time=time,
                weight=weight,
            )
            if how.judged is Judged.QUANTITIES:
                cell = cell._replace(third=level_in(cell.third, cell, how.source))
            elif third is not None:
                cell = cell._replace(third=str(cell.third).strip())
            yield cell


def _given(value: object) -> object:
    return None if value is None or not str(value).strip() else value


def _shown(judgements: Judgements, value: float) -> object:
    return judgements.categories[int(value)] if judgements.categories else value
