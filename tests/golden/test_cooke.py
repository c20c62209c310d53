"""Cooke's classical model against Anduryl, where Anduryl is right.

Three things of Anduryl are not the truth, and the documentation page says why. Its chi-square is a continued fraction that stops after 100
terms, so accuracies close to 1 are off, the more the closer. And it compares accuracies to the last digit, so that rounding decides where
two are equal (hits 1-2-3-0 and 0-3-2-1). And on logarithmic items it compares a realisation with exp(log(quantile)), so that where the
two are equal rounding decides in which bin it falls. In the latter two cases its decision maker must be one of those that rounding can
make, with all its numbers.
"""

import json
from itertools import combinations

import numpy as np
import pytest
from builders.cooke_twin import Twin

from weighin.weighing.cooke.deciding import decision_maker, leave_out_experts, leave_out_items, score_experts
from weighin.weighing.cooke.settings import Settings, Weights
from weighin.weighing.cooke.study import Expert, Item, Scale, Study

TOPICS = ("cooke", "cooke_robustness")

CLOSE_TO_ONE = 0.9
OFF_BY = (
    (0.9985, 2.0),
    (0.996, 1e-2),
    (0.99, 1e-3),
    (CLOSE_TO_ONE, 2e-4),
)  # beyond which accuracy Anduryl is off by how much


def off_by(accuracy):
    """How far Anduryl's accuracy may be from the truth."""
    return next((off for bound, off in OFF_BY if accuracy > bound), 1e-9)


def study_of(case):
    """The study of a golden file; a null is a missing quantile or a target item."""
    return Study(
        experts=tuple(Expert(id=name) for name in case["experts"]),
        items=tuple(item_of(item) for item in case["items"]),
        levels=tuple(case["levels"]),
        assessments=np.array(case["assessments"], dtype=float),
    )


def item_of(item):
    realisation = item["realisation"]
    known = realisation is not None and not np.isnan(realisation)
    return Item(id=item["id"], scale=Scale(item["scale"]), realisation=realisation if known else None)


def settings_of(case, weights, *, optimised):
    return Settings(
        weights=weights,
        cut_off=None if optimised or weights is Weights.EQUAL else 0.0,
        overshoot=case["settings"]["overshoot"],
        calibration_power=case["settings"]["calibration_power"],
    )


def is_same_accuracy(found, expected):
    return abs(found - expected) <= max(off_by(found), off_by(expected))


def by_name(case):
    """Each decision maker of a golden file with the settings that its name means."""
    for name, expected in case["outputs"]["decision_makers"].items():
        weights, _, how = name.partition("_")
        yield name, settings_of(case, Weights(weights), optimised=how == "optimised"), expected


def test_cooke(case, request):
    """Whatever a file of these topics holds."""
    if "assessments" in case:
        the_scores_are_theirs(case)
        the_decision_makers_are_theirs(case)
    else:
        folder = request.node.callspec.params["case"].parent.parent
        whole = json.loads((folder / case["case"]).read_text(encoding="utf-8"))
        leaving_out_is_the_model_run_again(study_of(whole), case)


def the_scores_are_theirs(case):
    scores = score_experts(study_of(case), settings_of(case, Weights.GLOBAL, optimised=True)).value
    for number, expected in enumerate(case["outputs"]["experts"]):
        found = scores.calibration[number]
        assert is_same_accuracy(found, expected["calibration"])
        for name in ("information_seed", "information_all"):
            assert getattr(scores, name)[number] == pytest.approx(expected[name], rel=0, abs=1e-9)
        slack = 1e-9 if found <= CLOSE_TO_ONE else off_by(found) * expected["information_seed"]
        assert scores.combined[number] == pytest.approx(expected["combined"], rel=1e-9, abs=slack)


def the_decision_makers_are_theirs(case):
    study = study_of(case)
    # An expert whose accuracy Anduryl has wrong passes the fault on to the weights, and so to all that is made of them.
    fault = max(off_by(expert["calibration"]) for expert in case["outputs"]["experts"])
    for name, settings, expected in by_name(case):
        slack = fault if settings.by_performance else 1e-9
        found = decision_maker(study, settings).value
        if is_same_decision(scores_of(found), expected, slack) and abs(found.cut_off - expected["alpha"]) <= slack:
            the_quantiles_are_theirs(found, expected, study, slack, name)
        else:
            assert settings.optimised, name
            weights = np.array(expected["weights"], dtype=float)
            weighted = np.flatnonzero((weights > 0).any(axis=1) if weights.ndim == 2 else weights > 0)
            others = made_by_rounding(study, settings)
            assert any(
                is_same_decision(other, expected, slack) and set(weighted) <= other["weighted"] for other in others
            ), name


def scores_of(maker):
    return {name: getattr(maker, name) for name in ("calibration", "information_seed", "information_all")}


def is_same_decision(found, expected, slack):
    return is_same_accuracy(found["calibration"], expected["calibration"]) and all(
        abs(found[name] - expected[name]) <= slack for name in ("information_seed", "information_all")
    )


def the_quantiles_are_theirs(found, expected, study, slack, name):
    off = max(2e-9, slack, off_by(found.calibration) if found.calibration > CLOSE_TO_ONE else 0.0)
    assert found.combined == pytest.approx(expected["combined"], rel=off, abs=off), name
    quantiles = np.array(expected["quantiles"], dtype=float)
    if quantiles.shape[1] == len(study.levels) + 2:
        ends = np.stack([found.lower, found.upper], axis=1)
        ends[study.is_log] = np.log(ends[study.is_log])
        np.testing.assert_allclose(ends, quantiles[:, [0, -1]], rtol=1e-9, err_msg=name)
        quantiles = quantiles[:, 1:-1]
    np.testing.assert_allclose(found.quantiles, quantiles, rtol=slack, atol=1e-12, err_msg=name)
    weights = np.array(expected["weights"], dtype=float)
    weights = np.broadcast_to(weights[:, None] if weights.ndim == 1 else weights, found.weights.shape)
    np.testing.assert_allclose(found.weights, weights, rtol=0, atol=slack, err_msg=name)


def leaving_out_is_the_model_run_again(study, case):
    for name, expected in case["outputs"].items():
        weights, _, what = name.partition("_without_")
        settings = settings_of(case, Weights(weights), optimised=case["settings"]["optimised"])
        leave_out = {"items": leave_out_items, "experts": leave_out_experts}[what]
        for together, rows in by_number_left_out(expected["rerun"]).items():
            table = leave_out(study, settings, number=together).value
            place = {left: number for number, left in enumerate(table.left_out)}
            for left, row in rows.items():
                compare_row(study, settings, table, place[left], dict(zip(expected["columns"], row, strict=True)), what)


def by_number_left_out(rows):
    """The rows of a table by how many are left out together; one name, or several in a list that JSON or a comma writes."""
    found = {}
    for left, row in rows.items():
        names = (left,) if isinstance(left, str) else tuple(left)
        found.setdefault(len(names), {})[names] = row
    return found


def compare_row(study, settings, table, place, expected, what):
    found = {name: getattr(table, name)[place] for name in expected}
    rest = without(study, table.left_out[place], what)
    scores = score_experts(rest, settings).value
    fault = max(off_by(accuracy) for accuracy in scores.calibration[~np.isnan(scores.calibration)])
    assert decision_maker(rest, settings).value.combined == pytest.approx(table.combined[place], rel=1e-9)
    if not is_same_decision(found, expected, fault):
        assert settings.optimised, (settings.weights, table.left_out[place])
        assert any(is_same_decision(other, expected, fault) for other in made_by_rounding(rest, settings)), (
            settings.weights,
            table.left_out[place],
        )


def without(study, left_out, what):
    experts = [n for n, expert in enumerate(study.experts) if what == "items" or expert.id not in left_out]
    items = [n for n, item in enumerate(study.items) if what == "experts" or item.id not in left_out]
    return Study(
        experts=tuple(study.experts[n] for n in experts),
        items=tuple(study.items[n] for n in items),
        levels=study.levels,
        assessments=study.assessments[np.ix_(experts, items)],
    )


def made_by_rounding(study, settings):
    """Every decision maker that an optimisation could stop at whose accuracies are wrong in the last digit, or close to 1.

    Empty where neither makes a difference: then there is one truth, and no other is accepted.
    """
    twin = Twin(study, settings)
    rising = sorted({accuracy for accuracy in twin.accuracy if accuracy is not None})
    lowest_of_equals = [a for n, a in enumerate(rising) if n == 0 or a * (1 - 1e-10) > rising[n - 1]]
    doubtful = any(accuracy > CLOSE_TO_ONE for accuracy in rising)
    found = []
    for cut_off in lowest_of_equals:
        passing = twin.passing(cut_off)
        equal = [expert for expert in passing if twin.accuracy[expert] * (1 - 1e-10) <= cut_off]
        kinds = sorted({tuple(twin.counts[expert]) for expert in equal})
        above = [expert for expert in passing if expert not in equal]
        for size in range(1, len(kinds) + 1):
            for some in combinations(kinds, size):
                weighted = above + [expert for expert in equal if tuple(twin.counts[expert]) in some]
                decision = twin.decision_of(weighted)
                accuracy = decision["calibration"] or 0.0
                doubtful |= len(kinds) > 1 or accuracy > CLOSE_TO_ONE
                doubtful |= abs(accuracy - cut_off) <= 1e-10 * cut_off and tuple(decision["counts"]) not in kinds
                others = list(in_other_bins(twin, decision))
                doubtful |= len(others) > 1
                found += others
    return found if doubtful else []


def in_other_bins(twin, decision):
    """The decision, and what it would be with realisations that lie on a quantile counted in the bin above."""
    equal = [
        (item, place)
        for item in twin.seeds
        for place, value in enumerate(decision["quantiles"][item] or ())
        if value == pytest.approx(twin.study.items[item].realisation, rel=1e-13, abs=0)
    ]
    for size in range(len(equal) + 1):
        for moved in combinations(equal, size):
            counts = list(decision["counts"])
            for _, place in moved:
                counts[place] -= 1
                counts[place + 1] += 1
            yield {**decision, "counts": counts, "calibration": twin.accuracy_of(counts)}
