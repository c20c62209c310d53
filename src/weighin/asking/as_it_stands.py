"""The group as it stands in a real-time Delphi, in steps so coarse that nobody sees from one look to the next what one other has answered.

Whoever looks before and after a single answer could take the one from the other. So what is shown moves only once `LEAST_SHOWN` others of the same
batch have something new to show, and for the first time once one more than that have answered: then whoever looks sees that many others.
A batch is a group of stakeholders that is told apart, or all the rest together; so the step holds for every number that is shown.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from weighin.record.protocols import LEAST_SHOWN

FIRST_STEP = LEAST_SHOWN + 1
Value = TypeVar("Value", bound=Hashable)


class Step(Struct, Generic[Value], frozen=True):
    """What a panelist has given from some moment on; None where they have taken it back. Steps are in the order of time."""

    panelist: int
    value: Value | None


def batches_of(groups: Mapping[int, str], *, by_group: bool) -> dict[int, str]:
    """The batch of each panelist, from the group of each: their group where it is told apart, empty for all the rest.

    A group is told apart where `FIRST_STEP` or more are in it; where the rest would be fewer, the smallest joins them.
    """
    counted = Counter(group for group in groups.values() if group)
    told = sorted(((number, group) for group, number in counted.items() if number >= FIRST_STEP), reverse=True)
    left = len(groups) - sum(number for number, _ in told)
    while told and 0 < left < FIRST_STEP:
        number, _ = told.pop()
        left += number
    apart = {group for _, group in told} if by_group else set()
    return {panelist: group if group in apart else "" for panelist, group in groups.items()}


def as_it_stands(steps: Iterable[Step[Value]], batches: Mapping[int, str]) -> dict[int, Value]:
    """Panelist → what is shown of them. Panelists without a batch are left out."""
    shown: dict[str, dict[int, Value]] = {batch: {} for batch in batches.values()}
    now: dict[str, dict[int, Value]] = {batch: {} for batch in batches.values()}
    for step in steps:
        batch = batches.get(step.panelist)
        if batch is None:
            continue
        if step.value is None:
            now[batch].pop(step.panelist, None)
        else:
            now[batch][step.panelist] = step.value
        if len(_new(shown[batch], now[batch])) >= (LEAST_SHOWN if shown[batch] else FIRST_STEP):
            shown[batch] = dict(now[batch])
    return {panelist: value for values in shown.values() for panelist, value in values.items()}


def left_by(answered: Sequence[frozenset[int]]) -> frozenset[int]:
    """Who of the first round did not answer later, in the same coarse steps: it changes once `LEAST_SHOWN` more have left or come back.

    Args:
        answered: who answered, round by round.
    """
    told: frozenset[int] = frozenset()
    for later in answered[1:]:
        left = answered[0] - later
        if len(left ^ told) >= LEAST_SHOWN:
            told = left
    return told


def _new(shown: Mapping[int, Value], now: Mapping[int, Value]) -> set[int]:
    return {panelist for panelist in shown.keys() | now.keys() if shown.get(panelist) != now.get(panelist)}
