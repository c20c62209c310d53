"""Scores of pairs of expert and question, from whatever forecasts they come."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import numpy as np
from msgspec import Struct

from weighin.errors import NotAccepted, TooFew
from weighin.settling.forecasts.forecasts import Batch, ForecastKind, Forecasts, Numbers
from weighin.settling.scores.face import METHODS, Method, Orientation
from weighin.settling.scores.ranges import YesNoScore, score_range
from weighin.weighing.arrays import FloatArray


class Score(StrEnum):
    """The scores of forecasts in a table."""

    BRIER = "brier"
    LOG = "log"
    SPHERICAL = "spherical"
    RANKED_PROBABILITY = "ranked_probability"
    CRPS = "crps"
    WEIGHTED_INTERVAL = "weighted_interval"


def score_in_words(score: str) -> str:
    """The name of a score as people write it."""
    return {"brier": "Brier", "crps": "CRPS"}.get(score, score.replace("_", " "))


# which of METHODS scores a kind of forecasts; the first is what it is scored by where nobody says
WAYS: Final[Mapping[ForecastKind, Mapping[Score, str]]] = {
    ForecastKind.YES_NO: {Score.BRIER: "brier", Score.LOG: "log", Score.SPHERICAL: "spherical"},
    ForecastKind.RANGE: {Score.BRIER: "brier", Score.LOG: "log", Score.SPHERICAL: "spherical"},
    ForecastKind.CHOICE: {
        Score.BRIER: "brier_choices",
        Score.LOG: "log_choices",
        Score.SPHERICAL: "spherical_choices",
        Score.RANKED_PROBABILITY: "ranked_probability",
    },
    ForecastKind.QUANTITY: {Score.CRPS: "crps_quantiles", Score.WEIGHTED_INTERVAL: "weighted_interval"},
}


class ScoredPairs(Struct, frozen=True, kw_only=True):
    """One score a pair of expert and question; several forecasts that count are averaged.

    Attributes:
        of: what was scored, in words. score: its name. perfect: what a perfect forecast scores; NaN where nothing is perfect.
        experts, questions: (pairs,).
        scores: (pairs, 1); of forecasts that are known as ranges (pairs, 2): the best and the worst that the score can be.
        coverage: (pairs,), the share of the time for which a forecast stood; None where time has no weight.
        left_out: forecasts that do not count, by reason. warnings: what a reader of their mean should know.
    """

    of: str
    score: str
    orientation: Orientation
    unit: str
    perfect: float
    experts: tuple[str, ...]
    questions: tuple[str, ...]
    scores: FloatArray
    coverage: FloatArray | None = None
    left_out: Mapping[str, int] = {}
    warnings: tuple[str, ...] = ()


def scored_pairs(forecasts: Forecasts, kind: ForecastKind, score: Score, *, floor: float = 0.0) -> ScoredPairs:
    """Score the forecasts of a kind.

    Args:
        forecasts: those that count. kind: of those that are scored. score: by which.
        floor: of the log score: the probability of what happened is read as at least this; 0 is none.

    Raises:
        NotAccepted: the score does not take that kind, or no floor. TooFew: no forecast of that kind counts.
    """
    method = _method_for(kind, score)
    places = forecasts.places_of(kind)
    if not places.size:
        msg = f"of {kind} none is settled and due ({_listed(forecasts.left_out) or 'there are none'})"
        raise TooFew(msg)
    experts, questions, pair = _pairs(forecasts, places)
    scores = _of_places(forecasts, kind, lambda batch: _scores(batch, batch.given, score=score, floor=floor))[places]
    return ScoredPairs(
        of=str(kind),
        score=str(score),
        orientation=method.orientation,
        unit=method.unit,
        perfect=0.0 if method.orientation is Orientation.LOSS else 1.0,
        experts=experts,
        questions=questions,
        scores=_averaged(scores, pair),
        left_out=forecasts.left_out,
        warnings=tuple(_mixed(forecasts, kind, places)),
    )


def baseline_of_pairs(forecasts: Forecasts, kind: ForecastKind, score: Score, *, floor: float = 0.0) -> FloatArray:
    """The score of who knows nothing, (pairs,): even odds, or as much for each option. NaN for quantities, which have no such forecast."""

    def even(batch: Batch) -> FloatArray:
        if kind is ForecastKind.QUANTITY:
            return np.full((batch.places.size, 1), np.nan)
        options = batch.given.shape[1] if kind is ForecastKind.CHOICE else 2
        known = Batch(
            kind=ForecastKind.YES_NO if kind is ForecastKind.RANGE else kind,
            places=batch.places,
            given=np.full(batch.given.shape if kind is ForecastKind.CHOICE else batch.places.size, 1 / options),
            outcomes=batch.outcomes,
        )
        return _scores(known, known.given, score=score, floor=floor)

    return _reference(forecasts, kind, even)


def pool_of_pairs(forecasts: Forecasts, kind: ForecastKind, score: Score, *, floor: float = 0.0) -> FloatArray:
    """The score of the mean forecast of all who answered the question, own included, (pairs,): of probabilities, or of quantiles at each level.

    Raises:
        NotAccepted: ranges, of which there is no mean forecast.
    """
    if kind is ForecastKind.RANGE:
        msg = "forecasts that are known as ranges have no pool; compare them with the baseline (--against baseline)"
        raise NotAccepted(msg)

    def pooled(batch: Batch) -> FloatArray:
        number: dict[str, int] = {}
        asked = np.array(
            [number.setdefault(forecasts.questions[place], len(number)) for place in batch.places.tolist()]
        )
        values = batch.given.reshape(asked.size, -1)
        counts = np.bincount(asked)
        means = np.stack([np.bincount(asked, weights=column) / counts for column in values.T], axis=1)[asked]
        return _scores(batch, means.reshape(batch.given.shape), score=score, floor=floor)

    return _reference(forecasts, kind, pooled)


def _mixed(forecasts: Forecasts, kind: ForecastKind, places: Numbers) -> Iterator[str]:
    """What is of one kind and still cannot be averaged: other units, other levels."""
    if kind is not ForecastKind.QUANTITY:
        return
    units = sorted({forecasts.units[place] for place in places.tolist()}) if forecasts.units else []
    if len(units) > 1:
        named = ", ".join(unit or "none named" for unit in units[:5])
        yield f"the quantities have {len(units)} units or targets ({named}): their scores cannot be added, so compare skill by question, not means"
    sets = {
        tuple(batch.levels.tolist()) for batch in forecasts.batches if batch.kind is kind and batch.levels is not None
    }
    if len(sets) > 1:
        counts = ", ".join(str(len(levels)) for levels in sorted(sets, key=len))
        yield f"quantiles are at {len(sets)} different sets of levels ({counts} levels): their scores judge different things"


def _method_for(kind: ForecastKind, score: Score) -> Method:
    if score not in WAYS[kind]:
        msg = f"{score} does not score {kind}; there are {', '.join(WAYS[kind])}"
        raise NotAccepted(msg)
    return METHODS[WAYS[kind][score]]


def _scores(batch: Batch, values: FloatArray, *, score: Score, floor: float) -> FloatArray:
    """(n, 1), of ranges (n, 2), best and worst."""
    method = _method_for(batch.kind, score)
    settings: dict[str, Any] = {"floor": floor} if floor and score is Score.LOG else {}
    if batch.kind is ForecastKind.RANGE:
        if settings:  # the floor holds for what came true only
            yes = (batch.outcomes == 1)[:, np.newaxis]
            values = np.where(yes, np.maximum(values, floor), np.minimum(values, 1 - floor))
        low, high = values.T
        return np.stack(score_range(low, high, batch.outcomes, by=YesNoScore(score.value)), axis=1)
    if batch.levels is not None:
        settings["levels"] = batch.levels
    return method.function(values, batch.outcomes, **settings)[:, np.newaxis]


def _reference(forecasts: Forecasts, kind: ForecastKind, score: Any) -> FloatArray:
    places = forecasts.places_of(kind)
    _, _, pair = _pairs(forecasts, places)
    return _averaged(_of_places(forecasts, kind, score)[places], pair)[:, 0]


def _of_places(forecasts: Forecasts, kind: ForecastKind, score: Any) -> FloatArray:
    """The scores of each batch at the places of its forecasts among all, (forecasts, ends)."""
    found = [(batch.places, score(batch)) for batch in forecasts.batches if batch.kind is kind]
    scores = np.full((len(forecasts.experts), found[0][1].shape[1]), np.nan)
    for places, values in found:
        scores[places] = values
    return scores


def _pairs(forecasts: Forecasts, places: Numbers) -> tuple[tuple[str, ...], tuple[str, ...], Numbers]:
    number: dict[tuple[str, str], int] = {}
    pair = np.array(
        [
            number.setdefault((forecasts.experts[place], forecasts.questions[place]), len(number))
            for place in places.tolist()
        ],
        dtype=np.intp,
    )
    return tuple(expert for expert, _ in number), tuple(question for _, question in number), pair


def _averaged(scores: FloatArray, pair: Numbers) -> FloatArray:
    counts = np.bincount(pair)
    return np.stack([np.bincount(pair, weights=column) / counts for column in scores.T], axis=1)


def _listed(left_out: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in left_out.items())
