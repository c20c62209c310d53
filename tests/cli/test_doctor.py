"""`weighin doctor`: what is there, what is not, and what to do."""

import socket

import pytest
from aiosmtpd.controller import Controller


class Server:
    """A mail server that keeps what it takes, or takes nothing."""

    refuses = False

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - aiosmtpd's names
        if self.refuses:
            return "554 not from you"
        self.taken.append(envelope)
        return "250 taken as 42"


@pytest.fixture
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = Server()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    kept.address = f"smtp://127.0.0.1:{port}"
    yield kept
    controller.stop()


def line_of(subject, printed):
    return next(line for line in printed.splitlines() if line.strip().startswith(subject))


def test_what_is_not_there_yet_is_told_and_nothing_is_made(weighin, tmp_path):
    done = weighin("doctor", "--no-domain", "--data", str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    for subject in ("data folder", "key", "database", "address", "mail server"):
        assert "worth a look" in line_of(subject, done.stdout)
    assert not (tmp_path / "data").exists()


def test_what_is_ready_is_good_and_a_test_letter_goes_out(weighin, tmp_path, server):
    data = tmp_path / "data"
    assert weighin("work", "--once", "--data", str(data)).returncode == 0
    settings = {
        "WEIGHIN_MAIL": server.address,
        "WEIGHIN_MAIL_FROM": "The Courant <panel@courant.example>",
        "WEIGHIN_ADDRESS": "https://panel.courant.example",
        "WEIGHIN_HOSTS": "panel.courant.example",
        "WEIGHIN_HTTPS": "yes",
    }
    done = weighin(
        "doctor", "--no-domain", "--mail", "ada@courant.example", "--data", str(data), COLUMNS="200", **settings
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for subject in ("data folder", "key", "database", "address", "mail server", "test letter"):
        assert " good " in line_of(subject, done.stdout)
    [envelope] = server.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("panel@courant.example", ["ada@courant.example"])
    assert b"Auto-Submitted: auto-generated" in envelope.content


@pytest.mark.parametrize(
    ("subject", "settings"),
    [
        ("mail server", {"WEIGHIN_MAIL": "smtp://127.0.0.1:9"}),
        ("address", {"WEIGHIN_ADDRESS": "http://panel.courant.example", "WEIGHIN_HOSTS": "panel.courant.example"}),
        ("address", {"WEIGHIN_ADDRESS": "https://panel.courant.example"}),
        ("database", {"WEIGHIN_DATABASE": "postgresql://nobody@127.0.0.1:9/nothing"}),
    ],
)
def test_what_is_bad_is_named_and_is_the_exit_code(weighin, tmp_path, subject, settings):
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    done = weighin("doctor", "--no-domain", "--data", str(data), **settings)
    assert done.returncode == 9
    assert " bad " in line_of(subject, done.stdout)
    assert done.stderr == f"weighin: not ready: {subject}\n"


def test_a_server_that_needs_tls_and_has_none_is_bad(weighin, tmp_path, server):
    named = server.address.replace("smtp://", "smtp+tls://")
    done = weighin("doctor", "--no-domain", "--data", str(tmp_path / "data"), WEIGHIN_MAIL=named)
    assert done.returncode == 9
    assert " bad " in line_of("mail server", done.stdout)


def test_a_letter_that_is_refused_is_told_with_the_servers_words(weighin, tmp_path, server):
    server.refuses = True
    done = weighin("doctor", "--no-domain", "--mail", "ada@courant.example", "--data", str(tmp_path / "data"), COLUMNS="200", WEIGHIN_MAIL=server.address)  # fmt: skip
    assert done.returncode == 9
    assert "554 not from you" in line_of("test letter", done.stdout)


def test_a_key_that_others_can_read_is_bad(weighin, tmp_path):
    data = tmp_path / "data"
    weighin("work", "--once", "--data", str(data))
    (data / "signing-key").chmod(0o644)
    done = weighin("doctor", "--no-domain", "--data", str(data))
    assert done.returncode == 9
    assert " bad " in line_of("key", done.stdout)
