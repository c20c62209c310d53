"""The public list."""

import datetime as dt

import msgspec
from builders.site import NOON, ferry_record

from weighin.record.record import Published
from weighin.site.editions.commands import publish_roundup, remake_front_page, withdraw_roundup
from weighin.site.store.door import keep_reading, record_of, save_record
from weighin.site.store.models import FrontPage


def page(browser):
    response = browser.get("/")
    assert response.status_code == 200
    return response.content.decode()


def published(title, day, by):
    record = msgspec.structs.replace(ferry_record(title), published=Published(day=day))
    roundup = keep_reading(record, by=by, now=NOON).roundup
    publish_roundup(roundup, by=by, now=NOON)
    return roundup


def test_before_anything_is_published_it_stands_and_says_so(browser_of, db):
    remake_front_page(now=NOON)
    assert "ferry" not in page(browser_of())
    assert browser_of().get("/style.css").status_code == 200


def test_a_private_round_up_is_not_on_it(browser_of, ferry):
    remake_front_page(now=NOON)
    assert "ferry" not in page(browser_of())


def test_a_published_one_is_on_it_with_its_address_until_it_is_withdrawn(browser_of, published_ferry, ada):
    assert f'href="roundups/{published_ferry.public_id}/"' in page(browser_of())
    withdraw_roundup(published_ferry, because="", by=ada, now=NOON)
    assert published_ferry.public_id not in page(browser_of())


def test_the_latest_article_stands_first_whatever_the_order_of_publishing(browser_of, ada, olga):
    published("Ferry in May", dt.date(2026, 5, 1), ada)
    published("Ferry in July", dt.date(2026, 7, 1), olga)
    published("Ferry in June", dt.date(2026, 6, 1), ada)
    shown = page(browser_of())
    assert sorted(["May", "June", "July"], key=lambda month: shown.index(f"Ferry in {month}")) == [
        "July",
        "June",
        "May",
    ]


def test_a_correction_shows_on_it_only_once_it_is_published(browser_of, published_ferry, ada):
    changed = msgspec.structs.replace(record_of(published_ferry), title="Does the ferry run?", title_at=None)
    save_record(published_ferry, changed)
    remake_front_page(now=NOON)
    assert "Will the ferry run?" in page(browser_of())
    publish_roundup(published_ferry, by=ada, now=NOON, correction="The title was wrong.")
    assert "Does the ferry run?" in page(browser_of())


def test_it_is_written_only_when_it_changes(published_ferry):
    before = list(FrontPage.objects.get().files.values_list("pk", flat=True))
    remake_front_page(now=NOON + dt.timedelta(hours=1))
    assert list(FrontPage.objects.get().files.values_list("pk", flat=True)) == before
    assert FrontPage.objects.get().made_at == NOON
