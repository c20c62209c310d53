"""Track records, pairwise skill and calibration: the section `records` of weighing.py.

Track records stand beside the limits that were set for them: ten seconds and 2 GB for 10,000 experts with 1,000,000 forecasts. Pairwise skill
and calibration stand beside plain loops, whose values they must give, on fewer numbers where loops would take minutes. Times are processor seconds.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from weighin.settling.calibration import reliability_of, resampled_interval
from weighin.settling.track_records import pairwise_skill, track_records
from weighin.settling.track_records.table import ScoreTable, score_table

EXPERTS, FORECASTS, QUESTIONS = 10_000, 1_000_000, 5_000
MOST_SECONDS, MOST_GIGABYTES = 10.0, 2.0
FEW = 300  # experts that loops can compare
CALIBRATED = 20_000
RESAMPLES = 200
KILO = 1 if sys.platform == "darwin" else 1024  # of which the peak is counted in


class Compared(NamedTuple):
    """Seconds of ours and of the peer, the most that ours / peer may be, how far the values are apart."""

    what: str
    ours: float
    peer: float
    peer_name: str
    target: float | None
    apart: float


def compared_records() -> Iterator[Compared]:
    """Every comparison."""
    numbers = np.random.default_rng(20261124)
    expert, question = numbers.integers(0, EXPERTS, FORECASTS), numbers.integers(0, QUESTIONS, FORECASTS)
    scores = numbers.random(FORECASTS)
    experts, questions = expert.tolist(), question.tolist()
    ours, found = _timed(lambda: track_records(experts, questions, scores, seed=1))
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILO / 1e9
    first = [one.mean_score for one in found.records[:FEW]]
    plain = [_mean_by_loops(one.expert, expert, question, scores) for one in found.records[:FEW]]
    apart = float(np.abs(np.array(first) - plain).max())
    yield Compared(
        f"track records of {FORECASTS:,} (peak {gigabytes:.2f} GB of {MOST_GIGABYTES:g})",
        ours,
        MOST_SECONDS,
        f"{MOST_SECONDS:g} s",
        1.0,
        apart,
    )
    yield _pairwise(experts, questions, scores)
    yield from _calibration(numbers)


def _mean_by_loops(who: object, expert: np.ndarray, question: np.ndarray, scores: np.ndarray) -> float:
    """The mean over questions; two forecasts on one question are averaged first."""
    by_question: dict[int, list[float]] = {}
    for place in np.flatnonzero(expert == who).tolist():
        by_question.setdefault(int(question[place]), []).append(float(scores[place]))
    return sum(sum(given) / len(given) for given in by_question.values()) / len(by_question)


def _pairwise(experts: list[int], questions: list[int], scores: np.ndarray) -> Compared:
    chosen = [place for place, one in enumerate(experts) if one < FEW]
    table = score_table([experts[p] for p in chosen], [questions[p] % 500 for p in chosen], scores[chosen])
    ours, found = _timed(lambda: pairwise_skill(table).difference)
    peer, loops = _timed(lambda: _pairwise_by_loops(table))
    return Compared(f"pairwise skill of {FEW}", ours, peer, "loops", None, float(np.nanmax(np.abs(found - loops))))


def _pairwise_by_loops(table: ScoreTable) -> np.ndarray:
    by_expert: list[dict[int, float]] = [{} for _ in table.experts]
    for who, what, score in zip(table.expert.tolist(), table.question.tolist(), table.score.tolist(), strict=True):
        by_expert[who][what] = score
    means = []
    for who, own in enumerate(by_expert):
        differences = []
        for other, theirs in enumerate(by_expert):
            common = own.keys() & theirs.keys()
            if who != other and len(common) >= 3:
                differences.append(sum(own[what] - theirs[what] for what in common) / len(common))
        means.append(sum(differences) / len(differences) if differences else float("nan"))
    return np.array(means)


def _calibration(numbers: np.random.Generator) -> Iterator[Compared]:
    given = numbers.random(CALIBRATED)
    happened = (numbers.random(CALIBRATED) < given).astype(np.float64)
    reliability_of(given[:10], happened[:10])  # SciPy is imported once, and not what is measured
    ours, found = _timed(lambda: reliability_of(given, happened).recalibrated)
    peer, loops = _timed(lambda: _isotonic_by_loops(given, happened))
    yield Compared(f"CORP of {CALIBRATED:,}", ours, peer, "a loop", None, float(np.abs(found - loops).max()))
    clusters = numbers.integers(0, CALIBRATED // 10, CALIBRATED).tolist()
    squares = np.square(given - happened)
    ours, interval = _timed(
        lambda: resampled_interval(lambda chosen: float(squares[chosen].mean()), clusters, seed=1, resamples=RESAMPLES)
    )
    yield Compared(
        f"interval of {CALIBRATED:,} by {RESAMPLES} draws",
        ours,
        MOST_SECONDS,
        f"{MOST_SECONDS:g} s",
        1.0,
        abs(interval.value - float(squares.mean())),
    )


def _isotonic_by_loops(given: np.ndarray, happened: np.ndarray) -> np.ndarray:
    """Pool adjacent violators, one block after the other, in rising order of the forecasts."""
    blocks: list[tuple[float, int]] = []
    for outcome in happened[np.argsort(given, kind="stable")].tolist():
        total, count = outcome, 1
        while blocks and blocks[-1][0] * count >= total * blocks[-1][1]:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    return np.concatenate([np.full(count, total / count) for total, count in blocks])


def _timed(work: Callable[[], object]) -> tuple[float, Any]:
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found
