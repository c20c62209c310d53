"""How far a coefficient of agreement hangs on the questions that happened to be asked."""

from collections.abc import Callable

from numpy.typing import ArrayLike

from weighin.errors import TooFew
from weighin.weighing.agreement.ratings import ratings_of
from weighin.weighing.arrays import FloatArray
from weighin.weighing.sensitivity import Chosen, Resampled, resample


def resample_questions(
    measure: Callable[[FloatArray], float], ratings: ArrayLike, *, draws: int = 1000, level: float = 0.9, seed: int = 0
) -> Resampled:
    """An interval of a coefficient by drawing as many questions with replacement (percentile bootstrap).

    Questions and not experts: an expert who is drawn twice agrees with the copy, which pushes every coefficient up.

    Args:
        measure: from ratings to the coefficient, as `lambda drawn: fleiss_kappa(drawn).value`.
        ratings: (experts, questions), finite; NaN where an expert gave none.
        draws: how often. level: in (0, 1). seed: of the draws.

    Returns:
        `Resampled`. A draw with too few answers for the coefficient has no value, and `defined` is lower.

    Raises:
        TooFew: one question: every draw is the same. NotAccepted: no draws, or a level outside (0, 1).

    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    array = ratings_of(ratings)
    questions = array.shape[1]
    if questions < 2:
        msg = f"expected two questions or more to resample, found {questions}"
        raise TooFew(msg)

    def measured(drawn: Chosen) -> float:
        try:
            return measure(array[:, drawn])
        except TooFew:
            return float("nan")

    return resample(measured, experts=questions, draws=draws, level=level, seed=seed)
