"""Sentences to clauses, as far as forecasts need it: where the lean or the matter changes."""

import re

from msgspec import Struct

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_SPLIT = re.compile(
    r"(?<=[;])\s+|\s+[-]\s+|,\s+(?=(?:but|yet|although|though|while|whereas|however|even if i doubt|so)\s)|\s+(?=but i\b)|"
    r",\s+(?=and\s+(?:i|we|you|he|she|it|they|there|that|this|the|a|an|my|our|their|his|her|its|some|most|many|[\w-]+)\s+(?:\w+\s+){0,3}?(?:will|won't|may|might|could|would|is|are|am|have|has|'ll|do|don't|can|shall)\b)|"
    r",\s+(?=(?:i|we|it|they|there|he|she)(?:'ll|'d|\s+(?:will|won't|may|might|could|would|doubt|expect|think))\b)|:\s+(?=\w)|,?\s+(?=even if i doubt)"
)
_CONDITION = re.compile(
    r"\b(?:(?:even |only |and |but )?if|unless|provided(?: that)?|providing(?: that)?|as long as|so long as|on condition that|assuming(?: that)?|in the event (?:of|that)|supposing|without (?=\w)|were (?=[a-z]+ to )|absent)\b(?P<body>[^,;:.()]*)"
)
_INVERTED = re.compile(
    r"(?:^|,\s+|\s)should (?:the|a|an|this|that|such|they|he|she|it|we|prices|rates|[a-z]+)\b(?: \w+){1,9}(?=,|\.|$)"
)
_NO_CONDITION = re.compile(
    r"\b(?:as if|if only for|(?:surprised|astonished|amazed|shocked|astounded|stunned|wonder|wondering|know|see|ask|asked|asks|sure|clear|tell|unsure|question|doubt|matter|care|check|unclear|surprise|say) if|if (?:i may|you like|you will|you ask me|anything|ever|any\b|not more|nothing else|not all|possible|i'm honest|memory serves|you must|need be|you prefer|but only|not impossible|not the)|few,? if any|if and when|what if|without (?:a |any |much |the slightest )?(?:doubt|question|saying|exception|precedent|fail))"
)
_OTHERWISE = re.compile(
    r"(?:^|[,;.]\s*|\b(?:and|but|or) )(?:otherwise|if not|failing that|in that case|in which case|then)\b"
)


class Clause(Struct, frozen=True, gc=False):
    """A stretch of a sentence: its place in the source text, and its plain form of the same length."""

    start: int
    end: int
    low: str


def plain(text: str) -> str:
    """Lower case, straight quotes, plain dashes; the length stays."""
    low = text.translate(_QUOTES).lower()
    return (
        low
        if len(low) == len(text)
        else "".join(
            character.lower() if len(character.lower()) == 1 else character for character in text.translate(_QUOTES)
        )
    )


def clauses_of(start: int, end: int, low: str) -> list[Clause]:
    """The clauses of the sentence from `start` to `end` of the source text, whose plain form is `low`."""
    found: list[Clause] = []
    begin = 0
    for match in _SPLIT.finditer(low):
        if match.start() - begin > 5:
            found.append(Clause(start + begin, start + match.start(), low[begin : match.start()]))
            begin = match.end()
    if begin < len(low):
        found.append(Clause(start + begin, end, low[begin:]))
    return found


class Condition(Struct, frozen=True, gc=False):
    """An if-clause by its place in the sentence; `is_backward` where the condition stands in an earlier sentence ("otherwise")."""

    start: int
    end: int
    is_backward: bool = False


def conditions_in(low: str) -> list[Condition]:
    """The conditions of a sentence."""
    found: list[Condition] = []
    if (
        "if" in low
        or "unless" in low
        or "provid" in low
        or "long as" in low
        or "assuming" in low
        or "without" in low
        or "condition" in low
        or "event" in low
        or "were" in low
        or "suppos" in low
        or "absent" in low
    ):
        formulas = [(match.start(), match.end()) for match in _NO_CONDITION.finditer(low)]
        for match in _CONDITION.finditer(low):
            if any(start <= match.start() < end or start < match.start("body") <= end for start, end in formulas):
                continue
            if match.group().startswith("without") and match.start() > 2:
                continue
            found.append(Condition(match.start(), match.end()))
    if "should " in low:
        found += [
            Condition(match.start(), match.end())
            for match in _INVERTED.finditer(low)
            if match.start() == 0 or low[match.start()] == "," or low[: match.start()].endswith((" not", "out"))
        ]
    for match in _OTHERWISE.finditer(low):
        word = match.group().strip(" ,;.")
        if word.endswith("then") and not found:
            continue
        found.append(Condition(match.start(), match.end(), is_backward=True))
    return found
