"""Votes of a panel on statements: looked over once."""

import numpy as np
from numpy.typing import ArrayLike

from weighin.weighing.arrays import FloatArray, Names, numbers_by_expert, refuse_first

AGREE, PASS, DISAGREE = 1, 0, -1


def votes_of(values: ArrayLike, *, experts: Names | None = None, statements: Names | None = None) -> FloatArray:
    """Votes as numbers.

    Args:
        values: (experts, statements), 1 for agree, -1 for disagree, 0 for pass; NaN where an expert has not voted.
        experts: their names, for errors. statements: theirs.

    Returns:
        (experts, statements), float64.

    Raises:
        BadJudgements: another number; names expert and statement. WrongShape, TooFew: no votes by experts and statements.
    """
    array = numbers_by_expert(values, called="votes", axes=("experts", "statements"))
    refuse_first(
        ~np.isnan(array) & ~np.isin(array, (AGREE, PASS, DISAGREE)),
        array,
        expected="a vote of 1 (agree), 0 (pass) or -1 (disagree)",
        experts=experts,
        questions=statements,
    )
    return array
