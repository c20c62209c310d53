"""What is done on the desk."""

import datetime as dt

from django.db import transaction

from weighin.record.values import DisplayRight
from weighin.site.store.door import locked, save_right
from weighin.site.store.journal import enter
from weighin.site.store.models import Event, Member, Roundup


@transaction.atomic
def state_right(roundup: Roundup, right: DisplayRight, *, by: Member, now: dt.datetime) -> Roundup:
    """State by which right a round-up may be shown; who stated it, and when, is kept. What is published changes with the next publishing."""
    held = locked(roundup)
    was = held.display_right
    save_right(held, right, by=by, now=now)
    about: dict[str, str | int] = {"was": was, "is": right.value}
    enter(Event.RIGHT_STATED, outlet=held.outlet, by=by, now=now, roundup=held, about=about)
    return held
