"""Where a panelist stands."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.standing import Standing, Traces, may_be_reminded, standing_of

NOON = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
moments = st.none() | st.just(NOON)


@given(
    st.builds(
        Traces,
        invited_at=moments,
        invitation_failed=st.booleans(),
        started_at=moments,
        declined_at=moments,
        submitted_in_time=st.booleans(),
        submitted_late=st.booleans(),
    ),
    st.booleans(),
)
def test_only_who_has_neither_answered_nor_declined_is_reminded(traces: Traces, is_closed: bool) -> None:
    standing = standing_of(traces, is_closed=is_closed)
    if may_be_reminded(standing, reminders_stopped=False):
        assert not any((traces.submitted_in_time, traces.submitted_late, traces.declined_at, is_closed))
    assert not may_be_reminded(standing, reminders_stopped=True)


def test_who_began_and_did_not_submit_is_silent_after_the_close() -> None:
    assert standing_of(Traces(started_at=NOON), is_closed=False) is Standing.STARTED
    assert standing_of(Traces(started_at=NOON), is_closed=True) is Standing.SILENT


def test_an_answer_in_time_is_not_made_late_by_a_later_one() -> None:
    assert standing_of(Traces(submitted_in_time=True, submitted_late=True), is_closed=True) is Standing.SUBMITTED
