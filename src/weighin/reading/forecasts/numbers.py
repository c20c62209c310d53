"""Probabilities in figures and words: "60 per cent", "one in four", "three to one against", "under 10 per cent", "between 30 and 40 %"."""

import re

from msgspec import Struct

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_WORDS = {word: number for number, word in enumerate(_ONES)} | _TENS
_WORDS |= {
    "hundred": 100,
    "a hundred": 100,
    "one hundred": 100,
    "a": 1,
    "thousand": 1000,
    "a thousand": 1000,
    "one thousand": 1000,
}
_WORDS |= {"a million": 10**6, "one million": 10**6, "a billion": 10**9, "one billion": 10**9}
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d+)?|(?:{'|'.join(_TENS)})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one hundred|a hundred|{'|'.join(reversed(_ONES))})"
_UNIT = r"\s*(?:%|per ?cent\b|percentage points?\b)"
_PER_CENT = re.compile(
    rf"(?:(?P<bound>\b(?:under|below|less than|fewer than|at most|no more than|no better than|not more than|up to|over|above|more than|at least|no less than|not less than|better than|upwards of|north of|closer to|nearer|well over|well under|well below)) (?:about |around )?)?"
    rf"\b(?P<low>{_NUMBER})(?:{_UNIT})?(?:\s*(?:-|to|or|and)\s*(?P<high>{_NUMBER}))?{_UNIT}(?P<after> (?:at (?:the )?(?:most|best|outside|least)|or (?:more|less|so|better|higher|lower)|tops))?"
)
_IN = re.compile(
    rf"(?:(?P<bound>\b(?:under|below|less than|no more than|no better than|at most|over|above|more than|at least|better than|a little under|a little over|just under|just over)) )?\b(?P<part>{_NUMBER}|a)[- ](?:(?:chance|shot|risk|times) )?(?:in|out of)[- ](?P<whole>{_NUMBER}|(?:a|one) (?:hundred|thousand|million|billion))\b"
)
# the second half of every match of _IN; asked first, because it costs a sixth
_OF_WHOLE = re.compile(rf"[- ](?:in|out of)[- ](?:{_NUMBER}|(?:a|one) (?:hundred|thousand|million|billion))\b")
_ODDS = re.compile(
    rf"\b(?P<one>{_NUMBER})(?:[- ]to[- ]|[/])(?P<two>{_NUMBER})(?:,? (?P<way>against|on|shot|outsider|favou?rite))?\b"
)
_SHARES_OF_100 = re.compile(r"\b(?P<one>[1-9]\d)[:/-](?P<two>[1-9]\d)\b")
_SHARES = {
    "a third": 1 / 3,
    "one third": 1 / 3,
    "a quarter": 0.25,
    "one quarter": 0.25,
    "a fifth": 0.2,
    "half a": 0.5,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
}
_SHARE = re.compile(
    r"(?:(?P<bound>\b(?:rather |just |well )?(?:under|below|less than|no more than|over|above|more than|at least|better than)) )?\b(?P<share>a third|one third|a quarter|one quarter|a fifth|half a|two[- ]thirds|three[- ]quarters)(?: of a)? (?:chance|probability|likelihood)\b"
)
# what makes a share a probability
_OF_CHANCE = re.compile(
    r"\b(?:chances?|probability|probabilities|odds|likel\w+|(?:put|make|call|rate|price) (?:it|that|this|them|us|him|her|the \w+)|i'd (?:put|say|go|give|call|make)|i (?:put|give|make|would (?:put|say|give))|we'd (?:put|say|give)|we (?:put|give)|(?:i|we)(?:'d| would)? (?:rate|assign|attach|allow|allot|price)|certain|sure|confiden\w+|risk|to go|model says|(?:%|per ?cent) of (?:the |our |all )?(?:runs|simulations|scenarios)|in \w+ of (?:the |our )?(?:runs|simulations)|(?:my|our) (?:own )?estimate is|third of a|quarter of a|(?:%|per ?cent) to (?:go|fall|win|lose|land|pass|reach|finish|be|happen|survive|stay|make))\b"
)
# and what is said of an event itself, where it was asked who or whether: "a play-off is under one per cent", "Thistle are at 94 per cent"
_IS_AT = re.compile(
    rf"\b(?:is|are|stands?|sits?|'s|'re) (?:now |still )?(?:at |on )?(?:about |around |under |below |over |above |well under |less than |more than )?{_NUMBER}{_UNIT}(?= ?(?:[.,;!]|$))|^\W*(?:[\w'-]+ ){{0,3}}{_NUMBER}{_UNIT}(?=,|\.|$| (?:for|that)\b)"
)
_OF_THINGS = re.compile(
    r"^ (?:of (?:the |all |our |their |its |these |those )?(?!runs\b|simulations\b|scenarios\b)\w+|(?:[\w-]+ )?(?:people|children|infections?|patients|households|voters|firms|builders|companies|jobs|cases|small|women|men|adults|workers|participants|seats|votes?|share|growth|cut|rise|fall|of))\b"
)
# what stands beside the figure in every stated probability; without it there are two figures ("one in four")
_FIGURES = frozenset(_WORDS) - {"a"} | {"half", "third", "thirds", "quarter", "quarters", "fifth"}
_MEASURES = frozenset(
    {"percent", "cent", "chance", "chances", "probability", "likelihood", "hundred", "thousand", "million", "billion"}
)
_YEAR = 4
_UPPER = (
    "under",
    "below",
    "less",
    "fewer",
    "at most",
    "no more",
    "no better",
    "not more",
    "up to",
    "a little under",
    "just under",
    "well under",
    "well below",
)
_LOWER = (
    "over",
    "above",
    "more",
    "at least",
    "no less",
    "not less",
    "better",
    "upwards",
    "north",
    "a little over",
    "just over",
    "well over",
)


class Stated(Struct, frozen=True, gc=False):
    """A probability that was stated, with its place; `low` equals `high` for a single figure."""

    low: float
    high: float
    start: int
    end: int


def may_state(low: str, words: frozenset[str], *, has_digit: bool) -> bool:
    """Whether a text of these words can state a probability at all, the cheapest question first."""
    if not has_digit and _FIGURES.isdisjoint(words) and "-in-" not in low and "-to-" not in low:
        return False
    if "%" in low or not _MEASURES.isdisjoint(words):
        return True
    if "-in-" in low or "-to-" in low:
        return True
    # a year is no probability
    digits = [word for word in words if "0" <= word[0] <= "9" and len(word) < _YEAR] if has_digit else []
    figures = len(words & _FIGURES)
    if figures == 1 and "-" in low:
        figures += any(word.partition("-")[0] in _FIGURES for word in words if "-" in word)
    return len(digits) + figures > 1 or any(":" in low or "/" in word for word in digits)


def stated_probability(low: str, *, asked: bool = False, is_event: bool = False) -> Stated | None:
    """The probability that a clause states, if it states one.

    Args:
        low: the clause. asked: its question is about what is to come. is_event: and asks who or whether, so that a bare percentage is no quantity.
    """
    return _ratio(low, asked=asked) or _per_cent(low, is_event=is_event) or _odds(low) or _share(low)


def _per_cent(low: str, *, is_event: bool) -> Stated | None:
    if "%" not in low and "cent" not in low and "percentage" not in low:
        return None
    if _OF_CHANCE.search(low) is None and not (is_event and _IS_AT.search(low)):
        return None
    for match in _PER_CENT.finditer(low):
        if _OF_THINGS.match(low[match.end() :]) and not re.match(
            r" (?:chance|probab|likel|risk|odds|certain|sure|confid)", low[match.end() :]
        ):
            continue
        first = _value(match["low"]) / 100
        last = _value(match["high"]) / 100 if match["high"] else first
        if not 0 <= first <= last <= 1:
            continue
        bound = " ".join(filter(None, (match["bound"], (match["after"] or "").strip())))
        return _bounded(first, last, bound, match.start(), match.end())
    return None


def _bounded(first: float, last: float, bound: str, start: int, end: int) -> Stated:
    if bound.startswith(_UPPER) or bound.endswith(("most", "best", "outside", "less", "lower", "tops")):
        return Stated(0.0, last, start, end)
    if bound.startswith(_LOWER) or bound.endswith(("at least", "more", "better", "higher")):
        return Stated(first, 1.0, start, end)
    return Stated(first, last, start, end)


def _ratio(low: str, *, asked: bool) -> Stated | None:
    found: list[Stated] = []
    for match in _IN.finditer(low) if _OF_WHOLE.search(low) else ():
        part, whole = _value(match["part"]), _value(match["whole"])
        if not 0 < part <= whole or whole <= 1:
            continue
        if _OF_THINGS.match(low[match.end() :]) and "chance" not in match.group():
            continue
        found.append(_bounded(part / whole, part / whole, match["bound"] or "", match.start(), match.end()))
    if not found or not (asked or _OF_CHANCE.search(low) or "chance" in low):
        return None
    if not _OF_CHANCE.search(low) and not re.match(r"^\W*(?:[\w']+ ){0,3}$", low[: found[0].start]):
        return None
    return Stated(min(one.low for one in found), max(one.high for one in found), found[0].start, found[-1].end)


def _share(low: str) -> Stated | None:
    match = _SHARE.search(low) if "chance" in low or "probability" in low or "likelihood" in low else None
    if match is None:
        return None
    share = _SHARES[match["share"].replace("-", " ")]
    return _bounded(share, share, (match["bound"] or "").removeprefix("rather "), match.start(), match.end())


def _odds(low: str) -> Stated | None:
    shares = _SHARES_OF_100.search(low)
    if shares and int(shares["one"]) + int(shares["two"]) == 100 and _OF_CHANCE.search(low):
        probability = int(shares["one"]) / 100
        return Stated(probability, probability, shares.start(), shares.end())
    match = _ODDS.search(low) if "to" in low or "/" in low else None
    if match is None or not (match["way"] or re.search(r"\bodds\b", low)):
        return None
    one, two = _value(match["one"]), _value(match["two"])
    if one + two <= 0:
        return None
    probability = (
        one / (one + two) if match["way"] == "on" or (match["way"] or "").startswith("fav") else two / (one + two)
    )
    return Stated(probability, probability, match.start(), match.end())


def _value(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        pass
    if text in _WORDS:
        return float(_WORDS[text])
    return float(sum(_WORDS.get(part, 0) for part in re.split(r"[- ]", text)))
