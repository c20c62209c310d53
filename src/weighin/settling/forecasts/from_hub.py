"""Model output of a hub as forecasts: models are the experts, tasks the questions."""

import datetime as dt

import numpy as np

from weighin.settling.cells import NOT_SETTLED
from weighin.settling.forecasts.forecasts import Batch, ForecastKind, Forecasts
from weighin.settling.hubverse import Hub, HubForecasts, OutputType
from weighin.weighing.arrays import FloatArray

KINDS = {OutputType.QUANTILE: ForecastKind.QUANTITY, OutputType.PMF: ForecastKind.CHOICE}
DAYS = ("target_end_date", "target_date")  # task columns that say on which day it is to be settled
MADE = ("origin_date", "reference_date", "forecast_date")  # and when the forecast was made
SUBJECTS = ("target", "location")


def forecasts_of_hub(hub: Hub, *, name: str) -> Forecasts:
    """The quantiles and categories of a hub; points and samples are left out, with a warning.

    Args:
        hub: as `read_hub` reads it. name: what people call it.
    """
    experts: list[str] = []
    questions: list[str] = []
    tasks: list[dict[str, str]] = []
    batches: list[Batch] = []
    states: list[str] = []
    for output, kind in KINDS.items():
        if output not in hub.by_type:
            continue
        given = hub.by_type[output]
        model, task = np.nonzero(~np.isnan(given.forecasts).all(axis=2))
        batches += _batches(given.forecasts[model, task], given.outcomes[task], kind, given=given, start=len(experts))
        states += [NOT_SETTLED if gone else "" for gone in np.isnan(given.outcomes[task]).tolist()]
        experts += [given.models[number] for number in model.tolist()]
        questions += [" ".join(given.tasks[number]) for number in task.tolist()]
        tasks += [dict(zip(given.task_columns, given.tasks[number], strict=True)) for number in task.tolist()]
    left = [output for output in hub.by_type if output not in KINDS]
    warnings = [f"output of type {output} is not scored here" for output in left]
    return Forecasts(
        source=name,
        experts=tuple(experts),
        questions=tuple(questions),
        rows=(0,) * len(experts),
        states=tuple(states),
        times=np.array([_day(task, MADE) for task in tasks]),
        scheduled=np.array([_day(task, DAYS) for task in tasks]),
        subjects=tuple(next((task[each] for each in SUBJECTS if each in task), "") for task in tasks),
        horizons=tuple(task.get("horizon", "") for task in tasks),
        batches=tuple(batches),
        warnings=(*hub.warnings, *warnings),
        units=tuple(task.get("target", "") for task in tasks),  # what differs in its target is another quantity
    )


def _batches(
    values: FloatArray, outcomes: FloatArray, kind: ForecastKind, *, given: HubForecasts, start: int
) -> list[Batch]:
    """One batch; of quantiles one for each set of levels that models gave."""
    places = np.arange(start, start + outcomes.size)
    missing = np.isnan(values)
    if kind is ForecastKind.CHOICE:  # a category that a model does not name has no probability
        return [Batch(kind=kind, places=places, given=np.where(missing, 0.0, values), outcomes=outcomes)]
    patterns, number = np.unique(missing, axis=0, return_inverse=True)
    batches = []
    for which, pattern in enumerate(patterns):
        chosen = number.reshape(-1) == which
        batches.append(
            Batch(
                kind=kind,
                places=places[chosen],
                given=values[chosen][:, ~pattern],
                outcomes=outcomes[chosen],
                levels=given.levels[~pattern],
            )
        )
    return batches


def _day(task: dict[str, str], columns: tuple[str, ...]) -> float:
    for column in columns:
        try:
            return dt.datetime.fromisoformat(task[column]).replace(tzinfo=dt.UTC).timestamp()
        except (KeyError, ValueError):
            continue
    return float("nan")
