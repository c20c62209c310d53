"""Scores in a long table, one line a forecast: experts and questions by number, one mean score for each pair."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray

Numbers = NDArray[np.intp]


class ScoreTable(Struct, frozen=True):
    """One row a pair of expert and question that has a score; several forecasts of a pair are averaged.

    Attributes:
        experts, questions: names in the order of first appearance. expert, question: (pairs,), their numbers. score: (pairs,).
        left_out: lines without a score.
    """

    experts: tuple[object, ...]
    questions: tuple[object, ...]
    expert: Numbers
    question: Numbers
    score: FloatArray
    left_out: int


def score_table(experts: Sequence[object], questions: Sequence[object], scores: ArrayLike) -> ScoreTable:
    """The table of long columns.

    Args:
        experts, questions: (forecasts,), who and what. scores: (forecasts,), losses: lower is better; NaN where not settled.

    Raises:
        WrongShape: columns of different lengths. BadJudgements: an infinite score. TooFew: no score at all.
    """
    given = np.asarray(scores, dtype=np.float64)
    if given.ndim != 1 or not len(experts) == len(questions) == given.size:
        msg = f"expected three columns of one length, found {len(experts)}, {len(questions)} and {given.shape}"
        raise WrongShape(msg)
    infinite = np.flatnonzero(np.isinf(given))
    if infinite.size:
        msg = "an infinite score would decide every mean; use a score that stays finite, or state a floor"
        raise BadJudgements(msg, expert=experts[int(infinite[0])], question=questions[int(infinite[0])])
    there = ~np.isnan(given)
    if not there.any():
        msg = "no forecast is settled, and a track record needs at least one"
        raise TooFew(msg)
    who, expert = _numbered(experts)
    what, question = _numbered(questions)
    pair, place = np.unique(expert[there] * len(what) + question[there], return_inverse=True)
    counts = np.bincount(place)
    return ScoreTable(
        experts=who,
        questions=what,
        expert=(pair // len(what)).astype(np.intp),
        question=(pair % len(what)).astype(np.intp),
        score=np.bincount(place, weights=given[there]) / counts,
        left_out=int(given.size - there.sum()),
    )


def _numbered(names: Sequence[object]) -> tuple[tuple[object, ...], Numbers]:
    number: dict[object, int] = {}
    places = np.fromiter((number.setdefault(name, len(number)) for name in names), dtype=np.intp, count=len(names))
    return tuple(number), places


def relative_scores(table: ScoreTable) -> FloatArray:
    """Each score less the mean of the others on the same question: what is hard is hard for all.

    Returns:
        (pairs,); NaN where nobody else answered.
    """
    answered = np.bincount(table.question, minlength=len(table.questions))
    total = np.bincount(table.question, weights=table.score, minlength=len(table.questions))
    others = answered[table.question] - 1
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(others > 0, table.score - (total[table.question] - table.score) / others, np.nan)
