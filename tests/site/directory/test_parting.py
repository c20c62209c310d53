"""Two rows that are one person; all about a person handed over; all about a person erased."""

import datetime as dt
import json

import msgspec
import pytest
from builders.asked import A_SECOND, DEADLINE, panelist_on, typed_for
from builders.site import NOON
from django.apps import apps
from django.db.models import BinaryField, CharField, TextField
from django.test import Client

from weighin.errors import InTheWay
from weighin.sealing.journal import standing_commitments
from weighin.site import clock
from weighin.site.board.commands import compose, propose_edit, seal
from weighin.site.directory.erasure import NOBODY, erase_expert
from weighin.site.editions.commands import publish_roundup
from weighin.site.mail.letters import write_letter
from weighin.site.mail.texts import Written
from weighin.site.store.directory import keep_expert
from weighin.site.store.door import record_of, save_record
from weighin.site.store.journal import entries_of, first_break
from weighin.site.store.links import token_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, EditionFile, Expert, JournalEntry, LetterKind, Seal
from weighin.site.store.seals import seal_document

AFTER = DEADLINE + dt.timedelta(hours=1)
LATER = dt.timedelta(days=2)
PERSONAL = ("Ines", "Holt", "ines@harbour.example", "Harbour Office", "Zanzibar", "cryptozoology", "shares in ferries")


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(NOON)
    return set_clock


@pytest.fixture
def seat(fair, ines, dmitri, at):
    """Ines and Dmitri have submitted."""
    Expert.objects.filter(pk=ines.pk).update(biography="Grew up in Zanzibar.", interests="shares in ferries")
    columns = {"affiliation": "Harbour Office", "interests": "shares in ferries"}
    ines_there = panelist_on(fair, "Ines Holt", expert=ines, address="ines@harbour.example", **columns)
    for panelist, prose in ((ines_there, "Zanzibar is dry."), (dmitri, "It will pour.")):
        typed = typed_for(fair, prose=prose) | {"seen": "0", "do": "submit"}
        assert Client().post(f"/answer/{token_of(panelist)}", typed).status_code == 302
    write_letter(LetterKind.MESSAGE, ines_there, Written("Dear Ines Holt", "of Zanzibar"), by=None, now=NOON)
    return ines_there


@pytest.fixture
def published(seat, fair, ada, at):
    at(AFTER)
    seal(fair, by=ada, now=AFTER)
    propose_edit(seat, fair.questions.first(), "Zanzibar is very dry.", by=ada, now=AFTER)
    roundup = compose(fair, by=ada, now=AFTER)
    publish_roundup(roundup, by=ada, now=AFTER)
    return roundup


def everything_in_the_database():
    """Every text and every byte of every row, as one string. Editions are what readers see until the next; letters that went are kept by others."""
    told = []
    for model in apps.get_models():
        for row in model.objects.all():
            for field in model._meta.concrete_fields:
                if isinstance(field, CharField | TextField | BinaryField):
                    value = getattr(row, field.attname)
                    told.append(
                        (
                            model.__name__,
                            value if isinstance(value, str) else bytes(value or b"").decode("utf-8", "replace"),
                        )
                    )
    return told


def test_nothing_of_an_erased_person_is_left_but_what_proves_and_names_nobody(published, seat, ines, ada, fair):
    before = AnswerVersion.objects.get(panelist=seat, is_submitted=True).commitment
    entries = JournalEntry.objects.count()
    erased = erase_expert(ines, by=ada, now=AFTER)
    assert (erased.panels, erased.to_publish) == (1, (published,))
    publish_roundup(published, by=ada, now=AFTER, correction="One panelist was erased.")
    left = [
        (table, word)
        for table, text in everything_in_the_database()
        for word in PERSONAL
        if word.lower() in text.lower()
    ]
    assert left == []
    version = AnswerVersion.objects.get(panelist=seat, is_submitted=True)
    assert (version.commitment, version.nonce) == (before, None)
    assert before in seal_document(fair).leaves
    assert first_break(ada.outlet) is None
    assert JournalEntry.objects.count() > entries
    seat.refresh_from_db()
    assert seat.name == NOBODY


def shows(roundup, rest=""):
    response = Client().get(f"/roundups/{roundup.public_id}/{rest}")
    return response.status_code == 200 and "Zanzibar" in response.content.decode()


def test_earlier_versions_go_at_once_with_an_erasure(published, ines, ada, at):
    at(AFTER + A_SECOND)
    save_record(published, msgspec.structs.replace(record_of(published), outlet="The Other Paper"))
    publish_roundup(published, by=ada, now=AFTER + A_SECOND, correction="A word.")
    assert shows(published, "editions/1/")
    erase_expert(ines, by=ada, now=AFTER + 2 * A_SECOND)
    at(AFTER + 2 * A_SECOND)
    assert Client().get(f"/roundups/{published.public_id}/editions/1/").status_code == 410
    assert not EditionFile.objects.filter(edition__number=1).exists()
    assert shows(published)  # until it is published anew, which the editor is told


def test_what_waits_to_be_published_is_taken_back_with_an_erasure(seat, fair, ines, ada, at):
    at(AFTER)
    seal(fair, by=ada, now=AFTER)
    roundup = compose(fair, by=ada, now=AFTER)
    publish_roundup(roundup, by=ada, now=AFTER, at=AFTER + LATER)
    erased = erase_expert(ines, by=ada, now=AFTER + A_SECOND)
    assert (erased.to_publish, erased.unscheduled) == ((), (roundup,))
    at(AFTER + LATER)
    assert Client().get(f"/roundups/{roundup.public_id}/").status_code == 404
    assert not EditionFile.objects.filter(edition__isnull=False).exists()
    roundup.refresh_from_db()
    assert roundup.state == "private"
    publish_roundup(roundup, by=ada, now=AFTER + LATER, at=AFTER + 2 * LATER)
    at(AFTER + 2 * LATER)
    assert Client().get(f"/roundups/{roundup.public_id}/").status_code == 200
    assert not shows(roundup)


def test_what_still_shows_an_erased_person_is_replaced_at_once_or_not_at_all(published, ines, ada, at):
    now = AFTER + 2 * A_SECOND
    at(now)
    erase_expert(ines, by=ada, now=AFTER + A_SECOND)
    published.refresh_from_db()
    with pytest.raises(InTheWay, match="publish it at once"):
        publish_roundup(published, by=ada, now=now, at=now + LATER, correction="One panelist was erased.")
    publish_roundup(published, by=ada, now=now, correction="One panelist was erased.")
    assert not shows(published)
    assert Client().get(f"/roundups/{published.public_id}/editions/1/").status_code == 410
    publish_later = publish_roundup(published, by=ada, now=now + A_SECOND, at=now + LATER)
    assert publish_later.number == 3


def test_the_seal_is_what_the_journal_calls_for_before_and_after_an_erasure(published, ines, ada, fair):
    def called_for():
        return standing_commitments(entries_of(ada.outlet), fair.public_id, seal_document(fair).witness.closed_at)

    assert called_for() == set(seal_document(fair).leaves)
    erase_expert(ines, by=ada, now=AFTER + dt.timedelta(days=1))
    assert called_for() == set(seal_document(fair).leaves)


def test_who_is_erased_before_the_close_is_not_sealed_and_the_journal_says_why(seat, ines, ada, fair, at):
    erase_expert(ines, by=ada, now=NOON)
    at(AFTER)
    row = seal(fair, by=ada, now=AFTER)
    assert row.size == 1
    assert standing_commitments(entries_of(ada.outlet), fair.public_id, AFTER) == set(seal_document(fair).leaves)


def test_the_record_made_after_an_erasure_has_the_others_whole(published, ines, ada):
    erase_expert(ines, by=ada, now=AFTER)
    published.refresh_from_db()
    record = record_of(published)
    assert [panelist.name for panelist in record.panel] == ["Dmitri Vale"]
    assert (record.asking.asked, record.asking.in_time, record.asking.seal.size) == (1, 1, 2)
    assert published.record_as_read == published.record


def test_no_link_of_an_erased_person_leads_anywhere(seat, ines, ada):
    old = token_of(seat)
    erase_expert(ines, by=ada, now=NOON)
    seat.refresh_from_db()
    for token in (old, token_of(seat)):
        assert Client().get(f"/answer/{token}").status_code == 404


def test_a_seat_that_was_filled_by_hand_with_the_address_is_erased_too(fair, ines, ada):
    panelist_on(fair, "Ines H.", address="INES@harbour.example")
    assert erase_expert(ines, by=ada, now=NOON).panels == 1
    assert AskedPanelist.objects.get().name == NOBODY


def test_a_table_that_speaks_of_a_panelist_or_an_expert_is_known_to_erasure():
    known = {"Affiliation", "Photograph", "AskedPanelist", "AnswerVersion", "Edit", "Letter", "Request", "Confirmation"}
    known |= {
        "IncomingMail",
        "Note",
        "Opening",
        "CountedInRound",
    }  # the last points at a version and says nothing of its own
    known |= {"Contribution", "Pseudonym"}
    speaking = {
        relation.related_model.__name__ for model in (Expert, AskedPanelist) for relation in model._meta.related_objects
    }
    assert speaking <= known, "teach site/directory/erasure.py and export.py about it, then add it here"


def test_erasing_is_asked_for_by_the_name_and_by_an_owner(browser_of, ada, ben, ines, at):
    address = f"/desk/experts/{ines.public_id}/erase"
    assert browser_of(ben).post(address, {"name": "Ines Holt"}).status_code == 403
    assert browser_of(ada).post(address, {"name": "Ines"}).status_code == 422
    assert Expert.objects.exists()
    assert "Erased" in browser_of(ada).post(address, {"name": "Ines Holt"}).content.decode()
    assert not Expert.objects.exists()


def test_an_export_holds_everything_but_what_is_the_authors_alone(browser_of, ben, seat, ines, at, published):
    content = browser_of(ben).post(f"/desk/experts/{ines.public_id}/everything.json").content
    told = json.loads(content)
    for word in (
        "Ines Holt",
        "ines@harbour.example",
        "Harbour Office",
        "Zanzibar is dry.",
        "very dry",
        "Dear Ines Holt",
    ):
        assert word in content.decode()
    assert (
        told["panels"][0]["versions"][-1]["commitment"]
        == AnswerVersion.objects.get(panelist=seat, is_submitted=True).commitment
    )
    assert bytes(AnswerVersion.objects.get(panelist=seat, is_submitted=True).nonce).hex() not in content.decode()
    assert token_of(seat) not in content.decode()
    assert {entry["event"] for entry in told["journal"]} >= {"expert added", "answers submitted"}


def test_an_export_before_the_close_shows_no_answer(browser_of, ben, seat, ines):
    content = browser_of(ben).post(f"/desk/experts/{ines.public_id}/everything.json").content.decode()
    assert "Zanzibar is dry" not in content
    assert "before the close" in content


@pytest.fixture
def double(ben):
    columns = {"name": "I. Holt", "address": "i.holt@home.example", "subjects": "tides, ice", "biography": "Pilot."}
    return keep_expert(columns, affiliation="Pilot School", by=ben, now=NOON)


def test_of_two_rows_one_stays_with_everything_of_both(browser_of, ben, ines, double, fair, at):
    panelist_on(fair, "I. Holt", expert=double, address="i.holt@home.example")
    address = f"/desk/experts/{ines.public_id}/merge"
    assert "I. Holt" in browser_of(ben).get(address).content.decode()
    assert "becomes part of" in browser_of(ben).get(address, {"other": double.public_id}).content.decode()
    assert Expert.objects.count() == 2
    assert browser_of(ben).post(address, {"other": double.public_id}).status_code == 302
    stays = Expert.objects.get()
    assert (stays.pk, stays.other_names, stays.other_addresses) == (ines.pk, "I. Holt", "i.holt@home.example")
    assert (stays.subjects, stays.biography, stays.address) == ("tides, ice", "Pilot.", "ines@harbour.example")
    assert {one.name for one in stays.affiliations.all()} == {"Harbour Office", "Pilot School"}
    assert [seat.asked for seat in stays.panels.all()] == [fair]
    entry = JournalEntry.objects.filter(event="experts merged").get()
    assert json.loads(entry.about)["merged"] == double.public_id


def test_where_both_sat_on_one_panel_both_seats_stay(browser_of, ben, ines, double, fair, at):
    panelist_on(fair, "Ines Holt", expert=ines)
    panelist_on(fair, "I. Holt", expert=double, address="i.holt@home.example")
    address = f"/desk/experts/{ines.public_id}/merge"
    assert "Both sit on the panel" in browser_of(ben).get(address, {"other": double.public_id}).content.decode()
    browser_of(ben).post(address, {"other": double.public_id})
    assert fair.panel.count() == 2
    assert [seat.name for seat in ines.panels.all()] == ["Ines Holt"]


def test_two_orcids_are_two_people_and_nobody_is_merged_with_themselves(browser_of, ben, ines, double, at):
    Expert.objects.filter(pk=ines.pk).update(orcid="0000-0002-1825-0097")
    Expert.objects.filter(pk=double.pk).update(orcid="0000-0001-5109-3700")
    address = f"/desk/experts/{ines.public_id}/merge"
    assert browser_of(ben).post(address, {"other": double.public_id}).status_code == 422
    assert browser_of(ben).post(address, {"other": ines.public_id}).status_code == 422
    assert Expert.objects.count() == 2


def test_another_outlets_expert_cannot_be_merged_in(browser_of, ben, ines, olga, at):
    theirs = keep_expert({"name": "Ines Holt"}, by=olga, now=NOON)
    assert browser_of(ben).post(f"/desk/experts/{ines.public_id}/merge", {"other": theirs.public_id}).status_code == 404
    assert Seal.objects.count() == 0
