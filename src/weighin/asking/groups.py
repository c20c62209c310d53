"""Which groups of stakeholders may be told of people who are not named: a group of one tells who wrote what."""

from collections import Counter
from collections.abc import Sequence

FEWEST_OF_A_GROUP = 3  # with two, each of them knows the other's answer by taking off their own


def groups_that_may_be_told(groups: Sequence[str]) -> frozenset[str]:
    """The groups that may stand beside answers of people who are not named, from the group of each (empty where somebody is in none).

    A group is told where it has `FEWEST_OF_A_GROUP` or more. Who is left without one is a group as well: where they are fewer than that, and
    somebody, the smallest told group joins them, so that what is left out does not point to anybody either.
    """
    counted = Counter(group for group in groups if group)
    told = [(number, group) for group, number in sorted(counted.items()) if number >= FEWEST_OF_A_GROUP]
    told.sort(reverse=True)
    left = len(groups) - sum(number for number, _ in told)
    while told and 0 < left < FEWEST_OF_A_GROUP:
        number, _ = told.pop()
        left += number
    return frozenset(group for _, group in told)
