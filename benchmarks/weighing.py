"""How fast weighing and scoring are: ours and the peer in one run on the same numbers, with the ratio and how far the values lie apart.

    python benchmarks/weighing.py                  every section
    python benchmarks/weighing.py --only pools     one of the sections below
    python benchmarks/weighing.py --json           the figures for a program

Figures are printed beside their targets; nothing fails. Times are processor seconds of this process, the best of some rounds in which ours
and the peer take turns, so that a busy machine disturbs little. A section is a function in SECTIONS that yields `Measured`; a peer
that is not installed is said so and skipped.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from weighing_cooke import cooke

ROUNDS = 5


class Measured(NamedTuple):
    """One comparison.

    Attributes:
        what: what was computed. ours, peer: seconds. peer_name: what ours is compared with.
        target: the most that ours / peer may be; None where there is none.
        apart: the largest difference between the values of ours and of the peer or of a plain formula.
    """

    what: str
    ours: float
    peer: float
    peer_name: str
    target: float | None
    apart: float


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=sorted(SECTIONS), action="append")
    parser.add_argument("--json", action="store_true", dest="as_json")
    asked = parser.parse_args()
    if not asked.as_json:
        print(f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
    figures = {}
    for name in asked.only or SECTIONS:
        if not asked.as_json:
            print(f"\n{name}")
        figures[name] = []
        for measured in SECTIONS[name]():
            figures[name].append(measured._asdict())
            if not asked.as_json:
                print(f"  {shown(measured)}", flush=True)
    if asked.as_json:
        print(json.dumps(figures, indent=2))


def shown(measured: Measured) -> str:
    """A comparison on a line."""
    ratio = measured.ours / measured.peer
    target = "" if measured.target is None else f" (target at most {measured.target:g})"
    return (
        f"{measured.what:<34} {measured.ours * 1e3:9.1f} ms   {ratio:6.3f} × {measured.peer_name}{target}"
        f", values within {measured.apart:.0e}"
    )


def taking_turns(ours: Callable[[], object], *peers: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Processor seconds of ours and of each peer: the best of rounds in which they take turns."""
    best = [float("inf")] * (1 + len(peers))
    for _ in range(rounds):
        for place, work in enumerate((ours, *peers)):
            start = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - start)
    return best


def pools() -> Iterator[Measured]:
    """Pools of 10 experts × 1,000,000 questions, a fifth of the answers missing, against NumPy's masked sum and its nanmedian."""
    from scipy.special import betainc, expit, ndtr, ndtri

    from weighin.weighing.pools import odds, probabilities

    numbers = np.random.default_rng(20261124)
    panel = numbers.random((10, 1_000_000))
    panel[numbers.random(panel.shape) < 0.2] = np.nan
    weights = numbers.random(10)

    def masked_sum() -> object:
        return np.ma.masked_invalid(panel).sum(axis=0)

    def bare_sum() -> object:
        return np.where(np.isnan(panel), 0.0, panel).sum(axis=0)

    there = ~np.isnan(panel)
    log_odds = np.nanmean(np.log(panel / (1 - panel)), axis=0)
    answered = there.sum(axis=0)
    factor = np.array([np.nan, *(odds.neyman_roughgarden_factor(count) for count in range(1, 11))])
    weighted = np.nansum(panel * weights[:, None], axis=0) / (there * weights[:, None]).sum(axis=0)
    closed_forms: dict[str, tuple[Callable[[], np.ndarray], np.ndarray]] = {
        "mean": (lambda: probabilities.pool_mean(panel), np.nanmean(panel, axis=0)),
        "weighted mean": (lambda: probabilities.pool_mean(panel, weights), weighted),
        "geometric mean": (lambda: probabilities.pool_geometric(panel), np.exp(np.nanmean(np.log(panel), axis=0))),
        "harmonic mean": (lambda: probabilities.pool_harmonic(panel), 1 / np.nanmean(1 / panel, axis=0)),
        "geometric mean of odds": (lambda: odds.pool_geometric_odds(panel), expit(log_odds)),
        "extremised": (lambda: odds.pool_extremised(panel, factor=2.5), expit(2.5 * log_odds)),
        "Neyman-Roughgarden": (lambda: odds.pool_neyman_roughgarden(panel), expit(factor[answered] * log_odds)),
        "beta-transformed": (lambda: probabilities.pool_beta(panel, alpha=6), betainc(6, 6, np.nanmean(panel, axis=0))),
        "probit mean": (lambda: odds.pool_probit(panel), ndtr(np.nanmean(ndtri(panel), axis=0))),
    }
    for name, (pooled, expected) in closed_forms.items():
        our_time, masked, bare = taking_turns(pooled, masked_sum, bare_sum)
        apart = float(np.nanmax(np.abs(pooled() - expected)))
        yield Measured(name, our_time, masked, "numpy.ma sum", 3.0, apart)
        yield Measured(f"{name}, the bare sum", our_time, bare, "sum of where(isnan)", None, apart)
    middle = np.nanmedian(panel, axis=0)
    our_time, theirs = taking_turns(
        lambda: probabilities.pool_median(panel), lambda: np.nanmedian(panel, axis=0), rounds=2
    )
    yield Measured(
        "median",
        our_time,
        theirs,
        "numpy.nanmedian",
        1.5,
        float(np.nanmax(np.abs(probabilities.pool_median(panel) - middle))),
    )
    rising = np.sort(panel, axis=0)
    cut = np.floor(0.2 * answered).astype(int)
    kept = (np.arange(10)[:, None] >= cut) & (np.arange(10)[:, None] < answered - cut)
    trimmed = np.where(kept, rising, 0.0).sum(axis=0) / kept.sum(axis=0)
    our_time, theirs = taking_turns(lambda: probabilities.pool_trimmed(panel), lambda: np.sort(panel, axis=0), rounds=2)
    yield Measured(
        "trimmed",
        our_time,
        theirs,
        "numpy.sort",
        None,
        float(np.nanmax(np.abs(probabilities.pool_trimmed(panel) - trimmed))),
    )


def scores() -> Iterator[Measured]:
    """Scores of our own against scoringrules: on the clock, since they use every core, and by processor seconds beside it."""
    from weighing_scores import compared_scores

    for each in compared_scores():
        yield Measured(f"{each.what}, clock", each.ours, each.peer, each.peer_name, each.target, each.apart)
        yield Measured(
            f"{each.what}, processor", each.ours_processor, each.peer_processor, each.peer_name, None, each.apart
        )


def records() -> Iterator[Measured]:
    """Track records, pairwise skill and calibration, beside their limits and beside plain loops."""
    from weighing_records import compared_records

    for each in compared_records():
        yield Measured(*each)


SECTIONS: dict[str, Callable[[], Iterator[Measured]]] = {
    "pools": pools,
    "cooke": cooke,
    "scores": scores,
    "records": records,
}


if __name__ == "__main__":
    main()
