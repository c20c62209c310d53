"""What stands around a signature and is no part of the words: the post below the name, the closing formula above it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.choose import Turn
from weighin.reading.posts import is_post

_MOST_FORMULA = 40
_FEWEST = 3


class Around(Struct, frozen=True):
    """Posts by the number of their line, with that of the signature; and lines that only close a letter."""

    posts: Mapping[int, int]
    formulas: frozenset[int]


def around_signatures(lines: Sequence[Line], turns: Mapping[int, Turn]) -> Around:
    """Posts stand below most names or below none; a formula is the same above most of them."""
    order = [number for number, turn in turns.items() if turn.mark.words_to < 0]
    below = [number for number in order if number + 1 < len(lines) and _may_be_post(lines[number + 1], turns)]
    without = sum(turns[number].mark.affiliation == (0, 0) for number in below)
    posts = {number + 1: number for number in below} if len(below) * 10 >= len(order) * 7 and without else {}
    above = Counter(
        lines[number - 1].text for number in order if number and len(lines[number - 1].text) < _MOST_FORMULA
    )
    repeated = {text for text, times in above.items() if times >= _FEWEST and times * 2 > len(order)}
    formulas = frozenset(number - 1 for number in order if number and lines[number - 1].text in repeated)
    return Around(posts, formulas)


def _may_be_post(line: Line, turns: Mapping[int, Turn]) -> bool:
    return line.number not in turns and not line.is_heading and is_post(line)
