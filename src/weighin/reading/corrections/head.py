"""Corrections of title, outlet, date and standfirst, and warnings that were looked at."""

from typing import assert_never

from weighin.reading.corrections.fitting import overlaps, refuse, the_stretch, the_warning, the_words, where_it_says
from weighin.reading.corrections.kinds import (
    CorrectDate,
    CorrectOutlet,
    CorrectStandfirst,
    CorrectTitle,
    DismissWarning,
    HeadCorrection,
)
from weighin.reading.corrections.recount import Recounted, recount
from weighin.record.record import Published, Record, WarningKind
from weighin.record.values import Passage


def correct_head(record: Record, correction: HeadCorrection) -> Recounted:
    """The record with the head corrected."""
    match correction:
        case CorrectTitle():
            title = the_words(correction.title, of="a title")
            return recount(record, title=title, title_at=_place_of(record, title, record.title_at))
        case CorrectOutlet():
            outlet = " ".join(correction.outlet.split())
            return recount(record, outlet=outlet, outlet_at=_place_of(record, outlet, record.outlet_at))
        case CorrectDate():
            return _with_date(record, correction)
        case CorrectStandfirst():
            return _with_standfirst(record, correction)
        case DismissWarning():
            looked_at = the_warning(record, correction.warning)
            return recount(record, warnings=[one for one in record.warnings if one is not looked_at])
        case _:
            assert_never(correction)


def _place_of(record: Record, words: str, before: Passage | None) -> Passage | None:
    """Where the source has these words: the place that was known, else the first; None where they were given by hand."""
    if not words or (before and before.text == words):
        return before if words else None
    return where_it_says(record, words)


def _with_date(record: Record, correction: CorrectDate) -> Recounted:
    if correction.day is None:
        return recount(record, published=None)
    read_at = record.published.read_at if record.published and record.published.day == correction.day else None
    return recount(
        record,
        published=Published(day=correction.day, read_at=read_at),
        warnings=[warning for warning in record.warnings if warning.kind is not WarningKind.NO_DATE],
    )


def _with_standfirst(record: Record, correction: CorrectStandfirst) -> Recounted:
    if correction.standfirst is None:
        return recount(record, standfirst=None)
    standfirst = the_stretch(record, correction.standfirst.start, correction.standfirst.end)
    if any(overlaps(standfirst, paragraph) for answer in record.answers for paragraph in answer.paragraphs):
        refuse("this stands in an answer; take it out there first")
    return recount(
        record,
        standfirst=standfirst,
        introduction=tuple(part for part in record.introduction if not overlaps(part, standfirst)),
        warnings=[one for one in record.warnings if not (one.passage and standfirst.span.holds(one.passage))],
    )
