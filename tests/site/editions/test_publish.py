"""Publishing a round-up, and what differs afterwards."""

import datetime as dt

import msgspec
import pytest
from builders.site import NOON, ferry_record
from django.urls import reverse

from weighin.errors import ChangedMeanwhile
from weighin.publishing import publish
from weighin.record.disclosure import Audience, disclose
from weighin.site.editions import commands
from weighin.site.editions.commands import MASTHEAD, publish_roundup
from weighin.site.store.door import keep_reading, record_of, save_record
from weighin.site.store.models import Edition, EditionFile, State

LATER = NOON + dt.timedelta(hours=1)
CORRECTED = "The outlet was named wrongly."


def with_outlet(roundup, outlet):
    save_record(roundup, msgspec.structs.replace(record_of(roundup), outlet=outlet))


def test_what_is_stored_is_what_publishing_makes_of_what_readers_may_see(ferry, ada):
    edition = publish_roundup(ferry, by=ada, now=NOON)
    made = publish(disclose(ferry_record(), Audience.READERS), masthead=MASTHEAD)
    assert edition.digest == made.digest
    stored = {file.name: (bytes(file.content), file.digest) for file in edition.files.all()}
    assert stored == {file.name: (file.content, file.digest) for file in made.files}
    ferry.refresh_from_db()
    assert ferry.state == State.PUBLISHED
    assert (edition.published_by, edition.published_at, edition.number) == (ada, NOON, 1)


def test_a_quoted_round_up_is_published_without_its_source_and_long_answers(published_ferry):
    files = {file.name: bytes(file.content).decode() for file in EditionFile.objects.filter(edition__isnull=False)}
    assert "source.html" not in files
    assert not [name for name, content in files.items() if "something warm" in content]


def test_publishing_again_without_a_change_changes_nothing(published_ferry, ben):
    first = Edition.objects.get()
    entries = published_ferry.journal.count()
    assert publish_roundup(published_ferry, by=ben, now=LATER) == first
    assert published_ferry.journal.count() == entries


def test_a_change_makes_a_new_edition_and_the_old_one_keeps_its_files_as_they_were(published_ferry, ben):
    before = set(EditionFile.objects.filter(edition__isnull=False).values_list("name", "digest"))
    with_outlet(published_ferry, "The Right Paper")
    edition = publish_roundup(published_ferry, by=ben, now=LATER, correction=CORRECTED)
    assert edition.number == 2
    old = Edition.objects.get(number=1)
    assert set(old.files.values_list("name", "digest")) == before
    assert published_ferry.journal.last().event == "published"


def test_what_cannot_be_stored_whole_is_not_stored_at_all(published_ferry, ada, monkeypatch):
    with_outlet(published_ferry, "The Right Paper")
    before = Edition.objects.get()

    def fails(**_):
        raise OSError

    monkeypatch.setattr(commands, "remake_front_page", fails)
    with pytest.raises(OSError):  # noqa: PT011 - the one that was just made up
        publish_roundup(published_ferry, by=ada, now=LATER, correction=CORRECTED)
    assert Edition.objects.get() == before
    assert before.files.count() > 5


def test_a_record_that_changes_while_it_is_published_is_published_as_it_became(ferry, ada, monkeypatch):
    made_of, changes = commands._made_of, iter(["The Right Paper", "The Very Right Paper"])

    def changed_meanwhile(roundup, *what, **when):
        made = made_of(roundup, *what, **when)
        for outlet in changes:
            with_outlet(roundup, outlet)
            break
        return made

    monkeypatch.setattr(commands, "_made_of", changed_meanwhile)
    edition = publish_roundup(ferry, by=ada, now=NOON)
    ferry.refresh_from_db()
    assert edition.record_digest == ferry.record_digest
    assert b"The Very Right Paper" in bytes(edition.files.get(name="index.html").content)


def test_one_that_never_stops_changing_is_refused_and_stays_private(ferry, ada, browser_of, monkeypatch):
    made_of, numbers = commands._made_of, iter(range(99))

    def changed_meanwhile(roundup, *what, **when):
        made = made_of(roundup, *what, **when)
        with_outlet(roundup, f"Paper {next(numbers)}")
        return made

    monkeypatch.setattr(commands, "_made_of", changed_meanwhile)
    with pytest.raises(ChangedMeanwhile):
        publish_roundup(ferry, by=ada, now=NOON)
    response = browser_of(ada).post(reverse("editions:publish", kwargs={"roundup": ferry.public_id}), follow=True)
    assert "others are changing this round-up" in response.content.decode()
    ferry.refresh_from_db()
    assert ferry.state == State.PRIVATE


def test_the_button_publishes(browser_of, ferry, ben):
    address = reverse("editions:publish", kwargs={"roundup": ferry.public_id})
    assert browser_of(ben).get(address).status_code == 405
    page = browser_of(ben).post(address, follow=True).content.decode()
    assert "Readers see edition 1" in page
    assert browser_of().get(f"/roundups/{ferry.public_id}/").status_code == 200


def test_the_address_says_nothing_of_the_round_up_or_the_database(ada):
    rows = [keep_reading(ferry_record(f"Ferry {n}"), by=ada, now=NOON).roundup for n in range(20)]
    assert len({row.public_id for row in rows}) == 20
    assert all(len(row.public_id) == 16 and "ferry" not in row.public_id for row in rows)
