"""Which lines lie between the labels: what each speaker says, before anything is taken out of it.

A box of the page that holds one name and the words of one person needs no direction.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from weighin.reading.blocks import Line
from weighin.reading.choose import Turn
from weighin.reading.ends import OPENING
from weighin.reading.page import BlockKind
from weighin.reading.silence import Silence

_LEAST_WORDS = 30  # characters; a box with less holds the name and the post only


def bodies_of(
    lines: Sequence[Line],
    turns: Mapping[int, Turn],
    silent: Mapping[int, Silence],
    head: frozenset[int],
    *,
    ending: int,
    signed: bool,
) -> list[tuple[int, Sequence[Line]]]:
    """Each label with the lines that lie between it and the next, or, under a signature, the one before."""
    order = sorted(turns)
    bodies: list[tuple[int, Sequence[Line]]] = []
    boxes = _words_in_boxes(lines, turns, signed=signed)
    for place, number in enumerate(order):
        if number in boxes:
            bodies.append((number, boxes[number]))
        elif signed:
            first = order[place - 1] + 1 if place else _first_of_signed(lines, order, silent, head)
            if turns[number].mark.words_to >= 0 and not place:
                first = number  # nothing tells where the first one's earlier paragraphs would begin
            bodies.append((number, lines[first:number]))
        else:
            last = order[place + 1] if place + 1 < len(order) else ending
            bodies.append((number, lines[number + 1 : last]))
    return bodies


def _first_of_signed(
    lines: Sequence[Line], order: Sequence[int], silent: Mapping[int, Silence], head: frozenset[int]
) -> int:
    """Where the first signed text begins: in its own box, at the first quotation, after a picture or a box; else it is as long as most."""
    number = order[0]
    parent = lines[number].block.parent
    first = number
    while first > 0 and not _stands_before(lines[first - 1], parent, silent, head):
        first -= 1
    quotes = [line.number for line in lines[first:number] if line.text[:1] in OPENING]
    if quotes:
        return quotes[0]
    if 0 < first < number and (first - 1) not in head:
        return first
    usual = sorted(after - before - 1 for before, after in pairwise(order)) or [1]
    above = first if first < number else max((line for line in head if line < number), default=-1) + 1
    from weighin.reading.prose import is_asked_of_several  # its patterns cost a cold start what only this needs

    announced = [line.number for line in lines[above:number] if is_asked_of_several(line)]
    return announced[-1] + 1 if announced else max(number - max(1, usual[len(usual) // 2]), above)


def _stands_before(line: Line, parent: int, silent: Mapping[int, Silence], head: frozenset[int]) -> bool:
    """Whether a line belongs to the head, to another box or to the furniture above the first signed text."""
    return (
        line.number in head
        or line.is_heading
        or line.kind is BlockKind.RULE
        or (line.number in silent and silent[line.number] is not Silence.PULL_QUOTE)
        or line.block.parent != parent
    )


def _words_in_boxes(lines: Sequence[Line], turns: Mapping[int, Turn], *, signed: bool) -> dict[int, Sequence[Line]]:
    """For each turn the other lines of its box; empty unless nearly every turn has a box of its own with words in it.

    Words on the usual side of the name are taken; those on the other side where that one is empty. Where all names stand above the
    words, an answer may also go on below its box, and nothing needs telling.
    """
    found: dict[int, Sequence[Line]] = {}
    is_mixed = signed
    named = Counter(lines[number].block.parent for number in turns)
    for number, turn in turns.items():
        if named[lines[number].block.parent] > 1:
            return {}
        before, after = _around(lines, number)
        usual, other = (before, after) if signed else (after, before)
        if turn.mark.words_to >= 0 or _has_words(usual):
            found[number] = usual
        elif _has_words(other):
            found[number] = other
            is_mixed = True
    return found if is_mixed and len(found) * 10 >= len(turns) * 9 else {}


def _around(lines: Sequence[Line], number: int) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of the same box before and after a label."""
    parent = lines[number].block.parent
    if parent < 0:
        return (), ()
    first = last = number
    while first > 0 and lines[first - 1].block.parent == parent:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].block.parent == parent:
        last += 1
    return lines[first:number], lines[number + 1 : last + 1]


def _has_words(lines: Sequence[Line]) -> bool:
    return any(len(line.text) >= _LEAST_WORDS for line in lines)
