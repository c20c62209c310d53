"""What an edit changed, word by word, and whether it only shortened."""

import re
from difflib import SequenceMatcher
from enum import Enum

from msgspec import Struct

from weighin.record.asking import Editing

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_LETTERS = re.compile(r"\w+")
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


def editing_of(submitted: str, published: str) -> Editing | None:
    """What became of the words; None where the two differ in white space alone.

    It is *shortened* only where every published word stands in what was submitted, in the same order, and some were cut. Capitals and marks
    count for nothing there, since a sentence that lost its beginning begins with a capital all the same.
    """
    if submitted.split() == published.split():
        return None
    before, after = _letters(submitted), _letters(published)
    if before == after:
        return Editing.PUNCTUATED
    remaining = iter(before)
    return Editing.SHORTENED if all(word in remaining for word in after) else Editing.REWORDED


def edited_further(before: Editing | None, then: Editing | None) -> Editing | None:
    """What became of the words over two steps. Marks count for nothing where words were cut, as in `editing_of`."""
    steps = {before, then} - {None}
    for editing in (Editing.REWORDED, Editing.SHORTENED, Editing.PUNCTUATED):
        if editing in steps:
            return editing
    return None


def _letters(text: str) -> list[str]:
    return [word.casefold() for word in _LETTERS.findall(text)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
