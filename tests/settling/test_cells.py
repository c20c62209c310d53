"""Cells of tables: the same from text and from typed tables."""

import datetime as dt
import time

import pytest

from weighin.settling.cells import text_of, time_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (3.0, "3"),
        (0.25, "0.25"),
        (dt.datetime(2026, 1, 31), "2026-01-31"),  # noqa: DTZ001 - as tables without zones have it
        (" yes ", "yes"),
    ],
)
def test_a_value_is_the_text_that_csv_would_have(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_a_time_without_a_zone_is_utc_wherever_it_is_read(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert time_of("2026-01-01", what="time", table="t", row=0) == 1_767_225_600
        assert time_of("2026-01-01T01:00+01:00", what="time", table="t", row=0) == 1_767_225_600
    finally:
        monkeypatch.undo()
        time.tzset()
