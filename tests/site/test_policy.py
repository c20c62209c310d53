"""Every address has a row in the table, and every role meets at it what the row says."""

import datetime as dt

import pytest
from builders.site import NOON
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from weighin.site import clock, policy
from weighin.site.editions.previews import give_preview
from weighin.site.mail.letters import write_letter
from weighin.site.mail.texts import Written
from weighin.site.store.links import token_of
from weighin.site.store.models import LetterKind, LinkPurpose
from weighin.site.store.sign_in_links import make_link, token_of_link

ARGUMENTS = ("roundup", "member", "public_id", "name", "audience", "correction", "number")
EXPECTED = {
    policy.anybody: {"anonymous": "in", "vera": "in", "ben": "in", "ada": "in"},
    policy.is_member: {"anonymous": "sign in", "vera": "in", "ben": "in", "ada": "in"},
    policy.may_edit: {"anonymous": "sign in", "vera": 403, "ben": "in", "ada": "in"},
    policy.may_own: {"anonymous": "sign in", "vera": 403, "ben": 403, "ada": "in"},
    policy.has_a_link: {"anonymous": "in", "vera": "in", "ben": "in", "ada": "in"},
}


def addresses(patterns=None, rooms=()):
    """The name of every address and its arguments, from the table of addresses itself."""
    for entry in patterns or get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, (*rooms, *([entry.app_name] if entry.app_name else [])))
        else:
            assert isinstance(entry, URLPattern)
            yield ":".join((*rooms, entry.name or "")), tuple(entry.pattern.regex.groupindex), entry.default_args


# answers and the seal are nobody's before the close, and a mailbox there is only where no letter is really sent
NOT_THERE_YET = {
    "board:settle",
    "reply:submission",
    "reply:proof",
    "reply:witness",
    "board:answers",
    "board:edit",
    "board:seal_file",
    "outbox:mailbox",
    "directory:photograph",
}
ALL = sorted({name for name, _, _ in addresses()})
WITH_SUBJECT = sorted(
    {name for name, arguments, _ in addresses() if {"roundup", "asked", "expert", "member"} & set(arguments)}
)


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(policy.ADDRESSES) == ALL


def address_of(name, subjects):
    arguments = next(found for address, found, _ in addresses() if address == name)
    assert set(arguments) <= set(subjects), f"say in this test what {set(arguments) - set(subjects)} of {name} is"
    return reverse(name, kwargs={argument: subjects[argument] for argument in arguments})


@pytest.fixture
def subjects(published_ferry, vera, cleo, ines, monkeypatch, request):
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("name")
    purpose = LinkPurpose.INVITATION if name == "accounts:take_up" else LinkPurpose.SIGN_IN
    monkeypatch.setattr(clock, "now", lambda: NOON)  # the panel's round-up is open
    given, _ = give_preview(published_ferry, for_whom="Rita", ends_at=NOON + dt.timedelta(days=1), by=vera, now=NOON)
    return {
        "token": token_of(cleo),
        "asked": cleo.asked.public_id,
        "panelist": cleo.public_id,
        "question": cleo.asked.questions.first().public_id,
        "link": token_of_link(make_link(vera, purpose, now=NOON)),
        "expert": ines.public_id,
        "affiliation": ines.affiliations.first().public_id,
        "letter": write_letter(LetterKind.INVITATION, cleo, Written("Hello", "Do."), by=None, now=NOON).public_id,
        "roundup": published_ferry.public_id,
        "public_id": published_ferry.public_id,
        "member": vera.public_id,
        "name": "style.css",
        "audience": "editors",
        "correction": 1,
        "number": 1,
        "kind": "title",
        "preview": given.public_id,
    }


def outcome(response):
    """In what way a visit ended, as far as the policy goes."""
    if response.status_code == 302 and response.headers["Location"].startswith("/sign-in"):
        return "sign in"
    return response.status_code if response.status_code in {403, 404} else "in"


@pytest.mark.parametrize("who", ["anonymous", "vera", "ben", "ada"])
@pytest.mark.parametrize("name", [name for name in ALL if name != "accounts:sign_out"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_role_gets_where_its_row_says(name, who, method, subjects, browser_of, request):
    member = None if who == "anonymous" else request.getfixturevalue(who)
    response = getattr(browser_of(member), method)(address_of(name, subjects))
    expected = EXPECTED[policy.ADDRESSES[name]][who]
    if name == "accounts:sign_in" and method == "post":
        assert response.status_code == 422
    else:
        found = outcome(response)
        assert found == expected or (expected == "in" and name in NOT_THERE_YET and found == 404)


@pytest.mark.parametrize("name", WITH_SUBJECT)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_outlets_things_are_not_there(name, method, subjects, browser_of, olga, ferry):
    before = ferry.journal.count()
    response = getattr(browser_of(olga), method)(address_of(name, subjects))
    assert response.status_code == 404
    assert ferry.journal.count() == before


def test_an_address_without_a_row_is_denied(browser_of, ada, monkeypatch):
    monkeypatch.delitem(policy.ADDRESSES, "desk:roundups")
    assert browser_of(ada).get("/desk").status_code == 403


@pytest.mark.parametrize("nothing", ["%00", "a" * 5000, "AAAAAAAAAAAAAAAA", "1", "%F0%9F%A6%86", "' OR 1=1"])
def test_what_can_be_no_identifier_is_not_there(browser_of, ada, nothing):
    for address in (f"/desk/roundups/{nothing}", f"/desk/roundups/{nothing}/withdraw"):
        assert browser_of(ada).get(address).status_code == 404
    assert browser_of(ada).post(f"/desk/members/{nothing}/role").status_code == 404
