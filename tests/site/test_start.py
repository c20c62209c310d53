"""The face that the command line uses."""

import pytest
from builders.site import PASSWORD

from weighin.errors import BadName, BadPassword, EmptySource, NotARoundup, OwnerThere
from weighin.record.values import DisplayRight
from weighin.site import clock, start
from weighin.site.editions.commands import withdraw_roundup
from weighin.site.store.models import Member, Outlet, Role, Roundup

ARTICLE = """Will the ferry run this winter?

We asked three people who know the harbour.

Will the ferry run all winter?

Cleo Maris: I think it will probably run until the middle of January, because the ice comes late in mild years and the pilots know the channel well.

Dmitri Vale: It is unlikely to run after Christmas. The hull is old, the crew is tired, and the company has sold the spare engine to an island in the south.

Ines Holt: Nobody knows. The harbour master keeps a book of every winter since the war, and no two of them are alike in the week that matters.

Who should pay for it?

Cleo Maris: The county will pay in the end, as it has every year, after a long quarrel that nobody outside the harbour will remember.

Dmitri Vale: The passengers. A ticket will cost twice as much by spring, and most people will grumble, and pay it, and grumble again.

Ines Holt: The state should, and I doubt that it will. There is no line for it in the budget and there will be none next year.
"""


def publish(article=ARTICLE, *, by, right=DisplayRight.QUOTATION):
    return start.read_and_publish(article.encode(), name="ferry.txt", address="", display_right=right, by=by)


def test_the_first_owner_can_sign_in(browser_of, db):
    owner = start.create_first_owner("Ada", PASSWORD, outlet="The Courant")
    assert (owner.role, owner.outlet.name, owner.must_change_password) == (Role.OWNER, "The Courant", False)
    assert browser_of().post("/sign-in", {"username": "ada", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("owner", "password", "outlet", "refused"),
    [
        ("Nils", "short", "The Rival", BadPassword),
        ("Ada", PASSWORD, "The Courant", BadName),
        ("ADA", PASSWORD, "The Rival", BadName),
        ("", PASSWORD, "The Rival", BadName),
        ("Nils", PASSWORD, "  ", BadName),
    ],
)
def test_an_owner_who_cannot_be_is_refused_and_nothing_is_half_made(ada, owner, password, outlet, refused):
    with pytest.raises(refused):
        start.create_first_owner(owner, password, outlet=outlet)
    assert (Outlet.objects.count(), Member.objects.count()) == (1, 1)


def test_the_demos_owner_is_founded_once_and_takes_each_new_password(db):
    first = start.ensure_owner("editor", PASSWORD, outlet="The Demo Desk")
    again = start.ensure_owner("editor", "another long password", outlet="The Demo Desk")
    assert first == again
    again.refresh_from_db()
    assert again.check_password("another long password")


def test_a_name_in_another_outlet_is_not_taken_over(ada):
    with pytest.raises(OwnerThere, match="--data"):
        start.ensure_owner("Ada", "another long password", outlet="The Demo Desk")
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_an_article_is_read_and_published_as_its_right_allows(browser_of, ada):
    quoted = publish(by=ada)
    assert quoted.is_new
    assert len(quoted.record.panel) == 3
    assert browser_of().get(quoted.path).status_code == 200
    assert browser_of().get(quoted.path + "source.html").status_code == 404
    own = publish(ARTICLE.replace("ferry", "boat"), by=ada, right=DisplayRight.OWN)
    assert browser_of().get(own.path + "source.html").status_code == 200


def test_one_that_was_read_before_is_said_so_and_not_doubled(ada):
    first, again = publish(by=ada), publish(by=ada)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.path == again.path
    assert Roundup.objects.count() == 1


def test_one_that_was_withdrawn_stays_withdrawn(browser_of, ada):
    path = publish(by=ada).path
    withdraw_roundup(Roundup.objects.get(), because="", by=ada, now=clock.now())
    publish(by=ada)
    assert browser_of().get(path).status_code == 410


def test_what_is_no_round_up_is_told_why_and_nothing_is_kept(ada):
    with pytest.raises(NotARoundup):
        publish("The ferry was late on Tuesday. It will be late on Wednesday too, said nobody in particular.", by=ada)
    with pytest.raises(EmptySource):
        publish("", by=ada)
    assert not Roundup.objects.exists()
