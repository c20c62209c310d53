"""Run-in labels: words set off at the start of paragraphs, the same ones under each expert, to which the paragraphs answer."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from weighin.reading.blocks import Line
from weighin.reading.choose import Turn
from weighin.reading.draft import Asked
from weighin.reading.names import fold, read_name
from weighin.reading.silence import Silence

_FEWEST = 2


def run_in_labels(lines: Sequence[Line], turns: Mapping[int, Turn], silent: Mapping[int, Silence]) -> dict[int, int]:
    """Paragraphs under one expert after the other that begin with the same words, set off from the rest: how long these are."""
    found: dict[int, int] = {}
    under: dict[str, set[int]] = defaultdict(set)
    current = -1
    for line in lines:
        if line.number in turns:
            current = turns[line.number].members[0]
            continue
        length = _set_off(line) if current >= 0 and line.number not in silent else 0
        if length:
            found[line.number] = length
            under[_key(line.text[:length])].add(current)
    members = {turn.members[0] for turn in turns.values()}
    asking = {key for key, answering in under.items() if len(answering) > 1 and len(answering) * 2 >= len(members)}
    if len(asking) < _FEWEST:
        return {}
    return {number: length for number, length in found.items() if _key(lines[number].text[:length]) in asking}


def _set_off(line: Line) -> int:
    """How many characters a line's run-in label takes, in bold or italics and closed by a colon, stop or question mark."""
    reach = max(line.bold_to, line.italic_to)
    if not 0 < reach < min(len(line.text), _MOST_RUN_IN):
        return 0
    closed = _RUN_IN.match(line.text[: reach + 2])
    if (
        closed is None
        or abs(closed.end() - reach) > 2
        or read_name(line.text[: closed.end()].rstrip(" .:?")) is not None
    ):
        return 0
    return closed.end()


_RUN_IN = re.compile(r"[^\W\d_][^.:?]*[.:?]")
_MOST_RUN_IN = 90


def asked_in_labels(lines: Sequence[Line], lengths: Mapping[int, int]) -> tuple[list[Asked], dict[int, int]]:
    """The questions that run-in labels put, and which of them each line's label is."""
    asked: dict[str, Asked] = {}
    at: dict[int, int] = {}
    for number in sorted(lengths):
        line = lines[number]
        words = line.text[: lengths[number]].rstrip(" .:")
        one = asked.setdefault(_key(words), Asked(words, []))
        one.places.append((line.start, line.start + len(words)))
        at[number] = list(asked).index(_key(words))
    return list(asked.values()), at


def _key(text: str) -> str:
    return fold(text).strip(" ?.:…")
