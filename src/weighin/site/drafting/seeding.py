"""Seed questions of a draft, and what becomes of them when it opens. The journal tells that one was marked or sealed, never which, nor its value."""

import datetime as dt
import secrets

import msgspec
from django.db import transaction
from msgspec import Struct

from weighin.asking.life import Stage
from weighin.errors import InTheWay, NotAccepted
from weighin.record.seeds import Truth, has_truth, require_truth_on
from weighin.sealing.receipts import fresh_nonce
from weighin.sealing.seeds import sealed_seed
from weighin.site.store.journal import enter
from weighin.site.store.lives import questions_may_change, stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedQuestion, AskedRoundup, Event, Member, SeedQuestion
from weighin.site.store.questions import scale_of
from weighin.site.store.truths import seeds_in

IT_STANDS = "the round-up is open: what is a seed question, and its true value, stand and are sealed"
_BY_CHANCE = secrets.SystemRandom()


class KnownValue(Struct, frozen=True, kw_only=True):
    """What an editor knows of a question. `truth` is None where it is yet to be entered."""

    truth: Truth | None = None
    source: str = ""
    known: dt.date | None = None


@transaction.atomic
def mark_seed(question: AskedQuestion, value: KnownValue, *, by: Member, now: dt.datetime) -> SeedQuestion:
    """Make a question of a draft a seed question, with its true value or without it yet.

    Raises:
        InTheWay: the round-up is open.
        NotAccepted: the question asks for nothing that has a true value, or the value does not fit.
    """
    asked = _draft(question, now)
    scale = scale_of(question)
    if not has_truth(scale):
        msg = "a seed question asks for a probability, a choice, a quantity or a date; give the question such a scale first"
        raise NotAccepted(msg)
    if value.truth is not None:
        try:
            require_truth_on(value.truth, scale)
        except ValueError as error:
            raise NotAccepted(str(error)) from error
    columns = {
        "truth": msgspec.json.encode(value.truth).decode() if value.truth else "",
        "source": value.source,
        "known": value.known,
        "marked_by": by,
        "marked_at": now,
    }
    row, _ = SeedQuestion.objects.update_or_create(question=question, defaults=columns)
    _enter_unnamed(asked, "a seed question", by=by, now=now)
    return row


@transaction.atomic
def unmark_seed(question: AskedQuestion, *, by: Member, now: dt.datetime) -> None:
    """Make it a question like the others; its true value is gone.

    Raises:
        InTheWay: the round-up is open.
    """
    asked = _draft(question, now)
    SeedQuestion.objects.filter(question=question).delete()
    _enter_unnamed(asked, "a seed question", by=by, now=now)


def commit_to_truths(asked: AskedRoundup, *, by: Member, now: dt.datetime) -> None:
    """Commit to every true value that is not yet, in the transaction that opens the round-up. Entries stand in random order and name no question."""
    rows = [row for row in seeds_in(asked) if row.sealed_at is None and row.truth]  # a test run has the mark alone
    _BY_CHANCE.shuffle(rows)
    for row in rows:
        nonce = fresh_nonce()
        committed = sealed_seed(
            row.question.public_id,
            msgspec.json.decode(row.truth),
            source=row.source,
            known=row.known,
            at=now,
            nonce=nonce,
            roundup=asked.public_id,
        )
        row.sealed_at, row.nonce, row.commitment = now, nonce, committed.commitment
        row.save(update_fields=["sealed_at", "nonce", "commitment"])
        about: dict[str, str | int] = {"commitment": committed.commitment}
        enter(Event.TRUTH_SEALED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)


@transaction.atomic
def set_aside(seed: SeedQuestion, because: str, *, by: Member, now: dt.datetime) -> SeedQuestion:
    """Say that a seed question counts for no weights, because the editors had not known after all. The value stays as it was sealed; the record tells both.

    Raises:
        InTheWay: it is not open yet, or answers have been shown to the editors, who could choose by them which seeds count.
        NotAccepted: no reason is given.
    """
    asked = locked_asked(seed.question.asked_id)
    held = SeedQuestion.objects.select_for_update(of=("self",)).get(pk=seed.pk)
    if held.sealed_at is None:
        msg = "before the opening the true value itself can be changed"
        raise InTheWay(msg)
    if stage_now(asked, now) is not Stage.OPEN or asked.ended_rounds.filter(number__gt=0).exists():
        msg = "the first answers can be read: which seed questions count stands"
        raise InTheWay(msg)
    if held.set_aside_at is not None:
        msg = "it is set aside already"
        raise InTheWay(msg)
    if not because.strip():
        msg = "say why: the record tells it"
        raise NotAccepted(msg)
    held.set_aside_at, held.set_aside_by, held.set_aside_because = now, by, because.strip()
    held.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
    about: dict[str, str | int] = {"commitment": held.commitment}
    enter(Event.SEED_SET_ASIDE, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    return held


def _draft(question: AskedQuestion, now: dt.datetime) -> AskedRoundup:
    held = locked_asked(question.asked_id)
    if not questions_may_change(held, now):
        raise InTheWay(IT_STANDS)
    return held


def _enter_unnamed(asked: AskedRoundup, what: str, *, by: Member, now: dt.datetime) -> None:
    """The journal is read by those who are not to know which questions are seeds."""
    enter(Event.DRAFT_CHANGED, outlet=asked.outlet, by=by, now=now, asked=asked, about={"what": what})
