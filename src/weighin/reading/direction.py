"""Whether the names of one design stand before the words or, as signatures do, after them: by which reading leaves no orphans."""

from collections.abc import Sequence

from weighin.reading.blocks import Line
from weighin.reading.marks.mark import SpeakerMark

_DASHES = frozenset("-–—―")  # as the mark of a list item it may be the dash of a signature
_MOST_CARD = 120


def is_signed(marks: Sequence[SpeakerMark], lines: Sequence[Line], *, tail: int, head: int, usual: float) -> bool:
    """Whether the name stands after the words: a dash or class says so, it closes its container, nothing follows the last one."""
    votes = 0.0
    if sum(mark.signs for mark in marks) * 2 > len(marks):
        votes += 1.5
    votes += 0.5 * (sum(lines[mark.line].block.marker in _DASHES for mark in marks) * 2 > len(marks))
    opens = closes = 0
    for mark in marks:
        parent = lines[mark.line].block.parent
        if parent < 0:
            continue
        below = _below(lines, mark.line)
        before = mark.line > 0 and lines[mark.line - 1].block.parent == parent
        after = below < len(lines) and lines[below].block.parent == parent
        closes += before and not after
        opens += after and not before
    if closes > opens and closes * 2 > len(marks):
        votes += 2
    elif opens > closes and opens * 2 > len(marks):
        votes -= 2
    least = max(8.0, usual * 0.2)
    if tail < least <= head:
        votes += 0.5 if tail and _closes(marks, lines) else 2
    elif head < least <= tail:
        votes -= 2
    if marks[0].line < len(lines) and lines[marks[0].line].is_heading:
        votes -= 2
    votes += _by_neighbours(marks, lines)
    votes += _by_sections(marks, lines) + _by_quotations(marks, lines)
    following = [lines[mark.line + 1].text[:1] for mark in marks if mark.line + 1 < len(lines)]
    if (
        following
        and sum(text in '“"' for text in following) * 2 > len(following)
        and not sum(mark.signs for mark in marks)
    ):
        votes -= 0.5
    return votes > 0.5


def _below(lines: Sequence[Line], number: int) -> int:
    """The first line under a name that is more than the post of the person."""
    following = number + 1
    if following < len(lines):
        line = lines[following]
        is_short = len(line.text) < _MOST_CARD and line.text[-1] not in '.!?…:”"’'
        if is_short and not line.is_heading and line.block.cell is None:
            following += 1
    return following


def _by_sections(marks: Sequence[SpeakerMark], lines: Sequence[Line]) -> float:
    """Whether new sections, headings or questions that stand once, begin right after names or right before them.

    Where the names come first a question is followed by a name; where they come last, a name by the next question.
    """
    named = {mark.line for mark in marks}
    before = sum(_opens_section(lines, mark.line - 1, named, marks) for mark in marks)
    after = sum(
        _opens_section(lines, mark.line + 1, named, marks)
        or (
            mark.line + 1 < len(lines)
            and len(lines[mark.line + 1].text) < _MOST_CARD
            and lines[mark.line + 1].text[-1] not in ".!?”"
            and _opens_section(lines, mark.line + 2, named, marks)
        )
        for mark in marks
    )
    if before == after:
        return 0.0
    if max(before, after) < 2 and not any(
        _is_set_apart(lines, mark.line + step, named, marks) for mark in marks for step in (-1, 1)
    ):
        return 0.0
    return _TELLING if after > before else -_TELLING


def _is_set_apart(lines: Sequence[Line], number: int, named: set[int], marks: Sequence[SpeakerMark]) -> bool:
    """A single sentence that asks may open an answer; in bold or as a heading it opens a section."""
    return _opens_section(lines, number, named, marks) and (lines[number].is_heading or lines[number].is_bold)


_TELLING = 3.0


def _opens_section(lines: Sequence[Line], number: int, named: set[int], marks: Sequence[SpeakerMark]) -> bool:
    """Whether a heading or a question of one sentence stands in that line, and nowhere else: what recurs stands under each expert."""
    if not 0 <= number < len(lines) or number in named:
        return False
    line = lines[number]
    if line.look == lines[marks[0].line].look and not line.text.endswith("?"):
        return False
    above = lines[number - 1] if number - 1 in named else None
    if above is not None and above.is_heading and line.block.level > above.block.level and line.text[-1] != "?":
        return False  # a lesser heading under a name is the post of the person
    asks = line.text.endswith("?") and len(line.text) < _MOST_QUESTION and ". " not in line.text[4:]
    return (line.is_heading or asks) and not any(
        lines[other].text == line.text
        for mark in marks
        for other in (mark.line + 1, mark.line + 2)
        if other < len(lines) and other != number
    )


_MOST_QUESTION = 200


def _by_quotations(marks: Sequence[SpeakerMark], lines: Sequence[Line]) -> float:
    """Where all words stand in quotation marks: whether one closes before the first name, or one opens after the last."""
    first, last = marks[0].line - 1, marks[-1].line + 1
    closes = first >= 0 and lines[first].text[-1] == "”" and lines[first].text[:1] == "“"
    opens = any(line.text[:1] == "“" for line in lines[last : last + 2])
    return 0.0 if closes == opens else 2.0 if closes else -2.0


def _closes(marks: Sequence[SpeakerMark], lines: Sequence[Line]) -> bool:
    """Whether after the last name stands what follows the others."""
    last = _below(lines, marks[-1].line)
    following = {lines[below].look for mark in marks[:-1] if (below := _below(lines, mark.line)) < len(lines)}
    return last < len(lines) and lines[last].look in following


def _by_neighbours(marks: Sequence[SpeakerMark], lines: Sequence[Line]) -> float:
    """Whether before the first name stands what stands before the others, or after the last one what follows the others."""
    before = {lines[mark.line - 1].look for mark in marks[1:]}
    first = marks[0].line - 1
    opens = first >= 0 and lines[first].look in before
    closes = _closes(marks, lines)
    return 0.0 if opens == closes else 2.0 if opens else -2.0
