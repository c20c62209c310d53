"""What the environment says."""

import stat
from threading import Thread

import pytest

from weighin.errors import BadSetting
from weighin.site import environment


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WEIGHIN_DATA", str(tmp_path / "var"))
    for name in ("WEIGHIN_SECRET_KEY", "WEIGHIN_DATABASE", "WEIGHIN_HOSTS", "WEIGHIN_HTTPS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "var"


def test_the_key_is_made_once_and_only_its_owner_can_read_it(folder):
    assert environment.signing_key() == ""
    environment.make_signing_key_once()
    key = environment.signing_key()
    environment.make_signing_key_once()
    assert environment.signing_key() == key
    assert len(key) > 64
    assert [file.name for file in folder.iterdir()] == ["signing-key"]
    assert stat.S_IMODE((folder / "signing-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_of_many_that_begin_at_once_all_use_one_key(folder):
    seen = []

    def begin():
        environment.make_signing_key_once()
        seen.append(environment.signing_key())

    threads = [Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_a_key_from_the_environment_is_used_and_none_is_written(folder, monkeypatch):
    monkeypatch.setenv("WEIGHIN_SECRET_KEY", "k" * 40)
    environment.make_signing_key_once()
    assert environment.signing_key() == "k" * 40
    assert not folder.exists()


def test_a_key_that_can_be_guessed_is_refused(folder, monkeypatch):
    monkeypatch.setenv("WEIGHIN_SECRET_KEY", "changeme")
    with pytest.raises(BadSetting, match="at least 32 characters, found 8"):
        environment.signing_key()


def test_sqlite_is_in_the_data_folder_unless_another_file_is_named(folder, monkeypatch):
    assert environment.database()["NAME"] == str(folder / "weighin.sqlite3")
    monkeypatch.setenv("WEIGHIN_DATABASE", str(folder / "other.db"))
    assert environment.database()["NAME"] == str(folder / "other.db")


def test_an_address_of_postgresql_is_taken_apart(folder, monkeypatch):
    monkeypatch.setenv("WEIGHIN_DATABASE", "postgresql://we%40ighin:p%2Fss@db.example:5433/the%20news?sslmode=require")
    found = environment.database()
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "we@ighin", "p/ss", "db.example", "5433", "the news",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "address",
    ["mysql://x/y", "postgresql://host", "postgresql://host/", "postgresql://host:port/name", "sqlite:///x"],
)
def test_another_address_is_refused_without_repeating_a_password(folder, monkeypatch, address):
    monkeypatch.setenv("WEIGHIN_DATABASE", address.replace("//", "//ada:secret@"))
    with pytest.raises(BadSetting, match="WEIGHIN_DATABASE") as refused:
        environment.database()
    assert "secret" not in str(refused.value)


def test_hosts_are_named_one_by_one(folder, monkeypatch):
    assert environment.hosts() == ["localhost", "127.0.0.1", "[::1]"]
    monkeypatch.setenv("WEIGHIN_HOSTS", " courant.example, www.courant.example ,")
    assert environment.hosts() == ["courant.example", "www.courant.example"]
    monkeypatch.setenv("WEIGHIN_HOSTS", "*")
    with pytest.raises(BadSetting, match="WEIGHIN_HOSTS"):
        environment.hosts()


@pytest.mark.parametrize(("value", "is_behind"), [("yes", True), ("1", True), ("no", False), ("", False), ("ON", True)])
def test_https_is_yes_or_no(folder, monkeypatch, value, is_behind):
    monkeypatch.setenv("WEIGHIN_HTTPS", value)
    assert environment.is_behind_https() is is_behind


def test_https_is_not_maybe(folder, monkeypatch):
    monkeypatch.setenv("WEIGHIN_HTTPS", "maybe")
    with pytest.raises(BadSetting, match="yes or no"):
        environment.is_behind_https()


def test_the_sender_of_letters_has_a_domain_that_mail_servers_know(monkeypatch):
    monkeypatch.setenv("WEIGHIN_MAIL_FROM", '"Die Brücke" <runde@brücke.example>')
    sender = environment.mail_sender()
    assert (sender.display_name, sender.addr_spec) == ("Die Brücke", "runde@xn--brcke-lva.example")


@pytest.mark.parametrize("address", ["nobody", "a..b@courant.example", "müller@courant.example", "a@courant.example."])
def test_a_sender_that_no_server_takes_is_refused(monkeypatch, address):
    monkeypatch.setenv("WEIGHIN_MAIL_FROM", address)
    with pytest.raises(BadSetting, match="WEIGHIN_MAIL_FROM"):
        environment.mail_sender()


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("", None),
        ("imaps://panel:s%20e@imap.courant.example", ("imap.courant.example", 993, "panel", "s e", "INBOX")),
        ("imap+tls://a%40b:x@h.example:1143/Panel/Replies", ("h.example", 1143, "a@b", "x", "Panel/Replies")),
    ],
)
def test_a_mailbox_is_named_by_its_address(monkeypatch, named, expected):
    monkeypatch.setenv("WEIGHIN_MAILBOX", named)
    server = environment.incoming_server()
    assert (server and (server.host, server.port, server.user, server.password, server.folder)) == expected


def test_the_password_of_the_mailbox_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "password").write_text("from a file\n")
    monkeypatch.setenv("WEIGHIN_MAILBOX", "imaps://panel@imap.courant.example")
    monkeypatch.setenv("WEIGHIN_MAILBOX_PASSWORD_FILE", str(tmp_path / "password"))
    server = environment.incoming_server()
    assert server.password == "from a file"
    assert "from a file" not in server.name


@pytest.mark.parametrize(
    ("named", "file", "said"),
    [
        ("pop3://a:b@h.example", "", "expected imaps://user:password@host"),
        ("imaps://h.example", "", "without a user"),
        ("imaps://a:b@h.example:port", "", "expected imaps://"),
        ("imaps://a:b@h.example/Entw%C3%BCrfe", "", "as the server spells it"),
        ("imaps://a@h.example", "", "WEIGHIN_MAILBOX_PASSWORD_FILE names, one of the two"),
        ("imaps://a:b@h.example", "there", "one of the two"),
        ("imaps://a@h.example", "missing", "cannot be read"),
        ("imaps://a@h.example", "empty", "there is nothing in"),
    ],
)
def test_a_mailbox_that_cannot_be_understood_is_told(monkeypatch, tmp_path, named, file, said):
    (tmp_path / "there").write_text("x")
    (tmp_path / "empty").write_text("\n")
    monkeypatch.setenv("WEIGHIN_MAILBOX", named)
    monkeypatch.setenv("WEIGHIN_MAILBOX_PASSWORD_FILE", str(tmp_path / file) if file else "")
    with pytest.raises(BadSetting, match=said):
        environment.incoming_server()


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("", "panel+*@courant.example"),
        ("*@replies.courant.example", "*@replies.courant.example"),
        ("panel@courant.example", "panel@courant.example"),
        ("*+*@courant.example", None),
        ("panel@*.example", None),
        ("panel", None),
        (f"{'p' * 23}*@courant.example", None),
    ],
)
def test_where_replies_are_to_come(monkeypatch, named, expected):
    monkeypatch.setenv("WEIGHIN_MAIL_FROM", "The Courant <panel@courant.example>")
    monkeypatch.setenv("WEIGHIN_REPLY_TO", named)
    if expected is None:
        with pytest.raises(BadSetting, match="WEIGHIN_REPLY_TO"):
            environment.reply_address()
    else:
        assert environment.reply_address() == expected
