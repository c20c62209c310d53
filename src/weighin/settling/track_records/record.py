"""Each expert's record over all settled forecasts."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from weighin.settling.track_records.pairwise import pairwise_skill
from weighin.settling.track_records.pooling import PartialPooling, pool_partially
from weighin.settling.track_records.ranks import DRAWS, ExpectedRanks, expected_ranks
from weighin.settling.track_records.table import ScoreTable, relative_scores, score_table
from weighin.tables import Columns, frame_of
from weighin.weighing.arrays import BoolArray, FloatArray

Counts = NDArray[np.intp]

FEWEST_FOR_A_RANK = 20
_NORMAL_90 = 1.6448536269514722  # of the standard normal distribution, for the share of 0.9


class TrackRecord(Struct, frozen=True, kw_only=True):
    """One expert. Scores are losses: lower is better.

    Attributes:
        settled: questions with a score. compared: of those, how many somebody else answered too.
        mean_score: over the settled. relative: mean of score less the others' mean on the same question; NaN where never compared.
        skill: `relative` after partial pooling; low, high: its 90 % interval.
        expected_rank, rank_low, rank_high: among those with enough settled forecasts; None below the stated number.
        pairwise: mean difference against each other expert on common questions; opponents: how many those were.
    """

    expert: object
    settled: int
    compared: int
    mean_score: float
    relative: float
    skill: float
    low: float
    high: float
    expected_rank: float | None
    rank_low: int | None
    rank_high: int | None
    pairwise: float
    opponents: int


class TrackRecords(Struct, frozen=True, kw_only=True):
    """All experts in the order of first appearance.

    Attributes:
        between_variance: of skill between experts; 0: no difference that luck would not make too.
        left_out: forecasts that are not settled. fewest: settled and compared questions below which nobody is ranked.
    """

    records: tuple[TrackRecord, ...]
    questions: int
    left_out: int
    fewest: int
    between_variance: float
    within_variance: float
    warnings: tuple[str, ...] = ()

    def columns(self) -> Columns:
        """As a table, one row an expert."""
        return {name: [getattr(record, name) for record in self.records] for name in TrackRecord.__struct_fields__}

    def to_frame(self, backend: str = "polars") -> Any:
        """The same as a data frame of polars, pandas or pyarrow, whichever is named and installed.

        Raises:
            NotAccepted: no such library.
        """
        return frame_of(self.columns(), backend)


def track_records(
    experts: Sequence[object],
    questions: Sequence[object],
    scores: ArrayLike,
    *,
    seed: int,
    fewest: int = FEWEST_FOR_A_RANK,
    draws: int = DRAWS,
) -> TrackRecords:
    """The track records of all who gave forecasts.

    Args:
        experts, questions: (forecasts,), who and what; several forecasts of one on the same are averaged.
        scores: (forecasts,), losses, lower is better; NaN where not settled.
        seed: of the ranks that are drawn. fewest: settled questions, compared with others, below which there is no rank.
        draws: how many rankings are drawn.

    Raises:
        WrongShape, BadJudgements, TooFew: as `score_table` says.

    Source: see `pool_partially`, `pairwise_skill`, `expected_ranks`. The variance within experts is pooled over all of them, because one
    expert's own variance over few forecasts is worth little.
    """
    table = score_table(experts, questions, scores)
    relative = relative_scores(table)
    compared = ~np.isnan(relative)
    number = len(table.experts)
    settled = np.bincount(table.expert, minlength=number)
    counts = np.bincount(table.expert[compared], minlength=number)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.bincount(table.expert, weights=table.score, minlength=number) / settled
        own = np.bincount(table.expert[compared], weights=relative[compared], minlength=number) / counts
    within = _within_variance(table, relative, own, counts)
    pooled = _pooled(own, counts, within)
    ranks = _ranks(pooled, counts >= fewest, within=within, seed=seed, draws=draws)
    pairs = pairwise_skill(table)
    return TrackRecords(
        records=tuple(
            TrackRecord(
                expert=expert,
                settled=int(settled[place]),
                compared=int(counts[place]),
                mean_score=float(means[place]),
                relative=float(own[place]),
                skill=float(pooled.estimate[place]),
                low=float(pooled.estimate[place] - _NORMAL_90 * pooled.standard_error[place]),
                high=float(pooled.estimate[place] + _NORMAL_90 * pooled.standard_error[place]),
                expected_rank=_whole_or_none(ranks.expected[place]),
                rank_low=None if isnan(ranks.low[place]) else int(ranks.low[place]),
                rank_high=None if isnan(ranks.high[place]) else int(ranks.high[place]),
                pairwise=float(pairs.difference[place]),
                opponents=int(pairs.opponents[place]),
            )
            for place, expert in enumerate(table.experts)
        ),
        questions=int(np.unique(table.question).size),
        left_out=table.left_out,
        fewest=fewest,
        between_variance=pooled.between_variance,
        within_variance=within,
        warnings=_warnings(counts, within=within, between=pooled.between_variance, fewest=fewest),
    )


def _within_variance(table: ScoreTable, relative: FloatArray, own: FloatArray, counts: Counts) -> float:
    """The variance of an expert's relative scores about the expert's own mean, pooled over all; 0 where nobody has two."""
    compared = ~np.isnan(relative)
    apart = relative[compared] - own[table.expert[compared]]
    freedom = int(np.maximum(counts - 1, 0).sum())
    return float(np.square(apart).sum() / freedom) if freedom else 0.0


def _pooled(own: FloatArray, counts: Counts, within: float) -> PartialPooling:
    """Without any luck to be seen, or with nobody to compare with, there is nothing to pool by: every figure is missing."""
    nothing = np.full(own.size, np.nan)
    if within <= 0 or np.isnan(own).all():
        return PartialPooling(
            estimate=nothing, standard_error=nothing, shrinkage=nothing, common_mean=0.0, between_variance=0.0
        )
    return pool_partially(own, within / np.maximum(counts, 1))


def _ranks(pooled: PartialPooling, enough: BoolArray, *, within: float, seed: int, draws: int) -> ExpectedRanks:
    ranked = enough & (within > 0)
    return expected_ranks(
        np.where(ranked, pooled.estimate, np.nan), np.where(ranked, pooled.standard_error, 0.0), seed=seed, draws=draws
    )


def _warnings(counts: Counts, *, within: float, between: float, fewest: int) -> tuple[str, ...]:
    if not counts.any():
        return ("no question was answered by two experts: nobody can be compared with anybody",)
    if within <= 0:
        return ("the scores do not vary within any expert, so nothing can be said of luck: no interval and no rank",)
    if (counts < fewest).all():
        return (f"nobody has {fewest} settled questions that others answered too: nobody is ranked",)
    if between <= 0:
        return ("the experts differ no more than luck would have them differ",)
    return ()


def _whole_or_none(value: float) -> float | None:
    return None if isnan(value) else float(value)
