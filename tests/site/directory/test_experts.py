"""The directory: who is in it, what is known of them, and the panels they were on."""

import datetime as dt

import pytest
from builders.asked import DEADLINE, panelist_on
from builders.site import NOON
from django.core.files.uploadedfile import SimpleUploadedFile

from weighin.asking.panel_table import is_orcid
from weighin.site import clock
from weighin.site.store.directory import keep_expert
from weighin.site.store.experts import affiliation_on
from weighin.site.store.models import Affiliation, Event, Expert, JournalEntry, Proof

EXPERTS = "/desk/experts"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def page_of(browser, expert):
    return browser.get(f"{EXPERTS}/{expert.public_id}").content.decode()


def test_an_expert_is_added_by_hand_with_all_that_is_known(browser_of, ben):
    typed = {
        "name": "Hanna Brook",
        "affiliation": "Professor, River Institute",
        "address": "hanna@river.example",
        "other_addresses": "h.brook@home.example; hb@old.example",
        "languages": "de, en",
        "time_zone": "Europe/Vienna",
        "subjects": "ice, shipping; ice",
        "biography": "Measures ice.",
        "interests": "Advises a ferry line.",
        "orcid": "https://orcid.org/0000-0002-1825-0097",
    }
    response = browser_of(ben).post(f"{EXPERTS}/add", typed)
    hanna = Expert.objects.get()
    assert response.headers["Location"] == f"{EXPERTS}/{hanna.public_id}"
    assert (hanna.orcid, hanna.subjects, hanna.language) == ("0000-0002-1825-0097", "ice, shipping", "de")
    assert hanna.other_addresses == "h.brook@home.example, hb@old.example"
    assert affiliation_on(hanna, NOON.date()) == "Professor, River Institute"
    entry = JournalEntry.objects.last()
    assert (entry.event, entry.by) == (Event.EXPERT_ADDED, ben)
    assert hanna.public_id in entry.about
    assert "Hanna" not in entry.about


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "required"),
        ("address", "nowhere", "valid email"),
        ("other_addresses", "a@b.example, nowhere", "“nowhere” is no mail address"),
        ("languages", "German!", "no language tag"),
        ("time_zone", "Europe/Atlantis", "There is no time zone"),
        ("orcid", "0000-0002-1825-0098", "no ORCID"),
        ("address", "INES@harbour.example", "address of Ines Holt already"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(browser_of, ben, ines, field, typed, told):
    response = browser_of(ben).post(f"{EXPERTS}/add", {"name": "Hanna <b>Brook", field: typed})
    assert response.status_code == 422
    page = response.content.decode()
    assert told in page
    assert field == "name" or "Hanna &lt;b&gt;Brook" in page
    assert Expert.objects.count() == 1


def test_the_list_is_found_by_any_word_of_name_subject_affiliation_or_address(browser_of, ben, ines, olga):
    keep_expert({"name": "Jun Park", "subjects": "trade"}, affiliation="Ice Watch", by=ben, now=NOON)
    keep_expert({"name": "Ines Stranger"}, by=olga, now=NOON)
    found = {
        "ines": ["Ines Holt"],
        "ICE WATCH": ["Jun Park"],
        "watch trade": ["Jun Park"],
        "harbour.example": ["Ines Holt"],
        "nobody": [],
        "' OR 1=1": [],
    }
    for words, names in found.items():
        page = browser_of(ben).get(EXPERTS, {"words": words}).content.decode()
        assert [name for name in ("Ines Holt", "Jun Park", "Ines Stranger") if name in page] == names, words


def test_the_list_has_pages(browser_of, ben):
    for number in range(53):
        keep_expert({"name": f"Expert {number:03}"}, by=ben, now=NOON)
    first, second = (browser_of(ben).get(EXPERTS, {"page": page}).content.decode() for page in ("1", "2"))
    assert "Expert 049" in first
    assert "Expert 050" not in first
    assert "Expert 052" in second


def test_a_change_leaves_panels_as_they_were(browser_of, ben, ines, fair):
    panelist = panelist_on(fair, "Ines Holt", expert=ines, affiliation="Harbour Office")
    typed = {"name": "Ines Holt-Maris", "address": "ines@harbour.example"}
    assert browser_of(ben).post(f"{EXPERTS}/{ines.public_id}/change", typed).status_code == 302
    panelist.refresh_from_db()
    ines.refresh_from_db()
    assert (ines.name, panelist.name) == ("Ines Holt-Maris", "Ines Holt")


def test_the_page_names_the_panels_and_what_became_of_each(browser_of, vera, ines, fair, monkeypatch):
    panelist_on(fair, "Ines Holt", expert=ines, affiliation="Harbour Office", invited_at=NOON)
    page = page_of(browser_of(vera), ines)
    assert "The harbour fair" in page
    assert "Harbour Office" in page
    assert ">invited<" in page
    monkeypatch.setattr(clock, "now", lambda: DEADLINE + dt.timedelta(seconds=1))
    assert ">silent<" in page_of(browser_of(vera), ines)


def test_addresses_are_for_those_who_write_to_them(browser_of, ben, vera, ines):
    assert "ines@harbour.example" in page_of(browser_of(ben), ines)
    assert "ines@harbour.example" not in page_of(browser_of(vera), ines)


def test_affiliations_hold_between_days(browser_of, ben, ines):
    address = f"{EXPERTS}/{ines.public_id}/affiliations"
    typed = {"affiliation": "Pilot School", "since": "2019-03-01", "until": "2024-05-31"}
    assert browser_of(ben).post(address, typed).status_code == 302
    assert browser_of(ben).post(address, typed | {"until": "2018-01-01"}).status_code == 422
    on = {day: affiliation_on(ines, dt.date.fromisoformat(day)) for day in ("2020-01-01", "2024-06-01", "2026-11-24")}
    assert on == {"2020-01-01": "Pilot School", "2024-06-01": "Harbour Office", "2026-11-24": "Harbour Office"}
    office = Affiliation.objects.get(name="Harbour Office")
    browser_of(ben).post(f"{address}/{office.public_id}/end", {"until": "2025-12-31"})
    assert affiliation_on(ines, NOON.date()) == ""
    browser_of(ben).post(f"{address}/{office.public_id}/remove")
    assert [one.name for one in ines.affiliations.all()] == ["Pilot School"]


def test_an_affiliation_of_somebody_else_is_not_there(browser_of, ben, ines):
    other = keep_expert({"name": "Jun Park"}, affiliation="Ice Watch", by=ben, now=NOON)
    office = ines.affiliations.get()
    address = f"{EXPERTS}/{other.public_id}/affiliations/{office.public_id}/remove"
    assert browser_of(ben).post(address).status_code == 404


def test_who_confirmed_an_identity_how_and_when_stands_on_the_page(browser_of, ben, ines):
    typed = {"proof": Proof.TELEPHONE.value, "how": "Called the harbour office's switchboard"}
    assert browser_of(ben).post(f"{EXPERTS}/{ines.public_id}/identity", typed).status_code == 302
    page = page_of(browser_of(ben), ines)
    assert "confirmed by telephone: Called the harbour office&#x27;s switchboard" in page
    assert "24 November 2026" in page
    assert browser_of(ben).post(f"{EXPERTS}/{ines.public_id}/identity", {"proof": "a hunch"}).status_code == 422


LIMESURVEY = (
    '"tid","firstname","lastname","email","emailstatus","token","language","blacklisted"\n'
    '"1","Hanna","Brook","hanna@river.example;hb@old.example","OK","","de-informal",""\n'
    '"2","Ines","Holt","Ines@Harbour.example","OK","","",""\n'
    '"3","Jun","Park","jun at ice","OK","","ko",""\n'
    '"4","Kim","Gray","kim@gray.example","OK","","en","Y"\n'
)


def test_a_table_is_looked_at_line_by_line_before_anything_is_kept(browser_of, ben, ines):
    file = SimpleUploadedFile("participants.csv", LIMESURVEY.encode("utf-8-sig"), content_type="text/csv")
    response = browser_of(ben).post(f"{EXPERTS}/table", {"file": file, "do": "look"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "1 line can be added; 3 cannot, and are marked" in page
    for told in ("in the directory already, as Ines Holt", "“jun at ice” is no mail address", "not to be written to"):
        assert told in page
    assert Expert.objects.count() == 1


def test_the_good_lines_of_limesurveys_participants_become_experts(browser_of, ben, ines):
    response = browser_of(ben).post(f"{EXPERTS}/table", {"table": LIMESURVEY, "do": "add"})
    assert response.status_code == 302
    hanna = Expert.objects.get(name="Hanna Brook")
    told = (hanna.address, hanna.other_addresses, hanna.languages)
    assert told == ("hanna@river.example", "hb@old.example", "de")
    assert Expert.objects.count() == 2


def test_no_table_is_told(browser_of, ben):
    assert browser_of(ben).post(f"{EXPERTS}/table", {"do": "look"}).status_code == 422


def test_the_last_character_of_an_orcid_has_to_fit():
    assert all(map(is_orcid, ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X")))
    assert not any(map(is_orcid, ("0000-0002-1825-0098", "0000-0002-1694-2330", "0000000218250097", "")))
