"""How a round-up was asked, in its record."""

import msgspec
import pytest
from builders.asked_page import asked_record, asking

from weighin.errors import BadRecord
from weighin.reading.corrections.recount import recount
from weighin.record.asking import EditedAnswer, Editing
from weighin.record.codec import decode_record, encode_record
from weighin.record.disclosure import Audience, disclose
from weighin.record.values import DisplayRight


def test_it_comes_back_as_it_was_written():
    record = asked_record()
    assert decode_record(encode_record(record)) == record


def test_a_record_without_it_reads_as_before():
    plain = msgspec.json.decode(encode_record(msgspec.structs.replace(asked_record(), asking=None)))
    del plain["asking"]
    assert decode_record(msgspec.json.encode(plain | {"format": "1.0"})).asking is None


def test_who_was_asked_adds_up():
    with pytest.raises(ValueError, match="make up the 7 who were asked, found 6"):
        asking(asked=7)
    with pytest.raises(ValueError, match="0 or more"):
        asking(asked=4, silent=-1)


def test_composing_names_who_was_late_and_what_was_edited_as_the_record_counts_them():
    told = asked_record().asking
    assert told.late == ("p2",)
    assert told.edited == (
        EditedAnswer(answer="a1", editing=Editing.SHORTENED),
        EditedAnswer(answer="a2", editing=Editing.REWORDED),
    )
    assert (told.editing_of("a1"), told.editing_of("a3")) == (Editing.SHORTENED, None)


@pytest.mark.parametrize("late", ["p9", "a1"])
def test_nobody_is_late_who_is_not_in_the_record(late):
    record = asked_record()
    wrong = msgspec.structs.replace(record.asking, late=(late,))
    damaged = msgspec.json.encode(msgspec.to_builtins(record) | {"asking": msgspec.to_builtins(wrong)})
    with pytest.raises(BadRecord):
        decode_record(damaged)


def test_a_correction_that_drops_an_answer_leaves_the_others_named_right():
    record = asked_record()
    corrected = recount(record, answers=record.answers[1:]).record
    assert corrected.asking.edited == (EditedAnswer(answer="a1", editing=Editing.REWORDED),)
    assert corrected.asking.late == ("p2",)


def test_only_of_what_is_our_own_readers_are_told_how_it_was_asked():
    own = disclose(asked_record(), Audience.READERS)
    assert own.asking == asked_record().asking
    assert own.whole.asking == asked_record().asking
    for right in (DisplayRight.LICENSED, DisplayRight.QUOTATION):
        shown = disclose(msgspec.structs.replace(asked_record(), display_right=right), Audience.READERS)
        assert b"Ruth Vane" not in msgspec.json.encode(shown)
