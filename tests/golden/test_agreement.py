"""Agreement as krippendorff, statsmodels, pingouin, scipy and NumPy compute it."""

import numpy as np
import pytest

from weighin.weighing.agreement import (
    Measurement,
    appropriateness_of,
    concordance_of,
    fleiss_kappa,
    krippendorff_alpha,
    movement_between,
    randolph_kappa,
    spread_of,
    stability_between,
)

TOPICS = ("agreement",)
TOLERANCE = 1e-9
ALPHAS = {
    "krippendorff_alpha": "experts_by_items",
    "krippendorff_alpha_complete": "complete",
    "krippendorff_alpha_with_missing": "with_missing",
}


def floats(values):
    return np.array(values, dtype=float)


def same(ours, theirs):
    np.testing.assert_allclose(floats(ours), floats(theirs), rtol=TOLERANCE, atol=TOLERANCE)


OF_RATINGS = {
    "kendall_w_ties": lambda ratings: concordance_of(ratings).value.w,
    "items_used_for_w": lambda ratings: concordance_of(ratings).value.questions,
    "fleiss_kappa": lambda ratings: fleiss_kappa(ratings).value,
    "randolph_kappa": lambda ratings: randolph_kappa(ratings).value,
    "kendall_w": lambda ratings: concordance_of(ratings).value.w,
    "kendall_w_pingouin": lambda ratings: concordance_of(ratings).value.w,
    "friedman_chi_square": lambda ratings: concordance_of(ratings).value.chi_square,
    "friedman_p": lambda ratings: concordance_of(ratings).value.p,
}


def outputs_of_ratings(ratings, wanted):
    """What a case asks of its ratings, and nothing else: a panel in which no two items are complete has no W."""
    spread = spread_of(ratings).value
    ours = {name: compute(ratings) for name, compute in OF_RATINGS.items() if name in wanted}
    return {
        **ours,
        "median": spread.median,
        "mean": spread.mean,
        "sd": spread.standard_deviation,
        "quartiles": [spread.lower_quartile, spread.upper_quartile],
    }


def outputs_of_a_round(ratings):
    spread, rand = spread_of(ratings).value, appropriateness_of(ratings).value
    middle = np.abs(ratings - spread.median) <= 1
    return {
        "n": spread.answered,
        "median": spread.median,
        "q1": spread.lower_quartile,
        "q3": spread.upper_quartile,
        "iqr": spread.interquartile_range,
        "mean": spread.mean,
        "sd": spread.standard_deviation,
        "coefficient_of_variation": spread.coefficient_of_variation,
        "mad_median": spread.mean_distance_from_median,
        "percent_7_to_9": 100 * rand.in_upper_third,
        "percent_1_to_3": 100 * rand.in_lower_third,
        "percent_within_one_of_median": 100 * middle.sum(axis=0) / spread.answered,
        "ipr_30_70": rand.interpercentile_range,
        "ipras": rand.adjusted_for_symmetry,
        "disagreement": rand.disagreement,
        "rand_verdict": [verdict.value for verdict in rand.verdicts],
    }


def outputs_of_rounds(inputs):
    first, second = floats(inputs["round_1"]), floats(inputs["round_2"])
    movement, stability = movement_between(first, second).value, stability_between(first, second).value
    return {
        "round_1": outputs_of_a_round(first),
        "round_2": outputs_of_a_round(second),
        "moved_percent": 100 * movement.share_moved,
        "moved_towards_median_percent": 100 * movement.share_towards_middle,
        "coefficient_of_variation_change": stability.variation_change,
        "wilcoxon_p": stability.movement_p,
        "spearman_of_medians": stability.spearman_of_medians,
        "relative_iqr_change": stability.spread_change,
    }


def compare(ours, theirs):
    for name, expected in theirs.items():
        if name in ALPHAS or name == "notes":
            continue
        if isinstance(expected, dict):
            compare(ours[name], expected)
        elif name == "rand_verdict":
            assert ours[name] == expected
        else:
            same(ours[name], expected)


def test_every_number_of_the_case_is_ours(case):
    inputs = case["inputs"]
    if "round_1" in inputs:
        ours = outputs_of_rounds(inputs)
    else:
        ratings = inputs["complete"] if "complete" in inputs else inputs["experts_by_items"]
        ours = outputs_of_ratings(floats(ratings), case["outputs"])
    compare(ours, case["outputs"])


def test_alpha_is_that_of_the_case(case):
    alphas = {name: values for name, values in case["outputs"].items() if name in ALPHAS}
    if not alphas:
        pytest.skip("no alpha in this case")
    for name, values in alphas.items():
        ratings = floats(case["inputs"][ALPHAS[name]])
        for measurement, expected in values.items():
            same(krippendorff_alpha(ratings, Measurement(measurement)).value, expected)
