"""The two tables of the R package elicitr.

Continuous: a row an expert; `var1_best`, or `var2_min, var2_best, var2_max` in any order, or with `var3_conf`, the expert's confidence in per cent.
Categorical: a row a category; name, category (or level), option (or site), confidence in per cent, estimate (a probability).
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from weighin.errors import BadJudgements, Unreadable
from weighin.tables import FIRST_ROW, Columns
from weighin.weighing.arrays import FloatArray
from weighin.weighing.judgements.gathering import Cell, Reading, gathered
from weighin.weighing.judgements.judgements import Judgements, Layout
from weighin.weighing.judgements.long import column_of
from weighin.weighing.pools.registry import Judged
from weighin.weighing.quantities.intervals import interval_levels, rescale_intervals

STEP = re.compile(r"(?P<variable>.+)_(?P<step>min|best|max|conf)")
STEPS = ("min", "best", "max")
NAME, CATEGORY, OPTION = ("name", "id", "expert"), ("category", "level"), ("option", "site", "question", "topic")
SHARED = 0.8  # the confidence that intervals are brought to, and that one without a confidence is taken to have


def is_continuous(columns: Columns) -> bool:
    """Whether all columns but the first are steps of variables."""
    names = list(columns)[1:]
    return bool(names) and all(STEP.fullmatch(name) for name in names)


def is_categorical(columns: Columns) -> bool:
    """Whether a table has categories with a confidence and an estimate."""
    return {"confidence", "estimate"} <= set(columns) and column_of(columns, CATEGORY) is not None


def read_continuous(columns: Columns, *, source: str, wanted: float = SHARED) -> Judgements:
    """Intervals as quantiles, brought to one confidence; single values as they are where the table has no interval.

    Args:
        columns: by name. source: what the caller calls the table.
        wanted: the confidence that all intervals are brought to, linearly, as IDEA does; one whose table states none is taken to have it already.

    Raises:
        Unreadable: an interval without one of its ends. BadJudgements, CrossingQuantiles: names row or expert and question.
    """
    steps = _steps_of(columns, source)
    experts = [str(name).strip() for name in columns[next(iter(columns))]]
    if all(set(found) == {"best"} for found in steps.values()):
        how = Reading(source=source, layout=Layout.ELICITR)
        return gathered(_cells(columns, experts, {name: found["best"] for name, found in steps.items()}), how)
    intervals = {name: found for name, found in steps.items() if len(found) > 1}
    arrays = [
        gathered(
            _cells(columns, experts, {name: found.get(step, "") for name, found in intervals.items()}),
            Reading(source=source, layout=Layout.ELICITR),
        ).latest
        for step in (*STEPS, "conf")
    ]
    confidence = np.where(np.isnan(arrays[3]), np.nan, arrays[3] / 100)
    unstated = [place for place, found in enumerate(intervals.values()) if "conf" not in found]
    confidence[:, unstated] = wanted
    rescaled = rescale_intervals(
        *arrays[:3], confidence=confidence, wanted=wanted, experts=experts, questions=tuple(intervals)
    )
    return Judgements(
        source=source,
        layout=Layout.ELICITR,
        judged=Judged.QUANTITIES,
        experts=tuple(dict.fromkeys(experts)),
        questions=tuple(intervals),
        by_round=(rescaled.value,),
        levels=interval_levels(wanted),
        warnings=(*rescaled.warnings, *_said(steps, intervals, unstated, wanted)),
    )


def read_categorical(columns: Columns, *, source: str, percent: bool) -> Judgements:
    """Estimates of categories as choices, a question for each option (site).

    Raises:
        Unreadable: no column of options. Else as `gathered`.
    """
    name, category, option = (column_of(columns, names) for names in (NAME, CATEGORY, OPTION))
    if name is None or category is None or option is None:
        reason = f"expected name, category, option (or site), confidence and estimate; there are {', '.join(columns)}"
        raise Unreadable(source, reason)
    how = Reading(source=source, layout=Layout.ELICITR, judged=Judged.CHOICES, percent=percent)
    cells = (
        Cell(
            row=place + FIRST_ROW,
            expert=str(columns[name][place]).strip(),
            question=str(columns[option][place]).strip(),
            value=columns["estimate"][place],
            third=str(columns[category][place]).strip(),
        )
        for place in range(len(columns[name]))
    )
    said = "the stated confidences are left out: a pool of choices has no use for them"
    return gathered(cells, how, warnings=[said])


def write_elicitr(judgements: Judgements) -> Columns:
    """Judgements of the last round as elicitr's tables: continuous for quantities of three levels and for single numbers, categorical for choices.

    Raises:
        BadJudgements: what elicitr cannot hold.
    """
    if judgements.judged is Judged.CHOICES:
        return _categorical(judgements)
    written: dict[str, list[object]] = {"name": list(judgements.experts)}
    if judgements.latest.ndim == 2:
        for place, question in enumerate(judgements.questions):
            written[f"{question}_best"] = _plain(judgements.latest[:, place])
        return written
    if judgements.judged is not Judged.QUANTITIES or len(judgements.levels) != 3:
        msg = f"{judgements.source}: elicitr holds choices, single values and intervals with a best guess (three levels), and these are {judgements.judged}"
        raise BadJudgements(msg)
    low, _, high = judgements.levels
    for place, question in enumerate(judgements.questions):
        for step, name in enumerate(STEPS):
            written[f"{question}_{name}"] = _plain(judgements.latest[:, place, step])
        sure = round((high - low) * 100, 10)
        written[f"{question}_conf"] = [None if np.isnan(row).any() else sure for row in judgements.latest[:, place]]
    return written


def _categorical(judgements: Judgements) -> Columns:
    written: dict[str, list[object]] = {name: [] for name in ("name", "category", "option", "confidence", "estimate")}
    for expert, question, option in np.argwhere(~np.isnan(judgements.latest)):
        written["name"].append(judgements.experts[expert])
        written["category"].append(judgements.options[option])
        written["option"].append(judgements.questions[question])
        written["confidence"].append(100)  # elicitr asks for one, and none was given
        written["estimate"].append(float(judgements.latest[expert, question, option]))
    return written


def _steps_of(columns: Columns, source: str) -> dict[str, dict[str, str]]:
    steps: dict[str, dict[str, str]] = {}
    for name in list(columns)[1:]:
        found = STEP.fullmatch(name)
        if found:
            steps.setdefault(found["variable"], {})[found["step"]] = name
    for variable, found_steps in steps.items():
        if set(found_steps) != {"best"} and not set(STEPS) <= set(found_steps):
            lacking = ", ".join(f"{variable}_{step}" for step in STEPS if step not in found_steps)
            reason = f"an interval has min, best and max; {lacking} is missing"
            raise Unreadable(source, reason)
    return steps


def _cells(columns: Columns, experts: Sequence[str], names: dict[str, str]) -> Iterator[Cell]:
    for place, expert in enumerate(experts):
        for variable, name in names.items():
            yield Cell(
                row=place + FIRST_ROW,
                expert=expert,
                question=variable,
                value=columns[name][place] if name else None,
            )


def _said(
    steps: dict[str, dict[str, str]], intervals: dict[str, dict[str, str]], unstated: list[int], wanted: float
) -> Iterator[str]:
    single = [name for name in steps if name not in intervals]
    if single:
        yield f"{', '.join(single)} has a best value only, no interval, and is left out"
    if unstated:
        names = ", ".join(list(intervals)[place] for place in unstated)
        yield f"no confidence is stated for {names}: the interval is taken for one of {wanted * 100:g} %"


def _plain(values: FloatArray) -> list[object]:
    return [None if np.isnan(value) else float(value) for value in values]
