"""The one door between rows and the record."""

import msgspec
import pytest
from builders.site import NOON, ferry_record
from django.db import IntegrityError, transaction

from weighin.record.codec import encode_record
from weighin.record.values import DisplayRight
from weighin.site.store.door import keep_reading, record_as_read, record_of, save_record, save_right
from weighin.site.store.models import Event, Roundup, State


def test_what_is_kept_comes_back_the_same(ada):
    record = ferry_record()
    kept = keep_reading(record, by=ada, now=NOON)
    assert kept.is_new
    row = Roundup.objects.get()
    assert record_of(row) == record_as_read(row) == record
    assert (row.state, row.panelists, row.questions, row.answers, row.forecasts, row.warnings) == (
        State.PRIVATE,
        3,
        1,
        3,
        2,
        1,
    )
    assert (row.read_by, row.read_at) == (ada, NOON)


def test_reading_is_entered_in_the_journal_without_a_word_of_the_article(ada):
    entry = keep_reading(ferry_record(), by=ada, now=NOON).roundup.journal.get()
    assert (entry.event, entry.by, entry.at) == (Event.ROUNDUP_READ, ada, NOON)
    assert "ferry" not in entry.about


def test_the_same_source_is_read_once_by_an_outlet_and_again_by_another(ada, ben, olga):
    first = keep_reading(ferry_record(digest="ab" * 32), by=ada, now=NOON)
    again = keep_reading(ferry_record("Another title", digest="ab" * 32), by=ben, now=NOON)
    elsewhere = keep_reading(ferry_record(digest="ab" * 32), by=olga, now=NOON)
    assert (again.is_new, again.roundup) == (False, first.roundup)
    assert elsewhere.is_new
    assert first.roundup.journal.count() == 1


def test_without_a_digest_the_text_tells_what_is_the_same(ada):
    assert keep_reading(ferry_record(), by=ada, now=NOON).is_new
    assert not keep_reading(ferry_record(), by=ada, now=NOON).is_new
    assert keep_reading(ferry_record("Will it freeze?"), by=ada, now=NOON).is_new


@pytest.mark.parametrize(("title", "shown"), [("", "Untitled round-up"), ("a\0b", "a b"), ("x" * 600, "x" * 499 + "…")])
def test_a_title_that_no_column_holds_is_kept_in_the_record_and_shortened_in_the_list(ada, title, shown):
    record = msgspec.structs.replace(ferry_record(), title=title, title_at=None)
    row = keep_reading(record, by=ada, now=NOON).roundup
    row.refresh_from_db()
    assert row.title == shown
    assert record_of(row).title == title


def test_who_reads_in_what_may_be_shown_whole_states_that_right(ada):
    row = keep_reading(ferry_record(display_right=DisplayRight.OWN), by=ada, now=NOON).roundup
    assert (row.display_right, row.right_stated_by, row.right_stated_at) == ("own", ada, NOON)


def test_a_correction_changes_the_record_and_neither_what_was_read_nor_the_stated_right(ferry, ada):
    save_right(ferry, DisplayRight.LICENSED, by=ada, now=NOON)
    corrected = msgspec.structs.replace(ferry_record(), outlet="The Right Paper")
    save_record(ferry, corrected)
    ferry.refresh_from_db()
    assert record_of(ferry).outlet == "The Right Paper"
    assert record_of(ferry).display_right is DisplayRight.LICENSED
    assert bytes(ferry.record_as_read) == encode_record(ferry_record())


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "secret"},
        {"display_right": "finders"},
        {"display_right": "own"},
        {"right_stated_at": NOON},
        {"state": "withdrawn"},
        {"withdrawn_at": NOON},
    ],
)
def test_the_database_itself_refuses_a_row_that_makes_no_sense(ferry, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Roundup.objects.filter(pk=ferry.pk).update(**wrong)
