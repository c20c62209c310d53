"""/answer/<token>/opening: a panelist lets everybody check what they submitted, told before what it means; until it is published it can be taken back."""

import datetime as dt
import json

import pytest
from builders.asked import A_SECOND, DEADLINE, typed_for
from builders.site import NOON

from weighin.sealing.documents import decode_document
from weighin.sealing.verification import Exhibit, Rule, Standing, verify
from weighin.site import clock
from weighin.site.board.commands import compose, propose_edit, seal
from weighin.site.directory.erasure import erase_expert
from weighin.site.editions.commands import publish_roundup
from weighin.site.store.directory import keep_expert
from weighin.site.store.journal import first_break
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, Edition, JournalEntry, Opening

AFTER = DEADLINE + A_SECOND
DAY = dt.timedelta(days=1)


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(NOON + A_SECOND)
    return set_to


@pytest.fixture
def page(client, cleo, dmitri, fair, ada, at):
    """Cleo's page, after both have answered and it is sealed."""
    for one in (cleo, dmitri):
        client.post(f"/answer/{token_of(one)}", typed_for(fair) | {"seen": "0", "do": "submit"})
    at(AFTER)
    seal(fair, by=ada, now=AFTER)
    return f"/answer/{token_of(cleo)}/opening"


@pytest.fixture
def public(client, fair, ada, at):
    """What readers get at an address of the published round-up, published at that moment."""

    def publish(now, **options):
        at(now)
        fair.refresh_from_db()
        made = compose(fair, by=ada, now=now)
        publish_roundup(made, by=ada, now=now, correction="Made again.", **options)
        return made

    return publish


@pytest.fixture
def decide(ada, fair, cleo, browser_of):
    """Somebody of an outlet leaves Cleo's opening out, or takes it in; Ada, where nobody else is named."""

    def post(do, by=None):
        address = f"/desk/asked/{fair.public_id}/panelists/{cleo.public_id}/opening"
        return browser_of(by or ada).post(address, {"do": do}, follow=True)

    return post


def file_of(client, made, name):
    return client.get(f"/roundups/{made.public_id}/{name}").content


def openings(client, made):
    return json.loads(file_of(client, made, "seal.json"))["openings"]


def agree(client, page):
    return client.post(page, {"do": "agree"})


def take_back(client, page):
    return client.post(page, {"do": "take back"})


def test_looking_at_what_it_means_agrees_to_nothing(client, page):
    shown = client.get(page).content.decode()
    assert "also words that the editors cut or changed" in shown
    assert "The exact moment at which you submitted" in shown
    assert client.get(page.replace("/opening", "/afterwards")).content.decode().count(page) == 1
    assert Opening.objects.count() == 0
    assert client.post(page, {"do": "something"}).status_code == 302
    assert Opening.objects.count() == 0


def test_what_was_agreed_to_goes_out_with_the_next_edition_and_shows_that_the_record_is_what_was_submitted(
    client, page, public, fair
):
    assert agree(client, page).status_code == 302
    agree(client, page)
    assert JournalEntry.objects.filter(event="opening agreed to").count() == 1
    made = public(AFTER)
    [opened] = openings(client, made)
    assert opened["published_as"] == "p1"
    files = {name: file_of(client, made, name) for name in ("seal.json", "record.json")}
    found = verify(*(Exhibit(name, decode_document(data, name)) for name, data in files.items()))
    told = [check.sentence for check in found.checks if check.standing is Standing.AGREES]
    assert "The record has what Cleo Maris submitted, word for word." in told
    assert "The answers of 1 panelist who agreed to publish theirs open their leaves." in told
    assert found.agrees
    assert first_break(fair.outlet) is None


def test_it_can_be_taken_back_until_it_is_published_and_not_after(client, page, public, cleo):
    agree(client, page)
    take_back(client, page)
    assert take_back(client, page).status_code == 302
    assert JournalEntry.objects.filter(event="opening taken back").count() == 1
    assert openings(client, public(AFTER)) == []

    agree(client, page)
    made = public(AFTER + DAY)
    assert len(openings(client, made)) == 1
    refused = take_back(client, page)
    assert refused.status_code == 409
    assert "cannot be taken back" in refused.content.decode()
    assert "Take it back" not in client.get(page).content.decode()
    assert Opening.objects.get().panelist == cleo


@pytest.mark.parametrize("who", ["the panelist", "an editor"])
def test_an_edition_that_waits_for_its_time_goes_out_without_what_was_taken_back(client, page, public, at, decide, who):
    agree(client, page)
    made = public(AFTER, at=AFTER + DAY)
    waiting = Edition.objects.get()
    was = waiting.digest
    answer = take_back(client, page) if who == "the panelist" else decide("leave out")
    assert answer.status_code in {200, 302}
    at(AFTER + DAY)
    assert openings(client, made) == []
    waiting.refresh_from_db()
    assert waiting.digest != was
    assert verify(Exhibit("seal.json", decode_document(file_of(client, made, "seal.json"), "seal.json"))).agrees


@pytest.mark.parametrize("attribution", ["affiliation only", "anonymous to readers"])
def test_where_answers_stand_without_names_it_is_not_offered_and_an_earlier_agreement_counts_no_more(
    client, page, public, attribution
):
    agree(client, page)
    AskedRoundup.objects.update(attribution=attribution)
    shown = client.get(page).content.decode()
    assert "could show who you are" in shown
    assert "<form" not in shown
    assert openings(client, public(AFTER)) == []
    Opening.objects.all().delete()
    assert agree(client, page).status_code == 409
    assert Opening.objects.count() == 0


def test_who_submitted_nothing_that_was_sealed_has_nothing_to_open(client, fair, cleo, dmitri, ada, at):
    page = f"/answer/{token_of(dmitri)}/opening"
    client.post(f"/answer/{token_of(cleo)}", typed_for(fair) | {"seen": "0", "do": "submit"})
    assert agree(client, page).status_code == 409  # before the close, too
    at(AFTER)
    seal(fair, by=ada, now=AFTER)
    assert agree(client, page).status_code == 409
    assert "nothing to open" in client.get(page).content.decode()


def test_the_editors_see_who_agreed_and_which_edits_it_undoes(client, page, fair, cleo, ada, browser_of):
    agree(client, page)
    propose_edit(cleo, fair.questions.first(), "It will rain.", by=ada, now=AFTER)
    shown = browser_of(ada).get(f"/desk/asked/{fair.public_id}").content.decode()
    assert "It has what you edited in question 1 as it was before." in shown


def test_only_who_may_edit_leaves_an_opening_out(client, page, decide, vera, olga):
    agree(client, page)
    assert [decide("leave out", by=somebody).status_code for somebody in (vera, olga)] == [403, 404]
    assert Opening.objects.get().left_out_at is None


def test_an_opening_is_left_out_and_taken_in_until_it_is_published(client, page, public, decide):
    assert "did not agree" in decide("leave out").content.decode()
    agree(client, page)
    decide("leave out")
    assert "The editors leave it out." in client.get(page).content.decode()
    assert openings(client, public(AFTER)) == []
    decide("take in")
    decided = JournalEntry.objects.filter(event="opening decided on")
    assert [json.loads(one.about)["goes out"] for one in decided] == ["no", "yes"]
    assert len(openings(client, public(AFTER + DAY))) == 1
    assert "published already" in decide("leave out").content.decode()


def test_who_is_erased_is_opened_no_more(client, page, public, cleo, ada):
    agree(client, page)
    expert = keep_expert({"name": cleo.name, "address": cleo.address}, by=ada, now=AFTER)
    erase_expert(expert, by=ada, now=AFTER)
    assert Opening.objects.count() == 0
    assert openings(client, public(AFTER + DAY)) == []


def test_an_opening_that_is_damaged_is_named(client, page, public):
    agree(client, page)
    made = public(AFTER)
    data = file_of(client, made, "seal.json").replace(b"everybody will come", b"nobody will come")
    found = verify(Exhibit("seal.json", decode_document(data, "seal.json")))
    assert {check.rule for check in found.disagreements} == {Rule.OPENINGS}
