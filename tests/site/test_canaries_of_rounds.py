"""Canaries in a Delphi whose second round runs: what each role can reach holds of them only what it may see."""

import datetime as dt

import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on
from builders.crawler import crawl
from builders.site import NOON
from django.test import Client

from weighin.record.protocols import Delphi
from weighin.site import clock
from weighin.site.board.reasons import clear_reason
from weighin.site.board.rounds import open_next_round
from weighin.site.reply import group
from weighin.site.store.feedback import reasons_in
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedPanelist
from weighin.site.store.protocols import encode_protocol
from weighin.site.store.versions import counted_in_ended

PANEL = ("Cleo", "Dmitri", "Ines", "Jonas")
A_DAY = dt.timedelta(days=1)


class Story:
    """Four people, two rounds; every word stands nowhere else."""

    def __init__(self, ada, set_clock):
        self.set_clock, self.words = set_clock, {}
        set_clock(NOON)
        columns = {"protocol": encode_protocol(Delphi()), "attribution": "anonymous to readers"}
        self.asked = asked_roundup(ada, **columns)
        self.first, self.second = self.asked.questions.all()
        self.seats = {name: panelist_on(self.asked, self.new("name", name), address="") for name in PANEL}
        set_clock(NOON + A_DAY)
        for name in PANEL:
            self.answer(name, "reason")
        self.answer("Cleo", "saved", do="save")
        set_clock(DEADLINE + A_SECOND)
        later, now = DEADLINE + 7 * A_DAY, DEADLINE + A_SECOND
        self.asked = open_next_round(self.asked, later, by=ada, now=now, note="Once more.")
        reasons = reasons_in(counted_in_ended(self.asked, 1).values())[self.first.public_id]
        withheld = next(one for one in reasons if one.version.panelist_id == self.seats["Ines"].pk)
        clear_reason(self.asked, self.first, withheld, "", by=ada, now=DEADLINE + A_SECOND)
        self.words |= {word: ("withheld", "Ines") for word, what in self.words.items() if what == ("reason", "Ines")}
        set_clock(DEADLINE + A_DAY)
        self.answer("Cleo", "of this round")
        self.answer("Dmitri", "of this round")

    def new(self, kind, owner):
        word = f"qz{len(self.words)}{kind.split()[0]}{owner.lower()}xj"
        self.words[word] = (kind, owner)
        return word

    def link(self, name):
        return f"/answer/{token_of(self.seats[name])}"

    def answer(self, name, kind, do="submit"):
        fields = {"prose": self.new(kind, name), "probability": "50", "because": self.new(kind, name)}
        typed = {f"{self.first.public_id}.{part}": said for part, said in fields.items()}
        seen = str(self.seats[name].versions.count())
        assert Client().post(self.link(name), typed | {"do": do, "seen": seen}).status_code == 302

    def seen_in(self, pages):
        told = "".join(pages.values())
        return {what for word, what in self.words.items() if word in told}


@pytest.fixture
def story(ada, monkeypatch):
    return Story(ada, lambda moment: monkeypatch.setattr(clock, "now", lambda: moment))


READ_BY_ALL = {("reason", name) for name in ("Cleo", "Dmitri", "Jonas")}


def test_a_panelist_reads_reasons_of_the_round_before_and_of_others_nothing_else(story):
    own = {what for what in story.words.values() if what[1] == "Dmitri"}
    assert story.seen_in(crawl(Client(), [story.link("Dmitri"), "/"])) == own | READ_BY_ALL
    assert story.seen_in(crawl(Client(), [story.link("Jonas")])) == {("name", "Jonas"), *READ_BY_ALL}


def test_readers_and_another_outlet_see_nothing(story, browser_of, olga):
    assert story.seen_in(crawl(Client(), ["/"])) == set()
    assert story.seen_in(crawl(browser_of(olga), ["/desk", "/desk/asked"])) == set()


@pytest.mark.parametrize("who", ["vera", "ben", "ada"])
def test_the_desk_sees_names_and_editors_the_reasons_of_the_round_that_ended(story, browser_of, request, who):
    seen = story.seen_in(crawl(browser_of(request.getfixturevalue(who)), ["/desk/asked", "/desk/journal"]))
    reasons = READ_BY_ALL | {("withheld", "Ines")} if who != "vera" else set()
    assert seen == {("name", name) for name in PANEL} | reasons


def test_no_reason_stands_beside_a_name(story, browser_of, ben):
    page = browser_of(ben).get(f"/desk/asked/{story.asked.public_id}/reasons").content.decode()
    assert not [word for word, (kind, _) in story.words.items() if kind == "name" and word in page]
    assert not [seat.public_id for seat in AskedPanelist.objects.all() if seat.public_id in page]


def test_a_leak_of_the_round_that_runs_would_be_found(story, monkeypatch):
    def with_this_round(panelist):
        shown = group_shown_to(panelist)
        versions = [seat.versions.filter(is_submitted=True).last() for seat in story.seats.values()]
        reasons = reasons_in(versions)[story.first.public_id]
        shown[story.first.public_id] = type(shown[story.first.public_id])(reasons=reasons)
        return shown

    group_shown_to = group.group_shown_to
    monkeypatch.setattr(group, "group_shown_to", with_this_round)
    assert ("of this round", "Cleo") in story.seen_in(crawl(Client(), [story.link("Dmitri")]))
