"""A mailbox on an IMAP server that is really there, and mail that was collected."""

import contextlib
import imaplib
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

from builders.mail import written
from builders.site import NOON

from weighin.site.environment import IncomingServer
from weighin.site.mail.imap import Fetched, by_imap
from weighin.site.store.models import IncomingMail, MailKind, MatchedBy, Outlet

USER, PASSWORD = "panel", "a password of the mailbox"
SECONDS = 30


class Mailbox:
    """A folder of its own on the server."""

    def __init__(self, port):
        self.folder = f"box-{secrets.token_hex(4)}"
        self.server = IncomingServer(host="127.0.0.1", port=port, user=USER, password=PASSWORD, folder=self.folder)
        self.fetch = by_imap(self.server)
        with self.line() as line:
            line.create(self.folder)

    @property
    def address(self):
        return f"imap://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.server.port}/{self.folder}"

    @contextlib.contextmanager
    def line(self):
        line = imaplib.IMAP4(self.server.host, self.server.port, timeout=SECONDS)
        line.login(USER, PASSWORD)
        yield line
        line.logout()

    def put(self, *letters, at=NOON):
        """Deliver letters: messages or bytes."""
        moment = imaplib.Time2Internaldate(at)
        with self.line() as line:
            for letter in letters:
                data = letter if isinstance(letter, bytes) else letter.as_bytes()
                state, told = line.append(self.folder, None, moment, data)
                assert state == "OK", told

    def flags(self):
        with self.line() as line:
            line.select(self.folder, readonly=True)
            return [part for part in line.fetch("1:*", "(FLAGS)")[1] if part]


@contextlib.contextmanager
def imap_server():
    """The port of a server, for as long as it is wanted."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("pymap")
    options = ("--no-tls", "--host", "127.0.0.1", "--port", str(port), "dict")
    command = [program, *options, "--demo-user", USER, "--demo-password", PASSWORD]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - a program of our own environment
    try:
        for _ in range(SECONDS * 20):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield port
    finally:
        running.terminate()
        running.wait()


def fetched(letter, *, uid=1, at=NOON, **more):
    """A letter as the mailbox would give it."""
    data = letter if isinstance(letter, bytes) else letter.as_bytes()
    known = {"validity": 1, "size": len(data), "is_whole": True}
    return Fetched(uid=uid, received_at=at, data=data, **(known | more))


def kept_mail(whose, text="Words of mine.", **columns):
    """A letter that was collected: from a panelist, or for an outlet and from nobody on a panel."""
    panelist = None if isinstance(whose, Outlet) else whose
    data = written(text).as_bytes()
    known = {
        "outlet": panelist.asked.outlet if panelist else whose,
        "panelist": panelist,
        "kind": MailKind.MESSAGE,
        "matched_by": MatchedBy.REPLY_ADDRESS if panelist else MatchedBy.NOTHING,
        "digest": secrets.token_hex(32),
        "from_address": panelist.address if panelist else "eve@evil.example",
        "content": data,
        "size": len(data),
        "received_at": NOON,
        "collected_at": NOON,
    }
    return IncomingMail.objects.create(**(known | columns))
