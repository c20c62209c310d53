"""The face of all scores: one call, a method's name, a typed result."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

import numpy as np
from msgspec import Struct, structs
from numpy.typing import ArrayLike

from weighin.errors import NotAccepted, WrongShape
from weighin.settling.scores.binary import LogUnit, score_brier, score_log, score_spherical
from weighin.settling.scores.choices import (
    score_brier_choices,
    score_log_choices,
    score_ranked_probability,
    score_spherical_choices,
)
from weighin.settling.scores.ensembles import Estimator, score_crps_ensemble
from weighin.settling.scores.families import PARAMETERS, Family, score_crps_family, score_log_family
from weighin.settling.scores.inputs import floats_of
from weighin.settling.scores.quantities import (
    score_crps_quantiles,
    score_interval,
    score_pinball,
    score_weighted_interval,
)
from weighin.settling.scores.ranges import mean_over_questions
from weighin.tables import Columns, frame_of
from weighin.weighing.arrays import FloatArray, Names, named

NOT_SETTINGS = {"experts", "questions"}  # names for errors: they change no number
ScoreFunction = Callable[..., FloatArray]


class Orientation(StrEnum):
    """Which way is better."""

    LOSS = "lower is better"
    REWARD = "higher is better"


class Method(NamedTuple):
    """A score: what computes it, which way is better, and what it is counted in."""

    function: ScoreFunction
    orientation: Orientation
    unit: str
    trailing: int = 0  # axes behind the questions that belong to one forecast
    scores_each_level: bool = False
    of_family: bool = False  # takes parameters by name
    scores_what_is_there: bool = False  # where a part is missing


class Scoring(Struct, frozen=True, kw_only=True):
    """Scores with how they came about.

    Attributes:
        value: one for each forecast, (..., questions), of `pinball` (..., questions, levels); NaN where forecast or outcome is missing.
        mean: over the questions, (...), the missing left out; infinite where one score is; NaN where nothing is scored.
        method: the name of the score. orientation: which way is better. unit: what it is counted in.
        settings: its parameters as they were used. shape: of the forecasts.
        scored: how many forecasts have a score. answered: how many are there. settled: how many of the questions have an outcome.
        experts, questions: their names, where they are known.
        warnings: what a reader of the number should know.
    """

    value: FloatArray
    mean: FloatArray
    method: str
    orientation: Orientation
    unit: str
    shape: tuple[int, ...]
    scored: int
    answered: int
    settled: int
    settings: dict[str, Any] = {}
    warnings: tuple[str, ...] = ()
    experts: tuple[object, ...] = ()
    questions: tuple[object, ...] = ()

    def columns(self) -> Columns:
        """The scores as a table: a row a forecast that has one, with its expert and question, by number where they have no names.

        Raises:
            NotAccepted: scores with more axes than experts and questions.
        """
        from weighin.settling.scores.tables import columns_of_scores  # see _score_table

        levels = self.settings["levels"] if METHODS[self.method].scores_each_level else None
        return columns_of_scores(self.value, self.experts or None, self.questions or None, levels)

    def to_frame(self, backend: str = "polars") -> Any:
        """The same as a data frame of polars, pandas or pyarrow, whichever is named and installed.

        Raises:
            NotAccepted: no such library, or as `columns`.
        """
        return frame_of(self.columns(), backend)


def score(
    forecasts: ArrayLike | Mapping[str, Any] | Any,
    outcomes: ArrayLike | Mapping[str, Any] | Any = None,
    *,
    method: str | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
    **settings: Any,
) -> Scoring:
    """Score forecasts by what came true.

    Args:
        forecasts: (..., questions) probabilities; (..., questions, options) choices; (..., questions, levels) quantiles; (..., questions, 2)
            ends of intervals; (..., questions, members) ensembles; or the parameters of a family by name. NaN where missing. Or a table of
            probabilities, choices or quantiles: `Judgements`, a data frame or a mapping of columns that `judgements_in` reads.
        outcomes: (questions,): 1 or 0; the number of the option from 0; or the true value. NaN where not settled. Of a table, also a table
            with the columns `question` and `outcome` (yes, no, the option or the number), or None where the forecasts' own table has `outcome`.
        method: a name in `METHODS`; Brier where left out, of a table of quantities the CRPS, of choices their Brier score.
        experts: their names, for errors and warnings. questions: theirs.
        settings: what the method takes: levels, level, unit, floor, weights, estimator, normalised, family.

    Returns:
        The scores, their means over questions, which way is better and in which unit, and warnings.

    Raises:
        NotAccepted: an unknown method, or a setting that it does not take or lacks.
        BadJudgements: what is wrong with forecasts or outcomes; names expert and question.
    """
    if _is_table(forecasts, method):
        return _score_table(forecasts, outcomes, method, settings)
    happening: Any = outcomes
    if happening is None:
        msg = "expected the outcomes as the second argument; only a table of forecasts may hold them itself"
        raise NotAccepted(msg)
    method = "brier" if method is None else method
    known = method_named(method)
    used = _settings_of(known.function, method, settings)
    given = _array_of(forecasts, known, method)
    value = known.function(given, happening, experts=experts, questions=questions, **used)
    by_question = value.mean(axis=-1) if known.scores_each_level else value
    happened = floats_of(happening, meaning="(questions,)")
    return Scoring(
        value=value,
        mean=mean_over_questions(np.swapaxes(value, -1, -2) if known.scores_each_level else value),
        method=method,
        orientation=known.orientation,
        unit=str(used["unit"]) if "unit" in used else known.unit,
        settings=used,
        shape=value.shape if isinstance(given, Mapping) else given.shape,
        scored=int((~np.isnan(by_question)).sum()),
        answered=_answered(given, known),
        settled=int((~np.isnan(happened)).sum()),
        warnings=(
            *_incomplete(given, known),
            *_warnings_of(by_question, happened, experts=experts, questions=questions),
        ),
        experts=() if experts is None else tuple(experts),
        questions=() if questions is None else tuple(questions),
    )


def _is_table(forecasts: object, method: str | None) -> bool:
    """Whether these are a table, and neither numbers nor the parameters of a family."""
    if isinstance(forecasts, Mapping):
        of_family = method is not None and method in METHODS and METHODS[method].of_family
        return not of_family and not set(forecasts) <= {name for names in PARAMETERS.values() for name in names}
    return isinstance(forecasts, Struct) or (hasattr(forecasts, "columns") and not isinstance(forecasts, np.ndarray))


def _score_table(forecasts: object, outcomes: object, method: str | None, settings: dict[str, Any]) -> Scoring:
    from weighin.settling.scores.tables import tabled  # the readers of tables load SciPy, which arrays do not need

    table = tabled(forecasts, outcomes)
    method = table.usual if method is None else method
    own = settings
    if table.judgements.levels and "levels" in _taken_by(method_named(method).function):
        own = {"levels": table.judgements.levels, **settings}
    found = score(
        table.judgements.latest,
        table.outcomes,
        method=method,
        experts=table.judgements.experts,
        questions=table.judgements.questions,
        **own,
    )
    return structs.replace(found, warnings=(*table.warnings, *found.warnings))


def method_named(method: str) -> Method:
    """The score of that name.

    Raises:
        NotAccepted: names what there is.
    """
    if method in METHODS:
        return METHODS[method]
    msg = f"no score {method!r}; there are {', '.join(METHODS)}"
    raise NotAccepted(msg)


def _interval_of(
    ends: FloatArray, truths: ArrayLike, *, level: float, experts: Names | None = None, questions: Names | None = None
) -> FloatArray:
    if ends.shape[-1] != 2:
        msg = f"expected the two ends of each interval on the last axis, found the shape {ends.shape}"
        raise WrongShape(msg)
    return score_interval(ends[..., 0], ends[..., 1], truths, level=level, experts=experts, questions=questions)


def _crps_of_family(
    parameters: Mapping[str, ArrayLike],
    truths: ArrayLike,
    *,
    family: Family | str,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    return score_crps_family(family_named(family), parameters, truths, experts=experts, questions=questions)


def _log_of_family(
    parameters: Mapping[str, ArrayLike],
    truths: ArrayLike,
    *,
    family: Family | str,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    return score_log_family(family_named(family), parameters, truths, experts=experts, questions=questions)


def family_named(family: Family | str) -> Family:
    """The family of that name.

    Raises:
        NotAccepted: names what there is.
    """
    if family in list(Family):
        return Family(family)
    msg = f"no family {family!r}; there are {', '.join(Family)}"
    raise NotAccepted(msg)


THE_QUANTITY: Final = "unit of the quantity"
METHODS: Final[Mapping[str, Method]] = {
    "brier": Method(score_brier, Orientation.LOSS, "squared probability"),
    "log": Method(score_log, Orientation.LOSS, "nats"),
    "spherical": Method(score_spherical, Orientation.REWARD, "cosine"),
    "brier_choices": Method(score_brier_choices, Orientation.LOSS, "squared probability", trailing=1),
    "log_choices": Method(score_log_choices, Orientation.LOSS, "nats", trailing=1),
    "spherical_choices": Method(score_spherical_choices, Orientation.REWARD, "cosine", trailing=1),
    "ranked_probability": Method(score_ranked_probability, Orientation.LOSS, "squared probability", trailing=1),
    "crps_quantiles": Method(score_crps_quantiles, Orientation.LOSS, THE_QUANTITY, trailing=1),
    "weighted_interval": Method(score_weighted_interval, Orientation.LOSS, THE_QUANTITY, trailing=1),
    "pinball": Method(score_pinball, Orientation.LOSS, THE_QUANTITY, trailing=1, scores_each_level=True),
    "interval": Method(_interval_of, Orientation.LOSS, THE_QUANTITY, trailing=1),
    "crps_ensemble": Method(score_crps_ensemble, Orientation.LOSS, THE_QUANTITY, trailing=1, scores_what_is_there=True),
    "crps_family": Method(_crps_of_family, Orientation.LOSS, THE_QUANTITY, of_family=True),
    "log_family": Method(_log_of_family, Orientation.LOSS, "nats", of_family=True),
}


def _array_of(
    forecasts: ArrayLike | Mapping[str, ArrayLike], known: Method, method: str
) -> FloatArray | Mapping[str, ArrayLike]:
    if isinstance(forecasts, Mapping):
        if known.of_family:
            return forecasts
        msg = f"{method} scores numbers, not parameters by name; crps_family and log_family take those"
        raise NotAccepted(msg)
    if known.of_family:
        msg = f"{method} takes the parameters of a family by name, as a mapping, found something else"
        raise NotAccepted(msg)
    axes = ("questions", "what belongs to one forecast")[: known.trailing + 1]
    return floats_of(forecasts, meaning=f"(..., {', '.join(axes)})", trailing=known.trailing + 1)


def _settings_of(function: ScoreFunction, method: str, settings: dict[str, Any]) -> dict[str, Any]:
    known = _taken_by(function)
    unknown = sorted(set(settings) - set(known))
    if unknown:
        msg = f"{method} takes no {', '.join(unknown)}; it takes {', '.join(known) or 'no settings'}"
        raise NotAccepted(msg)
    used = {name: settings.get(name, default) for name, default in known.items()}
    missing = [name for name, value in used.items() if value is inspect.Parameter.empty]
    if missing:
        msg = f"{method} needs {', '.join(missing)}"
        raise NotAccepted(msg)
    for name, kinds in (("unit", LogUnit), ("estimator", Estimator)):
        if name in used:
            used[name] = _one_of(kinds, used[name], name)
    return used


def _taken_by(function: ScoreFunction) -> dict[str, Any]:
    """The settings that a score takes, with their defaults."""
    taken = list(inspect.signature(function).parameters.values())[2:]
    return {each.name: each.default for each in taken if each.name not in NOT_SETTINGS}


def _one_of(kinds: type[StrEnum], value: object, name: str) -> StrEnum:
    try:
        return kinds(str(value))
    except ValueError as error:
        msg = f"no {name} {value!r}; there are {', '.join(kinds)}"
        raise NotAccepted(msg) from error


def _answered(given: FloatArray | Mapping[str, ArrayLike], known: Method) -> int:
    if isinstance(given, Mapping):
        arrays = np.broadcast_arrays(*(floats_of(values, meaning="(..., questions)") for values in given.values()))
        return int((~np.isnan(np.stack(arrays)).any(axis=0)).sum())
    missing = np.isnan(given)
    return int((~(missing.all(axis=-1) if known.trailing else missing)).sum())


def _incomplete(given: FloatArray | Mapping[str, ArrayLike], known: Method) -> Iterator[str]:
    """Forecasts that lack a part; the members of an ensemble and single levels are scored as far as they are there."""
    if isinstance(given, Mapping) or not known.trailing or known.scores_each_level or known.scores_what_is_there:
        return
    missing = np.isnan(given)
    count = int((missing.any(axis=-1) & ~missing.all(axis=-1)).sum())
    if count:
        yield f"{count} forecasts lack an option, a level or an end, and have no score"


def _warnings_of(
    scores: FloatArray, outcomes: FloatArray, *, experts: Names | None, questions: Names | None
) -> list[str]:
    warnings = []
    open_questions = int(np.isnan(outcomes).sum())
    if open_questions:
        warnings.append(f"{open_questions} of {outcomes.size} outcomes are not settled: nothing is scored there")
    infinite = np.argwhere(np.isinf(scores))
    if infinite.size:
        place = infinite[0]
        whose = f"expert {named(experts, int(place[-2]))}, " if place.size > 1 else ""
        warnings.append(
            f"{len(infinite)} forecasts called impossible what came true (the first: {whose}question "
            f"{named(questions, int(place[-1]))}): their score is infinite, and with it the mean"
        )
    if not scores.size or np.isnan(scores).all():
        warnings.append("nothing is scored: there is no forecast with an outcome")
    if scores.ndim < 2:
        return warnings
    there = ~np.isnan(scores)
    nothing = np.argwhere(~there.any(axis=-1))
    if nothing.size:
        warnings.append(f"{len(nothing)} experts have no score (the first: {named(experts, int(nothing[0][-1]))})")
    settled = there.any(axis=tuple(range(scores.ndim - 1)))
    if (there.any(axis=-1, keepdims=True) & settled & ~there).any():
        warnings.append(
            "experts answered different questions, so their means cannot be compared: use skill, on common questions"
        )
    return warnings
