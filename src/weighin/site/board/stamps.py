"""Stamps of the seal from outside: their files, and asking again for what has not come."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from weighin.sealing.stamps import MEDIA_TYPES
from weighin.site import clock
from weighin.site.policy import member_of
from weighin.site.store.models import Seal, StampState
from weighin.site.store.scoped import own_asked
from weighin.site.store.seals import decode_seal, seal_row
from weighin.site.store.stamps import ask_again, stamps_of


def shown_stamps(sealed: Seal | None) -> dict[str, object]:
    """What the board says of them."""
    rows = list(sealed.stamps.all()) if sealed else []
    files = stamps_of(sealed, decode_seal(sealed).witness)[1] if sealed and rows else {}
    is_missing = any(row.state != StampState.STAMPED for row in rows)
    return {"stamps": rows, "stamp_files": sorted(files), "is_stamp_missing": is_missing}


@require_safe
def file(request: HttpRequest, asked: str, name: str) -> HttpResponse:
    """A stamp as it came, or the witness that it is over, byte for byte."""
    sealed = seal_row(own_asked(member_of(request), asked))
    files = stamps_of(sealed, decode_seal(sealed).witness)[1] if sealed else {}
    if name not in files:
        raise Http404
    response = HttpResponse(files[name], content_type=MEDIA_TYPES[name])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def ask(request: HttpRequest, asked: str) -> HttpResponse:
    """Have what has not come asked for again."""
    row = own_asked(member_of(request), asked)
    sealed = seal_row(row)
    number = ask_again(sealed, now=clock.now()) if sealed else 0
    if number:
        messages.success(request, "They are asked again within seconds. Look here again in a minute.")
    else:
        messages.error(request, "There is no stamp to ask for.")
    return redirect("board:roundup", asked=row.public_id)
