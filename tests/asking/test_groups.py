"""Which groups may be told of people who are not named."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.groups import FEWEST_OF_A_GROUP, groups_that_may_be_told


def test_a_group_of_one_is_not_told() -> None:
    assert groups_that_may_be_told(["industry"] * 3 + ["patients"]) == frozenset()
    assert groups_that_may_be_told(["industry"] * 3 + ["patients"] * 4) == {"industry", "patients"}


def test_what_is_left_out_joins_the_smallest_group_and_no_other() -> None:
    assert groups_that_may_be_told(["industry"] * 5 + ["patients"] * 3 + [""]) == {"industry"}


def test_a_panel_without_groups_has_none_to_tell() -> None:
    assert groups_that_may_be_told(["", "", "", ""]) == frozenset()


@given(st.lists(st.sampled_from(["", "industry", "patients", "research", "state"]), max_size=40))
def test_whatever_the_panel_is_every_label_and_the_lack_of_one_hold_enough_people(groups: list[str]) -> None:
    told = groups_that_may_be_told(groups)
    shown = Counter(group if group in told else "" for group in groups)
    assert all(number >= FEWEST_OF_A_GROUP for number in shown.values()) or (
        told == frozenset() and len(groups) < FEWEST_OF_A_GROUP
    )
