"""The panel on the board: found by where they stand, by group, by name; written to together; noted about; at any size."""

import pytest
from builders.asked import A_SECOND, asked_roundup, panelist_on, typed_for
from builders.site import NOON
from django.db import connection
from django.test.utils import CaptureQueriesContext

from weighin.site import clock
from weighin.site.directory.erasure import erase_expert
from weighin.site.directory.export import everything_about
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedPanelist, JournalEntry, Letter, Note


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + A_SECOND)


@pytest.fixture
def board(fair):
    return f"/desk/asked/{fair.public_id}"


@pytest.fixture
def answered(client, cleo, dmitri, fair):
    """Cleo of the science group has answered, Dmitri has not."""
    AskedPanelist.objects.filter(pk=cleo.pk).update(group="science")
    client.post(f"/answer/{token_of(cleo)}", typed_for(fair) | {"seen": "0", "do": "submit"})
    return cleo


def names(page):
    return [name for name in ("Cleo Maris", "Dmitri Vale") if f">{name}</a>" in page]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Cleo Maris", "Dmitri Vale"]),
        ({"answered": "yes"}, ["Cleo Maris"]),
        ({"answered": "no"}, ["Dmitri Vale"]),
        ({"standing": "submitted"}, ["Cleo Maris"]),
        ({"standing": "not invited"}, ["Dmitri Vale"]),
        ({"group": "science"}, ["Cleo Maris"]),
        ({"words": "VALE dmitri@"}, ["Dmitri Vale"]),
        ({"words": "vale", "answered": "yes"}, []),
        ({"standing": "' OR 1=1", "answered": "perhaps"}, ["Cleo Maris", "Dmitri Vale"]),
        ({"page": "nine"}, ["Cleo Maris", "Dmitri Vale"]),
    ],
)
def test_the_panel_is_found_by_standing_group_and_name(browser_of, vera, board, answered, asked, expected):
    before = list(AskedPanelist.objects.values())
    page = browser_of(vera).get(board, asked).content.decode()
    assert names(page) == expected
    assert "1 not invited · 1 submitted" in page  # of all, whoever is shown
    assert list(AskedPanelist.objects.values()) == before


def test_those_who_were_ticked_or_found_are_written_to_by_drafts(browser_of, ben, board, answered, dmitri):
    desk = browser_of(ben)
    ticked = desk.post(f"{board}/letters/write", {"do": "choose", "to": [dmitri.public_id]}).content.decode()
    found = desk.get(f"{board}/letters/write", {"answered": "no"}).content.decode()
    for page in (ticked, found):
        assert "1 is ticked" in " ".join(page.split())
        assert page.count("checked") == 1
    assert not Letter.objects.filter(kind="message").exists()
    typed = {"to": [dmitri.public_id], "subject": "A word", "text": "Dear [name],\n\n[personal link]"}
    assert desk.post(f"{board}/letters/write", typed).status_code == 302
    [letter] = Letter.objects.filter(kind="message")
    assert (letter.state, letter.to_name) == ("draft", "Dmitri Vale")


def test_a_note_is_seen_by_editors_with_who_and_when_and_by_no_panelist(browser_of, ben, vera, client, board, cleo):
    address = f"{board}/panelists/{cleo.public_id}"
    assert browser_of(ben).post(address, {"text": "Prefers <b>calls</b>."}).status_code == 302
    for page in (address, board):
        shown = browser_of(vera).get(page).content.decode()
        assert "Prefers &lt;b&gt;calls&lt;/b&gt;." in shown
        assert "Ben" in shown
    for rest in ("", "/ask", "/decline", "/receipt"):
        assert "calls" not in client.get(f"/answer/{token_of(cleo)}{rest}", follow=True).content.decode()
    assert "calls" not in "".join(JournalEntry.objects.values_list("about", flat=True))
    assert browser_of(vera).post(address, {"text": "Mine."}).status_code == 200
    assert Note.objects.count() == 1
    assert browser_of(ben).post(address, {"text": "  "}).status_code == 422
    assert browser_of(ben).post(f"{address}/notes/1").status_code == 302
    assert not Note.objects.exists()
    assert list(JournalEntry.objects.filter(event__startswith="note").values_list("event", flat=True)) == ["note added", "note removed"]  # fmt: skip


def test_notes_are_told_to_who_asks_what_is_kept_of_them_and_go_when_they_are_erased(browser_of, ben, ada, board, cleo, ines):  # fmt: skip
    cleo.expert = ines
    cleo.save()
    browser_of(ben).post(f"{board}/panelists/{cleo.public_id}", {"text": "Prefers calls."})
    [note] = everything_about(ines, now=NOON)["panels"][0]["notes"]
    assert (note["text"], note["by"]) == ("Prefers calls.", "Ben")
    erase_expert(ines, by=ada, now=NOON)
    assert not Note.objects.exists()
    assert browser_of(ben).post(f"{board}/panelists/{cleo.public_id}", {"text": "Again."}).status_code == 422


def test_a_panel_of_five_hundred_is_shown_in_pages_by_as_many_questions_to_the_database_as_one_of_two(browser_of, ada):
    desk, asked = browser_of(ada), asked_roundup(ada)
    for name in ("Cleo Maris", "Dmitri Vale"):
        Note.objects.create(panelist=panelist_on(asked, name), number=1, text="A note.", by=ada, at=NOON)
    address = f"/desk/asked/{asked.public_id}"
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    many = [
        AskedPanelist(asked=asked, position=number, name=f"Expert {number}", address=f"e{number}@panel.example", link_digest=f"{number:064}")
        for number in range(3, 501)
    ]  # fmt: skip
    AskedPanelist.objects.bulk_create(many)
    with CaptureQueriesContext(connection) as all_of_them:
        page = desk.get(address).content.decode()
    assert len(all_of_them) == len(few)
    assert "1 to 100 of 500" in page
    assert "Expert 100<" in page
    assert "Expert 101<" not in page
    assert "Expert 444<" in desk.get(address, {"page": "5"}).content.decode()
    found = desk.get(address, {"words": "Expert 49"}).content.decode()
    assert "Write to all 15 found" in found
    assert "15 are ticked" in " ".join(desk.get(f"{address}/letters/write", {"words": "Expert 49"}).content.decode().split())  # fmt: skip
