"""A draft in a browser: questions moved by pointer and by keyboard, and every page of drafting and of the board in every look."""

import datetime as dt

import pytest
from builders.asked import ask_on_every_scale, asked_roundup, panelist_on, typed_for
from builders.site import NOON, PASSWORD, outlet_of
from django.test import Client

from weighin.site import clock
from weighin.site.board.approvals import settle_report
from weighin.site.board.commands import close_early, propose_edit, seal
from weighin.site.board.notes import add_note
from weighin.site.drafting.beginning import save_as_template
from weighin.site.drafting.testing import begin_test
from weighin.site.store.links import token_of
from weighin.site.store.models import Edit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(transactional_db):
    ada = outlet_of("The Courant", "Ada")
    ada.address = "ada@courant.example"
    ada.save()
    return ada


@pytest.fixture
def draft(ada):
    asked = asked_roundup(ada, is_open=False)
    ask_on_every_scale(asked)
    return asked


def at_the_desk(visitor, site, address):
    page = visitor.page
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/desk")
    page.goto(site + address)
    return page


def texts_of(page):
    return page.locator("#questions-in-order > li > p").all_inner_texts()


def told(page, words):
    page.locator("#order-told", has_text=words).wait_for()


def test_a_question_is_dragged_to_its_place_and_two_windows_overwrite_nothing(visit, live_server, draft):
    address = f"/desk/asked/{draft.public_id}"
    visitor = visit()
    page = at_the_desk(visitor, live_server.url, address)
    other = page.context.new_page()
    other.goto(live_server.url + address)
    was = texts_of(page)
    handle = page.get_by_role("button", name="Move question 1", exact=True)
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    third = page.locator("#questions-in-order > li").nth(2).bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    for _ in range(3):
        page.mouse.move(box["x"] + 5, third["y"] + third["height"] - 5, steps=6)
    page.mouse.up()
    told(page, "Place 3 of 11. Saved.")
    moved = [was[1], was[2], was[0], *was[3:]]
    assert texts_of(page) == moved
    assert list(draft.questions.values_list("text", flat=True)) == moved
    other.get_by_role("button", name="Move question 2", exact=True).press("Space")
    other.keyboard.press("ArrowUp")
    other.keyboard.press("Space")
    told(other, "moved, added or removed in another window")
    assert texts_of(other) == was
    other.get_by_role("link", name="Show them as they are now").click()
    other.wait_for_load_state()
    assert texts_of(other) == moved
    assert [one for one in visitor.complaints if "409" not in one] == []


def test_a_question_is_moved_by_keyboard_with_every_step_told_and_left_by_escape(visit, live_server, draft):
    visitor = visit()
    page = at_the_desk(visitor, live_server.url, f"/desk/asked/{draft.public_id}")
    was = texts_of(page)
    page.get_by_role("button", name="Move question 2", exact=True).focus()
    page.keyboard.press("Space")
    told(page, "Lifted. Place 2 of 11.")
    page.keyboard.press("ArrowDown")
    told(page, "Place 3 of 11.")
    page.keyboard.press("Escape")
    told(page, "Left where it was.")
    assert texts_of(page) == was
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    told(page, "Place 1 of 11. Saved.")
    assert list(draft.questions.values_list("text", flat=True)) == [was[1], was[0], *was[2:]]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move question 1"
    page.get_by_role("button", name="Move question 1 down").click()  # the buttons go on to work
    page.wait_for_load_state()
    assert texts_of(page) == was
    assert visitor.complaints == []


@pytest.fixture
def places(ada, draft):
    """Pages of a draft with a test, a template, an open round-up with notes, and one whose edit was reported."""
    now = clock.now()
    later = now + dt.timedelta(days=300)
    panelist_on(draft, "Jun Park", language="ko")
    draft.deadline = later
    draft.save()
    begin_test(draft, by=ada, now=now)
    save_as_template(draft, "Fairs of ours", by=ada, now=now)
    fair = asked_roundup(ada, approval="the panelist is shown")
    fair.opened_at, fair.deadline = now, later
    fair.save()
    cleo = panelist_on(fair, "Cleo Maris", affiliation="Institute for Rivers and Harbours", group="science")
    panelist_on(fair, "Dmitri Vale", group="industry")
    add_note(cleo, "Prefers to be called in the morning.", by=ada, now=NOON)
    Client().post(f"/answer/{token_of(cleo)}", typed_for(fair) | {"seen": "0", "do": "submit"})
    close_early(fair, by=ada, now=clock.now())
    seal(fair, by=ada, now=clock.now())
    for question, text in zip(fair.questions.all(), ("It will rain.", "Many."), strict=True):
        edit = propose_edit(cleo, question, text, by=ada, now=now, report_until=later)
        Edit.objects.filter(pk=edit.pk).update(remark="It was snow.")
    settle_report(edit, "It was rain.", by=ada, now=now)
    open_one = asked_roundup(ada, title="The regatta")
    open_one.deadline = later
    open_one.save()
    erin = panelist_on(open_one, "Erin Dahl")
    board, first = f"/desk/asked/{fair.public_id}", fair.questions.first().public_id
    return {
        "draft": f"/desk/asked/{draft.public_id}",
        "templates": "/desk/asked/templates",
        "template": f"/desk/asked/{draft.public_id}/template",
        "test": f"/desk/asked/{draft.public_id}/test",
        "preview": f"/desk/asked/{draft.public_id}/preview?language=ko",
        "form": f"/desk/asked/{draft.public_id}/preview/form?language=de",
        "open": f"/desk/asked/{draft.public_id}/open",
        "texts": f"/desk/asked/{draft.public_id}/draft",
        "board": f"{board}?answered=yes&group=science",
        "nobody": f"{board}?words=nobody",
        "panelist": f"{board}/panelists/{cleo.public_id}",
        "edit": f"{board}/answers/{first}/{cleo.public_id}",
        "regatta": f"/desk/asked/{open_one.public_id}",
        "erin": f"/desk/asked/{open_one.public_id}/panelists/{erin.public_id}",
        "write": f"/desk/asked/{open_one.public_id}/letters/write?answered=no",
        "afterwards": f"/answer/{token_of(cleo)}/afterwards",
    }


def test_every_page_of_drafting_and_of_the_board_is_accessible_in_every_look(visit, live_server, places, look):
    visitor = visit(**look)
    page = at_the_desk(visitor, live_server.url, "/desk/asked")
    found = {}
    for name, address in places.items():
        assert page.goto(live_server.url + address).status == 200, name
        found[name] = (visitor.flaws(), max(0, visitor.overflow()))
    assert {name: flaws for name, flaws in found.items() if flaws != ([], 0)} == {}
    assert visitor.complaints == []
