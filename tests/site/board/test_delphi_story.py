"""A Delphi whole, by real requests: drafted, opened, three rounds with seven panelists in two groups, one late, one who leaves, stopped by its rule,
sealed, made into a record and published.
"""

import datetime as dt

import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on
from builders.site import NOON
from django.test import Client

from weighin.site import clock
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, LetterKind, LetterState

pytestmark = pytest.mark.django_db

A_WEEK = dt.timedelta(days=7)
PANEL = {
    "Cleo": (10, 30, 30), "Dmitri": (30, 35, 35), "Ines": (50, 45, 45), "Jonas": (60, 60, 60), "Karla": (70, 65, 65),
    "Lars": (80, 70, 70), "Mona": (95, None, None),
}  # fmt: skip
RULES = {
    "title": "The harbour fair", "time_zone": "UTC", "deadline": "2026-12-01T12:00", "attribution": "anonymous to readers",
    "approval": "the panelist is not shown", "reminders": "24", "protocol": "Delphi", "by_group": "on", "most_rounds": "4",
    "at_consensus": "on", "when_kept": "90", "consensus_probability": "5", "asks_why_moved": "on",
}  # fmt: skip


@pytest.fixture
def at(monkeypatch):
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def test_seven_panelists_go_through_three_rounds_and_the_rule_stops_them(ada, ben, browser_of, at):  # noqa: PLR0915 - one life, told in its order
    at(NOON)
    asked = asked_roundup(ada, is_open=False)
    desk, editor, first = f"/desk/asked/{asked.public_id}", browser_of(ben), asked.questions.first()
    seats = {
        name: panelist_on(asked, f"{name} Vale", group=("Science", "Industry")[number % 2])
        for number, name in enumerate(PANEL)
    }

    def do(rest, expected=302, **typed):
        response = editor.post(f"{desk}{rest}", typed)
        assert response.status_code == expected, response.content.decode()[-2000:]
        return response.content.decode()

    def page(name, rest=""):
        return Client().get(f"/answer/{token_of(seats[name])}{rest}").content.decode()

    def answer(name, round_, because="", do="submit"):
        fields = {"probability": str(PANEL[name][round_ - 1]), "prose": f"{name} wrote {round_}.", "because": because}
        typed = {f"{first.public_id}.{part}": said for part, said in fields.items()}
        sent = typed | {"do": do, "round": str(round_), "seen": str(seats[name].versions.count())}
        assert Client().post(f"/answer/{token_of(seats[name])}", sent).status_code == 302

    do("/draft", **RULES)
    do("/open")
    invitation = asked.letters.filter(kind=LetterKind.INVITATION).first().text
    assert "up to 4 rounds" in invitation

    at(NOON + dt.timedelta(hours=1))
    for name in PANEL:
        answer(name, 1)
    at(DEADLINE + A_SECOND)
    assert "the rule says: go on" in editor.get(desk).content.decode()

    do("/next-round", deadline=(DEADLINE + A_WEEK).isoformat())
    at(DEADLINE + dt.timedelta(days=1))
    shown = page("Cleo")
    assert "7 answered. The middle is 60 %" in shown
    assert "Science" in shown
    assert "Industry" in shown
    assert "Lars wrote 1." in shown
    assert "Lars Vale" not in shown
    for name in ("Cleo", "Dmitri", "Ines", "Jonas", "Karla"):
        answer(name, 2, because=f"{name} moves a little.")
    reminded = asked.letters.filter(kind=LetterKind.REMINDER, state=LetterState.DRAFT).count()
    assert reminded == 7  # those of the first round are discarded
    asked.panel.update(invited_at=NOON)
    do("/reminders")
    assert asked.letters.filter(kind=LetterKind.REMINDER, state=LetterState.DRAFT).count() == reminded + 2
    at(DEADLINE + A_WEEK + A_SECOND)
    answer("Lars", 2, because="I was travelling.")
    assert "late" in editor.get(desk).content.decode()
    do(f"/panelists/{seats['Lars'].public_id}/late")
    board = " ".join(editor.get(desk).content.decode().split())
    assert "Round 2: 6 answered, 1 of those before left" in board
    assert "the rule says: go on" in board

    do("/next-round", deadline=(DEADLINE + 2 * A_WEEK).isoformat())
    at(DEADLINE + A_WEEK + dt.timedelta(days=1))
    assert "I was travelling." in page("Cleo")
    assert "Those who left" not in page("Cleo")  # one alone
    for name in ("Cleo", "Dmitri", "Ines", "Jonas", "Karla", "Lars"):
        answer(name, 3, do="keep")
    at(DEADLINE + 2 * A_WEEK + A_SECOND)
    assert "the rule says: stop, because the answers are kept" in editor.get(desk).content.decode()

    do("/seal")
    do("/record")
    asked = AskedRoundup.objects.get()
    assert asked.seal.size == 7 + 6 + 6
    assert not asked.protocol_notes.exists()
    published = editor.post(f"/desk/roundups/{asked.roundup.public_id}/publish")
    assert published.status_code == 302
    read = Client().get(f"/roundups/{asked.roundup.public_id}/").getvalue().decode()
    assert "Delphi" in read
    assert "Vale" not in read
    assert "What became of them" in page("Cleo", "/receipt")
