"""What an attacker tries at the doors of asking: forms from elsewhere, links of another kind, leaving the site, somebody else's things."""

import pytest
from builders.site import NOON
from django.test import Client
from django.urls import reverse

from weighin.site import clock
from weighin.site.store.links import token_of
from weighin.site.store.models import LinkPurpose
from weighin.site.store.sign_in_links import make_link, token_of_link

CHANGING = {
    "board:close": "asked",
    "board:seal": "asked",
    "board:record": "asked",
    "board:reminders": "asked",
    "board:ask_for_stamps": "asked",
    "board:opening": "asked panelist",
    "board:extend": "asked panelist",
    "outbox:send": "asked",
    "drafting:open": "asked",
    "accounts:sign_out": "",
}


@pytest.fixture
def page(cleo, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return f"/answer/{token_of(cleo)}"


@pytest.mark.parametrize("name", sorted(CHANGING))
def test_a_form_from_elsewhere_does_nothing_though_the_browser_is_signed_in(name, ada, cleo):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    known = {"asked": cleo.asked.public_id, "panelist": cleo.public_id}
    address = reverse(name, kwargs={part: known[part] for part in CHANGING[name].split()})
    assert browser.post(address, headers={"origin": "https://evil.example"}).status_code == 403


def test_a_link_of_one_kind_opens_nothing_of_another(page, ada, vera, browser_of, cleo):
    sign_in, invitation = (
        token_of_link(make_link(vera, purpose, now=NOON)) for purpose in (LinkPurpose.SIGN_IN, LinkPurpose.INVITATION)
    )
    browser = browser_of()
    wrong = [f"/answer/{sign_in}", f"/answer/{invitation}/opening", f"/answer/{invitation}/submission.json"]
    wrong += [reverse("accounts:sign_in_link", kwargs={"link": one}) for one in (token_of(cleo), invitation)]
    wrong += [reverse("accounts:take_up", kwargs={"link": one}) for one in (token_of(cleo), sign_in)]
    answers = [browser.get(address) for address in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_a_personal_link_answers_to_no_other_method(page, method):
    assert getattr(Client(), method)(page).status_code in {403, 405}


def test_what_stands_behind_a_personal_link_is_in_no_cache_and_told_to_nobody(page):
    for part in ("", "/receipt", "/opening", "/afterwards", "/ask", "/decline", "/withdraw"):
        answer = Client().get(page + part)
        assert answer.headers["Cache-Control"] == "private, no-store"
        if answer.status_code == 200:
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_link_and_its_panelist_are_not_told_by_how_long_it_is_or_what_else_stands_in_it(page):
    token = page.rpartition("/")[2]
    for wrong in (token[:-1], token + "A", token.swapcase(), token[:-1] + "%00", "." * 43, "%2e%2e%2f" * 5):
        assert Client().get(f"/answer/{wrong}").status_code == 404
