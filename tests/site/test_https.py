"""The settings behind https, in a process of their own, because Django reads them once."""

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json
from weighin.site import start
start.set_up()
start.migrate()
from django.conf import settings
from django.test import Client
http = Client().get("/sign-in", headers={"host": "courant.example"})
https = Client().get("/sign-in", headers={"host": "courant.example", "X-Forwarded-Proto": "https"})
health = Client().get("/health", headers={"host": "courant.example"})
print(json.dumps({
    "redirect": [http.status_code, http.headers.get("Location")],
    "health": health.status_code,
    "hsts": https.headers.get("Strict-Transport-Security"),
    "cookies": [str(cookie) for cookie in https.cookies.values()],
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE],
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("WEIGHIN", "DJANGO"))},
        "WEIGHIN_DATA": str(tmp_path_factory.mktemp("https")),
        "WEIGHIN_HOSTS": "courant.example",
        "WEIGHIN_HTTPS": "yes",
    }
    answer = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return json.loads(answer.stdout)


def test_http_is_sent_to_https_but_for_the_health_address(told):
    assert told["redirect"] == [301, "https://courant.example/sign-in"]
    assert told["health"] == 200


def test_browsers_are_told_to_stay_with_https(told):
    assert told["hsts"] == "max-age=31536000"


def test_cookies_are_sent_by_https_alone_and_belong_to_this_host(told):
    assert told["session"] == ["__Host-weighin", True]
    assert len(told["cookies"]) == 1
    assert "__Host-weighin-form" in told["cookies"][0]
    assert "Secure" in told["cookies"][0]
    assert "Path=/" in told["cookies"][0]
    assert "Domain" not in told["cookies"][0]
