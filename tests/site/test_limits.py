"""How often links may be tried and how many letters go out; whoever forges where they come from gains nothing."""

import datetime as dt

import pytest
from builders.asked import panelist_on
from builders.site import NOON
from django.test import override_settings

from weighin.site import clock, limits
from weighin.site.mail import letters
from weighin.site.mail.texts import Written
from weighin.site.store.links import token_of
from weighin.site.store.models import JournalEntry, Letter, LetterKind, LetterState


@pytest.fixture
def at(monkeypatch):
    monkeypatch.setattr(limits, "MOST_WRONG_LINKS", 3)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def tried(browser, token, **more):
    return browser.get(f"/answer/{token}", **more).status_code


@pytest.mark.parametrize("is_behind_a_proxy", [False, True])
def test_who_tries_too_many_links_waits_whatever_they_say_of_where_they_come_from(
    browser_of, cleo, at, is_behind_a_proxy
):
    with override_settings(HTTPS=is_behind_a_proxy):
        said = [
            f"203.0.113.{number}, 198.51.100.7" if is_behind_a_proxy else f"203.0.113.{number}" for number in range(9)
        ]
        found = [tried(browser_of(), "A" * 43, headers={"x-forwarded-for": words}) for words in said]
        assert found == [404, 404, 404, 429, 429, 429, 429, 429, 429]
        assert tried(browser_of(), token_of(cleo), headers={"x-forwarded-for": said[0]}) == 429
        assert (
            tried(browser_of(), token_of(cleo), headers={"x-forwarded-for": "198.51.100.8"}, REMOTE_ADDR="198.51.100.8")
            == 200
        )
        at(NOON + limits.WINDOW)
        assert tried(browser_of(), token_of(cleo), headers={"x-forwarded-for": said[0]}) == 200


def test_right_links_are_not_counted(browser_of, cleo, at):
    assert {tried(browser_of(), token_of(cleo)) for _ in range(9)} == {200}


@pytest.fixture
def drafts(fair):
    for name in ("Cleo Maris", "Dmitri Vale", "Ines Holt"):
        panelist = panelist_on(fair, name)
        write_to(panelist)
    return fair.letters.all()


def write_to(panelist):
    return letters.write_letter(LetterKind.INVITATION, panelist, Written("Hello", "Do."), by=None, now=NOON)


def send(browser, fair, drafts):
    chosen = [letter.public_id for letter in drafts]
    return browser.post(
        f"/desk/asked/{fair.public_id}/letters/send", {"letter": chosen, "confirmed": "yes"}, follow=True
    )


def test_an_outlet_sends_off_only_so_many_letters_an_hour(browser_of, ben, fair, drafts, at, monkeypatch):
    monkeypatch.setattr(letters, "MOST_LETTERS", 4)
    send(browser_of(ben), fair, drafts)
    more = [write_to(panelist) for panelist in fair.panel.all()[:2]]
    page = send(browser_of(ben), fair, more).content.decode()
    assert "an outlet can send off 4 letters within an hour, and 3 were sent off in the last one" in page
    assert Letter.objects.filter(state=LetterState.DRAFT).count() == 2
    assert JournalEntry.objects.filter(event="letters sent off").count() == 1
    at(NOON + dt.timedelta(hours=1))
    send(browser_of(ben), fair, more)
    assert not Letter.objects.filter(state=LetterState.DRAFT).exists()
