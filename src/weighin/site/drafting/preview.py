"""The letters and the form as an expert will have them: in each language, as wide as a telephone or as a desk, in a draft and later."""

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe
from msgspec import Struct

from weighin.site import clock
from weighin.site.languages import language_to_write_in
from weighin.site.mail import texts
from weighin.site.policy import member_of
from weighin.site.store.letters import DEADLINE, LINK, STOP_LINK
from weighin.site.store.lives import deadline_of
from weighin.site.store.models import AskedPanelist, AskedRoundup
from weighin.site.store.scoped import own_asked

LIKE_A_LINK = f"{settings.SITE_ADDRESS}/answer/…"  # whose link it will be is not decided here


class Spoken(Struct, frozen=True, kw_only=True):
    """A language that the form speaks, and how many of the panel read it."""

    code: str
    name: str
    readers: int


class Previewed(Struct, frozen=True, kw_only=True):
    """A letter as it will come."""

    name: str
    subject: str
    text: str
    has_calendar: bool = False


@require_safe
def preview(request: HttpRequest, asked: str) -> HttpResponse:
    """The choice of a language and a width, the letters, and a frame with the form."""
    row = own_asked(member_of(request), asked)
    language = language_to_write_in(request.GET.get("language", ""))
    reader = texts.sample_reader(row, language)
    shown = {
        "asked": row,
        "reader": reader,
        "language": language,
        "languages": _languages(row),
        "is_wide": request.GET.get("width") == "wide",
        "sender": settings.MAIL_SENDER,
        "letters": _letters(reader),
    }
    response = render(request, "drafting/preview.html", shown)
    response._csp_update = {"frame-src": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 - what csp's decorator sets
    return response


def _languages(asked: AskedRoundup) -> list[Spoken]:
    read = [language_to_write_in(code) for code in asked.panel.values_list("language", flat=True)]
    return [Spoken(code=code, name=name, readers=read.count(code)) for code, name in settings.LANGUAGES]


def _letters(reader: AskedPanelist) -> list[Previewed]:
    told = (
        ("The invitation", texts.invitation(reader, now=clock.now())),
        ("A reminder", texts.reminder(reader)),
    )
    return [
        Previewed(
            name=name, subject=letter.subject, text=_filled(letter.text, reader), has_calendar=bool(letter.calendar)
        )
        for name, letter in told
    ]


def _filled(text: str, reader: AskedPanelist) -> str:
    with override(reader.language):
        deadline = texts.in_zone_of(reader, deadline_of(reader))
    text = text.replace(DEADLINE, deadline).replace(STOP_LINK, f"{LIKE_A_LINK}/reminders")
    return text.replace(LINK, LIKE_A_LINK)
