"""What panelist, reader, editor and auditor each get from the site, checked together: two round-ups of one outlet, one of them of two rounds."""

import datetime as dt
import json

import pytest
from builders.asked import DEADLINE, asked_roundup, panelist_on, typed_for
from builders.site import NOON

from weighin.record.protocols import Delphi, StoppingRule
from weighin.sealing.documents import decode_document
from weighin.sealing.verification import Exhibit, Rule, Standing, verify
from weighin.site import clock
from weighin.site.board.commands import compose, seal
from weighin.site.board.rounds import open_next_round
from weighin.site.directory.erasure import erase_expert
from weighin.site.editions.commands import publish_roundup
from weighin.site.store.directory import keep_expert
from weighin.site.store.links import token_of
from weighin.site.store.protocols import encode_protocol

DAY = dt.timedelta(days=1)
AFTER = DEADLINE + 9 * DAY


@pytest.fixture
def at(monkeypatch):
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def answer(client, at):
    def submit(panelist, when, probability="60"):
        at(when)
        typed = typed_for(panelist.asked, probability=probability)
        client.post(f"/answer/{token_of(panelist)}", typed | {"do": "submit", "seen": str(panelist.versions.count())})

    return submit


@pytest.fixture
def first(ada, fair, cleo, dmitri, answer):
    """Sealed and published: the fair, of one round."""
    answer(cleo, NOON + DAY)
    answer(dmitri, NOON + DAY)
    seal(fair, by=ada, now=DEADLINE + DAY)
    made = compose(fair, by=ada, now=DEADLINE + DAY)
    publish_roundup(made, by=ada, now=DEADLINE + DAY)
    return made


@pytest.fixture
def second(ada, first, answer):
    """The tunnel, of two rounds: Fay answers both, Gil the first and leaves, Hal is erased before it is sealed."""
    protocol = encode_protocol(Delphi(stopping=StoppingRule(most_rounds=2)))
    asked = asked_roundup(ada, title="The tunnel", protocol=protocol)
    fay, gil, hal = (panelist_on(asked, name) for name in ("Fay Oduya", "Gil Brandt", "Hal Stone"))
    for one in (fay, gil, hal):
        answer(one, NOON + DAY, "20")
    asked = open_next_round(asked, DEADLINE + 7 * DAY, by=ada, now=DEADLINE + 2 * DAY, note="Once more, all the same.")
    fay = asked.panel.select_related("asked__outlet").get(pk=fay.pk)
    answer(fay, DEADLINE + 3 * DAY, "40")
    expert = keep_expert({"name": "Hal Stone", "address": hal.address}, by=ada, now=DEADLINE + 4 * DAY)
    erase_expert(expert, by=ada, now=DEADLINE + 4 * DAY)
    seal(asked, by=ada, now=AFTER)
    made = compose(asked, by=ada, now=AFTER)
    publish_roundup(made, by=ada, now=AFTER)
    return made


@pytest.fixture
def files(client, browser_of, ada, at):
    """What lies at the addresses of a published round-up, and the journal."""

    def got(made, *names):
        at(AFTER)
        found = {name: client.get(f"/roundups/{made.public_id}/{name}").content for name in names}
        return found | {"journal.jsonl": browser_of(ada).get("/desk/journal.jsonl").content}

    return got


def findings(**data):
    return verify(*(Exhibit(name, decode_document(content, name)) for name, content in data.items()))


def sentences(found, rule, standing=Standing.AGREES):
    return [check.sentence for check in found.checks if (check.rule, check.standing) == (rule, standing)]


def test_an_auditor_checks_a_round_up_of_two_rounds_with_the_journal(second, files):
    got = files(second, "seal.json", "record.json", "journal.jsonl")
    found = findings(**got)
    assert found.agrees, found.disagreements
    assert sentences(found, Rule.COMPLETE) == [
        "The 3 leaves are the submissions that stood in the journal at the close, no more, no less."
    ]
    assert "over 3 leaves, as the witness does" in sentences(found, Rule.TOLD)[0]


def test_a_reader_sees_without_the_journal_that_it_only_grew_between_two_seals(first, second, files):
    earlier, later = files(first, "seal.json"), files(second, "seal.json")
    found = findings(earlier=earlier["seal.json"], later=later["seal.json"])
    assert found.agrees, found.disagreements
    assert "It is the journal that earlier names." in sentences(found, Rule.GROWN)
    everything = findings(earlier=earlier["seal.json"], later=later["seal.json"], journal=later["journal.jsonl"])
    assert everything.agrees, everything.disagreements


def test_both_records_with_both_seals_are_each_compared_with_its_own(first, second, files):
    one, other = files(first, "seal.json", "record.json"), files(second, "seal.json", "record.json")
    found = findings(
        seal=one["seal.json"], record=one["record.json"], seal2=other["seal.json"], record2=other["record.json"]
    )
    assert found.agrees, found.disagreements


@pytest.mark.parametrize(("what", "rule"), [("root", Rule.TOLD), ("size", Rule.TOLD), ("edited", Rule.TOLD)])
def test_a_record_that_tells_another_root_or_other_edits_than_its_seal_is_named(first, files, what, rule):
    got = files(first, "seal.json", "record.json")
    record = json.loads(got["record.json"])
    seal = json.loads(got["seal.json"])
    if what == "edited":
        record["asking"]["edited"] = [{"answer": "a1", "editing": "reworded"}]
        seal["edited"] = ["a2"]
    else:
        record["asking"]["seal"][what] = "00" * 32 if what == "root" else 7
    found = findings(seal=json.dumps(seal).encode(), record=json.dumps(record).encode())
    assert rule in {check.rule for check in found.disagreements}


def test_beside_the_seal_of_the_close_edits_are_not_checked_and_that_is_said(first, files):
    got = files(first, "seal.json", "record.json")
    record = json.loads(got["record.json"])
    record["asking"]["edited"] = [{"answer": "a1", "editing": "reworded"}]
    found = findings(seal=got["seal.json"], record=json.dumps(record).encode())
    assert found.agrees
    [told] = sentences(found, Rule.TOLD, Standing.NOT_CHECKED)
    assert told.endswith("Bring that one.")


def test_a_panelist_of_two_rounds_checks_the_last_receipt_by_proof_and_witness(client, second, at):
    fay = second.asked.panel.get(name="Fay Oduya")
    at(AFTER)
    names = ("submission.json", "proof.json", "witness.json")
    kept = {name: client.get(f"/answer/{token_of(fay)}/{name}").content for name in names}
    seal_file = client.get(f"/roundups/{second.public_id}/seal.json").content
    record = client.get(f"/roundups/{second.public_id}/record.json").content
    found = findings(**kept, seal=seal_file, record=record)
    assert found.agrees, found.disagreements
    assert "The record has what Fay Oduya submitted, word for word." in sentences(found, Rule.PUBLISHED)


def test_who_left_after_the_first_round_still_has_a_proof_of_it_and_is_not_told_that_they_said_nothing(
    client, second, at
):
    gil = second.asked.panel.get(name="Gil Brandt")
    at(AFTER)
    page = f"/answer/{token_of(gil)}"
    kept = {name: client.get(f"{page}/{name}").content for name in ("submission.json", "proof.json", "witness.json")}
    assert findings(**kept, record=client.get(f"/roundups/{second.public_id}/record.json").content).agrees
    shown = client.get(f"{page}/afterwards").content.decode()
    assert "you submitted nothing" not in shown
    assert "came late" not in shown


def test_a_proof_is_had_of_each_round_and_of_no_other(client, second, at):
    fay = second.asked.panel.get(name="Fay Oduya")
    at(AFTER)
    page = f"/answer/{token_of(fay)}"
    shown = client.get(f"{page}/afterwards").content.decode()
    assert "Round 1:" in shown
    commitments = set()
    for number in (1, 2):
        own, proof = (client.get(f"{page}/{name}?round={number}").content for name in ("submission.json", "proof.json"))
        found = findings(own=own, proof=proof, witness=client.get(f"{page}/witness.json").content)
        assert found.agrees
        commitments.add(decode_document(proof, "proof.json").commitment)
    assert len(commitments) == 2
    assert [client.get(f"{page}/proof.json?round={wrong}").status_code for wrong in ("0", "3", "x", "")] == [404] * 4
