"""Round 0: the panel proposes what is asked, the editors decide, the first round asks, and the record tells what became of each proposal."""

import datetime as dt

import msgspec
import pytest
from builders.asked import DEADLINE, asked_roundup, panelist_on
from builders.site import NOON

from weighin.record.codec import decode_record
from weighin.record.judgements import ProbabilityScale
from weighin.record.protocols import Delphi
from weighin.record.rounds import Fate
from weighin.site import clock
from weighin.site.board import commands as board
from weighin.site.drafting.commands import open_roundup
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, DecidedProposal, LetterKind, LetterState
from weighin.site.store.proposals import proposals_in
from weighin.site.store.protocols import encode_protocol

pytestmark = pytest.mark.django_db

A_DAY = dt.timedelta(days=1)
CLOSED = DEADLINE + A_DAY
SAILS = {"proposal-1.text": "Does the ferry sail in May?", "proposal-1.because": "Everybody asks."}


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the site."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def proposing(ada):
    """A Delphi that begins with proposals: no question is asked yet."""
    draft = asked_roundup(ada, is_open=False, protocol=encode_protocol(Delphi(proposes_questions=True)))
    draft.questions.all().delete()
    for name in ("Cleo Maris", "Dmitri Vale", "Ines Holt"):
        panelist_on(draft, name)
    return open_roundup(draft, by=ada, now=NOON)


def link_of(asked, name):
    return f"/answer/{token_of(asked.panel.get(name=name))}"


def propose(client, asked, name, **typed):
    return client.post(link_of(asked, name), typed | {"seen": "0", "do": "submit"})


def decide(browser, asked, proposal, **typed):
    return browser.post(f"/desk/asked/{asked.public_id}/proposals/decide", {"key": proposal.key} | typed)


def test_a_round_up_opens_without_a_question_where_the_panel_proposes_them(client, proposing, at):
    at(NOON + A_DAY)
    page = client.get(link_of(proposing, "Cleo Maris")).content.decode()
    assert proposing.round == 0
    assert "proposal-1.text" in page
    assert "the panel proposes the questions" in page


def test_what_is_proposed_is_kept_as_typed_and_acknowledged_with_a_receipt(client, proposing, at):
    at(NOON + A_DAY)
    response = propose(client, proposing, "Cleo Maris", **SAILS)
    assert response.headers["Location"].endswith("/receipt")
    version = proposing.panel.get(name="Cleo Maris").versions.get(is_submitted=True)
    assert (version.round, version.on_time) == (0, True)
    assert "Does the ferry sail in May?" in client.get(link_of(proposing, "Cleo Maris")).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Nothing is proposed yet"),
        ({"proposal-2.because": "only why"}, "a reason here and no question"),
        ({"proposal-1.text": "x" * 2001}, "Please shorten this proposal"),
    ],
)
def test_what_is_no_proposal_is_told_and_kept_in_the_form(client, proposing, at, typed, told):
    at(NOON + A_DAY)
    response = propose(client, proposing, "Cleo Maris", **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert all(text in page for text in typed.values())


def test_nobody_sees_a_proposal_before_the_close_and_no_name_stands_with_it_after(
    client, browser_of, ada, proposing, at
):
    at(NOON + A_DAY)
    propose(client, proposing, "Cleo Maris", **SAILS)
    address = f"/desk/asked/{proposing.public_id}/proposals"
    assert browser_of(ada).get(address).status_code == 404
    at(CLOSED)
    page = browser_of(ada).get(address).content.decode()
    assert "Does the ferry sail in May?" in page
    assert "Cleo" not in page


def test_a_viewer_reads_proposals_and_decides_on_none(client, browser_of, vera, proposing, at):
    at(NOON + A_DAY)
    propose(client, proposing, "Cleo Maris", **SAILS)
    at(CLOSED)
    (proposal,) = proposals_in(proposing)
    assert browser_of(vera).get(f"/desk/asked/{proposing.public_id}/proposals").status_code == 200
    assert decide(browser_of(vera), proposing, proposal, fate="kept").status_code == 403
    assert not DecidedProposal.objects.exists()


def test_what_is_left_out_or_reworded_needs_a_reason_and_its_question(client, browser_of, ada, proposing, at):
    at(NOON + A_DAY)
    propose(client, proposing, "Cleo Maris", **SAILS)
    at(CLOSED)
    (proposal,) = proposals_in(proposing)
    without = decide(browser_of(ada), proposing, proposal, fate="left out")
    nowhere = decide(browser_of(ada), proposing, proposal, fate="reworded", because="Two things in one.")
    assert (without.status_code, nowhere.status_code) == (422, 422)
    assert "Say why" in without.content.decode()
    assert "Two things in one." in nowhere.content.decode()


def test_the_first_round_waits_for_every_decision_and_then_asks(client, browser_of, ada, proposing, at):
    at(NOON + A_DAY)
    propose(client, proposing, "Cleo Maris", **SAILS)
    propose(client, proposing, "Dmitri Vale", **{"proposal-1.text": "Who pays?"})
    at(CLOSED)
    editor = browser_of(ada)
    first_round = f"/desk/asked/{proposing.public_id}/first-round"
    deadline = {"deadline": (CLOSED + 7 * A_DAY).strftime("%Y-%m-%dT%H:%M")}
    sails, pays = proposals_in(proposing)
    decide(editor, proposing, sails, fate="kept")
    refused = editor.post(first_round, deadline)
    assert refused.status_code == 409
    assert "1 of what the panel proposed is not decided on yet" in refused.content.decode()

    decide(editor, proposing, pays, fate="left out", because="It is settled.")
    assert "No question asks for a judgement" in editor.post(first_round, deadline).content.decode()
    proposing.questions.update(scale=msgspec.json.encode(ProbabilityScale(event="it sails")).decode())
    assert editor.post(first_round, deadline).status_code == 302

    asked = AskedRoundup.objects.get(pk=proposing.pk)
    reminders = asked.letters.filter(kind=LetterKind.REMINDER).exclude(state=LetterState.DISCARDED)
    assert all(letter.due_at > CLOSED for letter in reminders)  # those of round 0 go nowhere any more
    assert asked.round == 1
    assert [question.text for question in asked.questions.all()] == ["Does the ferry sail in May?"]
    assert asked.letters.filter(kind=LetterKind.NEXT_ROUND).count() == 3
    page = client.get(link_of(asked, "Dmitri Vale")).content.decode()
    assert "Asked as it was proposed, as question 1" in page
    assert "Not asked" in page
    assert "It is settled." in page

    question = asked.questions.get()
    answer = {f"{question.public_id}.prose": "It will.", "seen": "9", "do": "submit"}
    at(CLOSED + A_DAY)
    assert client.post(link_of(asked, "Cleo Maris"), answer).status_code == 302
    sealed = board.seal(asked, by=ada, now=CLOSED + 8 * A_DAY, note="One round is enough: the ferry sails on Monday.")
    record = decode_record(bytes(board.compose(asked, by=ada, now=CLOSED + 8 * A_DAY).record))
    assert sealed.size == 3  # two with proposals, one with an answer
    assert [(one.fate, one.question) for one in record.asking.rounds.proposals] == [
        (Fate.KEPT, "q1"),
        (Fate.LEFT_OUT, None),
    ]
    assert [(held.number, held.answered) for held in record.asking.rounds.held] == [(0, 2), (1, 1)]
    assert record.asking.left == 0


def test_after_round_0_questions_are_drafted_and_a_decision_can_be_changed(client, browser_of, ada, proposing, at):
    at(NOON + A_DAY)
    propose(client, proposing, "Cleo Maris", **SAILS)
    at(CLOSED)
    editor = browser_of(ada)
    new = {"text": "Does the ferry sail on 1 May?", "asks_prose": "on", "kind": "prose"}
    assert editor.post(f"/desk/asked/{proposing.public_id}/questions/add", new).status_code == 302
    (proposal,) = proposals_in(proposing)
    question = proposing.questions.get()
    decide(editor, proposing, proposal, fate="left out", because="No.")
    decide(editor, proposing, proposal, fate="reworded", question=question.public_id, because="A day is needed.")
    row = DecidedProposal.objects.get()
    assert (row.fate, row.question) == ("reworded", question)
