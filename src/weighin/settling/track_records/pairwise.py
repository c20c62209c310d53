"""Skill between people who answered different questions: compared two by two, on what both answered."""

import numpy as np
from msgspec import Struct

from weighin.settling.track_records.table import ScoreTable
from weighin.weighing.arrays import FloatArray

BLOCK = 512  # experts at a time: a block of the matrix of all pairs stays small whatever their number
FEWEST_COMMON = 3
_SMALL = 1e-4  # so that the products of scores stay far below 1/2 for any number of common questions that there is


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
    # with 1 + i s for an answer, each times the conjugate of the other, the imaginary part of the sum over common questions is the difference
    # of the scores, and the real part their number, next to which products of scores this small vanish: one product of matrices for both
    scale = _SMALL / max(float(np.abs(table.score).max()), np.finfo(float).tiny)
    answers = csr_array((1 + 1j * scale * table.score, (table.expert, table.question)), shape=size)
    conjugates = answers.conj()
    total, opponents, wins = (np.zeros(size[0]) for _ in range(3))
    for start in range(0, size[0], BLOCK):
        stop = min(start + BLOCK, size[0])
        # what one is above another, the other is below it: those before this block have met it already
        products = (answers[start:stop] @ conjugates[start:].T).toarray()
        common = np.rint(products.real)
        np.fill_diagonal(common, 0)
        met = common >= fewest_common
        apart = np.divide(products.imag, common * scale, out=np.zeros(common.shape), where=met)
        better, worse = apart < 0, apart > 0
        for axis, own, beaten, part in (
            (1, slice(start, stop), better, np.s_[:, :]),
            (0, slice(stop, None), worse, np.s_[:, stop - start :]),
        ):
            number = met[part].sum(axis=axis)
            total[own] += (1 if axis else -1) * apart[part].sum(axis=axis)
            opponents[own] += number
            ties = number - better[part].sum(axis=axis) - worse[part].sum(axis=axis)
            wins[own] += beaten[part].sum(axis=axis) + ties / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return PairwiseSkill(difference=total / opponents, opponents=opponents, wins=wins / opponents)
