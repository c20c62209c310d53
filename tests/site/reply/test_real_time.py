"""A real-time Delphi: the group right after one's own answer, never before, in steps in which nobody's answer can be told."""

import datetime as dt

import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on
from builders.site import NOON
from django.test import Client

from weighin.record.protocols import RealTimeDelphi
from weighin.site import clock
from weighin.site.store.links import token_of
from weighin.site.store.protocols import encode_protocol

A_MINUTE = dt.timedelta(minutes=1)


class Panel:
    """Nine people in a real-time Delphi."""

    def __init__(self, owner, set_clock, *, by_group=False, groups=("",)):
        self.set_clock, self.now = set_clock, NOON + A_MINUTE
        set_clock(self.now)
        self.asked = asked_roundup(owner, protocol=encode_protocol(RealTimeDelphi(by_group=by_group)))
        self.first = self.asked.questions.first()
        self.seats = [
            panelist_on(self.asked, f"N{number} Vale", address="", group=groups[number % len(groups)])
            for number in range(9)
        ]

    def answer(self, number, probability, words=""):
        self.now += A_MINUTE
        self.set_clock(self.now)
        fields = {"probability": probability, "prose": words}
        typed = {f"{self.first.public_id}.{part}": said for part, said in fields.items()}
        seen = str(self.seats[number].versions.count())
        assert Client().post(self.link(number), typed | {"do": "submit", "seen": seen}).status_code == 302

    def link(self, number):
        return f"/answer/{token_of(self.seats[number])}"

    def page(self, number):
        return Client().get(self.link(number)).content.decode()


@pytest.fixture
def set_clock(monkeypatch):
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def panel(ada, set_clock):
    return Panel(ada, set_clock)


def test_the_group_is_shown_after_ones_own_answer_and_never_before(panel):
    for number in range(4):
        panel.answer(number, f"{number}0", f"Because {number}stones.")
    assert "The group" not in panel.page(4)
    assert "stones" not in panel.page(4)
    page = panel.page(0)
    assert "4 answered. The middle is 15 %" in page
    assert "Because 3stones." in page
    assert page.count("Because 0stones.") == 2
    panel.answer(4, "90")
    assert "4 answered. The middle is 15 %" in panel.page(4)


def test_saving_a_draft_shows_nothing(panel):
    for number in range(4):
        panel.answer(number, "10")
    typed = {f"{panel.first.public_id}.probability": "50", "do": "save", "seen": "0"}
    assert Client().post(panel.link(5), typed).status_code == 302
    assert "The group" not in panel.page(5)


def test_too_few_are_not_shown_and_one_more_answer_changes_nothing_that_is(panel):
    for number in range(3):
        panel.answer(number, "10")
    assert "Too few have answered" in panel.page(0)
    panel.answer(3, "10")
    for number in range(4):
        panel.answer(number, "10", "Said later.")
    before = panel.page(0)
    assert "4 answered" in before
    panel.answer(4, "99", "One alone.")
    panel.answer(5, "99", "Two together.")
    assert panel.page(0).replace(str(panel.now), "") == before.replace(str(panel.now), "")
    panel.answer(6, "99", "Three are enough.")
    assert "7 answered" in panel.page(0)
    assert "One alone." in panel.page(0)


def test_who_withdraws_sees_the_group_no_more_and_their_reason_is_not_read_any_more(panel):
    for number in range(5):
        panel.answer(number, "10", f"Because {number}stones.")
    assert Client().post(f"{panel.link(3)}/withdraw").status_code == 302
    assert "The group" not in panel.page(3)
    assert "3stones" not in panel.page(0)
    assert "4 answered" in panel.page(0)


def test_what_comes_late_is_not_in_the_group(panel):
    for number in range(4):
        panel.answer(number, "10")
    panel.now = DEADLINE + A_SECOND
    for number in range(4, 8):
        panel.answer(number, "90")
    assert "4 answered. The middle is 10 %" in panel.page(0)


def test_each_group_of_stakeholders_waits_for_its_own(ada, set_clock):
    panel = Panel(ada, set_clock, by_group=True, groups=("Industry", "Science"))  # five and four
    for number in (0, 2, 4, 1, 3, 5):
        panel.answer(number, "10")
    assert "Too few have answered" in panel.page(0)
    panel.answer(6, "10")
    assert "4 answered" in panel.page(0)
    assert "Industry" in panel.page(0)
    panel.answer(7, "90")
    assert "8 answered" in panel.page(0)
    assert "Science" in panel.page(1)


def test_the_panel_is_told_before(panel):
    assert "real-time Delphi" in panel.page(0)
    assert "Until the close nobody but you" not in panel.page(0)
