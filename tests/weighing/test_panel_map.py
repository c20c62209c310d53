"""The map of a panel: places, groups, what sets them apart."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from weighin.errors import BadJudgements, TooFew, WrongShape
from weighin.weighing.panel_map import Side, Start, draw_panel, group_by_silhouette, silhouette_samples

nan = float("nan")


def two_camps(*, camp=10, statements=12, seed=1):
    """Two camps that vote opposite ways on all but the first two statements, with a tenth turned and a fifth missing."""
    random = np.random.default_rng(seed)
    leans = np.ones((2 * camp, statements))
    leans[camp:, 2:] = -1
    votes = np.where(random.random(leans.shape) < 0.1, -leans, leans)
    votes[random.random(leans.shape) < 0.2] = nan
    return votes


def as_partition(labels):
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


def test_two_camps_are_two_groups():
    drawn = draw_panel(two_camps()).value
    assert drawn.groups.count == 2
    assert as_partition(drawn.labels) == {frozenset(range(10)), frozenset(range(10, 20))}
    assert drawn.groups.silhouette > 0.5


def test_what_all_accept_is_common_ground_and_what_splits_them_sets_groups_apart():
    drawn = draw_panel(two_camps()).value
    assert {standout.statement for standout in drawn.common.agreed[:2]} == {0, 1}
    assert np.argsort(-drawn.agreed_by_all_groups)[:2].tolist() in ([0, 1], [1, 0])
    for group in drawn.representative:
        assert {standout.statement for standout in group if not standout.most_agreed} <= set(range(2, 12))
        sides = [standout.side for standout in group]
        assert sides == sorted(sides, key=lambda side: side.value)


@settings(max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(0, 20))
def test_the_map_does_not_depend_on_the_order_of_experts_and_statements(random, seed):
    votes = two_camps(seed=seed)
    experts, statements = list(range(votes.shape[0])), list(range(votes.shape[1]))
    random.shuffle(experts)
    random.shuffle(statements)
    one, other = draw_panel(votes).value, draw_panel(votes[np.ix_(experts, statements)]).value
    assert as_partition(one.labels[experts]) == as_partition(other.labels)
    assert one.groups.silhouette == pytest.approx(other.groups.silhouette)
    np.testing.assert_allclose(one.agreed_by_all_groups[statements], other.agreed_by_all_groups)
    np.testing.assert_allclose(one.placement.explained_variance, other.placement.explained_variance)
    np.testing.assert_allclose(np.abs(one.placement.coordinates[experts]), np.abs(other.placement.coordinates))


@settings(max_examples=25)
@given(st.integers(0, 50))
def test_turning_every_vote_round_turns_places_and_sides(seed):
    votes = two_camps(seed=seed)
    one, other = draw_panel(votes).value, draw_panel(-votes).value
    np.testing.assert_allclose(one.placement.coordinates, -other.placement.coordinates, atol=1e-9)
    assert [standout.statement for standout in one.common.agreed] == [
        standout.statement for standout in other.common.rejected
    ]


VOTES = arrays(
    np.float64, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.sampled_from([-1.0, 0.0, 1.0, nan])
)


@given(VOTES, st.sampled_from(Start))
def test_whatever_the_votes_every_number_is_finite_or_said(votes, start):
    if np.isnan(votes).all():
        with pytest.raises(TooFew):
            draw_panel(votes, least_votes=1)
        return
    weighing = draw_panel(votes, least_votes=1, start=start)
    drawn = weighing.value
    assert np.isfinite(drawn.placement.coordinates).all()
    assert ((drawn.labels >= 0) == drawn.clustered).all()
    assert np.bincount(drawn.groups.labels).min() > 0
    for lean in (drawn.by_group.agreeing, drawn.by_group.disagreeing):
        assert ((lean.share > 0) & (lean.share < 1) & np.isfinite(lean.ratio_z) & np.isfinite(lean.share_z)).all()
    if drawn.groups.count == 1:
        assert any("no two groups" in warning for warning in weighing.warnings)
    else:
        assert -1 <= drawn.groups.silhouette <= 1


@given(VOTES)
def test_the_best_of_many_starts_is_never_worse_than_the_one_of_polis(votes):
    if np.isnan(votes).all():
        return
    polis = draw_panel(votes, least_votes=1, most_groups=2).value.groups
    best = draw_panel(votes, least_votes=1, most_groups=2, start=Start.BEST).value.groups
    assert best.sum_of_squares <= polis.sum_of_squares + 1e-9
    assert polis.better_known == pytest.approx(best.sum_of_squares)


def plain_silhouette(places, labels, one):
    def mean_distance(group):
        others = [place for place, label in zip(places, labels, strict=True) if label == group]
        count = len(others) - (group == labels[one])
        return sum(math.dist(places[one], other) for other in others) / count

    if (labels == labels[one]).sum() == 1:
        return 0.0
    inside = mean_distance(labels[one])
    outside = min(mean_distance(group) for group in set(labels.tolist()) - {labels[one]})
    return (outside - inside) / max(inside, outside)


@given(st.integers(0, 1000), st.integers(2, 4))
def test_the_silhouette_is_what_its_definition_gives_one_by_one(seed, groups):
    random = np.random.default_rng(seed)
    places = random.normal(size=(15, 2))
    labels = np.concatenate([np.arange(groups), random.integers(0, groups, 15 - groups)])
    expected = [plain_silhouette(places, labels, one) for one in range(15)]
    np.testing.assert_allclose(silhouette_samples(places, labels), expected)


def test_the_silhouette_of_a_large_panel_is_computed_in_parts():
    random = np.random.default_rng(0)
    places, labels = random.normal(size=(2_100, 2)), random.integers(0, 3, 2_100)
    samples = silhouette_samples(places, labels)
    for one in (0, 999, 1_000, 2_099):
        assert samples[one] == pytest.approx(plain_silhouette(places, labels, one))


def test_clear_clumps_are_found_whatever_their_number():
    random = np.random.default_rng(0)
    corners = np.array([[0, 0], [20, 0], [0, 20], [20, 20]])
    places = np.concatenate([corner + random.normal(size=(12, 2)) for corner in corners])
    groups = group_by_silhouette(places, start=Start.BEST)
    assert as_partition(groups.labels) == {frozenset(range(first, first + 12)) for first in (0, 12, 24, 36)}
    assert max(groups.by_count, key=groups.by_count.get) == 4


def test_who_voted_little_is_placed_but_in_no_group():
    votes = two_camps()
    votes[0, 3:] = nan
    weighing = draw_panel(votes)
    assert weighing.value.labels[0] == -1
    assert np.isfinite(weighing.value.placement.coordinates[0]).all()
    assert any("1 of 20 experts voted too little" in warning for warning in weighing.warnings)


def test_who_cast_no_vote_stands_in_the_middle():
    votes = two_camps()
    votes[3] = nan
    assert draw_panel(votes).value.placement.coordinates[3].tolist() == [0, 0]


def test_a_group_that_agrees_with_nothing_is_set_apart_by_what_it_rejects():
    votes = np.full((20, 10), -1.0)
    votes[10:, :5] = 1
    drawn = draw_panel(votes).value
    rejecting = drawn.representative[drawn.labels[0]]
    assert {standout.statement for standout in rejecting} == set(range(5))
    assert {standout.side for standout in rejecting} == {Side.DISAGREE}


def test_a_panel_of_one_mind_is_one_group_and_it_is_said():
    weighing = draw_panel(np.ones((12, 9)))
    assert weighing.value.groups.count == 1
    assert math.isnan(weighing.value.groups.silhouette)
    assert any("no two groups" in warning for warning in weighing.warnings)


def test_a_statement_that_nobody_voted_on_is_named():
    votes = two_camps()
    votes[:, 4] = nan
    weighing = draw_panel(votes, statements=[f"s{number}" for number in range(12)])
    assert "nobody voted on statement s4" in weighing.warnings


def test_a_number_that_is_no_vote_is_an_error_that_names_the_place():
    votes = two_camps()
    votes[3, 2] = 5
    with pytest.raises(BadJudgements, match=r"expert Ada, question tax: .*found 5"):
        draw_panel(votes, experts=["x", "y", "z", "Ada"], statements=["a", "b", "tax"])


@pytest.mark.parametrize("votes", [[1, 0], [["yes"]], [[[1]]]])
def test_what_has_another_shape_is_refused(votes):
    with pytest.raises(WrongShape):
        draw_panel(votes)


def test_nobody_with_enough_votes_is_an_error_that_says_what_to_do():
    with pytest.raises(TooFew, match="lower least_votes"):
        draw_panel(np.ones((4, 3)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"least_votes": 0},
        {"fewest_groups": 1},
        {"fewest_groups": 4, "most_groups": 3},
        {"confidence": 90},
        {"most_statements": 0},
    ],
)
def test_settings_that_nothing_can_meet_are_refused(wrong):
    with pytest.raises(WrongShape):
        draw_panel(two_camps(), **wrong)
