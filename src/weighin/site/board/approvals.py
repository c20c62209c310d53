"""Edits that panelists see before readers do: until when they can report an error, what they said, and what became of it."""

import datetime as dt

from django.db import transaction

from weighin.asking.policies import Approval
from weighin.errors import InTheWay, NotAccepted
from weighin.site.board.queries import reporting_until, what_panelists_say
from weighin.site.mail import texts
from weighin.site.mail.letters import write_letter
from weighin.site.mail.texts import zone_of_roundup
from weighin.site.store.journal import enter
from weighin.site.store.models import AskedRoundup, Edit, EditState, Event, Letter, LetterKind, LetterState, Member
from weighin.site.store.versions import standing_edits

WENT_OUT = (LetterState.QUEUED, LetterState.SENDING, LetterState.SENT, LetterState.PERHAPS_SENT)


def report_until_by_default(asked: AskedRoundup, *, now: dt.datetime) -> dt.datetime:
    """So many days after now as the round-up's rules say, to the full hour."""
    return (now + dt.timedelta(days=asked.days_to_report)).replace(minute=0, second=0, microsecond=0)


@transaction.atomic
def settle_report(edit: Edit, answer: str, *, by: Member, now: dt.datetime) -> Edit:
    """Take what a panelist said to an edit (no answer), or answer it; the answer lies in the outbox as a draft. The panelist sees which.

    Raises:
        InTheWay: there is nothing to settle, or somebody has settled it.
    """
    held = (
        Edit.objects.select_for_update(of=("self",))
        .select_related("panelist__asked__outlet", "question")
        .get(pk=edit.pk)
    )
    panelist = held.panelist
    if panelist is None or not held.remark or held.state == EditState.APPROVED or held.report_settled_at is not None:
        msg = "there is nothing to settle here, or somebody has settled it already"
        raise InTheWay(msg)
    held.report_settled_at, held.report_settled_by, held.report_answer = now, by, answer
    held.save(update_fields=["report_settled_at", "report_settled_by", "report_answer"])
    about: dict[str, str | int] = {"panelist": panelist.public_id, "question": held.question.public_id}
    about |= {"edit": held.number, "how": "answered" if answer else "taken"}
    enter(Event.REPORT_SETTLED, outlet=panelist.asked.outlet, by=by, now=now, asked=panelist.asked, about=about)
    if answer and panelist.address:
        written = texts.report_answered(panelist, report=held.remark, answer=answer)
        write_letter(LetterKind.MESSAGE, panelist, written, by=by, now=now)
    return held


def require_heard(asked: AskedRoundup, *, now: dt.datetime) -> None:
    """Before a record is made, the policy that the panel was told has been kept.

    Raises:
        InTheWay: an edit waits for approval, was not shown yet, can still be reported on, or a report is not settled.
    """
    match Approval(asked.approval):
        case Approval.APPROVES:
            if names := _named(_last_proposed(asked)):
                msg = f"edits wait for approval by {names}"
                raise InTheWay(msg)
        case Approval.SHOWN:
            _require_shown(asked, now)
        case Approval.NOT_SHOWN:
            return


def require_ahead(until: dt.datetime | None, *, now: dt.datetime) -> None:
    """A day by which somebody is to report lies ahead.

    Raises:
        NotAccepted: it is over.
    """
    if until is not None and until <= now:
        msg = "panelists can report errors until a later moment than now"
        raise NotAccepted(msg)


def _require_shown(asked: AskedRoundup, now: dt.datetime) -> None:
    if names := _named(_not_shown(asked)):
        msg = f"the panel was told that edits are shown, and the letter that says so has not gone to {names}: send it from the outbox"
        raise InTheWay(msg)
    until = reporting_until(asked)
    if until is not None and now <= until:
        there = until.astimezone(zone_of_roundup(asked))
        msg = f"panelists can report errors of fact until {there:%-d %B %Y, %H:%M} ({asked.time_zone}); the record is made after that"
        raise InTheWay(msg)
    if names := _named(what_panelists_say(asked)):
        msg = f"what {names} reported is not settled yet: take it, or answer it"
        raise InTheWay(msg)


def _last_proposed(asked: AskedRoundup) -> list[Edit]:
    """The edits that stand and that nobody has decided on."""
    standing = standing_edits(asked).values()
    return [
        edit
        for edit in standing
        if edit.state == EditState.PROPOSED and edit.panelist and edit.panelist.erased_at is None
    ]


def _not_shown(asked: AskedRoundup) -> list[Edit]:
    """Of those, whose panelist has an address and was sent no letter since."""
    told = Letter.objects.filter(asked=asked, kind=LetterKind.EDIT, state__in=WENT_OUT)
    sent = set(told.values_list("panelist_id", "written_at"))
    return [
        edit
        for edit in _last_proposed(asked)
        if edit.panelist
        and edit.panelist.address
        and not any(who == edit.panelist_id and written >= edit.proposed_at for who, written in sent)
    ]


def _named(edits: list[Edit]) -> str:
    return ", ".join(sorted({edit.panelist.name for edit in edits if edit.panelist}))
