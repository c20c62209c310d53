"""The linear pool: the weighted mean of the experts' cumulative probabilities, and the logarithmic pool of normals.

A quantile of a mixture lies between the least and the greatest of the experts' quantiles of the same level: that is the bracket in which
it is sought.
"""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.weighing.arrays import FloatArray, Names, named, weights_of
from weighin.weighing.quantities.roots import lowest_reaching

_FARTHEST = 1e300  # an end of a bracket beyond any quantity


class HasQuantiles(Protocol):
    """What can be mixed: a fitted distribution, a piecewise one, a mixture."""

    def cumulative(self, values: ArrayLike) -> FloatArray:
        """P(X ≤ value)."""

    def quantiles(self, levels: ArrayLike) -> FloatArray:
        """The values at the levels."""

    @property
    def mean(self) -> float:
        """The mean."""

    @property
    def sd(self) -> float:
        """The standard deviation."""


class Mixture(Struct, frozen=True):
    """A linear pool of distributions of one quantity; make it with `Mixture.of`.

    Attributes:
        parts: the distributions. shares: their weights, which sum to 1; none is 0.

    Source: Stone (1961), Ann. Math. Statist. 32(4), 1339-1342.
    """

    parts: tuple[HasQuantiles, ...]
    shares: tuple[float, ...]

    @classmethod
    def of(cls, parts: Sequence[HasQuantiles | None], weights: ArrayLike | None = None) -> "Mixture":
        """The mixture of those who answered.

        Args:
            parts: one an expert; None where an expert gave none.
            weights: (experts,), non-negative; equal where left out. Renormalised over those who answered.

        Raises:
            TooFew: nobody with a weight answered. BadJudgements, WrongShape: weights that cannot be.
        """
        given = weights_of(weights, experts=len(parts))
        there = [(part, weight) for part, weight in zip(parts, given, strict=True) if part is not None and weight > 0]
        if not there:
            msg = "no expert with a weight above 0 has given a distribution"
            raise TooFew(msg)
        total = math.fsum(weight for _, weight in there)
        return cls(tuple(part for part, _ in there), tuple(float(weight / total) for _, weight in there))

    def cumulative(self, values: ArrayLike) -> FloatArray:
        """P(X ≤ value), of any shape: the weighted mean of those of the parts."""
        array = np.asarray(values, dtype=np.float64)
        pooled = sum(share * part.cumulative(array) for part, share in zip(self.parts, self.shares, strict=True))
        return np.asarray(np.minimum(pooled, 1.0))

    def quantiles(self, levels: ArrayLike) -> FloatArray:
        """The lowest values that reach the levels in [0, 1], of any shape; never outside the range of the parts' quantiles."""
        array = np.asarray(levels, dtype=np.float64)
        of_parts = np.stack([part.quantiles(array) for part in self.parts])
        low, high = of_parts.min(axis=0), of_parts.max(axis=0)
        inner = (array > 0) & (array < 1)
        found = lowest_reaching(
            self.cumulative,
            np.where(inner, array, np.nan),
            low=np.where(inner, np.clip(low, -_FARTHEST, _FARTHEST), 0.0),
            high=np.where(inner, np.clip(high, -_FARTHEST, _FARTHEST), 0.0),
        )
        return np.where(inner, found, np.where(array == 0, low, np.where(array == 1, high, np.nan)))

    @property
    def mean(self) -> float:
        """The weighted mean of the means of the parts."""
        return math.fsum(share * part.mean for part, share in zip(self.parts, self.shares, strict=True))

    @property
    def sd(self) -> float:
        """From the variances within the parts and the variance between their means; infinite where that of a part is."""
        if any(math.isinf(part.sd) for part in self.parts):
            return math.inf
        centre = self.mean
        return math.sqrt(
            math.fsum(
                share * (part.sd**2 + (part.mean - centre) ** 2)
                for part, share in zip(self.parts, self.shares, strict=True)
            )
        )


def pool_logarithmic_normals(
    means: ArrayLike,
    sds: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    experts: Names | None = None,
    questions: Names | None = None,
) -> tuple[FloatArray, FloatArray]:
    """The logarithmic pool of normal distributions, which is normal: the normalised product of their densities, each to its weight.

    Its precision (1 / variance) is the weighted mean of the precisions, its mean the mean weighted with weight × precision.

    Args:
        means: (experts, questions); NaN where an expert gave none. sds: (experts, questions), above 0; NaN in the same places.
        weights: (experts,), non-negative; equal where left out. Renormalised over those who answered each question.
        experts: their names, for errors. questions: theirs.

    Returns:
        Means and standard deviations, each (questions,); NaN where nobody answered.

    Raises:
        BadJudgements: a standard deviation of 0 or less, or an infinite value; names expert and question. WrongShape: they do not fit.

    Source: Genest & Zidek (1986), Statist. Sci. 1(1), 114-135, section 3, equation 3.7 for normal densities.
    """
    middle, spread = np.asarray(means, dtype=np.float64), np.asarray(sds, dtype=np.float64)
    if middle.ndim != 2 or middle.shape != spread.shape:
        msg = f"expected means and standard deviations of shape (experts, questions), found {middle.shape} and {spread.shape}"
        raise WrongShape(msg)
    bad = np.argwhere((spread <= 0) | np.isinf(spread) | np.isinf(middle) | (np.isnan(middle) != np.isnan(spread)))
    if bad.size:
        expert, question = (int(index) for index in bad[0])
        msg = f"expected a finite mean with a standard deviation above 0, found {middle[expert, question]:g} with {spread[expert, question]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))
    given = weights_of(weights, experts=middle.shape[0])[:, None]
    there = ~np.isnan(middle)
    precisions = np.where(there, given / np.where(there, spread, 1.0) ** 2, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = precisions.sum(axis=0)
        mean = (precisions * np.where(there, middle, 0.0)).sum(axis=0) / total
        sd = np.sqrt((given * there).sum(axis=0) / total)
    return mean, sd
