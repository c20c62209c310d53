"""The group as it stands: no look tells one answer from the look before."""

from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.as_it_stands import FIRST_STEP, Step, as_it_stands, batches_of, left_by
from weighin.record.protocols import LEAST_SHOWN

steps = st.lists(st.builds(Step, st.integers(0, 9), st.none() | st.integers(0, 2)), max_size=40)
groups = st.dictionaries(st.integers(0, 9), st.sampled_from(["", "A", "B", "C"]), max_size=10)


def test_the_first_look_waits_for_three_others_and_the_next_for_three_new_answers():
    batches = dict.fromkeys(range(9), "")
    come = [Step(panelist, 50) for panelist in range(8)]
    seen = [len(as_it_stands(come[:number], batches)) for number in range(9)]
    assert seen == [0, 0, 0, 0, 4, 4, 4, 7, 7]


def test_who_revises_again_and_again_brings_nothing_to_light():
    batches = dict.fromkeys(range(9), "")
    come = [Step(panelist, 50) for panelist in range(4)]
    again = [Step(0, value) for value in range(20)]
    assert as_it_stands([*come, Step(4, 99), *again], batches) == dict.fromkeys(range(4), 50)


@given(steps, groups, st.booleans())
def test_from_one_look_to_the_next_nothing_changes_or_several_in_each_batch_do(come, of, by_group):
    batches = batches_of(of, by_group=by_group)
    before: dict[int, int] = {}
    for number in range(len(come) + 1):
        shown = as_it_stands(come[:number], batches)
        changed = [one for one in shown.keys() | before.keys() if shown.get(one) != before.get(one)]
        for batch in set(batches.values()):
            assert sum(batches[one] == batch for one in changed) not in range(1, LEAST_SHOWN)
        before = shown


@given(groups)
def test_nobody_is_in_a_batch_that_is_too_small_where_the_panel_is_large_enough(of):
    batches = batches_of(of, by_group=True)
    sizes = [list(batches.values()).count(batch) for batch in set(batches.values())]
    assert batches.keys() == of.keys()
    assert all(size >= FIRST_STEP for size in sizes) or len(of) < FIRST_STEP


@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=6))
def test_who_left_is_told_only_of_several_at_once(answered):
    before = frozenset()
    for number in range(1, len(answered) + 1):
        left = left_by(answered[:number])
        assert left <= answered[0]
        assert len(left ^ before) not in range(1, LEAST_SHOWN)
        before = left
