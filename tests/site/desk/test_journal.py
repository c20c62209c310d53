"""The journal as members read it."""

from django.db import connection
from django.urls import reverse

from weighin.sealing.documents import decode_document
from weighin.sealing.verification import Exhibit, verify

JOURNAL = reverse("desk:journal")


def test_every_member_reads_what_was_done_here_and_nothing_of_another_outlet(browser_of, published_ferry, vera, olga):
    page = browser_of(vera).get(JOURNAL).content.decode()
    for told in ("published, edition 1", "round-up read", "outlet founded", "Will the ferry run?"):
        assert told in page
    assert "ferry" not in browser_of(olga).get(JOURNAL).content.decode()


def test_it_can_be_checked(browser_of, ferry, ada):
    assert "none was changed" in browser_of(ada).get(JOURNAL + "?check").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_journalentry SET about = '{}' WHERE number = 2")
    page = browser_of(ada).get(JOURNAL + "?check").content.decode()
    assert "Entry 2: it was changed" in page


def test_an_owner_takes_it_away_as_a_file_that_verifies(browser_of, published_ferry, ada, ben, olga):
    response = browser_of(ada).get(reverse("desk:journal_file"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="journal.jsonl"'
    journal = decode_document(response.content, "journal.jsonl")
    assert len(journal.entries) == ada.outlet.journal.count()
    assert verify(Exhibit("journal.jsonl", journal)).agrees
    assert published_ferry.public_id not in browser_of(olga).get(reverse("desk:journal_file")).content.decode()
    assert reverse("desk:journal_file") in browser_of(ada).get(JOURNAL).content.decode()
    assert reverse("desk:journal_file") not in browser_of(ben).get(JOURNAL).content.decode()


def test_a_file_of_a_journal_that_was_tampered_with_does_not_verify(browser_of, ferry, ada):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_journalentry SET event = 'published' WHERE number = 2")
    journal = decode_document(browser_of(ada).get(reverse("desk:journal_file")).content, "journal.jsonl")
    [check] = verify(Exhibit("journal.jsonl", journal)).disagreements
    assert check.sentence == "Entry 2: it was changed."
