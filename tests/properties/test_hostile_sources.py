"""Whatever is done to a document, reading it ends in a reading or in an error that says so, soon, and with every offset right.

WEIGHIN_FUZZ_CASES says how many cases are tried; the suite tries a few, and before a release somebody tries ten thousand.
"""

import os
import signal
from contextlib import contextmanager

import msgspec
import pytest
from builders.damage import damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighin.errors import BadSource
from weighin.reading.plain import plain_reading
from weighin.reading.read import read_bytes
from weighin.record.codec import decode_record, encode_record

CASES = int(os.environ.get("WEIGHIN_FUZZ_CASES", "60"))
MOST_SECONDS = 5  # of the processor


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(number=st.integers(min_value=0, max_value=2**32))
def test_no_damage_makes_reading_crash_hang_or_lie(number):
    name, data = damaged(number)
    with at_most(MOST_SECONDS, name):
        try:
            reading = read_bytes(data, name=name)
        except BadSource:
            return
    if reading.record is not None:
        told = plain_reading(reading, elapsed_ms=0)
        for passage in passages_of(told):
            assert reading.page.text[passage["start"] : passage["end"]] == passage.get("text", passage.get("sentence"))
        assert decode_record(encode_record(reading.record)) == reading.record
        assert not {character for character in reading.page.text if character in "\x00\u202e\u200b\ufeff"}
        msgspec.json.encode(told)


@contextmanager
def at_most(seconds, name):
    """An alarm against hanging, set by the processor's time: a machine that is busy with other things does not ring it."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, lambda *_: pytest.fail(f"{name}: still not read after {seconds} s"))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def passages_of(told):
    """Every object that claims a place in the text, however deep it lies."""
    if isinstance(told, dict):
        if "start" in told and "end" in told:
            yield told
        for value in told.values():
            yield from passages_of(value)
    elif isinstance(told, list):
        for value in told:
            yield from passages_of(value)
