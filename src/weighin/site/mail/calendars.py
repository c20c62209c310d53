"""The deadline as a calendar file."""

import datetime as dt

from django.utils.translation import get_language, gettext
from icalendar import Alarm, Calendar, Event

from weighin.site.languages import ENGLISH
from weighin.site.store.models import AskedPanelist


def calendar_of(panelist: AskedPanelist, deadline: dt.datetime | None, *, now: dt.datetime) -> str:
    """In the language that is being spoken: an entry of a quarter of an hour that ends with the deadline, and an alarm a day before. Empty where there is no deadline.

    The identifier stays the same for one panelist, so that a later file with another deadline moves the entry.
    """
    if deadline is None:
        return ""
    named = {"title": panelist.asked.title, "outlet": panelist.asked.outlet}
    told = {"language": get_language() or ENGLISH}
    entry = Event()
    entry.add("uid", f"{panelist.public_id}@weighin")
    entry.add("dtstamp", now.replace(microsecond=0))
    entry.add("sequence", int(now.timestamp()))
    entry.add("dtstart", deadline - dt.timedelta(minutes=15))
    entry.add("dtend", deadline)
    entry.add("summary", gettext("Answers due: %(title)s") % named, parameters=told)
    description = gettext("%(outlet)s. Your personal link stands in the letter that this came with.") % named
    entry.add("description", description, parameters=told)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", gettext("Answers due tomorrow: %(title)s") % named, parameters=told)
    alarm.add("trigger", dt.timedelta(days=-1))
    entry.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Weigh-In//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return str(calendar.to_ical(), "utf-8")
