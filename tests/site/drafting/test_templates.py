"""Templates: what comes with Weigh-In, and an outlet's own; nobody of a panel is in one."""

import pytest
from builders.asked import RAIN, asked_roundup, panelist_on
from builders.site import NOON
from django.utils.html import escape

from weighin.asking.ready_made import READY_MADE
from weighin.site import clock
from weighin.site.store.models import AskedRoundup, JournalEntry, Purpose
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import questions_of

TEMPLATES = "/desk/asked/templates"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def kept(fair, cleo, browser_of, ben):
    """The harbour fair as a template of The Courant."""
    response = browser_of(ben).post(f"/desk/asked/{fair.public_id}/template", {"name": " Fairs  of ours "})
    assert response.status_code == 302
    return AskedRoundup.of_every_purpose.get(purpose=Purpose.TEMPLATE)


@pytest.mark.parametrize("ready", READY_MADE, ids=lambda one: one.key)
def test_a_ready_made_draft_can_be_begun_from_and_does_not_open_with_a_blank(browser_of, ben, ready):
    assert escape(ready.name) in browser_of(ben).get(TEMPLATES).content.decode()
    response = browser_of(ben).post(f"{TEMPLATES}/use", {"ready": ready.key})
    draft = AskedRoundup.objects.get()
    assert response["Location"] == f"/desk/asked/{draft.public_id}/draft"
    assert [question.text for question in questions_of(draft)] == [question.text for question in ready.questions]
    assert (draft.title, protocol_of(draft), draft.panel.count()) == (ready.title, ready.protocol, 0)
    board = browser_of(ben).get(f"/desk/asked/{draft.public_id}").content.decode()
    assert "Question 1 still has" in board
    assert browser_of(ben).post(f"/desk/asked/{draft.public_id}/open").status_code == 409


def test_a_template_of_ones_own_has_texts_rules_and_questions_and_nobody_of_the_panel(browser_of, ben, fair, kept):
    page = browser_of(ben).get(TEMPLATES).content.decode()
    assert "Fairs of ours" in page
    assert "Cleo" not in page
    response = browser_of(ben).post(f"{TEMPLATES}/use", {"template": kept.public_id})
    draft = AskedRoundup.objects.exclude(pk=fair.pk).get()
    assert response["Location"] == f"/desk/asked/{draft.public_id}/draft"
    assert (draft.title, draft.panel.count(), draft.deadline, draft.opened_at) == ("Fairs of ours", 0, None, None)
    assert questions_of(draft)[0].scale == RAIN
    assert not set(draft.questions.values_list("public_id")) & set(kept.questions.values_list("public_id"))


def test_a_template_is_no_round_up(browser_of, ada, kept):
    for rest in ("", "/draft", "/open", "/panel", "/letters", "/preview", "/test"):
        assert browser_of(ada).get(f"/desk/asked/{kept.public_id}{rest}").status_code == 404
    assert "Fairs of ours" not in browser_of(ada).get("/desk/asked").content.decode()


def test_two_templates_of_one_outlet_have_different_names(browser_of, ben, fair, kept):
    response = browser_of(ben).post(f"/desk/asked/{fair.public_id}/template", {"name": "FAIRS OF OURS"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "There is a template “FAIRS OF OURS” already" in page
    assert 'value="FAIRS OF OURS"' in page


def test_another_outlets_templates_are_neither_seen_nor_used_nor_deleted(browser_of, olga, kept):
    assert "Fairs of ours" not in browser_of(olga).get(TEMPLATES).content.decode()
    for what in ("use", "delete"):
        assert browser_of(olga).post(f"{TEMPLATES}/{what}", {"template": kept.public_id}).status_code == 404
    assert AskedRoundup.of_every_purpose.filter(pk=kept.pk).exists()


def test_a_template_is_deleted_and_what_was_begun_from_it_stays(browser_of, ben, fair, kept):
    browser_of(ben).post(f"{TEMPLATES}/use", {"template": kept.public_id})
    assert browser_of(ben).post(f"{TEMPLATES}/delete", {"template": kept.public_id}).status_code == 302
    assert (
        "Fairs of ours" not in browser_of(ben).get(TEMPLATES).content.decode().split("<main", 1)[1].split("Your own")[1]
    )
    assert AskedRoundup.objects.filter(title="Fairs of ours").exists()
    events = list(JournalEntry.objects.values_list("event", flat=True))
    assert [one for one in events if "template" in one] == ["template saved", "template deleted"]


@pytest.mark.parametrize("sent", [{}, {"template": "\0"}, {"template": "' OR 1=1"}, {"ready": "nothing"}])
def test_what_is_no_template_is_not_there(browser_of, ben, sent):
    for what in ("use", "delete"):
        assert browser_of(ben).post(f"{TEMPLATES}/{what}", sent).status_code == 404


def test_a_viewer_begins_nothing_from_a_template(browser_of, vera, ada):
    panelist_on(asked_roundup(ada, is_open=False), "Cleo Maris")
    assert browser_of(vera).get(TEMPLATES).status_code == 403
    assert browser_of(vera).post(f"{TEMPLATES}/use", {"ready": "prose"}).status_code == 403
