"""A test run on the desk: beginning it, finding it, throwing it away."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weighin.errors import InTheWay
from weighin.site import clock
from weighin.site.drafting import testing
from weighin.site.drafting.clearing import throw_away
from weighin.site.environment import MAILBOX
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.links import token_of
from weighin.site.store.scoped import own_asked

LANGUAGES = dict(settings.LANGUAGES)


@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HttpRequest, asked: str) -> HttpResponse:
    """What a test is, and the one that runs; a POST begins it anew."""
    member = member_of(request)
    row = own_asked(member, asked)
    status, notice = HTTPStatus.OK, ""
    if request.method == "POST":
        language = request.POST.get("language", "")
        try:
            testing.begin_test(row, by=member, now=clock.now(), language=language if language in LANGUAGES else "")
        except InTheWay as error:
            status, notice = HTTPStatus.CONFLICT, sentence(error)
        else:
            messages.success(request, f"The invitation is on its way to {member.address}.")
            return redirect("drafting:test", asked=row.public_id)
    seat = testing.seat_in_test(row, member)
    shown = {
        "asked": row,
        "notice": notice,
        "seat": seat,
        "token": token_of(seat) if seat else "",
        "letters": seat.letters.order_by("written_at", "pk") if seat else (),
        "languages": settings.LANGUAGES,
        "has_server": settings.MAIL_SERVER is not None,
        "is_mailbox": settings.MAIL_SERVER == MAILBOX,
    }
    return render(request, "drafting/test.html", shown, status=status)


@require_POST
def end(request: HttpRequest, asked: str) -> HttpResponse:
    """Throw one's own test away."""
    member = member_of(request)
    row = own_asked(member, asked)
    if throw_away(row, of=member):
        messages.success(request, "The test is thrown away: its link leads nowhere now.")
    return redirect("drafting:test", asked=row.public_id)
