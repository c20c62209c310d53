"""The scores by expert: mean with its interval, skill against a reference, on how many questions."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from msgspec import Struct

from weighin.errors import NotAccepted
from weighin.settling.forecasts.forecasts import ForecastKind, Forecasts, Numbers
from weighin.settling.scored_pairs import Score, ScoredPairs, baseline_of_pairs, pool_of_pairs, scored_pairs
from weighin.settling.scores.face import Orientation
from weighin.tables import Columns, frame_of
from weighin.weighing.arrays import FloatArray

RESAMPLES = 1000
SHARE = 0.9
DRAWN_AT_ONCE = 1 << 20  # numbers: what is drawn stays in the memory of a laptop however many questions there are
BASELINE, POOL, OTHERS = "baseline", "pool", "others"


class ExpertScore(Struct, frozen=True, kw_only=True):
    """The score of an expert.

    Attributes:
        best, worst: the mean score; the two differ only for forecasts that are known as ranges: the mean lies between, whatever was meant.
        low, high: 90 % of the means of questions drawn anew lie between; NaN with fewer than two questions, or an infinite mean.
        skill: 1 perfect, 0 as good as the reference, below 0 worse; NaN where there is none. skill_worst: the other end, for ranges.
        common: questions on which the reference has a score.
        coverage: mean share of the time for which a forecast stood; NaN where time has no weight.
    """

    expert: str
    questions: int
    best: float
    worst: float
    low: float
    high: float
    skill: float
    skill_worst: float
    common: int
    coverage: float


class Scoreboard(Struct, frozen=True, kw_only=True):
    """All experts, the best mean first. `against`: the reference of the skill, in words; empty where there is none."""

    of: str
    score: str
    orientation: Orientation
    unit: str
    against: str
    experts: tuple[ExpertScore, ...]
    questions: int
    left_out: Mapping[str, int]
    warnings: tuple[str, ...] = ()

    @property
    def of_ranges(self) -> bool:
        """Whether what was scored is known as ranges only."""
        return self.of == ForecastKind.RANGE

    def columns(self) -> Columns:
        """As a table, one row an expert."""
        table: dict[str, list[object]] = {
            "of": [self.of] * len(self.experts),
            "score": [self.score] * len(self.experts),
        }
        return table | {name: [getattr(one, name) for one in self.experts] for name in ExpertScore.__struct_fields__}

    def to_frame(self, backend: str = "polars") -> Any:
        """The same as a data frame of polars, pandas or pyarrow, whichever is named and installed.

        Raises:
            NotAccepted: no such library.
        """
        return frame_of(self.columns(), backend)


def scoreboard(
    forecasts: Forecasts, kind: ForecastKind, score: Score, *, seed: int, against: str = OTHERS, floor: float = 0.0
) -> Scoreboard:
    """Score the forecasts of a kind, and sum up by expert.

    Args:
        forecasts: those that count, as `counted_forecasts` gives them. kind: of those that are scored. score: by which.
        seed: of the questions that are drawn for the intervals. floor: of the log score.
        against: "others" (the mean of the others on the same question), "baseline" (even odds, or as much for each option), "pool" (the mean
            forecast of all), or the name of an expert.

    Raises:
        NotAccepted: a score that does not take the kind, no such expert. TooFew: nothing counts.
    """
    pairs = scored_pairs(forecasts, kind, score, floor=floor)
    if against == BASELINE:
        words = "even odds" if kind in {ForecastKind.YES_NO, ForecastKind.RANGE} else "as much for each option"
        return board_of(
            pairs, seed=seed, reference=baseline_of_pairs(forecasts, kind, score, floor=floor), against=words
        )
    if against == POOL:
        reference = pool_of_pairs(forecasts, kind, score, floor=floor)
        return board_of(pairs, seed=seed, reference=reference, against="the mean forecast of all")
    if against == OTHERS:
        return board_of(pairs, seed=seed, reference=_of_others(pairs), against="the others on the same questions")
    return board_of(pairs, seed=seed, reference=_of_expert(pairs, against), against=against)


def board_of(pairs: ScoredPairs, *, seed: int, reference: FloatArray | None = None, against: str = "") -> Scoreboard:
    """Sum up scores by expert.

    Args:
        pairs: the scores. seed: of the questions that are drawn. reference: (pairs,), what the skill is against, on the question of each; NaN
            where it has no score; no skill where left out. against: what it is, in words.
    """
    number: dict[str, int] = {}
    expert = np.array([number.setdefault(name, len(number)) for name in pairs.experts])
    counts = np.bincount(expert)
    means = _means(pairs.scores, expert, counts)
    low, high = resampled_means(pairs.scores, expert, seed=seed)
    compared = np.full(pairs.scores.shape[0], np.nan) if reference is None else reference
    skill, common = _skill(pairs, compared, expert)
    coverage = np.full(counts.size, np.nan)
    if pairs.coverage is not None:
        coverage = np.bincount(expert, weights=pairs.coverage) / counts
    order = np.argsort(-means[:, 0] if pairs.orientation is Orientation.REWARD else means[:, -1], kind="stable")
    names = list(number)
    return Scoreboard(
        of=pairs.of,
        score=pairs.score,
        orientation=pairs.orientation,
        unit=pairs.unit,
        against=against,
        experts=tuple(
            ExpertScore(
                expert=names[place],
                questions=int(counts[place]),
                best=float(means[place, 0]),
                worst=float(means[place, -1]),
                low=float(low[place]),
                high=float(high[place]),
                skill=float(skill[place, 0]),
                skill_worst=float(skill[place, -1]),
                common=int(common[place]),
                coverage=float(coverage[place]),
            )
            for place in order.tolist()
        ),
        questions=len(set(pairs.questions)),
        left_out=pairs.left_out,
        warnings=tuple(_warnings(pairs, means, reference, common)),
    )


def resampled_means(
    scores: FloatArray, expert: Numbers, *, seed: int, share: float = SHARE, resamples: int = RESAMPLES
) -> tuple[FloatArray, FloatArray]:
    """The percentile interval of each expert's mean, the expert's own questions drawn with replacement.

    Args:
        scores: (pairs, ends). expert: (pairs,), their numbers from 0. seed: the same seed gives the same intervals.
        share: of the drawn means inside. resamples: how many are drawn.

    Returns:
        low (of the lower end) and high (of the higher), each (experts,); NaN with fewer than two questions, or where a score is infinite.

    Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, section 5.3.
    """
    counts = np.bincount(expert)
    low, high = np.full(counts.size, np.nan), np.full(counts.size, np.nan)
    starts = np.concatenate([[0], np.cumsum(counts)])
    lower, higher = (pick(scores, axis=1)[np.argsort(expert, kind="stable")] for pick in (np.min, np.max))
    draw = np.random.default_rng(seed)
    for place, count in enumerate(counts.tolist()):
        own = slice(starts[place], starts[place + 1])
        if count < 2 or not np.isfinite([lower[own], higher[own]]).all():
            continue
        at_once = max(DRAWN_AT_ONCE // count, 1)
        means = []
        for begun in range(0, resamples, at_once):
            chosen = draw.integers(0, count, (min(at_once, resamples - begun), count))
            means.append([lower[own][chosen].mean(axis=1), higher[own][chosen].mean(axis=1)])
        drawn = np.concatenate(means, axis=1)
        low[place] = np.quantile(drawn[0], (1 - share) / 2)
        high[place] = np.quantile(drawn[1], (1 + share) / 2)
    return low, high


def _means(scores: FloatArray, expert: Numbers, counts: Numbers) -> FloatArray:
    return np.stack(
        [np.bincount(expert, weights=column, minlength=counts.size) / np.maximum(counts, 1) for column in scores.T],
        axis=1,
    )


def _skill(pairs: ScoredPairs, reference: FloatArray, expert: Numbers) -> tuple[FloatArray, Numbers]:
    """(experts, ends), on the questions where the reference has a score; NaN where it is perfect there, or a score is infinite."""
    size = int(expert.max()) + 1
    there = ~np.isnan(reference)
    common = np.bincount(expert[there], minlength=size)
    own = _means(pairs.scores[there], expert[there], common)
    other = np.bincount(expert[there], weights=reference[there], minlength=size) / np.maximum(common, 1)
    room = (pairs.perfect - other)[:, np.newaxis]
    with np.errstate(invalid="ignore", divide="ignore"):
        skill = (own - other[:, np.newaxis]) / room
    undefined = (common[:, np.newaxis] == 0) | (room == 0) | ~np.isfinite(skill)
    return np.where(undefined, np.nan, skill), common


def _of_others(pairs: ScoredPairs) -> FloatArray | None:
    """The mean score of the others on the question of each pair; none for ranges, of whom nobody knows the scores."""
    if pairs.scores.shape[1] > 1:
        return None
    number: dict[str, int] = {}
    asked = np.array([number.setdefault(name, len(number)) for name in pairs.questions])
    scores = pairs.scores[:, 0]
    others = np.bincount(asked)[asked] - 1
    total = np.bincount(asked, weights=scores)[asked]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(others > 0, (total - scores) / others, np.nan)


def _of_expert(pairs: ScoredPairs, name: str) -> FloatArray:
    if name not in pairs.experts:
        msg = f"no expert {name!r} to compare with, nor is it {BASELINE}, {POOL} or {OTHERS}; there are {_first(pairs.experts)}"
        raise NotAccepted(msg)
    if pairs.scores.shape[1] > 1:
        msg = f"forecasts that are known as ranges have no one score to compare with; compare with the {BASELINE}"
        raise NotAccepted(msg)
    scores = {
        question: score
        for who, question, score in zip(pairs.experts, pairs.questions, pairs.scores[:, 0].tolist(), strict=True)
        if who == name
    }
    return np.array([scores.get(question, np.nan) for question in pairs.questions])


def _first(names: tuple[str, ...]) -> str:
    known = sorted(set(names))
    return ", ".join(known[:10]) + (f" and {len(known) - 10} more" if len(known) > 10 else "")


def _warnings(pairs: ScoredPairs, means: FloatArray, reference: FloatArray | None, common: Numbers) -> list[str]:
    warnings = list(pairs.warnings)
    infinite = int(np.isinf(means).any(axis=1).sum())
    if infinite:
        warnings.append(
            f"{infinite} experts called impossible what happened: their {pairs.score} score is infinite (--floor)"
        )
    asked = set(pairs.questions)
    if len(pairs.questions) < len(asked) * len(set(pairs.experts)):
        warnings.append("experts answered different questions: compare their skill, not their means")
    if reference is not None and (common == 0).any():
        warnings.append(f"{int((common == 0).sum())} experts share no question with the reference: no skill")
    return warnings
