"""The form as a panelist will see it, for the editors who ask: the same page by the same template, in any language, in which nothing can be sent."""

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from weighin.asking.life import Stage
from weighin.asking.proposals import proposal_sheet
from weighin.asking.sheet import sheet_of
from weighin.record.protocols import first_round
from weighin.site import clock
from weighin.site.languages import language_to_write_in, written
from weighin.site.mail.texts import sample_reader
from weighin.site.policy import member_of
from weighin.site.reply.form_page import form_as_asked
from weighin.site.reply.private import private
from weighin.site.reply.rounds import InRound
from weighin.site.store.lives import stage_now
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import questions_of
from weighin.site.store.scoped import own_asked


@require_safe
def preview(request: HttpRequest, asked: str) -> HttpResponse:
    """The empty form of the first round, in a frame of our own pages: no field is kept, no button sends, no link leads on."""
    row = own_asked(member_of(request), asked)
    reader = sample_reader(row, language_to_write_in(request.GET.get("language", "")))
    protocol, now = protocol_of(row), clock.now()
    here = InRound(protocol=protocol, number=first_round(protocol), before=None, standing=None, asks_why=False)
    with override(reader.language):
        shown = form_as_asked(reader, here, {}, now=now) | {
            "is_preview": True,
            "token": "",
            "sheet": sheet_of(questions_of(row), {}, say=gettext, write=written) if here.number else proposal_sheet({}),
            "seen": 0,
        }
        if stage_now(row, now) is Stage.DRAFT:
            shown["is_late"] = False
        response = private(render(request, "reply/form.html", shown))
    response._csp_update = {"script-src": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 - what csp's decorators set
    response._csp_replace = {"form-action": [NONE], "frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 - the same
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
