"""What the board shows. Before the close nothing here looks into what anybody wrote."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db.models import Max, prefetch_related_objects
from msgspec import Struct

from weighin.asking.edits import Piece, word_changes
from weighin.asking.life import Stage
from weighin.asking.policies import Approval
from weighin.asking.sifting import Sieve
from weighin.asking.standing import Standing, may_be_reminded
from weighin.record.values import Stance
from weighin.site.store.counted import counted_of
from weighin.site.store.incoming import FROM_PEOPLE
from weighin.site.store.letters_in import mail_to_settle
from weighin.site.store.lives import deadline_of, stage_now
from weighin.site.store.models import (
    AskedPanelist,
    AskedQuestion,
    AskedRoundup,
    Edit,
    EditState,
    IncomingMail,
    MailKind,
    Outlet,
)
from weighin.site.store.seals import seal_document
from weighin.site.store.sifted import panel_through, passes
from weighin.site.store.standings import bounces
from weighin.site.store.versions import Author, standing_edits

A_PAGE = 50
SEATS_ON_A_PAGE = 100
EVERYBODY = Sieve()


class Seat(Struct, frozen=True, kw_only=True):
    """A panelist on the board: where they stand, and until when they can answer."""

    panelist: AskedPanelist
    standing: Standing
    deadline: dt.datetime | None
    may_be_reminded: bool
    mail: tuple[IncomingMail, ...] = ()  # what came from them, or about them, and is not settled


class ListedAsked(Struct, frozen=True):
    """An asked round-up in the list."""

    asked: AskedRoundup
    stage: Stage


class AnswerShown(Struct, frozen=True, kw_only=True):
    """One answer after the close: what was submitted, what it reads as now, what lies between, and what the panelist said to edits of it."""

    author: Author
    name: str
    affiliation: str
    question: AskedQuestion
    stance: str
    submitted: str
    now: str
    changes: tuple[Piece, ...]
    edit: Edit | None
    remarks: list[Edit]
    is_late: bool
    help: str = ""


def asked_of(outlet: Outlet, number: str, *, now: dt.datetime) -> tuple[Page[AskedRoundup], list[ListedAsked]]:
    """One page of what an outlet asks, the last drafted first."""
    rows = outlet.asked.select_related("drafted_by", "outlet").order_by("-drafted_at", "-pk")
    page = Paginator(rows, A_PAGE).get_page(number)
    return page, [ListedAsked(row, stage_now(row, now)) for row in page]


def seats_of(asked: AskedRoundup, *, now: dt.datetime) -> list[Seat]:
    """The panel in its order, and where each stands."""
    is_closed = stage_now(asked, now) is Stage.CLOSED
    seats, mail = [], mail_to_settle(asked)
    for panelist, standing in panel_through(asked, EVERYBODY, is_closed=is_closed):
        is_willing = may_be_reminded(
            standing,
            reminders_stopped=panelist.reminders_stopped_at is not None,
            address_bounces=bounces(panelist),
        )
        seats.append(
            Seat(
                panelist=panelist,
                standing=standing,
                deadline=deadline_of(panelist),
                may_be_reminded=is_willing and bool(panelist.address),
                mail=tuple(mail.get(panelist.pk, ())),
            )
        )
    return seats


def seats_through(seats: list[Seat], sieve: Sieve, number: str) -> Page[Seat]:
    """One page of those whom a sieve lets through, with the notes about them."""
    chosen = [seat for seat in seats if passes(seat.panelist, seat.standing, sieve)]
    page = Paginator(chosen, SEATS_ON_A_PAGE).get_page(number)
    prefetch_related_objects([seat.panelist for seat in page], "notes__by")
    return page


def what_panelists_say(asked: AskedRoundup) -> list[Edit]:
    """What panelists said to edits and no editor has settled yet: errors of fact, objections."""
    said = Edit.objects.filter(panelist__asked=asked, report_settled_at__isnull=True).exclude(remark="")
    return list(said.exclude(state=EditState.APPROVED).select_related("panelist", "question").order_by("pk"))


def reporting_until(asked: AskedRoundup) -> dt.datetime | None:
    """The last moment at which anybody can report an error in an edit that they are shown; None where nobody can."""
    if asked.approval != Approval.SHOWN.value:
        return None
    shown = Edit.objects.filter(panelist__asked=asked, panelist__erased_at__isnull=True, state=EditState.PROPOSED)
    last: dt.datetime | None = shown.aggregate(last=Max("report_until"))["last"]
    return last


def mail_on_board(seats: Iterable[Seat]) -> list[IncomingMail]:
    """What panelists wrote by mail and what came back for good, the last first; without what stands in it. Other mail stands beside its panelist."""
    kinds = FROM_PEOPLE | {MailKind.BOUNCE.value}
    found = [mail for seat in seats for mail in seat.mail if mail.kind in kinds]
    return sorted(found, key=lambda mail: (mail.received_at, mail.pk), reverse=True)


def not_asked_after_close(asked: AskedRoundup, question: AskedQuestion, *, now: dt.datetime) -> list[AskedPanelist]:
    """Who answered and was not asked this question, by what they had answered to an earlier one; nobody before the close."""
    if stage_now(asked, now) is not Stage.CLOSED:
        return []
    given = ((one.author, one.answers.to(question.public_id)) for one in counted_of(asked))
    return [
        author
        for author, one in given
        if isinstance(author, AskedPanelist) and one is not None and one.stance is Stance.NOT_ASKED
    ]


def answers_after_close(asked: AskedRoundup, question: AskedQuestion, *, now: dt.datetime) -> list[AnswerShown]:
    """The answers to one question that count; none before the close, to nobody. What is anonymous to editors too comes with the seal, of nobody."""
    if stage_now(asked, now) is not Stage.CLOSED:
        return []
    shown, edits, remarks = [], standing_edits(asked), defaultdict(list)
    for remarked in question.edits.exclude(remark="").select_related("panelist"):
        remarks[remarked.panelist_id].append(remarked)
    for one in counted_of(asked):
        given = one.answers.to(question.public_id)
        if given is None or given.is_silent or given.stance is Stance.NOT_ASKED:
            continue
        edit = edits.get((one.identifier, question.pk))
        reads = edit.text if edit else given.prose
        shown.append(
            AnswerShown(
                author=one.author,
                name=one.author.name if isinstance(one.author, AskedPanelist) else one.name,
                affiliation=one.author.affiliation if isinstance(one.author, AskedPanelist) else "",
                question=question,
                stance=given.stance.value,
                submitted=given.prose,
                now=reads,
                changes=word_changes(given.prose, reads) if edit else (),
                edit=edit,
                remarks=remarks[one.author.pk] if isinstance(one.author, AskedPanelist) else [],
                is_late=one.is_late,
                help=one.answers.help.value if one.answers.help else "",
            )
        )
    return shown


class SealedCounts(Struct, frozen=True):
    """Of what the leaves of a seal are: what was submitted, and true values of seed questions."""

    submissions: int
    seeds: int


def sealed_counts(asked: AskedRoundup) -> SealedCounts | None:
    """How many leaves are what; None where it is not sealed."""
    document = seal_document(asked)
    if document is None:
        return None
    seeds = len(document.seeds or ())
    return SealedCounts(document.witness.size - seeds, seeds)
