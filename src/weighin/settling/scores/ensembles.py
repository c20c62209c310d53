"""The continuous ranked probability score of an ensemble: a forecast given as a number of equally or differently likely values."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.settling.scores.inputs import fitted, floats_of, refuse, require_finite
from weighin.weighing.arrays import FloatArray, Names


class Estimator(StrEnum):
    """What the members of an ensemble stand for.

    EMPIRICAL: they are the forecast, each as likely as its weight. This is what others call "nrg" (energy form), "qd" (quantile
        decomposition) and "int" (integral form): three ways to the same number.
    FAIR: they are draws from the forecast; without the disadvantage that few draws have. Others call it "fair" and, computed otherwise, "pwm".
    """

    EMPIRICAL = "empirical"
    FAIR = "fair"


def score_crps_ensemble(
    members: ArrayLike,
    truths: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    estimator: Estimator = Estimator.EMPIRICAL,
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Continuous ranked probability score of ensembles, `E|X - y| - E|X - X'| / 2`: a loss in the unit of the quantity.

    With one member it is the absolute error.

    Args:
        members: (..., questions, members), in any order; a missing member (NaN) is left out, the others stand for the whole.
        truths: (questions,) or (..., questions), in the same unit; NaN not settled.
        weights: of the members, of their shape or (members,), 0 or more, normalised over those that are there; equal where left out.
        estimator: whether the members are the forecast or draws from it. The fair one can be negative.
        experts: their names, for errors. questions: theirs.

    Returns:
        (..., questions); NaN where no member or no truth is there.

    Raises:
        TooFew: the fair estimator with one member, or one that has all the weight. BadJudgements: infinite, a negative weight, weights that are all 0. WrongShape.

    Source: Gneiting and Raftery (2007), J. American Statistical Association 102(477), 359-378, eq. 21; fair: Ferro (2014), Quarterly J.
        Royal Meteorological Society 140, 1917-1923. Computed by scoringrules.
    """
    given = floats_of(members, meaning="(..., questions, members)", trailing=1)
    require_finite(given, what="members", trailing=1, experts=experts, questions=questions)
    fitting = fitted(truths, given.shape[:-1], what="a true value", questions=questions)
    width = given.shape[-1]
    if width == 0:
        msg = "expected at least one member on the last axis, found none"
        raise WrongShape(msg)
    rows, aims = given.reshape(-1, width), fitting.reshape(-1)
    shares = None if weights is None else _weights_for(given, weights, experts=experts, questions=questions)
    counts = (~np.isnan(rows)).sum(axis=1)
    alone = counts == 1 if shares is None else (shares == 1).any(axis=1)
    if estimator is Estimator.FAIR and alone.any():
        index = np.unravel_index(int(np.argmax(alone)), given.shape[:-1])
        msg = "the fair estimator needs two members or more, found one"
        raise refuse(TooFew, msg, index=[int(place) for place in index], experts=experts, questions=questions)
    scores = np.full(aims.shape, np.nan)
    for count in np.unique(
        counts[counts > 0]
    ):  # sorted, the missing come last, so that all of one size are scored at once
        chosen = (counts == count) & ~np.isnan(aims)
        order = np.argsort(rows[chosen], axis=1, kind="stable")[:, :count]
        there = np.take_along_axis(rows[chosen], order, axis=1)
        weighed = None if shares is None else np.take_along_axis(shares[chosen], order, axis=1)
        scores[chosen] = _scored(there, aims[chosen], weighed, estimator=estimator)
    return scores.reshape(fitting.shape)


def _scored(members: FloatArray, truths: FloatArray, weights: FloatArray | None, *, estimator: Estimator) -> FloatArray:
    """The score of members in rising order, as many in each row."""
    from scoringrules import crps_ensemble  # half a second with SciPy, which other scores need not wait for

    # of the ways to the same number those are taken that need no table of all pairs of members
    way = "pwm" if estimator is Estimator.FAIR and weights is None else "qd"
    scores: FloatArray = np.asarray(
        crps_ensemble(truths, members, ens_w=weights, estimator=way, sorted_ensemble=True, backend="numpy"),
        dtype=np.float64,
    )
    if estimator is Estimator.EMPIRICAL or weights is None:
        return scores
    # scoringrules' "pwm" holds for equal weights only (its "fair" for all, by a table of pairs), so the spread is made fair here
    distance = (weights * np.abs(members - truths[:, None])).sum(axis=1)
    fair: FloatArray = distance - (distance - scores) / (1 - np.square(weights).sum(axis=1))
    return fair


def _weights_for(
    given: FloatArray, weights: ArrayLike, *, experts: Names | None, questions: Names | None
) -> FloatArray:
    """Weights (rows, members) that sum to 1 over the members that are there."""
    array = floats_of(weights, meaning="(..., questions, members)", trailing=1)
    if array.shape not in {given.shape, given.shape[-1:]}:
        msg = f"expected weights of the shape {given.shape} or {given.shape[-1:]}, found {array.shape}"
        raise WrongShape(msg)
    spread = np.broadcast_to(array, given.shape)
    there = ~np.isnan(given)
    bad = there & ~((spread >= 0) & np.isfinite(spread))
    if bad.any():
        index = np.argwhere(bad)[0]
        msg = f"expected a weight of 0 or more for a member that is there, found {spread[tuple(index)]:g}"
        raise refuse(BadJudgements, msg, index=index[:-1], experts=experts, questions=questions)
    counted = np.where(there, spread, 0)
    totals = counted.sum(axis=-1, keepdims=True)
    empty = (totals[..., 0] == 0) & there.any(axis=-1)
    if empty.any():
        msg = "expected a member with a weight above 0, found none"
        raise refuse(BadJudgements, msg, index=np.argwhere(empty)[0].tolist(), experts=experts, questions=questions)
    return (counted / np.where(totals > 0, totals, 1)).reshape(-1, given.shape[-1])
