"""Pools of choices: each expert spreads a probability of 1 over the options of a question.

Every function takes (experts, questions, options), each row on the simplex, NaN throughout where an expert gave none, and gives
(questions, options) that sum to 1, NaN where nobody answered (nobody with a weight above 0). Options that a question does not have are left
out of its array. `experts` and `questions` are names for errors.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, NotAccepted, OppositeCertainties, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named, require_in_unit_interval
from weighin.weighing.pools.averaging import judgement_weights_of, mean_over_experts
from weighin.weighing.pools.probabilities import median_over_experts

Pooled = Callable[[FloatArray, FloatArray | None], FloatArray]

SUM_WITHIN = 1e-6  # what rounding in a table of six digits may do to a sum of 1


def choices_of(values: ArrayLike, *, experts: Names | None = None, questions: Names | None = None) -> FloatArray:
    """Probabilities over options, looked over.

    Args:
        values: (experts, questions, options), each in [0, 1], summing to 1 within 1e-6 over the options; NaN in all of them where an
            expert gave none.
        experts: their names, for errors. questions: theirs.

    Returns:
        (experts, questions, options), float64, as they were: nothing is rescaled.

    Raises:
        ProbabilityOutOfRange: names expert and question. BadJudgements: a sum other than 1, or some options missing.
        WrongShape: not three dimensions, or fewer than two options. TooFew: no expert.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        msg = f"expected numbers of shape (experts, questions, options), found something else ({error})"
        raise WrongShape(msg) from error
    if array.ndim != 3 or array.shape[2] < 2:
        msg = f"expected an array of shape (experts, questions, options) with two options or more, found {array.shape}"
        raise WrongShape(msg)
    if not array.shape[0]:
        msg = "expected one expert or more, found none"
        raise TooFew(msg)
    require_in_unit_interval(array, experts=experts, questions=questions)
    totals = array.sum(axis=2)
    off = np.argwhere(np.abs(totals - 1) > SUM_WITHIN)
    gaps = np.argwhere(np.isnan(totals) & ~np.isnan(array).all(axis=2))
    if off.size or gaps.size:
        expert, question = (int(index) for index in (off if off.size else gaps)[0])
        msg = (
            f"expected probabilities that sum to 1 over the options, found {totals[expert, question]:g}"
            if off.size
            else "expected a probability for every option or for none, found some missing"
        )
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))
    return array


def pool_choices_mean(
    choices: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted mean of each option: the linear pool.

    Args:
        choices: (experts, questions, options), on the simplex; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions, options), summing to 1; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange, BadJudgements: name expert and question.

    Source: Stone (1961), Ann. Math. Statist. 32(4), 1339-1342.
    """
    values, counting = _looked_over(choices, weights, experts=experts, questions=questions)
    return _by_option(values, counting, mean_over_experts)


def pool_choices_median(
    choices: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the (weighted) median of each option, divided by their sum.

    Args:
        choices: (experts, questions, options), on the simplex; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions, options), summing to 1; NaN where nobody answered.

    Raises:
        ProbabilityOutOfRange, BadJudgements: name expert and question. BadJudgements: the median of every option is 0, as where three experts
            are each certain of another one of three options.

    Source: Jose, Grushka-Cockayne & Lichtendahl (2014), Manag. Sci. 60(2), 463-475, section 2, on the simplex by normalising.
    """
    values, counting = _looked_over(choices, weights, experts=experts, questions=questions)
    middle = _by_option(values, counting, median_over_experts)
    total = middle.sum(axis=1, keepdims=True)
    nothing = np.flatnonzero(total[:, 0] == 0)
    if nothing.size:
        msg = "the median of every option is 0; take the mean"
        raise BadJudgements(msg, question=named(questions, int(nothing[0])))
    return np.asarray(middle / total)


def pool_choices_logarithmic(
    choices: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted geometric mean of each option, divided by their sum: the logarithmic pool.

    Of two options it is the geometric mean of odds.

    Args:
        choices: (experts, questions, options), on the simplex; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions, options), summing to 1; NaN where nobody answered. One expert with a weight at 0 rules an option out.

    Raises:
        ProbabilityOutOfRange, BadJudgements: name expert and question.
        OppositeCertainties: every option is ruled out by somebody.

    Source: Genest & Zidek (1986), Statist. Sci. 1(1), 114-135, equation 2.3.
    """
    return pool_choices_extremised(choices, weights, factor=1.0, experts=experts, questions=questions)


def pool_choices_extremised(
    choices: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    factor: float,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool by the weighted geometric mean of each option to the power of a factor, divided by their sum.

    Args:
        choices: (experts, questions, options), on the simplex; NaN where an expert gave none.
        weights: (experts,) or (experts, questions), non-negative; equal where left out.
        factor: above 0; above 1 towards certainty, below towards equal probabilities.
        experts: their names, for errors. questions: theirs.

    Returns:
        (questions, options), summing to 1; NaN where nobody answered. One expert with a weight at 0 rules an option out.

    Raises:
        ProbabilityOutOfRange, BadJudgements: name expert and question. NotAccepted: a factor of 0 or less.
        OppositeCertainties: every option is ruled out by somebody.

    Source: Satopää et al. (2014), Int. J. Forecasting 30(2), 344-356, equation 4, for more than two options.
    """
    if not 0 < factor < np.inf:
        msg = f"expected an extremising factor above 0, found {factor:g}"
        raise NotAccepted(msg)
    values, counting = _looked_over(choices, weights, experts=experts, questions=questions)
    logarithms = factor * _by_option(values, counting, _mean_logarithm)
    highest = logarithms.max(axis=1, keepdims=True)
    _refuse_nothing_left(values, counting, highest[:, 0], experts=experts, questions=questions)
    odds = np.exp(
        logarithms - highest
    )  # relative to the likeliest option, so that no panel makes all of them round to 0
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _refuse_nothing_left(
    values: FloatArray,
    weights: FloatArray | None,
    highest: FloatArray,
    *,
    experts: Names | None,
    questions: Names | None,
) -> None:
    empty = np.flatnonzero(np.isneginf(highest))
    if not empty.size:
        return
    question = int(empty[0])
    ruling_out = values[:, question] == 0
    if weights is not None:
        ruling_out &= np.broadcast_to(weights, values.shape[:2])[:, question, None] > 0
    who = list(dict.fromkeys(str(named(experts, int(expert))) for expert in ruling_out.argmax(axis=0)))
    msg = "every option is ruled out by one of them, so nothing is left; ask again, or take the mean"
    raise OppositeCertainties(msg, expert=" and ".join(who), question=named(questions, question))


def _mean_logarithm(values: FloatArray, weights: FloatArray | None) -> FloatArray:
    return mean_over_experts(values, weights, lambda block: np.log(block, out=block), neutral=1.0)


def _by_option(values: FloatArray, weights: FloatArray | None, pooled: Pooled) -> FloatArray:
    return np.stack([pooled(values[:, :, option], weights) for option in range(values.shape[2])], axis=1)


def _looked_over(
    choices: ArrayLike, weights: ArrayLike | None, *, experts: Names | None, questions: Names | None
) -> tuple[FloatArray, FloatArray | None]:
    values = choices_of(choices, experts=experts, questions=questions)
    return values, judgement_weights_of(weights, values, experts=experts, questions=questions)
