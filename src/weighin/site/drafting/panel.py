"""The panel of a draft: by hand, or from a table whose every line is shown before anything is added."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from msgspec import Struct

from weighin.asking.panel_table import read_panel_table
from weighin.errors import InTheWay, NotAccepted
from weighin.site import clock
from weighin.site.drafting import commands
from weighin.site.drafting.panel_forms import GroupForm, PanelistForm, PanelTableForm
from weighin.site.policy import member_of
from weighin.site.store.directory import experts_with
from weighin.site.store.experts import affiliation_on
from weighin.site.store.models import AskedRoundup, Expert
from weighin.site.store.scoped import own_asked, panelist_on

MOST_OFFERED = 50


class Offered(Struct, frozen=True):
    """An expert who could be on the panel, and where they work today."""

    expert: Expert
    affiliation: str


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, asked: str) -> HttpResponse:
    """Who is on it; adding one by hand."""
    member = member_of(request)
    row = own_asked(member, asked)
    form = PanelistForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            typed = dict(form.cleaned_data)
            add = commands.add_and_keep if typed.pop("keep") else commands.add_panelist
            added = add(row, typed, by=member, now=clock.now())
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, f"{added.name} is on the panel.{_and_is_invited(row)}")
            return redirect("drafting:panel", asked=row.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    words = request.GET.get("words", "").strip()[:200]
    shown = {
        "asked": row,
        "form": form,
        "table_form": PanelTableForm(),
        "panel": row.panel.select_related("expert"),
        "words": words,
        "has_groups": row.panel.exclude(group="").exists(),
        "offered": _offered(row, words),
    }
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
            number = commands.add_panel(row, good, by=member, now=clock.now(), keeps=form.cleaned_data["keep"])
        except (InTheWay, NotAccepted) as error:
            form.add_error(None, f"{error}.")
        else:
            messages.success(request, f"{number} added to the panel.{_and_is_invited(row)}")
            return redirect("drafting:panel", asked=row.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {
        "asked": row,
        "form": form,
        "lines": lines,
        "has_groups": any(line.group for line in lines),
        "good": len(good),
        "bad": len(lines) - len(good),
    }
    return render(request, "drafting/table.html", shown, status=status)


@require_POST
def from_directory(request: HttpRequest, asked: str) -> HttpResponse:
    """Those who were ticked in the directory, with what holds of them today."""
    member = member_of(request)
    row = own_asked(member, asked)
    chosen = Expert.objects.filter(outlet=member.outlet, public_id__in=request.POST.getlist("expert"))
    form = GroupForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"The group of stakeholders: {form.errors['group'][0]}")
        return redirect("drafting:panel", asked=row.public_id)
    group = form.cleaned_data["group"]
    try:
        number = commands.add_experts(row, chosen.order_by("name", "pk"), by=member, now=clock.now(), group=group)
    except (InTheWay, NotAccepted) as error:
        messages.error(request, f"{error}.")
    else:
        messages.success(request, f"{number} added to the panel.{_and_is_invited(row)}")
    return redirect("drafting:panel", asked=row.public_id)


def _and_is_invited(asked: AskedRoundup) -> str:
    """What to do next for who joins a panel that is asked already."""
    return "" if asked.opened_at is None else " The invitation is a draft: read it, then send it off."


def _offered(asked: AskedRoundup, words: str) -> list[Offered]:
    """Who of the directory has the words and is not on the panel yet."""
    seated = asked.panel.filter(expert__isnull=False).values("expert")
    rows = experts_with(asked.outlet, words).exclude(pk__in=seated).prefetch_related("affiliations")
    today = clock.now().date()
    return [Offered(row, affiliation_on(row, today)) for row in rows[:MOST_OFFERED]]


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
