"""Which language a panelist reads, and how that language writes days and times. The words themselves stand in the catalogues under `locale`."""

import datetime as dt

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_name
from babel.numbers import format_decimal
from django.utils.translation import get_language, get_supported_language_variant, gettext

from weighin.asking.wording import DIGITS

ENGLISH = "en-gb"  # what the program says where no catalogue says it


def spoken_language(wanted: str) -> str | None:
    """The language of ours that is nearest to that code, as "de" is to "de-AT"; None where we speak none like it."""
    try:
        return get_supported_language_variant(wanted.lower())
    except LookupError:
        return None


def language_to_write_in(wanted: str) -> str:
    """The language of a letter to somebody with that code beside their name; English where it is not known, or not spoken here."""
    return spoken_language(wanted) or ENGLISH


def moment_told(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """A moment in a time zone, with the zone's name, as the language that is being spoken writes it."""
    there = moment.astimezone(zone)
    told = {"day": format_date(there, "full", locale=_locale()), "time": time_told(there), "zone": _zone_told(there)}
    return gettext("%(day)s, %(time)s (%(zone)s)") % told


def time_told(there: dt.datetime) -> str:
    """Hour and minute, as the language that is being spoken writes them."""
    return format_datetime(there, gettext("HH:mm"), locale=_locale())  # in CLDR's letters for the parts of a time


def written(value: float | dt.date) -> str:
    """A number or a day, as the language that is being spoken writes it: 1.250 and 12,5 and 1. März 2027 in German."""
    if isinstance(value, dt.date):
        return format_date(value, "long", locale=_locale())
    return format_decimal(round(value, DIGITS), locale=_locale(), decimal_quantization=False)


def _zone_told(there: dt.datetime) -> str:
    """UTC as it is known everywhere; other zones by their long name. What has none is told by its place, beside its distance from UTC."""
    if str(there.tzinfo) == "UTC":
        return "UTC"
    name = get_timezone_name(there, width="long", locale=_locale())
    return f"{name}, {there.tzinfo}" if name.startswith("GMT") else name


def _locale() -> Locale:
    return Locale.parse(get_language() or ENGLISH, sep="-")
