"""Opening the next round: asked first, with its deadline and what the rules say."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.board.forms import NextRoundForm
from weighin.site.board.round_state import rounds_on_board
from weighin.site.board.rounds import open_next_round
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.scoped import own_asked


@require_http_methods(["GET", "HEAD", "POST"])
def next_round(request: HttpRequest, asked: str) -> HttpResponse:
    """Ask, and open it."""
    member = member_of(request)
    row = own_asked(member, asked)
    now = clock.now()
    form = NextRoundForm(request.POST if request.method == "POST" else None, asked=row)
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            open_next_round(row, form.cleaned_data["deadline"], note=form.cleaned_data["note"], by=member, now=now)
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
            status = HTTPStatus.CONFLICT if isinstance(error, InTheWay) else HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            messages.success(
                request, f"Round {row.round + 1} is open. The letters are drafts: read them, then send them off."
            )
            return redirect("outbox:letters", asked=row.public_id)
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = {"asked": row, "form": form, "rounds": rounds_on_board(row, now=now)}
    return render(request, "board/next_round.html", shown, status=status)
