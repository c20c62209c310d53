"""Collecting what came into the mailbox: each letter once, kept with the number up to which the mailbox was read in one transaction.

A worker that dies between two letters goes on with the next one; one that dies in a letter reads that letter again, and its digest tells if it is there.
"""

import datetime as dt

from django.db import transaction

from weighin.errors import BadSource
from weighin.reading.incoming.look import Came, Nature, digest_of, look_at
from weighin.reading.reply_mail import MOST_BYTES, read_mailed_reply
from weighin.site.mail.imap import CannotRead, Fetch, Fetched, Progress
from weighin.site.mail.matching import Whose, whose
from weighin.site.mail.striking import letter_without_secrets, struck
from weighin.site.store.journal import enter
from weighin.site.store.models import AskedPanelist, Event, Inbox, IncomingMail, Letter, MailKind
from weighin.site.store.questions import questions_of

PAUSE = dt.timedelta(minutes=1)  # between two looks
LEASE = dt.timedelta(minutes=10)  # longer than one look can take
AFTER_TROUBLE = dt.timedelta(minutes=5)
MOST_OF_ONE = 50  # letters of one panelist that nobody has settled; further ones stay in the mailbox alone
MOST_UNMATCHED = 500  # of one outlet that fit nobody
TOO_LARGE = "it is too large to be read here; open it in the mailbox"
NOT_READ = "it is damaged, or made to do harm; nothing of it was kept, and it lies in the mailbox"
_KINDS = {Nature.BOUNCE: MailKind.BOUNCE, Nature.DELAY: MailKind.DELAY, Nature.AUTOMATIC: MailKind.AUTOMATIC}


def collect(fetch: Fetch, *, name: str, now: dt.datetime) -> int:
    """Keep what is new in the mailbox of that name; how many letters. None where another worker reads it, or it was read a moment ago."""
    inbox = claim(name, now=now)
    if inbox is None:
        return 0
    kept = 0
    try:
        for fetched in fetch(_progress(inbox, now=now)):
            kept += keep(fetched, inbox, now=now)
    except CannotRead as error:
        Inbox.objects.filter(pk=inbox.pk).update(trouble=str(error)[:300], next_look_at=now + AFTER_TROUBLE)
    else:
        Inbox.objects.filter(pk=inbox.pk).update(trouble="", looked_at=now, next_look_at=now + PAUSE)
    return kept


def claim(name: str, *, now: dt.datetime) -> Inbox | None:
    """The row of that mailbox, now this worker's alone; None where it is another's, or not due."""
    inbox, _ = Inbox.objects.get_or_create(name=name, defaults={"next_look_at": now})
    claimed = Inbox.objects.filter(pk=inbox.pk, next_look_at__lte=now).update(next_look_at=now + LEASE)
    return Inbox.objects.get(pk=inbox.pk) if claimed else None


def _progress(inbox: Inbox, *, now: dt.datetime) -> Progress:
    """A mailbox that was never read may be full of old letters: what came before the first letter of ours went out answers none."""
    first = Letter.objects.filter(queued_at__isnull=False).order_by("queued_at").values_list("queued_at", flat=True)
    since = (first.first() or now) - dt.timedelta(days=1)
    return Progress(validity=inbox.validity, last_uid=inbox.last_uid, since=since.date())


@transaction.atomic
def keep(fetched: Fetched, inbox: Inbox, *, now: dt.datetime) -> bool:
    """Keep one letter, and that the mailbox was read up to it; whether there was anything to keep."""
    Inbox.objects.filter(pk=inbox.pk).update(validity=fetched.validity, last_uid=fetched.uid)
    digest = digest_of(fetched.data)
    if IncomingMail.objects.filter(digest=digest).exists():
        return False
    came = _looked(fetched.data)
    found = whose(came)
    if found.outlet is None or found.leaves_no_trace or _has_enough(found):
        return False
    content = letter_without_secrets(fetched.data, found.panelist)
    kind, answers_found, told = _read(came, fetched, content, found.panelist)
    row = IncomingMail.objects.create(
        outlet=found.outlet,
        panelist=found.panelist,
        letter=found.letter,
        kind=kind,
        matched_by=found.matched_by,
        digest=digest,
        from_name=_storable(came.sender_name),
        from_address=_storable(came.sender),
        subject=_storable(struck(came.subject, found.panelist)),
        told=_storable(told),
        answers_found=answers_found,
        content=content,
        size=fetched.size,
        is_whole=fetched.is_whole and content is not None,
        received_at=min(fetched.received_at, now),
        collected_at=now,
    )
    if found.panelist is not None:
        about: dict[str, str | int] = {"panelist": found.panelist.public_id, "mail": row.public_id}
        about |= {"kind": kind.value, "matched by": found.matched_by.value}
        enter(Event.MAIL_RECEIVED, outlet=found.outlet, by=None, now=now, asked=found.panelist.asked, about=about)
    return True


def _looked(data: bytes) -> Came:
    try:
        return look_at(data)
    except Exception:  # noqa: BLE001 - whatever it holds that was not thought of, the next letter is to be read
        return Came(nature=Nature.PERSONAL, flaw=NOT_READ)


def _has_enough(found: Whose) -> bool:
    waiting = IncomingMail.objects.filter(outlet=found.outlet, settled_at__isnull=True)
    if found.panelist is None:
        return waiting.filter(panelist__isnull=True).count() >= MOST_UNMATCHED
    return waiting.filter(panelist=found.panelist).count() >= MOST_OF_ONE


def _read(
    came: Came, fetched: Fetched, content: bytes | None, panelist: AskedPanelist | None
) -> tuple[MailKind, int, str]:
    """Of what kind it is, how many answers were found in it, and what is to be told of it."""
    if came.nature is not Nature.PERSONAL:
        return _KINDS[came.nature], 0, struck(came.told, panelist)
    if not fetched.is_whole or len(fetched.data) > MOST_BYTES:
        return MailKind.MESSAGE, 0, TOO_LARGE
    if came.flaw or content is None:
        return MailKind.MESSAGE, 0, came.flaw or NOT_READ
    answers, flaw = answers_in(content, panelist) if panelist else (0, "")
    return (MailKind.REPLY if answers else MailKind.MESSAGE), answers, flaw


def answers_in(data: bytes, panelist: AskedPanelist) -> tuple[int, str]:
    """How many questions a letter seems to answer, and why it could not be read; empty where it could."""
    questions = [question.text for question in questions_of(panelist.asked)]
    sent = list(panelist.letters.values_list("text", flat=True))
    try:
        reply = read_mailed_reply(data, questions=questions, writer=panelist.name, sent=sent)
    except BadSource as error:
        return 0, error.reason
    except Exception:  # noqa: BLE001 - the same
        return 0, NOT_READ
    return sum(map(bool, reply.answers)), ""


def _storable(text: str) -> str:
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
