"""What is looked up for a whole panel is looked up at once: not more often, however many are asked."""

import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on, typed_for
from builders.site import NOON
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from weighin.site import clock
from weighin.site.board import commands
from weighin.site.store.links import token_of


@pytest.fixture
def looked_up(ada, browser_of, monkeypatch):
    """How often the database is asked something on each way from the close to the record, with a panel of that size."""

    def count(size):
        monkeypatch.setattr(clock, "now", lambda: NOON)
        asked = asked_roundup(ada, title=f"A panel of {size}", publishes_panel=True)
        for number in range(size):
            Client().post(f"/answer/{token_of(panelist_on(asked, f'P{number} Maris'))}", typed_for(asked) | {"do": "submit"})  # fmt: skip
        monkeypatch.setattr(clock, "now", lambda: DEADLINE + A_SECOND)
        browser, first = browser_of(ada), asked.questions.first()
        desk = f"/desk/asked/{asked.public_id}"
        found = {}
        for name, step in {
            "board": lambda: browser.get(desk),
            "answers": lambda: browser.get(f"{desk}/answers/{first.public_id}"),
            "seal": lambda: commands.seal(asked, by=ada, now=clock.now()),
            "answers, sealed": lambda: browser.get(f"{desk}/answers/{first.public_id}"),
            "record": lambda: commands.compose(asked, by=ada, now=clock.now()),
        }.items():
            with CaptureQueriesContext(connection) as queries:
                step()
            found[name] = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]
        return found

    return count


def test_nothing_is_looked_up_once_a_panelist(looked_up):
    few, many = looked_up(2), looked_up(7)
    assert {name: len(many[name]) for name in many} == {name: len(few[name]) for name in few}
