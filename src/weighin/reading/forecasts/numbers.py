"""Probabilities in figures and words: "60 per cent", "one in four", "two in three", "three to one against"."""

import re

from msgspec import Struct

_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_WORDS |= {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "a hundred": 100,
    "one hundred": 100,
    "a": 1,
    "a thousand": 1000,
}
_NUMBER = r"(?:\d{1,3}(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one hundred|a hundred|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_PER_CENT = re.compile(rf"\b(?P<low>{_NUMBER})(?:\s*(?:-|to|or)\s*(?P<high>{_NUMBER}))?\s*(?:%|per cent|percent)")
_IN = re.compile(rf"\b(?P<part>{_NUMBER}) (?:chance )?(?:in|out of) (?P<whole>{_NUMBER}|a (?:hundred|thousand))\b")
_ODDS = re.compile(rf"\b(?P<one>{_NUMBER})[- ](?:to|/)[- ](?P<two>{_NUMBER})(?: (?P<way>against|on))?\b")
_ABOUT_CHANCE = re.compile(
    r"\b(?:chances?|probability|probabilities|odds|likel\w+|put (?:it|that|this|the)|certain|sure|confiden\w+|risk|to go|model says|i'd say|i would say|give)\b"
)


class Stated(Struct, frozen=True, gc=False):
    """A probability that was stated, with its place; `low` equals `high` for a single figure."""

    low: float
    high: float
    start: int
    end: int


def stated_probability(low: str) -> Stated | None:
    """The probability that a clause states, if it states one."""
    found = _ratio(low)
    if found:
        return found
    if not _ABOUT_CHANCE.search(low):
        return None
    match = _PER_CENT.search(low)
    if match:
        first = _value(match["low"]) / 100
        last = _value(match["high"]) / 100 if match["high"] else first
        if 0 <= first <= last <= 1:
            return Stated(first, last, match.start(), match.end())
    match = _ODDS.search(low)
    if match and re.search(r"\bodds|against|\bon\b", low):
        one, two = _value(match["one"]), _value(match["two"])
        if one + two > 0:
            probability = one / (one + two) if match["way"] == "on" else two / (one + two)
            return Stated(probability, probability, match.start(), match.end())
    return None


def _ratio(low: str) -> Stated | None:
    values = []
    for match in _IN.finditer(low):
        part, whole = _value(match["part"]), _value(match["whole"])
        if 0 < part <= whole <= 1000 and whole > 1 and (whole <= 10 or whole in {12, 20, 50, 100, 1000}):
            following = low[match.end() : match.end() + 20]
            if not re.match(
                r" (?:\w+ )?(?:people|children|infections?|patients|households|voters|firms|builders|companies|jobs|cases|small)",
                following,
            ):
                values.append((part / whole, match.start(), match.end()))
    if not values or not re.search(
        r"\bchance|\bodds|\bprobab|\bput (?:it|that|this)|\bsay\b|\bthan\b|between|about|^\W*(?:\w+ ){0,2}(?:in|out of)|likel|risk|i'd|give",
        low,
    ):
        return None
    numbers = [value for value, _, _ in values]
    return Stated(min(numbers), max(numbers), values[0][1], values[-1][2])


def _value(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        pass
    if text in _WORDS:
        return float(_WORDS[text])
    parts = re.split(r"[- ]", text)
    return float(sum(_WORDS.get(part, 0) for part in parts)) if len(parts) > 1 and parts[0] in _WORDS else float("nan")
