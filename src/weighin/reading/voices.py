"""Whether the people under whose names words stand speak them, or are only written about: profiles, tested products, obituaries."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from weighin.reading.blocks import Line
from weighin.reading.choose import Choice
from weighin.reading.draft import Draft
from weighin.reading.marks.mark import MarkStyle, SpeakerMark
from weighin.reading.page import Page

# the letter first, and then whether it opens a word: so a search skips other letters at once
_FIRST_PERSON = re.compile(
    r"[IMm](?<!\w.)(?:(?<=I)|(?<=[Mm])y|(?<=m)e)\b"
)  # "we" is the paper's as often as a panelist's
_ANY_FIRST_PERSON = re.compile(r"[IMmWwu](?<!\w.)(?:(?<=I)|(?<=[Mm])y|(?<=[mWw])e|(?<=u)s)\b")
_PREDICATE = re.compile(
    r"(?:[a-z]{3,}ed|was|has|had|did|told|said|left|won|lost|became|took|made|gave|led|will|is|joins|leaves|"
    r"becomes|takes|retires|moves|returns)\b"
)
_THIRD_PERSON = re.compile(r"[SsHh](?<!\w.)(?:(?<=[Ss])he|(?<=[Hh])(?:er|e|is))\b")
_POST = re.compile(r"[^\W\d_]{3}")
_PRICE = re.compile(r"\W*(?:from |about )?[\d£$€¥]", re.IGNORECASE)  # a price or a mark out of ten
_OPENING = '“"‘«„'
_ASKED_AT = 10
_MOST_ASIDE = 30


def are_told_about(page: Page, lines: Sequence[Line], choice: Choice, draft: Draft, *, strictly: bool = False) -> bool:
    """Whether a draft of names that stand alone above or below the words holds what somebody else wrote about them.

    Their own names in the words say so; where no post says that the names are people's, so does it that nobody says "I".
    `Name: words` leaves less doubt: there it takes that not one of them says "I" or "we", as in marks for players and in minutes.
    With `strictly`, a colon after the name is no sign that it is a name: `Price: 90 crowns`.
    """
    marks = [turn.mark for turn in choice.turns.values()]
    if not marks or draft.is_written:
        return False
    if _does_something(lines, choice):
        return True
    texts = _texts(page, draft)
    named = sum(_names_itself(draft, speaker, text) for speaker, text in texts.items())
    if named * 3 >= len(texts) * 2 and not any("“" in text or '"' in text for text in texts.values()):
        return all(_stands_alone(mark) for mark in marks)  # hardly anybody speaks of himself by name
    if len(_listed(choice)) >= 3 or _asks_of_several(page, draft) or _is_announced(lines, min(choice.turns)):
        return False
    third = sum(bool(_THIRD_PERSON.search(text)) for text in texts.values())
    if third * 4 >= len(texts) and not any(
        _ANY_FIRST_PERSON.search(text) or text.lstrip()[:1] in _OPENING for text in texts.values()
    ):
        return not any(mark.style is MarkStyle.SAID or "'s" in mark.key for mark in marks)  # "Jane's pick:" is hers
    if not strictly and any(not _stands_alone(mark) for mark in marks):
        return False
    speaking = sum(bool(_FIRST_PERSON.search(text)) or text.lstrip()[:1] in _OPENING for text in texts.values())
    about = sum(
        _names_itself(draft, speaker, text) or bool(_THIRD_PERSON.search(text)) for speaker, text in texts.items()
    )
    if about * 2 > len(texts) > speaking * 2:
        return True
    title_asks = any(line.is_heading and line.text.endswith("?") for line in lines[: min(choice.turns)])
    with_post = sum(any(_is_post(page.text[start:end]) for start, end in one.affiliations) for one in draft.speakers)
    if title_asks or with_post * 2 >= len(texts) or any(mark.signs or mark.people[0].name.has_title for mark in marks):
        return False
    return speaking * 3 < len(texts)


def _stands_alone(mark: SpeakerMark) -> bool:
    """Whether a name is set apart and nothing else says that it is a label: no colon, no verb of speech."""
    return mark.style is MarkStyle.LINE or mark.key.startswith("inline ")


def _does_something(lines: Sequence[Line], choice: Choice) -> bool:
    """`Name: voted for the bill`: what follows most names is what they did."""
    own = [
        lines[number].text[turn.mark.words_from - lines[number].start :]
        for number, turn in choice.turns.items()
        if turn.mark.words_from >= 0
    ]
    return sum(bool(_PREDICATE.match(text)) for text in own) * 2 > len(choice.turns)


def only_ask(page: Page, lines: Sequence[Line], choice: Choice, draft: Draft) -> frozenset[int]:
    """The speakers who put questions and do little else: interviewers, and readers whose letters somebody answers."""
    if not choice.turns or _asks_of_several(page, draft) or _is_announced(lines, min(choice.turns)):
        return frozenset()  # an expert may answer with a question
    own = [lines[number].text for number, turn in choice.turns.items() if turn.mark.words_from >= 0]
    if len(own) * 5 >= len(choice.turns) * 4 and sum(text[-1] == "?" for text in own) * 5 >= len(own) * 4:
        return frozenset(
            range(len(draft.speakers))
        )  # each asks in the line of the name, and somebody else answers below
    asking: Counter[int] = Counter()
    speaking: Counter[int] = Counter()
    for one in draft.said:
        for speaker in one.speakers:
            for start, end in one.places:
                speaking[speaker] += 1
                asking[speaker] += page.text[max(start, end - _ASKED_AT) : end].rstrip(" ”\"'’").endswith("?")
    return frozenset(speaker for speaker, times in asking.items() if times * 5 >= speaking[speaker] * 4)


def is_of_two(page: Page, lines: Sequence[Line], choice: Choice, draft: Draft) -> bool:
    """Whether one person speaks in every other turn, as whoever is interviewed does, and whoever else is named opens or closes."""
    order = [choice.turns[number].members for number in sorted(choice.turns)]
    if len(order) < _LEAST_TURNS or _asks_of_several(page, draft) or _is_announced(lines, min(choice.turns)):
        return False
    first, times = Counter(order).most_common(1)[0]
    others = sum(one != first != other for one, other in pairwise(order))
    return times * 8 >= len(order) * 3 and others * 8 <= len(order) and len(set(order)) <= _MOST_OF_TWO


_LEAST_TURNS = 6
_MOST_OF_TWO = 3


def _texts(page: Page, draft: Draft) -> dict[int, str]:
    texts: dict[int, str] = {}
    for one in draft.said:
        for speaker in one.speakers:
            texts[speaker] = " ".join([texts.get(speaker, ""), *(page.text[start:end] for start, end in one.places)])
    return texts


def _is_post(text: str) -> bool:
    return ":" not in text and _PRICE.match(text) is None and _POST.search(text) is not None


def _listed(choice: Choice) -> set[int]:
    """The speakers whom the article also lists as its panel."""
    speaking = {member for turn in choice.turns.values() for member in turn.members}
    listed = {
        choice.cast.find(person.name)
        for mark in choice.listed
        if mark.line not in choice.turns
        for person in mark.people
    }
    return speaking & {member for member in listed if member is not None}


def _asks_of_several(page: Page, draft: Draft) -> bool:
    asked = {
        number
        for number, question in enumerate(draft.questions)
        if any(page.text[start:end].rstrip(" ”\"’'").endswith("?") for start, end in question.places)
    }
    answering: dict[int, set[tuple[int, ...]]] = {}
    for one in draft.said:
        if one.question in asked:
            answering.setdefault(one.question, set()).add(one.speakers)
    return any(len(speakers) > 1 for speakers in answering.values())


def _is_announced(lines: Sequence[Line], first: int) -> bool:
    from weighin.reading.prose import is_asked_of_several  # its patterns cost a cold start what only this needs

    return any(is_asked_of_several(line) for line in lines[: min(first, _MOST_ASIDE)])


def _names_itself(draft: Draft, speaker: int, text: str) -> bool:
    words = draft.speakers[speaker].name.display.split()
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in (words[0], words[-1]) if len(word) > 2)
