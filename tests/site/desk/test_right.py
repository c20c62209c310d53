"""Stating by which right a round-up may be shown."""

import datetime as dt

import pytest
from builders.site import NOON, THEY_SAID
from django.urls import reverse

from weighin.record.values import DisplayRight
from weighin.site.desk import commands
from weighin.site.editions.commands import publish_roundup
from weighin.site.store.door import record_of

LONG_ANSWER = THEY_SAID[2]


def address(roundup):
    return reverse("desk:state_right", kwargs={"roundup": roundup.public_id})


@pytest.mark.parametrize("right", list(DisplayRight))
def test_who_stated_which_right_and_when_is_kept(ferry, ben, right):
    commands.state_right(ferry, right, by=ben, now=NOON)
    ferry.refresh_from_db()
    assert (ferry.display_right, ferry.right_stated_by, ferry.right_stated_at) == (right.value, ben, NOON)
    assert record_of(ferry).display_right is right
    assert ferry.journal.last().event == "display right stated"


def test_readers_see_more_only_once_it_is_published(browser_of, published_ferry, ben):
    path = reverse("editions:page", kwargs={"public_id": published_ferry.public_id})
    assert LONG_ANSWER[-40:] not in browser_of().get(path).content.decode()
    browser_of(ben).post(address(published_ferry), {"right": "licensed"})
    assert LONG_ANSWER[-40:] not in browser_of().get(path).content.decode()
    publish_roundup(published_ferry, by=ben, now=NOON + dt.timedelta(hours=1), correction="Shown whole, as agreed.")
    assert LONG_ANSWER[-40:].replace("'", "&#39;") in browser_of().get(path).content.decode()


@pytest.mark.parametrize("typed", [{}, {"right": ""}, {"right": "all of it"}])
def test_another_right_is_refused_and_nothing_changes(browser_of, ferry, ada, typed):
    response = browser_of(ada).post(address(ferry), typed, follow=True)
    assert "Choose one of the three rights" in response.content.decode()
    ferry.refresh_from_db()
    assert (ferry.display_right, ferry.right_stated_by) == ("quotation", None)
