"""The journal as members read it."""

from django.db import connection
from django.urls import reverse

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
