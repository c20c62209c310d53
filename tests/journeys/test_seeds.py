"""Seed questions in a browser: every page of them can be used by everybody, in every look."""

import pytest
from builders.seeded import DEADLINE, LENGTHS, answer_all, opened, seat_all, seeded_roundup
from builders.site import NOON, PASSWORD, outlet_of

from weighin.site import clock
from weighin.site.board.commands import compose, seal
from weighin.site.editions.commands import publish_roundup
from weighin.site.store.models import AskedRoundup, QuestionCondition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_of_seeds_and_conditions_is_accessible_in_every_look(
    visit, live_server, transactional_db, look, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    ada = outlet_of("The Courant", "Ada")
    visitor, found = visit(**look), {}
    page, site = visitor.page, live_server.url

    def judge(address, name=""):
        page.goto(f"{site}{address}")
        found[name or address] = (visitor.flaws(), max(0, visitor.overflow()))

    draft, (running, seats) = seeded_roundup(ada), opened(ada)
    seat_all(draft)
    first, second, *_ = draft.questions.all()
    QuestionCondition.objects.create(question=second, source=first, test='{"type":"says","stance":"uncertain"}')
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/desk")
    desk, sealed = f"/desk/asked/{draft.public_id}", running.questions.first()
    for rest in ("", "/open", "/preview", f"/questions/{second.public_id}/condition", f"/questions/{first.public_id}/condition", f"/questions/{first.public_id}/seed"):  # fmt: skip
        judge(f"{desk}{rest}", f"draft {rest[-9:]}")
    judge(f"/desk/asked/{running.public_id}/questions/{sealed.public_id}/seed", "sealed seed")
    answer_all(running, seats)
    monkeypatch.setattr(clock, "now", lambda: DEADLINE.replace(day=2))
    seal(running, by=ada, now=clock.now())
    roundup = compose(AskedRoundup.objects.get(pk=running.pk), by=ada, now=clock.now())
    publish_roundup(roundup, by=ada, now=clock.now())
    judge(f"/desk/asked/{running.public_id}/questions/{sealed.public_id}/seed", "told seed")
    judge(f"/desk/asked/{running.public_id}/seeds")
    assert f"{LENGTHS[0]} km" in page.content()
    judge(f"/roundups/{roundup.public_id}/", "the page")
    assert page.locator("#seeds").is_visible()
    assert {name: flaws for name, flaws in found.items() if flaws != ([], 0)} == {}
    assert visitor.complaints == []
