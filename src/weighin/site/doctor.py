"""What `weighin doctor` looks at before an outlet asks anybody: folder, key, database, address, mail server, the sender's domain."""

import os
import smtplib
import stat
import tempfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import urlsplit

from weighin.errors import BadSetting
from weighin.site import environment
from weighin.site.environment import MailServer
from weighin.site.mail.domain import Finding, Lookup, Verdict, findings_of_domain
from weighin.site.mail.imap import CannotRead, letters_in, opened
from weighin.site.mail.smtp import Accepted, by_smtp, connect

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def findings(*, lookup: Lookup | None, mail_to: str = "", selector: str = "") -> Iterator[Finding]:
    """Each check as it is made. With `mail_to` a test letter is sent there; nothing else is changed. Without `lookup` no name server is asked."""
    yield _folder()
    yield _said("key", _key)
    database = _said("database", _database)
    yield database
    if database.verdict is Verdict.GOOD:
        yield Finding("second factors", *_second_factors())
    yield _said("address", _address)
    yield _said("mail server", _mail_server)
    yield _said("mailbox", _mailbox)
    if mail_to:
        yield _said("test letter", lambda: _test_letter(mail_to))
    try:
        domain = environment.mail_sender().domain
    except BadSetting as error:
        yield Finding("sender's domain", Verdict.BAD, str(error))
        return
    if lookup is not None:
        yield from findings_of_domain(domain, lookup=lookup, selector=selector)


def _said(subject: str, check: Callable[[], tuple[Verdict, str]]) -> Finding:
    try:
        verdict, told = check()
    except BadSetting as error:
        verdict, told = Verdict.BAD, str(error)
    return Finding(subject, verdict, told)


def _folder() -> Finding:
    folder = environment.data_folder()
    if not folder.exists():
        return Finding("data folder", Verdict.WORTH_A_LOOK, f"{folder} is not there yet; weighin init makes it")
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
            file.write(b"x")
    except OSError as error:
        return Finding("data folder", Verdict.BAD, f"{folder} cannot be written: {error.strerror}")
    if stat.S_IMODE(folder.stat().st_mode) & stat.S_IWOTH:
        return Finding("data folder", Verdict.BAD, f"everybody on this machine can write to {folder}: chmod 700")
    return Finding("data folder", Verdict.GOOD, str(folder))


def _key() -> tuple[Verdict, str]:
    if not environment.signing_key():
        return Verdict.WORTH_A_LOOK, "there is none yet; weighin init or weighin serve makes it"
    if os.environ.get("WEIGHIN_SECRET_KEY"):
        return Verdict.GOOD, "from WEIGHIN_SECRET_KEY; personal links and second factors die with it, so keep a copy"
    file = environment.data_folder() / environment.KEY_FILE
    if stat.S_IMODE(file.stat().st_mode) & _OTHERS:
        return Verdict.BAD, f"others can read {file}, and could make every personal link: chmod 600"
    return Verdict.GOOD, f"{file}; personal links and second factors die with it, so keep a copy"


def _database() -> tuple[Verdict, str]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    named = environment.database()
    where = f"PostgreSQL, {named['NAME']}" if "postgresql" in str(named["ENGINE"]) else str(named["NAME"])
    if "sqlite" in str(named["ENGINE"]) and not Path(str(named["NAME"])).exists():  # connecting would make it
        return Verdict.WORTH_A_LOOK, f"{where} is not there yet; weighin init makes it"
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, OSError) as error:
        return Verdict.BAD, f"{where} cannot be used: {' '.join(str(error).split())}"
    finally:
        connection.close()
    if waiting:
        return Verdict.WORTH_A_LOOK, f"{where}; {len(waiting)} changes of its tables wait, weighin serve makes them"
    return Verdict.GOOD, where


def _second_factors() -> tuple[Verdict, str]:
    from django.db import connection

    from weighin.site.store.models import Member, Role, SecondFactor
    from weighin.site.store.second_factors import is_of_this_key

    try:
        factors = SecondFactor.objects.filter(confirmed_at__isnull=False).select_related("member")
        lost = sorted(factor.member.name for factor in factors if not is_of_this_key(factor))
        owners = Member.objects.filter(role=Role.OWNER, is_active=True)
        everybody = sorted(owners.values_list("name", flat=True))
        without = sorted(owners.exclude(second_factor__in=factors).values_list("name", flat=True))
    finally:
        connection.close()
    if lost:
        return (
            Verdict.BAD,
            f"another signing key made those of {', '.join(lost)}: no code of theirs is right. Bring that key back, or weighin reset-second-factor NAME",
        )
    if not everybody:
        return Verdict.WORTH_A_LOOK, "nobody works here yet; weighin init makes the first owner"
    if without:
        return (
            Verdict.WORTH_A_LOOK,
            f"a password alone signs in the owners {', '.join(without)}: Password, then Second factor",
        )
    return Verdict.GOOD, "every owner has one"


def _address() -> tuple[Verdict, str]:
    address = environment.site_address()
    parts = urlsplit(address)
    host = parts.hostname or ""
    if host in LOCAL:
        return Verdict.WORTH_A_LOOK, f"links in letters lead to {address}, this machine alone: set WEIGHIN_ADDRESS"
    if not any(
        host == one.split(":")[0] or (one.startswith(".") and host.endswith(one)) for one in environment.hosts()
    ):
        return Verdict.BAD, f"links in letters lead to {address}, and WEIGHIN_HOSTS does not name {host}"
    if parts.scheme != "https":
        return Verdict.BAD, f"links in letters lead to {address}: personal links go through the net for all to read"
    if not environment.is_behind_https():
        return Verdict.WORTH_A_LOOK, f"{address}, but WEIGHIN_HTTPS does not say that the site is reached by https only"
    return Verdict.GOOD, address


def _mail_server() -> tuple[Verdict, str]:
    server = environment.mail_server()
    if server is None:
        return Verdict.WORTH_A_LOOK, "none is named: letters wait in the outbox. Set WEIGHIN_MAIL"
    if not isinstance(server, MailServer):
        return Verdict.WORTH_A_LOOK, "letters go into this site's mailbox; nothing is really sent"
    where = f"{server.host}:{server.port}"
    try:
        line = connect(server)
    except smtplib.SMTPAuthenticationError as error:
        return Verdict.BAD, f"{where} does not accept the sign-in: {error.smtp_code} {error.smtp_error!r}"
    except (OSError, smtplib.SMTPException) as error:
        return Verdict.BAD, f"{where} cannot be used: {error}"
    try:
        is_safe = hasattr(line.sock, "version")
    finally:
        line.close()
    signed_in = f", signed in as {server.user}" if server.user else ", without a sign-in"
    if is_safe:
        return Verdict.GOOD, f"{where}, by TLS{signed_in}"
    if server.host in LOCAL:
        return Verdict.GOOD, f"{where}, on this machine, without TLS{signed_in}"
    return Verdict.BAD, f"{where} offers no TLS: letters and links go through the net for all to read"


def _mailbox() -> tuple[Verdict, str]:
    server, replies = environment.incoming_server(), environment.reply_address()
    if server is None:
        return Verdict.NOT_CHECKED, "none is named: bounces and replies by mail are not read. WEIGHIN_MAILBOX names one"
    try:
        with opened(server) as line:
            number = letters_in(line)
            is_safe = hasattr(line.sock, "version")
    except CannotRead as error:
        return Verdict.BAD, f"it cannot be read: {error}"
    how = "by TLS" if is_safe else "on this machine, without TLS"
    told = f"{server.name}, {how}, {number} letters in it; replies come to {replies}"
    if environment.TOKEN_PLACE not in replies:
        return Verdict.WORTH_A_LOOK, f"{told}, the same for all: a reply is known by the letter that it answers alone"
    return Verdict.GOOD, f"{told}: whether such addresses arrive in it, you see by writing to one"


def _test_letter(to: str) -> tuple[Verdict, str]:
    server, sender = environment.mail_server(), environment.mail_sender()
    if not isinstance(server, MailServer):
        return Verdict.NOT_CHECKED, "no mail server is named"
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, to
    message["Subject"] = "A test letter of Weigh-In"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"This letter was sent by weighin doctor.\n\nIf it is among the unwanted, look at its headers: SPF, DKIM and DMARC should say pass.\nLinks in letters lead to {environment.site_address()}.\n"
    )
    outcome = by_smtp(server, sender=sender.addr_spec)(message, to)
    if isinstance(outcome, Accepted):
        return Verdict.GOOD, f"{to}: {outcome.said}. Whether it arrives, and not among the unwanted, you see there"
    return Verdict.BAD, f"{to}: {outcome.said}"
