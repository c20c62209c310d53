"""CORP and Murphy decompositions against scikit-learn's isotonic regression and written-out formulas."""

import numpy as np
import pytest

from weighin.settling.calibration import (
    area_under_roc,
    decompose_by_bins,
    decompose_by_forecast,
    recalibrate,
    reliability_of,
)
from weighin.settling.calibration.corp import ScoreRule

TOPICS = ("calibration",)
PARTS = ("miscalibration", "discrimination", "uncertainty")
CLIPPED = 0.005  # corp_* of the Murphy file, as its notes say


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def parts_of(probability, outcome, *, rule=ScoreRule.BRIER):
    found = reliability_of(probability, outcome, rule=rule)
    return found.mean, {part: getattr(found, part) for part in PARTS}


def check_corp(probability, outcome, expected):
    mean, parts = parts_of(probability, outcome)
    assert mean == near(expected["mean_brier"])
    assert parts == {part: near(expected[part]) for part in PARTS}
    check_curves(probability, outcome, expected)


def check_curves(probability, outcome, expected):
    if "recalibrated" in expected:
        np.testing.assert_allclose(recalibrate(probability, outcome), expected["recalibrated"], rtol=1e-9, atol=1e-9)
    if expected.get("auc") is not None:
        assert area_under_roc(probability, outcome) == near(expected["auc"])


def check_murphy(found, expected):
    assert found.mean_brier == near(expected["brier"])
    for name, ours in (("within_bin_variance", "within_variance"), ("within_bin_covariance", "within_covariance")):
        assert getattr(found, ours) == near(expected[name])
    for name in ("reliability", "resolution", "uncertainty"):
        assert getattr(found, name) == near(expected[name])
    np.testing.assert_allclose(found.counts, expected["count"])
    np.testing.assert_allclose(found.mean_forecasts, expected["mean_forecast"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.observed, expected["observed"], rtol=1e-9, atol=1e-9)


def test_the_parts_of_the_score_are_those_of_other_programs(case):
    given, told = case["inputs"], case["outputs"]
    probability, outcome = np.array(given["probability"]), np.array(given["outcome"])
    known = {"recalibrated", "mean_brier", *PARTS, "auc", "by_method", "murphy_by_forecast", "murphy_by_ten_bins"}
    known |= {"corp_brier", "corp_squared", "corp_log", "notes"}
    assert set(told) <= known, "an output that no test here knows"
    if "mean_brier" in told:
        check_corp(probability, outcome, told)
    for method, expected in told.get("by_method", {}).items():
        of_method = np.array(given["method"]) == method
        check_corp(probability[of_method], outcome[of_method], expected)
    if "murphy_by_forecast" in told:
        check_murphy(decompose_by_forecast(probability, outcome), told["murphy_by_forecast"])
    if "murphy_by_ten_bins" in told:
        check_murphy(decompose_by_bins(probability, outcome, edges=given["bin_edges"]), told["murphy_by_ten_bins"])
    for name, rule in (("corp_squared", ScoreRule.BRIER), ("corp_log", ScoreRule.LOG)):
        if name in told:
            clipped = np.clip(probability, CLIPPED, 1 - CLIPPED)
            mean, parts = parts_of(clipped, outcome, rule=rule)
            ours = {"score": mean, **parts}
            assert {part: ours[part] for part in told[name]} == {
                part: near(value) for part, value in told[name].items()
            }
    if "corp_brier" in told:
        _, parts = parts_of(probability, outcome)
        assert parts == {part: near(told["corp_brier"][part]) for part in PARTS}
    check_curves(probability, outcome, told)
