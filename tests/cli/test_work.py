"""`weighin work`: without a mail server letters wait, and nothing fails; what comes into a mailbox is collected."""

import datetime as dt

from builders.mail import written
from builders.mailbox import Mailbox, imap_server


def test_without_letters_there_is_nothing_to_send(weighin, tmp_path):
    done = weighin("work", "--once", "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 letters sent\n", "")


def test_a_mail_server_that_cannot_be_understood_is_told(weighin, tmp_path):
    done = weighin("work", "--once", "--data", str(tmp_path / "data"), WEIGHIN_MAIL="imap://courant.example")
    assert done.returncode == 2
    assert "WEIGHIN_MAIL: expected smtp+tls://user:password@host:port" in done.stderr


def test_a_mailbox_is_read_once_and_the_doctor_opens_it(weighin, tmp_path):
    data = str(tmp_path / "data")
    init = weighin(
        "init", "--name", "Ada", "--outlet", "The Courant", "--data", data, WEIGHIN_PASSWORD="four ferries at dawn"
    )
    assert init.returncode == 0, init.stderr
    with imap_server() as port:
        box = Mailbox(port)
        box.put(written("To whom it may concern"), at=dt.datetime.now(dt.UTC))
        named = {"WEIGHIN_MAILBOX": box.address, "COLUMNS": "200"}
        done = weighin("work", "--once", "--data", data, **named)
        assert (done.stdout, done.stderr) == ("0 letters sent\n1 letters collected\n", "")
        assert weighin("work", "--once", "--data", data, **named).stdout == "0 letters sent\n0 letters collected\n"
        told = weighin("doctor", "--no-domain", "--data", data, **named).stdout
        assert "1 letters in it" in told
        wrong = {"WEIGHIN_MAILBOX": box.address.replace("password", "guess"), "COLUMNS": "200"}
        told = weighin("doctor", "--no-domain", "--data", data, **wrong)
        assert told.returncode == 9
        assert "not ready: mailbox" in told.stderr
        assert "guess" not in told.stdout
