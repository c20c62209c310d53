"""Questions that stand once, in a list, where answers or headings have only their numbers."""

import re
from collections.abc import Mapping, Sequence

from weighin.reading.asking import Asking, asked_once, question_key
from weighin.reading.blocks import Line
from weighin.reading.choose import Turn
from weighin.reading.draft import Asked
from weighin.reading.numbering import ordinal_in, ordinal_of

_MOST_QUESTION = 320
_FEWEST = 2


def listed_questions(lines: Sequence[Line], turns: Mapping[int, Turn]) -> list[Line]:
    """Numbered questions that stand once, before the second speaker, where the answers of several begin with the numbers."""
    order = sorted(turns)
    asked: list[Line] = []
    for line in lines[: order[1]] if len(order) > 1 else ():
        if line.number not in turns and len(line.text) < _MOST_QUESTION and ordinal_of(line)[0] == len(asked) + 1:
            asked.append(line)
    if len(asked) < _FEWEST or not any(line.text.rstrip().endswith("?") or line.number < order[0] for line in asked):
        return []
    numbers = {line.number for line in asked}
    answering: set[int] = set()
    for place, number in enumerate(order):
        until = order[place + 1] if place + 1 < len(order) else len(lines)
        mark = turns[number].mark
        begins = ordinal_in(lines[number].text, mark.words_from - lines[number].start)[0] if mark.words_from >= 0 else 0
        if begins or any(
            0 < ordinal_of(line)[0] <= len(asked) and line.number not in numbers for line in lines[number + 1 : until]
        ):
            answering.add(turns[number].members[0])
    return asked if len(answering) >= _FEWEST else []


def asked_by_number(lines: Sequence[Line], listed: Sequence[Line], *, first: int) -> Asking:
    """What listed questions ask; after the line `first` they are answered by number."""
    asked = asked_once(lines, {line.number: question_key(line.text) for line in listed}, under_experts=True)
    questions = [
        Asked(line.text[ordinal_of(line)[1] :], [(line.start + ordinal_of(line)[1], line.end)]) for line in listed
    ]
    at = {number: question for number, question in asked.at.items() if number > first}
    return Asking(questions, at, under_experts=True, by_number=True, lines=tuple(sorted(at)))


def counted_questions(lines: Sequence[Line], turns: Mapping[int, Turn]) -> Asking | None:
    """Questions that stand once, in a numbered list above the first answer, where only their numbers stand above the others."""
    numbers = {
        line.number: int(found[1])
        for line in lines
        if len(line.text) < _MOST_NUMBER and line.number not in turns and (found := _ONLY_A_NUMBER.match(line.text))
    }
    first = min(numbers, default=0)
    asked: list[Line] = []
    for line in lines[:first] if len(numbers) >= _FEWEST else ():
        if len(line.text) < _MOST_QUESTION and ordinal_of(line)[0] == len(asked) + 1:
            asked.append(line)
    if len(asked) < max(_FEWEST, max(numbers.values(), default=0)):
        return None
    places = [(line.start + ordinal_of(line)[1], line.end) for line in asked]
    questions = [Asked(line.text[ordinal_of(line)[1] :], [place]) for line, place in zip(asked, places, strict=True)]
    at = {number: one - 1 for number, one in numbers.items() if one}
    return Asking(questions, at, lines=tuple(sorted(at)))


_ONLY_A_NUMBER = re.compile(r"(?:Q|Question|Topic|Prompt|Statement|No\.?|#)\s?(\d{1,2})\s?[.:)]?$", re.IGNORECASE)
_MOST_NUMBER = 16
