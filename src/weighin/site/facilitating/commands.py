"""Each thing done between answers: once, whole, with its entry in the journal, which holds nothing of what was written."""

import datetime as dt

import msgspec
from django.db import transaction
from msgspec import Struct

from weighin.asking.life import Stage
from weighin.errors import InTheWay, NotAccepted
from weighin.record.judgements import Judgement, require_fit
from weighin.record.protocols import Facilitated
from weighin.record.rounds import Fate
from weighin.site.store.discussions import may_contribute
from weighin.site.store.journal import enter
from weighin.site.store.lives import stage_now
from weighin.site.store.locks import locked_asked
from weighin.site.store.models import (
    AskedQuestion,
    AskedRoundup,
    Contribution,
    DecidedProposal,
    Event,
    GroupJudgement,
    Member,
)
from weighin.site.store.proposals import ProposalShown
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import scale_of


class Decision(Struct, frozen=True, kw_only=True):
    """What is to become of a proposal. `question` None: it becomes a question of its own, or, left out, none."""

    fate: Fate
    question: AskedQuestion | None = None
    because: str = ""


@transaction.atomic
def decide_proposal(
    asked: AskedRoundup, proposal: ProposalShown, decision: Decision, *, by: Member, now: dt.datetime
) -> DecidedProposal:
    """Say what becomes of a proposal; until the first round opens that can be decided otherwise. What is kept and has no question yet becomes one.

    Raises:
        InTheWay: questions are being proposed still, or are asked already.
        NotAccepted: no reason for what is not kept as it is, or no question for what is merged or reworded.
    """
    held = locked_asked(asked.pk)
    if held.round != 0 or stage_now(held, now) is not Stage.CLOSED:
        msg = "proposals are decided on after the close of the round in which they are made, and before the next is opened"
        raise InTheWay(msg)
    if decision.fate is not Fate.KEPT and not decision.because:
        msg = "say why: the panel and the record are told"
        raise NotAccepted(msg)
    question = decision.question
    if decision.fate is Fate.LEFT_OUT:
        question = None
    elif question is None and decision.fate is Fate.KEPT:
        question = AskedQuestion.objects.create(asked=held, position=held.questions.count() + 1, text=proposal.text)
    elif question is None:
        msg = "choose the question that it went into; write it first, on the draft's page"
        raise NotAccepted(msg)
    row, _ = DecidedProposal.objects.update_or_create(
        version=proposal.version,
        place=proposal.place,
        defaults={
            "fate": decision.fate.value,
            "question": question,
            "because": decision.because,
            "decided_by": by,
            "decided_at": now,
        },
    )
    about: dict[str, str | int] = {"fate": decision.fate.value}
    enter(Event.PROPOSAL_DECIDED, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    return row


@transaction.atomic
def contribute_as_facilitator(
    asked: AskedRoundup, question: AskedQuestion, text: str, *, by: Member, now: dt.datetime
) -> Contribution:
    """Say something in the discussion, as its facilitator.

    Raises:
        InTheWay: there is none, or it is closed.
    """
    held = locked_asked(asked.pk)
    if not may_contribute(held, stage_now(held, now)):
        msg = "there is no discussion, or it is closed"
        raise InTheWay(msg)
    made = Contribution.objects.create(asked=held, question=question, facilitator=by, text=text, at=now)
    about: dict[str, str | int] = {"contribution": made.public_id}
    enter(Event.CONTRIBUTED, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    return made


@transaction.atomic
def withhold(contribution: Contribution, because: str, *, by: Member, now: dt.datetime) -> Contribution:
    """Take a contribution out of the panel's sight; that it was, and why, stays there. Twice is once.

    Raises:
        NotAccepted: no reason.
    """
    if not because:
        msg = "say why: the panel is told"
        raise NotAccepted(msg)
    held = Contribution.objects.select_for_update(of=("self",)).select_related("asked__outlet").get(pk=contribution.pk)
    if held.withheld_at is None:
        held.withheld_at, held.withheld_by, held.withheld_because = now, by, because
        held.save(update_fields=["withheld_at", "withheld_by", "withheld_because"])
        about: dict[str, str | int] = {"contribution": held.public_id}
        enter(Event.CONTRIBUTION_WITHHELD, outlet=held.asked.outlet, by=by, now=now, asked=held.asked, about=about)
    return held


@transaction.atomic
def enter_group_judgement(
    question: AskedQuestion,
    judgement: Judgement,
    *,
    rationale: str,
    agreed_at: dt.datetime,
    by: Member,
    now: dt.datetime,
) -> GroupJudgement:
    """Keep what the group agreed on, in the place of what was entered before.

    Raises:
        InTheWay: the protocol has no meeting, or everybody can still judge alone.
        NotAccepted: it does not fit the question's scale, or was agreed on in the future or before the close.
    """
    held = locked_asked(question.asked_id)
    if not isinstance(protocol_of(held), Facilitated):
        msg = "by its protocol this round-up has no meeting in which a group agrees"
        raise InTheWay(msg)
    if stage_now(held, now) is not Stage.CLOSED:
        msg = "the group meets after everybody has judged alone: wait for the close"
        raise InTheWay(msg)
    scale = scale_of(question)
    if scale is None:
        msg = "this question asks for prose alone; there is nothing to agree on in figures"
        raise InTheWay(msg)
    try:
        require_fit(judgement, scale)
    except ValueError as error:
        raise NotAccepted(str(error)) from error
    if held.opened_at is None or not held.opened_at <= agreed_at <= now:
        msg = "the group agreed after the round-up was opened, and no later than now"
        raise NotAccepted(msg)
    row, _ = GroupJudgement.objects.update_or_create(
        question=question,
        defaults={
            "content": msgspec.json.encode(judgement).decode(),
            "rationale": rationale,
            "agreed_at": agreed_at,
            "entered_by": by,
            "entered_at": now,
        },
    )
    about: dict[str, str | int] = {"question": question.public_id}
    enter(Event.GROUP_AGREED, outlet=held.outlet, by=by, now=now, asked=held, about=about)
    return row
