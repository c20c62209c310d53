"""The site as `weighin serve` runs it: the server, two processes, a database and a key that are made on the way."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from urllib.parse import urlencode

import pytest
from builders.site import PASSWORD

PATIENCE = 60  # seconds until a machine that is busy with other things must have begun to answer


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The port of a running site with an owner."""
    folder = tmp_path_factory.mktemp("served")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WEIGHIN", "DJANGO"))}
    environment |= {"WEIGHIN_DATA": str(folder), "WEIGHIN_PASSWORD": PASSWORD}
    weighin = [sys.executable, "-c", "from weighin.cli.main import main; main()"]
    subprocess.run([*weighin, "init", "--name", "Ada", "--outlet", "The Courant"], env=environment, check=True)  # noqa: S603 - our own program
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*weighin, "serve", "--port", str(port), "--workers", "2"], env=environment)  # noqa: S603 - our own program
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if ask(port, "GET", "/health")[0] == 200:
                return
        time.sleep(0.2)
    pytest.fail("the server does not answer")


def ask(port, method, address, *, body=None, cookie=""):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie} if cookie else {}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(body)
    connection.request(method, address, body=body, headers=headers)
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    cookies = "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")
    return answer.status, content, cookies


def test_the_front_page_and_its_look_are_there_from_the_start(served):
    assert ask(served, "GET", "/")[0] == 200
    assert ask(served, "GET", "/style.css")[0] == 200
    assert ask(served, "GET", "/static/site.css")[0] == 200


def test_a_session_that_one_process_began_holds_in_the_other(served):
    _, page, cookie = ask(served, "GET", "/sign-in")
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    body = {"csrfmiddlewaretoken": token, "username": "ada", "password": PASSWORD}
    status, _, session = ask(served, "POST", "/sign-in", body=body, cookie=cookie)
    assert status == 302
    answers = [ask(served, "GET", "/desk", cookie=session) for _ in range(12)]
    assert {status for status, _, _ in answers} == {200}
    assert all("Round-ups of The Courant" in page for _, page, _ in answers)


def test_a_request_that_only_claims_to_be_large_is_refused(served):
    connection = http.client.HTTPConnection("127.0.0.1", served, timeout=30)
    connection.putrequest("POST", "/sign-in")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()
