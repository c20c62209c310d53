"""The questions of an article whose speakers are marked: repeated under each expert, or printed before a run of labels."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from weighin.reading.asking import Asking, asked_once, question_key
from weighin.reading.blocks import Line
from weighin.reading.choose import Turn
from weighin.reading.groups import group_headings
from weighin.reading.listed import asked_by_number, counted_questions, listed_questions
from weighin.reading.names import fold, read_name
from weighin.reading.numbering import numbered_to
from weighin.reading.page import BlockKind
from weighin.reading.run_in import asked_in_labels, run_in_labels
from weighin.reading.silence import Silence

QUESTION_END = re.compile(r"(?:(?:\?|…|\.\.\.|:)[”\"’')\]]*|\? \([^()?]{1,80}\))$")
_MOST_QUESTION = 320
_MOST_WORDS = 45
_MOST_TOPIC = 6
_MOST_TITLE = 20
_LEAST_ALONE = 3  # spaces in a question that stands alone before somebody who has not spoken yet
_LOOK_BACK = 16  # an editor's paragraphs, or a small table, may stand between a question and the first answer
_FEWEST = 2


def questions_of(
    lines: Sequence[Line],
    turns: Mapping[int, Turn],
    silent: Mapping[int, Silence],
    head: frozenset[int],
    *,
    signed: bool,
) -> Asking:
    """The questions that the marked speakers answer; none where the article puts no explicit one."""
    silent = {**silent, **dict.fromkeys(group_headings(lines, turns), Silence.HEADLINE)}
    repeated = _repeated(lines, turns, silent)
    if repeated:
        return asked_once(lines, repeated, under_experts=not signed)
    run_in = {} if signed else run_in_labels(lines, turns, silent)
    if run_in:
        questions, at = asked_in_labels(lines, run_in)
        return Asking(questions, at, under_experts=True, lines=tuple(at), run_in=run_in)
    listed = [] if signed else listed_questions(lines, turns)
    if listed:
        return asked_by_number(lines, listed, first=min(turns))
    counted = counted_questions(lines, turns)
    if counted is not None:
        return counted
    candidates = _openings(lines, turns, silent, head) if signed else _restarts(lines, turns, silent, head)
    asked = _of_one_look(lines, candidates, turns)
    if signed and len(asked) == 1 and not QUESTION_END.search(asked[0].text):
        asked = []  # a heading that heads nothing else
    if not asked or _are_headlines(lines, asked, turns, silent, signed=signed):
        return Asking([], {})
    return asked_once(lines, {line.number: fold(line.text) for line in asked}, under_experts=False)


def _repeated(lines: Sequence[Line], turns: Mapping[int, Turn], silent: Mapping[int, Silence]) -> dict[int, str]:
    """Lines that stand again under one expert after the other."""
    under: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, list[int]] = defaultdict(list)
    current = -1
    for line in lines:
        if line.number in turns:
            current = turns[line.number].members[0]
            continue
        if current >= 0 and line.number not in silent and 8 < len(line.text) < _MOST_QUESTION:
            key = question_key(line.text)
            under[key].add(current)
            numbers[key].append(line.number)
    asking = {key for key, members in under.items() if len(members) > 1 and _is_question_like(lines[numbers[key][0]])}
    if sum(len(numbers[key]) for key in asking) < max(2, len({turn.members[0] for turn in turns.values()})):
        return {}
    looks = {lines[number].look for key in asking for number in numbers[key]}
    looks &= _asking_looks(lines, under_way=min(turns))
    labels = {lines[turn].look for turn in turns}
    return {
        number: key
        for key, places in numbers.items()
        for number in places
        if key in asking or _is_asked_once(lines[number], looks - labels)
    }


def _is_question_like(line: Line) -> bool:
    return bool(QUESTION_END.search(line.text)) or line.is_bold or line.is_heading or line.is_italic


def _is_asked_once(line: Line, looks: set[str]) -> bool:
    """A question that only one expert was asked, set like those that all were asked."""
    return line.look in looks and line.text.endswith("?")


def _asking_looks(lines: Sequence[Line], *, under_way: int) -> set[str]:
    """The looks in which, once the panel speaks, hardly anything but questions is set."""
    asking = Counter(line.look for line in lines[under_way:] if line.text.endswith("?"))
    whole = Counter(line.look for line in lines[under_way:])
    return {look for look, times in asking.items() if times * 10 >= whole[look] * 9}


def _restarts(
    lines: Sequence[Line], turns: Mapping[int, Turn], silent: Mapping[int, Silence], head: frozenset[int]
) -> list[Line]:
    """Lines before a label at which the panel begins anew: somebody speaks again, or the order of speakers starts over."""
    candidates: list[Line] = []
    first_spoken: dict[int, int] = {}
    heard: set[int] = set()
    highest = -1
    underlined = _underlined(lines, turns)
    for number in sorted(turns):
        member = turns[number].members[0]
        before = _line_before(lines, number, turns, silent, head)
        position = first_spoken.setdefault(member, len(first_spoken))
        begins = not heard or member in heard
        stands_alone = (
            before is not None
            and len(heard) >= _FEWEST
            and _asks_alone(before)
            and before.text.count(" ") >= _LEAST_ALONE
        )
        may_begin = (
            position < highest
            or stands_alone
            or (before is not None and (_asks_plainly(before) or number in underlined))
        )
        asks = before is not None and (
            (begins and _may_ask(before)) or (may_begin and _is_question_like(before) and _may_ask(before))
        )
        if before is not None and asks and before.number not in head:
            candidates.append(before)
            heard = set()
            highest = -1
        heard.add(member)
        highest = max(highest, position)
    return _with_others_of_their_look(lines, candidates, turns, silent)


def _underlined(lines: Sequence[Line], turns: Mapping[int, Turn]) -> set[int]:
    """The labels before which a question stands under which a line is drawn; none where lines part one answer from the next."""
    ruled = {number for number in turns if lines[number].after_rule}
    if min(turns) not in ruled or len(ruled) * 2 > len(turns):
        return set()
    return {number for number in ruled if number and _asks_alone(lines[number - 1])}


def _with_others_of_their_look(
    lines: Sequence[Line], candidates: list[Line], turns: Mapping[int, Turn], silent: Mapping[int, Silence]
) -> list[Line]:
    """A heading like the others asks too, though nobody after it has spoken yet."""
    looks = {line.look for line in candidates if line.is_heading or _asks_plainly(line)}
    seen = {line.number for line in candidates}
    above = (_line_before(lines, number, turns, silent) for number in sorted(turns))
    more = [line for line in above if line is not None and line.look in looks and line.number not in seen]
    return sorted([*candidates, *more], key=lambda line: line.number)


def _openings(
    lines: Sequence[Line], turns: Mapping[int, Turn], silent: Mapping[int, Silence], head: frozenset[int]
) -> list[Line]:
    """Where the names stand after the words: headings, questions and topics at which such a text begins."""
    found = []
    previous = -1
    spoken = {lines[number - 1].look for number in turns if number}
    for number in sorted(turns):
        is_first = True
        for line in lines[previous + 1 : number]:
            if line.number in silent or line.number in head or line.kind is BlockKind.RULE or _names_somebody(line):
                continue
            asks = line.text.rstrip().endswith("?") and line.text.count(" ") <= _MOST_WORDS
            goes_on = line.number + (turns[number].mark.words_to < 0) < number
            if (
                line.is_heading
                or (line.is_bold and asks)
                or (goes_on and (is_first or line.look not in spoken) and _asks_alone(line))
                or (goes_on and is_first and line.look not in spoken and _is_topic(line) and previous >= 0)
            ):
                found.append(line)
            is_first = False
        previous = number
    return _with_others_alike(lines, found, head, first=min(turns))


def _names_somebody(line: Line) -> bool:
    """A full name; one word may be a topic."""
    name = read_name(line.text)
    return name is not None and name.is_full


def _with_others_alike(lines: Sequence[Line], found: list[Line], head: frozenset[int], *, first: int) -> list[Line]:
    """The question above the first text is known by the look of the later ones."""
    looks = {line.look for line in found if not line.is_heading}
    above = [
        line
        for line in lines[:first]
        if line.look in looks and line.number not in head and (_is_topic(line) or _asks_alone(line))
    ]
    return [*(line for line in above[-1:] if line not in found), *found]


def _asks_alone(line: Line) -> bool:
    """One sentence, and it asks."""
    text = line.text.rstrip()
    return text.endswith("?") and text.count(" ") <= _MOST_WORDS and "? " not in text and ". " not in text[4:]


def _line_before(
    lines: Sequence[Line],
    number: int,
    turns: Mapping[int, Turn],
    silent: Mapping[int, Silence],
    head: frozenset[int] = frozenset(),
) -> Line | None:
    """What stands before a label: the nearest line, or the question that an editor's paragraph or two explain."""
    nearest: Line | None = None
    for line in reversed(lines[max(0, number - _LOOK_BACK) : number]):
        if line.number in turns or line.number in head:
            break
        if line.number in silent or line.kind is BlockKind.RULE:
            continue
        if _asks_plainly(line):
            return line
        if nearest is None or (line.is_heading and not nearest.is_heading and not QUESTION_END.search(nearest.text)):
            nearest = line
    return nearest


def _asks_plainly(line: Line) -> bool:
    return line.text.rstrip(" ”\"’'").endswith("?") and (line.is_heading or line.is_bold)


def _may_ask(line: Line) -> bool:
    return len(line.text) < _MOST_QUESTION and (
        _is_question_like(line) or numbered_to(line.text) > 0 or line.text.count(" ") < 14
    )


def _of_one_look(lines: Sequence[Line], candidates: Sequence[Line], turns: Mapping[int, Turn]) -> list[Line]:
    """The candidates that are set as questions are set here; where that tells nothing, those that read like one."""
    members = {turn.members[0] for turn in turns.values()}
    if len(turns) <= len(members) and len(candidates) < 2:
        return [line for line in candidates if _asks_alone(line) and line.number == min(turns) - 1]
    usual = Counter(line.look for line in candidates).most_common(1)
    asked = [
        line for line in candidates if line.is_heading or line.look == usual[0][0] or QUESTION_END.search(line.text)
    ]
    answers = _looks_of_answers(lines, turns)
    special = [line for line in asked if line.is_heading or line.is_bold or line.look not in answers]
    if len(special) >= 2 and len(special) * 2 >= len(asked):
        asked = special
    else:
        asked = [
            line
            for line in asked
            if QUESTION_END.search(line.text) or line.is_heading or numbered_to(line.text) or _is_title(line)
        ]
    return [line for line in asked if line.is_heading or line.text.count(" ") <= _MOST_WORDS]


def _looks_of_answers(lines: Sequence[Line], turns: Mapping[int, Turn]) -> set[str]:
    """How the lines look in which somebody begins to speak."""
    return {
        lines[number if turn.mark.words_from >= 0 else min(number + 1, len(lines) - 1)].look
        for number, turn in turns.items()
    }


def _is_topic(line: Line) -> bool:
    """`Player to watch`: a few words that are no sentence."""
    return line.text.count(" ") < _MOST_TOPIC and _is_title(line)


def _is_title(line: Line) -> bool:
    """`What happens to the harvest`: one line without an end, as headings are."""
    text = line.text
    return text.count(" ") < _MOST_TITLE and text[-1] not in ".!;,”\"’')" and text[0].isupper() and ". " not in text[4:]


def _are_headlines(
    lines: Sequence[Line],
    asked: Sequence[Line],
    turns: Mapping[int, Turn],
    silent: Mapping[int, Silence],
    *,
    signed: bool,
) -> bool:
    """Whether the lines head one text each, as the titles of predictions do, and are no questions to a panel."""
    if sum(line.text.rstrip(" ”\"’'").endswith("?") for line in asked) * 2 > len(asked) and not signed:
        return False
    order = sorted(turns)
    starts = sorted(line.number for line in asked)
    if signed:
        if starts[0] > order[0]:
            return True
    else:
        looks = {line.look for line in asked} - _looks_of_answers(lines, turns)
        above = [_line_before(lines, number, turns, silent) for number in order]
        if (
            sum(line is not None and (line.look in looks or line.number in starts) for line in above) * 4
            >= len(order) * 3
        ):
            return True
    answered: dict[int, set[int]] = defaultdict(set)
    for number in order:
        place = bisect_right(starts, number)
        if place:
            answered[starts[place - 1]].add(turns[number].members[0])
    shared = sum(len(members) > 1 for members in answered.values())
    return shared * 2 <= len(answered)
