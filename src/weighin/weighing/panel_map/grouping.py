"""Groups of experts who stand near to each other: k-means, the number of groups chosen by silhouette."""

from enum import Enum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from weighin.weighing.arrays import FloatArray

IntArray = NDArray[np.int64]

MOST_STEPS = 300
STILL = 1e-4  # of the mean variance of the coordinates: centres that move less have arrived (scikit-learn's default)
ROWS_AT_ONCE = 1_000  # distances to all others are held for so many experts at a time
OTHER_STARTS = 10


class Start(Enum):
    """Where k-means begins; both are deterministic."""

    POLIS = (
        "polis"  # the first k distinct places, from left to right: as Polis does, so that its groups are found again
    )
    BEST = "best"  # that and ten starts with far-apart places; the partition with the smallest sum of squares is kept


class Groups(Struct, frozen=True, kw_only=True, eq=False):
    """A partition.

    Attributes:
        labels: (experts,), from 0.
        count: of groups. 1 where there are too few distinct places for two.
        silhouette: mean of the samples, in [-1, 1]; NaN for one group. silhouette_samples: (experts,).
        sum_of_squares: of distances to the centres.
        by_count: mean silhouette of each number of groups that was tried.
        better_known: sum of squares of the best of the other starts for the same number of groups; never above `sum_of_squares`.
    """

    labels: IntArray
    count: int
    silhouette: float
    silhouette_samples: FloatArray
    sum_of_squares: float
    by_count: dict[int, float]
    better_known: float


def group_by_silhouette(places: FloatArray, *, fewest: int = 2, most: int = 5, start: Start = Start.POLIS) -> Groups:
    """Group by k-means for each number of groups, and keep the number whose mean silhouette is greatest, the smaller where equal.

    Args:
        places: (experts, dimensions), finite. fewest, most: numbers of groups to try, from 2; no more than distinct places less 1 are.
        start: where k-means begins.

    Source: Lloyd (1982), IEEE Trans. Information Theory 28(2), 129-137; Rousseeuw (1987), J. Computational and Applied Mathematics 20,
    53-65 (silhouette).
    """
    distinct = np.unique(places, axis=0)
    counts = range(fewest, min(most, len(distinct), len(places) - 1) + 1)
    partitions = [_partition(places, distinct, count, start) for count in counts]
    kept = [partition for partition in partitions if partition.labels.any()]
    if not kept:
        return _single(places)
    samples = _silhouettes(places, [partition.labels for partition in kept])
    means = [float(row.mean()) for row in samples]
    best = int(np.argmax(means))
    return Groups(
        labels=kept[best].labels,
        count=int(kept[best].labels.max()) + 1,
        silhouette=means[best],
        silhouette_samples=samples[best],
        sum_of_squares=kept[best].sum_of_squares,
        by_count={partition.asked: mean for partition, mean in zip(kept, means, strict=True)},
        better_known=kept[best].better_known,
    )


def silhouette_samples(places: FloatArray, labels: IntArray) -> FloatArray:
    """How much nearer each expert stands to the own group than to the next, in [-1, 1]; 0 for one who is alone in a group.

    Args:
        places: (experts, dimensions). labels: (experts,), from 0, at least two groups, none empty.
    """
    return _silhouettes(places, [labels])[0]


class _Partition(Struct, frozen=True, kw_only=True, eq=False):
    asked: int
    labels: IntArray
    sum_of_squares: float
    better_known: float


def _silhouettes(places: FloatArray, partitions: list[IntArray]) -> list[FloatArray]:
    # The distances are the dear part, and the same for all partitions.
    belongs = [np.eye(int(labels.max()) + 1)[labels] for labels in partitions]
    samples = [np.zeros(len(places)) for _ in partitions]
    for begin in range(0, len(places), ROWS_AT_ONCE):
        part = slice(begin, begin + ROWS_AT_ONCE)
        apart = _distances(places[part], places)
        for labels, members, filled in zip(partitions, belongs, samples, strict=True):
            filled[part] = _silhouette_from(apart @ members, members.sum(axis=0), labels[part])
    return samples


def _distances(some: FloatArray, places: FloatArray) -> FloatArray:
    squared = np.zeros((len(some), len(places)))
    for one, other in zip(some.T, places.T, strict=True):
        along = np.subtract.outer(one, other)
        along *= along
        squared += along
    distances: FloatArray = np.sqrt(squared, out=squared)
    return distances


def _silhouette_from(totals: FloatArray, sizes: FloatArray, own: IntArray) -> FloatArray:
    rows = np.arange(len(own))
    inside = totals[rows, own] / np.maximum(1, sizes[own] - 1)
    means = totals / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    greater = np.maximum(inside, outside)
    scored = (sizes[own] > 1) & (greater > 0)
    return np.where(scored, (outside - inside) / np.where(greater > 0, greater, 1.0), 0.0)


def _partition(places: FloatArray, distinct: FloatArray, count: int, start: Start) -> _Partition:
    as_polis = _k_means(places, distinct[:count])
    others = [_k_means(places, _far_apart(distinct, count, first)) for first in _firsts(len(distinct))]
    best = min([as_polis, *others], key=lambda found: found[1])
    labels, squares = as_polis if start is Start.POLIS else best
    return _Partition(asked=count, labels=labels, sum_of_squares=squares, better_known=best[1])


def _firsts(distinct: int) -> list[int]:
    return sorted({int(place) for place in np.linspace(0, distinct - 1, OTHER_STARTS)})


def _far_apart(distinct: FloatArray, count: int, first: int) -> FloatArray:
    """`count` places, each the farthest from those before it."""
    chosen = [first]
    nearest = ((distinct - distinct[first]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, ((distinct - distinct[chosen[-1]]) ** 2).sum(axis=1))
    return distinct[chosen]


def _k_means(places: FloatArray, centres: FloatArray) -> tuple[IntArray, float]:
    arrived = STILL * float(places.var(axis=0).mean())
    labels = np.full(len(places), -1)
    for _ in range(MOST_STEPS):
        squared = _squared(places, centres)
        nearest = squared.argmin(axis=1)
        moved = _centres_of(places, nearest, squared)
        settled = np.array_equal(nearest, labels)
        shift = float(((moved - centres) ** 2).sum())
        labels, centres = nearest, moved
        if settled or shift <= arrived:
            break
    squared = _squared(places, centres)
    labels = squared.argmin(axis=1)
    _, renumbered = np.unique(labels, return_inverse=True)
    return renumbered, float(squared.min(axis=1).sum())


def _squared(places: FloatArray, centres: FloatArray) -> FloatArray:
    # one centre after the other: there are few, and no third dimension has to be made
    squared: FloatArray = np.stack([((places - centre) ** 2).sum(axis=1) for centre in centres], axis=1)
    return squared


def _centres_of(places: FloatArray, labels: IntArray, squared: FloatArray) -> FloatArray:
    """Means of the groups. A group that lost all its experts takes the one who stands farthest from the own centre."""
    count = squared.shape[1]
    labels = labels.copy()
    own = squared[np.arange(len(places)), labels]
    for empty in np.flatnonzero(np.bincount(labels, minlength=count) == 0):
        farthest = int(own.argmax())
        labels[farthest], own[farthest] = empty, -1.0
    sizes = np.bincount(labels, minlength=count)
    sums = np.stack([np.bincount(labels, weights=axis, minlength=count) for axis in places.T], axis=1)
    centres: FloatArray = sums / np.maximum(1, sizes)[:, np.newaxis]
    return centres


def _single(places: FloatArray) -> Groups:
    squares = float(((places - places.mean(axis=0)) ** 2).sum()) if len(places) else 0.0
    return Groups(
        labels=np.zeros(len(places), dtype=np.int64),
        count=min(1, len(places)),
        silhouette=float("nan"),
        silhouette_samples=np.full(len(places), np.nan),
        sum_of_squares=squares,
        by_count={},
        better_known=squares,
    )
