"""A site as it is really run, for measuring and for killing: its own data folder, its own database, a panel with links, and the processes."""

import contextlib
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

SERVER = os.environ.get("WEIGHIN_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
WEIGHIN = (sys.executable, "-m", "weighin")
QUESTIONS = 5
PATIENCE = 60  # seconds until a busy machine must have started a process


class Seat(NamedTuple):
    """A panelist: the address of the personal link, and the names of the fields of prose."""

    public_id: str
    address: str
    fields: tuple[str, ...]


class Answered(NamedTuple):
    """What the server said; status 0 where it said nothing."""

    status: int
    location: str
    body: str


@contextlib.contextmanager
def data_and_database(kind: str, **settings: str) -> Iterator[dict[str, str]]:
    """The environment of a site whose folder and database go away afterwards. `kind` is `sqlite` or `postgresql`."""
    folder = Path(tempfile.mkdtemp(prefix="weighin-"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WEIGHIN", "DJANGO"))}
    environment |= {"WEIGHIN_DATA": str(folder), "WEIGHIN_SECRET_KEY": secrets.token_hex(32)} | settings
    name = f"weighin_measured_{secrets.token_hex(4)}"
    try:
        if kind == "postgresql":
            _on_server(f'CREATE DATABASE "{name}"')
            environment["WEIGHIN_DATABASE"] = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        yield environment
    finally:
        if kind == "postgresql":
            from django.db import connections

            connections.close_all()
            _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(folder, ignore_errors=True)


def _on_server(sentence: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as line:
        line.execute(sentence.encode())


def panel_of(environment: dict[str, str], number: int) -> list[Seat]:
    """An open round-up with five questions and so many panelists, made in this process by the site's own commands."""
    os.environ |= environment
    from weighin.site import start

    start.set_up()
    start.migrate()
    import datetime as dt

    from django.urls import reverse

    from weighin.site import clock
    from weighin.site.accounts.commands import found_outlet
    from weighin.site.drafting.commands import AskedFor, add_panelist, add_question, draft_roundup, open_roundup
    from weighin.site.store.links import token_of

    now = clock.now()
    owner = found_outlet("The Courant", owner="Ada", password=secrets.token_hex(16), now=now)
    columns = {"title": "The harbour in winter", "deadline": now + dt.timedelta(days=2), "reminders": ""}
    asked = draft_roundup(columns, by=owner, now=now)
    for one in range(1, QUESTIONS + 1):
        question = AskedFor(text=f"What comes of pier {one}?", asks_prose=True, scale=None, terms=None)
        add_question(asked, question, by=owner, now=now)
    panel = [
        add_panelist(asked, {"name": f"Expert {one}", "address": f"e{one}@panel.example"}, by=owner, now=now)
        for one in range(number)
    ]
    open_roundup(asked, by=owner, now=now)
    fields = tuple(f"{question.public_id}.prose" for question in asked.questions.all())
    return [Seat(one.public_id, reverse("reply:form", kwargs={"token": token_of(one)}), fields) for one in panel]


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def begin(environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    """Start the program, in a session of its own, so that all its processes can be ended at once."""
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL}
    return subprocess.Popen([*WEIGHIN, *words], env=environment, start_new_session=True, **quiet)


def end(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """End it and all that it started; SIGKILL leaves no time for a last word."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    process.wait(timeout=PATIENCE)


def wait_for(port: int) -> None:
    """Until the site answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if ask(port, "GET", "/health").status == http.HTTPStatus.OK:
            return
        time.sleep(0.05)
    msg = "the site does not answer"
    raise SystemExit(msg)


def ask(port: int, method: str, address: str, fields: dict[str, str] | None = None) -> Answered:
    """One request over a connection of its own."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
    try:
        line.request(method, address, body=urlencode(fields) if fields else None, headers=kind)
        answer = line.getresponse()
        return Answered(answer.status, answer.getheader("Location") or "", answer.read().decode())
    except (OSError, http.client.HTTPException):
        return Answered(0, "", "")
    finally:
        line.close()


def submit(port: int, seat: Seat, words: str, *, seen: int = 0) -> Answered:
    """Submit these words to every question; `seen` is the version that the form was filled with."""
    return ask(port, "POST", seat.address, dict.fromkeys(seat.fields, words) | {"seen": str(seen), "do": "submit"})


def is_acknowledged(answer: Answered) -> bool:
    """Whether the panelist was led to the receipt."""
    return answer.status == http.HTTPStatus.FOUND and answer.location.endswith("/receipt")
