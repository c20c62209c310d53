"""Signing in and joining by a link in a mail."""

import datetime as dt

import pytest
from builders.second_factor import device_of
from builders.site import NOON, PASSWORD
from django.test import Client

from weighin.site import clock
from weighin.site.accounts.commands import set_address
from weighin.site.mail.mailbox import into_folder, letters_in
from weighin.site.mail.worker import send_due
from weighin.site.store.models import Letter, LinkRequest, Member, SignInLink
from weighin.site.store.sign_in_links import token_of_link

ASK = "/sign-in/link"
ADDRESS = "ben@courant.example"


class Post:
    """A clock that the test sets, and the mailbox that letters go into."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.monkeypatch = folder, monkeypatch
        self.at(NOON)

    def at(self, moment):
        self.now = moment
        self.monkeypatch.setattr(clock, "now", lambda: moment)

    def link(self):
        send_due(into_folder(self.folder), now=self.now)
        text = letters_in(self.folder)[0].get_body(("plain",)).get_content()
        return next(word for word in text.split() if word.startswith("http")).removeprefix("http://127.0.0.1:8000")


@pytest.fixture
def post(tmp_path, monkeypatch, settings):
    settings.MAIL_SERVER = "mailbox"
    settings.MAILBOX_FOLDER = tmp_path / "mailbox"
    return Post(tmp_path / "mailbox", monkeypatch)


@pytest.fixture
def ben_by_mail(ada, ben):
    return set_address(ben, ADDRESS, by=ada, now=NOON)


def is_in(browser):
    return browser.get("/desk").status_code == 200


def test_a_member_signs_in_by_a_link_once(post, ben_by_mail):
    assert Client().post(ASK, {"address": ADDRESS.upper()}).status_code == 200
    link = post.link()
    browser = Client()
    page = browser.get(link)
    assert "Sign in as Ben" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert not is_in(browser)
    assert browser.post(link).headers["Location"] == "/desk"
    assert is_in(browser)
    assert Client().post(link).status_code == 404


def test_opening_a_link_uses_nothing_up(post, ben_by_mail):
    Client().post(ASK, {"address": ADDRESS})
    link = post.link()
    for _ in range(3):
        assert Client().get(link).status_code == 200
    assert SignInLink.objects.get().used_at is None


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(post, ben_by_mail):
    known, unknown = (Client().post(ASK, {"address": one}) for one in (ADDRESS, "eve@nowhere.example"))
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert Letter.objects.count() == 1


def test_a_link_is_over_after_a_quarter_of_an_hour(post, ben_by_mail):
    Client().post(ASK, {"address": ADDRESS})
    link = post.link()
    post.at(NOON + dt.timedelta(minutes=15))
    assert Client().post(link).status_code == 404


def test_a_later_link_another_address_and_a_removal_end_the_ones_before(post, ben_by_mail, ada, browser_of):
    Client().post(ASK, {"address": ADDRESS})
    first = post.link()
    post.at(NOON + dt.timedelta(minutes=1))
    Client().post(ASK, {"address": ADDRESS})
    assert Client().get(first).status_code == 404
    second = f"/sign-in/link/{token_of_link(SignInLink.objects.get(used_at=None))}"
    assert Client().get(second).status_code == 200
    browser_of(ada).post(f"/desk/members/{ben_by_mail.public_id}/address", {"address": "b@courant.example"})
    assert Client().get(second).status_code == 404


def test_every_link_that_is_not_the_right_one_is_answered_alike(post, ben_by_mail, ada, browser_of):
    browser_of(ada).post("/desk/members/add", {"name": "Nils", "role": "viewer", "address": "nils@courant.example"})
    of_another_kind = post.link().rsplit("/", 1)[-1]
    told = {Client().get(f"{ASK}/{token}").content for token in ("x", "A" * 43, of_another_kind, "%00")}
    assert len(told) == 1
    assert b"Nils" not in told.pop()


def test_a_member_gets_three_letters_and_a_place_asks_ten_times_in_a_quarter_of_an_hour(post, ben_by_mail):
    answers = [
        Client().post(ASK, {"address": ADDRESS}, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
        for number in range(12)
    ]
    assert answers == [200] * 10 + [429] * 2
    assert Letter.objects.count() == 3
    post.at(NOON + dt.timedelta(minutes=16))
    assert Client().post(ASK, {"address": ADDRESS}).status_code == 200
    assert LinkRequest.objects.count() == 1


def test_neither_tokens_nor_where_somebody_came_from_are_in_the_database(post, ben_by_mail):
    Client().post(ASK, {"address": ADDRESS})
    token = post.link().rsplit("/", 1)[-1]
    kept = [
        str(value)
        for model in (SignInLink, LinkRequest, Letter)
        for row in model.objects.values_list()
        for value in row
    ]
    assert not [value for value in kept if token in value or "127.0.0.1" in value]


def test_who_signed_in_by_a_link_chooses_a_password_without_the_one_that_was_forgotten(post, ben_by_mail):
    Client().post(ASK, {"address": ADDRESS})
    browser = Client()
    browser.post(post.link())
    typed = {"chosen": "nine tides in a row", "again": "nine tides in a row"}
    assert browser.post("/desk/password", typed).status_code == 302
    assert Member.objects.get(name="Ben").check_password("nine tides in a row")


def test_who_signed_in_by_a_password_is_asked_for_it(browser_of, ben):
    browser = Client()
    browser.post("/sign-in", {"username": "Ben", "password": PASSWORD})
    typed = {"chosen": "nine tides in a row", "again": "nine tides in a row"}
    assert browser.post("/desk/password", typed).status_code == 422


def test_an_owner_invites_a_colleague_who_chooses_a_password(post, ada, browser_of):
    typed = {"name": "Nils", "role": "viewer", "address": "nils@courant.example"}
    assert browser_of(ada).post("/desk/members/add", typed).status_code == 302
    nils = Member.objects.get(name="Nils")
    assert not nils.has_usable_password()
    link = post.link()
    browser = Client()
    assert "Join The Courant" in browser.get(link).content.decode()
    assert browser.post(link, {"chosen": "short"}).status_code == 422
    assert browser.post(link, {"chosen": "seven ferries at dusk"}).status_code == 302
    assert is_in(browser)
    assert Client().post(link, {"chosen": "eight ferries at dusk"}).status_code == 404
    nils.refresh_from_db()
    assert nils.check_password("seven ferries at dusk")


def test_an_invitation_lasts_a_week(post, ada, browser_of):
    browser_of(ada).post("/desk/members/add", {"name": "Nils", "role": "viewer", "address": "nils@courant.example"})
    link = post.link()
    post.at(NOON + dt.timedelta(days=7))
    assert Client().get(link).status_code == 404


def test_where_no_mail_is_sent_nobody_is_invited_by_mail(ada, browser_of):
    typed = {"name": "Nils", "role": "viewer", "address": "nils@courant.example"}
    response = browser_of(ada).post("/desk/members/add", typed)
    assert response.status_code == 422
    assert "sends no mail" in response.content.decode()
    assert not Member.objects.filter(name="Nils").exists()


def test_an_address_is_one_members(ada, ben_by_mail, vera, browser_of):
    browser_of(ada).post(f"/desk/members/{vera.public_id}/address", {"address": ADDRESS.upper()})
    vera.refresh_from_db()
    assert vera.address == ""


def test_a_colleagues_link_is_not_in_the_mailbox_that_everybody_reads(post, ada, ben_by_mail, vera, browser_of):
    Client().post(ASK, {"address": ADDRESS})
    link = post.link()
    for member, is_shown in ((ada, False), (ben_by_mail, True)):
        assert (link in browser_of(member).get("/desk/mailbox").content.decode()) == is_shown
    assert browser_of(vera).get("/desk/mailbox").status_code == 403


def test_what_happened_to_a_colleagues_second_factor_is_not_in_that_mailbox(post, ada, ben_by_mail, browser_of):
    device_of(ben_by_mail, now=NOON)
    send_due(into_folder(post.folder), now=NOON)
    for member, is_shown in ((ada, False), (ben_by_mail, True)):
        assert ("Your second factor is on" in browser_of(member).get("/desk/mailbox").content.decode()) == is_shown
