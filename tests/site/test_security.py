"""What holds for every request and every answer."""

import logging

import pytest
from builders.site import drained
from django.conf import settings
from django.core.management import call_command
from django.test import RequestFactory

from weighin.site.security import MOST_SENT, LogLine, client_address
from weighin.site.store.links import token_of

POLICY = {
    "default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip


@pytest.fixture
def addresses(published_ferry):
    folder = f"/roundups/{published_ferry.public_id}/"
    return [
        "/",
        folder,
        folder + "record.json",
        "/sign-in",
        "/desk",
        "/nothing",
        "/health",
        "/static/site.css",
        "/robots.txt",
    ]


def test_every_answer_carries_the_strict_headers(browser_of, addresses, ada):
    for browser in (browser_of(), browser_of(ada)):
        for address in addresses:
            response = browser.get(address)
            drained(response)
            headers = response.headers
            assert {rule.strip() for rule in headers["Content-Security-Policy"].split(";")} == POLICY, address
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert "camera=()" in headers["Permissions-Policy"]
            assert "Access-Control-Allow-Origin" not in headers


def test_nothing_of_a_signed_in_visit_is_kept_by_a_cache(browser_of, ferry, ada):
    for address in ("/desk", f"/desk/roundups/{ferry.public_id}", "/desk/members", "/nothing"):
        assert browser_of(ada).get(address).headers["Cache-Control"] == "private, no-store"


def test_no_page_has_a_script_or_a_style_of_its_own(browser_of, addresses, ada, ferry):
    for address in [
        *addresses,
        f"/desk/roundups/{ferry.public_id}",
        "/desk/members",
        "/desk/journal",
        "/desk/password",
    ]:
        response = browser_of(ada).get(address)
        page = drained(response).decode()
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script type="application/ld+json"')


@pytest.mark.parametrize("address", ["/", "/sign-in", "/static/site.css", "/health", "/nothing"])
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "127.0.0.1.nip.io", ""]
)
def test_a_host_that_is_not_ours_is_refused_whatever_is_asked(browser_of, db, address, host):
    response = browser_of().get(address, headers={"host": host})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


def test_a_forwarded_host_is_not_believed(browser_of, ada):
    response = browser_of().get("/desk", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert response.headers["Location"].startswith("/sign-in")
    assert not response.wsgi_request.is_secure()


def test_a_body_that_says_it_is_larger_than_any_article_is_not_read(browser_of, db):
    response = browser_of().generic("POST", "/sign-in", b"", CONTENT_LENGTH=str(MOST_SENT + 1))
    assert response.status_code == 413
    assert "50 MB" in response.content.decode()


def test_a_form_that_is_too_large_is_refused_as_too_large(browser_of, db):
    response = browser_of().post(
        "/sign-in", {"username": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), "password": "x"}
    )
    assert response.status_code == 413


def test_a_form_of_a_thousand_fields_is_refused(browser_of, db):
    assert browser_of().post("/sign-in", {f"f{n}": "" for n in range(1001)}).status_code == 413


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"a=%ff%00", b'--x\r\nContent-Disposition: form-data; name="a'])
@pytest.mark.parametrize(
    "media_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/xml", ""]
)
def test_a_body_that_is_no_form_is_the_senders_mistake_and_not_ours(browser_of, db, body, media_type):
    assert 400 <= browser_of().generic("POST", "/sign-in", body, content_type=media_type).status_code < 500


def test_where_a_visitor_comes_from_is_believed_of_our_proxy_alone(settings):
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.7"}, REMOTE_ADDR="10.0.0.1"
    )
    settings.HTTPS = False
    assert client_address(request) == "10.0.0.1"
    settings.HTTPS = True
    assert client_address(request) == "198.51.100.7"
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "what I like"}, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == "10.0.0.1"


@pytest.mark.parametrize(
    ("said", "counted_as"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("198.51.100.7", "198.51.100.7"),
        ("", ""),
    ],
)
def test_all_addresses_of_one_network_of_ipv6_are_one_visitor(said, counted_as):
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=said)) == counted_as


def test_there_is_no_debug_mode_and_djangos_own_check_finds_nothing(db):
    assert settings.DEBUG is False
    call_command("check", fail_level="WARNING")


def test_the_tables_are_those_of_the_migrations(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_personal_link_does_not_get_into_the_log(browser_of, cleo, monkeypatch, capsys):
    from weighin.site.reply import views

    monkeypatch.setattr(views, "in_round", lambda _: 1 / 0)
    handler = logging.StreamHandler()
    settled = settings.LOGGING["formatters"]["line"]
    handler.setFormatter(LogLine(fmt=settled["format"]))
    logging.getLogger("django.request").addHandler(handler)
    try:
        browser_of(raise_request_exception=False).get(f"/answer/{token_of(cleo)}")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    told = capsys.readouterr().err
    assert "/answer/…" in told
    assert token_of(cleo) not in told
    assert settled["()"] == f"{LogLine.__module__}.{LogLine.__name__}"
