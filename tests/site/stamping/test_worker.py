"""Stamps are asked for after the seal, by the worker alone: a service that fails is asked again, and nothing waits for it."""

import datetime as dt
import json
from hashlib import sha256

import pytest
from builders.asked import A_SECOND, DEADLINE, typed_for
from builders.stamps import Calendar, Clock, served

from weighin.errors import AddressRefused
from weighin.fetching import fetch
from weighin.sealing.documents import decode_document
from weighin.sealing.seal import witness_bytes
from weighin.sealing.timestamps import Timestamp
from weighin.sealing.verification import Exhibit, verify
from weighin.site import clock as site_clock
from weighin.site.board.commands import compose, seal
from weighin.site.editions.commands import publish_roundup
from weighin.site.stamping.worker import LEASE, MOST_ATTEMPTS, ask_due, claim_next
from weighin.site.store.journal import first_break
from weighin.site.store.links import token_of
from weighin.site.store.models import JournalEntry, OutsideStamp
from weighin.site.store.seals import decode_seal
from weighin.site.store.stamps import stamps_of

AFTER = DEADLINE + A_SECOND
LATER = dt.timedelta(hours=7)


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(site_clock, "now", lambda: moment)

    set_to(AFTER - 2 * A_SECOND)
    return set_to


@pytest.fixture
def calendar(settings):
    """A calendar that is served, and that the outlet names."""
    one = Calendar()
    with served(one.answer) as address:
        one.address = address
        settings.OPENTIMESTAMPS_CALENDARS = (address,)
        yield one


@pytest.fixture
def service(settings, tmp_path):
    """A service that signs, and that the outlet names."""
    one = Clock(tmp_path)
    with served(lambda _method, _path, body: one.answer(body)) as address:
        settings.TIMESTAMP_SERVER = f"{address}/tsa"
        yield one


@pytest.fixture
def sealed(client, cleo, dmitri, fair, ada, at):
    """Both have answered, and it is sealed: called once the services are named."""

    def close_and_seal():
        for one in (cleo, dmitri):
            client.post(f"/answer/{token_of(one)}", typed_for(fair) | {"seen": "0", "do": "submit"})
        at(AFTER)
        return seal(fair, by=ada, now=AFTER)

    return close_and_seal


def ask(address, sent):
    """As the worker does, from this machine alone."""
    return fetch(address, sent=sent, may_connect=lambda found: found.is_loopback).data


def unreachable(address, _sent):
    raise AddressRefused(address, "it is on a private or local network, which is not fetched from; save the page")


def test_nobody_is_asked_where_the_outlet_names_nobody(sealed):
    assert sealed().stamps.count() == 0
    assert ask_due(ask, now=AFTER) == 0


def test_a_signed_time_is_asked_for_kept_and_in_the_journal(sealed, service, fair):
    row = sealed()
    assert ask_due(ask, now=AFTER) == 1
    [stamp] = row.stamps.all()
    assert (stamp.state, stamp.attempts, stamp.claimed_until, stamp.said) == ("stamped", 0, None, "")
    found = decode_document(bytes(stamp.content), "witness.tsr")
    assert isinstance(found, Timestamp)
    assert found.is_over(witness_bytes(decode_seal(row).witness))
    entry = JournalEntry.objects.get(event="outside stamp received")
    assert json.loads(entry.about)["digest"] == sha256(stamp.content).hexdigest()
    assert first_break(fair.outlet) is None
    assert ask_due(ask, now=AFTER + LATER) == 0


def test_a_promise_becomes_a_block_when_the_calendar_has_it(sealed, calendar):
    row = sealed()
    assert ask_due(ask, now=AFTER) == 1
    stamp = row.stamps.get()
    assert (stamp.state, stamp.block) == ("pending", None)
    assert ask_due(ask, now=AFTER + LATER) == 0
    stamp.refresh_from_db()
    assert (stamp.state, stamp.said) == ("pending", "not in a block yet: the server answered 404")
    calendar.is_in_block = True
    assert ask_due(ask, now=AFTER + 2 * LATER) == 1
    stamp.refresh_from_db()
    assert (stamp.state, stamp.block, stamp.said) == ("stamped", calendar.HEIGHT, "")
    digest = sha256(witness_bytes(decode_seal(row).witness)).digest()
    files = stamps_of(row, decode_seal(row).witness)[1]
    found = verify(*(Exhibit(name, decode_document(data, name)) for name, data in files.items()))
    assert calendar.merkle_root(digest)[::-1].hex() in found.checks[-1].sentence
    assert ask_due(ask, now=AFTER + 3 * LATER) == 0


def test_a_service_that_cannot_be_reached_is_asked_after_ever_longer_waits_and_given_up_at_last(sealed, calendar):
    stamp = sealed().stamps.get()
    now, waits = AFTER, []
    for _ in range(MOST_ATTEMPTS):
        assert ask_due(unreachable, now=now) == 0
        assert ask_due(unreachable, now=now) == 0  # not twice
        stamp.refresh_from_db()
        waits.append(stamp.next_attempt_at - now)
        now = stamp.next_attempt_at
    assert waits[:3] == [dt.timedelta(minutes=minutes) for minutes in (1, 2, 4)]
    assert waits == sorted(waits)
    assert (stamp.state, stamp.said) == ("given up", "it is on a private or local network, which is not fetched from")
    assert claim_next(now=now + LATER) is None


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\x08" * 300, b"\x30\x82\x00\x00", b"\xf0\x01a\x00"])
def test_an_answer_that_is_no_stamp_is_not_kept(sealed, service, calendar, settings, answer):
    row = sealed()
    assert ask_due(lambda _address, _sent: answer, now=AFTER) == 0
    assert [(one.state, one.content, bool(one.said)) for one in row.stamps.all()] == [("waiting", None, True)] * 2


def test_a_stamp_of_something_else_or_an_old_one_is_not_kept(sealed, service):
    row = sealed()
    old = []

    def again(address, sent):
        old.append(old[0] if old else ask(address, sent))
        return old[-1]

    assert ask_due(again, now=AFTER) == 1
    row.stamps.update(state="waiting", content=None, next_attempt_at=AFTER)
    assert ask_due(again, now=AFTER) == 0  # its nonce is of the first question
    assert row.stamps.get().said == "the service stamped something else than it was asked for"


def test_a_worker_that_died_over_it_leaves_a_lease_that_ends_and_two_never_ask_at_once(sealed, service):
    row = sealed()
    assert claim_next(now=AFTER) == row.stamps.get()
    assert claim_next(now=AFTER) is None
    assert ask_due(ask, now=AFTER + LEASE + A_SECOND) == 1


def test_a_service_that_is_no_longer_named_is_left_alone(sealed, service, settings):
    sealed()
    settings.TIMESTAMP_SERVER = ""
    assert ask_due(unreachable, now=AFTER) == 0
    assert OutsideStamp.objects.get().attempts == 0


def test_a_calendar_that_sends_us_into_a_private_network_is_not_followed_there(sealed, settings):
    asked = []
    trap = Calendar()
    trap.address = "http://169.254.169.254/latest"
    settings.OPENTIMESTAMPS_CALENDARS = ("https://calendar.example",)

    def as_the_site(address, sent):
        asked.append(address)
        return trap.answer("POST", "/digest", sent.data) if sent else fetch(address).data

    stamp = sealed().stamps.get()
    ask_due(as_the_site, now=AFTER)
    ask_due(as_the_site, now=AFTER + LATER)
    stamp.refresh_from_db()
    assert asked[-1].startswith("http://169.254.169.254/latest/timestamp/")
    assert "private or local network" in stamp.said


@pytest.mark.usefixtures("calendar")
def test_sealing_and_publishing_never_wait_and_the_next_edition_carries_what_has_come(
    sealed, service, fair, ada, client, at
):
    row = sealed()
    assert ask_due(unreachable, now=AFTER) == 0
    made = compose(fair, by=ada, now=AFTER)
    publish_roundup(made, by=ada, now=AFTER)
    page = f"/roundups/{made.public_id}/"
    assert client.get(f"{page}witness.tsr").status_code == 404
    assert "stamped the" not in client.get(page).content.decode()

    assert ask_due(ask, now=AFTER + LATER) == 2
    publish_roundup(made, by=ada, now=AFTER + LATER)
    at(AFTER + LATER)
    shown = client.get(page).content.decode()
    assert "127.0.0.1 signed that it was there on" in shown
    assert "the proof waits for its Bitcoin block" in shown
    names = ("seal.json", "witness.json", "witness.tsr", "witness.ots", "record.json")
    files = {name: client.get(page + name).content for name in names}
    assert files["witness.json"] == witness_bytes(decode_seal(row).witness)
    brought = [Exhibit(name, decode_document(data, name)) for name, data in files.items()]
    found = verify(*brought, Exhibit("root.pem", decode_document(service.root, "root.pem")))
    [stamped] = [check for check in found.checks if check.of == "witness.tsr and seal.json"]
    assert (
        "stamped 20" in stamped.sentence
    )  # it is over this witness; whether before its close, hangs on the machine's clock
    assert [one["file"] for one in json.loads(files["seal.json"])["stamps"]] == ["witness.tsr", "witness.ots"]


@pytest.fixture
def address(fair):
    return f"/desk/asked/{fair.public_id}"


@pytest.mark.usefixtures("calendar")
def test_the_board_says_how_far_each_is_gives_the_files_and_asks_again(sealed, address, ada, vera, olga, browser_of):
    sealed()
    board = browser_of(ada)
    ask_due(unreachable, now=AFTER)
    OutsideStamp.objects.update(state="given up")
    shown = board.get(address).content.decode()
    assert "Stamps from outside" in shown
    assert "given up" in shown
    assert "private or local network" in shown
    assert board.get(f"{address}/stamps/witness.ots").status_code == 404
    assert browser_of(vera).post(f"{address}/stamps/ask").status_code == 403
    assert browser_of(olga).post(f"{address}/stamps/ask").status_code == 404
    assert board.get(f"{address}/stamps/ask").status_code == 405
    assert board.post(f"{address}/stamps/ask").status_code == 302
    assert ask_due(ask, now=AFTER) == 1
    file = browser_of(vera).get(f"{address}/stamps/witness.ots")
    assert file.content.startswith(b"\x00OpenTimestamps")
    assert browser_of(olga).get(f"{address}/stamps/witness.ots").status_code == 404
    assert board.get(f"{address}/stamps/seal.json").status_code == 404
    assert "The calendar has it" in board.get(address).content.decode()
