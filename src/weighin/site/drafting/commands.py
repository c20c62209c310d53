"""What is done to a draft. Once a round-up is open, its questions and panel stand; texts that only readers see may still change."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.db import IntegrityError, transaction
from msgspec import Struct

from weighin.asking.life import Stage
from weighin.asking.missing import missing_before_opening
from weighin.asking.panel_table import TableLine
from weighin.errors import InTheWay, NotAccepted
from weighin.record.judgements import Scale, Terms
from weighin.record.protocols import first_round
from weighin.site.drafting.clearing import throw_away
from weighin.site.drafting.routing import require_nothing_hangs_on, require_order, require_scale_for_conditions
from weighin.site.drafting.seeding import commit_to_truths
from weighin.site.mail import texts
from weighin.site.mail.round_letters import write_with_reminders
from weighin.site.store.directory import expert_with_address, keep_expert, seat_columns
from weighin.site.store.journal import enter
from weighin.site.store.links import digest_of_token, token_of
from weighin.site.store.lives import questions_may_change, stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import (
    AskedPanelist,
    AskedQuestion,
    AskedRoundup,
    Event,
    Expert,
    LetterKind,
    LetterState,
    Member,
)
from weighin.site.store.protocols import protocol_of
from weighin.site.store.readiness import readiness_of

ALWAYS_CHANGEABLE = ("standfirst", "introduction")
OF_THE_DRAFT = (
    *ALWAYS_CHANGEABLE,
    *(
        "title",
        "note_to_panel",
        "deadline",
        "time_zone",
        "protocol",
        "attribution",
        "approval",
        "days_to_report",
        "asks_help",
        "publishes_panel",
        "reminders",
    ),
)


OF_A_LINE = ("name", "address", "affiliation", "language", "time_zone", "interests", "group")


class AskedFor(Struct, frozen=True, kw_only=True):
    """A question as an editor typed it."""

    text: str
    asks_prose: bool
    words_wanted: int | None = None
    scale: Scale | None
    terms: Terms | None


@transaction.atomic
def draft_roundup(columns: Mapping[str, object], *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Begin a round-up."""
    chosen = {name: columns[name] for name in OF_THE_DRAFT if name in columns}
    asked = AskedRoundup.objects.create(outlet=by.outlet, drafted_by=by, drafted_at=now, **chosen)
    enter(Event.DRAFTED, outlet=by.outlet, by=by, now=now, asked=asked)
    return asked


@transaction.atomic
def change_draft(asked: AskedRoundup, columns: Mapping[str, object], *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Put other texts, another deadline or other rules in the place of the draft's.

    Raises:
        InTheWay: the round-up is open, and what would change was told to the panel already.
    """
    held = locked_asked(asked.pk)
    changed = [name for name in OF_THE_DRAFT if name in columns and getattr(held, name) != columns[name]]
    if stage_now(held, now) is not Stage.DRAFT and set(changed) - set(ALWAYS_CHANGEABLE):
        msg = (
            "the round-up is open: the panel was told its title, rules and deadline. More time can be given on its page"
        )
        raise InTheWay(msg)
    for name in changed:
        setattr(held, name, columns[name])
    if changed:
        held.save(update_fields=changed)
        enter(Event.DRAFT_CHANGED, outlet=held.outlet, by=by, now=now, asked=held, about={"what": ", ".join(changed)})
    return held


@transaction.atomic
def add_question(asked: AskedRoundup, question: AskedFor, *, by: Member, now: dt.datetime) -> AskedQuestion:
    """Add a question at the end."""
    held = _draft(asked, now)
    row = AskedQuestion.objects.create(asked=held, position=held.questions.count() + 1, **_columns(question))
    _entered(held, f"question {row.position} added", by=by, now=now)
    return row


@transaction.atomic
def change_question(row: AskedQuestion, question: AskedFor, *, by: Member, now: dt.datetime) -> AskedQuestion:
    """Put another question in the place of this one."""
    held = _draft(row.asked, now)
    require_scale_for_conditions(row, question.scale)
    for name, value in _columns(question).items():
        setattr(row, name, value)
    row.save()
    _entered(held, f"question {row.position} changed", by=by, now=now)
    return row


@transaction.atomic
def move_question(row: AskedQuestion, *, down: bool, by: Member, now: dt.datetime) -> None:
    """Change places with the question before, or after. At the end of the list nothing moves."""
    held = _draft(row.asked, now)
    rows = list(held.questions.all())
    at = [question.pk for question in rows].index(row.pk)
    to = at + 1 if down else at - 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    _in_order(rows)
    _entered(held, f"question {at + 1} moved to {to + 1}", by=by, now=now)


@transaction.atomic
def order_questions(
    asked: AskedRoundup, order: Sequence[str], *, seen: Sequence[str], by: Member, now: dt.datetime
) -> None:
    """Put the questions into another order at once. `seen` is the order that was on the screen: who saw another one changes nothing.

    Raises:
        InTheWay: somebody else has moved, added or removed a question since, or the round-up is open.
    """
    held = _draft(asked, now)
    rows = {question.public_id: question for question in held.questions.all()}
    if list(seen) != list(rows) or sorted(order) != sorted(rows):
        msg = "the questions were moved, added or removed in another window since this one was opened. Nothing was changed here: look at them as they are now, and move them again"
        raise InTheWay(msg)
    if list(order) != list(rows):
        _in_order([rows[identifier] for identifier in order])
        _entered(held, "order of the questions", by=by, now=now)


@transaction.atomic
def remove_question(row: AskedQuestion, *, by: Member, now: dt.datetime) -> None:
    """Take a question out of the draft."""
    held = _draft(row.asked, now)
    require_nothing_hangs_on(row)
    position = row.position
    row.delete()
    _in_order(list(held.questions.all()))
    _entered(held, f"question {position} removed", by=by, now=now)


@transaction.atomic
def add_panelist(
    asked: AskedRoundup, columns: Mapping[str, str], *, by: Member, now: dt.datetime, expert: Expert | None = None
) -> AskedPanelist:
    """Put somebody on the panel; on an open round-up, too: then their invitation and reminders lie in the outbox as drafts. Whose address is an expert's is that expert.

    Raises:
        NotAccepted: the expert or the address is on the panel already.
        InTheWay: the round-up is closed.
    """
    held = locked_asked(asked.pk)
    if stage_now(held, now) is Stage.CLOSED:
        msg = "the round-up is closed"
        raise InTheWay(msg)
    last = held.panel.order_by("-position").first()
    expert = expert or expert_with_address(held.outlet, columns.get("address", ""))
    panelist = AskedPanelist(asked=held, expert=expert, position=last.position + 1 if last else 1, **columns)
    panelist.link_digest = digest_of_token(token_of(panelist))
    try:
        with transaction.atomic():
            panelist.save(force_insert=True)
    except IntegrityError as error:
        msg = f"{panelist.name} ({panelist.address}) is on the panel already"
        raise NotAccepted(msg) from error
    about: dict[str, str | int] = {"panelist": panelist.public_id}
    enter(Event.PANELIST_ADDED, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    if panelist.address and stage_now(held, now) is Stage.OPEN:
        _write_invitation(panelist, by=by, now=now)
    return panelist


@transaction.atomic
def add_and_keep(asked: AskedRoundup, columns: Mapping[str, str], *, by: Member, now: dt.datetime) -> AskedPanelist:
    """Put somebody on the panel and, where they are not there yet, into the directory.

    Raises:
        NotAccepted, InTheWay: as `add_panelist`.
    """
    expert = expert_with_address(by.outlet, columns.get("address", ""))
    if expert is None:
        known = dict(columns) | {"languages": columns.get("language", "")}
        expert = keep_expert(known, affiliation=columns.get("affiliation", ""), by=by, now=now)
    return add_panelist(asked, columns, by=by, now=now, expert=expert)


@transaction.atomic
def add_experts(
    asked: AskedRoundup, experts: Iterable[Expert], *, by: Member, now: dt.datetime, group: str = ""
) -> int:
    """Put experts of the directory on the panel with what holds today, all or none, in one group of stakeholders or none; how many.

    Raises:
        NotAccepted, InTheWay: as `add_panelist`.
    """
    chosen = list(experts)
    for expert in chosen:
        add_panelist(asked, seat_columns(expert, day=now.date()) | {"group": group}, by=by, now=now, expert=expert)
    return len(chosen)


@transaction.atomic
def add_panel(
    asked: AskedRoundup, lines: Sequence[TableLine], *, by: Member, now: dt.datetime, keeps: bool = False
) -> int:
    """Put the good lines of a table on the panel, all or none; how many. `keeps`: into the directory too.

    Raises:
        NotAccepted: a line is bad, or on the panel already.
    """
    for line in lines:
        if line.flaw:
            msg = f"line {line.number}: {line.flaw}"
            raise NotAccepted(msg)
        columns = {name: getattr(line, name) for name in OF_A_LINE}
        (add_and_keep if keeps else add_panelist)(asked, columns, by=by, now=now)
    return len(lines)


@transaction.atomic
def remove_panelist(panelist: AskedPanelist, *, by: Member, now: dt.datetime) -> None:
    """Take somebody off the panel who has not been written to and has written nothing.

    Raises:
        InTheWay: a letter went out, or may have, or is on its way; or something is saved.
    """
    held = locked_asked(panelist.asked_id)
    sent_off = panelist.letters.exclude(state__in=[LetterState.DRAFT, LetterState.DISCARDED])
    if panelist.invited_at or panelist.versions.exists() or sent_off.exists():
        msg = f"{panelist.name} has been invited or has begun to answer, and stays on the panel"
        raise InTheWay(msg)
    about: dict[str, str | int] = {"panelist": panelist.public_id}
    panelist.delete()
    enter(Event.PANELIST_REMOVED, outlet=held.outlet, by=by, now=now, asked=held, about=about)


@transaction.atomic
def open_roundup(asked: AskedRoundup, *, by: Member, now: dt.datetime) -> AskedRoundup:
    """Open a round-up: links lead to the form from now on. Test runs of it end, so that nobody answers in the wrong place.

    Invitations to everybody lie in the outbox as drafts, and the reminders that the draft foresees, each with its day; who has answered by then
    gets none.

    Raises:
        InTheWay: something is missing, or it is open already.
    """
    held = locked_asked(asked.pk)
    if stage_now(held, now) is not Stage.DRAFT:
        msg = "the round-up is open already"
        raise InTheWay(msg)
    missing = missing_before_opening(readiness_of(held), now=now)
    if missing:
        raise InTheWay(" ".join(missing))
    held.opened_at, held.opened_by, held.round = now, by, first_round(protocol_of(held))
    held.save(update_fields=["opened_at", "opened_by", "round"])
    about: dict[str, str | int] = {"protocol": held.protocol} if held.protocol else {}
    enter(Event.OPENED, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    throw_away(held)
    if held.round > 0:
        commit_to_truths(held, by=by, now=now)
    for panelist in held.panel.exclude(address=""):
        panelist.asked = held
        _write_invitation(panelist, by=by, now=now)
    return held


def _write_invitation(panelist: AskedPanelist, *, by: Member, now: dt.datetime) -> None:
    write_with_reminders(LetterKind.INVITATION, panelist, texts.invitation(panelist, now=now), by=by, now=now)


def _columns(question: AskedFor) -> dict[str, object]:
    return {
        "text": question.text,
        "asks_prose": question.asks_prose,
        "words_wanted": question.words_wanted,
        "scale": msgspec.json.encode(question.scale).decode() if question.scale else "",
        "terms": msgspec.json.encode(question.terms).decode() if question.terms else "",
    }


def _in_order(rows: Sequence[AskedQuestion]) -> None:
    require_order(rows)
    for position, row in enumerate(rows, start=1):
        row.position = position
    AskedQuestion.objects.bulk_update(rows, ["position"])


def _entered(asked: AskedRoundup, what: str, *, by: Member, now: dt.datetime) -> None:
    enter(Event.DRAFT_CHANGED, outlet=asked.outlet, by=by, now=now, asked=asked, about={"what": what})


def _draft(asked: AskedRoundup, now: dt.datetime) -> AskedRoundup:
    held = locked_asked(asked.pk)
    if not questions_may_change(held, now):
        msg = "the round-up is open: its questions and its rules stand"
        raise InTheWay(msg)
    return held
