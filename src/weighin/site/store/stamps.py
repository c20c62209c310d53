"""Stamps of seals by others: what was asked of whom, how it stands, and what came."""

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from weighin.sealing.opentimestamps import OpenTimestamp, joined, proof_bytes, read_proof
from weighin.sealing.seal import Witness, witness_bytes
from weighin.sealing.stamps import FILE_OF, WITNESS_FILE, Stamp, StampKind
from weighin.site.store.replies import Seal


class StampState(models.TextChoices):
    """How far a stamp is."""

    WAITING = "waiting"  # nothing has come
    PENDING = "pending"  # a calendar's promise has come
    STAMPED = "stamped"
    GIVEN_UP = "given up"  # until somebody has it asked for again


class OutsideStamp(models.Model):
    """What one service is asked about one seal. Sealing and publishing never wait for it."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="stamps")
    kind = models.CharField(max_length=14, choices=[(kind.value, kind.value) for kind in StampKind])
    service = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=StampState.choices, default=StampState.WAITING)
    content = models.BinaryField(null=True)  # the answer of an RFC 3161 service, or the proof so far
    at = models.DateTimeField(null=True)  # that the service signed
    block = models.PositiveIntegerField(null=True)  # of Bitcoin
    received_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)  # the lease of the worker that is asking
    said = models.TextField(blank=True)  # why it did not come

    class Meta:
        """Each service once for each seal; what is stamped has the stamp."""

        ordering: ClassVar = ["seal", "kind", "service"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seal", "kind", "service"], name="a_service_is_asked_once_for_a_seal"),
            models.CheckConstraint(
                condition=Q(state__in=[StampState.WAITING, StampState.GIVEN_UP]) | Q(content__isnull=False),
                name="what_is_stamped_has_the_stamp",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.service}: {self.state}"


def want_stamps(seal: Seal, *, now: dt.datetime) -> None:
    """Have the services that the outlet named asked about this seal; nobody, where it named none."""
    wanted = [(StampKind.RFC_3161, settings.TIMESTAMP_SERVER)] if settings.TIMESTAMP_SERVER else []
    wanted += [(StampKind.OPENTIMESTAMPS, calendar) for calendar in settings.OPENTIMESTAMPS_CALENDARS]
    OutsideStamp.objects.bulk_create(
        OutsideStamp(seal=seal, kind=kind.value, service=service, next_attempt_at=now) for kind, service in wanted
    )


def ask_again(seal: Seal, *, now: dt.datetime) -> int:
    """Have what has not come asked for at once, also what was given up; how many."""
    missing = seal.stamps.exclude(state=StampState.STAMPED)
    given_up = missing.filter(state=StampState.GIVEN_UP)
    given_up.filter(content__isnull=True).update(state=StampState.WAITING)
    given_up.filter(content__isnull=False).update(state=StampState.PENDING)
    return missing.update(attempts=0, next_attempt_at=now)


def stamps_of(seal: Seal, witness: Witness) -> tuple[tuple[Stamp, ...], dict[str, bytes]]:
    """What came so far, as the seal names it, and the files that go out beside it: a service's answer as it is, all calendars' proofs as one."""
    rows = [row for row in seal.stamps.all() if row.content is not None]
    by_kind = {kind: [row for row in rows if row.kind == kind.value] for kind in StampKind}
    named, files = [], {}
    for kind, found in by_kind.items():
        if found:
            content, named_so = _signed(found[0]) if kind is StampKind.RFC_3161 else _proved(found)
            files[FILE_OF[kind]] = content
            named.append(named_so)
    if files:
        files[WITNESS_FILE] = witness_bytes(witness)
    return tuple(named), files


def _signed(row: OutsideStamp) -> tuple[bytes, Stamp]:
    kind = StampKind.RFC_3161
    return bytes(row.content or b""), Stamp(kind=kind, file=FILE_OF[kind], services=(row.service,), at=row.at)


def _proved(rows: Sequence[OutsideStamp]) -> tuple[bytes, Stamp]:
    first, *others = (read_proof(bytes(row.content or b"")).start for row in rows)
    for other in others:
        first = joined(first, other)
    proof, kind = OpenTimestamp(first), StampKind.OPENTIMESTAMPS
    services = tuple(row.service for row in rows)
    return proof_bytes(proof), Stamp(kind=kind, file=FILE_OF[kind], services=services, block=proof.block)


def digest_of_stamp(row: OutsideStamp) -> str:
    """SHA-256 of what came, for the journal."""
    return sha256(bytes(row.content or b"")).hexdigest()
