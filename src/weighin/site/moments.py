"""A day and a time as people type them, and as browsers send them."""

import datetime as dt

from django.core.exceptions import ValidationError

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"


def moment_in_field(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """A moment as browsers fill it in, in that zone."""
    return moment.astimezone(zone).strftime(TO_THE_MINUTE)


def moment_typed(typed: object, zone: dt.tzinfo) -> dt.datetime:
    """The moment, in UTC; without a zone of its own it was meant in that one.

    Raises:
        ValidationError: it is none; says how one is written.
    """
    try:
        moment = dt.datetime.fromisoformat(str(typed).strip())
        return moment.replace(tzinfo=moment.tzinfo or zone).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        msg = "Expected a day and a time, as in 2027-03-01 18:00."
        raise ValidationError(msg) from error
