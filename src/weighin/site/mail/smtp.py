"""One message to one mail server, step by step, so that after any failure it is known whether the letter may have gone out."""

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from msgspec import Struct

from weighin.site.environment import MailServer

AS_SENT = SMTP.clone(
    max_line_length=998
)  # RFC 5322's limit; shorter, and a link in a header is folded into encoded words, which no mail program follows
PATIENCE = 30  # seconds for each step of the dialogue
_OK = range(200, 300)
_GO_ON = 354
_FOR_GOOD = 500


class Accepted(Struct, frozen=True):
    """The server took the letter."""

    said: str


class Refused(Struct, frozen=True):
    """The server will never take it."""

    said: str


class NotYet(Struct, frozen=True):
    """It certainly did not go out; trying again may help."""

    said: str


class Unknown(Struct, frozen=True):
    """The line broke after the letter was handed over and before the server answered: it was perhaps sent."""

    said: str


Outcome = Accepted | Refused | NotYet | Unknown
Deliver = Callable[[EmailMessage, str], Outcome]  # the message, and to which address


def by_smtp(server: MailServer, *, sender: str) -> Deliver:
    """A way to deliver by that server. `sender` is the address that bounces go to."""

    def deliver(message: EmailMessage, to_address: str) -> Outcome:
        return _deliver(server, sender, message, to_address)

    return deliver


def _deliver(server: MailServer, sender: str, message: EmailMessage, to_address: str) -> Outcome:
    try:
        line = connect(server)
    except smtplib.SMTPAuthenticationError as error:
        return NotYet(f"the mail server does not accept the sign-in: {_told(error.smtp_code, error.smtp_error)}")
    except (OSError, smtplib.SMTPException) as error:
        return NotYet(f"the mail server cannot be reached: {error}")
    try:
        return _dialogue(line, sender, message, to_address)
    finally:
        line.close()


def connect(server: MailServer) -> smtplib.SMTP:
    """A line to the server, by TLS where it is offered or asked for, signed in where there is a user.

    Raises:
        OSError: it cannot be reached, or its certificate is not trusted.
        smtplib.SMTPException: it refuses to go on.
    """
    trusted = ssl.create_default_context()
    line: smtplib.SMTP
    if server.is_tls_from_the_start:
        line = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=trusted)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        line.ehlo()
        if not server.is_tls_from_the_start and (server.needs_tls or line.has_extn("starttls")):
            line.starttls(context=trusted)
            line.ehlo()
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _dialogue(line: smtplib.SMTP, sender: str, message: EmailMessage, to_address: str) -> Outcome:
    content = message.as_bytes(policy=AS_SENT)
    try:
        for code, said in (line.mail(sender), line.rcpt(to_address), line.docmd("DATA")):
            if code not in _OK and code != _GO_ON:
                return _refusal(code, said)
    except (OSError, smtplib.SMTPException) as error:
        return NotYet(f"the line to the mail server broke before the letter was handed over: {error}")
    try:
        line.send(smtplib._quote_periods(_with_end(content)))  # type: ignore[attr-defined]  # noqa: SLF001 - `data` would hide whether the letter was handed over
        line.send(b".\r\n")
        code, said = line.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Unknown(f"the line broke while the letter was handed over: {error}")
    if code not in _OK:
        return _refusal(code, said)
    _take_leave(line)
    return Accepted(_told(code, said))


def _with_end(content: bytes) -> bytes:
    return content if content.endswith(b"\r\n") else content + b"\r\n"


def _take_leave(line: smtplib.SMTP) -> None:
    try:
        line.quit()
    except (OSError, smtplib.SMTPException):
        return  # the letter is accepted; how the server hangs up is its own affair


def _refusal(code: int, said: bytes) -> Refused | NotYet:
    return Refused(_told(code, said)) if code >= _FOR_GOOD else NotYet(_told(code, said))


def _told(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", errors="replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(words.split())}"[:500]
