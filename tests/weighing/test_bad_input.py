"""What every pool, score and coefficient does with bad input: an error that names what is wrong, or an answer with a warning. Nothing is silent."""

import warnings as python_warnings

import numpy as np
import pytest

from weighin.errors import (
    BadJudgements,
    CrossingQuantiles,
    OppositeCertainties,
    ProbabilityOutOfRange,
    TooFew,
    WrongShape,
)
from weighin.settling import score
from weighin.settling.calibration import area_under_roc, decompose_by_forecast, recalibrate, reliability_of
from weighin.weighing.agreement import (
    InterquartileRule,
    Measurement,
    appropriateness_of,
    concordance_of,
    consensus_by,
    fleiss_kappa,
    krippendorff_alpha,
    randolph_kappa,
    spread_of,
)
from weighin.weighing.panel_map import draw_panel
from weighin.weighing.pool import pool
from weighin.weighing.pools.registry import POOLS, Judged

nan, inf = float("nan"), float("inf")
LEVELS = (0.05, 0.5, 0.95)
NEEDS = {"extremised": {"factor": 1.5}, "beta": {"alpha": 2}, "decay": {"half_life": 3}}
AGED = ("decay", "recency")
OF_ODDS = ("geometric_odds", "probit", "extremised", "neyman_roughgarden")

PROBABILITIES = {
    "60 for 0.6": ([[60, 0.5], [0.4, 0.5]], ProbabilityOutOfRange, "write 0.6"),
    "below 0": ([[-0.1, 0.5], [0.4, 0.5]], ProbabilityOutOfRange, "found -0.1"),
    "infinite": ([[inf, 0.5], [0.4, 0.5]], ProbabilityOutOfRange, "found inf"),
    "a single row": ([0.4, 0.5], WrongShape, "dimension"),
    "words": ([["likely"]], WrongShape, "numbers"),
}
CHOICES = {
    "60 and 40": ([[[60, 40]]], ProbabilityOutOfRange, "write 0.6"),
    "a sum of 1.2": ([[[0.6, 0.6]]], BadJudgements, "1.2"),
    "infinite": ([[[inf, 0]]], ProbabilityOutOfRange, "inf"),
}
QUANTITIES = {
    "crossing": ([[[3, 2, 5]]], CrossingQuantiles, "lower than"),
    "infinite": ([[[1, 2, inf]]], BadJudgements, "infinite"),
    "no expert": (np.empty((0, 1, 3)), TooFew, "none"),
    "a level too many": ([[[1, 2, 3, 4]]], WrongShape, "levels"),
}


def pooled(values, method, judged):
    settings = dict(NEEDS.get(method, {})) if judged is not Judged.QUANTITIES else {"levels": LEVELS}
    if judged is Judged.CHOICES and method == "extremised":
        settings = {"factor": 2.0}
    if judged is Judged.PROBABILITIES and method in AGED:
        settings["ages"] = np.ones(np.shape(values))
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("error")  # NumPy has nothing to say
        return pool(values, method=method, judged=judged, **settings)


def bad(table, kind):
    return [
        pytest.param(kind, method, *case, id=f"{method}: {name}")
        for method in POOLS[kind]
        for name, case in table.items()
    ]


@pytest.mark.parametrize(
    ("judged", "method", "values", "error", "words"),
    [*bad(PROBABILITIES, Judged.PROBABILITIES), *bad(CHOICES, Judged.CHOICES), *bad(QUANTITIES, Judged.QUANTITIES)],
)
def test_a_pool_refuses_what_is_no_judgement(judged, method, values, error, words):
    with pytest.raises(error, match=words):
        pooled(values, method, judged)


@pytest.mark.parametrize("method", POOLS[Judged.PROBABILITIES])
def test_a_pool_of_nobody_is_refused_or_says_so(method):
    with pytest.raises(TooFew):
        pooled(np.empty((0, 2)), method, Judged.PROBABILITIES)
    found = pooled([[nan, 0.4], [nan, 0.4]], method, Judged.PROBABILITIES)
    assert np.isnan(found.value).tolist() == [True, False]
    assert any("no pool on 1 of 2 questions" in warning for warning in found.warnings)
    alone = pooled([[0.4]], method, Judged.PROBABILITIES)
    assert 0 < alone.value[0] < 1
    assert any("one expert alone" in warning for warning in alone.warnings)


@pytest.mark.parametrize("method", set(POOLS[Judged.PROBABILITIES]) - {"beta", "extremised", "neyman_roughgarden"})
def test_a_pool_of_equal_answers_is_that_answer(method):
    assert pooled([[0.3]] * 4, method, Judged.PROBABILITIES).value == pytest.approx([0.3], abs=1e-15)


@pytest.mark.parametrize("method", OF_ODDS)
def test_opposite_certainties_have_no_pool_of_odds(method):
    with pytest.raises(OppositeCertainties):
        pooled([[0.0], [1.0]], method, Judged.PROBABILITIES)


@pytest.mark.parametrize("method", POOLS[Judged.QUANTITIES])
def test_who_left_out_a_level_is_left_out_and_counted(method):
    found = pooled([[[1, 2, 3]], [[1, nan, 3]]], method, Judged.QUANTITIES)
    assert found.answered == 1 or "1 judgements lack a level and are left out" in found.warnings
    assert "1 judgements lack a level and are left out" in found.warnings


YES_NO = {
    "60 for 0.6": ([[60]], [1], ProbabilityOutOfRange, "write 0.6"),
    "below 0": ([[-0.1]], [1], ProbabilityOutOfRange, "found -0.1"),
    "half an outcome": ([[0.5]], [0.5], BadJudgements, "0.5"),
    "an infinite outcome": ([[0.5]], [inf], BadJudgements, "inf"),
    "too few outcomes": ([[0.5, 0.5, 0.5]], [1, 0], WrongShape, "outcome"),
}
OF_QUANTILES = {
    "crossing": ([[[3, 2, 5]]], [2.0], CrossingQuantiles, "lower than"),
    "infinite": ([[[1, 2, inf]]], [2.0], BadJudgements, "found inf"),
    "an infinite truth": ([[[1, 2, 3]]], [inf], BadJudgements, "inf"),
}
OPTIONS = {
    "60 and 40": ([[[60, 40]]], [1], ProbabilityOutOfRange, "write 0.6"),
    "a sum of 1.2": ([[[0.6, 0.6]]], [1], BadJudgements, "1.2"),
    "an option that there is not": ([[[0.6, 0.4]]], [2], BadJudgements, "2"),
}
SCORED = [
    *((method, {}, *case) for method in ("brier", "log", "spherical") for case in YES_NO.values()),
    *(
        (method, {"levels": LEVELS}, *case)
        for method in ("crps_quantiles", "weighted_interval", "pinball")
        for case in OF_QUANTILES.values()
    ),
    *(
        (method, {}, *case)
        for method in ("brier_choices", "log_choices", "spherical_choices", "ranked_probability")
        for case in OPTIONS.values()
    ),
    ("interval", {"level": 90}, [[[1, 2]]], [2.0], WrongShape, "90"),
    ("interval", {"level": 0.9}, [[[3, 2]]], [2.0], CrossingQuantiles, "above the upper"),
    ("weighted_interval", {"levels": (0.95, 0.05)}, [[[1, 2]]], [2.0], WrongShape, "rise"),
    ("crps_family", {"family": "normal"}, {"mu": [0.0], "sigma": [-1.0]}, [0.0], BadJudgements, "sigma"),
    ("crps_family", {"family": "normal"}, {"mu": [0.0]}, [0.0], WrongShape, "sigma"),
]


@pytest.mark.parametrize(("method", "settings", "forecasts", "outcomes", "error", "words"), SCORED)
def test_a_score_refuses_what_is_no_forecast_and_no_outcome(method, settings, forecasts, outcomes, error, words):
    with pytest.raises(error, match=words):
        score(forecasts, outcomes, method=method, **settings)


@pytest.mark.parametrize(
    ("method", "settings", "forecasts", "outcomes"),
    [
        ("brier", {}, np.empty((0, 2)), [1, 0]),
        ("brier", {}, [0.5], [nan]),
        ("log", {}, [[nan]], [1]),
        ("crps_family", {"family": "normal"}, {"mu": [nan], "sigma": [1.0]}, [2.0]),
        ("crps_quantiles", {"levels": LEVELS}, [[[1, nan, 3]]], [2.0]),
    ],
)
def test_a_score_of_nothing_says_so(method, settings, forecasts, outcomes):
    assert (
        "nothing is scored: there is no forecast with an outcome"
        in score(forecasts, outcomes, method=method, **settings).warnings
    )


@pytest.mark.parametrize(
    ("method", "settings", "forecasts", "outcomes"),
    [
        ("brier_choices", {}, [[[0.4, nan]], [[0.5, 0.5]]], [1]),
        ("crps_quantiles", {"levels": LEVELS}, [[[1, nan, 3]], [[1, 2, 3]]], [2.0]),
        ("interval", {"level": 0.9}, [[[1, nan]], [[1, 3]]], [2.0]),
    ],
)
def test_a_forecast_that_lacks_a_part_is_counted(method, settings, forecasts, outcomes):
    found = score(forecasts, outcomes, method=method, **settings)
    assert "1 forecasts lack an option, a level or an end, and have no score" in found.warnings


COEFFICIENTS = {
    "alpha": lambda ratings: krippendorff_alpha(ratings, Measurement.INTERVAL),
    "spread": spread_of,
    "consensus": lambda ratings: consensus_by(ratings, InterquartileRule()),
    "appropriateness": appropriateness_of,
    "concordance": concordance_of,
    "fleiss": fleiss_kappa,
    "randolph": randolph_kappa,
    "map": draw_panel,
}


@pytest.mark.parametrize("name", COEFFICIENTS)
@pytest.mark.parametrize(
    ("ratings", "error"),
    [
        ([[inf, 1], [1, 2]], BadJudgements),
        (np.empty((0, 2)), TooFew),
        (np.empty((2, 0)), TooFew),
        ([1, 2], WrongShape),
        ([["good"]], WrongShape),
    ],
)
def test_a_coefficient_refuses_what_are_no_ratings(name, ratings, error):
    with pytest.raises(error):
        COEFFICIENTS[name](ratings)


@pytest.mark.parametrize("name", ["alpha", "fleiss", "randolph", "concordance", "spread"])
def test_a_coefficient_of_equal_ratings_is_a_number_or_says_why_not(name):
    found = COEFFICIENTS[name]([[3, 3, 3]] * 4)
    value = np.atleast_1d(getattr(found.value, "w", getattr(found.value, "median", found.value)))
    assert not np.isnan(value).any() or found.warnings


@pytest.mark.parametrize("measured", [recalibrate, reliability_of, area_under_roc, decompose_by_forecast])
def test_calibration_refuses_what_is_no_forecast(measured):
    with pytest.raises(ProbabilityOutOfRange, match=r"write 0\.6"):
        measured([60.0, 0.5], [1, 0])
    with pytest.raises(BadJudgements):
        measured([0.6, 0.5], [0.5, 0])
    with pytest.raises((TooFew, WrongShape)):
        measured([0.5, 0.5], [1])
