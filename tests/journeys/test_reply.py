"""The expert's form in a browser: it saves as one writes, survives being offline, never overwrites silently, and a visit leaves no trace."""

import sys
from pathlib import Path

import pytest
from builders.asked import ask_on_every_scale, asked_roundup, panelist_on
from builders.site import outlet_of

from weighin.asking.words import WORD, word_count
from weighin.site import clock
from weighin.site.board.commands import close_early, propose_edit, seal
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


def has_let_go_of_its_copy(page):
    """Waits until the browser keeps nothing; asked from outside, because the page's policy lets no text be run as a script."""
    for _ in range(100):
        if page.evaluate("() => localStorage.length") == 0:
            return
        page.wait_for_timeout(50)
    pytest.fail("the copy in the browser is still there")


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
    has_let_go_of_its_copy(page)
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
    has_let_go_of_its_copy(visitor.page)
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
    page.get_by_text("from 0 to 100 per cent. You wrote 160").wait_for()
    assert visitor.flaws() == []
    page.get_by_label("Probability").fill("60")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(f"{address}/receipt")
    assert visitor.flaws() == []
    assert visitor.overflow() <= 0
    for rest in ("/withdraw", "/decline", "/reminders"):
        page.goto(address + rest)
        assert visitor.flaws() == []


def test_each_judgement_has_a_live_picture_that_is_told_in_words_too(visit, address, fair):
    asked = {text: question.public_id for text, question in ask_on_every_scale(fair).items()}
    visitor = visit()
    page = visitor.page
    page.goto(address)

    def told_of(question, **typed):
        for part, value in typed.items():
            field = page.locator(f'[name="{asked[question]}.{part.replace("_", "-")}"]')
            (field.select_option if question == "A storm surge?" else field.fill)(value)
        figure = page.locator(f'[id="{asked[question]}"] figure')
        return figure.locator("svg").count(), figure.locator("figcaption").inner_text()

    page.get_by_label("Probability").fill("62,5 %")
    assert page.get_by_text("62.5 % that it happens, 37.5 % that it does not").is_visible()
    boat = "Which boat wins?"
    assert told_of(boat, option_0="50", option_1="20") == (1, "Together 70 %: 30 % are left to give")
    assert told_of(boat, option_2="40") == (1, "Together 110 %: 10 % too much")
    assert told_of(boat, option_2="30") == (1, "Together 100 %")
    river = {"quantile_0": "100", "quantile_1": "180", "quantile_2": "420"}
    told_range = "90 % between 100 cm and 420 cm, the middle at 180 cm"
    assert told_of("How deep is the river?", **river) == (1, told_range)
    falling = "These values have to rise, from the lowest to the highest."
    assert told_of("How deep is the river?", quantile_2="50") == (0, falling)
    steps = {"lowest": "800", "best": "1200", "highest": "3000", "sure": "80"}
    told_range = "80 % between 800 visitors and 3,000 visitors, the middle at 1,200 visitors"
    assert told_of("How many visitors?", **steps) == (1, told_range)
    assert told_of("How thick is the ice?", chips_0="3", chips_2="4") == (1, "7 of 10 chips placed")
    page.get_by_role("button", name="10 to 20 mm: one chip more").click()
    assert told_of("How thick is the ice?") == (1, "8 of 10 chips placed")
    days = {"day_0": "2027-01-01", "day_1": "2027-02-10", "day_2": "2027-06-01"}
    told_range = "90 % between 01/01/2027 and 01/06/2027, the middle at 10/02/2027"
    assert told_of("When does it go?", **days) == (1, told_range)
    assert told_of("A storm surge?", across="4", up="2") == (1, "4 and 2, each from 1 to 5")
    assert visitor.flaws() == []
    told(page, "saved")
    assert visitor.complaints == []


def test_the_rest_of_a_choice_is_shared_out_with_a_button_and_enter_submits_nothing(visit, address, fair, cleo):
    boat = ask_on_every_scale(fair)["Which boat wins?"].public_id
    page = visit(scripts=False).page
    page.goto(address)
    page.locator(f'[name="{boat}.option-0"]').fill("50")
    page.get_by_role("button", name="Share out the rest").click()
    page.wait_for_url(f"{address}#{boat}")
    assert page.locator(f'[name="{boat}.option-2"]').input_value() == "25"
    page.locator(f'[name="{boat}.option-2"]').press("Enter")
    page.get_by_text("Saved. Nobody but you sees it").wait_for()
    assert not cleo.versions.filter(is_submitted=True).exists()


def test_what_a_finger_has_to_hit_is_large_enough(visit, address, fair):
    ask_on_every_scale(fair)
    page = visit(size=(390, 844)).page
    page.goto(address)
    found = page.locator(
        "button:visible, a.button:visible, input:visible, select:visible, textarea:visible, summary:visible"
    )
    boxes = [
        (one.evaluate("e => e.outerHTML"), one.bounding_box())
        for one in found.all()
        if "unseen" not in (one.get_attribute("class") or "")
    ]
    assert [told for told, box in boxes if box["height"] < 44 or box["width"] < 44] == []


def test_asking_and_what_became_of_it_are_accessible_in_every_look(visit, address, fair, cleo, look):
    ada = fair.drafted_by
    visitor = visit(**look)
    page = visitor.page
    page.goto(f"{address}/ask")
    page.get_by_label("I need more time").check()
    page.get_by_label("Your words to the editors").fill("A week, please.")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Sent to the editors:").wait_for()
    assert visitor.flaws() == []
    page.goto(address)
    prose(page).fill("It will rain, and everybody will come.")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(f"{address}/receipt")
    AskedRoundup.objects.update(approval="the panelist approves")
    fair.refresh_from_db()
    close_early(fair, by=ada, now=clock.now())
    fair.refresh_from_db()
    seal(fair, by=ada, now=clock.now())
    propose_edit(
        AskedPanelist.objects.get(),
        fair.questions.first(),
        "It will rain, and people will come.",
        by=ada,
        now=clock.now(),
    )
    page.goto(f"{address}/afterwards")
    assert visitor.flaws() == []
    assert visitor.overflow() <= 0
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("You have approved this.").wait_for()
    assert visitor.flaws() == []
