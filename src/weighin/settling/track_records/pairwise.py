"""Skill between people who answered different questions: compared two by two, on what both answered."""

import numpy as np
from msgspec import Struct

from weighin.settling.track_records.table import ScoreTable
from weighin.weighing.arrays import FloatArray

BLOCK = 512  # experts at a time: a block of the matrix of all pairs stays small whatever their number
FEWEST_COMMON = 3


class PairwiseSkill(Struct, frozen=True, kw_only=True):
    """How an expert compares with those who answered the same.

    Attributes:
        difference: (experts,), mean over opponents of the mean difference in score on common questions: below 0 is better; NaN without any.
        opponents: (experts,), with how many there were enough common questions. wins: (experts,), the share of them that the expert beats.
    """

    difference: FloatArray
    opponents: FloatArray
    wins: FloatArray


def pairwise_skill(table: ScoreTable, *, fewest_common: int = FEWEST_COMMON) -> PairwiseSkill:
    """Pairwise relative skill, each opponent counted alike.

    Args:
        table: scores, lower is better. fewest_common: questions that two must share to be compared.

    Source: the pairwise comparisons of Cramer et al. (2022), PNAS 119(15) e2113561119, with differences of scores in place of ratios, since
    Brier scores may be 0.
    """
    from scipy.sparse import csr_array  # half a second to import, and only this needs it

    size = (len(table.experts), len(table.questions))
    scores = csr_array((table.score, (table.expert, table.question)), shape=size)
    answered = csr_array((np.ones(table.score.size), (table.expert, table.question)), shape=size)
    difference, opponents, wins = (np.full(size[0], np.nan) for _ in range(3))
    for start in range(0, size[0], BLOCK):
        block = slice(start, min(start + BLOCK, size[0]))
        common = (answered[block] @ answered.T).toarray()
        own, theirs = (scores[block] @ answered.T).toarray(), (answered[block] @ scores.T).toarray()
        rows = np.arange(common.shape[0])
        common[rows, rows + start] = 0
        met = common >= fewest_common
        with np.errstate(invalid="ignore", divide="ignore"):
            apart = np.where(met, (own - theirs) / common, 0.0)
        number = met.sum(axis=1)
        opponents[block] = number
        with np.errstate(invalid="ignore", divide="ignore"):
            difference[block] = apart.sum(axis=1) / number
            wins[block] = ((apart < 0) & met).sum(axis=1) / number + ((apart == 0) & met).sum(axis=1) / (2 * number)
    return PairwiseSkill(difference=difference, opponents=opponents, wins=wins)
