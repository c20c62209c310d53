"""The expert's form in a browser: it saves as one writes, survives being offline, never overwrites silently, and a visit leaves no trace."""

import sys
from pathlib import Path

import pytest
from builders.asked import asked_roundup, panelist_on
from builders.site import outlet_of

from weighin.asking.words import WORD, word_count
from weighin.site import clock
from weighin.site.store.links import token_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedRoundup, JournalEntry, Letter

sys.path.append(str(Path(__file__).parents[1] / "asking"))
from test_words import COUNTED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def fair(transactional_db):
    asked = asked_roundup(outlet_of("The Courant", "Ada"))
    opened = clock.now()
    AskedRoundup.objects.update(opened_at=opened, deadline=opened.replace(year=opened.year + 1))
    asked.refresh_from_db()
    return asked


@pytest.fixture
def cleo(fair):
    return panelist_on(fair, "Cleo Maris")


@pytest.fixture
def address(live_server, cleo):
    return f"{live_server.url}/answer/{token_of(cleo)}"


def prose(page, number=0):
    return page.locator("textarea").nth(number)


def told(page, words):
    page.locator("#saving", has_text=words).wait_for()


def rows():
    return [
        list(model.objects.order_by("pk").values()) for model in (AskedPanelist, AnswerVersion, JournalEntry, Letter)
    ]


def test_a_browser_that_opens_every_page_scrolls_and_closes_leaves_no_trace(visit, address):
    before = rows()
    visitor = visit()
    for rest in ("", "/receipt", "/decline", "/withdraw", "/reminders"):
        visitor.page.goto(address + rest)
        visitor.page.mouse.wheel(0, 5000)
        visitor.page.wait_for_load_state("networkidle")
    visitor.page.goto(address)
    visitor.page.locator("textarea").first.focus()
    visitor.context.close()
    assert rows() == before


def test_what_is_typed_is_saved_without_a_button_and_goes_on_elsewhere(visit, address, cleo):
    phone, desk = visit(size=(390, 844)), visit()
    phone.page.goto(address)
    prose(phone.page).fill("It will rain.")
    told(phone.page, "saved")
    desk.page.goto(address)
    assert prose(desk.page).input_value() == "It will rain."
    cleo.refresh_from_db()
    assert cleo.started_at is not None
    assert not cleo.versions.filter(is_submitted=True).exists()
    assert phone.complaints == desk.complaints == []


def test_two_windows_say_so_and_show_what_the_other_holds(visit, address, cleo):
    one, other = visit(), visit()
    one.page.goto(address)
    other.page.goto(address)
    prose(one.page).fill("From the first.")
    told(one.page, "saved")
    prose(other.page).fill("From the second.")
    told(other.page, "Another window has saved something else")
    assert other.page.locator(".overlooked .typed").inner_text() == "From the first."
    assert prose(other.page).input_value() == "From the second."
    prose(one.page).fill("From the first, again.")
    told(one.page, "Another window has saved something else")
    assert one.page.locator(".overlooked .typed").inner_text() == "From the second."
    assert cleo.versions.count() == 3


def test_what_is_typed_offline_is_kept_in_the_browser_offered_and_dropped_once_saved(visit, address, cleo):
    visitor = visit()
    page = visitor.page
    page.goto(address)
    visitor.context.set_offline(True)
    prose(page).fill("Written at sea.")
    told(page, "not saved: offline, kept in this browser")
    assert not cleo.versions.exists()
    page.close()
    visitor.context.set_offline(False)
    page = visitor.context.new_page()
    page.goto(address)
    assert prose(page).input_value() == ""
    page.get_by_role("button", name="Put it into the form").click()
    told(page, "saved")
    assert prose(page).input_value() == "Written at sea."
    assert cleo.versions.count() == 1
    page.wait_for_function("localStorage.length === 0")
    page.reload()
    assert not page.get_by_role("button", name="Put it into the form").count()


def test_coming_back_online_saves_by_itself(visit, address, cleo):
    visitor = visit()
    visitor.page.goto(address)
    visitor.context.set_offline(True)
    prose(visitor.page).fill("Written at sea.")
    told(visitor.page, "not saved")
    visitor.context.set_offline(False)
    told(visitor.page, "saved ")
    visitor.page.wait_for_function("localStorage.length === 0")
    assert cleo.versions.count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_panelist_answers_reads_the_receipt_and_changes_the_answer(visit, address, cleo, scripts):
    visitor = visit(scripts=scripts)
    page = visitor.page
    page.goto(address)
    page.get_by_label("Probability").fill("60")
    prose(page).fill("It will rain.")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(f"{address}/receipt")
    assert "weigh-in" in page.locator(".receipt").inner_text().lower()
    page.get_by_role("link", name="Read or change your answers").click()
    prose(page).fill("It will pour.")
    page.get_by_role("button", name="Submit the changes").click()
    page.wait_for_url(f"{address}/receipt")
    assert cleo.versions.filter(is_submitted=True).count() == 2
    assert visitor.complaints == []


def test_browser_and_server_count_the_same_words(visit, address, cleo):
    page = visit().page
    page.goto(address)
    assert page.locator("form.answers").get_attribute("data-word") == WORD
    for text, words in COUNTED:
        prose(page).fill(text)
        normal = text.replace("\t", " ")
        assert int(page.locator(".words span").first.inner_text()) == word_count(normal) == words
    told(page, "saved")  # before the server goes


def test_the_form_is_accessible_in_every_look(visit, address, look):
    visitor = visit(**look)
    page = visitor.page
    page.goto(address)
    assert visitor.flaws() == []
    assert visitor.overflow() <= 0
    page.get_by_label("Probability").fill("160")
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("from 0 to 100 per cent, found 160").wait_for()
    assert visitor.flaws() == []
    page.get_by_label("Probability").fill("60")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(f"{address}/receipt")
    assert visitor.flaws() == []
    assert visitor.overflow() <= 0
    for rest in ("/withdraw", "/decline", "/reminders"):
        page.goto(address + rest)
        assert visitor.flaws() == []
