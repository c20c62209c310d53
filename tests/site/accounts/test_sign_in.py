"""Signing in and out."""

import re

import pytest
from builders.site import PASSWORD
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

SIGN_IN = reverse("accounts:sign_in")


def sign_in(browser, name, password=PASSWORD, **more):
    return browser.post(SIGN_IN, {"username": name, "password": password, **more})


def is_signed_in(browser):
    return browser.get(reverse("desk:roundups")).status_code == 200


@pytest.mark.parametrize("name", ["Ada", "ada", "ADA", "  ada ", "Ａｄａ"])
def test_a_member_signs_in_by_the_name_however_it_is_spelled(browser_of, ada, name):
    browser = browser_of()
    assert sign_in(browser, name).headers["Location"] == "/desk"
    assert is_signed_in(browser)


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(browser_of, ada):
    told = set()
    for name in ("Ada", "Eve"):
        response = sign_in(browser_of(), name, "wrong")
        page = re.sub(r'value="[^"]*"', "", response.content.decode())  # the name as typed, and the form's token
        told.add((response.status_code, page))
    assert len(told) == 1
    assert "do not belong together" in told.pop()[1]


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(browser_of, ada, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    encode, hashed = MD5PasswordHasher.encode, []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *a, **k: hashed.append(1) or encode(*a, **k))
    costs = []
    for name in ("Ada", "Eve"):
        hashed.clear()
        sign_in(browser_of(), name, "wrong")
        costs.append(len(hashed))
    assert costs[0] == costs[1] == 1


def test_what_was_typed_is_kept_but_for_the_password(browser_of, ada):
    page = sign_in(browser_of(), "Ada <b>", "my secret words").content.decode()
    assert 'value="Ada &lt;b&gt;"' in page
    assert "my secret words" not in page


def test_a_removed_member_does_not_get_in_and_is_out_at_once(browser_of, ben):
    browser = browser_of()
    sign_in(browser, "Ben")
    ben.is_active = False
    ben.save()
    assert not is_signed_in(browser)
    assert sign_in(browser, "Ben").status_code == 403


def test_signing_in_gives_a_fresh_session_so_that_a_planted_one_is_worth_nothing(browser_of, ada):
    browser = browser_of()
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted
    sign_in(browser, "Ada")
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_signing_out_ends_the_session_and_needs_a_form(browser_of, ada):
    browser = browser_of()
    sign_in(browser, "Ada")
    assert browser.get(reverse("accounts:sign_out")).status_code == 405
    assert is_signed_in(browser)
    browser.post(reverse("accounts:sign_out"))
    assert not is_signed_in(browser)
    assert not Session.objects.exists()


@pytest.mark.parametrize("inside", ["/desk/members", "/desk?page=2"])
def test_signing_in_leads_back_to_what_was_asked_for(browser_of, ada, inside):
    asked = browser_of().get(inside)
    assert asked.status_code == 302
    browser = browser_of()
    page = browser.get(asked.headers["Location"]).content.decode()
    assert f'name="next" value="{inside}"' in page
    assert sign_in(browser, "Ada", next=inside).headers["Location"] == inside


@pytest.mark.parametrize(
    "outside",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "http:evil.example",
        "evil.example",
        " //evil.example",
        "///evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(browser_of, ada, outside):
    assert sign_in(browser_of(), "Ada", next=outside).headers["Location"] == "/desk"
    signed_in = browser_of(ada)
    assert signed_in.get(SIGN_IN, {"next": outside}).headers["Location"] == "/desk"


def test_after_eight_failures_even_the_right_password_waits_and_other_names_do_not(browser_of, ada, ben):
    for _ in range(8):
        last = sign_in(browser_of(), "Ada", "wrong")
    assert last.status_code == 429
    assert last.headers["Retry-After"] == "900"
    assert sign_in(browser_of(), "aDA").status_code == 429
    assert sign_in(browser_of(), "Ben").status_code == 302


def test_a_stranger_elsewhere_cannot_lock_a_member_out(browser_of, ada):
    for _ in range(9):
        browser_of(REMOTE_ADDR="203.0.113.9").post(SIGN_IN, {"username": "Ada", "password": "wrong"})
    assert sign_in(browser_of(), "Ada").status_code == 302


def test_failures_are_kept_without_the_password(browser_of, ada):
    from axes.models import AccessAttempt

    sign_in(browser_of(), "Ada", "my secret words")
    kept = AccessAttempt.objects.get()
    assert "my secret words" not in f"{kept.post_data}{kept.get_data}{kept.user_agent}"


def test_the_form_wants_its_token(browser_of, ada):
    response = sign_in(browser_of(enforce_csrf_checks=True), "Ada")
    assert response.status_code == 403
    assert "This form can no longer be used" in response.content.decode()


def test_the_session_cookie_cannot_be_read_by_scripts_nor_sent_along_from_elsewhere(browser_of, ada):
    cookie = sign_in(browser_of(), "Ada").cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("password", ["", "x" * 257])
def test_an_empty_or_endless_password_is_refused_before_it_is_hashed(browser_of, ada, password):
    assert sign_in(browser_of(), "Ada", password).status_code == 422


def test_a_nul_in_the_name_is_a_wrong_name_and_no_error(browser_of, ada):
    assert sign_in(browser_of(), "Ada\0").status_code == 422
