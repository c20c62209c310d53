"""What the environment says: where the data lie, which database, which hosts, the signing key. Knows nothing of Django."""

import os
import secrets
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import Struct

from weighin.errors import BadSetting, NotAccepted
from weighin.sealing.timestamps import MISSING, can_read_stamps
from weighin.site.addresses import as_sent

DEFAULT_HOSTS = "localhost,127.0.0.1,[::1]"
YES, NO = frozenset({"1", "yes", "true", "on"}), frozenset({"", "0", "no", "false", "off"})
KEY_FILE = "signing-key"  # in the data folder
MOST_CALENDARS, LONGEST_SERVICE = 8, 200
SHORTEST_KEY = 32  # characters; what is shorter can be guessed


def data_folder() -> Path:
    """The folder of the database and the key: `WEIGHIN_DATA`, else ./var."""
    return Path(os.environ.get("WEIGHIN_DATA") or "var").resolve()


def hosts() -> list[str]:
    """The host names that the site answers to: `WEIGHIN_HOSTS`, separated by commas."""
    named = os.environ.get("WEIGHIN_HOSTS") or DEFAULT_HOSTS
    found = [host.strip() for host in named.split(",") if host.strip()]
    if "*" in found:
        msg = "WEIGHIN_HOSTS: name the hosts that the site answers to, as in courant.example,www.courant.example; * would believe any"
        raise BadSetting(msg)
    return found


def is_behind_https() -> bool:
    """Whether the site is reached by https only, through a proxy that sets X-Forwarded-Proto itself: `WEIGHIN_HTTPS`."""
    value = os.environ.get("WEIGHIN_HTTPS", "").strip().lower()
    if value not in YES | NO:
        msg = f"WEIGHIN_HTTPS: expected yes or no, found {value!r}"
        raise BadSetting(msg)
    return value in YES


def database() -> dict[str, object]:
    """Django's description of the database that `WEIGHIN_DATABASE` names: a SQLite file, or postgresql://user:password@host:port/name."""
    named = os.environ.get("WEIGHIN_DATABASE", "").strip()
    if named.startswith(("postgresql://", "postgres://")):
        return _postgresql(named)
    if "://" in named:
        msg = "WEIGHIN_DATABASE: expected the path of a SQLite file or postgresql://user:password@host:port/name, found another kind of address"
        raise BadSetting(msg)
    return {
        "ENGINE": "weighin.site.sqlite",
        "NAME": str(Path(named).resolve() if named else data_folder() / "weighin.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a transaction that will write waits at its start, not in its middle
            "timeout": 20,  # seconds that a writer waits for another
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",  # what was acknowledged is on disk, what was deleted is not
        },
    }


def _postgresql(address: str) -> dict[str, object]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        msg = f"WEIGHIN_DATABASE: expected postgresql://user:password@host:port/name, and {error}"
        raise BadSetting(msg) from error
    name = unquote(parts.path.lstrip("/"))
    if not name:
        msg = (
            "WEIGHIN_DATABASE: expected the database's name at the end, as in postgresql://user:password@host:port/name"
        )
        raise BadSetting(msg)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


class MailServer(Struct, frozen=True, kw_only=True):
    """Where letters are handed over: `smtp://`, `smtp+tls://` (refuses to go on without STARTTLS) or `smtps://` (TLS from the start)."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    needs_tls: bool = False
    is_tls_from_the_start: bool = False


MAILBOX = "mailbox"  # in the place of a server: letters become files in the data folder
_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_server() -> MailServer | str | None:
    """What `WEIGHIN_MAIL` names: smtp[+tls|s]://user:password@host:port, or `mailbox`; None where it names nothing, and letters wait."""
    named = os.environ.get("WEIGHIN_MAIL", "").strip()
    if not named or named == MAILBOX:
        return named or None
    expected = "WEIGHIN_MAIL: expected smtp+tls://user:password@host:port, smtps://…, smtp://… or the word mailbox"
    try:
        parts = urlsplit(named)
        port = parts.port
    except ValueError as error:
        msg = f"{expected}, and {error}"
        raise BadSetting(msg) from error
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        msg = f"{expected}, found another kind of address"
        raise BadSetting(msg)
    return MailServer(
        host=parts.hostname,
        port=port or _MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        needs_tls=parts.scheme == "smtp+tls",
        is_tls_from_the_start=parts.scheme == "smtps",
    )


class IncomingServer(Struct, frozen=True, kw_only=True):
    """The mailbox that letters to the outlet come to: `imaps://` (TLS from the start), `imap+tls://` (refuses to go on without STARTTLS) or `imap://`."""

    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    needs_tls: bool = False
    is_tls_from_the_start: bool = False

    @property
    def name(self) -> str:
        """By what it is known: everything but the password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


_INCOMING_PORTS = {"imap": 143, "imap+tls": 143, "imaps": 993}


def incoming_server() -> IncomingServer | None:
    """What `WEIGHIN_MAILBOX` names: imaps://user:password@host:port/folder; None where it names nothing, and no mail is read.

    The password may stand in a file of its own, named by `WEIGHIN_MAILBOX_PASSWORD_FILE`.
    """
    named = os.environ.get("WEIGHIN_MAILBOX", "").strip()
    if not named:
        return None
    expected = "WEIGHIN_MAILBOX: expected imaps://user:password@host:port/INBOX, imap+tls://… or imap://…"
    try:
        parts = urlsplit(named)
        port = parts.port
    except ValueError as error:
        msg = f"{expected}, and {error}"
        raise BadSetting(msg) from error
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if parts.scheme not in _INCOMING_PORTS or not parts.hostname or not parts.username:
        msg = f"{expected}, found another kind of address, or one without a user"
        raise BadSetting(msg)
    if not (folder.isascii() and folder.isprintable()):
        msg = "WEIGHIN_MAILBOX: write the folder's name as the server spells it, in ASCII"
        raise BadSetting(msg)
    return IncomingServer(
        host=parts.hostname,
        port=port or _INCOMING_PORTS[parts.scheme],
        user=unquote(parts.username),
        password=_incoming_password(unquote(parts.password or "")),
        folder=folder,
        needs_tls=parts.scheme == "imap+tls",
        is_tls_from_the_start=parts.scheme == "imaps",
    )


def _incoming_password(in_address: str) -> str:
    named = os.environ.get("WEIGHIN_MAILBOX_PASSWORD_FILE", "").strip()
    if bool(named) == bool(in_address):
        msg = "WEIGHIN_MAILBOX: give the password in the address or in a file that WEIGHIN_MAILBOX_PASSWORD_FILE names, one of the two"
        raise BadSetting(msg)
    if in_address:
        return in_address
    try:
        found = Path(named).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"WEIGHIN_MAILBOX_PASSWORD_FILE: {named} cannot be read"
        raise BadSetting(msg) from error
    if not found:
        msg = f"WEIGHIN_MAILBOX_PASSWORD_FILE: there is nothing in {named}"
        raise BadSetting(msg)
    return found


TOKEN_PLACE = "*"  # noqa: S105 - where in the address for replies each panelist's token stands
_LONGEST_LOCAL_PART = 64  # RFC 5321; a token has 42


def reply_address() -> str:
    """Where panelists' replies are to come: `WEIGHIN_REPLY_TO`, with * for each one's token; else the sender's address with +* before the @.

    One without * is the same for all: replies are then known by the letter that they answer alone.
    """
    sender = mail_sender()
    named = os.environ.get("WEIGHIN_REPLY_TO", "").strip() or f"{sender.username}+{TOKEN_PLACE}@{sender.domain}"
    local, _, domain = named.rpartition("@")
    try:
        Address(addr_spec=named.replace(TOKEN_PLACE, "x"))
        is_good = named.count(TOKEN_PLACE) == local.count(TOKEN_PLACE) <= 1 and bool(domain)
    except (ValueError, IndexError):
        is_good = False
    if not is_good:
        msg = f"WEIGHIN_REPLY_TO: expected an address as in panel+*@courant.example, with one * before the @ or none, found {named!r}"
        raise BadSetting(msg)
    if TOKEN_PLACE in local and len(local) > _LONGEST_LOCAL_PART - 41:
        msg = f"WEIGHIN_REPLY_TO: with a token of 42 characters in the place of *, what stands before the @ is longer than {_LONGEST_LOCAL_PART}; found {named!r}"
        raise BadSetting(msg)
    return named


def mail_sender() -> Address:
    """Whom letters are from: `WEIGHIN_MAIL_FROM`, as in "The Courant <panel@courant.example>"."""
    named = os.environ.get("WEIGHIN_MAIL_FROM", "").strip() or "Weigh-In <weighin@localhost>"
    name, _, address = named.rpartition("<") if named.endswith(">") else ("", "", named)
    try:
        return as_sent(address.rstrip(">").strip(), name=name.strip(' "'))
    except NotAccepted as error:
        msg = f'WEIGHIN_MAIL_FROM: expected an address as in "The Courant <panel@courant.example>", found {named!r}'
        raise BadSetting(msg) from error


def site_address() -> str:
    """Where panelists reach the site, for the links in letters: `WEIGHIN_ADDRESS`, without a slash at its end."""
    named = os.environ.get("WEIGHIN_ADDRESS", "").strip().rstrip("/") or "http://127.0.0.1:8000"
    parts = urlsplit(named)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query or parts.fragment:
        msg = f"WEIGHIN_ADDRESS: expected an address as in https://panel.courant.example, found {named!r}"
        raise BadSetting(msg)
    return named


def timestamp_server() -> str:
    """The RFC 3161 service that stamps the witness of each seal: `WEIGHIN_TIMESTAMP_SERVER`; empty where none is asked."""
    named = os.environ.get("WEIGHIN_TIMESTAMP_SERVER", "").strip()
    if named and not can_read_stamps():
        msg = f"WEIGHIN_TIMESTAMP_SERVER: {MISSING}"
        raise BadSetting(msg)
    return _service("WEIGHIN_TIMESTAMP_SERVER", named) if named else ""


def opentimestamps_calendars() -> tuple[str, ...]:
    """The OpenTimestamps calendars that are handed the hash of each witness: `WEIGHIN_OPENTIMESTAMPS`, separated by commas; none where it is empty."""
    named = os.environ.get("WEIGHIN_OPENTIMESTAMPS", "").replace(",", " ").split()
    found = tuple(dict.fromkeys(_service("WEIGHIN_OPENTIMESTAMPS", one).rstrip("/") for one in named))
    if len(found) > MOST_CALENDARS:
        msg = f"WEIGHIN_OPENTIMESTAMPS: at most {MOST_CALENDARS} calendars, found {len(found)}"
        raise BadSetting(msg)
    return found


def _service(setting: str, named: str) -> str:
    parts = urlsplit(named)
    is_plain = parts.scheme in {"http", "https"} and parts.hostname and not parts.username and not parts.fragment
    if not is_plain or len(named) > LONGEST_SERVICE or not named.isprintable():
        msg = f"{setting}: expected an address as in https://stamps.example, found {named!r}"
        raise BadSetting(msg)
    return named


def signing_key() -> str:
    """The key that signs sessions: `WEIGHIN_SECRET_KEY`, else the one kept in the data folder; empty where there is none yet."""
    named = os.environ.get("WEIGHIN_SECRET_KEY", "")
    if named:
        if len(named) < SHORTEST_KEY:
            msg = f"WEIGHIN_SECRET_KEY: expected at least {SHORTEST_KEY} characters, found {len(named)}"
            raise BadSetting(msg)
        return named
    try:
        return _key_file().read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def make_signing_key_once() -> None:
    """Keep a key in the data folder, readable by its owner only, unless there is one. Of two that begin at once, one makes it."""
    if signing_key():
        return
    data_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = _key_file().with_name(f".{secrets.token_hex(8)}.key")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(fresh, _key_file())  # whole or not at all, and never over another's
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _key_file() -> Path:
    return data_folder() / KEY_FILE
