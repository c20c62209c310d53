"""What an edit changed, word by word."""

import re
from difflib import SequenceMatcher
from enum import Enum

from msgspec import Struct

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 20_000  # of both texts together; beyond it whole paragraphs are compared, which is fast


class Change(Enum):
    """What became of a stretch of words."""

    KEPT = "kept"
    CUT = "cut"
    ADDED = "added"


class Piece(Struct, frozen=True):
    """A stretch of words that were kept, cut or added."""

    change: Change
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one sequence: what is kept and cut makes up the first, what is kept and added the second."""
    old, new = _words(before), _words(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for what, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece(Change.KEPT, "".join(old[old_start:old_end])))
            continue
        if old_end > old_start:
            pieces.append(Piece(Change.CUT, "".join(old[old_start:old_end])))
        if new_end > new_start:
            pieces.append(Piece(Change.ADDED, "".join(new[new_start:new_end])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
