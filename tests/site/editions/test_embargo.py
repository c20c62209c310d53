"""Previews under embargo: an address and a password for people without an account."""

import datetime as dt

import pytest
from builders.site import NOON

from weighin.site import clock
from weighin.site.editions.commands import publish_roundup, withdraw_roundup
from weighin.site.editions.previews import end_preview, give_preview
from weighin.site.store.identifiers import fresh_identifier
from weighin.site.store.models import EmbargoPreview

MOMENT = NOON + dt.timedelta(days=7)
ENDS = NOON + dt.timedelta(days=6)


@pytest.fixture(autouse=True)
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(NOON)
    return set_clock


@pytest.fixture
def given(ferry, ben):
    """The preview and its password."""
    publish_roundup(ferry, by=ben, now=NOON, at=MOMENT)
    return give_preview(ferry, for_whom="Rita of the agency", ends_at=ENDS, by=ben, now=NOON)


def address(preview, name=""):
    return f"/embargo/{getattr(preview, 'public_id', preview)}/{name}"


def opened(browser, given):
    preview, password = given
    response = browser.post(address(preview), {"password": password})
    assert response.status_code == 302
    return browser


def test_with_the_password_the_page_and_its_files_are_there_with_a_note(browser_of, given):
    preview, _ = given
    browser = opened(browser_of(), given)
    page = browser.get(address(preview))
    assert "Will the ferry run?" in page.content.decode()
    assert "Under embargo until 1 December 2026, 12:00 UTC." in page.content.decode()
    assert browser.get(address(preview, "style.css")).headers["Content-Type"] == "text/css; charset=utf-8"
    assert browser.get(address(preview, "nothing.html")).status_code == 404


def test_no_search_engine_keeps_it_and_no_cache(browser_of, given):
    for browser in (browser_of(), opened(browser_of(), given)):
        response = browser.get(address(given[0]))
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"


def test_without_the_password_nothing_of_it_is_told(browser_of, given):
    browser = browser_of()
    page = browser.get(address(given[0]))
    assert "ferry" not in page.content.decode()
    assert "Rita" not in page.content.decode()
    assert browser.get(address(given[0], "record.json")).headers["Location"] == address(given[0])
    assert "Set-Cookie" not in {name for name in page.headers if "weighin=" in page.headers[name]}


def test_whatever_is_wrong_the_answer_is_the_same(browser_of, given, ferry, ben, at):
    preview, password = given
    other, others_password = give_preview(ferry, for_whom="Otto", ends_at=ENDS, by=ben, now=NOON)
    ended, endeds_password = give_preview(ferry, for_whom="Emil", ends_at=ENDS, by=ben, now=NOON)
    end_preview(ended, by=ben, now=NOON)
    tries = [(preview, "wrong"), (preview, others_password), (ended, endeds_password), (fresh_identifier(), password)]
    answers = {
        (answer.status_code, answer.content.decode().replace(token_in(answer), ""))
        for answer in (browser_of().post(address(one), {"password": typed}) for one, typed in tries)
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 403
    asked = {
        (answer.status_code, answer.content.decode().replace(token_in(answer), ""))
        for answer in (browser_of().get(address(one)) for one in (preview, other, ended, fresh_identifier()))
    }
    assert len(asked) == 1
    at(ENDS)
    assert browser_of().post(address(preview), {"password": password}).status_code == 403


def token_in(answer):
    return str(answer.context["csrf_token"])


def test_it_closes_when_it_ends_when_it_is_ended_and_when_the_round_up_is_withdrawn(browser_of, given, ferry, ben, at):
    browser = opened(browser_of(), given)
    at(ENDS)
    assert "ferry" not in browser.get(address(given[0])).content.decode()
    at(NOON)
    browser_of(ben).post(f"/desk/roundups/{ferry.public_id}/embargo/{given[0].public_id}/end")
    assert "ferry" not in browser.get(address(given[0])).content.decode()
    again = give_preview(ferry, for_whom="Otto", ends_at=ENDS, by=ben, now=NOON)
    browser = opened(browser_of(), again)
    assert "ferry" in browser.get(address(again[0])).content.decode()
    publish_roundup(ferry, by=ben, now=NOON)
    withdraw_roundup(ferry, because="", by=ben, now=NOON)
    assert "ferry" not in browser.get(address(again[0])).content.decode()


def test_one_preview_opens_no_other(browser_of, given, ferry, ben):
    browser = opened(browser_of(), given)
    other, _ = give_preview(ferry, for_whom="Otto", ends_at=ENDS, by=ben, now=NOON)
    assert "ferry" not in browser.get(address(other)).content.decode()


def test_guessing_is_stopped_and_a_forged_header_does_not_lift_that(browser_of, given):
    preview, password = given
    statuses = [
        browser_of()
        .post(address(preview), {"password": "wrong"}, headers={"X-Forwarded-For": f"198.51.100.{n}"})
        .status_code
        for n in range(10)
    ]
    assert statuses[0] == 403
    assert statuses[-1] == 429
    assert browser_of().post(address(preview), {"password": password}).status_code == 429


def test_the_password_is_shown_once_and_kept_nowhere(browser_of, ferry, ben):
    desk = f"/desk/roundups/{ferry.public_id}/embargo"
    page = browser_of(ben).post(desk, {"for_whom": "Rita <x>", "ends_at": "2099-12-01T12:00"}).content.decode()
    preview = EmbargoPreview.objects.get()
    assert address(preview) in page
    password = page.split("Password</dt>")[1].split("<code")[1].split(">")[1].split("<")[0]
    assert browser_of().post(address(preview), {"password": password}).status_code == 302
    again = browser_of(ben).get(desk).content.decode()
    assert "Rita &lt;x&gt;" in again
    assert password not in again
    assert password not in preview.password
    assert password not in "".join(entry.about for entry in ferry.journal.all())


def test_without_a_schedule_it_shows_what_would_be_published_now_to_readers(browser_of, ferry, ben):
    given = give_preview(ferry, for_whom="Rita", ends_at=ENDS, by=ben, now=NOON)
    browser = opened(browser_of(), given)
    page = browser.get(address(given[0])).content.decode()
    assert "A preview, not for publication." in page
    assert "something warm" not in page
    assert "/desk" not in page
