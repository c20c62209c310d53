"""How a round-up was asked, in its record."""

import msgspec
import pytest
from builders.asked_page import asked_record, asking

from weighin.errors import BadRecord
from weighin.reading.corrections.apply import correct
from weighin.reading.corrections.kinds import (
    AddAnswer,
    GiveAnswer,
    RemoveAnswer,
    RemovePanelist,
    RenamePanelist,
    TakeOutPassage,
)
from weighin.reading.corrections.recount import recount
from weighin.record.asking import EditedAnswer, Editing, EnteredAnswers, Way
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


def as_entered(record, *entered):
    return msgspec.structs.replace(record, asking=msgspec.structs.replace(record.asking, entered=entered))


def test_how_answers_came_is_told_of_who_is_in_the_record_or_of_nobody_by_name():
    told = as_entered(asked_record(), EnteredAnswers(way=Way.MAIL, panelist="p2"), EnteredAnswers(way=Way.OTHERWISE))
    assert decode_record(encode_record(told)) == told
    assert (told.asking.way_of("p2"), told.asking.way_of("p1")) == (Way.MAIL, None)
    with pytest.raises(ValueError, match="p9"):
        as_entered(asked_record(), EnteredAnswers(way=Way.MAIL, panelist="p9"))
    assert b"entered" not in encode_record(asked_record())


def test_how_answers_came_is_named_as_the_record_counts_after_a_correction():
    told = as_entered(asked_record(), EnteredAnswers(way=Way.MAIL, panelist="p2"), EnteredAnswers(way=Way.OTHERWISE))
    without = correct(correct(told, RemoveAnswer(answer="a1")), RemovePanelist(panelist="p1"))
    assert without.asking.entered == (EnteredAnswers(way=Way.MAIL, panelist="p1"), EnteredAnswers(way=Way.OTHERWISE))


def cut(record, answer, words):
    start = record.text.index(words, record.answers[int(answer[1:]) - 1].paragraphs[0].start)
    return correct(record, TakeOutPassage(answer=answer, start=start, end=start + len(words)))


def edited(record):
    return {one.answer: one.editing for one in record.asking.edited}


def test_what_is_cut_at_the_desk_counts_as_edited():
    assert edited(cut(asked_record(), "a3", "says Fay Oduya.")) == {
        "a1": Editing.SHORTENED,
        "a2": Editing.REWORDED,
        "a3": Editing.SHORTENED,
    }
    assert edited(cut(asked_record(), "a2", "says Dmitri Orr."))["a2"] is Editing.REWORDED


def test_an_answer_that_is_given_to_somebody_else_or_made_of_a_part_does_not_stand_as_it_was_submitted():
    record = asked_record()
    given = correct(record, GiveAnswer(answer="a3", panelists=("p1",)))
    assert edited(given)["a3"] is Editing.REWORDED
    start = record.text.index("says Fay Oduya.")
    parted = correct(record, AddAnswer(start=start, end=start + 15, panelists=("p3",), question="q1"))
    assert edited(parted) == edited(record) | {"a3": Editing.SHORTENED, "a4": Editing.REWORDED}


def test_a_correction_of_something_else_edits_no_answer():
    record = asked_record()
    assert edited(correct(record, RenamePanelist(panelist="p3", name="Fay Oduya-Lund"))) == edited(record)


def test_only_of_what_is_our_own_readers_are_told_how_it_was_asked():
    own = disclose(asked_record(), Audience.READERS)
    assert own.asking == asked_record().asking
    assert own.whole.asking == asked_record().asking
    for right in (DisplayRight.LICENSED, DisplayRight.QUOTATION):
        shown = disclose(msgspec.structs.replace(asked_record(), display_right=right), Audience.READERS)
        assert b"Ruth Vane" not in msgspec.json.encode(shown)
