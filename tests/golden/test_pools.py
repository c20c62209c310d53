"""Pools of probabilities and of choices against formulas that others wrote out. Pools of quantities: `quantities_of_pools`."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from golden.quantities_of_pools import check_quantities

from weighin.weighing.pool import pool
from weighin.weighing.pools.odds import neyman_roughgarden_factor

TOPICS = ("pools",)
WITHIN = 1e-12

# What an output is called in the file, as a pattern → the method and its settings. `_` stands for a decimal point within a number.
NUMBER = r"\d+(?:_\d+)?"
# `weighted` may stand before or behind, and is taken off first.
METHODS: list[tuple[str, Callable[[re.Match], tuple[str, dict]]]] = [
    (r"mean|arithmetic_mean|linear", lambda _: ("mean", {})),
    (r"median", lambda _: ("median", {})),
    (r"geometric_mean_of_odds|normalised_geometric(?:_mean)?", lambda _: ("geometric_odds", {})),
    (r"geometric_mean", lambda _: ("geometric", {})),
    (r"harmonic_mean", lambda _: ("harmonic", {})),
    (r"probit_mean", lambda _: ("probit", {})),
    (r"extremised_(?:odds_)?sqrt(\d+)", lambda found: ("extremised", {"factor": float(found[1]) ** 0.5})),
    (rf"extremised_(?:odds_)?({NUMBER})", lambda found: ("extremised", {"factor": number(found[1])})),
    (
        r"beta_transformed_(\d+)_(\d+)",
        lambda found: ("beta", {"alpha": float(found[1]), "beta": float(found[2])}),
    ),
    (r"trimmed_mean_(\d+)", lambda found: ("trimmed", {"share": float(found[1]) / 100})),
    (r"neyman_roughgarden", lambda _: ("neyman_roughgarden", {})),
    (rf"neyman_roughgarden_prior_({NUMBER})", lambda found: ("neyman_roughgarden", {"prior": number(found[1])})),
]
CHOICES: list[tuple[str, Callable[[re.Match], tuple[str, dict]]]] = [
    (r"mean|linear", lambda _: ("mean", {})),
    (r"logarithmic", lambda _: ("logarithmic", {})),
    (r"(?:normalised_)?median", lambda _: ("median", {})),
    (rf"(?:logarithmic_)?extremised_({NUMBER})", lambda found: ("extremised", {"factor": number(found[1])})),
]


def test_pools_are_those_of_the_formulas(case):
    CHECKS[kind_of(case)](case)


def kind_of(case: dict) -> str:
    """What is in a file, by its keys; a file that nothing knows is a failure."""
    if "experts_by_questions" in case.get("inputs", {}):
        return "probabilities"
    if "experts_by_questions_by_options" in case.get("inputs", {}):
        return "choices"
    if case.get("cases") and all("probabilities" in each for each in case["cases"]):
        return "small panels"
    if case.get("cases") and all("levels" in each.get("inputs", {}) for each in case["cases"]):
        return "quantities"
    pytest.fail(f"a file of pools that nobody knows, with {sorted(case)}")


def check_probabilities(case: dict) -> None:
    judgements = np.array(case["inputs"]["experts_by_questions"], dtype=float)
    for name, expected in case["outputs"].items():
        if name == "neyman_roughgarden_factor":
            for answered, factor in expected.items():
                assert neyman_roughgarden_factor(int(answered)) == pytest.approx(factor, abs=WITHIN)
            continue
        method, settings = method_of(name, METHODS)
        weights = {"weights": case["inputs"]["weights"]} if "weighted" in name else {}
        found = pool(judgements, method=method, **settings, **weights).value
        np.testing.assert_allclose(found, np.array(expected, dtype=float), rtol=0, atol=WITHIN, err_msg=name)


def check_small_panels(case: dict) -> None:
    for panel in case["cases"]:
        judgements = np.array(panel["probabilities"], dtype=float)[:, None]
        for name, expected in panel.items():
            if name == "probabilities":
                continue
            if name == "neyman_roughgarden_factor":
                assert neyman_roughgarden_factor(len(judgements)) == pytest.approx(expected, abs=WITHIN)
                continue
            method, settings = method_of(name, METHODS)
            assert pool(judgements, method=method, **settings).value[0] == pytest.approx(expected, abs=WITHIN), name


def check_choices(case: dict) -> None:
    judgements = np.array(case["inputs"]["experts_by_questions_by_options"], dtype=float)
    for name, expected in case["outputs"].items():
        method, settings = method_of(name, CHOICES)
        weights = {"weights": case["inputs"]["weights"]} if "weighted" in name else {}
        found = pool(judgements, method=method, **settings, **weights).value
        np.testing.assert_allclose(found, np.array(expected, dtype=float), rtol=0, atol=WITHIN, err_msg=name)


CHECKS = {
    "probabilities": check_probabilities,
    "small panels": check_small_panels,
    "choices": check_choices,
    "quantities": check_quantities,
}


def method_of(name: str, methods: list) -> tuple[str, dict]:
    plain = name.removeprefix("weighted_").removesuffix("_weighted")
    for pattern, settings in methods:
        found = re.fullmatch(pattern, plain)
        if found:
            return settings(found)
    pytest.fail(f"a pool that nobody knows: {name}")


def number(written: str) -> float:
    return float(written.replace("_", "."))
