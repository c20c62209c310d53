"""What was asked, and where: the questions of an article as its marks, its numbers or its chair put them."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.draft import Asked
from weighin.reading.names import fold
from weighin.reading.numbering import numbered_to

_SIGN = re.compile(r"Q(?:uestion)?\s?:\s+(?=\S)")  # says that it is a question, and is no part of it


class Asking(Struct, frozen=True):
    """What was asked, and where.

    Attributes:
        questions: in the order of the article. at: for each line that prints one, its number in `questions`.
        under_experts: each expert has the questions below the name, so that what follows a question is an answer; else a question
            closes what was said before, and what follows without a label is the editors'.
        by_number: answers begin with the number of their question.
        run_in: for each line in which the answer follows its question, how many characters the question takes.
    """

    questions: list[Asked]
    at: Mapping[int, int]
    under_experts: bool = False
    by_number: bool = False
    lines: tuple[int, ...] = ()  # the keys of `at`, rising
    run_in: Mapping[int, int] = {}

    def before(self, number: int) -> int | None:
        """The question that stands last before a line."""
        place = bisect_right(self.lines, number)
        return self.at[self.lines[place - 1]] if place else None


def asked_once(lines: Sequence[Line], keys: Mapping[int, str], *, under_experts: bool) -> Asking:
    """The questions that lines print, one for all lines of a key."""
    asked: list[Asked] = []
    by_key: dict[str, int] = {}
    at: dict[int, int] = {}
    for number in sorted(keys):
        key = keys[number]
        line = lines[number]
        if key not in by_key:
            by_key[key] = len(asked)
            asked.append(Asked(line.text, []))
        sign = _SIGN.match(line.text)
        asked[by_key[key]].places.append((line.start + (sign.end() if sign else 0), line.end))
        at[number] = by_key[key]
    return Asking(asked, at, under_experts, lines=tuple(sorted(at)))


def question_key(text: str) -> str:
    """What two prints of one question have in common."""
    return fold(text[numbered_to(text) :]).strip(" ?.:…")
