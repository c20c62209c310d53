"""/answer/<token>/ask: more time, what a question means; the editors see it on the board."""

import pytest
from builders.asked import A_SECOND, typed_for
from builders.site import NOON

from weighin.asking.kept import decode_kept
from weighin.site import clock
from weighin.site.reply.requests import MOST_OPEN
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, JournalEntry, Request


@pytest.fixture
def page(cleo, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + A_SECOND)
    return f"/answer/{token_of(cleo)}"


def test_what_a_panelist_asks_stands_on_the_board_until_it_is_settled(client, page, fair, ada, browser_of):
    question = fair.questions.last()
    typed = {"wish": "meaning", "question": question.public_id, "text": "Who is <i>everybody</i>?"}
    assert client.post(f"{page}/ask", typed).status_code == 302
    assert "Who is &lt;i&gt;everybody&lt;/i&gt;?" in client.get(f"{page}/ask").content.decode()
    desk, board = browser_of(ada), f"/desk/asked/{fair.public_id}"
    assert "Who is &lt;i&gt;everybody&lt;/i&gt;?" in desk.get(board).content.decode()
    entry = JournalEntry.objects.get(event="editors asked")
    assert "everybody" not in entry.about
    asked = Request.objects.get()
    assert (asked.question, asked.asked_at) == (question, NOON + A_SECOND)
    for _ in range(2):
        desk.post(f"{board}/panelists/{asked.panelist.public_id}/requests/1")
    asked.refresh_from_db()
    assert asked.settled_by == ada
    assert JournalEntry.objects.filter(event="request settled").count() == 1
    assert "Who is" not in desk.get(board).content.decode()
    assert "Settled by the editors" in client.get(f"{page}/ask").content.decode()


def test_a_viewer_reads_what_is_asked_and_settles_nothing(client, page, fair, vera, browser_of):
    client.post(f"{page}/ask", {"wish": "more time", "text": "A week, please."})
    board = f"/desk/asked/{fair.public_id}"
    assert "A week, please." in browser_of(vera).get(board).content.decode()
    asked = Request.objects.get()
    assert browser_of(vera).post(f"{board}/panelists/{asked.panelist.public_id}/requests/1").status_code == 403


def test_no_other_panelist_sees_what_was_asked(client, page, dmitri):
    client.post(f"{page}/ask", {"wish": "more time", "text": "A week, please."})
    assert "A week" not in client.get(f"/answer/{token_of(dmitri)}/ask").content.decode()


@pytest.mark.parametrize("typed", [{}, {"wish": "money", "text": "Much."}, {"wish": "other", "text": " "}, {"wish": "meaning", "text": "?", "question": "none"}])  # fmt: skip
def test_what_asks_nothing_is_not_sent(client, page, typed):
    assert client.post(f"{page}/ask", typed).status_code == 422
    assert not Request.objects.exists()


def test_the_board_is_not_flooded(client, page):
    for _ in range(MOST_OPEN):
        client.post(f"{page}/ask", {"wish": "other", "text": "Hello?"})
    assert client.post(f"{page}/ask", {"wish": "other", "text": "Hello?"}).status_code == 409
    assert Request.objects.count() == MOST_OPEN


def test_who_helped_is_asked_where_the_outlet_wants_it_and_is_committed_to(client, page, fair, cleo):
    assert "press office" not in client.get(page).content.decode()
    AskedRoundup.objects.update(asks_help=True)
    assert "Did a machine or a press office help" in client.get(page).content.decode()
    refused = client.post(page, typed_for(fair) | {"seen": "0", "do": "submit"})
    assert refused.status_code == 422
    assert "whether somebody helped" in refused.content.decode()
    assert client.post(page, typed_for(fair) | {"help": "a machine", "seen": "1", "do": "submit"}).status_code == 302
    version = cleo.versions.get(is_submitted=True)
    assert decode_kept(version.content).answers.help.value == "a machine"
    assert '"help":"a machine"' in version.content
    assert '<option value="a machine" selected>' in client.get(page).content.decode()


def test_where_nobody_asks_who_helped_nothing_is_said_of_it(client, page, fair, cleo):
    client.post(page, typed_for(fair) | {"help": "a machine", "seen": "0", "do": "submit"})
    assert "help" not in cleo.versions.get(is_submitted=True).content
