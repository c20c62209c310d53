"""Model output of a hubverse hub with its oracle data, as arrays that can be scored.

Model output has the columns `model_id`, `output_type`, `output_type_id`, `value`, and others that name the task (as `location`,
`target_end_date`, `horizon`). Oracle output has some of those task columns, `oracle_value`, and may have `output_type` and `output_type_id`.
Of `quantile`, `mean`, `median` and `sample` the oracle value is what was observed; of `pmf` it is 1 for the category that came true, else 0.

Source: hubverse documentation, "Model output" and "Target data".
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

import numpy as np
from msgspec import Struct

from weighin.errors import Unreadable
from weighin.settling.cells import text_of
from weighin.tables import Columns, columns_of
from weighin.weighing.arrays import FloatArray

MODEL_OUTPUT: Final = "model output"
ORACLE_OUTPUT: Final = "oracle output"
STANDARD = ("model_id", "output_type", "output_type_id", "value")
Task = tuple[str, ...]


class OutputType(StrEnum):
    """The types of output that can be scored here; `cdf` is left out with a warning."""

    QUANTILE = "quantile"
    MEAN = "mean"
    MEDIAN = "median"
    PMF = "pmf"
    SAMPLE = "sample"


class HubForecasts(Struct, frozen=True, kw_only=True):
    """Forecasts of one type.

    Attributes:
        models: their ids. tasks: what each is about, the values of `task_columns`. ids: the levels (rising), categories (as
            they first appear) or samples on the last axis.
        forecasts: (models, tasks, ids), of mean and median (models, tasks); NaN where a model gave none.
        outcomes: (tasks,): what was observed, of `pmf` the number of the category from 0; NaN where not known.
    """

    models: tuple[str, ...]
    task_columns: tuple[str, ...]
    tasks: tuple[Task, ...]
    ids: tuple[str, ...]
    forecasts: FloatArray
    outcomes: FloatArray

    @property
    def levels(self) -> FloatArray:
        """The ids of quantiles as numbers."""
        return np.array([float(each) for each in self.ids])


class Hub(Struct, frozen=True, kw_only=True):
    """What a hub holds, by type of output, and what was left out."""

    by_type: Mapping[OutputType, HubForecasts]
    warnings: tuple[str, ...] = ()


def read_hub(model_output: object, oracle_output: object) -> Hub:
    """Read model output with its oracle data.

    Args:
        model_output, oracle_output: CSV text, Parquet bytes or a data frame each, as `tables.columns_of` takes them.

    Raises:
        Unreadable: a column is missing, a value is no number, a model gave two values for the same, a task has two outcomes.
    """
    given = columns_of(model_output, name=MODEL_OUTPUT, needed=STANDARD)
    oracle = columns_of(oracle_output, name=ORACLE_OUTPUT, needed=("oracle_value",))
    task_columns = tuple(each for each in given if each not in STANDARD)
    joined = tuple(each for each in task_columns if each in oracle)
    if not joined:
        reason = f"no task column in common with the model output, which has {', '.join(task_columns) or 'none'}"
        raise Unreadable(ORACLE_OUTPUT, reason)
    types = [_text(each) for each in given["output_type"]]
    if OutputType.PMF.value in types and not {"output_type", "output_type_id"} <= set(oracle):
        reason = "no columns output_type and output_type_id, which say which category came true"
        raise Unreadable(ORACLE_OUTPUT, reason)
    known = {kind.value for kind in OutputType}
    left_out = sorted(set(types) - known)
    by_type = {
        kind: _read_type(kind, given, oracle, types=types, task_columns=task_columns, joined=joined)
        for kind in OutputType
        if kind.value in types
    }
    return Hub(by_type=by_type, warnings=tuple(f"output of type {each} is not read" for each in left_out))


def _read_type(
    kind: OutputType,
    given: Columns,
    oracle: Columns,
    *,
    types: list[str],
    task_columns: tuple[str, ...],
    joined: tuple[str, ...],
) -> HubForecasts:
    rows = [row for row, each in enumerate(types) if each == kind]
    models = list(dict.fromkeys(_text(given["model_id"][row]) for row in rows))
    tasks = list(dict.fromkeys(_task(given, task_columns, row) for row in rows))
    ids = list(dict.fromkeys(_text(given["output_type_id"][row]) for row in rows))
    if kind is OutputType.PMF:
        ids = list(dict.fromkeys([*ids, *_categories(oracle)]))
    if kind is OutputType.QUANTILE:
        ids = [text for _, text in sorted({_number(each, "a quantile level"): each for each in ids}.items())]
    place_of = [{each: place for place, each in enumerate(names)} for names in (models, tasks)]
    place_of_id = {(_number(each, "a level") if kind is OutputType.QUANTILE else each): n for n, each in enumerate(ids)}
    forecasts = np.full((len(models), len(tasks), len(ids)), np.nan)
    for row in rows:
        task, text = _task(given, task_columns, row), _text(given["output_type_id"][row])
        where = (
            place_of[0][_text(given["model_id"][row])],
            place_of[1][task],
            place_of_id[_number(text, "a level") if kind is OutputType.QUANTILE else text],
        )
        if not np.isnan(forecasts[where]):
            reason = f"row {row + 2}: a second {kind} {text} of {given['model_id'][row]} for {', '.join(task)}"
            raise Unreadable(MODEL_OUTPUT, reason)
        forecasts[where] = _number(given["value"][row], f"row {row + 2}: a value")
    outcomes = _outcomes(kind, oracle, joined=joined, ids=ids)
    places = [task_columns.index(each) for each in joined]
    keys = [tuple(task[place] for place in places) for task in tasks]
    pointlike = kind in {OutputType.MEAN, OutputType.MEDIAN}
    return HubForecasts(
        models=tuple(models),
        task_columns=task_columns,
        tasks=tuple(tasks),
        ids=() if pointlike else tuple(ids),
        forecasts=forecasts[:, :, 0] if pointlike else forecasts,
        outcomes=np.array([outcomes.get(key, np.nan) for key in keys]),
    )


def _outcomes(kind: OutputType, oracle: Columns, *, joined: tuple[str, ...], ids: list[str]) -> dict[Task, float]:
    found: dict[Task, float] = {}
    for row, value in enumerate(oracle["oracle_value"]):
        of_type = _text(oracle["output_type"][row]) if "output_type" in oracle else ""
        if of_type not in {"", kind.value}:
            continue
        number = _number(value, f"row {row + 2}: an oracle value", table=ORACLE_OUTPUT, missing=True)
        if kind is OutputType.PMF:
            if of_type != kind or number != 1:
                continue
            category = _text(oracle["output_type_id"][row])
            number = float(ids.index(category))
        task = _task(oracle, joined, row)
        if np.isnan(number):
            continue
        if found.get(task, number) != number:
            reason = f"row {row + 2}: a second outcome for {', '.join(task)}"
            raise Unreadable(ORACLE_OUTPUT, reason)
        found[task] = number
    return found


def _categories(oracle: Columns) -> list[str]:
    """The categories that came true, also those to which no model gave a probability."""
    rows = zip(oracle["output_type"], oracle["output_type_id"], oracle["oracle_value"], strict=True)
    return [_text(each) for kind, each, value in rows if _text(kind) == OutputType.PMF and _text(value) in {"1", "1.0"}]


def _task(columns: Columns, names: tuple[str, ...], row: int) -> Task:
    return tuple(_text(columns[name][row]) for name in names)


def _text(value: Any) -> str:
    """A cell as text; hubs write NA for what is missing."""
    text = text_of(value)
    return "" if text == "NA" else text


def _number(value: Any, what: str, *, table: str = MODEL_OUTPUT, missing: bool = False) -> float:
    text = _text(value)
    if missing and not text:
        return float("nan")
    try:
        return float(text)
    except ValueError as error:
        reason = f"{what} is no number: {text!r}"
        raise Unreadable(table, reason) from error
