"""Every version that was published keeps its address, and readers are told what was corrected."""

import datetime as dt
import hashlib

import msgspec
import pytest
from builders.site import NOON

from weighin.errors import NotAccepted
from weighin.site import clock
from weighin.site.editions.commands import MADE_ANEW, publish_roundup, withdraw_roundup
from weighin.site.store.door import record_of, save_record
from weighin.site.store.models import Edition, EditionFile

DAY_LATER = NOON + dt.timedelta(days=1)
CORRECTED = "The paper is <called> The Right Paper."


@pytest.fixture(autouse=True)
def after_both(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: DAY_LATER + dt.timedelta(hours=1))


def change(roundup, outlet="The Right Paper"):
    save_record(roundup, msgspec.structs.replace(record_of(roundup), outlet=outlet))


@pytest.fixture
def twice(published_ferry, ada):
    """Published, corrected, published again a day later."""
    change(published_ferry)
    publish_roundup(published_ferry, by=ada, now=DAY_LATER, correction=CORRECTED)
    return published_ferry


def read(browser, address, status=200):
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_each_version_is_at_its_own_address_and_the_last_at_the_round_ups(browser_of, twice):
    folder = f"/roundups/{twice.public_id}/"
    first, second, current = (read(browser_of(), folder + name) for name in ("editions/1/", "editions/2/", ""))
    assert "The Other Paper" in first
    assert "The Right Paper" not in first
    assert second == current
    assert "The Right Paper" in current


def test_above_an_earlier_version_stands_that_it_was_replaced_and_where_to_go_from_there(browser_of, twice):
    folder = f"/roundups/{twice.public_id}/"
    for name in ("", "experts.html", "matrix.html"):
        page = read(browser_of(), f"{folder}editions/1/{name}")
        assert page.count("An earlier version, of 24 November 2026.") == 1
        assert f'href="{folder}"' in page
        assert f'href="{folder}editions/"' in page
        assert "An earlier version" not in read(browser_of(), folder + name)


def test_the_files_of_an_earlier_version_are_those_that_were_published(browser_of, twice):
    for file in Edition.objects.get(number=1).files.exclude(media_type="text/html"):
        response = browser_of().get(f"/roundups/{twice.public_id}/editions/1/{file.name}")
        assert hashlib.sha256(response.content).hexdigest() == file.digest
        assert response.headers["Link"].endswith('rel="latest-version"')
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_note_does_not_go_on_being_served_from_a_browsers_memory(browser_of, published_ferry, ada):
    address = f"/roundups/{published_ferry.public_id}/editions/1/"
    tag = browser_of().get(address).headers["ETag"]
    change(published_ferry)
    publish_roundup(published_ferry, by=ada, now=DAY_LATER, correction=CORRECTED)
    response = browser_of().get(address, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert b"An earlier version" in response.content


def test_what_was_corrected_stands_with_its_date_on_the_page_and_in_the_list(browser_of, twice):
    folder = f"/roundups/{twice.public_id}/"
    told = "The paper is &lt;called&gt; The Right Paper."
    for address in (folder, f"{folder}editions/"):
        page = read(browser_of(), address)
        assert page.index("25 November 2026") < page.index(told) < page.index("First published.")
        for number in (1, 2):
            assert f'href="{folder}editions/{number}/"' in page
    assert told not in read(browser_of(), f"{folder}editions/1/")


def test_a_first_version_says_nothing_of_versions(browser_of, published_ferry):
    assert "Versions and corrections" not in read(browser_of(), f"/roundups/{published_ferry.public_id}/")


def test_a_change_is_not_published_without_a_word_on_what_was_corrected(browser_of, published_ferry, ada):
    change(published_ferry)
    for correction in ("", "  \n", "x" * 1001):
        with pytest.raises(NotAccepted):
            publish_roundup(published_ferry, by=ada, now=DAY_LATER, correction=correction)
    told = browser_of(ada).post(f"/desk/roundups/{published_ferry.public_id}/publish", {}, follow=True)
    assert "say in a sentence what was corrected" in told.content.decode()
    assert Edition.objects.count() == 1


def test_pages_that_a_newer_program_makes_say_that_nothing_was_corrected(published_ferry, ada):
    Edition.objects.update(digest="0" * 64)
    edition = publish_roundup(published_ferry, by=ada, now=DAY_LATER)
    assert (edition.number, edition.correction) == (2, MADE_ANEW)


def test_publishing_the_second_version_again_without_a_change_changes_nothing(twice, ben):
    edition = publish_roundup(twice, by=ben, now=DAY_LATER + dt.timedelta(hours=1))
    assert edition.number == 2
    assert Edition.objects.count() == 2


def test_withdrawal_takes_every_version_and_publishing_again_brings_none_of_them_back(browser_of, twice, ada):
    withdraw_roundup(twice, because="A mistake.", by=ada, now=DAY_LATER)
    folder = f"/roundups/{twice.public_id}/"
    for name in ("", "editions/", "editions/1/", "editions/2/", "editions/1/record.json"):
        assert "A mistake." in read(browser_of(), folder + name, 410)
    assert not EditionFile.objects.filter(edition__isnull=False).exists()
    assert publish_roundup(twice, by=ada, now=DAY_LATER + dt.timedelta(minutes=1)).number == 3
    assert "withdrew version 1 of this round-up" in " ".join(read(browser_of(), f"{folder}editions/1/", 410).split())
    assert "First published" not in read(browser_of(), folder)
    assert "The Other Paper" not in read(browser_of(), f"{folder}editions/")


@pytest.mark.parametrize("number", ["0", "3", "01", "-1", "x", "1" * 9])
def test_what_is_no_version_is_not_there(browser_of, twice, number):
    assert browser_of().get(f"/roundups/{twice.public_id}/editions/{number}/").status_code == 404
    assert browser_of().get(f"/roundups/{'2' * 16}/editions/").status_code == 404
