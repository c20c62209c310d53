"""The face of all pools: one call, a method's name, a typed result."""

import inspect
from collections.abc import Mapping
from typing import Any

import numpy as np
from msgspec import structs
from numpy.typing import ArrayLike

from weighin.errors import NotAccepted, WrongShape
from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.judgements import Judgements, is_table, judgements_in
from weighin.weighing.pools.averaging import IntArray, count_answered
from weighin.weighing.pools.odds import fit_extremising_factor
from weighin.weighing.pools.registry import POOLS, USUAL, Judged, PoolFunction
from weighin.weighing.result import Weighing

NOT_SETTINGS = {"experts", "questions"}  # names for errors: they change no number


def pool(
    judgements: ArrayLike | Judgements | Mapping[str, Any] | Any,
    *,
    method: str | None = None,
    judged: Judged | str | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
    **settings: Any,
) -> Weighing[FloatArray]:
    """Pool the judgements of a panel, question by question.

    Args:
        judgements: (experts, questions) probabilities; (experts, questions, options) choices; (experts, questions, 3) lowest, best and highest
            probability; (experts, questions, levels) quantiles of quantities. NaN where missing. Or a table of them: `Judgements`, a data frame
            or a mapping of columns that `judgements_in` reads, which brings its names, levels, weights, ages and first round with it.
        method: a name in `POOLS`; where left out the median, of three points ArMean, of quantities vincent.
        judged: what the judgements are of. Left out: probabilities where there are two dimensions, quantities where there are levels, three
            points where the method is one of IDEA's alone, choices else.
        experts: their names, for errors and warnings. questions: theirs.
        settings: what the method takes: weights, levels, factor, prior, first_round … `extremised` takes `outcomes` of settled questions in
            place of `factor`, which is then fitted and stands in the settings of the result.

    Returns:
        (questions,), (questions, options) or (questions, levels), with the method, its settings as they were used, and warnings.

    Raises:
        NotAccepted: an unknown method, or a setting that it does not take or lacks.
        BadJudgements: what is wrong with the judgements; names expert and question.
    """
    if not isinstance(judgements, Judgements) and is_table(judgements):
        judgements = judgements_in(judgements, judged=judged or Judged.PROBABILITIES)
    if isinstance(judgements, Judgements):
        return pool_judgements(judgements, method=method, **settings)
    values = _array_of(judgements)
    kind = judged_as(judged, values, method, settings)
    method = USUAL[kind] if method is None else method
    function = pool_named(method, kind)
    warnings: list[str] = []
    if method == "extremised" and kind is Judged.PROBABILITIES and "outcomes" in settings:
        settings = _with_fitted_factor(values, settings, experts=experts, questions=questions)
        warnings.append("the factor was fitted on these judgements: their settled questions are no test of it")
    used = _filled_in(method, kind, settings)
    value = function(values, experts=experts, questions=questions, **used)
    answered = _answered(values, complete=kind is Judged.QUANTITIES)
    if kind is Judged.QUANTITIES:
        warnings += _incomplete(values)
    return Weighing(
        value=value,
        method=method,
        settings=used,
        shape=values.shape,
        answered=int(answered.sum()),
        warnings=(*warnings, *_warnings_of(answered, value, questions)),
        questions=() if questions is None else tuple(questions),
        third=tuple(used.get("levels", ())),
    )


def pool_judgements(judgements: Judgements, *, method: str | None = None, **settings: Any) -> Weighing[FloatArray]:
    """Pool a table's judgements of the last round. Arguments as `pool`, to which it hands what the table has and the method takes.

    Raises:
        As `pool`.
    """
    kind = judged_of(judgements)
    method = USUAL[kind] if method is None else method
    given = {**settings_in(judgements, method), **settings}
    found = pool(
        judgements.latest,
        method=method,
        judged=kind,
        experts=judgements.experts,
        questions=judgements.questions,
        **given,
    )
    return structs.replace(
        found, warnings=(*judgements.warnings, *found.warnings), third=tuple(judgements.options or judgements.levels)
    )


def judged_of(judgements: Judgements) -> Judged:
    """What a table's judgements are pooled as: single numbers as probabilities."""
    return Judged.PROBABILITIES if judgements.judged is None else judgements.judged


def settings_in(judgements: Judgements, method: str) -> dict[str, Any]:
    """What a table brings of the settings that a method takes: weights, ages, levels, the first round."""
    brings = {
        "weights": judgements.weights,
        "ages": judgements.ages,
        "levels": judgements.levels or None,
        "first_round": judgements.by_round[0] if len(judgements.rounds) > 1 else None,
    }
    taken = settings_of(method, judged_of(judgements))
    return {name: value for name, value in brings.items() if value is not None and name in taken}


def pool_named(method: str, judged: Judged) -> PoolFunction:
    """The function of a method.

    Raises:
        NotAccepted: names what there is.
    """
    if method in POOLS[judged]:
        return POOLS[judged][method]
    elsewhere = [kind for kind in Judged if method in POOLS[kind]]
    hint = f" ({method} pools {' and '.join(elsewhere)})" if elsewhere else ""
    msg = f"no pool {method!r} of {judged}{hint}; there are {', '.join(POOLS[judged])}"
    raise NotAccepted(msg)


def judged_as(
    judged: Judged | str | None, values: FloatArray, method: str | None, settings: Mapping[str, Any] | None = None
) -> Judged:
    """What judgements are of, as given, or by their dimensions, the method and its settings.

    Raises:
        NotAccepted: pools of something else.
    """
    if judged is not None:
        if judged not in list(Judged):
            msg = f"no pools of {judged!r}; there are pools of {', '.join(Judged)}"
            raise NotAccepted(msg)
        return Judged(judged)
    if values.ndim == 3 and ("levels" in (settings or ()) or method in POOLS[Judged.QUANTITIES]):
        return Judged.QUANTITIES
    if values.ndim == 3:
        return Judged.CHOICES if method is None or method in POOLS[Judged.CHOICES] else Judged.THREE_POINTS
    if method is not None and method not in POOLS[Judged.PROBABILITIES] and method in POOLS[Judged.THREE_POINTS]:
        return Judged.THREE_POINTS  # which says what shape it needs
    return Judged.PROBABILITIES


def settings_of(method: str, judged: Judged) -> dict[str, Any]:
    """The settings that a method takes, with their defaults; `inspect.Parameter.empty` where there is none.

    Raises:
        NotAccepted: no such method.
    """
    taken = list(inspect.signature(pool_named(method, judged)).parameters.values())[1:]
    return {each.name: each.default for each in taken if each.name not in NOT_SETTINGS}


def _array_of(judgements: Any) -> FloatArray:
    try:
        return np.asarray(judgements, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected numbers of shape (experts, questions[, levels]), found something else ({error})"
        raise WrongShape(msg) from error


def _with_fitted_factor(
    values: FloatArray, settings: dict[str, Any], *, experts: Names | None, questions: Names | None
) -> dict[str, Any]:
    if "factor" in settings:
        msg = "give a factor, or outcomes to fit it on, not both"
        raise NotAccepted(msg)
    rest = {name: value for name, value in settings.items() if name != "outcomes"}
    factor = fit_extremising_factor(
        values, settings["outcomes"], rest.get("weights"), experts=experts, questions=questions
    )
    return {**rest, "factor": factor}


def _filled_in(method: str, judged: Judged, settings: dict[str, Any]) -> dict[str, Any]:
    known = settings_of(method, judged)
    unknown = sorted(set(settings) - set(known))
    if unknown:
        msg = f"{method} takes no {', '.join(unknown)}; it takes {', '.join(known) or 'no settings'}"
        raise NotAccepted(msg)
    used = {name: settings.get(name, default) for name, default in known.items()}
    missing = [name for name, value in used.items() if value is inspect.Parameter.empty]
    if missing:
        msg = f"{method} needs {', '.join(missing)}"
        raise NotAccepted(msg)
    return used


def _answered(values: FloatArray, *, complete: bool = False) -> IntArray:
    """How many experts answered each question; of quantities those who gave every level."""
    missing = np.isnan(values)
    if values.ndim == 2:
        return count_answered(missing)
    return count_answered((np.logical_or if complete else np.logical_and).reduce(missing, axis=2))


def _incomplete(quantiles: FloatArray) -> list[str]:
    missing = np.isnan(quantiles)
    count = int((missing.any(axis=2) & ~missing.all(axis=2)).sum())
    return [f"{count} judgements lack a level and are left out"] if count else []


def _warnings_of(answered: IntArray, value: FloatArray, questions: Names | None) -> list[str]:
    warnings = []
    empty = np.flatnonzero(np.isnan(value) if value.ndim == 1 else np.isnan(value).any(axis=1))
    if empty.size:
        first = questions[int(empty[0])] if questions is not None else int(empty[0])
        warnings.append(
            f"no pool on {empty.size} of {len(value)} questions (the first: {first}): nobody who counts there answered"
        )
    alone = int((answered == 1).sum())
    if alone:
        warnings.append(f"one expert alone answered {alone} of {len(value)} questions")
    return warnings
