"""What a panelist does: each once, whole, with its entry in the journal. Nothing that was typed is ever changed or dropped."""

import datetime as dt
from collections.abc import Mapping
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext_noop
from msgspec import Struct

from weighin.asking.answers import Answers
from weighin.asking.kept import encode_submitted, encode_typed
from weighin.asking.life import Stage, responded_in_time
from weighin.asking.policies import Approval
from weighin.errors import InTheWay
from weighin.sealing.receipts import Receipt
from weighin.site.mail.submissions import keep_submission
from weighin.site.store.attributions import stands_loose
from weighin.site.store.journal import enter
from weighin.site.store.lives import deadline_of, stage_now
from weighin.site.store.locks import locked_asked, locked_panelist
from weighin.site.store.models import (
    AnswerVersion,
    AskedPanelist,
    AskedQuestion,
    Confirmation,
    Edit,
    EditState,
    Event,
    Seal,
)
from weighin.site.store.versions import (
    can_report,
    clarifications_to_confirm,
    last_version,
    receipt_of,
    standing_edit,
    submitted_version,
)

A_MOMENT = dt.timedelta(microseconds=1)


EDIT_IS_GONE = gettext_noop("This edit is not there any more, or was decided on already. See what stands now.")
NOTHING_IS_TAKEN = gettext_noop(
    "The round-up is sealed. Your answers were to be anonymous to the editors too, so that nothing can be kept under your name any more: nothing was saved."
)
NOTHING_TO_WITHDRAW = gettext_noop("Nothing is submitted that could be withdrawn.")
TOO_LATE_TO_WITHDRAW = gettext_noop("The round-up is closed. Please write to the editors.")
WITHDRAW_FIRST = gettext_noop("Your answers are submitted. Withdraw them first.")
REPORTING_IS_OVER = gettext_noop("The time to report errors in it is over. You can still write to the editors.")
SAY_WHAT_IS_WRONG = gettext_noop("Please say what is wrong with it.")


class Decision(Enum):
    """What a panelist may say to an edit."""

    APPROVE = "approve"
    OBJECT = "object"
    REPORT = "report"  # an error of fact; the editors decide what follows


class Saved(Struct, frozen=True):
    """What was kept, as which version and when; and what another window kept since this one was opened."""

    number: int
    at: dt.datetime
    overlooked: AnswerVersion | None = None


@transaction.atomic
def save_answers(*, panelist: AskedPanelist, fields: Mapping[str, str], seen: int, now: dt.datetime) -> Saved:
    """Keep what was typed. `seen` is the number of the version that the form was filled with.

    Where another window has kept something since, both are kept and the caller is told. An empty form is no beginning.

    Raises:
        InTheWay: nothing that is tied to a person may be kept any more.
    """
    if stands_loose(panelist) and _hold_against_sealing(panelist) is not None:
        raise InTheWay(NOTHING_IS_TAKEN)
    held = locked_panelist(panelist)
    last = last_version(held)
    content = encode_typed(fields)
    if last is None and not any(fields.values()):
        return Saved(0, now)
    if last is not None and last.content == content:
        return Saved(last.number, last.kept_at)  # nothing new: saving as one writes comes often
    version = AnswerVersion.objects.create(
        panelist=held,
        number=last.number + 1 if last else 1,
        round=held.asked.round,
        content=content,
        kept_at=now,
    )
    if held.started_at is None:
        held.started_at = now
        held.save(update_fields=["started_at"])
    is_news = last is not None and last.number > seen
    return Saved(version.number, now, last if is_news else None)


@transaction.atomic
def submit_answers(*, panelist: AskedPanelist, answers: Answers, now: dt.datetime) -> Receipt:
    """Accept a panelist's answers for good. After this returns, they are on disk and in the journal, and the receipt is in the outbox.

    The same answers twice, as by a double click, are one submission with one receipt; unless the first came late and the second, after more time
    was given, does not. What had to wait until the round-up was sealed came after the seal.

    Raises:
        InTheWay: it is sealed, and nothing that is tied to a person may be kept any more.
    """
    sealed_at = _hold_against_sealing(panelist)
    if sealed_at is not None and stands_loose(panelist):
        raise InTheWay(NOTHING_IS_TAKEN)
    held = locked_panelist(panelist)
    now = now if sealed_at is None else max(now, sealed_at + A_MOMENT)
    content = encode_submitted(answers)
    standing = submitted_version(held)
    on_time = responded_in_time(deadline_of(held), now)
    if standing is not None and standing.content == content and (standing.on_time or not on_time):
        return receipt_of(standing)
    return keep_submission(held, answers, on_time=on_time, now=now)


@transaction.atomic
def withdraw_answers(*, panelist: AskedPanelist, now: dt.datetime) -> None:
    """Take back what was submitted, until the close. It stays with its author as a draft.

    Raises:
        InTheWay: nothing is submitted, or the round-up is closed.
    """
    sealed_at = _hold_against_sealing(panelist)
    held = locked_panelist(panelist)
    standing = submitted_version(held)
    if standing is None:
        raise InTheWay(NOTHING_TO_WITHDRAW)
    if sealed_at is not None or stage_now(held.asked, now) is Stage.CLOSED:
        raise InTheWay(TOO_LATE_TO_WITHDRAW)
    standing_here = held.versions.filter(is_submitted=True, withdrawn_at__isnull=True, round=held.asked.round)
    standing_here.update(withdrawn_at=now)
    about: dict[str, str | int] = {"panelist": held.public_id}
    enter(Event.ANSWERS_WITHDRAWN, outlet=held.asked.outlet, by=None, now=now, asked=held.asked, about=about)


@transaction.atomic
def confirm_answers(*, panelist: AskedPanelist, now: dt.datetime) -> int:
    """Hold to what was submitted after clarifications that came later; how many are confirmed by that. The answer counts either way."""
    held = locked_panelist(panelist)
    waiting = clarifications_to_confirm(held)
    if not waiting or stage_now(held.asked, now) is Stage.CLOSED:
        return 0
    Confirmation.objects.bulk_create(
        Confirmation(clarification=clarification, panelist=held, at=now) for clarification in waiting
    )
    about: dict[str, str | int] = {"panelist": held.public_id, "clarifications": len(waiting)}
    enter(Event.CONFIRMED, outlet=held.asked.outlet, by=None, now=now, asked=held.asked, about=about)
    return len(waiting)


@transaction.atomic
def decline(*, panelist: AskedPanelist, because: str, now: dt.datetime) -> None:
    """Say that there will be no answers. What was typed is kept; answering later takes this back.

    Raises:
        InTheWay: answers are submitted; they would have to be withdrawn first.
    """
    held = locked_panelist(panelist)
    if submitted_version(held) is not None:
        raise InTheWay(WITHDRAW_FIRST)
    held.declined_at, held.declined_because = now, because
    held.save(update_fields=["declined_at", "declined_because"])
    about: dict[str, str | int] = {"panelist": held.public_id}
    enter(Event.DECLINED, outlet=held.asked.outlet, by=None, now=now, asked=held.asked, about=about)


@transaction.atomic
def decide_edit(
    *, panelist: AskedPanelist, question: AskedQuestion, number: int, decision: Decision, remark: str, now: dt.datetime
) -> Edit:
    """Approve the last edit of an answer, object to it, or report an error of fact in it: what the round-up's policy lets panelists do.

    What is objected to is not published. `number` is that of the edit that was read, so that nobody decides on another.

    Raises:
        InTheWay: that edit does not wait for it, the time to report errors is over, or an objection says nothing.
    """
    held = locked_panelist(panelist)
    edit = standing_edit(held, question)
    may = {Approval.APPROVES: {Decision.APPROVE, Decision.OBJECT}, Approval.SHOWN: {Decision.REPORT}}
    is_allowed = decision in may.get(Approval(held.asked.approval), set())
    is_waiting = edit is not None and edit.number == number and edit.state == EditState.PROPOSED
    if edit is None or not is_allowed or not is_waiting or stage_now(held.asked, now) is not Stage.CLOSED:
        raise InTheWay(EDIT_IS_GONE)
    if decision is Decision.REPORT and not can_report(edit, now=now):
        raise InTheWay(REPORTING_IS_OVER)
    if decision is not Decision.APPROVE and not remark:
        raise InTheWay(SAY_WHAT_IS_WRONG)
    edit.remark = remark
    if decision is not Decision.REPORT:
        edit.state = EditState.APPROVED if decision is Decision.APPROVE else EditState.OBJECTED
        edit.decided_at = now
    edit.save(update_fields=["remark", "state", "decided_at"])
    about: dict[str, str | int] = {"panelist": held.public_id, "question": question.public_id, "edit": number}
    about["decision"] = decision.value
    enter(Event.EDIT_DECIDED, outlet=held.asked.outlet, by=None, now=now, asked=held.asked, about=about)
    return edit


def stop_reminders(*, panelist: AskedPanelist, now: dt.datetime) -> None:
    """No reminders from now on; an answer is as welcome as before."""
    AskedPanelist.objects.filter(pk=panelist.pk, reminders_stopped_at__isnull=True).update(reminders_stopped_at=now)


def _hold_against_sealing(panelist: AskedPanelist) -> dt.datetime | None:
    """Nobody seals until the transaction ends; when it was sealed already. Before the panelist's row, in the order in which the board holds them."""
    locked_asked(panelist.asked_id)
    return Seal.objects.filter(asked=panelist.asked_id).values_list("sealed_at", flat=True).first()
