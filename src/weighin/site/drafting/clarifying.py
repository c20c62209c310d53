"""Terms of an open question: they may change until the first answer; from then on there are clarifications, to everybody."""

import datetime as dt

import msgspec
from django.db import transaction

from weighin.asking.life import Stage
from weighin.errors import InTheWay, NotAccepted
from weighin.record.judgements import Terms
from weighin.site.mail import texts
from weighin.site.mail.letters import write_letter
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import (
    AnswerVersion,
    AskedQuestion,
    AskedRoundup,
    Clarification,
    Event,
    LetterKind,
    Member,
)
from weighin.site.store.versions import submitted_version


def has_answers(asked: AskedRoundup) -> bool:
    """Whether anybody has begun to answer: from then on terms stand."""
    return AnswerVersion.objects.filter(panelist__asked=asked).exists()


@transaction.atomic
def change_terms(question: AskedQuestion, terms: Terms | None, *, by: Member, now: dt.datetime) -> AskedQuestion:
    """Put other terms in the place of these, before anybody has begun to answer.

    Raises:
        InTheWay: somebody has begun, or the round-up is closed.
    """
    asked = _open(question, now)
    if has_answers(asked):
        msg = "somebody has begun to answer; from then on the terms stand, and a clarification goes to everybody"
        raise InTheWay(msg)
    question.terms = msgspec.json.encode(terms).decode() if terms else ""
    question.save(update_fields=["terms"])
    about: dict[str, str | int] = {"what": f"terms of question {question.position}"}
    enter(Event.DRAFT_CHANGED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    return question


@transaction.atomic
def clarify(question: AskedQuestion, text: str, *, by: Member, now: dt.datetime) -> Clarification:
    """Say something of a question to everybody on the panel: it stands on the form from now on, and a letter to each is a draft.

    Answers that were submitted before count as they stand; their authors are asked to confirm them.

    Raises:
        InTheWay: the round-up is not open.
        NotAccepted: it says nothing.
    """
    asked = _open(question, now)
    if not text.strip():
        msg = "a clarification says something"
        raise NotAccepted(msg)
    made = Clarification.objects.create(question=question, text=text.strip(), at=now, by=by)
    about: dict[str, str | int] = {"question": question.public_id}
    enter(Event.CLARIFIED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    for panelist in asked.panel.filter(declined_at__isnull=True).exclude(address=""):
        panelist.asked = asked
        written = texts.clarification(
            panelist, question=question.text, text=made.text, has_answered=submitted_version(panelist) is not None
        )
        write_letter(LetterKind.CLARIFICATION, panelist, written, by=by, now=now)
    return made


def _open(question: AskedQuestion, now: dt.datetime) -> AskedRoundup:
    held = locked_asked(question.asked_id)
    if stage_now(held, now) is not Stage.OPEN:
        msg = "terms are clarified while a round-up is open; before that the question itself can be changed"
        raise InTheWay(msg)
    return held
