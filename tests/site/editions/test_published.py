"""What readers are served."""

import json

import pytest

from weighin.site.store.models import EditionFile

TYPES = {
    "index.html": "text/html; charset=utf-8",
    "experts.html": "text/html; charset=utf-8",
    "record.json": "application/json",
    "forecasts.csv": "text/csv; charset=utf-8",
    "roundup.md": "text/markdown; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@pytest.fixture
def folder(published_ferry):
    return f"/roundups/{published_ferry.public_id}/"


@pytest.mark.parametrize(("name", "media_type"), TYPES.items())
def test_every_file_comes_byte_for_byte_with_its_media_type_and_its_hash(browser_of, folder, name, media_type):
    response = browser_of().get(folder + name)
    stored = EditionFile.objects.get(edition__isnull=False, name=name)
    assert response.content == bytes(stored.content)
    assert response.headers["Content-Type"] == media_type
    assert response.headers["ETag"] == f'"{stored.digest}"'
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_page_needs_one_query_for_readers_and_for_members(browser_of, folder, ada, django_assert_num_queries):
    for browser in (browser_of(), browser_of(ada)):
        with django_assert_num_queries(1):
            assert browser.get(folder).status_code == 200


def test_a_browser_that_has_it_is_told_so_until_it_changes(browser_of, folder):
    first = browser_of().get(folder)
    again = browser_of().get(folder, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert browser_of().get(folder, headers={"If-None-Match": '"another"'}).status_code == 200


def test_head_gives_the_head(browser_of, folder):
    response = browser_of().head(folder)
    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["Content-Length"]) > 1000


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods_are_not_allowed(browser_of, folder, method):
    assert getattr(browser_of(), method)(folder).status_code == 405


def test_the_folder_without_its_slash_leads_to_it(browser_of, folder):
    response = browser_of().get(folder.rstrip("/"), follow=True)
    assert response.redirect_chain == [(folder, 301)]
    assert response.status_code == 200


@pytest.mark.parametrize(
    "name",
    ["nothing.html", "../index.html", "%2e%2e/index.html", "..%2fsettings.py", ".env", "index.html/", "INDEX.HTML", "a/b.html", "index.html%00", "index"],
)  # fmt: skip
def test_what_is_no_file_of_the_edition_is_not_there(browser_of, folder, name):
    assert browser_of().get(folder + name).status_code == 404


def test_a_private_round_up_is_not_there_not_even_for_its_members(browser_of, ferry, ada):
    for browser in (browser_of(), browser_of(ada)):
        for name in ("", "index.html", "record.json"):
            assert browser.get(f"/roundups/{ferry.public_id}/{name}").status_code == 404


def test_the_key_in_the_database_is_no_address(browser_of, published_ferry):
    assert browser_of().get(f"/roundups/{published_ferry.pk}/").status_code == 404


def test_what_readers_get_as_json_has_no_name_of_a_member_and_nothing_withheld(browser_of, folder):
    record = json.loads(browser_of().get(folder + "record.json").content)
    told = json.dumps(record)
    for kept_back in ("Ada", "ferry.txt", "something warm"):
        assert kept_back not in told
