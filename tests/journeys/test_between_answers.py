"""Between a panel's answers, in a browser: proposing questions, discussing under pseudonyms, entering what a group agreed on."""

import datetime as dt

import pytest
from builders.asked import asked_roundup, panelist_on, typed_for
from builders.site import PASSWORD, outlet_of
from django.test import Client

from weighin.record.protocols import Delphi, Facilitated, Idea
from weighin.site import clock
from weighin.site.board.commands import close_early
from weighin.site.board.rounds import open_next_round
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, Contribution
from weighin.site.store.protocols import encode_protocol

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AN_HOUR, DAYS = dt.timedelta(hours=1), dt.timedelta(days=9)
NAMES = ("Cleo Maris", "Dmitri Vale", "Ines Holt")


@pytest.fixture
def ada(transactional_db):
    return outlet_of("The Courant", "Ada")


def open_now(ada, protocol, **columns):
    asked = asked_roundup(ada, protocol=encode_protocol(protocol))
    now = clock.now()
    AskedRoundup.objects.update(opened_at=now - AN_HOUR, deadline=now + DAYS, **columns)
    asked.refresh_from_db()
    for name in NAMES:
        panelist_on(asked, name)
    return asked


def answered(asked):
    for panelist, probability in zip(asked.panel.all(), ("20", "50", "80"), strict=True):
        typed = typed_for(asked, probability=probability, prose=f"I say {probability}.") | {"do": "submit", "seen": "0"}
        Client().post(f"/answer/{token_of(panelist)}", typed)


def sign_in(page, live_server):
    page.goto(f"{live_server.url}/sign-in")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/desk**")


def look_over(visitor):
    assert visitor.flaws() == []
    assert visitor.overflow() <= 0
    assert visitor.complaints == []


def test_a_panelist_proposes_and_an_editor_decides(visit, live_server, ada, look):
    asked = open_now(ada, Delphi(proposes_questions=True), round=0)
    asked.questions.all().delete()
    visitor = visit(**look)
    page = visitor.page
    page.goto(f"{live_server.url}/answer/{token_of(asked.panel.first())}")
    page.get_by_label("The question, as you would put it").first.fill("Does the ferry sail in May?")
    page.get_by_label("Why it matters").first.fill("Everybody on the island asks.")
    look_over(visitor)
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url("**/receipt")
    close_early(asked, by=ada, now=clock.now())
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/desk/asked/{asked.public_id}/proposals")
    look_over(visitor)
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Decided.").wait_for()
    look_over(visitor)
    page.goto(f"{live_server.url}/desk/asked/{asked.public_id}/first-round")
    look_over(visitor)


def test_a_panelist_discusses_and_a_facilitator_looks_on(visit, live_server, ada, look):
    asked = open_now(ada, Idea())
    answered(asked)
    close_early(asked, by=ada, now=clock.now())
    asked = open_next_round(asked, clock.now() + DAYS, by=ada, now=clock.now())
    visitor = visit(**look)
    page = visitor.page
    page.goto(f"{live_server.url}/answer/{token_of(asked.panel.first())}")
    look_over(visitor)
    page.get_by_role("link", name="The discussion").click()
    look_over(visitor)
    page.get_by_label("What would you say to the others?").first.fill("The pier is closed until June.")
    page.get_by_role("button", name="Say it").first.click()
    page.get_by_text("The pier is closed until June.").wait_for()
    assert Contribution.objects.count() == 1
    look_over(visitor)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/desk/asked/{asked.public_id}/discussion")
    look_over(visitor)


def test_an_editor_enters_what_the_group_agreed_on(visit, live_server, ada, look):
    asked = open_now(ada, Facilitated())
    answered(asked)
    close_early(asked, by=ada, now=clock.now())
    visitor = visit(**look)
    page = visitor.page
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/desk/asked/{asked.public_id}/questions/{asked.questions.first().public_id}/agreed")
    look_over(visitor)
    page.get_by_label("Probability").fill("45")
    page.get_by_role("textbox", name="Agreed on").fill(f"{clock.now():%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It goes into the record").wait_for()
