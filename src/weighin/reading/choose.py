"""Which of the candidate marks this article really uses, by vote.

Marks of one design form a group. A group speaks for itself by how much text its names carry, how many different people it names, and
whether they are people whom the article names in full. Groups that carry no text between their marks are lists of the panel.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.cast import Cast, cast_of
from weighin.reading.direction import is_signed
from weighin.reading.marks.mark import MarkStyle, SpeakerMark

_MOST_WORDS = 400  # a mark counts for no more words than this, so that one long tail does not decide
_FEW_WORDS = 4
_FEWEST_BIOS = 3  # fewer of them are the authors'
_BIO_WEIGHT = 0.5  # where names mark the answers too, the bios only say who they are
_CARRYING = frozenset({MarkStyle.INLINE, MarkStyle.LINE, MarkStyle.SAID})


class Turn(Struct, frozen=True, gc=False):
    """A mark that is used: here these members of the cast begin (or, in a signature, end) to speak."""

    mark: SpeakerMark
    members: tuple[int, ...]


class Choice(Struct, frozen=True):
    """What the vote decided.

    Attributes:
        turns: by line number. listed: marks of the panel list, in order. is_signed: the name stands after the words.
        unsure: marks of the chosen design whose name could be nobody's or two people's.
        bios: sentences that say who somebody is.
    """

    cast: Cast
    turns: dict[int, Turn]
    listed: tuple[SpeakerMark, ...]
    is_signed: bool = False
    unsure: tuple[SpeakerMark, ...] = ()
    bios: tuple[SpeakerMark, ...] = ()


class _Group(Struct):
    key: str
    marks: list[SpeakerMark]
    score: float = 0.0
    gap: float = 0.0
    members: frozenset[int] = frozenset()
    is_signed: bool = False
    is_list: bool = False


def choose(
    lines: Sequence[Line],
    marks: Sequence[SpeakerMark],
    *,
    silent: frozenset[int],
    introduced: Sequence[SpeakerMark] = (),
    founding: bool = False,
) -> Choice:
    """Vote over the groups of marks.

    Args:
        lines: the article's lines. marks: candidates, in the order of the lines.
        silent: numbers of lines that nobody speaks (captions, notes, advertisements); their words do not count.
        introduced: names that the introduction gives, which may explain short labels.
        founding: names that are never given in full may be somebody's.
    """
    counts = _words_before(lines, silent)
    cast = cast_of([*marks, *introduced], founding=founding)
    groups = _without_posts(_groups(_without_second_lines(marks, cast, lines), lines))
    for group in groups:
        _weigh(group, lines, counts, cast)
    bios = tuple(mark for mark in marks if mark.style is MarkStyle.BIO)
    carrying = [group for group in groups if group.score > 0 and not group.is_list]
    lists = [group for group in groups if group.is_list]
    if not carrying:
        return Choice(cast, {}, (*(mark for group in lists for mark in group.marks), *introduced))
    first = max(carrying, key=lambda group: group.score)
    looks = _looks_of_labels(first, lines)
    chosen = [first, *(group for group in carrying if group is not first and _agrees(group, first, lines, looks))]
    listed = [mark for group in lists if _is_of_panel(group, first) for mark in group.marks]
    turns, unsure = _turns(chosen, cast, first, lines, looks)
    return Choice(cast, turns, (*listed, *introduced), is_signed=first.is_signed, unsure=tuple(unsure), bios=bios)


def _words_before(lines: Sequence[Line], silent: frozenset[int]) -> list[int]:
    """How many words stand before each line; one entry more than there are lines."""
    counts = [0]
    for line in lines:
        counts.append(counts[-1] + (0 if line.number in silent or line.is_heading else line.text.count(" ") + 1))
    return counts


def _without_second_lines(marks: Sequence[SpeakerMark], cast: Cast, lines: Sequence[Line]) -> Sequence[SpeakerMark]:
    """The marks but those of lines that look like a name and stand below one: on cards and in signatures those are posts."""
    alone = {mark.line: mark for mark in marks if mark.style is MarkStyle.LINE and mark.words_to < 0}
    pairs = [
        (alone[number], alone[number + 1])
        for number in alone
        if number + 1 in alone
        and number - 1 not in alone
        and number + 2 not in alone
        and not _are_of_two_boxes(lines[number], lines[number + 1])
    ]
    runs = sum(number - 1 not in alone and number + 1 in alone for number in alone)
    if len(pairs) < 2 or len(pairs) * 3 < runs * 2:
        return marks
    weights = [sum(_weight_of(mark, cast) for mark in column) for column in zip(*pairs, strict=True)]
    posts = {pair[0 if weights[1] > weights[0] else 1].line for pair in pairs}
    return [mark for mark in marks if mark.line not in posts]


def _are_of_two_boxes(line: Line, below: Line) -> bool:
    """One closes a box, the next opens another: a signature and a label that happen to touch."""
    return 0 <= line.block.parent != below.block.parent >= 0 and line.look == below.look


def _weight_of(mark: SpeakerMark, cast: Cast) -> int:
    """How often the article names whom a mark names, and whether with a title."""
    name = mark.people[0].name
    member = cast.find(name)
    return (cast.weight[member] if member is not None else 0) + name.has_title


def _groups(marks: Sequence[SpeakerMark], lines: Sequence[Line]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for mark in marks:
        key = "bio" if mark.style is MarkStyle.BIO else mark.key
        groups.setdefault(key, _Group(key, [])).marks.append(mark)
    return [
        part
        for group in groups.values()
        if group.key != "bio" or len(group.marks) >= _FEWEST_BIOS
        for part in _list_apart(group, lines)
    ]


def _list_apart(group: _Group, lines: Sequence[Line]) -> list[_Group]:
    """A group whose first marks are a list of the panel, nothing but posts between them, as two groups."""
    marks = group.marks
    if group.key == "bio" or marks[0].style is not MarkStyle.LINE or marks[0].words_to >= 0:
        return [group]
    many = 0
    while many < len(marks) - 1 and _has_only_posts_between(marks[many : many + 2], lines):
        many += 1
    if many < _FEWEST_BIOS - 1 or len(marks) - many - 1 < _FEWEST_BIOS:
        return [group]
    edge = many + 1  # the last entry has the first answer, or the questions, below it
    return [_Group(f"{group.key} list", marks[:edge]), _Group(group.key, marks[edge:])]


def _without_posts(groups: Sequence[_Group]) -> list[_Group]:
    """The groups but those whose marks stand right under marks of a group as large: what looks like a name there is a post."""
    at = {mark.line: group for group in groups for mark in group.marks if mark.style is MarkStyle.LINE}
    kept = []
    for group in groups:
        above = Counter(
            at[mark.line - 1].key
            for mark in group.marks
            if mark.style is MarkStyle.LINE and mark.line - 1 in at and at[mark.line - 1] is not group
        )
        key, times = above.most_common(1)[0] if above else ("", 0)
        if times * 2 >= len(group.marks) and any(other.key == key and len(other.marks) >= times for other in groups):
            continue
        kept.append(group)
    return kept


def _weigh(group: _Group, lines: Sequence[Line], counts: list[int], cast: Cast) -> None:
    marks = group.marks
    members = [cast.find(mark.people[0].name) for mark in marks]
    group.members = frozenset(member for member in members if member is not None)
    own = [counts[mark.line + 1] - counts[mark.line] if mark.words_from >= 0 else 0 for mark in marks]
    gaps = [counts[after.line] - counts[mark.line + 1] for mark, after in pairwise(marks)]
    usual = median(gaps) if gaps else 0
    group.gap = usual
    style = marks[0].style
    distinct = len(group.members) or len({mark.people[0].name.words for mark in marks})
    recurring = len(marks) - distinct
    tail = counts[-1] - counts[marks[-1].line + 1]
    head = counts[marks[0].line]
    if style is MarkStyle.BIO:
        group.is_signed = is_signed(group.marks, lines, tail=tail, head=head, usual=usual)
        group.is_list = not group.is_signed
    if style is MarkStyle.LINE:
        group.is_list = (
            _has_only_posts_between(marks, lines) and marks[0].words_to < 0 and recurring * 3 < len(marks)
            if len(marks) > 1
            else tail < _FEW_WORDS and head < _FEW_WORDS
        )
        group.is_signed = marks[0].words_to >= 0 or is_signed(group.marks, lines, tail=tail, head=head, usual=usual)
    carried = [
        min(_MOST_WORDS, words + gap) for words, gap in zip(own, [*gaps, min(tail, max(usual, 40))], strict=True)
    ]
    if group.is_signed:
        carried = [min(_MOST_WORDS, gap) for gap in [min(head, max(usual, 40)), *gaps]]
        if marks[0].words_to >= 0:
            carried = [min(_MOST_WORDS, counts[mark.line + 1] - counts[mark.line]) for mark in marks]
    known = sum(words for words, member in zip(carried, members, strict=True) if member is not None)
    strangers = sum(carried) - known
    if not group.members and recurring < 2:
        strangers = 0
    group.score = (known + 0.15 * strangers) * (1.0 if distinct >= 3 else 0.5 if distinct == 2 else 0.15)
    if style is MarkStyle.BIO:
        group.score *= _BIO_WEIGHT
    if group.is_list:
        group.score = 0.0


def _has_only_posts_between(marks: Sequence[SpeakerMark], lines: Sequence[Line]) -> bool:
    """Whether each name is followed by a line or two that are no sentences: cards of a panel."""
    between = [lines[mark.line + 1 : after.line] for mark, after in pairwise(marks)]
    short = sum(
        len(gap) <= _MOST_CARD_LINES
        and all(len(line.text) < _MOST_CARD and line.text[-1] not in ".!?”" for line in gap)
        for gap in between
    )
    return short * 10 >= len(between) * 8


_MOST_CARD_LINES = 3
_MOST_CARD = 120


def _agrees(group: _Group, first: _Group, lines: Sequence[Line], looks: set[str]) -> bool:
    if {lines[mark.line].look for mark in group.marks} <= looks:
        return True
    if group.is_signed != first.is_signed and group.marks[0].style is MarkStyle.LINE:
        return False
    if group.marks[0].style not in _CARRYING or (group.marks[0].words_from >= 0 and first.marks[0].words_to >= 0):
        return False
    shared = len(group.members & first.members)
    if group.members and shared == len(group.members):
        return True
    return group.score >= 0.12 * first.score and len(group.members) * 2 >= len(
        {mark.people[0].name.words for mark in group.marks}
    )


def _looks_of_labels(group: _Group, lines: Sequence[Line]) -> set[str]:
    """How the lines look that are nothing but labels, where they are set apart from the text: in bold, as headings, by a class."""
    alone = [lines[mark.line] for mark in group.marks if mark.style in _CARRYING and mark.words_from < 0]
    looks = {line.look for line in alone if line.is_heading or line.is_bold}
    named = Counter(line.look for line in alone if line.look not in looks)
    if named:
        looks |= _kept_for_labels(named, lines)
    return looks


def _kept_for_labels(named: Counter[str], lines: Sequence[Line]) -> set[str]:
    """The looks in which hardly anything but short lines is set, most of them labels."""
    times = Counter(line.look for line in lines if line.look in named)
    longest: dict[str, int] = {}
    for line in lines:
        if line.look in named:
            longest[line.look] = max(longest.get(line.look, 0), len(line.text))
    return {
        look
        for look, many in named.items()
        if many >= _FEWEST_BIOS - 1 and many * 2 > times[look] and longest[look] < _MOST_CARD
    }


def _is_of_panel(group: _Group, first: _Group) -> bool:
    shared = len(group.members & first.members)
    return (shared * 2 >= len(group.members) and shared > 0) or shared >= 3


def _turns(
    chosen: Sequence[_Group], cast: Cast, first: _Group, lines: Sequence[Line], looks: set[str]
) -> tuple[dict[int, Turn], list[SpeakerMark]]:
    turns: dict[int, Turn] = {}
    unsure: list[SpeakerMark] = []
    for group in chosen:
        for mark in group.marks:
            members = tuple(dict.fromkeys(cast.find(person.name) for person in mark.people))
            if None in members:
                unsure.append(mark)
                continue
            if (
                group is not first
                and lines[mark.line].look not in looks
                and not set(members) & first.members
                and len(group.members & first.members) < 2
                and len(group.members) < 2
            ):
                continue
            turns[mark.line] = Turn(mark, tuple(member for member in members if member is not None))
    return turns, unsure
