"""The map of a panel as red-dwarf (Polis in Python) draws it."""

import re

import numpy as np
import pytest

from weighin.weighing.panel_map import Side, draw_panel

TOPICS = ("map",)
TOLERANCE = 1e-8


def same(ours, theirs):
    np.testing.assert_allclose(
        np.array(ours, dtype=float), np.array(theirs, dtype=float), rtol=TOLERANCE, atol=TOLERANCE
    )


@pytest.fixture
def drawn(case):
    settings = case["settings"]
    numbers = [int(number) for number in re.findall(r"\d+", str(settings["groups"]))]
    votes = np.array(case["inputs"]["participants_by_statements"], dtype=float)
    return draw_panel(votes, least_votes=settings["min_votes"], fewest_groups=numbers[0], most_groups=numbers[-1]).value


@pytest.fixture
def ours_of(case, drawn):
    """Our number of each of their groups; fails where the partitions differ."""
    theirs = [-1 if label is None else label for label in case["outputs"]["labels"]]
    pairs = set(zip(theirs, drawn.labels.tolist(), strict=True))
    renumbered = dict(pairs)
    assert len(pairs) == len(renumbered) == len(set(renumbered.values()))
    return renumbered


def test_the_plane_is_that_of_the_case_up_to_signs(case, drawn):
    expected, placement = case["outputs"], drawn.placement
    components = np.array(expected["components"], dtype=float)
    signs = np.sign((components * placement.components).sum(axis=1))
    same(placement.mean, expected["mean"])
    same(placement.components * signs[:, np.newaxis], components)
    same(placement.explained_variance, expected["explained_variance"])
    same(placement.coordinates * signs, expected["coordinates"])


def test_the_groups_are_those_of_the_case_up_to_numbers(case, drawn, ours_of):
    expected = case["outputs"]
    assert drawn.clustered.tolist() == expected["clustered"]
    assert drawn.groups.count == expected["groups"]
    assert drawn.labels.tolist() == [ours_of[-1 if label is None else label] for label in expected["labels"]]
    same(drawn.groups.silhouette, expected["silhouette"])
    same(drawn.groups.silhouette_samples, expected["silhouette_samples"])


def test_the_statistics_by_group_are_those_of_the_case(case, drawn, ours_of):
    agreeing, disagreeing = drawn.by_group.agreeing, drawn.by_group.disagreeing
    ours = {
        "na": agreeing.count,
        "nd": disagreeing.count,
        "ns": drawn.by_group.voted,
        "pa": agreeing.share,
        "pd": disagreeing.share,
        "pat": agreeing.share_z,
        "pdt": disagreeing.share_z,
        "ra": agreeing.ratio,
        "rd": disagreeing.ratio,
        "rat": agreeing.ratio_z,
        "rdt": disagreeing.ratio_z,
    }
    for label, expected in case["outputs"]["group_statistics"].items():
        for name, values in expected.items():
            same(ours[name][ours_of[int(label)]], values)


def test_group_aware_consensus_is_that_of_the_case(case, drawn):
    ours = {
        "group-aware-consensus": drawn.agreed_by_all_groups,
        "group-aware-consensus-agree": drawn.agreed_by_all_groups,
        "group-aware-consensus-disagree": drawn.rejected_by_all_groups,
    }
    for name, values in case["outputs"]["group_aware_consensus"].items():
        same(ours[name], values)


def described(standout):
    return {
        "tid": standout.statement,
        "n-success": standout.count,
        "n-trials": standout.voted,
        "p-success": standout.share,
        "p-test": standout.share_z,
        "repness": standout.ratio,
        "repness-test": standout.ratio_z,
        "repful-for": standout.side.value,
        "n-agree": standout.count,
        "best-agree": standout.most_agreed,
    }


def compare(standouts, expected):
    assert [standout.statement for standout in standouts] == [entry["tid"] for entry in expected]
    for standout, entry in zip(standouts, expected, strict=True):
        ours = described(standout)
        assert standout.most_agreed == entry.get("best-agree", False)
        for name, value in entry.items():
            if isinstance(value, str):
                assert ours[name] == value
            else:
                same(ours[name], value)


def test_the_common_ground_is_that_of_the_case(case, drawn):
    compare(drawn.common.agreed, case["outputs"]["consensus"]["agree"])
    compare(drawn.common.rejected, case["outputs"]["consensus"]["disagree"])
    assert {standout.side for standout in drawn.common.agreed} <= {Side.AGREE}


def test_what_sets_groups_apart_is_that_of_the_case(case, drawn, ours_of):
    for label, expected in case["outputs"]["representative"].items():
        ours = drawn.representative[ours_of[int(label)]]
        if not expected:  # red-dwarf names nothing where a group agrees with nothing; Polis and we name what it rejects
            assert {(standout.side, standout.most_agreed) for standout in ours} <= {(Side.DISAGREE, False)}
        else:
            compare(ours, expected)
