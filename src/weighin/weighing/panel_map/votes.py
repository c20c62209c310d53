"""Votes of a panel on statements: looked over once."""

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named

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
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected votes as numbers of shape (experts, statements), found something else ({error})"
        raise WrongShape(msg) from error
    if array.ndim != 2:
        msg = f"expected votes of shape (experts, statements), found {array.ndim} dimension(s) of shape {array.shape}"
        raise WrongShape(msg)
    if array.size == 0:
        msg = f"expected at least one expert and one statement, found shape {array.shape}"
        raise TooFew(msg)
    strange = np.argwhere(~np.isnan(array) & ~np.isin(array, (AGREE, PASS, DISAGREE)))
    if strange.size:
        expert, statement = (int(place) for place in strange[0])
        msg = f"expected a vote of 1 (agree), 0 (pass) or -1 (disagree), found {array[expert, statement]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(statements, statement))
    return array
