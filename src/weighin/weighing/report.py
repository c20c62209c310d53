"""Everything that is said of a pool at once: the pool by one method or several, its interval, and what leaving each expert out would change.

`weighin pool` prints it; the columns of `pool_columns` are its file.
"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from weighin.errors import NotAccepted
from weighin.tables import Columns
from weighin.weighing.arrays import FloatArray
from weighin.weighing.judgements import Judgements
from weighin.weighing.pool import judged_of, pool_judgements, settings_in, settings_of
from weighin.weighing.pools.registry import POOLS, USUAL, Judged
from weighin.weighing.prose import ProseJudgements, pool_prose
from weighin.weighing.sensitivity import by_other_methods, leave_one_expert_out, resampled

COLUMNS = ("question", "judged", "option", "level", "method", "without", "value", "low", "high", "interval", "answered")
BY_SEARCH = frozenset(
    {"linear of fitted families", "DistribArMean", "TriDistribArMean"}
)  # too slow for a thousand draws


class PoolReport(Struct, frozen=True, kw_only=True, eq=False):
    """A pool with all that is said of it.

    Attributes:
        source: what was pooled. judged: what the judgements are of. experts, questions: their names. third: options or levels.
        methods: the pools by the name of their method, the one that was asked for first: (questions,) or (questions, options | levels).
        settings: of the first method, as they were used.
        low, high: shaped as a pool: an interval of the first method, NaN where there is none. interval: what it is, in words; "" where there is none.
        without: (experts, *pool), the first method's pool without each expert; None where that was not asked for.
        apart: (experts, questions), whether an expert stands apart; None where that is not known.
        answered: (questions,), how many experts answered.
        are_days: whether values are dates. warnings: what a reader should know.
    """

    source: str
    judged: str
    experts: tuple[str, ...]
    questions: tuple[str, ...]
    third: tuple[object, ...]
    methods: Mapping[str, FloatArray]
    settings: Mapping[str, Any]
    low: FloatArray
    high: FloatArray
    interval: str
    without: FloatArray | None
    answered: FloatArray
    apart: np.ndarray[Any, np.dtype[np.bool_]] | None = None
    are_days: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """The first method."""
        return next(iter(self.methods))

    @property
    def pooled(self) -> FloatArray:
        """The pool by the first method."""
        return self.methods[self.method]


def report_pool(
    judgements: Judgements,
    *,
    methods: Sequence[str] = (),
    leaving_out: bool = False,
    draws: int = 1000,
    level: float = 0.9,
    seed: int = 0,
    **settings: Any,
) -> PoolReport:
    """Pool a table, and say how far to trust the result.

    Args:
        judgements: of the table.
        methods: names, or "all" for every method that needs no more settings than are there; the usual one where left out.
        leaving_out: whether to pool without each expert too. draws: of the interval by resampling experts; 0 for none.
        level: of the interval, in (0, 1). seed: of the draws. settings: of the methods; each takes what it knows.

    Raises:
        As `pool`.
    """
    kind = judged_of(judgements)
    first, others = _chosen(methods, kind)
    given = {name: value for name, value in settings.items() if name in _taken(first, kind)}
    unknown = sorted(name for name in settings if not any(name in _taken(each, kind) for each in (first, *others)))
    if unknown:
        msg = f"{first} takes no {', '.join(unknown)}; it takes {', '.join(_taken(first, kind)) or 'no settings'}"
        raise NotAccepted(msg)
    pooled = pool_judgements(judgements, method=first, **given)
    used = {name: value for name, value in pooled.settings.items() if value is not None}
    more, warnings = _by_others(judgements, kind, others, settings)
    several = len(judgements.experts) > 1
    low, high, interval = np.full(pooled.value.shape, math.nan), np.full(pooled.value.shape, math.nan), ""
    if draws and several and first not in BY_SEARCH:
        found = resampled(judgements.latest, method=first, judged=kind, draws=draws, level=level, seed=seed, **used)
        low, high, interval = found.low, found.high, f"{level * 100:g} % by resampling experts"
    without = None
    if leaving_out and several:
        without = leave_one_expert_out(judgements.latest, method=first, judged=kind, **used)
    if not several:
        warnings = (*warnings, "there is one expert: nobody to leave out or to resample")
    there = ~np.isnan(judgements.latest)
    return PoolReport(
        source=judgements.source,
        judged=str(kind),
        experts=judgements.experts,
        questions=judgements.questions,
        third=tuple(judgements.options or judgements.levels),
        methods={first: pooled.value, **more},
        settings={name: value for name, value in used.items() if name not in {"levels", "first_round"}},
        low=low,
        high=high,
        interval=interval,
        without=without,
        answered=(there if there.ndim == 2 else there.any(axis=2)).sum(axis=0).astype(np.float64),
        are_days=judgements.are_days,
        warnings=(*pooled.warnings, *warnings),
    )


def report_prose(
    judgements: ProseJudgements,
    *,
    source: str,
    method: str = "median",
    weights: Iterable[float] | None = None,
    leaving_out: bool = False,
) -> PoolReport:
    """What a panel expects as far as its words say, with the pooled range of the words as the interval.

    Raises:
        As `pool_prose`.
    """
    found = pool_prose(judgements, method=method_named(method, Judged.PROBABILITIES), weights=weights)
    left_out = sum(sum(each.values()) for each in judgements.left_out)
    said = [
        f"{len(judgements.not_pooled)} question(s) are not pooled: yes or no does not answer them"
        if judgements.not_pooled
        else "",
        f"{left_out} forecast(s) on the others do not count (other matters, conditions, a bare “will”)"
        if left_out
        else "",
    ]
    return PoolReport(
        source=source,
        judged="words of likelihood",
        experts=judgements.names,
        questions=judgements.texts,
        third=(),
        methods={method: found.value.median},
        settings=found.settings,
        low=found.value.low,
        high=found.value.high,
        interval="what half of surveyed readers take the words for",
        without=found.value.without if leaving_out else None,
        answered=found.value.answered,
        apart=found.value.apart,
        warnings=(*found.warnings, *filter(None, said)),
    )


def pool_columns(reports: Sequence[PoolReport]) -> Columns:
    """Reports as one table: a row a question (and option or level) and method; and a row for each expert left out, named in `without`."""
    rows = [row for report in reports for row in _rows(report)]
    return {name: [row.get(name) for row in rows] for name in COLUMNS}


def shown_value(report: PoolReport, value: float) -> object:
    """A value of a report: None where there is none, a day as a date."""
    if math.isnan(value):
        return None
    return dt.date.fromordinal(round(value)).isoformat() if report.are_days else value


def _rows(report: PoolReport) -> Iterator[dict[str, object]]:
    for method, pooled in report.methods.items():
        for place in np.ndindex(pooled.shape):
            row = _row(report, place, method, pooled)
            if method == report.method:
                row |= {
                    "low": shown_value(report, float(report.low[place])),
                    "high": shown_value(report, float(report.high[place])),
                    "interval": report.interval or None,
                }
            yield row
    if report.without is not None:
        for expert, name in enumerate(report.experts):
            for place in np.ndindex(report.pooled.shape):
                yield {**_row(report, place, report.method, report.without[expert]), "without": name}


def _row(report: PoolReport, place: tuple[int, ...], method: str, pooled: FloatArray) -> dict[str, object]:
    along = report.third[place[1]] if len(place) > 1 else None
    return {
        "question": report.questions[place[0]],
        "judged": report.judged,
        "option": None if isinstance(along, float) else along,
        "level": along if isinstance(along, float) else None,
        "method": method,
        "value": shown_value(report, float(pooled[place])),
        "answered": int(report.answered[place[0]]),
    }


def _chosen(methods: Sequence[str], kind: Judged) -> tuple[str, tuple[str, ...]]:
    named = [method_named(name, kind) for name in methods if name != "all"]
    first = named[0] if named else USUAL[kind]
    if "all" in methods:
        return first, tuple(name for name in POOLS[kind] if name != first)
    return first, tuple(dict.fromkeys(name for name in named[1:] if name != first))


def method_named(name: str, kind: Judged) -> str:
    """The method that somebody typed, whatever stands between its words and however they are capitalised.

    Raises:
        NotAccepted: none; lists those there are.
    """
    wanted = _plain(name)
    found = next((method for method in POOLS[kind] if _plain(method) == wanted), None)
    if found is None:
        msg = f"no pool {name!r} of {kind}; there are {', '.join(POOLS[kind])}"
        raise NotAccepted(msg)
    return found


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _taken(method: str, kind: Judged) -> dict[str, Any]:
    taken = dict(settings_of(method, kind))
    return taken | {"outcomes": None} if method == "extremised" and kind is Judged.PROBABILITIES else taken


def _by_others(
    judgements: Judgements, kind: Judged, others: Sequence[str], settings: Mapping[str, Any]
) -> tuple[Mapping[str, FloatArray], tuple[str, ...]]:
    if not others:
        return {}, ()
    brought = {name: value for each in others for name, value in settings_in(judgements, each).items()}
    every = len(others) + 1 >= len(POOLS[kind])
    found, warnings = by_other_methods(
        judgements.latest,
        judged=kind,
        methods=None if every else others,
        experts=judgements.experts,
        questions=judgements.questions,
        **{**brought, **settings},
    )
    lacking = [
        name for name in others if name not in found and not any(said.startswith(f"{name}: ") for said in warnings)
    ]
    if lacking:
        warnings = (*warnings, f"not pooled by {', '.join(lacking)}, for want of settings")
    return {name: value for name, value in found.items() if name in others}, warnings
