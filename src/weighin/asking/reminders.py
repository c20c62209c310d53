"""When reminders are due."""

import datetime as dt


def reminder_times(deadline: dt.datetime | None, hours_before: str, *, now: dt.datetime) -> tuple[dt.datetime, ...]:
    """The moments of the reminders that are still to come, the first first.

    Args:
        deadline: of the round-up; none without one. hours_before: whole hours before it, parted by commas, as in "72,24".
        now: what lies before is left out.
    """
    if deadline is None:
        return ()
    moments = {deadline - dt.timedelta(hours=int(hours)) for hours in hours_before.split(",") if hours}
    return tuple(sorted(moment for moment in moments if moment > now))
