"""The list of experts, and the page of each."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weighin.asking.panel_table import read_panel_table
from weighin.errors import NotAccepted
from weighin.reading.sources.encoding import decode
from weighin.site import clock
from weighin.site.directory import commands, queries
from weighin.site.directory.forms import (
    AffiliationForm,
    EndForm,
    ExpertForm,
    ExpertsTableForm,
    IdentityForm,
    NewExpertForm,
    PhotographForm,
    expert_fields,
)
from weighin.site.directory.photographs import MOST_BYTES
from weighin.site.policy import may_edit, may_own, member_of
from weighin.site.sentences import sentence
from weighin.site.store.directory import keep_expert
from weighin.site.store.models import Affiliation, Expert, Photograph, Proof
from weighin.site.store.scoped import own_expert

LARGEST_TABLE = 2_000_000  # bytes; two thousand lines are far below


@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    """Everybody in the directory, or those who have the words that were looked for."""
    member = member_of(request)
    words = request.GET.get("words", "").strip()[:200]
    page, listed = queries.experts_of(member.outlet, request.GET.get("page", "1"), words=words, day=clock.now().date())
    shown = {"page": page, "listed": listed, "words": words, "may_edit": may_edit(member)}
    return render(request, "directory/experts.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Somebody new, by hand."""
    form = NewExpertForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = keep_expert(
                form.cleaned_data,
                affiliation=form.cleaned_data["affiliation"],
                by=member_of(request),
                now=clock.now(),
            )
        except NotAccepted as error:
            form.add_error("address", f"{error}.")
        else:
            messages.success(request, f"{added.name} is in the directory.")
            return redirect("directory:expert", expert=added.public_id)
    return render(request, "directory/change.html", {"form": form}, status=_status(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    """Many, from a table: a first look at every line, then all good ones at once."""
    member = member_of(request)
    form = ExpertsTableForm(request.POST, request.FILES) if request.method == "POST" else ExpertsTableForm()
    if request.method == "POST" and (file := request.FILES.get("file")) is not None:
        # what was read is shown in the field, so that it can be mended there and sent again
        form = ExpertsTableForm({"table": _text_of(file)})
    text = form.cleaned_data["table"] if request.method == "POST" and form.is_valid() else ""
    if request.method == "POST" and not text and not form.errors:
        form.add_error(None, "Choose a file, or paste a table.")
    lines = queries.looked_at(member.outlet, read_panel_table(text)) if text else []
    good = [shown.line for shown in lines if not shown.flaw]
    if request.POST.get("do") == "add" and good:
        try:
            number = commands.add_experts(good, by=member, now=clock.now())
        except NotAccepted as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, f"{number} added to the directory.")
            return redirect("directory:experts")
    shown = {"form": form, "lines": lines, "good": len(good), "bad": len(lines) - len(good)}
    return render(request, "directory/table.html", shown, status=_status(form.errors))


@require_safe
def expert(request: HttpRequest, expert: str) -> HttpResponse:
    """All that is known of one expert, and the panels they were on."""
    return _page(request, own_expert(member_of(request), expert))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, expert: str) -> HttpResponse:
    """Put what is known now in the place of what was."""
    member = member_of(request)
    row = own_expert(member, expert)
    form = ExpertForm(request.POST) if request.method == "POST" else ExpertForm(initial=expert_fields(row))
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_expert(row, form.cleaned_data, by=member, now=clock.now())
        except NotAccepted as error:
            form.add_error("address", f"{error}.")
        else:
            messages.success(request, "Saved. Panels that were asked already keep what held then.")
            return redirect("directory:expert", expert=row.public_id)
    return render(request, "directory/change.html", {"form": form, "expert": row}, status=_status(form.errors))


@require_POST
def add_affiliation(request: HttpRequest, expert: str) -> HttpResponse:
    """Where they work or worked."""
    member = member_of(request)
    row = own_expert(member, expert)
    form = AffiliationForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            commands.add_affiliation(
                row, typed["affiliation"], since=typed["since"], until=typed["until"], by=member, now=clock.now()
            )
        except NotAccepted as error:
            form.add_error("until", f"{error}.")
        else:
            return redirect("directory:expert", expert=row.public_id)
    return _page(request, row, affiliation_form=form)


@require_POST
def end_affiliation(request: HttpRequest, expert: str, affiliation: str) -> HttpResponse:
    """The last day of an affiliation."""
    member = member_of(request)
    row = own_expert(member, expert)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say on which day it held for the last time, as in 2026-11-30.")
    else:
        found = _affiliation(row, affiliation)
        try:
            commands.end_affiliation(found, until=form.cleaned_data["until"], by=member, now=clock.now())
        except NotAccepted as error:
            messages.error(request, f"{error}.")
    return redirect("directory:expert", expert=row.public_id)


@require_POST
def remove_affiliation(request: HttpRequest, expert: str, affiliation: str) -> HttpResponse:
    """Take out an affiliation that never was."""
    member = member_of(request)
    row = own_expert(member, expert)
    commands.remove_affiliation(_affiliation(row, affiliation), by=member, now=clock.now())
    return redirect("directory:expert", expert=row.public_id)


@require_POST
def confirm_identity(request: HttpRequest, expert: str) -> HttpResponse:
    """State how it was made sure who they are."""
    member = member_of(request)
    row = own_expert(member, expert)
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return _page(request, row, identity_form=form)
    commands.confirm_identity(
        row, Proof(form.cleaned_data["proof"]), form.cleaned_data["how"], by=member, now=clock.now()
    )
    return redirect("directory:expert", expert=row.public_id)


@require_safe
def photograph(request: HttpRequest, expert: str) -> HttpResponse:
    """The photograph as it was made here."""
    row = get_object_or_404(Photograph, expert=own_expert(member_of(request), expert))
    return HttpResponse(bytes(row.content), content_type="image/jpeg")


@require_POST
def set_photograph(request: HttpRequest, expert: str) -> HttpResponse:
    """Another photograph."""
    member = member_of(request)
    row = own_expert(member, expert)
    form = PhotographForm(request.POST, request.FILES)
    if form.is_valid():
        came: UploadedFile[Any] = form.cleaned_data["photograph"]
        try:
            commands.set_photograph(row, came.read(MOST_BYTES + 1), by=member, now=clock.now())
        except NotAccepted as error:
            form.add_error("photograph", sentence(error))
        else:
            return redirect("directory:expert", expert=row.public_id)
    return _page(request, row, photograph_form=form)


@require_POST
def remove_photograph(request: HttpRequest, expert: str) -> HttpResponse:
    """None any more."""
    member = member_of(request)
    row = own_expert(member, expert)
    commands.remove_photograph(row, by=member, now=clock.now())
    return redirect("directory:expert", expert=row.public_id)


def _page(
    request: HttpRequest,
    row: Expert,
    *,
    affiliation_form: AffiliationForm | None = None,
    identity_form: IdentityForm | None = None,
    photograph_form: PhotographForm | None = None,
) -> HttpResponse:
    member = member_of(request)
    given = [form for form in (affiliation_form, identity_form, photograph_form) if form is not None]
    shown = {
        "expert": row,
        "affiliations": row.affiliations.all(),
        "photograph": Photograph.objects.filter(expert=row).defer("content").first(),
        "seats": queries.seats_of(row, now=clock.now()),
        "affiliation_form": affiliation_form or AffiliationForm(),
        "identity_form": identity_form or IdentityForm(),
        "photograph_form": photograph_form or PhotographForm(),
        "may_edit": may_edit(member),
        "may_own": may_own(member),
    }
    return render(request, "directory/expert.html", shown, status=_status(given))


def _affiliation(expert: Expert, public_id: str) -> Affiliation:
    return get_object_or_404(Affiliation.objects.select_related("expert__outlet"), public_id=public_id, expert=expert)


def _text_of(file: "UploadedFile[Any]") -> str:
    """A table's text, in whichever encoding a spreadsheet wrote it."""
    return decode(file.read(LARGEST_TABLE)).text


def _status(wrong: object) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
