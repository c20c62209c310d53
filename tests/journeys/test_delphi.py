"""Round 2 of a Delphi in a browser: kept with one tap on a phone, revised with a reason, and a group that is told in words, too."""

import datetime as dt

import pytest
from builders.asked import ask_on_every_scale, asked_roundup, panelist_on
from builders.site import PASSWORD, colleague, outlet_of

from weighin.asking.answers import Answers
from weighin.asking.form import answers_from
from weighin.record.protocols import Delphi, LargeMove, StoppingRule
from weighin.site import clock
from weighin.site.board.commands import close_early
from weighin.site.board.rounds import open_next_round
from weighin.site.reply.commands import submit_answers
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, Role
from weighin.site.store.protocols import encode_protocol
from weighin.site.store.questions import questions_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPED = {
    "probability": (20, 40, 55, 90), "option-0": (50, 40, 60, 20), "option-1": (30, 40, 20, 20), "option-2": (20, 20, 20, 60),
    "quantile-0": (90, 100, 80, 60), "quantile-1": (180, 200, 160, 190), "quantile-2": (400, 300, 310, 500),
    "lowest": (800, 900, 700, 1000), "best": (1200, 1500, 900, 1300), "highest": (3000, 2500, 2200, 2000), "sure": (80, 90, 70, 80),
    "chips-0": (2, 5, 1, 0), "chips-1": (5, 3, 4, 2), "chips-2": (3, 2, 5, 8), "rating": (3, 7, 8, 5), "across": (4, 5, 2, 3),
    "up": (2, 3, 2, 5), "day-0": ("2027-01-01",) * 4, "day-1": ("2027-02-10", "2027-03-01", "2027-02-20", "2027-05-01"),
    "day-2": ("2027-06-01",) * 4, "position": ("agree", "strongly agree", "uncertain", "disagree"), "confidence": (5, 6, 7, 8),
    "place-0": (1, 1, 2, 1), "place-1": (2, 2, 1, 2),
    "prose": ("The tide tables say so.", "Wind from the west.", "It rained in every year that I remember.", "No."),
}  # fmt: skip
HOW = Delphi(stopping=StoppingRule(most_rounds=3, when_kept=None), large_move=LargeMove())


def answers_by(asked, number) -> Answers:
    questions = questions_of(asked)
    fields = {f"{one.identifier}.{part}": str(said[number]) for one in questions for part, said in TYPED.items()}
    understood = answers_from(fields, questions)
    assert not understood.flaws
    return understood.answers


@pytest.fixture
def second_round(transactional_db):
    ada = outlet_of("The Courant", "Ada")
    asked = asked_roundup(ada, protocol=encode_protocol(HOW))
    now = clock.now()
    AskedRoundup.objects.update(opened_at=now, deadline=now + dt.timedelta(days=9))
    asked.refresh_from_db()
    ask_on_every_scale(asked)
    for number, name in enumerate(("Cleo Maris", "Dmitri Vale", "Ines Holt", "Jonas Lind")):
        submit_answers(panelist=panelist_on(asked, name), answers=answers_by(asked, number), now=clock.now())
    close_early(asked, by=ada, now=clock.now())
    return open_next_round(asked, clock.now() + dt.timedelta(days=9), by=ada, now=clock.now())


@pytest.fixture
def cleo(second_round):
    return second_round.panel.first()


@pytest.fixture
def address(live_server, cleo):
    return f"{live_server.url}/answer/{token_of(cleo)}"


def test_one_tap_on_a_phone_keeps_everything_without_scripts(visit, address, cleo):
    visitor = visit(size=(390, 844), scripts=False)
    visitor.page.goto(address)
    visitor.page.get_by_role("button", name="Keep all my answers").click()
    visitor.page.wait_for_url(f"{address}/receipt")
    assert cleo.versions.filter(is_submitted=True, round=2).count() == 1


def test_a_large_move_is_not_taken_without_a_reason_and_is_with_one(visit, address, cleo):
    visitor = visit(size=(390, 844))
    page = visitor.page
    page.goto(address)
    page.get_by_label("Probability").fill("70")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.get_by_text("Please say why, in a sentence or two").wait_for()
    assert page.get_by_label("Probability").input_value() == "70"
    page.get_by_label("Why you keep or change your answer").first.fill("The others know the wind better.")
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url(f"{address}/receipt")
    assert cleo.versions.filter(is_submitted=True, round=2).count() == 1


def test_the_second_round_is_accessible_in_every_look(visit, address, look):
    visitor = visit(**look)
    visitor.page.goto(address)
    for fold in visitor.page.locator("details.fold > summary").all():
        fold.click()
    assert visitor.flaws() == []
    assert visitor.overflow() <= 0
    assert visitor.page.get_by_text("4 answered. The middle is 47.5 %").count() == 1
    assert visitor.complaints == []


def test_the_pages_of_rounds_at_the_desk_are_accessible(visit, live_server, second_round):
    ben = colleague(second_round.drafted_by, "Ben", Role.EDITOR)
    visitor = visit()
    page = visitor.page
    page.goto(f"{live_server.url}/sign-in")
    page.get_by_label("Name").fill("Ben")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/desk**")
    desk = f"{live_server.url}/desk/asked/{second_round.public_id}"
    for rest in ("", "/protocol", "/reasons", "/next-round"):
        page.goto(desk + rest)
        assert visitor.flaws() == [], (rest, ben)
        assert visitor.overflow() <= 0
