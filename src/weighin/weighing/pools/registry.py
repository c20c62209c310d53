"""Every pool by its published name."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from numpy.typing import ArrayLike

from weighin.errors import NotAccepted
from weighin.weighing.arrays import FloatArray, Names
from weighin.weighing.pools.choices import (
    pool_choices_extremised,
    pool_choices_logarithmic,
    pool_choices_mean,
    pool_choices_median,
)
from weighin.weighing.pools.idea import IDEA
from weighin.weighing.pools.odds import (
    pool_extremised,
    pool_geometric_odds,
    pool_neyman_roughgarden,
    pool_probit,
)
from weighin.weighing.pools.probabilities import (
    pool_beta,
    pool_geometric,
    pool_harmonic,
    pool_mean,
    pool_median,
    pool_trimmed,
)
from weighin.weighing.pools.quantities import QUANTITIES
from weighin.weighing.pools.weights import weights_by_decay, weights_by_recency
from weighin.weighing.quantities.pool import QuantityPool

PoolFunction = Callable[..., FloatArray]


class Judged(StrEnum):
    """What the judgements are of, which decides which pools there are."""

    PROBABILITIES = "probabilities"
    CHOICES = "choices"
    THREE_POINTS = "three points"
    QUANTITIES = "quantities"


WEIGHTED: dict[str, PoolFunction] = {
    "mean": pool_mean,
    "median": pool_median,
    "geometric": pool_geometric,
    "harmonic": pool_harmonic,
    "geometric_odds": pool_geometric_odds,
    "probit": pool_probit,
}


def pool_decayed(
    probabilities: ArrayLike,
    *,
    ages: ArrayLike,
    half_life: float,
    over: str = "mean",
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool with weights that halve with every half-life, by `over`: a name in WEIGHTED. Arguments as `weights_by_decay`."""
    weights = weights_by_decay(ages, half_life=half_life, experts=experts, questions=questions)
    return _weighted_pool(over)(probabilities, weights, experts=experts, questions=questions)


def pool_recent(
    probabilities: ArrayLike,
    *,
    ages: ArrayLike,
    over: str = "median",
    experts: Names | None = None,
    questions: Names | None = None,
) -> FloatArray:
    """Pool with weights by rank of age, by `over`: a name in WEIGHTED; the median as Metaculus does. Arguments as `weights_by_recency`."""
    weights = weights_by_recency(ages, experts=experts, questions=questions)
    return _weighted_pool(over)(probabilities, weights, experts=experts, questions=questions)


POOLS: Mapping[Judged, Mapping[str, PoolFunction]] = {
    Judged.PROBABILITIES: {
        **WEIGHTED,
        "trimmed": pool_trimmed,
        "extremised": pool_extremised,
        "neyman_roughgarden": pool_neyman_roughgarden,
        "beta": pool_beta,
        "decay": pool_decayed,
        "recency": pool_recent,
    },
    Judged.CHOICES: {
        "mean": pool_choices_mean,
        "median": pool_choices_median,
        "logarithmic": pool_choices_logarithmic,
        "extremised": pool_choices_extremised,
    },
    Judged.THREE_POINTS: IDEA,
    Judged.QUANTITIES: QUANTITIES,
}

USUAL: Mapping[Judged, str] = {
    Judged.PROBABILITIES: "median",
    Judged.CHOICES: "median",
    Judged.THREE_POINTS: "ArMean",
    Judged.QUANTITIES: str(QuantityPool.VINCENT),
}  # what is pooled by where nobody names a method


def _weighted_pool(name: str) -> PoolFunction:
    if name not in WEIGHTED:
        msg = f"no pool {name!r} that takes weights; there are {', '.join(WEIGHTED)}"
        raise NotAccepted(msg)
    return WEIGHTED[name]
