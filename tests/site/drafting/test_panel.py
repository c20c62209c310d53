"""The panel of a draft, from the directory and into it; and a former round-up as the beginning of another."""

import datetime as dt

import pytest
from builders.asked import DEADLINE, asked_roundup, panelist_on
from builders.site import NOON

from weighin.site import clock
from weighin.site.mail import texts
from weighin.site.store.directory import keep_expert
from weighin.site.store.models import AskedRoundup, Expert, Letter


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def draft(ada):
    return asked_roundup(ada, is_open=False, title="Winter on the river", reminders="48")


def address_of(draft, rest=""):
    return f"/desk/asked/{draft.public_id}/panel{rest}"


def test_experts_are_found_in_the_directory_and_come_with_what_holds_today(browser_of, ben, ines, draft, olga):
    keep_expert({"name": "Ines Stranger"}, by=olga, now=NOON)
    page = browser_of(ben).get(address_of(draft), {"words": "harbour"}).content.decode()
    assert "Ines Holt, Harbour Office" in page
    assert "Stranger" not in page
    assert browser_of(ben).post(address_of(draft, "/directory"), {"expert": [ines.public_id]}).status_code == 302
    seat = draft.panel.get()
    assert (seat.expert, seat.affiliation, seat.language, seat.time_zone) == (
        ines,
        "Harbour Office",
        "ko",
        "Asia/Seoul",
    )
    assert "Ines Holt, Harbour Office" not in browser_of(ben).get(address_of(draft)).content.decode()


def test_an_invitation_tells_the_deadline_in_the_experts_time_zone(browser_of, ben, ines, draft):
    browser_of(ben).post(address_of(draft, "/directory"), {"expert": [ines.public_id]})
    assert "2026년 12월 1일 화요일 21:00(대한민국 표준시)까지" in texts.invitation(draft.panel.get(), now=NOON).text


def test_a_group_of_stakeholders_comes_by_hand_from_a_table_and_from_the_directory(browser_of, ben, ines, draft):
    ben_at = browser_of(ben)
    assert "Group" not in ben_at.get(address_of(draft)).content.decode().split("From the directory")[0]
    ben_at.post(address_of(draft, "/directory"), {"expert": [ines.public_id], "group": "Industry"})
    ben_at.post(address_of(draft), {"name": "Jun Park", "group": "Patients"})
    typed = {"table": "name,group\nRuth Vane,Research\n"}
    assert "Research" in ben_at.post(address_of(draft, "/table"), typed | {"do": "look"}).content.decode()
    ben_at.post(address_of(draft, "/table"), typed | {"do": "add"})
    groups = {"Ines Holt": "Industry", "Jun Park": "Patients", "Ruth Vane": "Research"}
    assert dict(draft.panel.values_list("name", "group")) == groups
    page = ben_at.get(address_of(draft)).content.decode()
    assert all(f"<td>{group}</td>" in page for group in groups.values())
    ben_at.post(f"/desk/asked/{draft.public_id}/duplicate")
    assert dict(AskedRoundup.objects.last().panel.values_list("name", "group")) == groups


@pytest.mark.parametrize("group", ["x" * 101, "a\0b"])
def test_a_group_that_cannot_be_kept_is_refused_with_a_sentence(browser_of, ben, ines, draft, group):
    asked = {"expert": [ines.public_id], "group": group}
    page = browser_of(ben).post(address_of(draft, "/directory"), asked, follow=True).content.decode()
    assert "The group of stakeholders:" in page
    assert not draft.panel.exists()


def test_another_outlets_expert_is_not_put_on_a_panel(browser_of, ben, draft, olga):
    theirs = keep_expert({"name": "Ines Stranger"}, by=olga, now=NOON)
    browser_of(ben).post(address_of(draft, "/directory"), {"expert": [theirs.public_id]})
    assert not draft.panel.exists()


@pytest.mark.parametrize(("keep", "kept"), [("on", 1), ("", 0)])
def test_who_is_added_by_hand_is_kept_in_the_directory_where_that_is_ticked(browser_of, ben, draft, keep, kept):
    typed = {"name": "Jun Park", "address": "jun@ice.example", "affiliation": "Ice Watch", "language": "ko"}
    assert browser_of(ben).post(address_of(draft), typed | ({"keep": keep} if keep else {})).status_code == 302
    seat = draft.panel.get()
    assert Expert.objects.count() == kept
    assert (seat.expert is not None) == bool(kept)
    assert seat.language == "ko"


def test_whose_address_is_an_experts_is_that_expert(browser_of, ben, ines, draft):
    browser_of(ben).post(address_of(draft), {"name": "I. Holt", "address": "INES@harbour.example"})
    assert draft.panel.get().expert == ines
    assert Expert.objects.count() == 1


@pytest.mark.parametrize("keep", [True, False])
def test_a_table_goes_to_the_panel_and_where_ticked_into_the_directory(browser_of, ben, ines, draft, keep):
    table = "name,email,language\nInes Holt,ines@harbour.example,\nJun Park,jun@ice.example,ko\n"
    browser_of(ben).post(address_of(draft, "/table"), {"table": table, "do": "add"} | ({"keep": "on"} if keep else {}))
    assert sorted(draft.panel.values_list("name", "language")) == [("Ines Holt", ""), ("Jun Park", "ko")]
    assert Expert.objects.count() == (2 if keep else 1)


def test_a_former_round_up_begins_another_without_its_answers_and_times(browser_of, ben, ines, fair, cleo):
    panelist_on(fair, "Ines Holt", expert=ines, affiliation="Pilot School", invited_at=NOON, extended_until=DEADLINE)
    response = browser_of(ben).post(f"/desk/asked/{fair.public_id}/duplicate")
    copy = AskedRoundup.objects.exclude(pk=fair.pk).get()
    assert response.headers["Location"] == f"/desk/asked/{copy.public_id}"
    assert (copy.title, copy.attribution, copy.reminders) == (fair.title, fair.attribution, fair.reminders)
    assert (copy.deadline, copy.opened_at, copy.drafted_by) == (None, None, ben)
    told = [(question.text, question.scale, question.asks_prose) for question in copy.questions.all()]
    assert told == [(question.text, question.scale, question.asks_prose) for question in fair.questions.all()]
    seats = {seat.name: seat for seat in copy.panel.all()}
    assert (seats["Ines Holt"].affiliation, seats["Ines Holt"].expert) == ("Harbour Office", ines)
    assert seats["Cleo Maris"].address == "cleo@panel.example"
    assert {seat.invited_at for seat in seats.values()} | {seat.extended_until for seat in seats.values()} == {None}
    assert not {seat.link_digest for seat in seats.values()} & {seat.link_digest for seat in fair.panel.all()}


@pytest.mark.parametrize("stage", ["draft", "open", "closed"])
def test_a_round_up_of_any_stage_can_be_duplicated(browser_of, ben, ada, stage):
    asked = asked_roundup(ada, is_open=stage != "draft")
    if stage == "closed":
        AskedRoundup.objects.filter(pk=asked.pk).update(closed_early_at=NOON, closed_early_by=ada)
    assert browser_of(ben).post(f"/desk/asked/{asked.public_id}/duplicate").status_code == 302
    assert AskedRoundup.objects.count() == 2


@pytest.mark.parametrize("is_open", [True, False])
def test_who_joins_an_open_panel_has_an_invitation_and_reminders_in_the_outbox(browser_of, ben, ada, ines, is_open):
    asked = asked_roundup(ada, is_open=is_open, reminders="48")
    browser = browser_of(ben)
    browser.post(address_of(asked, "/directory"), {"expert": [ines.public_id]})
    browser.post(address_of(asked), {"name": "Jonas Brandt", "address": "jonas@harbour.example"})
    by_hand = Letter.objects.filter(to_address="jonas@harbour.example")
    found = [(letter.kind, letter.state, letter.due_at) for letter in by_hand.order_by("pk")]
    expected = [("invitation", "draft", None), ("reminder", "draft", DEADLINE - dt.timedelta(hours=48))]
    assert found == (expected if is_open else [])
    assert asked.letters.count() == (4 if is_open else 0)
    assert ("The invitation is a draft" in browser.get(address_of(asked)).content.decode()) == is_open
