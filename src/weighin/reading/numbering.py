"""The numbers that questions, and the answers to them, begin with."""

import re

from weighin.reading.blocks import Line

_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|Q\d{0,2}[.:)]|(?:Question|Topic|Statement) (?:\d+|[A-Z])[.:]?)\s*")


_ORDINAL = re.compile(
    r"\(?(?:Q(?:uestion)? ?)?(\d{1,2})(?:\)?\s*(?:and|&|,|\+|-|–)\s*\(?(?:Q ?)?\d{1,2})?(?:[.):]|\s[–—-])\s+",
    re.IGNORECASE,
)


def numbered_to(text: str) -> int:
    """Where the words of a question begin that `Question 2.` or the like stands before."""
    found = _NUMBERED.match(text)
    return found.end() if found else 0


_MARKER = re.compile(r"(\d{1,2})[.)]")


def ordinal_of(line: Line) -> tuple[int, int]:
    """The number that a line begins with, and where its words begin; (0, 0) where it has none."""
    found = _ORDINAL.match(line.text)
    if found:
        return int(found[1]), found.end()
    marker = _MARKER.fullmatch(line.block.marker)
    return (int(marker[1]), 0) if marker else (0, 0)
