"""By when: the words of a clause that name a time to come."""

import datetime as dt
import re

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SEASONS = "spring|summer|autumn|fall|winter|christmas|easter|new year"
_UNITS = "days?|weeks?|months?|quarters?|years?|decades?|seasons?|fortnight"
_BY = re.compile(
    rf"\b(?:(?:by|before|within|until|till|through|after|around|in|over|during|for|from|at) (?:the )?(?:end of (?:the )?|start of (?:the )?|middle of (?:the )?|beginning of (?:the )?|early |late |mid-|next |coming |first |second |third |fourth |half of |(?:a|an|one|two|three|four|five|six|ten|twelve|twenty|few|couple of|\d+)(?: to \w+| or \w+)? )*(?:(?:{_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? 20\d\d)?|\d{{1,2}} (?:{_MONTHS})(?: 20\d\d)?|{_SEASONS}|20\d\d|(?:{_UNITS})\b(?:' time|'s time)?|half of (?:the|next) year|elections?|decade|year-end|half|century|then)"
    rf"|(?:this|next|later this|early next|late next) (?:year|month|week|season|summer|autumn|spring|winter|decade|time|quarter|term|(?:{_MONTHS}))|tomorrow|soon|eventually|one day|sooner or later|in the (?:short|medium|long|near)[- ](?:term|run|future)|for the foreseeable future)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def by_when_in(low: str, published: dt.date | None) -> tuple[int, int] | None:
    """The place of the first time to come; a year before the day of publication is none."""
    for match in _BY.finditer(low):
        year = _YEAR.search(match.group())
        if year and published is not None and int(year.group()) < published.year:
            continue
        if re.match(
            r"(?:in|at|for|from|over|during|after) (?:the )?(?:years?|then|half|fall|may|march|century|decade)$",
            match.group(),
        ):
            continue
        return match.start(), match.end()
    return None
