"""What people without an account see of a round-up before its time: a page that asks for the password, then the preview."""

from http import HTTPStatus

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from weighin.publishing import EditionFile
from weighin.publishing.versions import Note, with_note
from weighin.site import clock, failures
from weighin.site.editions import previews
from weighin.site.editions.forms import EmbargoForm, PreviewForm
from weighin.site.editions.queries import preview_for_strangers
from weighin.site.editions.serving import FIRST, declared, zone_of
from weighin.site.policy import member_of
from weighin.site.store.models import EditionFile as StoredFile
from weighin.site.store.models import EmbargoPreview, Roundup
from weighin.site.store.scoped import own_roundup
from weighin.site.store.seen import scheduled_edition

OPENED = "opened previews"  # in the session: the identifiers
NOT_IT = "This does not open the preview: the password is another one, or the preview has ended."
MOST_OPENED = 20
HIDDEN = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "same-origin",  # without any, a browser would tell no origin with the form, and it would be refused
}


@require_http_methods(["GET", "HEAD", "POST"])
def embargo(request: HttpRequest, preview: str, name: str = FIRST) -> HttpResponse:
    """The preview, or the page that asks for its password, which is the same whether there is such a preview or not."""
    now = clock.now()
    form = EmbargoForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        as_sign_in = {"username": f"preview {preview}"}
        if not AxesProxyHandler.is_allowed(request, as_sign_in):
            return failures.too_many_attempts(request)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            if previews.opened_by(form.cleaned_data["password"].strip(), preview, now=now):
                _remember(request, preview)
                return redirect("editions:embargo", preview=preview)
            AxesProxyHandler.user_login_failed(embargo, as_sign_in, request)
            form.add_error(None, NOT_IT)
            status = HTTPStatus.FORBIDDEN
    elif preview in request.session.get(OPENED, []) and (found := previews.standing_preview(preview, now=now)):
        return _shown(found, name)
    elif name != FIRST:
        return redirect("editions:embargo", preview=preview)
    answer = render(request, "editions/embargo.html", {"form": form}, status=status)
    return _hidden(answer)


@require_http_methods(["GET", "HEAD", "POST"])
def previews_of(request: HttpRequest, roundup: str) -> HttpResponse:
    """On the desk: who was given a preview, until when; and give another."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    form = PreviewForm(request.POST if request.method == "POST" else None, zone=zone_of(row))
    shown = {"roundup": row, "form": form, "given": "", "zone": zone_of(row), "now": clock.now()}
    if request.method == "POST" and form.is_valid():
        preview, password = previews.give_preview(
            row,
            for_whom=form.cleaned_data["for_whom"],
            ends_at=form.cleaned_data["ends_at"],
            by=member,
            now=clock.now(),
        )
        address = request.build_absolute_uri(reverse("editions:embargo", kwargs={"preview": preview.public_id}))
        shown |= {"given": preview, "password": password, "address": address, "form": PreviewForm(zone=zone_of(row))}
    shown["previews"] = EmbargoPreview.objects.filter(roundup=row).select_related("given_by").order_by("-given_at")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "editions/previews.html", shown, status=status)


@require_POST
def end_preview(request: HttpRequest, roundup: str, preview: str) -> HttpResponse:
    """On the desk: end a preview before its time."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    found = get_object_or_404(EmbargoPreview.objects.select_related("roundup"), public_id=preview, roundup=row)
    previews.end_preview(found, by=member, now=clock.now())
    messages.success(request, "Ended: its address opens for nobody any more.")
    return redirect("editions:previews", roundup=row.public_id)


def _remember(request: HttpRequest, preview: str) -> None:
    opened = [one for one in request.session.get(OPENED, []) if one != preview]
    request.session.cycle_key()
    request.session[OPENED] = [*opened, preview][-MOST_OPENED:]


def _shown(preview: EmbargoPreview, name: str) -> HttpResponse:
    """A file of the edition that waits, else of the one that would be made now."""
    roundup = preview.roundup
    waiting = scheduled_edition(roundup, clock.now())
    file: StoredFile | EditionFile | None
    if waiting is not None:
        file = waiting.files.filter(name=name).first()
        note = Note(
            sentence=f"Under embargo until {waiting.publish_at:%-d %B %Y, %H:%M} UTC. Not for publication before."
        )
    else:
        file = preview_for_strangers(Roundup.objects.get(pk=roundup.pk)).file(name)
        note = Note(sentence="A preview, not for publication.")
    if file is None:
        raise Http404
    content = bytes(file.content)
    if file.media_type == "text/html":
        content = with_note(content, note)
    return _hidden(HttpResponse(content, content_type=declared(file.media_type)))


def _hidden(answer: HttpResponse) -> HttpResponse:
    for name, value in HIDDEN.items():
        answer.headers[name] = value
    return answer
