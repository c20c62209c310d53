"""How the database is used: what was acknowledged is on disk, and who writes waits for who writes."""

import datetime as dt

import pytest
from builders.site import NOON
from django.db import IntegrityError, connection

from weighin.site.store.models import Edition, EditionFile


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_sqlite_is_used_with_care(db, pragma, value):
    if connection.vendor != "sqlite":
        pytest.skip("these are settings of SQLite; the tests run on PostgreSQL at the moment")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


def test_a_transaction_that_will_write_waits_at_its_start(db):
    if connection.vendor == "sqlite":
        assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_a_file_of_no_edition():
    with pytest.raises(IntegrityError):
        EditionFile.objects.create(edition_id=99, name="index.html", media_type="text/html", content=b"", digest="")


def test_the_database_itself_refuses_an_edition_that_was_seen_before_it_was_made(published_ferry, ada):
    with pytest.raises(IntegrityError):
        Edition.objects.create(
            roundup=published_ferry,
            number=2,
            digest="",
            record_digest="",
            entry=b"",
            published_at=NOON,
            published_by=ada,
            publish_at=NOON - dt.timedelta(seconds=1),
        )


def test_the_database_itself_refuses_a_file_that_belongs_to_nothing(db):
    with pytest.raises(IntegrityError):
        EditionFile.objects.create(name="index.html", media_type="text/html", content=b"", digest="")
