import subprocess
import sys

import numpy as np
import pytest

from weighin.errors import NotAccepted, ProbabilityOutOfRange, WrongShape
from weighin.settling import score
from weighin.settling.scores import METHODS, Orientation, score_brier

LEVELS = [0.05, 0.5, 0.95]
QUANTILES = [[[1, 2, 3], [4, 5, 6]]]
EXAMPLES = {
    "brier": ([[0.2, 0.8]], [0, 1], {}),
    "log": ([[0.2, 0.8]], [0, 1], {"unit": "bits", "floor": 0.01}),
    "spherical": ([[0.2, 0.8]], [0, 1], {}),
    "brier_choices": ([[[0.2, 0.8], [0.5, 0.5]]], [0, 1], {}),
    "log_choices": ([[[0.2, 0.8], [0.5, 0.5]]], [0, 1], {}),
    "spherical_choices": ([[[0.2, 0.8], [0.5, 0.5]]], [0, 1], {}),
    "ranked_probability": ([[[0.2, 0.8], [0.5, 0.5]]], [0, 1], {"normalised": True}),
    "crps_quantiles": (QUANTILES, [2, 7], {"levels": LEVELS}),
    "weighted_interval": (QUANTILES, [2, 7], {"levels": LEVELS}),
    "pinball": (QUANTILES, [2, 7], {"levels": LEVELS}),
    "interval": ([[[1, 3], [4, 6]]], [2, 7], {"level": 0.9}),
    "crps_ensemble": (QUANTILES, [2, 7], {"estimator": "fair"}),
    "crps_family": ({"mu": [[2, 5]], "sigma": 1.0}, [2, 7], {"family": "normal"}),
    "log_family": ({"mu": [[2, 5]], "sigma": 1.0}, [2, 7], {"family": "normal"}),
}


@pytest.mark.parametrize("method", METHODS)
def test_every_score_has_one_face(method):
    forecasts, outcomes, settings = EXAMPLES[method]
    scoring = score(forecasts, outcomes, method=method, **settings)
    assert scoring.method == method
    assert scoring.value.shape[:2] == (1, 2)
    assert scoring.mean.shape[0] == 1
    assert (scoring.scored, scoring.answered, scoring.settled) == (2, 2, 2)
    assert scoring.unit
    assert set(settings) <= set(scoring.settings)
    assert not scoring.warnings
    better = Orientation.REWARD if "spherical" in method else Orientation.LOSS
    assert scoring.orientation is better


def test_the_values_are_those_of_the_function_and_the_mean_leaves_the_missing_out():
    forecasts = [[0.2, np.nan, 0.9], [0.1, 0.4, 0.5]]
    scoring = score(forecasts, [0, 1, 1])
    np.testing.assert_array_equal(scoring.value, score_brier(forecasts, [0, 1, 1]))
    np.testing.assert_allclose(scoring.mean, [0.025, (0.01 + 0.36 + 0.25) / 3])
    assert (scoring.shape, scoring.scored, scoring.answered, scoring.settled) == ((2, 3), 5, 5, 3)
    assert "cannot be compared" in scoring.warnings[0]


def test_what_a_reader_should_know_is_said():
    scoring = score(
        [[0.0, 0.5, 0.5], [np.nan, np.nan, np.nan]], [1, 0, np.nan], method="log", experts=["Cleo", "Dmitri"]
    )
    assert scoring.mean[0] == np.inf
    assert [
        next(word for word in ("not settled", "impossible", "no score") if word in line) for line in scoring.warnings
    ] == [
        "not settled",
        "impossible",
        "no score",
    ]
    assert "Cleo" in scoring.warnings[1]
    assert "Dmitri" in scoring.warnings[2]


def test_the_pinball_mean_is_by_level():
    scoring = score(QUANTILES, [2, 7], method="pinball", levels=LEVELS)
    np.testing.assert_allclose(scoring.mean, scoring.value.mean(axis=1))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"method": "bryer"}, "no score 'bryer'; there are brier"),
        ({"method": "brier", "levels": LEVELS}, "takes no levels; it takes no settings"),
        ({"method": "crps_quantiles"}, "needs levels"),
        ({"method": "log", "unit": "bans"}, "no unit 'bans'; there are nats, bits"),
        ({"method": "crps_family", "family": "normal"}, "as a mapping"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(arguments, words):
    with pytest.raises(NotAccepted, match=words):
        score([[0.5]], [1], **arguments)


def test_parameters_go_to_families_only_and_unknown_families_are_listed():
    with pytest.raises(NotAccepted, match="crps_family"):
        score({"mu": [0.0]}, [1])
    with pytest.raises(NotAccepted, match="there are normal"):
        score({"mu": [0.0]}, [1], method="crps_family", family="gauss")


def test_errors_name_expert_and_question():
    with pytest.raises(ProbabilityOutOfRange, match=r"expert Cleo, question rain.*write 0\.6"):
        score([[0.5, 60]], [1, 0], experts=["Cleo"], questions=["oil", "rain"])
    with pytest.raises(WrongShape):
        score(0.5, 1)


def test_nothing_heavy_is_imported_before_it_is_used():
    code = "import sys, weighin.settling; print('scoringrules' in sys.modules, 'scipy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert run.stdout.split() == ["False", "False"]
