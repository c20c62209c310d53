"""The only clock. Everything else is handed the time as `now`."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """This moment, aware, in UTC."""
    return timezone.now().astimezone(dt.UTC)
