"""Passages of a page: text with its place, trimmed."""

from weighin.record.values import Passage


def passage(text: str, start: int, end: int) -> Passage | None:
    """What stands between two offsets, without white space at its ends; None where nothing does."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(text=text[start:end], start=start, end=end) if end > start else None
