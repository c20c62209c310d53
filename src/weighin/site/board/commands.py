"""What an editor does while a round-up is open, and after its close."""

import datetime as dt
import secrets

import msgspec
from django.db import transaction

from weighin.asking.life import Stage
from weighin.asking.policies import Approval
from weighin.errors import InTheWay, NotAccepted
from weighin.record.values import Stance
from weighin.sealing.seal import seal_roundup, sealed_question
from weighin.site.board.approvals import report_until_by_default, require_ahead, require_heard
from weighin.site.board.loosening import cut_loose
from weighin.site.board.queries import seats_of
from weighin.site.board.rounds import require_note_against_rules
from weighin.site.mail import texts
from weighin.site.mail.letters import write_letter
from weighin.site.store.composed import record_from_answers
from weighin.site.store.conditions import condition_of
from weighin.site.store.door import keep_asked
from weighin.site.store.journal import enter
from weighin.site.store.lives import deadline_of, stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import (
    AskedPanelist,
    AskedQuestion,
    AskedRoundup,
    Edit,
    Event,
    LetterKind,
    Member,
    Request,
    Roundup,
    Seal,
)
from weighin.site.store.questions import scale_of, terms_now
from weighin.site.store.seals import head_and_growth, seal_row
from weighin.site.store.stamps import want_stamps
from weighin.site.store.truths import sealed_seeds
from weighin.site.store.versions import (
    Author,
    answers_of,
    counted_in_ended,
    counted_version,
    counted_versions,
    standing_edit,
    submitted_version,
)

_BY_CHANCE = secrets.SystemRandom()


@transaction.atomic
def extend_deadline(panelist: AskedPanelist, until: dt.datetime, *, by: Member, now: dt.datetime) -> AskedPanelist:
    """Give one panelist more time; a letter that says so lies in the outbox as a draft.

    Raises:
        InTheWay: the round-up is a draft, or it was closed early or sealed.
        NotAccepted: that is no later than the deadline they have.
    """
    asked = locked_asked(panelist.asked_id)
    held = AskedPanelist.objects.select_related("asked", "asked__outlet").get(pk=panelist.pk)
    if asked.opened_at is None or asked.closed_early_at is not None or seal_row(asked) is not None:
        msg = "more time can be given only while a round-up is open, or after its close until it is sealed"
        raise InTheWay(msg)
    before = deadline_of(held)
    if before is not None and until <= max(before, now):
        msg = "more time ends later than the deadline that holds now, and later than this moment"
        raise NotAccepted(msg)
    held.extended_until = until
    held.save(update_fields=["extended_until"])
    about: dict[str, str | int] = {"panelist": held.public_id, "until": until.isoformat()}
    enter(Event.EXTENDED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    if held.address:
        write_letter(LetterKind.EXTENSION, held, texts.extension(held, now=now), by=by, now=now)
    return held


@transaction.atomic
def close_early(asked: AskedRoundup, *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Close a round-up before its deadline, for all.

    Raises:
        InTheWay: it is not open.
    """
    held = locked_asked(asked.pk)
    if stage_now(held, now) is not Stage.OPEN:
        msg = "only a round-up that is open can be closed"
        raise InTheWay(msg)
    held.closed_early_at, held.closed_early_by = now, by
    held.save(update_fields=["closed_early_at", "closed_early_by"])
    enter(Event.CLOSED_EARLY, outlet=held.outlet, by=by, now=now, asked=held)
    return held


@transaction.atomic
def write_reminders(asked: AskedRoundup, *, by: Member, now: dt.datetime) -> int:
    """Put a reminder to everybody who has not answered into the outbox, as a draft; how many.

    Raises:
        InTheWay: the round-up is not open.
    """
    held = locked_asked(asked.pk)
    if stage_now(held, now) is not Stage.OPEN:
        msg = "reminders are for a round-up that is open"
        raise InTheWay(msg)
    to_remind = [seat.panelist for seat in seats_of(held, now=now) if seat.may_be_reminded]
    for panelist in to_remind:
        write_letter(LetterKind.REMINDER, panelist, texts.reminder(panelist), by=by, now=now)
    return len(to_remind)


@transaction.atomic
def accept_late(panelist: AskedPanelist, *, by: Member, now: dt.datetime) -> AskedPanelist:
    """Take what came late for in time, before it is sealed; the page will say that it came late.

    Raises:
        InTheWay: nothing came late, or the round-up is sealed.
    """
    asked = locked_asked(panelist.asked_id)
    held = AskedPanelist.objects.select_related("asked", "asked__outlet").get(pk=panelist.pk)
    version = submitted_version(held)
    if version is None or version.on_time:
        msg = f"nothing of {held.name} came late"
        raise InTheWay(msg)
    if seal_row(asked) is not None:
        msg = "the round-up is sealed; what came late stays apart"
        raise InTheWay(msg)
    held.late_accepted_at, held.late_accepted_by = now, by
    held.save(update_fields=["late_accepted_at", "late_accepted_by"])
    about: dict[str, str | int] = {"panelist": held.public_id}
    enter(Event.LATE_ACCEPTED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    return held


@transaction.atomic
def settle_request(request: Request, *, by: Member, now: dt.datetime) -> Request:
    """Take what a panelist asked off the board; twice is once."""
    held = Request.objects.select_for_update(of=("self",)).select_related("panelist__asked__outlet").get(pk=request.pk)
    if held.settled_at is None:
        held.settled_at, held.settled_by = now, by
        held.save(update_fields=["settled_at", "settled_by"])
        asked = held.panelist.asked
        about: dict[str, str | int] = {"panelist": held.panelist.public_id, "request": held.number}
        enter(Event.REQUEST_SETTLED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    return held


@transaction.atomic
def seal(asked: AskedRoundup, *, by: Member, now: dt.datetime, note: str = "") -> Seal:
    """Fix the root over all commitments that count, of every round, once; a letter with it to everybody who answered lies in the outbox as a draft.

    `note`: why there is no further round where the rules, which the panel was told, say to go on.

    Raises:
        InTheWay: the round-up is not closed, is sealed already, or nobody answered; or the rules say to go on and there is no note.
    """
    held = locked_asked(asked.pk)
    if stage_now(held, now) is not Stage.CLOSED:
        msg = "a round-up is sealed after its close"
        raise InTheWay(msg)
    if seal_row(held) is not None:
        msg = "it is sealed already"
        raise InTheWay(msg)
    if held.round == 0:
        msg = "questions were proposed and none is asked yet; open the first round, or withdraw the round-up"
        raise InTheWay(msg)
    rounds = [counted_in_ended(held, ended.number) for ended in held.ended_rounds.all()]
    counted = [version for versions in rounds for version in versions.values()]
    counted += counted_versions(held).values()
    if not counted:
        msg = "nobody has answered, so there is nothing to seal"
        raise InTheWay(msg)
    require_note_against_rules(held, note, goes_on=False, by=by, now=now)
    now = max(now, *(version.kept_at for version in counted))  # while this waited for its turn, something came in
    seeds = sealed_seeds(held)
    order = list(range(len(counted) + len(seeds)))
    _BY_CHANCE.shuffle(order)
    head, growth = head_and_growth(held.outlet)
    document = seal_roundup(
        [version.commitment for version in counted],
        order=order,
        roundup=held.public_id,
        closed_at=now,
        questions=[
            sealed_question(
                question.public_id,
                question.text,
                scale=scale_of(question),
                terms=terms_now(question),
                asked_if=condition_of(question),
            )
            for question in held.questions.all()
        ],
        journal=head,
        seeds=seeds,
    )
    document = msgspec.structs.replace(document, growth=growth or msgspec.UNSET)
    row = Seal.objects.create(
        asked=held,
        root=document.witness.root,
        size=document.witness.size,
        content=msgspec.json.encode(document).decode(),
        sealed_at=now,
    )
    want_stamps(row, now=now)
    about: dict[str, str | int] = {"root": row.root, "size": row.size}
    enter(Event.SEALED, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    cut_loose(held)
    for version in {version.panelist_id: version for version in counted}.values():  # the last of each
        if version.panelist.address:
            written = texts.sealed(version.panelist, root=row.root, size=row.size, seeds=len(seeds), sealed_at=now)
            write_letter(LetterKind.SEAL, version.panelist, written, by=by, now=now, version=version)
    return row


@transaction.atomic
def propose_edit(
    author: Author,
    question: AskedQuestion,
    text: str,
    *,
    by: Member,
    now: dt.datetime,
    report_until: dt.datetime | None = None,
) -> Edit | None:
    """Put an editor's text in the place of what was submitted; None where it reads like that already.

    Where the panelist is to see it, a letter that says so lies in the outbox as a draft. Where they can report errors of fact in it, they can until
    `report_until`, by the round-up's rules where that is None; a later moment for the text that stands already is another letter.

    Raises:
        InTheWay: the round-up is not sealed yet, or the panelist did not answer this question.
        NotAccepted: `report_until` is over.
    """
    asked = locked_asked(author.asked_id)
    version = counted_version(author) if isinstance(author, AskedPanelist) else author
    given = answers_of(version).to(question.public_id) if version else None
    if seal_row(asked) is None or given is None or given.stance is Stance.NOT_ASKED:
        msg = "answers are edited once they are sealed, so that what was submitted can always be told from what was edited"
        raise InTheWay(msg)
    panelist, loose = (author, None) if isinstance(author, AskedPanelist) else (None, author)
    is_shown = asked.approval == Approval.SHOWN.value
    until = (report_until or report_until_by_default(asked, now=now)) if is_shown else None
    require_ahead(until, now=now)
    edit = standing_edit(author, question)
    if text == (edit.text if edit else given.prose):
        if edit is None or until is None or report_until is None or edit.report_until == until:
            return None
        edit.report_until = until
        edit.save(update_fields=["report_until"])
    else:
        number = author.edits.filter(question=question).count() + 1
        begun = {"proposed_by": by, "proposed_at": now, "report_until": until}
        edit = Edit.objects.create(panelist=panelist, loose=loose, question=question, number=number, text=text, **begun)
    whose = "panelist" if panelist else "answers"
    about: dict[str, str | int] = {whose: author.public_id, "question": question.public_id, "edit": edit.number}
    enter(Event.EDIT_PROPOSED, outlet=asked.outlet, by=by, now=now, asked=asked, about=about)
    if panelist and asked.approval != Approval.NOT_SHOWN.value and panelist.address:
        write_letter(LetterKind.EDIT, panelist, texts.edited(panelist, until=until), by=by, now=now)
    return edit


def compose(asked: AskedRoundup, *, by: Member, now: dt.datetime) -> Roundup:
    """Make the record from the sealed answers as they read now, and read their prose for forecasts and topics. It is private until it is published.

    Raises:
        InTheWay: it is not sealed, or what the panel was told of edits has not been kept yet.
    """
    sealed = seal_row(asked)
    if sealed is None:
        msg = "the record is made once the round-up is sealed"
        raise InTheWay(msg)
    require_heard(asked, now=now)
    record = record_from_answers(asked, sealed, day=now.date())
    return keep_asked(record, asked, by=by, now=now)
