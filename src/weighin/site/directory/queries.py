"""What the directory shows."""

import datetime as dt

from django.core.paginator import Page, Paginator
from msgspec import Struct

from weighin.asking.life import Stage
from weighin.asking.panel_table import TableLine
from weighin.asking.standing import Standing
from weighin.site.store.directory import expert_with_address, experts_with
from weighin.site.store.experts import affiliation_on
from weighin.site.store.lives import stage_now
from weighin.site.store.models import AskedPanelist, Expert, Outlet
from weighin.site.store.standings import standing_in, with_traces

A_PAGE = 50


class ListedExpert(Struct, frozen=True, kw_only=True):
    """An expert in the list."""

    expert: Expert
    affiliation: str
    panels: int


class Seat(Struct, frozen=True, kw_only=True):
    """A panel that an expert is or was on, and what became of it."""

    panelist: AskedPanelist
    stage: Stage
    standing: Standing


class ShownLine(Struct, frozen=True, kw_only=True):
    """A line of a table with what is wrong with it, also where that is known here alone."""

    line: TableLine
    flaw: str


def experts_of(outlet: Outlet, number: str, *, words: str, day: dt.date) -> tuple[Page[Expert], list[ListedExpert]]:
    """One page of an outlet's experts by name, of those alone who have all the words."""
    rows = experts_with(outlet, words).prefetch_related("affiliations", "panels")
    page = Paginator(rows, A_PAGE).get_page(number)
    listed = [
        ListedExpert(expert=row, affiliation=affiliation_on(row, day), panels=len(row.panels.all())) for row in page
    ]
    return page, listed


def seats_of(expert: Expert, *, now: dt.datetime) -> list[Seat]:
    """The panels that an expert is or was on, the last drafted first."""
    panels = with_traces(expert.panels.select_related("asked", "asked__outlet", "asked__roundup"))
    seats = []
    for panelist in panels.order_by("-asked__drafted_at", "-pk"):
        stage = stage_now(panelist.asked, now)
        standing = standing_in(panelist, is_closed=stage is Stage.CLOSED)
        seats.append(Seat(panelist=panelist, stage=stage, standing=standing))
    return seats


def looked_at(outlet: Outlet, lines: tuple[TableLine, ...]) -> list[ShownLine]:
    """The lines of a table; who is in the directory already is told by the address."""
    shown = []
    for line in lines:
        known = None if line.flaw else expert_with_address(outlet, line.address)
        shown.append(ShownLine(line=line, flaw=line.flaw or (f"in the directory already, as {known}" if known else "")))
    return shown
