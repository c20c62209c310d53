"""The form as a page: the questions with what was typed, what stands beside them, and what the panelist is told above and below."""

import datetime as dt
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timesince import timeuntil
from django.utils.translation import gettext, gettext_noop

from weighin.asking.answers import Asked, Flaw
from weighin.asking.life import Stage, responded_in_time
from weighin.asking.policies import Approval
from weighin.asking.proposals import ShownProposal, proposal_sheet
from weighin.asking.sheet import Shown, help_field, sheet_of
from weighin.asking.words import WORD
from weighin.site import clock
from weighin.site.languages import written
from weighin.site.mail.protocol_texts import protocol_told
from weighin.site.mail.texts import APPROVAL_TOLD, ATTRIBUTION_TOLD, in_zone_of
from weighin.site.reply.group import beside_questions
from weighin.site.reply.private import private
from weighin.site.reply.queries import what_became_of_proposals_told
from weighin.site.reply.rounds import InRound
from weighin.site.store.attributions import attribution_of, stands_loose
from weighin.site.store.discussions import is_discussed
from weighin.site.store.lives import deadline_of, stage_now
from weighin.site.store.models import AskedPanelist
from weighin.site.store.seals import seal_row
from weighin.site.store.versions import clarifications_to_confirm

OVERLOOKED = gettext_noop(
    "Another window has saved something else since you opened this one. Both are kept. Compare, and save again what is to stand."
)
ANOTHER_ROUND = gettext_noop(
    "Since you opened this form, the next round has begun. What you typed is saved. Look at what is new, then submit."
)
Typed = Mapping[str, str]


class FormPage(NamedTuple):
    """The form of one panelist in the round that is open or was last."""

    request: HttpRequest
    panelist: AskedPanelist
    here: InRound
    questions: tuple[Asked, ...]

    def with_flaws(self, typed: Typed, seen: int, flaws: Sequence[Flaw]) -> HttpResponse:
        """What keeps it from being submitted, each at its question."""
        told = [flaw.reason for flaw in flaws if not flaw.question]
        notice = gettext("Not submitted yet: see what is marked below. What you typed is saved.")
        if told:
            notice = f"{gettext('Not submitted.')} {told[0]}"
        return self.again(typed, seen, notice, status=HTTPStatus.UNPROCESSABLE_ENTITY, flaws=flaws)

    def again(self, typed: Typed, seen: int, notice: str, *, status: int, **on_sheet: Any) -> HttpResponse:
        """With what was typed, and a notice above it."""
        return self.filled(typed, seen=seen, notice=notice, status=status, **on_sheet)

    def filled(
        self, fields: Typed, *, seen: int, notice: str = "", status: int = HTTPStatus.OK, **on_sheet: Any
    ) -> HttpResponse:
        """With these fields; `seen` is the number of the version that they are from."""
        shown = form_as_asked(self.panelist, self.here, fields, now=clock.now()) | {
            "token": self.request.resolver_match.kwargs["token"] if self.request.resolver_match else "",
            "sheet": self.sheet(fields, **on_sheet),
            "proposed": what_became_of_proposals_told(self.panelist.asked) if self.here.number else [],
            "is_discussed": is_discussed(self.panelist.asked),
            "seen": seen,
            "notice": notice,
            "is_saved": "saved" in self.request.GET,
            "to_confirm": clarifications_to_confirm(self.panelist),
        }
        return private(render(self.request, "reply/form.html", shown, status=status))

    def sheet(self, fields: Typed, **on_sheet: Any) -> list[Shown] | list[ShownProposal]:
        """The questions as they stand, each beside the group's answers where the protocol shows them; in round 0 places for proposals."""
        if self.here.number == 0:
            return proposal_sheet(fields, **on_sheet)
        beside = beside_questions(self.panelist, self.questions)
        why = self.here.asks_why
        return sheet_of(self.questions, fields, beside=beside, asks_why=why, say=gettext, write=written, **on_sheet)


def form_as_asked(panelist: AskedPanelist, here: InRound, fields: Typed, *, now: dt.datetime) -> dict[str, Any]:
    """What the form says of the round-up to a panelist, whatever they have typed, and to whoever looks at a preview of it."""
    asked, deadline = panelist.asked, deadline_of(panelist)
    return {
        "panelist": panelist,
        "asked": asked,
        "here": here,
        "standing": here.standing,
        "protocol": protocol_told(here.protocol),
        "notes": asked.protocol_notes.all(),
        "help_field": help_field(fields, gettext) if asked.asks_help and here.number else None,
        "deadline": in_zone_of(panelist, deadline),
        "left": timeuntil(deadline, now, depth=2) if deadline else "",
        "is_over": stands_loose(panelist) and seal_row(asked) is not None,
        "is_late": not responded_in_time(deadline, now),
        "is_closed": stage_now(asked, now) is Stage.CLOSED,
        "attribution": gettext(ATTRIBUTION_TOLD[attribution_of(panelist)]),
        "approval": gettext(APPROVAL_TOLD[Approval(asked.approval)]),
        "overlooked": OVERLOOKED,
        "word": WORD,
    }
