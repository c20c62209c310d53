"""Days that a text names."""

import datetime as dt
import re

_NAMES = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_LAST_MONTH = 12
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_MONTH})\.?,? (?P<year>(?:19|20)\d\d)", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)", re.IGNORECASE),
    re.compile(r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
)


def first_date(text: str) -> tuple[dt.date, int, int] | None:
    """The first day that a text names, with its place."""
    days = dates_in(text)
    return days[0] if days else None


def dates_in(text: str) -> list[tuple[dt.date, int, int]]:
    """Every day that a text names, in order, with its place. `5/6/2021` is read with the day first, as most of the world writes it."""
    if "19" not in text and "20" not in text:  # so every year begins, and most lines hold none
        return []
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _day(match)
            if day is not None:
                found.append((day, match.start(), match.end()))
    return sorted(found, key=lambda one: one[1])


def _day(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    if "first" in parts:
        one, two = int(parts["first"]), int(parts["second"])
        day, month = (one, two) if two <= _LAST_MONTH else (two, one)
    else:
        day = int(parts["day"])
        month = _MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    try:
        return dt.date(int(parts["year"]), month, day)
    except ValueError:
        return None
