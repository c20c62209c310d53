"""A former round-up as the beginning of another: its texts, questions, panel and rules; no answers, no times.

Templates and test runs are copied the same way, so that whatever a question or a round-up has is copied for all of them or for none.
"""

import datetime as dt

from django.db import transaction

from weighin.site.drafting.commands import OF_THE_DRAFT
from weighin.site.store.directory import seat_columns
from weighin.site.store.journal import enter
from weighin.site.store.links import digest_of_token, token_of
from weighin.site.store.models import (
    AskedPanelist,
    AskedQuestion,
    AskedRoundup,
    Event,
    Member,
    QuestionCondition,
    SeedQuestion,
)

TIMES = {"deadline"}
NOT_OF_A_QUESTION = {"id", "public_id", "asked"}
OF_A_SEAT_BY_HAND = ("name", "affiliation", "address", "language", "time_zone", "interests", "group", "attribution")


@transaction.atomic
def duplicate(asked: AskedRoundup, *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Begin a draft like a round-up of any stage. Who is in the directory comes with what holds now, everybody else as they were then."""
    copy = copied(asked, by=by, now=now)
    enter(Event.DRAFTED, outlet=by.outlet, by=by, now=now, asked=copy, about={"like": asked.public_id})
    for seat in asked.panel.filter(erased_at__isnull=True).select_related("expert"):
        _seat_again(seat, copy, now=now)
    return copy


def copied(asked: AskedRoundup, *, by: Member, now: dt.datetime, **more: object) -> AskedRoundup:
    """Texts, rules and questions in a row of their own, with nobody on the panel; `more` are columns that differ. Call it inside a transaction."""
    columns = {name: getattr(asked, name) for name in OF_THE_DRAFT if name not in TIMES} | more
    copy = AskedRoundup.objects.create(outlet=by.outlet, drafted_by=by, drafted_at=now, **columns)
    again_of: dict[int, AskedQuestion] = {}
    for question in asked.questions.all():
        again = AskedQuestion.objects.create(asked=copy, **_columns_of(question))
        if SeedQuestion.objects.filter(question=question).exists():  # the mark alone: what is sealed is told by no copy
            SeedQuestion.objects.create(question=again, marked_by=by, marked_at=now)
        again_of[question.pk] = again
    for one in QuestionCondition.objects.filter(question__asked=asked):
        there = {"question": again_of[one.question_id], "source": again_of[one.source_id]}
        QuestionCondition.objects.create(**there, test=one.test)
    return copy


def _columns_of(question: AskedQuestion) -> dict[str, object]:
    fields = question._meta.concrete_fields  # noqa: SLF001 - the way to a row's columns that Django documents
    return {field.name: getattr(question, field.name) for field in fields if field.name not in NOT_OF_A_QUESTION}


def _seat_again(seat: AskedPanelist, copy: AskedRoundup, *, now: dt.datetime) -> None:
    columns = {name: getattr(seat, name) for name in OF_A_SEAT_BY_HAND}
    if seat.expert is not None:
        columns |= seat_columns(seat.expert, day=now.date())
        if copy.panel.filter(address__iexact=columns["address"]).exclude(address="").exists():
            return  # somebody by hand had this address on the panel already
    panelist = AskedPanelist(asked=copy, expert=seat.expert, position=seat.position, **columns)
    panelist.link_digest = digest_of_token(token_of(panelist))
    panelist.save(force_insert=True)
