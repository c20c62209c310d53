"""Scores against scoringrules, on the same numbers: the section `scores` of weighing.py.

scoringrules compiles its loops where numba is installed, which is no dependency of ours: in an environment of its own,
`pip install -e . numba`. Seconds are those on the clock, since both sides may use every core, the best of rounds in which ours and the peer
take turns: measure on a quiet machine. Processor seconds stand beside them.
"""

import importlib.util
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import scoringrules

from weighin.settling.scores import score_brier, score_crps_quantiles

ROUNDS = 9
HUB_LEVELS = np.array([0.01, 0.025, *(step / 20 for step in range(1, 20)), 0.975, 0.99])


class Compared(NamedTuple):
    """One comparison: seconds and processor seconds of ours and of the peer, the most that ours / peer may be, how far the values are apart."""

    what: str
    ours: float
    peer: float
    ours_processor: float
    peer_processor: float
    peer_name: str
    target: float
    apart: float


def compared_scores() -> Iterator[Compared]:
    """The scores that are our own for their speed."""
    numbers = np.random.default_rng(20261124)
    probabilities = numbers.random(10_000_000)
    outcomes = (numbers.random(probabilities.size) < probabilities).astype(np.float64)
    yield compared_with(
        "Brier of 10,000,000",
        lambda: score_brier(probabilities, outcomes),
        lambda: scoringrules.brier_score(outcomes, probabilities, backend="numpy"),
        "scoringrules",
        target=1 / 5,
    )
    quantiles = np.sort(numbers.normal(size=(200_000, HUB_LEVELS.size)), axis=1)
    truths = numbers.normal(size=200_000)
    for backend in ("numpy", *(["numba"] if importlib.util.find_spec("numba") else [])):
        yield compared_with(
            "CRPS of 200,000 from 23 quantiles",
            lambda: score_crps_quantiles(quantiles, truths, levels=HUB_LEVELS),
            lambda backend=backend: scoringrules.crps_quantile(truths, quantiles, HUB_LEVELS, backend=backend),
            f"scoringrules ({backend})",
            target=1,
        )


def compared_with(
    what: str,
    ours: Callable[[], np.ndarray],
    peer: Callable[[], np.ndarray],
    peer_name: str,
    *,
    target: float,
) -> Compared:
    """Ours and the peer in turns, the first of each to warm up and to compare the values."""
    apart = float(np.max(np.abs(ours() - peer())))
    clock, processor = [float("inf")] * 2, [float("inf")] * 2
    for _ in range(ROUNDS):
        for place, work in enumerate((ours, peer)):
            begun = time.perf_counter(), time.process_time()
            work()
            clock[place] = min(clock[place], time.perf_counter() - begun[0])
            processor[place] = min(processor[place], time.process_time() - begun[1])
    return Compared(what, *clock, *processor, peer_name, target, apart)
