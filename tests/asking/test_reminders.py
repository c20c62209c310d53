"""When reminders are due."""

import datetime as dt

from weighin.asking.reminders import reminder_times

NOON = dt.datetime(2027, 3, 8, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def test_reminders_come_before_the_deadline_the_earliest_first() -> None:
    assert reminder_times(NOON, "24,72", now=NOON - 7 * DAY) == (NOON - 3 * DAY, NOON - DAY)


def test_what_would_have_been_due_already_is_left_out() -> None:
    assert reminder_times(NOON, "72,24", now=NOON - 2 * DAY) == (NOON - DAY,)


def test_without_a_deadline_or_hours_there_is_none() -> None:
    assert reminder_times(None, "72", now=NOON) == ()
    assert reminder_times(NOON, "", now=NOON - 7 * DAY) == ()
