"""Boxes of the page that hold one name and the words of one person: what stands in such a box needs no direction."""

from collections.abc import Mapping, Sequence

from weighin.reading.blocks import Line
from weighin.reading.choose import Turn

_LEAST_WORDS = 30  # characters; a box with less holds the name and the post only


def words_in_boxes(lines: Sequence[Line], turns: Mapping[int, Turn], *, signed: bool) -> dict[int, Sequence[Line]]:
    """For each turn the other lines of its box; empty unless nearly every turn has a box of its own with words in it.

    Words on the usual side of the name are taken; those on the other side where that one is empty. Where all names stand above the
    words, an answer may also go on below its box, and nothing needs telling.
    """
    found: dict[int, Sequence[Line]] = {}
    is_mixed = signed
    for number, turn in turns.items():
        before, after = _around(lines, turns, number)
        usual, other = (before, after) if signed else (after, before)
        if turn.mark.words_to >= 0 or _has_words(usual):
            found[number] = usual
        elif _has_words(other):
            found[number] = other
            is_mixed = True
    return found if is_mixed and len(found) * 10 >= len(turns) * 9 else {}


def _around(lines: Sequence[Line], turns: Mapping[int, Turn], number: int) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of the same box before and after a label; none where somebody else is named in it too."""
    parent = lines[number].block.parent
    if parent < 0:
        return (), ()
    first = last = number
    while first > 0 and lines[first - 1].block.parent == parent:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].block.parent == parent:
        last += 1
    if any(other in turns for other in range(first, last + 1) if other != number):
        return (), ()
    return lines[first:number], lines[number + 1 : last + 1]


def _has_words(lines: Sequence[Line]) -> bool:
    return any(len(line.text) >= _LEAST_WORDS for line in lines)
