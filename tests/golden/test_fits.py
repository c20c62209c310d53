"""SHELF's fits and linear pools; `minimum` in the files is the least that many starts reach."""

import math

import numpy as np

from weighin.weighing.quantities.families import Distribution, Family
from weighin.weighing.quantities.fits import fit_families
from weighin.weighing.quantities.mixtures import Mixture

TOPICS = ("fits",)
OF_ONE_JUDGEMENT = {"gamma": Family.EXPONENTIAL, "mirrorgamma": Family.MIRROR_EXPONENTIAL}  # gammas of shape 1
CLOSE_BEST = 1e-6


def test_fits_and_pools_are_as_good_as_those_of_shelf(case):
    for one in case["cases"]:
        if "fits" in one["outputs"]:
            check_fits(one)
        else:
            check_linear_pool(one)


def check_fits(one):
    given, wanted = one["inputs"], one["outputs"]
    found = fit_families(
        given["values"],
        given["probabilities"],
        lower=limit(given, "lower", -math.inf),
        upper=limit(given, "upper", math.inf),
        degrees_of_freedom=given["degrees_of_freedom"],
    )
    lone = sum(0 < probability < 1 for probability in given["probabilities"]) == 1
    squares = {}
    for name, fit in wanted["fits"].items():
        family = OF_ONE_JUDGEMENT[name] if lone else Family(name)
        ours = found.fits[family]
        squares[family] = least = fit.get("minimum", fit["sum_of_squares"])
        assert ours.sum_of_squares <= least * (1 + 1e-6) + 1e-10, (one["name"], name)
        expected = fit.get("quantiles_at_minimum")
        if expected is not None and name != "skewnormal":  # that is nearly flat in its slant
            width = max(given["values"]) - min(given["values"])
            got = ours.distribution.quantiles(wanted["levels"])
            np.testing.assert_allclose(got, expected, rtol=0, atol=1e-3 * width, err_msg=name)
    assert set(squares) <= set(found.fits)
    assert squares[found.best] <= min(squares.values()) + CLOSE_BEST


def check_linear_pool(one):
    given, wanted = one["inputs"], one["outputs"]
    mixture = Mixture.of(
        [
            Distribution(
                family=Family(given["family"]),
                parameters=tuple(value for name, value in row.items() if not name.startswith("_")),
                lower=limit(given, "lower", -math.inf),
                upper=limit(given, "upper", math.inf),
            )
            for row in given["parameters"]
        ],
        given["weights"],
    )
    np.testing.assert_allclose(mixture.cumulative(given["points"]), wanted["probabilities"], rtol=0, atol=1e-9)
    quantiles = mixture.quantiles(given["levels"])
    np.testing.assert_allclose(quantiles, wanted["quantiles"], rtol=1e-4)
    np.testing.assert_allclose(mixture.cumulative(quantiles), given["levels"], rtol=0, atol=1e-12)


def limit(given, name, unlimited):
    value = given.get(name)
    return unlimited if value is None else float(value)
