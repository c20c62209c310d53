"""How much a result hangs on one expert, on the method, on who happened to be asked: the same three looks for every pool.

`leave_one_out` and `resample` take any function from chosen experts to a value, so a decision maker, a median or an agreement is looked at
as a pool is; `leave_one_expert_out`, `by_other_methods`, `resampled` and `sensitivity` are that for pools.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from weighin.errors import BadJudgements, NotAccepted, TooFew
from weighin.tables import Columns, frame_of
from weighin.weighing.arrays import FloatArray, Names, named
from weighin.weighing.judgements import Judgements, is_table, judgements_in
from weighin.weighing.pool import judged_as, judged_of, pool, settings_in, settings_of
from weighin.weighing.pools.registry import POOLS, USUAL, Judged
from weighin.weighing.result import Weighing

Chosen = NDArray[np.intp]  # numbers of experts, from 0; a resampled one may come more than once
PER_EXPERT = ("weights", "ages", "first_round", "reasons")  # settings whose first dimension is the experts


class Resampled(Struct, frozen=True, kw_only=True):
    """An interval by drawing as many experts with replacement, again and again.

    Attributes:
        low, high: shaped as the value; the central `level` of the draws; NaN where fewer than half of the draws had a value.
        level: in (0, 1). draws: how many.
        defined: shaped as the value: the share of the draws that had one.
        seed: of the draws; the same seed gives the same interval.
    """

    low: FloatArray
    high: FloatArray
    defined: FloatArray
    level: float
    draws: int
    seed: int


class Sensitivity(Struct, frozen=True, kw_only=True):
    """A pool, and what would change it.

    Attributes:
        pooled: as `pool` gives it.
        without: (experts, *value): the pool without each expert. NaN where nobody else answered.
        change: (experts, *value): that minus the pool: what leaving this expert out does.
        methods: the pool by other methods, by their names; those that cannot hold these judgements are in `warnings`.
        resampled: the interval by resampling experts.
        warnings: what a reader should know. experts: their names, where they are known.
    """

    pooled: Weighing[FloatArray]
    without: FloatArray
    change: FloatArray
    methods: Mapping[str, FloatArray]
    resampled: Resampled
    warnings: tuple[str, ...] = ()
    experts: tuple[object, ...] = ()

    def columns(self) -> Columns:
        """What leaving each expert out does, as a table: a row an expert and question (and option or level), with `pooled`, `without`, `change`."""
        experts = [str(one) for one in self.experts] if self.experts else list(range(len(self.without)))
        pooled = self.pooled.columns()
        rows = len(pooled["question"])
        names = {name: list(column) * len(experts) for name, column in pooled.items() if name != "value"}
        return {
            "expert": [name for name in experts for _ in range(rows)],
            **names,
            "pooled": list(pooled["value"]) * len(experts),
            "without": self.without.ravel().tolist(),
            "change": self.change.ravel().tolist(),
        }

    def to_frame(self, backend: str = "polars") -> Any:
        """The same as a data frame of polars, pandas or pyarrow, whichever is named and installed.

        Raises:
            NotAccepted: no such library.
        """
        return frame_of(self.columns(), backend)


def leave_one_out(weigh: Callable[[Chosen], ArrayLike], *, experts: int) -> FloatArray:
    """A value without each expert in turn.

    Args:
        weigh: from the numbers of the experts who stay to the value.
        experts: how many there are.

    Returns:
        (experts, *value).

    Raises:
        TooFew: one expert: nobody would stay.
    """
    if experts < 2:
        msg = f"expected two experts or more to leave one out, found {experts}"
        raise TooFew(msg)
    everybody = np.arange(experts)
    return np.stack([np.asarray(weigh(np.delete(everybody, out)), dtype=np.float64) for out in range(experts)])


def resample(
    weigh: Callable[[Chosen], ArrayLike], *, experts: int, draws: int = 1000, level: float = 0.9, seed: int = 0
) -> Resampled:
    """An interval of a value by resampling experts (percentile bootstrap).

    Args:
        weigh: from the numbers of the drawn experts, some more than once, to the value.
        experts: how many there are. draws: how often to draw as many. level: in (0, 1). seed: of the draws.

    Raises:
        TooFew: one expert: every draw is the same. NotAccepted: no draws, or a level outside (0, 1).

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    if experts < 2:
        msg = f"expected two experts or more to resample, found {experts}"
        raise TooFew(msg)
    if draws < 1 or not 0 < level < 1:
        msg = f"expected one draw or more and a level between 0 and 1, found {draws} and {level:g}"
        raise NotAccepted(msg)
    numbers = np.random.default_rng(seed)
    values = np.stack(
        [np.asarray(weigh(numbers.integers(experts, size=experts)), dtype=np.float64) for _ in range(draws)]
    )
    there = ~np.isnan(values)
    defined = there.mean(axis=0)
    enough = defined >= 0.5
    filled = np.where(enough, values, 0.0)
    low, high = np.nanquantile(filled, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return Resampled(
        low=np.where(enough, low, np.nan),
        high=np.where(enough, high, np.nan),
        defined=defined,
        level=level,
        draws=draws,
        seed=seed,
    )


def leave_one_expert_out(judgements: ArrayLike, *, method: str = "median", **settings: Any) -> FloatArray:
    """The pool without each expert in turn: (experts, questions[, options]). Arguments and errors as `pool`.

    Raises:
        TooFew: one expert.
    """
    values = np.asarray(judgements, dtype=np.float64)
    return leave_one_out(_pool_of(values, method, settings), experts=_experts(values))


def resampled(
    judgements: ArrayLike,
    *,
    method: str = "median",
    draws: int = 1000,
    level: float = 0.9,
    seed: int = 0,
    **settings: Any,
) -> Resampled:
    """The interval of a pool by resampling experts. Arguments and errors as `pool` and `resample`."""
    values = np.asarray(judgements, dtype=np.float64)
    return resample(_pool_of(values, method, settings), experts=_experts(values), draws=draws, level=level, seed=seed)


def by_other_methods(
    judgements: ArrayLike,
    *,
    judged: Judged | str | None = None,
    methods: Iterable[str] | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
    **settings: Any,
) -> tuple[dict[str, FloatArray], tuple[str, ...]]:
    """The pool by other methods.

    Args:
        judgements: as `pool`. judged: as `pool`.
        methods: their names; all that need no settings beyond those given, where left out.
        experts, questions: their names.
        settings: each method is given those that it takes.

    Returns:
        Values by method, and a warning for each that cannot hold these judgements, as odds cannot where one says 0 and another 1.

    Raises:
        NotAccepted: a method that there is not.
    """
    values = np.asarray(judgements, dtype=np.float64)
    kind = judged_as(judged, values, None, settings)
    chosen = list(POOLS[kind]) if methods is None else list(methods)
    found: dict[str, FloatArray] = {}
    warnings = []
    for method in chosen:
        fitting = _that_it_takes(method, kind, settings)
        if fitting is None:
            if methods is not None:
                pool(values, method=method, judged=kind, **settings)  # says what it lacks
            continue
        try:
            result = pool(values, method=method, judged=kind, experts=experts, questions=questions, **fitting)
        except BadJudgements as error:
            warnings.append(f"{method}: {error}")
        else:
            found[method] = result.value
    return found, tuple(warnings)


def sensitivity(
    judgements: ArrayLike | Judgements | Mapping[str, Any] | Any,
    *,
    method: str | None = None,
    judged: Judged | str | None = None,
    methods: Iterable[str] | None = None,
    draws: int = 1000,
    level: float = 0.9,
    seed: int = 0,
    experts: Names | None = None,
    questions: Names | None = None,
    **settings: Any,
) -> Sensitivity:
    """A pool with all three looks at what would change it.

    Args:
        judgements, method, judged, experts, questions, settings: as `pool`, tables and data frames too.
        methods: others to compare with; all that need no more settings where left out.
        draws, level, seed: as `resample`.

    Raises:
        TooFew: one expert. Else as `pool`.
    """
    if not isinstance(judgements, Judgements) and is_table(judgements):
        judgements = judgements_in(judgements, judged=judged or Judged.PROBABILITIES)
    if isinstance(judgements, Judgements):
        method, judged = method or USUAL[judged_of(judgements)], judged_of(judgements)
        experts, questions = judgements.experts, judgements.questions
        settings = {**settings_in(judgements, method), **settings}
        judgements = judgements.latest
    values = np.asarray(judgements, dtype=np.float64)
    method = method or USUAL[judged_as(judged, values, method, settings)]
    pooled = pool(values, method=method, judged=judged, experts=experts, questions=questions, **settings)
    kept = {
        name: value for name, value in pooled.settings.items() if value is not None
    }  # a fitted factor stays as it is
    if judged is not None:
        kept["judged"] = judged
    weigh = _pool_of(values, method, kept)
    without = leave_one_out(weigh, experts=_experts(values))
    others, warnings = by_other_methods(
        values,
        judged=judged_as(judged, values, method, settings),
        methods=methods,
        experts=experts,
        questions=questions,
        **settings,
    )
    alone = np.argwhere(np.isnan(without) & ~np.isnan(pooled.value))
    if alone.size:
        first = named(experts, int(alone[0][0])), named(questions, int(alone[0][1]))
        warnings = (*warnings, f"without {first[0]} nobody who counts answers {first[1]}; others may be like it")
    return Sensitivity(
        pooled=pooled,
        without=without,
        change=without - pooled.value,
        methods={name: value for name, value in others.items() if name != method},
        resampled=resample(weigh, experts=_experts(values), draws=draws, level=level, seed=seed),
        warnings=warnings,
        experts=() if experts is None else tuple(experts),
    )


def _pool_of(values: FloatArray, method: str, settings: Mapping[str, Any]) -> Callable[[Chosen], FloatArray]:
    by_expert: dict[str, Any] = {
        name: np.asarray(settings[name]) for name in PER_EXPERT if settings.get(name) is not None
    }
    for_all = {name: value for name, value in settings.items() if name not in {*by_expert, "experts"}}

    def weigh(chosen: Chosen) -> FloatArray:
        theirs: dict[str, Any] = {name: value[chosen] for name, value in by_expert.items()}
        if "weights" in theirs and not np.nansum(theirs["weights"]):
            return np.full_like(whole, np.nan)  # only those who have no weight are left
        return pool(values[chosen], method=method, **for_all, **theirs).value

    whole = pool(values, method=method, **for_all, **by_expert).value
    return weigh


def _that_it_takes(method: str, judged: Judged, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """The settings that a method takes of those given; None where it needs one that is not there."""
    taken = settings_of(method, judged)
    if any(default is inspect.Parameter.empty and name not in settings for name, default in taken.items()):
        return None
    return {name: value for name, value in settings.items() if name in taken}


def _experts(values: FloatArray) -> int:
    return int(values.shape[0]) if values.ndim else 0
