"""The members of an outlet."""

import re

import pytest
from builders.site import NOON
from django.test import Client
from django.urls import reverse

from weighin.site.accounts import commands
from weighin.site.store.models import Event, JournalEntry, Member, Role

MEMBERS = reverse("accounts:members")
ADD = reverse("accounts:add_member")


def address(name, member):
    return reverse(f"accounts:{name}", kwargs={"member": member.public_id})


def test_every_member_sees_the_members_of_their_outlet_and_of_no_other(browser_of, ada, ben, vera, olga):
    for member in (ada, ben, vera):
        page = browser_of(member).get(MEMBERS).content.decode()
        assert all(name in page for name in ("Ada", "Ben", "Vera"))
        assert "Olga" not in page


def test_only_an_owner_is_offered_changes(browser_of, ada, ben):
    assert "Add a member" in browser_of(ada).get(MEMBERS).content.decode()
    assert "Add a member" not in browser_of(ben).get(MEMBERS).content.decode()


def test_a_new_member_signs_in_with_the_password_that_is_shown_once_and_then_chooses(browser_of, ada):
    page = browser_of(ada).post(ADD, {"name": "Nils", "role": "viewer"}).content.decode()
    password = re.search(r'class="password">([^<]+)<', page)[1]
    browser = Client()
    assert browser.post("/sign-in", {"username": "nils", "password": password}).status_code == 302
    assert browser.get("/desk").headers["Location"] == reverse("accounts:password")
    nils = Member.objects.get(name="Nils")
    assert (nils.role, nils.outlet, nils.added_by) == (Role.VIEWER, ada.outlet, ada)
    assert password not in browser_of(ada).get(MEMBERS).content.decode()


@pytest.mark.parametrize("name", ["Ben", "bEN", "OLGA", "", "   ", "x" * 81, "a\u202eb"])
def test_a_name_that_is_taken_or_no_name_is_refused_and_kept_in_the_form(browser_of, ada, ben, olga, name):
    before = Member.objects.count()
    response = browser_of(ada).post(ADD, {"name": name, "role": "owner"})
    assert response.status_code == 422
    assert Member.objects.count() == before
    assert '<option value="owner" selected>everything' in response.content.decode()


def test_an_unknown_role_is_refused(browser_of, ada, ben):
    assert browser_of(ada).post(ADD, {"name": "Nils", "role": "king"}).status_code == 422
    browser_of(ada).post(address("set_role", ben), {"role": "king"})
    ben.refresh_from_db()
    assert ben.role == Role.EDITOR


def test_a_role_is_set_and_the_journal_says_from_what_to_what(browser_of, ada, ben):
    browser_of(ada).post(address("set_role", ben), {"role": "viewer"})
    ben.refresh_from_db()
    assert ben.role == Role.VIEWER
    entry = JournalEntry.objects.filter(outlet=ada.outlet).last()
    assert (entry.event, entry.by) == (Event.ROLE_SET, ada)
    assert '"is": "viewer"' in entry.about
    assert '"was": "editor"' in entry.about


@pytest.mark.parametrize("change", ["set_role", "remove_member"])
def test_the_last_owner_stays_one(browser_of, ada, ben, change):
    response = browser_of(ada).post(address(change, ada), {"role": "viewer"}, follow=True)
    assert "is the only owner" in response.content.decode()
    ada.refresh_from_db()
    assert (ada.role, ada.is_active) == (Role.OWNER, True)


def test_an_owner_steps_back_once_there_is_another(browser_of, ada, ben):
    commands.set_role(ben, Role.OWNER, by=ada, now=NOON)
    browser_of(ada).post(address("set_role", ada), {"role": "editor"})
    ada.refresh_from_db()
    assert ada.role == Role.EDITOR


def test_a_new_password_signs_out_everywhere_and_holds_once(browser_of, ada, ben):
    signed_in = browser_of(ben)
    page = browser_of(ada).post(address("reset_password", ben)).content.decode()
    password = re.search(r'class="password">([^<]+)<', page)[1]
    assert signed_in.get("/desk").status_code == 302
    browser = Client()
    browser.post("/sign-in", {"username": "Ben", "password": password})
    assert browser.get("/desk").headers["Location"] == reverse("accounts:password")


def test_who_is_removed_is_gone_from_the_list_and_stays_in_the_journal(browser_of, ada, ben):
    signed_in = browser_of(ben)
    browser_of(ada).post(address("remove_member", ben))
    assert signed_in.get("/desk").status_code == 302
    assert ">Ben<" not in browser_of(ada).get(MEMBERS).content.decode()
    assert "member removed, Ben" in browser_of(ada).get(reverse("desk:journal")).content.decode()


def test_who_left_can_come_back_under_the_same_name(browser_of, ada, ben):
    commands.remove_member(ben, by=ada, now=NOON)
    issued = commands.add_member("ben", role=Role.VIEWER, by=ada, now=NOON)
    assert issued.member == ben
    assert Client().post("/sign-in", {"username": "Ben", "password": issued.password}).status_code == 302


def test_a_password_is_not_drawn_twice():
    assert len({commands.fresh_password() for _ in range(200)}) == 200
