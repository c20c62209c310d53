"""Withdrawing from publication."""

import pytest
from builders.site import NOON
from django.urls import reverse

from weighin.errors import NotPublished
from weighin.site.editions.commands import publish_roundup, withdraw_roundup
from weighin.site.store.models import EditionFile, State


def address(roundup):
    return reverse("editions:withdraw", kwargs={"roundup": roundup.public_id})


def test_it_is_asked_first_and_looking_changes_nothing(browser_of, published_ferry, ada):
    page = browser_of(ada).get(address(published_ferry)).content.decode()
    assert "Withdraw it" in page
    published_ferry.refresh_from_db()
    assert published_ferry.state == State.PUBLISHED


def test_every_file_of_it_is_gone_and_a_notice_with_the_reason_stands_in_their_place(browser_of, published_ferry, ben):
    response = browser_of(ben).post(address(published_ferry), {"because": "Ines <asked> us to."}, follow=True)
    assert "A notice stands in its place" in response.content.decode()
    for name in ("", "index.html", "record.json", "style.css", "never-was.html"):
        gone = browser_of().get(f"/roundups/{published_ferry.public_id}/{name}")
        assert gone.status_code == 410
        page = gone.content.decode()
        assert "Ines &lt;asked&gt; us to." in page
        assert "The Courant withdrew this round-up" in " ".join(page.split())
        assert "Ben" not in page
    assert not EditionFile.objects.filter(edition__roundup=published_ferry).exists()


def test_who_did_it_and_why_is_in_the_journal(published_ferry, ben):
    withdraw_roundup(published_ferry, because="Ines asked us to.", by=ben, now=NOON)
    entry = published_ferry.journal.last()
    assert (entry.event, entry.by) == ("withdrawn", ben)
    assert "Ines asked" in entry.about


def test_what_is_not_published_cannot_be_withdrawn(browser_of, ferry, ada):
    with pytest.raises(NotPublished):
        withdraw_roundup(ferry, because="", by=ada, now=NOON)
    page = browser_of(ada).post(address(ferry), {"because": ""}, follow=True).content.decode()
    assert "nothing to withdraw" in page


def test_it_can_be_published_again(browser_of, published_ferry, ada):
    withdraw_roundup(published_ferry, because="A mistake.", by=ada, now=NOON)
    edition = publish_roundup(published_ferry, by=ada, now=NOON)
    assert edition.number == 2
    published_ferry.refresh_from_db()
    assert (published_ferry.state, published_ferry.withdrawn_at, published_ferry.withdrawn_because) == (
        "published",
        None,
        "",
    )
    assert browser_of().get(f"/roundups/{published_ferry.public_id}/").status_code == 200


def test_a_reason_that_is_too_long_is_kept_in_the_form(browser_of, published_ferry, ada):
    response = browser_of(ada).post(address(published_ferry), {"because": "so " * 300})
    assert response.status_code == 422
    assert "so so so" in response.content.decode()
    published_ferry.refresh_from_db()
    assert published_ferry.state == State.PUBLISHED
