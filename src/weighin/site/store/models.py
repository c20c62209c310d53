"""Every table, by family; Django looks for them here."""

from weighin.site.store.editions import Edition, EditionFile, FrontPage
from weighin.site.store.journal import Event, JournalEntry
from weighin.site.store.outlets import Member, Outlet, Role
from weighin.site.store.roundups import Correction, Roundup, State

__all__ = [
    "Correction",
    "Edition",
    "EditionFile",
    "Event",
    "FrontPage",
    "JournalEntry",
    "Member",
    "Outlet",
    "Role",
    "Roundup",
    "State",
]
