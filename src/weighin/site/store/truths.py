"""The true values of seed questions as they are sealed, and as the record tells them. Nobody is told before the seal."""

import datetime as dt

import msgspec
from msgspec import UNSET, UnsetType

from weighin.record.seeds import Seed, SetAside, Truth
from weighin.record.values import Moment
from weighin.sealing.seeds import SealedSeed
from weighin.site.store.models import AskedQuestion, AskedRoundup, Seal, SeedQuestion


def seeds_in(asked: AskedRoundup) -> list[SeedQuestion]:
    """The seed questions of a round-up, in the order of the questions."""
    rows = SeedQuestion.objects.filter(question__asked=asked).select_related("question", "set_aside_by")
    return list(rows.order_by("question__position"))


def truth_of(row: SeedQuestion) -> Truth | None:
    """The true value; None where nobody has entered one."""
    return msgspec.json.decode(row.truth, type=Truth) if row.truth else None


def sealed_seeds(asked: AskedRoundup) -> list[SealedSeed]:
    """What was committed to when the round-up opened, to go into its seal."""
    return [
        SealedSeed(
            question=row.question.public_id,
            truth=msgspec.json.decode(row.truth),
            source=row.source,
            known=row.known,
            at=row.sealed_at.astimezone(dt.UTC),
            nonce=bytes(row.nonce or b"").hex(),
            commitment=row.commitment,
        )
        for row in seeds_in(asked)
        if row.sealed_at is not None
    ]


def seed_in_record(question: AskedQuestion, seal: Seal, *, to_the_second: bool) -> Seed | UnsetType:
    """What the record tells of a question that was a seed, which takes the seal; unset where it was none."""
    row = SeedQuestion.objects.filter(question=question, question__asked=seal.asked_id, sealed_at__isnull=False).first()
    truth = truth_of(row) if row else None
    if row is None or truth is None or row.sealed_at is None:
        return UNSET
    at = row.sealed_at.astimezone(dt.UTC)
    aside = None
    if row.set_aside_at is not None:
        aside = SetAside(day=row.set_aside_at.astimezone(dt.UTC).date(), because=row.set_aside_because)
    return Seed(
        truth=truth,
        source=row.source,
        known=row.known,
        sealed=Moment(day=at.date(), at=at.replace(microsecond=0) if to_the_second else None),
        commitment=row.commitment,
        set_aside=aside,
    )
