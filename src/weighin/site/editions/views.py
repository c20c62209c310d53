"""What is published, served as it is stored; and on the desk: preview, publish now or later, withdraw."""

import datetime as dt
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weighin.errors import ChangedMeanwhile, InTheWay, NotAccepted, NotPublished, WeighInError
from weighin.publishing.versions import with_note
from weighin.record.disclosure import Audience
from weighin.site import clock
from weighin.site.editions import commands, queries
from weighin.site.editions.forms import ScheduleForm, WithdrawForm
from weighin.site.editions.serving import FIRST, FOR_ALL, served, zone_of
from weighin.site.policy import member_of
from weighin.site.sentences import sentence
from weighin.site.store.models import Roundup
from weighin.site.store.scoped import own_roundup
from weighin.site.store.seen import edition_seen, scheduled_edition


@require_safe
def front_page(request: HttpRequest, name: str = FIRST) -> HttpResponse:
    """The public list and the feed, with what has come to be seen since they were made."""
    file = queries.front_page_file(name)
    stale_at = file.front_page.stale_at if file and file.front_page else None
    if stale_at is not None and stale_at <= clock.now():
        commands.remake_front_page(now=clock.now())
        file = queries.front_page_file(name)
    if file is None:
        raise Http404
    return served(request, file, caching=FOR_ALL)


@require_safe
def published(request: HttpRequest, public_id: str, name: str = FIRST) -> HttpResponse:
    """A file of a published round-up; 410 with a notice where it was withdrawn."""
    file = queries.published_file(public_id, name, now=clock.now())
    if file is not None:
        return served(request, file, caching=FOR_ALL)
    return _gone_or_not_there(request, public_id)


@require_safe
def version(request: HttpRequest, public_id: str, number: str, name: str = FIRST) -> HttpResponse:
    """A file of one version, which keeps this address; a note stands above its pages once it is not the one that stands."""
    found = queries.file_of_version(public_id, int(number), name, now=clock.now())
    if found is None:
        return _gone_or_not_there(request, public_id, int(number))
    file, newest = found
    edition = file.edition
    if edition is None or edition.number == newest:
        return served(request, file, caching=FOR_ALL)
    is_page = file.media_type == "text/html"
    content = with_note(bytes(file.content), queries.note_on_version(public_id, edition)) if is_page else None
    answer = served(request, file, caching=FOR_ALL, content=content, mark="-earlier")
    current = request.build_absolute_uri(queries.address_of(edition.roundup))
    answer.headers["Link"] = f'<{current}>; rel="latest-version"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every version of a round-up, with what it corrected."""
    row = Roundup.objects.select_related("outlet").filter(public_id=public_id).defer("record_as_read").first()
    listed = queries.versions_of(row, now=clock.now()) if row else ()
    if not row or not listed:
        return _gone_or_not_there(request, public_id)
    shown = {"roundup": row, "title": row.title, "address": queries.address_of(row), "versions": listed[::-1]}
    answer = render(request, "editions/versions.html", shown)
    answer.headers["Cache-Control"] = FOR_ALL
    return answer


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
    return served(request, file, caching="private, no-store")


@require_POST
def publish(request: HttpRequest, roundup: str) -> HttpResponse:
    """Publish, or publish what has changed."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    correction = request.POST.get("correction", "")
    try:
        edition = commands.publish_roundup(row, by=member, now=clock.now(), correction=correction)
    except (ChangedMeanwhile, NotAccepted) as error:
        return _refused(request, roundup, error)
    messages.success(request, f"Published. Readers see edition {edition.number}.")
    return redirect("desk:roundup", roundup=row.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, roundup: str) -> HttpResponse:
    """Ask from when readers are to see it."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    now, zone = clock.now(), zone_of(row)
    form = ScheduleForm(
        request.POST if request.method == "POST" else None, zone=zone, corrects=edition_seen(row, now) is not None
    )
    if request.method == "POST" and form.is_valid():
        at: dt.datetime = form.cleaned_data["at"]
        try:
            commands.publish_roundup(row, by=member, now=now, correction=form.cleaned_data.get("correction", ""), at=at)
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, f"Readers see it from {at.astimezone(zone):%-d %B %Y, %H:%M} ({zone}).")
            return redirect("desk:roundup", roundup=row.public_id)
    shown = {"roundup": row, "form": form, "scheduled": scheduled_edition(row, now), "zone": zone}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "editions/schedule.html", shown, status=status)


@require_POST
def cancel_schedule(request: HttpRequest, roundup: str) -> HttpResponse:
    """Take back what was to be published later."""
    member = member_of(request)
    row = own_roundup(member, roundup)
    try:
        commands.cancel_schedule(row, by=member, now=clock.now())
    except NotPublished as error:
        return _refused(request, roundup, error)
    messages.success(request, "Cancelled. Readers see what they saw before.")
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


def _gone_or_not_there(request: HttpRequest, public_id: str, number: int = 0) -> HttpResponse:
    withdrawn = queries.withdrawn_roundup(public_id)
    if withdrawn is not None:
        shown = {"roundup": withdrawn, "withdrawn_at": withdrawn.withdrawn_at, "because": withdrawn.withdrawn_because}
        return render(request, "failures/410.html", shown, status=HTTPStatus.GONE)
    version = queries.withdrawn_version(public_id, number) if number else None
    if version is not None:
        shown = {"roundup": version.roundup, "withdrawn_at": version.withdrawn_at, "version": str(version.number)}
        return render(request, "failures/410.html", shown, status=HTTPStatus.GONE)
    raise Http404


def _refused(request: HttpRequest, roundup: str, error: WeighInError) -> HttpResponse:
    messages.error(request, f"{error}.")
    return redirect("desk:roundup", roundup=roundup)
