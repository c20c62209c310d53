"""The journal holds together, and shows where it does not."""

import pytest
from builders.site import NOON
from django.db import IntegrityError, connection, transaction

from weighin.sealing import journal as sealed
from weighin.sealing.journal import Break, Fault, digest_of
from weighin.site.store.journal import as_entry, enter, first_break
from weighin.site.store.models import Event, JournalEntry


def written(outlet, number, column, value):
    """What somebody does who writes in the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE store_journalentry SET {column} = %s WHERE outlet_id = %s AND number = %s",  # noqa: S608 - a test's own words
            [value, outlet.pk, number],
        )


@pytest.fixture
def journal(ada, ferry):
    """Four entries."""
    enter(
        Event.RIGHT_STATED, outlet=ada.outlet, by=ada, now=NOON, roundup=ferry, about={"was": "quotation", "is": "own"}
    )
    return ada.outlet


def test_entries_follow_one_another_from_1(journal):
    entries = list(JournalEntry.objects.filter(outlet=journal))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous for entry in entries] == ["0" * 64, *(entry.digest for entry in entries[:-1])]
    assert all(entry.digest == digest_of(as_entry(entry)) for entry in entries)
    assert first_break(journal) is None


def test_outlets_have_journals_of_their_own(journal, olga):
    assert [entry.number for entry in olga.outlet.journal.all()] == [1, 2]
    assert first_break(olga.outlet) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("about", '{"is": "licensed"}'),
        ("event", "published"),
        ("at", NOON.replace(hour=13)),
        ("by_id", None),
        ("roundup_id", None),
        ("digest", "f" * 64),
    ],
)
def test_an_entry_that_was_changed_in_the_database_shows(journal, column, value):
    written(journal, 4, column, value)
    assert first_break(journal) == Break(4, Fault.ALTERED)


def test_an_entry_that_was_made_to_fit_breaks_the_next(journal):
    entry = JournalEntry.objects.get(outlet=journal, number=2)
    entry.about = "{}"
    written(journal, 2, "about", "{}")
    written(journal, 2, "digest", digest_of(as_entry(entry)))
    assert first_break(journal) == Break(3, Fault.UNLINKED)


def test_an_entry_that_was_taken_out_shows(journal):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_journalentry WHERE outlet_id = %s AND number = 2", [journal.pk])
    assert first_break(journal) == Break(2, Fault.MISSING)


def test_the_program_neither_changes_nor_deletes_an_entry(journal):
    entries = JournalEntry.objects.filter(outlet=journal)
    with pytest.raises(TypeError, match="never changed"):
        entries.update(about="{}")
    with pytest.raises(TypeError, match="never changed"):
        entries.delete()
    with pytest.raises(TypeError, match="never changed"):
        entries[0].delete()
    entry = entries[1]
    entry.about = "{}"
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    assert first_break(journal) is None


def test_two_entries_cannot_have_one_number(journal):
    entry = JournalEntry.objects.get(outlet=journal, number=4)
    entry.pk, entry._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_what_is_sealed_is_read_from_the_events_that_the_site_enters():
    assert {Event.SUBMITTED.value, Event.ANSWERS_WITHDRAWN.value, Event.LATE_ACCEPTED.value} == {
        sealed.SUBMITTED,
        sealed.WITHDRAWN,
        sealed.LATE_ACCEPTED,
    }
