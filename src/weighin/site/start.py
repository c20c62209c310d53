"""The face of the site that the command line uses."""

import os
from typing import TYPE_CHECKING

from django.apps import apps
from msgspec import Struct

from weighin.errors import NoDatabase, NotAccepted, NotARoundup, OwnerThere
from weighin.reading.read import read_bytes
from weighin.record.record import Record
from weighin.record.values import DisplayRight
from weighin.site.environment import make_signing_key_once

if TYPE_CHECKING:
    from weighin.site.mail.domain import Finding
    from weighin.site.store.models import Member  # at run time only once Django is set up


class Added(Struct, frozen=True, kw_only=True):
    """What became of an article: its record, the address of its public page on this site, and whether it is new here."""

    record: Record
    path: str
    is_new: bool


def set_up() -> None:
    """Django is ready, with a key that was made once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weighin.site.settings")
    if apps.ready:
        return
    make_signing_key_once()
    import django

    django.setup()


def migrate() -> None:
    """The database is there and current, and so is the front page.

    Raises:
        NoDatabase: it cannot be reached or written; says why.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    from weighin.site import clock
    from weighin.site.editions.commands import remake_front_page
    from weighin.site.environment import data_folder

    try:
        data_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("clearsessions")
        remake_front_page(now=clock.now())
    except (DatabaseError, OSError) as error:
        database = settings.DATABASES["default"]
        msg = f"the database {database['NAME']} cannot be used: {str(error).strip()}"
        raise NoDatabase(msg) from error
    finally:
        connection.close()  # the server's processes open their own


def send_letters() -> int:
    """Send what is due by the mail server that the environment names; how many it took. Without one, letters wait."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    from weighin.site import clock
    from weighin.site.environment import MailServer
    from weighin.site.mail.mailbox import into_folder
    from weighin.site.mail.smtp import by_smtp
    from weighin.site.mail.worker import send_due

    server = settings.MAIL_SERVER
    if server is None:
        return 0
    if isinstance(server, MailServer):
        deliver = by_smtp(server, sender=settings.MAIL_SENDER.addr_spec)
    else:
        deliver = into_folder(settings.MAILBOX_FOLDER)
    try:
        return send_due(deliver, now=clock.now(), clock=clock.now)
    except DatabaseError:  # busy, or away for a moment: what is due stays due
        return 0
    finally:
        connection.close()


def ask_for_stamps() -> int:
    """Ask the services that the environment names for one stamp that is due; how many came. Letters do not wait long for it."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    from weighin.fetching import Sent, fetch
    from weighin.sealing.opentimestamps import MOST_BYTES
    from weighin.site import clock
    from weighin.site.stamping.worker import ask_due

    if not settings.TIMESTAMP_SERVER and not settings.OPENTIMESTAMPS_CALENDARS:
        return 0

    def ask(address: str, sent: Sent | None) -> bytes:
        may_connect = settings.MAY_FETCH_FROM
        return fetch(address, sent=sent, may_connect=may_connect, most_bytes=MOST_BYTES, most_seconds=10).data

    try:
        return ask_due(ask, now=clock.now(), most=1)
    except DatabaseError:  # as above
        return 0
    finally:
        connection.close()


def reads_mail() -> bool:
    """Whether the environment names a mailbox that letters come to."""
    from django.conf import settings

    return settings.INCOMING_MAIL is not None


def collect_mail() -> int:
    """Keep what came into the mailbox that the environment names; how many letters. Without one, none."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    from weighin.site import clock
    from weighin.site.mail.collecting import collect
    from weighin.site.mail.imap import by_imap

    server = settings.INCOMING_MAIL
    if server is None:
        return 0
    try:
        return collect(by_imap(server), name=server.name, now=clock.now())
    except DatabaseError:  # busy, or away for a moment: what is in the mailbox stays there
        return 0
    finally:
        connection.close()


def look_at_everything(*, mail_to: str, selector: str, with_domain: bool) -> "list[Finding]":
    """What `weighin doctor` finds; without making a key, a folder or a table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weighin.site.settings")
    import django

    django.setup()
    from weighin.site.doctor import findings
    from weighin.site.mail.domain import txt_records

    return list(findings(lookup=txt_records if with_domain else None, mail_to=mail_to, selector=selector))


def create_first_owner(name: str, password: str, *, outlet: str) -> "Member":
    """Found an outlet with its first owner.

    Raises:
        BadName: the outlet or the name is taken, or is none.
        BadPassword: too short, too common, too like the name.
    """
    from weighin.site import clock
    from weighin.site.accounts.commands import found_outlet

    return found_outlet(outlet, owner=name, password=password, now=clock.now())


def reset_second_factor(name: str) -> "Member":
    """Take a lost device away from the member of that name.

    Raises:
        NotAccepted: nobody signs in by that name.
        InTheWay: there is no second factor.
    """
    from weighin.site import clock
    from weighin.site.accounts import factors
    from weighin.site.store.models import Member
    from weighin.site.store.outlets import sign_in_key

    member = Member.objects.select_related("outlet").filter(sign_in_key=sign_in_key(name), is_active=True).first()
    if member is None:
        msg = f"nobody signs in as {name}"
        raise NotAccepted(msg)
    factors.reset_second_factor(member, by=None, now=clock.now())
    return member


def ensure_owner(name: str, password: str, *, outlet: str) -> "Member":
    """The owner of that name with that password, founded where there is none yet; for the demo, which may find an earlier one's database.

    Raises:
        OwnerThere: the name belongs to somebody in another outlet.
    """
    from weighin.site import clock
    from weighin.site.accounts.commands import found_outlet, give_password
    from weighin.site.store.models import Member
    from weighin.site.store.outlets import sign_in_key

    known = Member.objects.select_related("outlet").filter(sign_in_key=sign_in_key(name)).first()
    if known is None:
        return found_outlet(outlet, owner=name, password=password, now=clock.now())
    if known.outlet.name != outlet or not known.is_active:
        msg = f"{name} is somebody else in this database; give another folder: --data FOLDER"
        raise OwnerThere(msg)
    give_password(known, password, by=None, now=clock.now())
    return known


def read_and_publish(data: bytes, *, name: str, address: str, display_right: DisplayRight, by: "Member") -> Added:
    """Read an article, keep it and publish it as its right allows. One that was read before is left as it is, and published if it is not yet.

    Raises:
        NotARoundup: readable, but no round-up; says why.
        BadSource: it cannot be read at all.
    """
    from weighin.site import clock
    from weighin.site.editions.commands import publish_roundup
    from weighin.site.editions.queries import address_of
    from weighin.site.store.door import keep_reading, record_of
    from weighin.site.store.models import State

    reading = read_bytes(data, name=name, address=address, display_right=display_right)
    if reading.record is None:
        raise NotARoundup(name, reading.verdict.reasons)
    kept = keep_reading(reading.record, by=by, now=clock.now())
    if kept.roundup.state == State.PRIVATE:
        publish_roundup(kept.roundup, by=by, now=clock.now())
    return Added(record=record_of(kept.roundup), path=address_of(kept.roundup), is_new=kept.is_new)
