"""What is published, served as it is stored; and on the desk: preview, publish, withdraw."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weighin import publishing
from weighin.errors import ChangedMeanwhile, NotPublished, WeighInError
from weighin.record.disclosure import Audience
from weighin.site import clock
from weighin.site.editions import commands, queries
from weighin.site.editions.forms import WithdrawForm
from weighin.site.policy import member_of
from weighin.site.store.models import EditionFile
from weighin.site.store.scoped import own_roundup

FIRST = "index.html"
FOR_ALL = "public, no-cache"  # may be kept, and is asked for anew each time: what is withdrawn is gone at once


@require_safe
def front_page(request: HttpRequest, name: str = FIRST) -> HttpResponse:
    """The public list, and the files that go with it."""
    file = queries.front_page_file(name)
    if file is None:
        raise Http404
    return _served(request, file, caching=FOR_ALL)


@require_safe
def published(request: HttpRequest, public_id: str, name: str = FIRST) -> HttpResponse:
    """A file of a published round-up; 410 with a notice where it was withdrawn."""
    file = queries.published_file(public_id, name)
    if file is not None:
        return _served(request, file, caching=FOR_ALL)
    withdrawn = queries.withdrawn_roundup(public_id)
    if withdrawn is None:
        raise Http404
    return render(request, "failures/410.html", {"roundup": withdrawn}, status=HTTPStatus.GONE)


@require_safe
def to_folder(_request: HttpRequest, public_id: str) -> HttpResponse:
    """The links of an edition are relative to its folder."""
    return redirect("editions:page", public_id=public_id, permanent=True)


@require_safe
def preview(request: HttpRequest, roundup: str, audience: str, name: str = FIRST) -> HttpResponse:
    """The edition as it would be now, for members only."""
    row = own_roundup(member_of(request), roundup)
    file = queries.preview_of(row, Audience(audience)).file(name)
    if file is None:
        raise Http404
    return _served(request, file, caching="private, no-store")


@require_POST
def publish(request: HttpRequest, roundup: str) -> HttpResponse:
    """Publish, or publish what has changed."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    try:
        edition = commands.publish_roundup(row, by=member, now=clock.now())
    except ChangedMeanwhile as error:
        return _refused(request, roundup, error)
    messages.success(request, f"Published. Readers see edition {edition.number}.")
    return redirect("desk:roundup", roundup=row.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, roundup: str) -> HttpResponse:
    """Ask for the reason, then take it from the readers."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.withdraw_roundup(row, because=form.cleaned_data["because"], by=member, now=clock.now())
        except NotPublished as error:
            return _refused(request, roundup, error)
        messages.success(request, "Withdrawn. A notice stands in its place.")
        return redirect("desk:roundup", roundup=row.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "editions/withdraw.html", {"roundup": row, "form": form}, status=status)


def _refused(request: HttpRequest, roundup: str, error: WeighInError) -> HttpResponse:
    messages.error(request, f"{error}.")
    return redirect("desk:roundup", roundup=roundup)


def _served(request: HttpRequest, file: EditionFile | publishing.EditionFile, *, caching: str) -> HttpResponse:
    """A stored file as it is; 304 where the browser has it already."""
    etag = quote_etag(file.digest)
    response = HttpResponse(bytes(file.content), content_type=_declared(file.media_type))
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = caching
    return answer


def _declared(media_type: str) -> str:
    is_text = media_type.startswith("text/") and "charset" not in media_type
    return f"{media_type}; charset=utf-8" if is_text else media_type
