"""The deadline as a calendar file."""

import datetime as dt

from icalendar import Alarm, Calendar, Event

from weighin.site.store.models import AskedPanelist


def calendar_of(panelist: AskedPanelist, deadline: dt.datetime | None, *, now: dt.datetime) -> str:
    """An entry of a quarter of an hour that ends with the deadline, and an alarm a day before. Empty where there is no deadline.

    The identifier stays the same for one panelist, so that a later file with another deadline moves the entry.
    """
    if deadline is None:
        return ""
    entry = Event()
    entry.add("uid", f"{panelist.public_id}@weighin")
    entry.add("dtstamp", now.replace(microsecond=0))
    entry.add("sequence", int(now.timestamp()))
    entry.add("dtstart", deadline - dt.timedelta(minutes=15))
    entry.add("dtend", deadline)
    entry.add("summary", f"Answers due: {panelist.asked.title}")
    entry.add("description", f"{panelist.asked.outlet}. Your personal link stands in the letter that this came with.")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Answers due tomorrow: {panelist.asked.title}")
    alarm.add("trigger", dt.timedelta(days=-1))
    entry.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Weigh-In//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return str(calendar.to_ical(), "utf-8")
