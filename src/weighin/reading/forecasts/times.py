"""Times to come: by when, and whether a clause speaks of one."""

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SEASONS = "spring|summer|midsummer|autumn|fall|winter|midwinter|christmas|easter|new year|ramadan|harvest"
_UNITS = "days?|weeks?|months?|quarters?|years?|decades?|seasons?|fortnight|weekend|century"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|thirty|few|couple of|several|\d+)(?:(?: to | or |-)\w+)?"
_BY = re.compile(
    rf"\b(?=[a-z])(?:(?:by|before|within|inside|until|till|through|after|around|in|over|during|for|from|at|come|beyond|past|into|well before|late in|early in) (?:the )?"
    rf"(?:end of (?:the |this |next )?|turn of (?:the )?|start of (?:the )?|middle of (?:the )?|beginning of (?:the )?|early |late |mid-?|next |coming |first |second |third |fourth |final |last |half of |following |{_COUNT} )*"
    rf"(?:(?:{_MONTHS})(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? 20\d\d)?|\d{{1,2}} (?:{_MONTHS})(?: 20\d\d)?|{_SEASONS}|20\d\d|(?:{_UNITS})\b(?:' time|'s time)?|half of (?:the|next|this) year|elections?|year-end|half|then|{_DAYS}|time)"
    rf"|(?:this|next|later this|early next|late next|the coming|the following) (?:year|month|week|season|summer|autumn|spring|winter|decade|time|quarter|term|round|weekend|cycle|(?:{_MONTHS}))|(?:early|late|mid)[- ](?:20\d\d|{_MONTHS})|tomorrow|tonight|soon|shortly|eventually|one day|sooner or later|before long|any (?:day|time)(?: now| soon)?|in due course|this time next \w+|(?:second|first) (?:half|round)|in the (?:short|medium|long|near|longer)[- ](?:term|run|future)|for the foreseeable future|(?:{_MONTHS}|{_SEASONS}) at the (?:earliest|latest)|well into (?:the )?\w+|(?:within|inside) \w+ \w+|to come|from now(?: on)?|year after next)\b"
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_NO_TIME = re.compile(
    r"(?:in|at|for|from|over|during|after|into|through|past) (?:the )?(?:years?|then|half|fall|may|march|century|decade|time|first|day|days|weeks?|months?|elections?)$|at (?:the|a) time$|(?:for|in|after|over|at|during) (?:the )?(?:last|first|past|a|one) (?:\w+ ){0,9}\w+$|for \w+ (?:years|months|weeks|days|decades)$|(?:at|for|over|on|from) (?:the |a )?(?:weekend|sunday|saturday|night)$|for (?:the )?(?:first|last|second|third) time$|(?:in|after|before|during|for|from) (?:an? )?elections?$"
)
_PAST = re.compile(
    r"\b(?=ye|la|mo|we|de|da|in|so|un|ba|at|pr)(?<!than )(?<!as )(?<!since )(?<!from )(?:yesterday|last (?:year|month|week|night|summer|winter|spring|autumn|season|time|decade|june|july|may|march|april|august|september|october|november|december|january|february)|"
    r"(?:years|months|weeks|decades|days) ago|in (?:1\d\d\d)|so far|until now|in the past|back then|at the time|previously)\b"
)

# one of these words, or a figure, stands in every time to come
_WORDS = frozenset(
    f"{_MONTHS}|{_SEASONS}|{_DAYS}|day|days|week|weeks|month|months|quarter|quarters|year|years|decade|decades|season|seasons|fortnight|weekend|century|election|elections|year-end|half|then|time|"
    "term|round|cycle|tomorrow|tonight|soon|shortly|eventually|sooner|long|course|future|run|into|within|inside|come|now|mid-year".split(
        "|"
    )
)


# of these words, or a figure, one stands wherever a time that is over is named
_PAST_WORDS = frozenset("yesterday last ago far until past back time previously".split())


class Time(Struct, frozen=True, gc=False):
    """A stretch of a sentence that names a time, by its place; `is_to_come` where it is one by which something can happen."""

    start: int
    end: int
    is_to_come: bool


def may_name_time(words: frozenset[str]) -> bool:
    """Whether words without figures can name a time at all."""
    return not _WORDS.isdisjoint(words)


def may_name_the_past(words: frozenset[str]) -> bool:
    """Whether words without figures can name a time that is over."""
    return not _PAST_WORDS.isdisjoint(words)


def times_in(low: str, published: dt.date | None) -> list[Time]:
    """Every time of a sentence, in order; asked once for all of its clauses."""
    return [Time(*match.span(), _is_to_come(match.group(), published)) for match in _BY.finditer(low)]


def is_time_within(times: Sequence[Time], low: str, start: int, end: int, published: dt.date | None) -> bool:
    """Whether one of the times of a sentence that is to come stands in a stretch of it, read by itself."""
    for time in times:
        if time.end > start and time.start < end:
            if time.start < start or time.end > end:
                # half of it stands outside: what is left may be a time too
                return by_when_in(low[start:end], published) is not None
            if time.is_to_come:
                return True
    return False


def by_when_in(low: str, published: dt.date | None) -> tuple[int, int] | None:
    """The place of the first time to come; a year before the day of publication is none."""
    for match in _BY.finditer(low):
        if _is_to_come(match.group(), published):
            return match.span()
    return None


def _is_to_come(words: str, published: dt.date | None) -> bool:
    year = _YEAR.search(words) if published is not None else None
    if year and published is not None and int(year.group()) < published.year:
        return False
    return not _NO_TIME.match(words)


def speaks_of_the_past(low: str, published: dt.date | None) -> bool:
    """Whether a clause names a time that is over."""
    if _PAST.search(low):
        return True
    if published is None:
        return False
    years = [int(year) for year in _YEAR.findall(low)]
    return bool(years) and max(years) < published.year
