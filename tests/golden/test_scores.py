"""Scores against other programs. A file is known by what stands in it, not by its name; one that nobody knows fails."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from weighin.settling.scores.binary import LogUnit, score_brier, score_log, score_spherical
from weighin.settling.scores.choices import (
    score_brier_choices,
    score_log_choices,
    score_ranked_probability,
    score_spherical_choices,
)
from weighin.settling.scores.ensembles import Estimator, score_crps_ensemble
from weighin.settling.scores.families import Family, score_crps_family, score_log_family
from weighin.settling.scores.metaculus import (
    QuestionKind,
    SettledQuestion,
    StandingForecasts,
    baseline_scores,
    baseline_spot_scores,
    peer_scores,
    peer_spot_scores,
)
from weighin.settling.scores.quantities import (
    covered,
    score_crps_quantiles,
    score_interval,
    score_pinball,
    score_weighted_interval,
    shares_at_or_below,
)
from weighin.settling.scores.ranges import YesNoScore, mean_score_range, score_range

TOPICS = ("scores",)
TOLERANCE = 1e-9


def test_scores_are_those_of_other_programs(case):
    if "cases" in case:
        known = compared_with_metaculus(case["cases"])
    elif all(isinstance(each, dict) for each in case["inputs"].values()):
        known = compared_by_family(case["inputs"], case["outputs"])
    else:
        known = compared(case["inputs"], case["outputs"])
    assert known


def compared(inputs: Mapping, outputs: Mapping) -> int:
    kinds = kinds_of(inputs)
    wanted = {name: value for name, value in outputs.items() if value is not None}
    for name, expected in wanted.items():
        ours = score_named(name, inputs, kinds)
        assert_close(ours, expected, name)
    return len(wanted)


def kinds_of(inputs: Mapping) -> dict[str, Callable]:
    """What can be computed from these inputs, by the name of the output."""
    found: dict[str, Callable] = {}
    given = set(inputs)
    if {"probability", "outcome"} <= given:
        p, y = inputs["probability"], inputs["outcome"]
        found |= {
            "brier": lambda: score_brier(numbers(p), numbers(y)),
            "log_nats": lambda: score_log(numbers(p), numbers(y)),
            "log_bits": lambda: score_log(numbers(p), numbers(y), unit=LogUnit.BITS),
            "spherical": lambda: score_spherical(numbers(p), numbers(y)),
            "mean_brier": lambda: np.nanmean(score_brier(numbers(p), numbers(y))),
            "mean_log": lambda: np.nanmean(score_log(numbers(p), numbers(y))),
        }
    if {"probabilities", "outcome"} <= given:
        p, y = inputs["probabilities"], inputs["outcome"]
        found |= {
            "ranked_probability": lambda: score_ranked_probability(numbers(p), numbers(y)),
            "brier_sum": lambda: score_brier_choices(numbers(p), numbers(y)),
            "log_nats": lambda: score_log_choices(numbers(p), numbers(y)),
            "spherical": lambda: score_spherical_choices(numbers(p), numbers(y)),
        }
    if {"lower", "upper", "outcome"} <= given:
        found |= kinds_of_ranges(inputs)
    if "observation" in given:
        found |= kinds_of_quantities(inputs)
    return found


def kinds_of_ranges(inputs: Mapping) -> dict[str, Callable]:
    given = [numbers(inputs[name]) for name in ("lower", "upper", "outcome")]
    found: dict[str, Callable] = {}
    for by in YesNoScore:
        found[f"{by}_best"] = lambda by=by: score_range(*given, by=by).best
        found[f"{by}_worst"] = lambda by=by: score_range(*given, by=by).worst
        found[f"mean_{by}"] = lambda by=by: np.stack(mean_score_range(*given, by=by))
    return found


def kinds_of_quantities(inputs: Mapping) -> dict[str, Callable]:
    y = numbers(inputs["observation"])
    found: dict[str, Callable] = {}
    if {"mean", "standard_deviation"} <= set(inputs):
        normal = {"mu": numbers(inputs["mean"]), "sigma": numbers(inputs["standard_deviation"])}
        found |= {
            "crps_normal": lambda: score_crps_family(Family.NORMAL, normal, y),
            "log_normal_density": lambda: score_log_family(Family.NORMAL, normal, y),
        }
    if "ensemble" in inputs:
        members = numbers(inputs["ensemble"])
        empirical = dict.fromkeys(
            ("crps", "crps_qd", "crps_int", "crps_ensemble_nrg", "crps_ensemble_qd", "crps_ensemble_int", "crps_nrg"),
            lambda: score_crps_ensemble(members, y),
        )
        fair = dict.fromkeys(
            ("crps_pwm", "crps_fair", "crps_ensemble_fair", "crps_ensemble_pwm"),
            lambda: score_crps_ensemble(members, y, estimator=Estimator.FAIR),
        )
        found |= empirical | fair
        found["crps_one_member"] = lambda: score_crps_ensemble(members[:, :1], y)
        if "weights" in inputs:
            found["crps_weighted"] = lambda: score_crps_ensemble(members, y, weights=numbers(inputs["weights"]))
    if {"quantiles", "levels"} <= set(inputs):
        q, levels = numbers(inputs["quantiles"]), numbers(inputs["levels"])
        found |= {
            "crps_quantile": lambda: score_crps_quantiles(q, y, levels=levels),
            "weighted_interval": lambda: score_weighted_interval(q, y, levels=levels),
            "pinball": lambda: score_pinball(q, y, levels=levels),
            "mean_pinball": lambda: score_pinball(q, y, levels=levels).mean(axis=-1),
            "below_each_level": lambda: shares_at_or_below(q, y, levels=levels),
        }
    return found


def score_named(name: str, inputs: Mapping, kinds: Mapping[str, Callable]) -> np.ndarray:
    if name in kinds:
        return kinds[name]()
    word, _, percent = name.rpartition("_")
    if word in {"interval", "covered"} and percent.isdigit() and "quantiles" in inputs:
        lower, upper = ends_of(inputs, int(percent) / 100)
        y = numbers(inputs["observation"])
        return (
            covered(lower, upper, y) if word == "covered" else score_interval(lower, upper, y, level=int(percent) / 100)
        )
    return pytest.fail(f"an output that no score of ours is compared with: {name}")


def ends_of(inputs: Mapping, level: float) -> tuple[np.ndarray, np.ndarray]:
    q, levels = numbers(inputs["quantiles"]), numbers(inputs["levels"])
    places = [int(np.argmin(np.abs(levels - end))) for end in ((1 - level) / 2, (1 + level) / 2)]
    assert np.allclose(levels[places], [(1 - level) / 2, (1 + level) / 2])
    return q[:, places[0]], q[:, places[1]]


def compared_by_family(inputs: Mapping, outputs: Mapping) -> int:
    assert set(outputs) <= set(inputs)
    for name, expected in outputs.items():
        parameters = {each: numbers(values) for each, values in inputs[name].items()}
        observation = parameters.pop("observation")
        assert_close(score_crps_family(Family(name), parameters, observation), expected, name)
    return len(outputs)


SCORES_OF_METACULUS = {
    "baseline": lambda *each: baseline_scores(*each).points,
    "baseline_coverage": lambda *each: baseline_scores(*each).coverage,
    "peer": lambda *each: peer_scores(*each).points,
    "peer_coverage": lambda *each: peer_scores(*each).coverage,
    "baseline_spot": lambda *each: baseline_spot_scores(*each).points,
    "peer_spot": lambda *each: peer_spot_scores(*each).points,
}


def compared_with_metaculus(cases: list) -> int:
    for number, case in enumerate(cases):
        opened, scheduled_close = case["horizon"]
        question = SettledQuestion(
            kind=QuestionKind(case["kind"]),
            opened=opened,
            scheduled_close=scheduled_close,
            closed=case["closed"],
            resolution=case["resolution"],
            open_bounds=case["open_bounds"],
            spot_time=case.get("spot_time"),
        )
        forecasts = StandingForecasts(
            *(numbers([each[name] for each in case["forecasts"]]) for name in ("probabilities", "start", "end"))
        )
        for name, expected in case["outputs"].items():
            assert_close(SCORES_OF_METACULUS[name](question, forecasts), expected, f"{number}: {name}")
    return len(cases)


def numbers(values: object) -> np.ndarray:
    """As floats: null is missing, "inf" infinite."""
    return np.array(values, dtype=object).astype(np.float64) if not isinstance(values, np.ndarray) else values


def assert_close(ours: np.ndarray, expected: object, name: str) -> None:
    theirs = numbers(expected)
    assert np.shape(ours) == theirs.shape, name
    np.testing.assert_allclose(ours, theirs, rtol=TOLERANCE, atol=TOLERANCE, err_msg=name)
