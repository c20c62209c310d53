"""Under what answers stand, and what may change of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.attributions import (
    FROM_LENIENT_TO_STRICT,
    against_attribution,
    against_policies,
    is_named,
    stricter,
)
from weighin.asking.policies import Approval, Attribution

attributions = st.sampled_from(Attribution)
NAMED, LOOSE = Attribution.ON_THE_RECORD, Attribution.ANONYMOUS_TO_EDITORS


def test_every_attribution_has_its_place() -> None:
    assert set(FROM_LENIENT_TO_STRICT) == set(Attribution)


@given(attributions, attributions, attributions)
def test_the_stricter_one_holds_in_whichever_order_they_are_named(
    one: Attribution, other: Attribution, third: Attribution
) -> None:
    assert stricter(one, other) is stricter(other, one)
    assert stricter(stricter(one, other), third) is stricter(one, stricter(other, third))
    assert stricter(one, one) is stricter(one, None) is one
    assert is_named(stricter(one, other)) == (is_named(one) and is_named(other))


@given(st.lists(st.tuples(attributions, st.booleans()), max_size=8), attributions)
def test_from_the_opening_on_nobody_is_ever_named_more_than_they_were_told(
    wishes: list[tuple[Attribution, bool]], told: Attribution
) -> None:
    stands, has_submitted = told, False
    for wished, submits in wishes:
        if not against_attribution(stands, wished, is_draft=False, has_submitted=has_submitted):
            assert not has_submitted or wished is stands
            assert stricter(stands, wished) is wished
            stands = wished
        has_submitted = has_submitted or submits
    assert stricter(told, stands) is stands


def test_a_draft_may_change_either_way() -> None:
    assert not against_attribution(LOOSE, NAMED, is_draft=True, has_submitted=False)
    assert "named less" in against_attribution(LOOSE, NAMED, is_draft=False, has_submitted=False)
    assert "they have answered" in against_attribution(NAMED, LOOSE, is_draft=False, has_submitted=True)


@pytest.mark.parametrize("approval", [Approval.APPROVES, Approval.SHOWN])
def test_nobody_is_shown_an_edit_of_what_is_nobodys(approval: Approval) -> None:
    assert "nobody knows whom to show" in against_policies(LOOSE, approval, has_rounds=False)[0]
    assert not against_policies(Attribution.ANONYMOUS_TO_PANELISTS, approval, has_rounds=True)


def test_what_is_nobodys_has_one_round() -> None:
    assert not against_policies(LOOSE, Approval.NOT_SHOWN, has_rounds=False)
    assert "one round" in against_policies(LOOSE, Approval.NOT_SHOWN, has_rounds=True)[0]
