"""Publishing later: nobody sees it before its moment, and then it stands there of itself."""

import datetime as dt

import msgspec
import pytest
from builders.site import NOON

from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.editions.commands import cancel_schedule, publish_roundup, withdraw_roundup
from weighin.site.store.door import record_of, save_record
from weighin.site.store.models import Edition, State

MOMENT = NOON + dt.timedelta(days=7)
A_SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_clock(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(NOON)
    return set_clock


@pytest.fixture
def waiting(ferry, ada, at):
    publish_roundup(ferry, by=ada, now=NOON, at=MOMENT)
    return ferry


def everywhere(browser, roundup):
    """What a stranger meets: status of the page, of its first version, of their list; and whether front page and feed name it."""
    folder = f"/roundups/{roundup.public_id}/"
    statuses = [browser.get(folder + name).status_code for name in ("", "record.json", "editions/1/", "editions/")]
    return statuses, [roundup.public_id in browser.get(address).content.decode() for address in ("/", "/feed.xml")]


def test_a_second_before_nobody_sees_anything_and_at_its_moment_everybody_everything(browser_of, waiting, at):
    at(MOMENT - A_SECOND)
    assert everywhere(browser_of(), waiting) == ([404] * 4, [False, False])
    at(MOMENT)
    assert everywhere(browser_of(), waiting) == ([200] * 4, [True, True])


def test_until_its_moment_readers_see_the_version_before(browser_of, published_ferry, ada, at):
    save_record(published_ferry, msgspec.structs.replace(record_of(published_ferry), outlet="The Right Paper"))
    publish_roundup(published_ferry, by=ada, now=NOON, at=MOMENT, correction="Another paper.")
    address = f"/roundups/{published_ferry.public_id}/"
    at(MOMENT - A_SECOND)
    assert "Right Paper" not in browser_of().get(address).content.decode()
    assert browser_of().get(f"{address}editions/2/").status_code == 404
    at(MOMENT)
    assert "Right Paper" in browser_of().get(address).content.decode()


def test_the_desk_says_from_when_and_lets_it_be_cancelled(browser_of, waiting, ben, at):
    desk = f"/desk/roundups/{waiting.public_id}"
    page = browser_of(ben).get(desk).content.decode()
    assert "1 December 2026, 12:00 UTC" in page
    assert '<span class="state private">scheduled</span>' in page
    browser_of(ben).post(f"{desk}/schedule/cancel")
    at(MOMENT)
    assert everywhere(browser_of(), waiting)[0] == [404] * 4
    waiting.refresh_from_db()
    assert waiting.state == State.PRIVATE
    assert [entry.event for entry in waiting.journal.order_by("number")][-2:] == [
        "publishing scheduled",
        "schedule cancelled",
    ]


def test_an_editor_schedules_it_by_the_form_in_its_time_zone(browser_of, ferry, ben, at):
    address = f"/desk/roundups/{ferry.public_id}/schedule"
    assert browser_of(ben).post(address, {"at": "soon"}).status_code == 422
    refused = browser_of(ben).post(address, {"at": "2026-11-24T11:59"})
    assert "That moment is over" in refused.content.decode()
    assert browser_of(ben).post(address, {"at": "2026-12-01T12:00"}).status_code == 302
    assert Edition.objects.get().publish_at == MOMENT


def test_publishing_at_once_takes_the_place_of_what_waits(browser_of, waiting, ada, at):
    publish_roundup(waiting, by=ada, now=NOON + A_SECOND)
    edition = Edition.objects.get()
    assert (edition.number, edition.publish_at) == (1, NOON + A_SECOND)
    at(NOON + A_SECOND)
    assert everywhere(browser_of(), waiting) == ([200] * 4, [True, True])


def test_what_was_corrected_is_asked_for_later_publishing_too(published_ferry, ada):
    save_record(published_ferry, msgspec.structs.replace(record_of(published_ferry), outlet="The Right Paper"))
    with pytest.raises(NotAccepted):
        publish_roundup(published_ferry, by=ada, now=NOON, at=MOMENT)


def test_withdrawing_takes_what_waits_with_it_and_a_notice_is_not_lifted_later(browser_of, published_ferry, ada, at):
    publish_roundup(published_ferry, by=ada, now=NOON, at=MOMENT)
    withdraw_roundup(published_ferry, because="A mistake.", by=ada, now=NOON)
    with pytest.raises(InTheWay):
        publish_roundup(published_ferry, by=ada, now=NOON, at=MOMENT)
    at(MOMENT)
    assert browser_of().get(f"/roundups/{published_ferry.public_id}/").status_code == 410


def test_cancelling_leaves_what_readers_see(browser_of, published_ferry, ada, at):
    publish_roundup(published_ferry, by=ada, now=NOON, at=MOMENT)
    cancel_schedule(published_ferry, by=ada, now=NOON)
    published_ferry.refresh_from_db()
    assert published_ferry.state == State.PUBLISHED
    assert browser_of().get(f"/roundups/{published_ferry.public_id}/").status_code == 200
