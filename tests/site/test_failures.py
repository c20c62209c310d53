"""What a visitor sees when something cannot be done."""

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from weighin.site.desk import queries
from weighin.site.editions import queries as editions


def told(response, status):
    assert response.status_code == status
    page = " ".join(response.content.decode().split())
    assert "<h1>" in page
    assert 'href="/static/site.css"' in page
    assert "Traceback" not in page
    assert "django" not in page.lower()
    return page


@pytest.mark.parametrize(
    "address", ["/nothing", "/nothing.html", "/desk/nothing", "/roundups/aaaaaaaaaaaaaaaa/", "/%00", "/a\u202eb"]
)
def test_what_is_not_there_is_told_so(browser_of, db, address):
    assert "There is nothing here" in told(browser_of().get(address), 404)


def test_the_404_does_not_repeat_what_was_asked(browser_of, db):
    assert "evil" not in told(browser_of().get("/<script>evil"), 404)


def test_a_member_without_the_right_is_told_who_can_give_it(browser_of, vera, ferry):
    response = browser_of(vera).post(reverse("editions:publish", kwargs={"roundup": ferry.public_id}))
    assert "An owner of your outlet can change your role" in told(response, 403)


def test_a_form_without_its_token_changes_nothing_and_says_what_to_do(ada, ferry):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    response = browser.post(reverse("editions:publish", kwargs={"roundup": ferry.public_id}))
    assert "Nothing was changed" in told(response, 403)
    ferry.refresh_from_db()
    assert ferry.state == "private"


def test_an_error_of_the_program_is_ours_and_shows_none_of_its_insides(ada, monkeypatch):
    def fails(*_):
        msg = "secret insides"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr(queries, "roundups_of", fails)
    browser = Client(raise_request_exception=False)
    browser.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    page = told(browser.get("/desk"), 500)
    assert "It is our fault" in page
    assert "secret insides" not in page


def test_without_a_database_the_failure_page_still_stands(monkeypatch):
    def fails(*_):
        raise DatabaseError

    monkeypatch.setattr(editions, "front_page_file", fails)
    assert "It is our fault" in told(Client(raise_request_exception=False).get("/"), 500)
