"""Questions in another order at once: as a script sends it, and never over what another window has done since."""

import pytest
from builders.asked import ask_on_every_scale, asked_roundup
from builders.site import NOON

from weighin.site import clock
from weighin.site.store.models import JournalEntry


@pytest.fixture
def draft(ada, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    asked = asked_roundup(ada, is_open=False)
    ask_on_every_scale(asked)
    return asked


def order_of(draft):
    return [question.public_id for question in draft.questions.all()]


def put(browser, draft, order, seen):
    return browser.post(f"/desk/asked/{draft.public_id}/questions/order", {"question": order, "seen": " ".join(seen)})


def test_any_order_is_kept_at_once_with_one_entry_in_the_journal(browser_of, ben, draft):
    was, entries = order_of(draft), JournalEntry.objects.count()
    response = put(browser_of(ben), draft, was[::-1], was)
    assert (response.status_code, response.json()) == (200, {"told": "Saved."})
    assert order_of(draft) == was[::-1]
    assert list(draft.questions.values_list("position", flat=True)) == list(range(1, 12))
    assert JournalEntry.objects.count() == entries + 1
    assert put(browser_of(ben), draft, was[::-1], was[::-1]).status_code == 200
    assert JournalEntry.objects.count() == entries + 1  # nothing was moved


def test_of_two_windows_the_second_overwrites_nothing(browser_of, ben, ada, draft):
    was = order_of(draft)
    put(browser_of(ben), draft, [was[-1], *was[:-1]], was)
    response = put(browser_of(ada), draft, was[::-1], was)
    assert response.status_code == 409
    assert response.json()["told"].startswith("The questions were moved, added or removed in another window")
    assert order_of(draft) == [was[-1], *was[:-1]]


@pytest.mark.parametrize(
    "order",
    [
        lambda was: was[:-1],
        lambda was: [*was, was[0]],
        lambda was: was[:0],
        lambda was: [*was[:-1], "AAAAAAAAAAAAAAAA"],
    ],
)
def test_what_is_no_order_of_these_questions_changes_nothing(browser_of, ben, draft, order):
    was = order_of(draft)
    assert put(browser_of(ben), draft, order(was), was).status_code == 409
    assert order_of(draft) == was


def test_an_open_round_ups_questions_stand_in_their_order(browser_of, ben, fair):
    was = order_of(fair)
    assert put(browser_of(ben), fair, was[::-1], was).status_code == 409
    assert order_of(fair) == was


def test_the_script_is_there_while_questions_can_be_moved_and_not_else(browser_of, ben, vera, draft, fair):
    for member, asked, expected in ((ben, draft, True), (vera, draft, False), (ben, fair, False)):
        page = browser_of(member).get(f"/desk/asked/{asked.public_id}").content.decode()
        assert ("order.js" in page) == expected
