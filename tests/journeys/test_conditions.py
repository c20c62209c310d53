"""Questions under a condition in a browser: they open and close by what is answered, with a script and without one, and what was typed stays."""

import pytest
from builders.asked import asked_roundup, panelist_on
from builders.site import outlet_of

from weighin.record.kinds import Stance
from weighin.site import clock
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, QuestionCondition
from weighin.site.store.versions import answers_of, submitted_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cleo(transactional_db):
    asked = asked_roundup(outlet_of("The Courant", "Ada"))
    opened = clock.now()
    AskedRoundup.objects.update(opened_at=opened, deadline=opened.replace(year=opened.year + 1))
    first, second = asked.questions.all()
    QuestionCondition.objects.create(question=second, source=first, test='{"type":"at least","probability":0.6}')
    return panelist_on(asked, "Cleo Maris")


@pytest.fixture
def address(live_server, cleo):
    return f"{live_server.url}/answer/{token_of(cleo)}"


def questions_on(page, cleo):
    return [page.locator(f"fieldset[id='{question.public_id}']") for question in cleo.asked.questions.all()]


def give(page, question, text):
    field = question.locator("input[name$='.probability']")
    field.fill(text)
    field.press("Tab")


def test_it_opens_and_closes_with_the_answer_it_hangs_on_and_keeps_what_was_typed(visit, address, cleo, look):
    visitor = visit(**look)
    page = visitor.page
    page.goto(address)
    first, second = questions_on(page, cleo)
    second.wait_for(state="hidden")
    give(page, first, "70")
    second.wait_for(state="visible")
    assert "70" not in second.inner_text()
    assert "This one is asked if you gave 60 % or more to question 1." in second.inner_text()
    assert "This question is asked now:" in page.locator("#opened").inner_text()
    assert visitor.flaws() == []
    assert visitor.overflow() <= 0
    second.locator("textarea").fill("Everybody.")
    give(page, first, "30")
    second.wait_for(state="hidden")
    page.locator("form.answers button[value=submit]").click()
    page.wait_for_url("**/receipt")
    given = answers_of(submitted_version(cleo)).to(cleo.asked.questions.last().public_id)
    assert (given.stance, given.prose) == (Stance.NOT_ASKED, "")
    page.goto(address)
    first, second = questions_on(page, cleo)
    give(page, first, "90")
    second.wait_for(state="visible")
    assert second.locator("textarea").input_value() == "Everybody."
    assert visitor.complaints == []


def test_without_a_script_it_stands_there_with_its_condition_and_the_server_says_what_is_next(visit, address, cleo):
    page = visit(scripts=False).page
    page.goto(address)
    first, second = questions_on(page, cleo)
    assert second.is_visible()
    assert "As your answers stand it is not asked" in second.inner_text()
    first.locator("input[name$='.probability']").fill("70")
    page.locator("form.answers button[value=submit]:visible").click()
    assert (
        "Your other answers open this question too"
        in page.locator(f"fieldset[id='{cleo.asked.questions.last().public_id}']").inner_text()
    )
    assert "As your answers stand" not in questions_on(page, cleo)[1].inner_text()
    questions_on(page, cleo)[1].locator("textarea").fill("Everybody.")
    page.locator("form.answers button[value=submit]:visible").click()
    page.wait_for_url("**/receipt")
