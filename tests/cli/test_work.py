"""`weighin work`: without a mail server letters wait, and nothing fails."""


def test_without_letters_there_is_nothing_to_send(weighin, tmp_path):
    done = weighin("work", "--once", "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 letters sent\n", "")


def test_a_mail_server_that_cannot_be_understood_is_told(weighin, tmp_path):
    done = weighin("work", "--once", "--data", str(tmp_path / "data"), WEIGHIN_MAIL="imap://courant.example")
    assert done.returncode == 2
    assert "WEIGHIN_MAIL: expected smtp+tls://user:password@host:port" in done.stderr
