"""Of whom a question of a draft is asked: set, taken away, and kept valid when questions are moved, changed or removed."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.db.models import QuerySet

from weighin.errors import InTheWay, NotAccepted
from weighin.record.conditions import Test, require_test_on
from weighin.record.judgements import Scale
from weighin.site.store.journal import enter
from weighin.site.store.lives import questions_may_change
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import AskedQuestion, AskedRoundup, Event, Member, QuestionCondition
from weighin.site.store.questions import scale_of


@transaction.atomic
def ask_if(
    question: AskedQuestion, source: AskedQuestion, test: Test, *, by: Member, now: dt.datetime
) -> QuestionCondition:
    """Ask a question of those alone whose answer to an earlier one passes the test.

    Raises:
        InTheWay: the round-up is open.
        NotAccepted: the other question does not stand before, is of another round-up, or cannot be answered like that.
    """
    asked = _draft(question, now)
    before = asked.questions.filter(pk=source.pk).first()
    here = asked.questions.get(pk=question.pk)
    if before is None or before.position >= here.position:
        msg = "a question can be made to hang on one that stands before it, and on no other"
        raise NotAccepted(msg)
    try:
        require_test_on(test, scale_of(before))
    except ValueError as error:
        raise NotAccepted(str(error)) from error
    columns = {"source": before, "test": msgspec.json.encode(test).decode()}
    row, _ = QuestionCondition.objects.update_or_create(question=here, defaults=columns)
    _entered(asked, f"condition of question {here.position}", by=by, now=now)
    return row


@transaction.atomic
def ask_of_everybody(question: AskedQuestion, *, by: Member, now: dt.datetime) -> None:
    """Take the condition away.

    Raises:
        InTheWay: the round-up is open.
    """
    asked = _draft(question, now)
    QuestionCondition.objects.filter(question=question).delete()
    _entered(asked, f"condition of question {question.position}", by=by, now=now)


def require_order(rows: Sequence[AskedQuestion]) -> None:
    """The questions may stand in this order: whatever one hangs on comes before it. Call it before an order is kept.

    Raises:
        InTheWay: one would come before what it hangs on.
    """
    places = {row.pk: place for place, row in enumerate(rows)}
    for condition in QuestionCondition.objects.filter(question__in=places).select_related("question", "source"):
        if places[condition.source_id] > places[condition.question_id]:
            one, other = condition.question.text, condition.source.text
            msg = f"“{_short(one)}” is asked by what was answered to “{_short(other)}”, which has to stand before it. Change its condition first, or move both"
            raise InTheWay(msg)


def require_nothing_hangs_on(question: AskedQuestion) -> None:
    """The question can be removed.

    Raises:
        InTheWay: another is asked by what was answered to it.
    """
    hanging = _hanging_on(question).first()
    if hanging is not None:
        msg = f"question {hanging.question.position} is asked by what was answered to this one. Change its condition, or remove it, first"
        raise InTheWay(msg)


def require_scale_for_conditions(question: AskedQuestion, scale: Scale | None) -> None:
    """The question can be given that scale.

    Raises:
        InTheWay: another is asked by an answer that could not be given on it.
    """
    for hanging in _hanging_on(question):
        try:
            require_test_on(msgspec.json.decode(hanging.test, type=Test), scale)
        except ValueError as error:
            msg = f"question {hanging.question.position} is asked by an answer to this one that could not be given any more ({error}). Change its condition first"
            raise InTheWay(msg) from error


def _hanging_on(question: AskedQuestion) -> QuerySet[QuestionCondition]:
    return QuestionCondition.objects.filter(source=question).select_related("question")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _draft(question: AskedQuestion, now: dt.datetime) -> AskedRoundup:
    held = locked_asked(question.asked_id)
    if not questions_may_change(held, now):
        msg = "the round-up is open: of whom a question is asked stands"
        raise InTheWay(msg)
    return held


def _entered(asked: AskedRoundup, what: str, *, by: Member, now: dt.datetime) -> None:
    enter(Event.DRAFT_CHANGED, outlet=asked.outlet, by=by, now=now, asked=asked, about={"what": what})
