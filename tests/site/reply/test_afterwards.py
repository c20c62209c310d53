"""/answer/<token>/afterwards: what became of one's answers, a say in the edits where the policy gives one, and what proves them."""

import datetime as dt
import json

import pytest
from builders.asked import A_SECOND, DEADLINE, typed_for
from builders.site import NOON

from weighin.errors import InTheWay
from weighin.sealing.documents import decode_document
from weighin.sealing.receipts import Submission, opens
from weighin.sealing.seal import Proof, Witness, proof_holds
from weighin.site import clock
from weighin.site.board.approvals import settle_report
from weighin.site.board.commands import compose, propose_edit, seal
from weighin.site.store.journal import first_break
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, Edit, JournalEntry, Letter

AFTER = DEADLINE + A_SECOND
CUT = "It will rain, and people will come."


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOON + A_SECOND)
    return set_to


@pytest.fixture
def page(client, cleo, dmitri, fair, at):
    """Cleo's page, after both have answered."""
    for one in (cleo, dmitri):
        client.post(f"/answer/{token_of(one)}", typed_for(fair) | {"seen": "0", "do": "submit"})
    return f"/answer/{token_of(cleo)}"


@pytest.fixture
def edited(page, fair, cleo, ada, at):
    """Closed, sealed, and the first of Cleo's answers edited, under a policy."""

    def under(policy, text=CUT):
        AskedRoundup.objects.update(approval=policy)
        fair.refresh_from_db()
        at(AFTER)
        if not hasattr(fair, "seal"):
            seal(fair, by=ada, now=AFTER)
        cleo.refresh_from_db()
        return propose_edit(cleo, fair.questions.first(), text, by=ada, now=AFTER)

    return under


def say(client, page, edit, do, remark="", number=None):
    typed = {"question": edit.question.public_id, "number": str(number or edit.number), "do": do, "remark": remark}
    return client.post(f"{page}/afterwards", typed)


def test_before_the_close_there_is_no_afterwards(client, page):
    assert client.get(f"{page}/afterwards").status_code == 302
    assert client.get(f"{page}/proof.json").status_code == 404
    assert client.get(f"{page}/witness.json").status_code == 404


def test_ones_own_copy_opens_the_commitment_as_soon_as_it_is_submitted(client, page, cleo):
    own = decode_document(client.get(f"{page}/submission.json").content, "submission.json")
    assert isinstance(own, Submission)
    assert own.receipt.commitment == cleo.versions.get(is_submitted=True).commitment
    assert opens(own.receipt, own.answers)


def test_proof_and_witness_belong_together_and_to_the_panelist(client, page, edited, cleo):
    edited("the panelist approves")
    proof, witness = (decode_document(client.get(f"{page}/{name}.json").content, name) for name in ("proof", "witness"))
    assert isinstance(proof, Proof)
    assert isinstance(witness, Witness)
    assert proof_holds(proof, witness)
    assert proof.commitment == cleo.versions.get(is_submitted=True).commitment


def test_the_edit_is_shown_word_by_word_and_can_be_approved(client, page, edited, fair, ada):
    edit = edited("the panelist approves")
    shown = client.get(f"{page}/afterwards").content.decode()
    assert "<del>everybody</del><ins>people</ins>" in shown
    with pytest.raises(InTheWay, match="Cleo Maris"):
        compose(fair, by=ada, now=AFTER)
    assert say(client, page, edit, "approve").status_code == 302
    edit.refresh_from_db()
    assert (edit.state, edit.decided_at) == ("approved", AFTER)
    decided = JournalEntry.objects.get(event="edit decided")
    assert json.loads(decided.about)["decision"] == "approve"
    assert first_break(fair.outlet) is None
    compose(fair, by=ada, now=AFTER)


def test_what_is_objected_to_is_not_published_and_the_editors_read_why(client, page, edited, fair, ada, browser_of):
    edit = edited("the panelist approves")
    say(client, page, edit, "object", remark="<b>Everybody</b> means everybody.")
    edit.refresh_from_db()
    assert edit.state == "objected"
    question = fair.questions.first()
    board = browser_of(ada).get(f"/desk/asked/{fair.public_id}/answers/{question.public_id}").content.decode()
    assert "&lt;b&gt;Everybody&lt;/b&gt; means everybody." in board
    assert "You have objected" in client.get(f"{page}/afterwards").content.decode()
    assert b"everybody will come" in bytes(compose(fair, by=ada, now=AFTER).record)


def test_an_objection_says_why(client, page, edited):
    edit = edited("the panelist approves")
    assert say(client, page, edit, "object").status_code == 409
    edit.refresh_from_db()
    assert edit.state == "proposed"


def test_an_edit_that_came_after_approval_has_to_be_approved_again_and_one_before_it_no_more(
    client, page, edited, fair, ada
):
    first = edited("the panelist approves")
    second = edited("the panelist approves", text="It will rain.")
    assert say(client, page, first, "approve").status_code == 409
    say(client, page, second, "approve")
    second.refresh_from_db()
    assert second.state == "approved"
    compose(fair, by=ada, now=AFTER)


def test_who_is_shown_edits_can_report_an_error_and_neither_approve_nor_object(client, page, edited, fair, ada):
    edit = edited("the panelist is shown")
    assert say(client, page, edit, "approve").status_code == 409
    assert say(client, page, edit, "object", remark="No.").status_code == 409
    assert say(client, page, edit, "report", remark="It was snow.").status_code == 302
    edit.refresh_from_db()
    assert (edit.state, edit.remark) == ("proposed", "It was snow.")
    assert "It was snow" not in JournalEntry.objects.get(event="edit decided").about


@pytest.fixture
def reported(client, page, edited, cleo):
    """Cleo was sent the edit, and reports an error in it."""
    edit = edited("the panelist is shown")
    Letter.objects.filter(kind="edit").update(state="sent", finished_at=AFTER)
    say(client, page, edit, "report", remark="It was <b>snow</b>.")
    return edit


def test_errors_can_be_reported_until_the_day_that_the_letter_and_the_page_say(client, page, edited, at):
    edit = edited("the panelist is shown")
    assert edit.report_until == dt.datetime(2026, 12, 4, 12, tzinfo=dt.UTC)
    said = "Friday, 4 December 2026, 12:00 (UTC)"
    assert f"please tell us there by {said}" in Letter.objects.get(kind="edit").text
    assert f"until {said}" in client.get(f"{page}/afterwards").content.decode()
    at(edit.report_until + A_SECOND)
    shown = client.get(f"{page}/afterwards").content.decode()
    assert "The time to report errors in it is over" in shown
    assert "Report the error" not in shown
    assert say(client, page, edit, "report", remark="Too late.").status_code == 409
    edit.refresh_from_db()
    assert edit.remark == ""


def test_an_editor_sets_until_when_and_gives_more_time_with_another_letter(edited, fair, cleo, browser_of, ben, at):
    edit = edited("the panelist is shown")
    address = f"/desk/asked/{fair.public_id}/answers/{edit.question.public_id}/{cleo.public_id}"
    assert 'value="2026-12-04T12:00"' in browser_of(ben).get(address).content.decode()
    typed = {"text": CUT, "report_until": "2026-12-09T18:00"}
    assert browser_of(ben).post(address, typed | {"report_until": "2026-11-30T18:00"}).status_code == 422
    assert browser_of(ben).post(address, typed).status_code == 302
    edit.refresh_from_db()
    assert (edit.number, edit.report_until.day) == (1, 9)
    assert [("9 December" in letter.text) for letter in Letter.objects.filter(kind="edit")] == [False, True]


@pytest.mark.parametrize(("do", "answer", "told"), [("take", "", "The editors have taken this up"), ("answer", "It was <i>rain</i>.", "It was &lt;i&gt;rain&lt;/i&gt;.")])  # fmt: skip
def test_a_report_stands_on_the_board_until_an_editor_takes_or_answers_it(  # noqa: PLR0917 - what is drawn and what is given meet here
    client, page, reported, fair, cleo, browser_of, ben, vera, do, answer, told
):
    board = f"/desk/asked/{fair.public_id}"
    assert "It was &lt;b&gt;snow&lt;/b&gt;." in browser_of(ben).get(board).content.decode()
    address = f"{board}/answers/{reported.question.public_id}/{cleo.public_id}/{reported.number}"
    assert browser_of(vera).post(address, {"do": do, "answer": answer}).status_code == 403
    for _ in range(2):  # twice is once
        assert browser_of(ben).post(address, {"do": do, "answer": answer}).status_code == 302
    assert "snow" not in browser_of(ben).get(board).content.decode()
    assert told in client.get(f"{page}/afterwards").content.decode()
    assert [one.text.count(answer) for one in Letter.objects.filter(kind="message")] == ([1] if answer else [])
    assert say(client, page, reported, "report", remark="Again.").status_code == 409
    assert JournalEntry.objects.filter(event="report settled").count() == 1


def test_the_record_waits_until_everybody_who_is_shown_was_shown_heard_and_answered(reported, fair, ada):
    after = reported.report_until + A_SECOND
    with pytest.raises(InTheWay, match="until 4 December 2026, 12:00"):
        compose(fair, by=ada, now=AFTER)
    with pytest.raises(InTheWay, match="Cleo Maris reported is not settled"):
        compose(fair, by=ada, now=after)
    settle_report(reported, "", by=ada, now=after)
    Letter.objects.filter(kind="edit").update(state="discarded")
    with pytest.raises(InTheWay, match="has not gone to Cleo Maris"):
        compose(fair, by=ada, now=after)
    Letter.objects.filter(kind="edit").update(state="sent")
    assert compose(fair, by=ada, now=after).record


def test_who_is_not_shown_edits_sees_what_was_submitted_and_decides_nothing(client, page, edited):
    edit = edited("the panelist is not shown")
    shown = client.get(f"{page}/afterwards").content.decode()
    assert CUT not in shown
    assert "everybody will come" in shown
    for decision in ("approve", "object", "report"):
        assert say(client, page, edit, decision, remark="No.").status_code == 409
    assert Edit.objects.get().state == "proposed"


def test_nobody_sees_or_decides_on_anothers_edit(client, page, edited, dmitri):
    edit = edited("the panelist approves")
    other = f"/answer/{token_of(dmitri)}"
    assert CUT not in client.get(f"{other}/afterwards").content.decode()
    assert say(client, other, edit, "approve").status_code == 409
    edit.refresh_from_db()
    assert edit.state == "proposed"


@pytest.mark.parametrize("typed", [{}, {"question": "%00", "number": "x"}, {"number": "9" * 50}, {"do": "delete"}])
def test_what_makes_no_sense_changes_nothing(client, page, edited, typed):
    edit = edited("the panelist approves")
    whole = {"question": edit.question.public_id, "number": "1", "do": "approve"}
    kept = {name: value for name, value in whole.items() if typed and name not in typed}
    assert client.post(f"{page}/afterwards", kept | typed).status_code == 409


def test_a_visit_afterwards_leaves_no_trace(client, page, edited):
    edited("the panelist approves")
    before = list(Edit.objects.values()), list(JournalEntry.objects.values())
    for rest in ("afterwards", "submission.json", "proof.json", "witness.json"):
        assert client.get(f"{page}/{rest}").status_code == 200
    assert (list(Edit.objects.values()), list(JournalEntry.objects.values())) == before
