"""How fast scores are: ours and scoringrules in one run on the same numbers, with the ratio and how far the values lie apart.

    python benchmarks/weighing_scores.py           prints the comparisons
    python benchmarks/weighing_scores.py --json    the figures for a program

scoringrules compiles its loops where numba is installed, which is no dependency of ours: in an environment of its own,
`pip install -e . numba`. Times are seconds on the clock, since both ours may use every core, the best of rounds in which ours and the peer take
turns: measure on a quiet machine. Processor seconds stand beside them. Figures are printed beside their targets; nothing fails.
"""

import argparse
import importlib.util
import json
import os
import platform
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", dest="as_json")
    asked = parser.parse_args()
    if not asked.as_json:
        print(f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
    found = []
    for compared in scores():
        found.append(compared._asdict())
        if not asked.as_json:
            print(shown(compared), flush=True)
    if asked.as_json:
        print(json.dumps(found, indent=2))


def shown(compared: Compared) -> str:
    """A comparison on a line."""
    return (
        f"{compared.what:<40} {compared.ours * 1e3:7.1f} ms, {compared.peer_name} {compared.peer * 1e3:7.1f} ms: "
        f"{compared.ours / compared.peer:5.2f} of it (target at most {compared.target:g}; by processor seconds "
        f"{compared.ours_processor / compared.peer_processor:5.2f}), values within {compared.apart:.0e}"
    )


def scores() -> Iterator[Compared]:
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


if __name__ == "__main__":
    main()
