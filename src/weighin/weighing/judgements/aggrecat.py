"""The table of judgements of the R package aggreCAT (`data_ratings`): a row a point of a three-point judgement, round by round.

Columns: round, paper_id, user_name, question, element, value, group, timestamp; those that are needed are round, paper_id, user_name, element and
value. Elements three_point_lower, three_point_best and three_point_upper are read; other questions of the protocol (comprehension, plausibility)
are no judgements of a probability and are counted in a warning.
"""

from collections.abc import Iterator

import numpy as np

from weighin.errors import BadJudgements
from weighin.tables import FIRST_ROW, Columns
from weighin.weighing.judgements.gathering import Cell, Reading, gathered, number_in
from weighin.weighing.judgements.judgements import Judgements, Layout
from weighin.weighing.pools.registry import Judged

NEEDED = ("paper_id", "user_name", "element", "value")
POINT_OF = {"three_point_lower": "lower", "three_point_best": "best", "three_point_upper": "upper"}


def is_aggrecat(columns: Columns) -> bool:
    """Whether a table has its columns."""
    return set(NEEDED) <= set(columns)


def read_aggrecat(columns: Columns, *, source: str, percent: bool | None) -> Judgements:
    """The three-point judgements of such a table.

    Args:
        columns: by name. source: what the caller calls the table.
        percent: whether values are in per cent; None takes them for it where one of them is above 1, as in aggreCAT's own data.

    Raises:
        As `gathered`.
    """
    cells = list(_cells(columns))
    others = len(columns["element"]) - len(cells)
    if percent is None:
        percent = any(number_in(cell.value, cell, source) > 1 for cell in cells)
    how = Reading(
        source=source,
        layout=Layout.AGGRECAT,
        judged=Judged.THREE_POINTS,
        percent=percent,
        third=("lower", "best", "upper"),
    )
    said = ["values are in per cent"] * percent + [f"{others} row(s) of other elements are left out"] * (others > 0)
    return gathered(cells, how, warnings=said)


def write_aggrecat(judgements: Judgements) -> Columns:
    """Three-point judgements as aggreCAT's table, in per cent, with as many columns as its functions need.

    Raises:
        BadJudgements: these are no three-point judgements.
    """
    if judgements.judged is not Judged.THREE_POINTS:
        msg = f"{judgements.source}: aggreCAT's table holds three-point judgements (lower, best, upper), and these are {judgements.judged or 'ratings'}"
        raise BadJudgements(msg)
    written: dict[str, list[object]] = {name: [] for name in ("round", *NEEDED)}
    for number, array in enumerate(judgements.by_round):
        for expert, question, point in np.argwhere(~np.isnan(array)):
            written["round"].append(judgements.rounds[number] or "round_2")
            written["paper_id"].append(judgements.questions[question])
            written["user_name"].append(judgements.experts[expert])
            written["element"].append(tuple(POINT_OF)[point])
            written["value"].append(round(float(array[expert, question, point]) * 100, 10))
    return written


def _cells(columns: Columns) -> Iterator[Cell]:
    rounds = columns.get("round")
    for place, element in enumerate(columns["element"]):
        if element in POINT_OF:
            yield Cell(
                row=place + FIRST_ROW,
                expert=str(columns["user_name"][place]),
                question=str(columns["paper_id"][place]),
                value=columns["value"][place],
                third=POINT_OF[element],
                round="" if rounds is None else str(rounds[place]),
            )
