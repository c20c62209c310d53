"""Where each expert stands: principal components of votes of which many are missing."""

import numpy as np
from msgspec import Struct

from weighin.weighing.arrays import FloatArray

DIMENSIONS = 2


class Placement(Struct, frozen=True, kw_only=True, eq=False):
    """A plane through the votes, and the experts on it.

    Attributes:
        mean: (statements,), of the votes that were cast; 0 where nobody voted.
        components: (2, statements), the axes of the plane; the greatest entry of each is positive, which fixes their sign. All 0 where
            there is no such axis: a single statement, a single expert.
        explained_variance: (2,), variance of the filled votes along each axis, with experts - 1.
        coordinates: (experts, 2). Who cast no vote stands in the middle, at (0, 0).
    """

    mean: FloatArray
    components: FloatArray
    explained_variance: FloatArray
    coordinates: FloatArray


def place_experts(votes: FloatArray) -> Placement:
    """Place experts by principal components.

    Missing votes become the mean of their statement. That draws those who voted little to the middle, so each expert's coordinates are
    drawn out again by sqrt(statements / votes cast).

    Args:
        votes: (experts, statements) in {-1, 0, 1}, looked over; NaN where missing.

    Source: Small et al. (2021), Polis: Scaling deliberation by mapping high dimensional opinion spaces, Recerca 26(2), section 3.
    """
    experts, statements = votes.shape
    there = ~np.isnan(votes)
    cast = there.sum(axis=0)
    mean = np.where(there, votes, 0.0).sum(axis=0) / np.maximum(1, cast)
    centred = np.where(there, votes - mean, 0.0)
    _, lengths, axes = np.linalg.svd(centred, full_matrices=False)
    components, variance = np.zeros((DIMENSIONS, statements)), np.zeros(DIMENSIONS)
    found = min(DIMENSIONS, lengths.size)
    components[:found] = _with_fixed_sign(axes[:found])
    variance[:found] = lengths[:found] ** 2 / max(1, experts - 1)
    drawn_out = np.sqrt(statements / np.maximum(1, there.sum(axis=1)))
    return Placement(
        mean=mean,
        components=components,
        explained_variance=variance,
        coordinates=centred @ components.T * drawn_out[:, np.newaxis],
    )


def _with_fixed_sign(axes: FloatArray) -> FloatArray:
    greatest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, np.newaxis], axis=1)
    return axes * np.where(greatest < 0, -1.0, 1.0)
