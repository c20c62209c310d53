"""Words with which people commit to how something will turn out: each with the way it leans and the phrase that surveys asked for.

Cues are looked up by a trigger word, so that a sentence without any of them costs one search, and a sentence with one costs few.
All patterns see text in lower case with straight apostrophes.
"""

import re

from weighin.reading.forecasts.cues.beliefs import BELIEFS
from weighin.reading.forecasts.cues.cue import Cue, Kind, Match, Needs
from weighin.reading.forecasts.cues.idioms import IDIOMS
from weighin.reading.forecasts.cues.likelihood import LIKELIHOOD
from weighin.reading.forecasts.cues.modals import MODALS, PRESENT
from weighin.reading.forecasts.cues.told import TOLD
from weighin.reading.forecasts.cues.turns import TURNS
from weighin.reading.forecasts.cues.wagers import WAGERS

__all__ = ["CUES", "PRESENT", "Cue", "Kind", "Match", "Needs", "cues_in", "may_commit", "presents_in", "words_of"]

CUES = (*MODALS, *LIKELIHOOD, *BELIEFS, *IDIOMS, *WAGERS)

_BY_NAME = {cue.name: cue for cue in CUES}


def _indexed(cues: tuple[Cue, ...]) -> dict[str, dict[str, Cue]]:
    """By trigger: the cues that it may open, by name."""
    by_trigger: dict[str, dict[str, Cue]] = {}
    for cue in cues:
        for trigger in cue.triggers.split():
            by_trigger.setdefault(trigger, {})[cue.name] = cue
    return by_trigger


_TRIGGERS = _indexed(CUES)
_TOLD = _indexed(TOLD)
_WORD = re.compile(r"[a-z0-9][a-z0-9'/-]*")
# words long enough that one slip of the fingers leaves no other word ("liklely")
_LONG = {
    "likely": "likely",
    "unlikely": "unlikely",
    "probably": "probably",
    "possibly": "possible",
    "certainly": "certainly",
    "definitely": "certainly",
    "improbable": "improbable",
}


def _slips_of(word: str) -> frozenset[str]:
    left_out = {word[:place] + word[place + 1 :] for place in range(1, len(word))}
    swapped = {word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)}
    put_in = {word[:place] + letter + word[place:] for place in range(1, len(word)) for letter in set(word)}
    return frozenset(left_out | swapped | put_in) - {word}


_SLIPS = {slip: _BY_NAME[name] for word, name in _LONG.items() for slip in _slips_of(word)}
_PRESENTS = frozenset(PRESENT.triggers.split())
_NONE: dict[str, Cue] = {}
_KNOWN = frozenset(_TRIGGERS) | frozenset(_SLIPS)
_KNOWN_TO_NARRATORS = _KNOWN | frozenset(_TOLD)


def words_of(low: str) -> frozenset[str]:
    """The words of a text, for the cheap questions."""
    words = _WORD.findall(low)
    if "'" in low:
        words += [contracted for contracted in ("'ll", "'d") if contracted in low]
        if "'s" in low:
            words += [word[:-2] for word in words if word.endswith("'s")]
    return frozenset(words)


def may_commit(words: frozenset[str], *, narrated: bool) -> frozenset[str]:
    """The triggers among the words of a text."""
    return words & (_KNOWN_TO_NARRATORS if narrated else _KNOWN)


def cues_in(low: str, words: frozenset[str], triggers: frozenset[str], *, narrated: bool) -> list[Match]:
    """Every cue of a text of these words, in order of place."""
    found: list[Match] = []
    possible: dict[str, Cue] = {}
    for trigger in triggers:
        possible.update(_TRIGGERS.get(trigger, _NONE))
        if narrated:
            possible.update(_TOLD.get(trigger, _NONE))
        if trigger in _SLIPS:
            found.extend(Match(_SLIPS[trigger], start, start + len(trigger)) for start in _places_of(trigger, low))
    for cue in possible.values():
        if not cue.besides or not cue.besides.isdisjoint(words):
            for place in cue.places_in(low):
                found.append(Match(cue, *place.span()))  # noqa: PERF401 - most cues stand nowhere, and a list for each would cost more
    if len(found) > 1:
        found.sort(key=lambda match: (match.start, -match.end, match.cue.name))
    return found


def presents_in(low: str, words: frozenset[str]) -> list[Match]:
    """Verbs in the present that may stand for the future, in order of place."""
    found = [] if _PRESENTS.isdisjoint(words) else [Match(PRESENT, *place.span()) for place in PRESENT.places_in(low)]
    if not TURNS.isdisjoint(words):
        found += [Match(PRESENT, *place.span()) for place in _WORD.finditer(low) if place.group() in TURNS]
        found.sort(key=lambda match: (match.start, -match.end))
    return found


def _places_of(word: str, low: str) -> list[int]:
    return [match.start() for match in re.finditer(rf"\b{word}\b", low)]
