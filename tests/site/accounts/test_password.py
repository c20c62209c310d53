"""One's own password."""

import pytest
from builders.site import PASSWORD
from django.urls import reverse

ADDRESS = reverse("accounts:password")
NEW = "seven gulls and a bell"


def change(browser, *, current=PASSWORD, chosen=NEW, again=None):
    return browser.post(ADDRESS, {"current": current, "chosen": chosen, "again": chosen if again is None else again})


@pytest.mark.parametrize("role", ["ada", "ben", "vera"])
def test_every_member_changes_their_own_and_stays_signed_in_here_only(browser_of, role, request):
    member = request.getfixturevalue(role)
    here, elsewhere = browser_of(member), browser_of(member)
    assert change(here).status_code == 302
    member.refresh_from_db()
    assert member.check_password(NEW)
    assert here.get("/desk").status_code == 200
    assert elsewhere.get("/desk").status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"current": "wrong"}, "not your password now"),
        ({"again": "another one entirely"}, "not the new password that you typed above"),
        ({"chosen": "short"}, "too short"),
        ({"chosen": "password123"}, "too common"),
        ({"chosen": "x" * 300}, "at most 256"),
        ({"chosen": ""}, "required"),
    ],
)
def test_a_password_that_would_not_protect_is_refused_with_the_reason_and_nothing_changes(browser_of, ada, typed, says):
    response = change(browser_of(ada), **typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert says in page
    assert NEW not in page
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_password_like_ones_name_is_refused(browser_of, ben):
    ben.name = "Benedikt Marquardt"
    ben.save()
    assert "too similar" in change(browser_of(ben), chosen="benedikt marquardt").content.decode()


def test_who_signs_in_with_a_given_password_chooses_another_first(browser_of, ben):
    ben.must_change_password = True
    ben.save()
    browser = browser_of(ben)
    assert browser.get("/desk").headers["Location"] == ADDRESS
    assert "given to you by somebody" in browser.get(ADDRESS).content.decode()
    change(browser)
    assert browser.get("/desk").status_code == 200
