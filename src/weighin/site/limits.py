"""How often a stranger may try links that lead nowhere, counted by where they come from, in each process of the server."""

import datetime as dt

from django.core.cache import caches
from django.http import HttpRequest

from weighin.site.security import client_address

MOST_WRONG_LINKS = (
    60  # from one address within a quarter of an hour; a panel behind one door that opens old links stays far below
)
WINDOW = dt.timedelta(minutes=15)


def has_tried_too_often(request: HttpRequest, *, now: dt.datetime) -> bool:
    """Whether links from there are not looked up any more, right or wrong, until the window ends."""
    return int(caches["attempts"].get(_key(request, now), 0)) >= MOST_WRONG_LINKS


def count_wrong_link(request: HttpRequest, *, now: dt.datetime) -> None:
    """One more that led nowhere."""
    key = _key(request, now)
    if not caches["attempts"].add(key, 1, timeout=WINDOW.total_seconds()):
        caches["attempts"].incr(key)


def _key(request: HttpRequest, now: dt.datetime) -> str:
    return f"links:{client_address(request)}:{int(now.timestamp() // WINDOW.total_seconds())}"
