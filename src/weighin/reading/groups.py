"""Headings that part the panel by what it answers, `Yes (3)`, `The doubters`: they head several people and ask nothing."""

import re
from collections.abc import Mapping, Sequence

from weighin.reading.blocks import Line
from weighin.reading.choose import Turn

_STANCE = re.compile(
    r"(?:(?:those who|they|who|our|the|voted|answered|said|say|saying|team|camp|in the) ){0,3}"
    r"(?:(?:strongly |probably |definitely |mostly |almost certainly |leaning |lean |a (?:firm|clear|qualified|cautious) |(?:more )?)"
    r"(?:yes|no|maybe|perhaps|not|agree|disagree|likely|unlikely|certain|uncertain|sure|unsure|undecided|higher|lower|for|against)"
    r"|yes|no|maybe|perhaps|probably|possibly|definitely(?: not)?|likely|unlikely|neutral|undecided|unsure|not sure|don[’']t knows?|no opinion|too (?:early|close) to (?:say|call)"
    r"|agree|disagree|in favou?r|for|against|abstain(?:ed|ers)?|abstentions?|neither|both|it depends"
    r"|ayes|noes|nays|bulls?|bears?|bullish|bearish|hawks?|doves?|optimists?|pessimists?|s[ck]eptics?|believers?|doubters?|fence[- ]sitters?|supporters|opponents|waverers"
    r"|up|down|higher|lower|hold|cut|raise|hike|buy|sell|stay|leave)(?: (?:votes?|camp|side|votes))?"
    r"\s*[:–—-]?\s*[(\[]?\s*(?:\d{1,3}(?:\.\d)?\s*(?:%|per ?cent|votes?|experts?|people|panell?ists?|(?:of|/|out of) ?\d{1,3})?)?\s*[)\]]?\s*:?",
    re.IGNORECASE,
)
_MOST = 48  # characters
_NEAR = 2  # lines from the heading to the first of its group
_FEWEST = 2
_FEWEST_PARTED = 3


def group_headings(lines: Sequence[Line], turns: Mapping[int, Turn]) -> set[int]:
    """The lines that head a group: by their words, or because they stand below a question and nobody speaks under two of them.

    What stands below most of the names, `Yes` or `No`, is a vote of each and heads nobody.
    """
    stances = {
        line.number
        for line in lines
        if len(line.text) < _MOST
        and line.number not in turns
        and any(line.number + ahead in turns for ahead in range(1, _NEAR + 1))
        and not (line.number - 1 in turns and turns[line.number - 1].mark.words_from < 0)
        and _stands_out(line)
        and _STANCE.fullmatch(line.text)
    }
    return (stances if len(stances) * 3 <= len(turns) * 2 else set()) | _parting(lines, turns)


def _stands_out(line: Line) -> bool:
    """Whether a line is set as headings are, or has the count of a group in it; a word with a full stop is an answer."""
    counts = line.text[-1:].isdigit() or line.text.rstrip(" :").endswith((")", "]", "%"))
    return line.text[-1] != "." and (line.is_heading or line.is_bold or line.text.isupper() or counts)


def _parting(lines: Sequence[Line], turns: Mapping[int, Turn]) -> set[int]:
    """Headings below one that asks, which ask nothing themselves and part those who speak."""
    found: set[int] = set()
    level = 0  # of the heading that asks; 0 where none does
    groups: dict[int, set[int]] = {}
    current = -1
    for line in [*lines, None]:
        if line is None or (line.is_heading and line.number not in turns):
            asks = line is not None and line.text.rstrip().endswith("?")
            if line is not None and level and line.block.level > level and not asks:
                current = line.number
                groups[current] = set()
                continue
            if _part(groups):
                found.update(groups)
            groups, current = {}, -1
            level = line.block.level if line is not None and asks else 0
        elif line.number in turns:
            if current < 0:
                level = 0  # somebody speaks before the first group: the headings divide something else
            else:
                groups[current].update(turns[line.number].members)
    return found


def _part(groups: Mapping[int, set[int]]) -> bool:
    members = [member for group in groups.values() for member in group]
    return (
        sum(bool(group) for group in groups.values()) >= _FEWEST
        and len(members) == len(set(members)) >= _FEWEST_PARTED
        and any(len(group) > 1 for group in groups.values())
    )
