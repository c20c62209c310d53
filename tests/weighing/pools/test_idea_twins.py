"""The weighted methods of IDEA against plain loops that follow their formulas word by word."""

import math
import statistics

import numpy as np
import pytest

from weighin.weighing.pools.idea import IDEA

EPSILON = 2**-52


class Panel:
    """One made-up panel, with gaps in the second round and percentages as people type them."""

    def __init__(self, seed: int) -> None:
        numbers = np.random.default_rng(seed)
        shape = int(numbers.integers(2, 7)), int(numbers.integers(2, 6)), 3
        self.before, self.now = (np.sort(numbers.integers(0, 101, shape), axis=2) / 100 for _ in range(2))
        self.now[numbers.random(shape[:2]) < 0.15] = np.nan

    def answered(self, expert: int) -> list[int]:
        return [question for question in range(self.now.shape[1]) if not np.isnan(self.now[expert, question, 1])]

    def best(self, expert: int, question: int) -> float:
        return self.now[expert, question, 1]

    def width(self, expert: int, question: int) -> float:
        return (self.now[expert, question, 2] - self.now[expert, question, 0]) or EPSILON


def own_width(panel, expert, question):
    return max(panel.width(expert, other) for other in panel.answered(expert)) / panel.width(expert, question)


def width_variance(panel, expert, question):
    widths = [panel.width(expert, other) for other in panel.answered(expert)]
    return statistics.variance(widths) if len(widths) > 1 else 0


def granularity(panel, expert, question):
    steps = [panel.best(expert, other) / 0.05 for other in panel.answered(expert)]
    return statistics.fmean(math.ceil(step - math.floor(step + 4 * EPSILON)) for step in steps) or EPSILON


def shift(panel, expert, question):
    lower, best, upper = np.abs(panel.now[expert, question] - panel.before[expert, question])
    return best + (lower + upper) / 2


def best_shift(panel, expert, question):
    first, second = panel.before[expert, question, 1], panel.best(expert, question)
    if first == second:
        return 0
    down = second < first <= 0.5 or first > second > 0.5 or (first > 0.5 and second <= 0.5)
    return abs(first - second) / (first if down else 1 - first)


def distance_shift(panel, expert, question):
    first, second = panel.before[expert, question, 1], panel.best(expert, question)
    return 1 - (min(second, 1 - second) - min(first, 1 - first))


WEIGHTS = {
    "IntWAgg": lambda panel, expert, question: 1 / panel.width(expert, question),
    "IndIntWAgg": own_width,
    "VarIndIntWAgg": width_variance,
    "GranWAgg": granularity,
    "DistLimitWAgg": lambda panel, expert, question: max(
        panel.best(expert, question), 1 - panel.best(expert, question)
    ),
    "ShiftWAgg": shift,
    "BestShiftWAgg": best_shift,
    "DistShiftWAgg": distance_shift,
}


@pytest.mark.parametrize("name", WEIGHTS)
@pytest.mark.parametrize("seed", range(40))
def test_a_weighted_method_is_what_plain_loops_give(name, seed):
    panel = Panel(seed)
    settings = {"first_round": panel.before} if "Shift" in name else {}
    for question, found in enumerate(IDEA[name](panel.now, **settings)):
        there = [expert for expert in range(len(panel.now)) if question in panel.answered(expert)]
        if not there:
            assert np.isnan(found)
            continue
        weights = [WEIGHTS[name](panel, expert, question) for expert in there]
        if not any(weights):
            weights = [1] * len(there)
        total = sum(weight * panel.best(expert, question) for weight, expert in zip(weights, there, strict=True))
        assert found == pytest.approx(total / sum(weights), abs=1e-12)
