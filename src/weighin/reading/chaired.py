"""Transcripts with somebody in the chair: whose turns hold the questions and are nobody's answers."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.choose import Turn
from weighin.reading.sentences import sentences_in

_CHAIR = re.compile(
    r"^(?:the )?(?:moderator|interviewer|host|chair(?:man|woman|person)?|presenter|anchor|facilitator|audience(?: (?:member|question))?|"
    r"questioner|question from the (?:audience|floor)|questions?|q)(?: ?\d{1,2})?\s*(?:\([^)]{1,60}\))?\s*[:.]\s+",
    re.IGNORECASE,
)
_CHAIRS = re.compile(
    r"\b(?:moderat\w+|chaired|in the chair|hosted|host|interviews? by|interviewer|questions by)\b", re.IGNORECASE
)
_FEWEST_ANSWERS = 2
_MOST_REMARK = 45  # "A bakery?", to one who goes on speaking
_SHORT_QUESTION = 7  # with fewer words a question that says "them" or "that" needs the sentence before it
_FRAGMENT = 4  # with fewer any question does
_TAKES_UP = re.compile(r"\b(?:it|this|that|they|them|these|those|he|him|she|her|so|then|there)\b", re.IGNORECASE)


class Chaired(Struct, frozen=True):
    """What the chair does.

    Attributes:
        silent: lines that the chair speaks. questions: for the lines that put a question to several, where it stands in the text.
        turns: the turns that are left to the panel.
    """

    silent: frozenset[int]
    questions: Mapping[int, tuple[int, int]]
    turns: Mapping[int, Turn]


def chaired_by(lines: Sequence[Line], turns: Mapping[int, Turn]) -> Chaired:
    """Tell the turns of the chair from those of the panel; without a chair nothing is silent."""
    starts = {line.number: begin for line in lines if (begin := _chair_label(line))}
    starts = {**_asking_labels(lines, turns), **starts}
    if _recur(lines, starts, turns):
        return Chaired(frozenset(), {}, turns)
    chair = _named_chair(lines, turns)
    left = {number: turn for number, turn in turns.items() if chair not in turn.members and number not in starts}
    for number in turns.keys() - left.keys() - starts.keys():
        words_from = turns[number].mark.words_from
        starts[number] = words_from - lines[number].start if words_from >= 0 else len(lines[number].text)
    if len(starts) < _FEWEST_ANSWERS or len({turn.members for turn in left.values()}) < _FEWEST_ANSWERS:
        return Chaired(frozenset(), {}, turns)
    first = min(left)
    silent: set[int] = set()
    questions: dict[int, tuple[int, int]] = {}
    spoken = sorted(left)
    opening = sorted(starts)
    for place, number in enumerate(opening):
        following = opening[place + 1] if place + 1 < len(opening) else len(lines)
        after = bisect_right(spoken, number)
        until = spoken[after] if after < len(spoken) else len(lines)
        own = range(number, min(following, until))
        silent.update(own)
        answering = {left[at].members for at in spoken[after:] if at < following}
        asked = [span for at in own if (span := _question_in(lines[at], starts.get(at, 0)))]
        goes_on = 0 < after < len(spoken) and left[spoken[after - 1]].members == left[spoken[after]].members
        is_remark = (
            goes_on
            and lines[number].text[0] not in "Qq"
            and sum(len(lines[at].text) for at in own) - starts.get(number, 0) < _MOST_REMARK
        )
        if asked and not is_remark and (len(answering) >= _FEWEST_ANSWERS or (number < first and answering)):
            questions[number] = asked[-1]
    return Chaired(frozenset(silent), questions, left)


def _recur(lines: Sequence[Line], starts: Mapping[int, int], turns: Mapping[int, Turn]) -> bool:
    """Whether the labels only mark questions that stand again under one expert after the other."""
    if not turns:
        return False
    times = Counter(lines[number].text[begin:] for number, begin in starts.items())
    return sum(many for many in times.values() if many > 1) * 2 > len(starts)


def _chair_label(line: Line) -> int:
    """Where the words begin after `Moderator:`; 0 where no such label stands, or `Q2.` counts an answer."""
    found = _CHAIR.match(line.text)
    if found is None or found.end() >= len(line.text):
        return 0
    counts = found[0][:1] in "Qq"
    return 0 if counts and not line.text.rstrip().endswith("?") else found.end()


def _asking_labels(lines: Sequence[Line], turns: Mapping[int, Turn]) -> dict[int, int]:
    """Lines that begin with one and the same label, which names nobody on the panel and asks most of the time: the outlet, its initials."""
    labelled: dict[str, dict[int, int]] = {}
    for line in lines:
        if line.number in turns:
            continue
        found = _LABEL.match(line.text) if ":" in line.text[:_MOST_LABEL] else None
        if found:
            labelled.setdefault(found["who"], {})[line.number] = found.end()
        elif 0 < line.bold_to < min(_MOST_LABEL, len(line.text) - 1):
            words_from = line.bold_to + len(line.text[line.bold_to :]) - len(line.text[line.bold_to :].lstrip(" |–—"))
            labelled.setdefault(line.text[: line.bold_to].rstrip(), {})[line.number] = words_from
    starts: dict[int, int] = {}
    for places in labelled.values():
        asking = sum("?" in lines[number].text for number in places)
        before = sum(number + 1 in turns or number + 2 in turns for number in places)
        if len(places) >= _FEWEST_ANSWERS and asking * 10 >= len(places) * 6 and before * 10 >= len(places) * 6:
            starts.update(places)
    return starts


_MOST_LABEL = 42
_LABEL = re.compile(r"(?P<who>[^\W\d_][\w.&’' -]{0,38}?) ?: +(?=\S)")


def _named_chair(lines: Sequence[Line], turns: Mapping[int, Turn]) -> int | None:
    """The member who speaks first, and mostly in questions."""
    if not turns:
        return None
    asking: Counter[int] = Counter()
    speaking: Counter[int] = Counter()
    for number, turn in turns.items():
        if len(turn.members) > 1:
            continue
        speaking[turn.members[0]] += 1
        text = lines[number].text if turn.mark.words_from >= 0 else lines[min(number + 1, len(lines) - 1)].text
        asking[turn.members[0]] += "?" in text[-120:]
    first = turns[min(turns)].members[0]
    may_chair = {member: times for member, times in speaking.items() if times >= 2 and asking[member] * 10 >= times * 6}
    announced = bool(may_chair) and any(
        _CHAIRS.search(lines[number].text) for number in range(min(*turns, 12)) if len(lines[number].text) < 400
    )
    for member, times in may_chair.items():
        often = asking[member] * 10 >= times * (6 if announced or member == first else 9)
        if often and len(speaking) > 2 and (member == first or announced):
            return member
    return None


def _question_in(line: Line, begin: int) -> tuple[int, int] | None:
    """The last run of sentences that ask, in the source text; a short one with the sentence before it."""
    text = line.text
    sentences = sentences_in(text, begin, len(text))
    asking = [place for place, span in enumerate(sentences) if text[: span.end].rstrip("”\"’'").endswith("?")]
    if not asking:
        return None
    last = first = asking[-1]
    while first - 1 in asking:
        first -= 1
    words = text[sentences[first].start : sentences[last].end].count(" ") + 1
    asked = text[sentences[first].start : sentences[last].end]
    if first > 0 and (words < _FRAGMENT or (words < _SHORT_QUESTION and _TAKES_UP.search(asked))):
        first -= 1
    elif words < _FRAGMENT and last + 1 < len(sentences):
        last += 1
    led_in = _LED_IN.match(text, sentences[first].start, sentences[last].end)
    return line.start + (led_in.end() if led_in else sentences[first].start), line.start + sentences[last].end


# six words or more before the colon only lead in: "One sentence from each of you, please: what …?"
_LED_IN = re.compile(
    r"(?:[^\s:?!]+ ){5,}[^\s:?!]+: (?=(?:what|who|how|when|where|which|why|will|is|are|does|do|should|can|would|could)\b[^:]+\?)",
    re.IGNORECASE,
)
