"""Asking for the stamps that are due. A service that does not answer is asked again after ever longer waits; nothing else waits for it.

Asking twice does no harm, so a worker that dies over it leaves nothing but a lease that ends.
"""

import datetime as dt
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from weighin.errors import BadSource, NotCheckable
from weighin.fetching import Sent
from weighin.sealing import opentimestamps, timestamps
from weighin.sealing.opentimestamps import Branch, OpenTimestamp, Pending, attested, grown, read_branch, read_proof
from weighin.sealing.seal import witness_bytes
from weighin.sealing.stamps import StampKind
from weighin.site.store.journal import enter
from weighin.site.store.models import Event, OutsideStamp, StampState
from weighin.site.store.seals import decode_seal
from weighin.site.store.stamps import digest_of_stamp

LEASE = dt.timedelta(minutes=5)  # longer than a service and the calendars of one proof may take
MOST_ATTEMPTS = 40  # with the longest wait between them, more than a week
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=6)  # doubled each time until the longest
MOST_CALENDARS = 4  # that one proof may name to be asked, since it is others who write them in
OCTETS, CALENDAR_ANSWER = "application/octet-stream", "application/vnd.opentimestamps.v1"
MOST_SAID = 500  # characters of a reason; a service may say as much as it likes

Ask = Callable[[str, Sent | None], bytes]


class NotYet(Exception):
    """Nothing came that could be kept; says why."""


def ask_due(ask: Ask, *, now: dt.datetime, most: int = 4) -> int:
    """Ask for up to that many stamps that are due; how many came or became more."""
    came = 0
    for _ in range(most):
        stamp = claim_next(now=now)
        if stamp is None:
            break
        came += ask_for(stamp, ask, now=now)
    return came


def claim_next(*, now: dt.datetime) -> OutsideStamp | None:
    """The next stamp that is due, now this worker's alone; None where there is none. Services that the outlet no longer names are left alone."""
    due = _unclaimed(now).filter(service__in=[settings.TIMESTAMP_SERVER, *settings.OPENTIMESTAMPS_CALENDARS])
    for key in due.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:20]:
        if _unclaimed(now).filter(pk=key).update(claimed_until=now + LEASE, attempts=F("attempts") + 1):
            return OutsideStamp.objects.select_related("seal__asked__outlet").get(pk=key)
    return None


def _unclaimed(now: dt.datetime) -> QuerySet[OutsideStamp]:
    is_free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    open_states = [StampState.WAITING, StampState.PENDING]
    return OutsideStamp.objects.filter(is_free, state__in=open_states, next_attempt_at__lte=now)


def ask_for(stamp: OutsideStamp, ask: Ask, *, now: dt.datetime) -> bool:
    """Ask for a claimed stamp and keep what came; whether anything did."""
    data = witness_bytes(decode_seal(stamp.seal).witness)
    try:
        if stamp.kind == StampKind.RFC_3161.value:
            _take_signed(stamp, data, ask)
        else:
            _take_proof(stamp, _proof_so_far(stamp, data, ask))
    except NotYet as error:
        _try_later(stamp, str(error), now=now)
        return False
    except (BadSource, NotCheckable) as error:
        _try_later(
            stamp, error.reason.partition(";")[0], now=now
        )  # after that it says what an editor would do with a page
        return False
    return _keep(stamp, now=now)


def _take_signed(stamp: OutsideStamp, data: bytes, ask: Ask) -> None:
    query = timestamps.query_for(data)
    sent = Sent(data=query.request, media_type=timestamps.QUERY, accept=timestamps.REPLY)
    found = timestamps.read_timestamp(ask(stamp.service, sent), name="the service's answer")
    if found.nonce != query.nonce or not found.is_over(data):
        msg = "the service stamped something else than it was asked for"
        raise NotYet(msg)
    stamp.content, stamp.at, stamp.state = found.response, found.at, StampState.STAMPED


def _proof_so_far(stamp: OutsideStamp, data: bytes, ask: Ask) -> OpenTimestamp:
    """The calendar's promise; or, where that is there, the promise with what it and others know since."""
    if stamp.content is None:
        digest = sha256(data).digest()
        sent = Sent(data=digest, media_type=OCTETS, accept=CALENDAR_ANSWER)
        return OpenTimestamp(read_branch(ask(f"{stamp.service}/digest", sent), digest))
    proof = read_proof(bytes(stamp.content))
    promised = [(outcome, one.calendar) for outcome, one in attested(proof.start) if isinstance(one, Pending)]
    answers: dict[bytes, Branch] = {}
    reasons = []
    for outcome, calendar in promised[:MOST_CALENDARS]:
        try:
            answers[outcome] = read_branch(ask(f"{calendar.rstrip('/')}/timestamp/{outcome.hex()}", None), outcome)
        except (BadSource, NotCheckable) as error:
            reasons.append(error.reason.partition(";")[0])
    if not answers:
        raise NotYet(f"not in a block yet: {reasons[0]}" if reasons else "it promises nothing that could be asked for")
    return OpenTimestamp(grown(proof.start, answers))


def _take_proof(stamp: OutsideStamp, proof: OpenTimestamp) -> None:
    content = opentimestamps.proof_bytes(proof)
    if stamp.content is not None and content == bytes(stamp.content):
        msg = "the calendar knows no more than before"
        raise NotYet(msg)
    stamp.content, stamp.block = content, proof.block
    stamp.state = StampState.PENDING if proof.block is None else StampState.STAMPED


@transaction.atomic
def _keep(stamp: OutsideStamp, *, now: dt.datetime) -> bool:
    """What came, if nobody else has kept anything since it was claimed, with its entry in the journal."""
    kept = OutsideStamp.objects.filter(pk=stamp.pk, claimed_until=stamp.claimed_until).update(
        content=stamp.content,
        at=stamp.at,
        block=stamp.block,
        state=stamp.state,
        received_at=now,
        said="",
        attempts=0,
        claimed_until=None,
        next_attempt_at=now + LONGEST_WAIT,
    )
    if kept:
        about: dict[str, str | int] = {"kind": stamp.kind, "service": stamp.service, "digest": digest_of_stamp(stamp)}
        about |= {"block": stamp.block} if stamp.block is not None else {}
        enter(Event.STAMPED, outlet=stamp.seal.asked.outlet, by=None, now=now, asked=stamp.seal.asked, about=about)
    return bool(kept)


def _try_later(stamp: OutsideStamp, reason: str, *, now: dt.datetime) -> None:
    wait = min(FIRST_WAIT * 2 ** min(stamp.attempts - 1, 12), LONGEST_WAIT)
    state = StampState.GIVEN_UP if stamp.attempts >= MOST_ATTEMPTS else StampState(stamp.state)
    OutsideStamp.objects.filter(pk=stamp.pk, claimed_until=stamp.claimed_until).update(
        state=state, said=reason[:MOST_SAID], claimed_until=None, next_attempt_at=now + wait
    )
