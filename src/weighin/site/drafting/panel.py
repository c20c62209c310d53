"""The panel of a draft: by hand, or from a table whose every line is shown before anything is added."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weighin.asking.panel_table import read_panel_table
from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.drafting import commands
from weighin.site.drafting.forms import PanelistForm, PanelTableForm
from weighin.site.policy import member_of
from weighin.site.store.scoped import own_asked, panelist_on


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, asked: str) -> HttpResponse:
    """Who is on it; adding one by hand."""
    member = member_of(request)
    row = own_asked(member, asked)
    form = PanelistForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = commands.add_panelist(row, form.cleaned_data, by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, f"{added.name} is on the panel.")
            return redirect("drafting:panel", asked=row.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"asked": row, "form": form, "table_form": PanelTableForm(), "panel": row.panel.all()}
    return render(request, "drafting/panel.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, asked: str) -> HttpResponse:
    """A first look at every line, then all good ones at once."""
    member = member_of(request)
    row = own_asked(member, asked)
    form = PanelTableForm(request.POST if request.method == "POST" else None)
    lines = read_panel_table(form.cleaned_data["table"]) if request.method == "POST" and form.is_valid() else ()
    good = [line for line in lines if not line.flaw]
    if request.POST.get("do") == "add" and good:
        try:
            number = commands.add_panel(row, good, by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, f"{number} added to the panel.")
            return redirect("drafting:panel", asked=row.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"asked": row, "form": form, "lines": lines, "good": len(good), "bad": len(lines) - len(good)}
    return render(request, "drafting/table.html", shown, status=status)


@require_POST
def remove(request: HttpRequest, asked: str, panelist: str) -> HttpResponse:
    """Take somebody off who has not been invited."""
    member = member_of(request)
    row = own_asked(member, asked)
    try:
        commands.remove_panelist(panelist_on(row, panelist), by=member, now=clock.now())
    except InTheWay as error:
        messages.error(request, f"{error}.")
    return redirect("drafting:panel", asked=row.public_id)
