"""Least squares from many starts at once: each goes down into its own valley, in the same few calls of NumPy."""

from collections.abc import Callable

import numpy as np

from weighin.weighing.arrays import FloatArray

Differences = Callable[[FloatArray], FloatArray]  # (starts, free) to (starts, levels), or (free,) to (levels,)

_STEP = 1e-6  # for the slopes: parameters are locations without unit and logarithms
_LONGEST = 2.0  # a parameter moves no farther in one step
_LEAST = 1e-15  # keeps a system of equations solvable where a parameter does not matter


def descend(differences: Differences, free: FloatArray, *, steps: int = 25) -> tuple[FloatArray, FloatArray]:
    """Levenberg-Marquardt steps, damped for each start by itself.

    Args:
        differences: finite for every argument. free: (starts, free parameters).
        steps: how many each start takes.

    Returns:
        Where each start arrived, (starts, free parameters), and its sum of squares, (starts,): never more than at the start.

    Source: Marquardt (1963), J. Soc. Ind. Appl. Math. 11(2), 431-441.
    """
    place = free.copy()
    residuals = differences(place)
    squares = (residuals**2).sum(axis=1)
    damping = np.full(place.shape[0], 1e-2)
    nudges = np.eye(place.shape[1]) * _STEP
    for _ in range(steps):
        slopes = np.stack([(differences(place + nudge) - residuals) / _STEP for nudge in nudges], axis=2)
        curvature = np.einsum("slk,slm->skm", slopes, slopes)
        downhill = -np.einsum("slk,sl->sk", slopes, residuals)
        diagonal = np.einsum("skk->sk", curvature)
        diagonal += damping[:, None] * diagonal + _LEAST
        move = np.clip(np.linalg.solve(curvature, downhill[..., None])[..., 0], -_LONGEST, _LONGEST)
        trial = differences(place + move)
        trial_squares = (trial**2).sum(axis=1)
        lower = trial_squares < squares
        place = np.where(lower[:, None], place + move, place)
        residuals = np.where(lower[:, None], trial, residuals)
        squares = np.where(lower, trial_squares, squares)
        damping = np.clip(np.where(lower, damping / 5, damping * 5), 1e-12, 1e12)
    return place, squares
