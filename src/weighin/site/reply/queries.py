"""What the form shows, and what its author sees after the close."""

import datetime as dt

from django.utils.translation import gettext, gettext_noop
from msgspec import Struct

from weighin.asking.answers import Asked
from weighin.asking.edits import Piece, word_changes
from weighin.asking.form import HELP, field_names
from weighin.asking.judged import judgement_said
from weighin.asking.policies import Approval
from weighin.asking.proposals import proposal_fields
from weighin.record.rounds import Fate
from weighin.record.values import Stance
from weighin.site.languages import written
from weighin.site.mail.texts import in_zone_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedQuestion, AskedRoundup, Edit, EditState
from weighin.site.store.proposals import what_became_of_proposals
from weighin.site.store.questions import scale_of
from weighin.site.store.versions import answers_of, can_report, standing_edit

FATE_TOLD = {
    Fate.KEPT: gettext_noop("Asked as it was proposed, as question %(number)s"),
    Fate.MERGED: gettext_noop("Merged with others into question %(number)s"),
    Fate.REWORDED: gettext_noop("Reworded, as question %(number)s"),
    Fate.LEFT_OUT: gettext_noop("Not asked"),
}


class AnswerAfterwards(Struct, frozen=True, kw_only=True):
    """One's own answer after the close. `edit` and `changes` are there only where the policy shows them.

    `report_until` is the moment, as it is told, until which errors could be reported in the edit; `is_over` where it has passed.
    """

    question: AskedQuestion
    submitted: str
    judgement: str
    edit: Edit | None
    changes: tuple[Piece, ...]
    waits: bool
    is_over: bool
    report_until: str
    objected: Edit | None


def names_of_fields(panelist: AskedPanelist, questions: tuple[Asked, ...], *, asks_why: bool) -> list[str]:
    """Every field that the form has in this round."""
    if panelist.asked.round == 0:
        return [name for names in proposal_fields() for name in names]
    return [*field_names(questions, asks_why=asks_why), *([HELP] if panelist.asked.asks_help else [])]


class ProposalTold(Struct, frozen=True, kw_only=True):
    """What became of a proposal, as the panel is told."""

    text: str
    fate_told: str
    because: str


def what_became_of_proposals_told(asked: AskedRoundup) -> list[ProposalTold]:
    """Every proposal of round 0 with its fate, in the panelist's language."""
    told = []
    for one in what_became_of_proposals(asked):
        number = {"number": one.question[1:]} if one.question else {}
        told.append(ProposalTold(text=one.text, fate_told=gettext(FATE_TOLD[one.fate]) % number, because=one.because))
    return told


def answers_afterwards(panelist: AskedPanelist, version: AnswerVersion, *, now: dt.datetime) -> list[AnswerAfterwards]:
    """What was submitted to each question, and the edit of it that the panelist may see."""
    is_shown = panelist.asked.approval != Approval.NOT_SHOWN.value
    reports = panelist.asked.approval == Approval.SHOWN.value
    answers, shown = answers_of(version), []
    for question in panelist.asked.questions.all():
        given = answers.to(question.public_id)
        if given is None or given.is_silent or given.stance is Stance.NOT_ASKED:
            continue
        edit = standing_edit(panelist, question) if is_shown else None
        objected = panelist.edits.filter(question=question, state=EditState.OBJECTED).order_by("-number").first()
        scale = scale_of(question)
        shown.append(
            AnswerAfterwards(
                question=question,
                submitted=given.prose,
                judgement=judgement_said(given.judgement, scale, say=gettext, write=written) if given.judgement else "",
                edit=edit,
                changes=word_changes(given.prose, edit.text) if edit else (),
                waits=edit is not None
                and edit.state == EditState.PROPOSED
                and (not reports or can_report(edit, now=now)),
                report_until=in_zone_of(panelist, edit.report_until) if reports and edit and edit.report_until else "",
                is_over=reports and edit is not None and edit.report_until is not None and now > edit.report_until,
                objected=objected
                if is_shown and (edit is None or (objected and objected.number > edit.number))
                else None,
            )
        )
    return shown
