"""When a round-up is open."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.life import Life, Stage, closes_at, deadline_for, responded_in_time, stage_of

NOON = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
moments = st.datetimes(dt.datetime(2027, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(dt.UTC))  # noqa: DTZ001 - the zone comes with the strategy


def test_a_round_up_is_a_draft_until_it_is_opened() -> None:
    life = Life(deadline=NOON)
    assert stage_of(life, NOON - SECOND) is Stage.DRAFT
    assert stage_of(life, NOON + SECOND) is Stage.DRAFT


def test_it_is_open_up_to_the_deadline_itself_and_closed_a_moment_later() -> None:
    life = Life(opened_at=NOON - dt.timedelta(days=7), deadline=NOON)
    assert stage_of(life, NOON) is Stage.OPEN
    assert stage_of(life, NOON + dt.timedelta(microseconds=1)) is Stage.CLOSED


def test_one_second_late_is_late() -> None:
    assert responded_in_time(NOON, NOON)
    assert not responded_in_time(NOON, NOON + SECOND)


def test_nothing_is_in_time_where_there_is_no_deadline() -> None:
    assert not responded_in_time(None, NOON)


def test_an_extension_for_one_keeps_the_round_up_open_but_not_for_the_others() -> None:
    later = NOON + dt.timedelta(days=1)
    life = Life(opened_at=NOON - dt.timedelta(days=7), deadline=NOON, extensions=(later,))
    assert stage_of(life, later) is Stage.OPEN
    assert deadline_for(life) == NOON
    assert deadline_for(life, later) == later


def test_an_early_close_ends_extensions_too() -> None:
    early = NOON - dt.timedelta(days=1)
    life = Life(
        opened_at=NOON - dt.timedelta(days=7), deadline=NOON, extensions=(NOON + SECOND,), closed_early_at=early
    )
    assert deadline_for(life, NOON + SECOND) == early
    assert stage_of(life, early + SECOND) is Stage.CLOSED


@given(opened=moments, deadline=moments, extension=moments | st.none(), early=moments | st.none(), now=moments)
def test_who_answers_in_time_answers_while_it_is_open(
    opened: dt.datetime,
    deadline: dt.datetime,
    extension: dt.datetime | None,
    early: dt.datetime | None,
    now: dt.datetime,
) -> None:
    life = Life(
        opened_at=opened, deadline=deadline, extensions=(extension,) if extension else (), closed_early_at=early
    )
    if responded_in_time(deadline_for(life, extension), now) and now >= opened:
        assert stage_of(life, now) is Stage.OPEN
    last = closes_at(life)
    assert last is not None
    if now > last and now >= opened:
        assert stage_of(life, now) is Stage.CLOSED
        assert not responded_in_time(deadline_for(life, extension), now)
