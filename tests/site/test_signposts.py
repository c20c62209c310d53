"""Small addresses for machines."""

from builders.site import drained
from django.db import DatabaseError, connection


def test_health_says_whether_the_database_answers(browser_of, db, monkeypatch):
    assert browser_of().get("/health").content == b"well\n"

    def fails():
        raise DatabaseError

    with monkeypatch.context() as without_database:
        without_database.setattr(connection, "cursor", fails)
        response = browser_of().get("/health")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


def test_robots_may_visit_what_is_published_and_no_desk(browser_of, db):
    lines = browser_of().get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /desk", "Disallow: /sign-in", "Disallow: /embargo/"]


def test_the_picture_of_the_tab_is_our_own(browser_of, db):
    response = browser_of().get("/favicon.ico", follow=True)
    assert b"<svg" in drained(response)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
