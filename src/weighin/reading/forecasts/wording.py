"""How far the words of a sentence speak for its being a forecast: the one statistical part of the reading.

A logistic regression over words, pairs of neighbours, the length and what was asked. Its weights stand in `data/words.csv`, made by
`scripts/train_forecast_words.py` from the round-ups of our own writing. The rules decide what a forecast says; the words only have a veto where
they speak strongly against what a rule found, and a voice where no rule knew the sentence and they speak strongly for it.
"""

import csv
import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from itertools import repeat

# log-odds below which no rule is asked: six to one against
AGAINST = -1.8
# log-odds from which a verb in the present that no condition governs may stand for the future
FOR_PRESENT = -0.1
# log-odds from which a rule is believed that goes by one everyday word
FOR_WEAK = -1.0
# log-odds from which a sentence is taken that no rule knew: more than two to one for
FOR = 0.8
# the same for a long sentence, in which many small weights add up: nine to one
FOR_LONG = 2.2
LONG = 15  # words
# and where a rule knew words of it and struck them out, as somebody else's or a wish: twenty to one
FOR_STRUCK = 3.0

_WORD = re.compile(r"[a-z]+(?:(?<=[a-z]n)'t)?|'(?:s|ll|d|re|ve|m)\b|\d[\d.,]*|[%?;:\"]")
_DIGIT = re.compile("[0-9]")
_FINITE = frozenset(
    "is are was were am be has have had do does did will would can could may might must shall should 's 'll 'd 're 've won't isn't aren't don't doesn't didn't can't".split()
)
_YEAR = 4
_LENGTHS = (4, 8, 15, 25)
_FIRST = 3


def log_odds(low: str, *, asked: bool | None, is_opening: bool) -> float:
    """The log-odds that a sentence, in plain form, is a forecast: the weights of `features_of`, without spelling the features out.

    Args:
        low: the sentence. asked: whether it answers a question about what is to come; None where nothing was asked. is_opening: it is the first of its answer.
    """
    alone, in_pairs = _weights()
    words = _words_of(low)
    distinct = set(words)
    pairs = zip(("^", *words), (*words, "$"), strict=True)
    odds = _of_place(asked, is_opening, bisect_right(_LENGTHS, len(words)), _FINITE.isdisjoint(distinct))
    odds += sum(map(alone.get, distinct, repeat(0.0)))
    # each counts once; where no word stands twice, no pair does
    odds += sum(map(in_pairs.get, pairs if len(distinct) == len(words) else set(pairs), repeat(0.0)))
    if asked:
        odds += sum(alone.get(f"asked {word}", 0.0) for word in set(words[:_FIRST]))
    return odds


def speak_for(low: str, odds: float, *, is_struck: bool) -> bool:
    """Whether the words of a sentence that no rule took speak for it strongly enough. `is_struck`: a rule knew some of them and struck them out."""
    needed = FOR_LONG if len(low.split()) >= LONG else FOR
    return odds >= (FOR_STRUCK if is_struck else needed)


def features_of(low: str, *, asked: bool | None, is_opening: bool) -> set[str]:
    """What a sentence, in plain form, is weighed by: each of these counts once."""
    words = _words_of(low)
    length = bisect_right(_LENGTHS, len(words))
    features = {*_place(asked, is_opening, length, _FINITE.isdisjoint(words)), *words}
    features.update(map(" ".join, zip(("^", *words), (*words, "$"), strict=True)))
    if asked:
        features.update(f"asked {word}" for word in words[:_FIRST])
    return features


def _place(asked: bool | None, is_opening: bool, length: int, is_verbless: bool) -> tuple[str, ...]:
    place = f"asked={asked} opening={is_opening}"
    return "(always)", place, f"length={length}", f"{place} length={length}", f"{place} finite={not is_verbless}"


@cache
def _of_place(asked: bool | None, is_opening: bool, length: int, is_verbless: bool) -> float:
    alone, _ = _weights()
    return sum(alone.get(feature, 0.0) for feature in _place(asked, is_opening, length, is_verbless))


def _words_of(low: str) -> list[str]:
    words: list[str] = _WORD.findall(low.strip(" \"'"))
    if _DIGIT.search(low) is None:
        return words
    return [_figure(word) if "0" <= word[0] <= "9" else word for word in words]


def _figure(word: str) -> str:
    return "(year)" if len(word.rstrip(".,")) == _YEAR else "(figure)"


@cache
def _weights() -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The weights of single features, and those of two words that stand side by side."""
    table = (files("weighin.reading.forecasts") / "data" / "words.csv").read_text(encoding="utf-8")
    alone: dict[str, float] = {}
    in_pairs: dict[tuple[str, str], float] = {}
    for feature, weight in csv.reader(table.splitlines()[1:]):
        first, _, second = feature.partition(" ")
        if not second or "=" in feature or first == "asked":
            alone[feature] = float(weight)
        if second:
            in_pairs[first, second] = float(weight)
    return alone, in_pairs
