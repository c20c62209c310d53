"""The plain wide table: experts down, questions across."""

from collections.abc import Iterator

import numpy as np

from weighin.errors import BadJudgements, Unreadable
from weighin.tables import FIRST_ROW, Columns
from weighin.weighing.judgements.gathering import Cell, Reading, gathered
from weighin.weighing.judgements.judgements import Judgements, Layout
from weighin.weighing.judgements.long import EXPECTED, EXPERT, PROBABILITY, QUESTION, ROUND, WEIGHT, column_of
from weighin.weighing.pools.registry import Judged


def read_wide(columns: Columns, *, source: str, judged: Judged | None, percent: bool, words: bool) -> Judgements:
    """A wide table as judgements.

    A column `expert` (or `name`, or the first column where it holds no number) has the experts; without one they are numbered from 1.
    Columns `round` and `weight` are what they say, every other is a question.

    Args:
        columns: by name. source: what the caller calls the table. judged: what the numbers are; None for any.
        percent: whether probabilities are in per cent. words: whether an answer may be a word.

    Raises:
        Unreadable: no question. Else as `gathered`.
    """
    if (column_of(columns, QUESTION) or column_of(columns, PROBABILITY)) and not column_of(columns, EXPERT):
        reason = f"a long table without a column expert; there are {', '.join(map(str, columns))}. {EXPECTED}"
        raise Unreadable(source, reason)
    expert = column_of(columns, EXPERT) or _first_of_names(columns)
    aside = {expert, column_of(columns, ROUND), column_of(columns, WEIGHT)}
    questions = [name for name in columns if name not in aside]
    if not questions:
        reason = f"no question in it; a wide table has a row an expert and a column a question, and there are only {', '.join(columns)}"
        raise Unreadable(source, reason)
    how = Reading(source=source, layout=Layout.WIDE, judged=judged, percent=percent, words=words and judged is None)
    return gathered(_cells(columns, expert, questions), how)


def write_wide(judgements: Judgements) -> Columns:
    """Judgements as a wide table.

    Raises:
        BadJudgements: there are options or levels, which a wide table cannot hold.
    """
    if judgements.latest.ndim != 2:
        msg = f"{judgements.source}: a wide table has one number a question, and these are {judgements.judged}; write a long one"
        raise BadJudgements(msg)
    several = len(judgements.rounds) > 1
    written: dict[str, list[object]] = {"expert": [*judgements.experts] * len(judgements.rounds)}
    if several:
        written["round"] = [name for name in judgements.rounds for _ in judgements.experts]
    if judgements.weights is not None:
        written["weight"] = judgements.weights.tolist() * len(judgements.rounds)
    for number, question in enumerate(judgements.questions):
        values = np.concatenate([array[:, number] for array in judgements.by_round])
        written[question] = [_shown(judgements, float(value)) for value in values]
    return written


def _cells(columns: Columns, expert: str | None, questions: list[str]) -> Iterator[Cell]:
    rounds, weights = column_of(columns, ROUND), column_of(columns, WEIGHT)
    for place in range(len(columns[questions[0]])):
        for question in questions:
            yield Cell(
                row=place + FIRST_ROW,
                expert=str(place + 1) if expert is None else str(columns[expert][place]).strip(),
                question=str(question).strip(),
                value=columns[question][place],
                round="" if rounds is None else str(columns[rounds][place]),
                weight=None if weights is None else columns[weights][place],
            )


def _first_of_names(columns: Columns) -> str | None:
    first = next(iter(columns))
    values = [value for value in columns[first] if value is not None]
    return first if values and not any(_is_number(value) for value in values) else None


def _is_number(value: object) -> bool:
    try:
        float(str(value).strip().rstrip("%"))
    except ValueError:
        return False
    return True


def _shown(judgements: Judgements, value: float) -> object:
    if np.isnan(value):
        return None
    return judgements.categories[int(value)] if judgements.categories else value
