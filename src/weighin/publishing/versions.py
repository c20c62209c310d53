"""Versions of a published round-up: what each corrected, and the note above a page that is not what readers see now."""

import datetime as dt

from msgspec import Struct

from weighin.publishing.pages import page

_BEFORE = b'<header class="masthead">'  # on every page that was ever made here
_ELSE_AFTER = b"<body>"


class Version(Struct, frozen=True, kw_only=True):
    """One version: when readers got it, what it corrected (in a sentence; empty for the first), and its lasting address."""

    number: int
    day: dt.date
    address: str
    correction: str = ""


class Note(Struct, frozen=True, kw_only=True):
    """What stands above a page: a sentence, and links as words → address."""

    sentence: str
    links: dict[str, str] = {}


def with_note(content: bytes, note: Note) -> bytes:
    """A stored page with a note above everything else. What is stored does not change, so its hash still holds for the rest."""
    told = page("parts/note.html", note=note).encode("utf-8")
    if _BEFORE in content:
        return content.replace(_BEFORE, told + _BEFORE, 1)
    return content.replace(_ELSE_AFTER, _ELSE_AFTER + told, 1)
