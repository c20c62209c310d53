"""If, unless, provided, should-inversion, otherwise: what a forecast is said to depend on."""

import re

from msgspec import Struct

_OPENS = re.compile(
    r"\b(?:(?:even |only |and |but |though |except )*if|unless|provided(?: that)?|providing(?: that)?|as long as|so long as|on (?:the )?condition that|assuming(?: that)?|in the event (?:of|that)|"
    r"supposing|without (?=\w)|were (?=[a-z' ]{2,30} to )|absent (?=an?\b|the\b|any\b|some\b)|barring)\b(?P<body>[^,;:.()]*)"
)
# where the condition meets its main clause without a comma: "if firms get restraint | they will keep people"
_MAIN = re.compile(
    r" there (?:is|are)\b| (?:i|we|you|he|she|it|they|there|this|that|(?:the|a|an|my|our|their|his|her|its) [\w-]+(?: [\w-]+)?|then)(?:'ll|'d| will| won't| would| may| might| could| is going| are going| can| should)\b"
)
_INVERTED = re.compile(
    r"(?:(?:^\W*|\b(?:and|but|or|so) )should (?!i\b|we\b|you\b)[a-z]+|(?:,\s+|\bout |\bnot )should (?:the|an?|this|that|such|they|he|she|it|there|any|another|one))\b(?: [\w'-]+){1,14}?(?=,|\.|$| (?:i|we|he|she|it|they|there) (?:can't|won't|will|would|might|may|could|cannot|expect|see|don't|do)\b)"
)
_NOT_ONE = re.compile(
    r"\b(?:as if|if only (?:for|because|to)|when,? (?:and )?not if|(?:surprised|astonished|amazed|shocked|astounded|stunned|flabbergasted|staggered|wonder|wondering|wonders|know|see|ask|asked|asks|sure|clear|tell|unsure|question|doubt|doubts|matter|care|check|unclear|surprise|shock|upset|miracle|say|remember|decide) if|"
    r"if (?:pressed|pushed|forced|i had to|i have to|you (?:press|push|force)|i may|you like|you will|you ask me|you want|anything|ever|not more|nothing else|not all|possible|i'm honest|i am honest|memory serves|you must|need be|you prefer|but only|not impossible|not the|there is one|there's one|slightly|at all)|"
    r"few,? if any|if and when|what if|without (?:a |any |much |the slightest )?(?:doubt|question|saying|exception|precedent|fail))"
)
_BACKWARD = re.compile(
    r"(?:^|[,;.:]\s*|\b(?:and|but|or) )(?P<word>otherwise|if not|failing that|in that case|in which case|then)\b"
)


class Condition(Struct, frozen=True, gc=False):
    """An if-clause by its place in the sentence; `is_backward` where the condition stands in an earlier clause ("otherwise")."""

    start: int
    end: int
    is_backward: bool = False


_WORDS = frozenset(
    "if unless provided providing long condition assuming event supposing without were absent barring should otherwise then failing case".split()
)
_BACKWARD_WORDS = frozenset({"otherwise", "if", "failing", "case", "then"})


def conditions_in(low: str, words: frozenset[str]) -> list[Condition]:
    """The conditions of a sentence with these words, in order."""
    found: list[Condition] = []
    opening = words & _WORDS
    if not opening:
        return found
    if opening - {"should", "otherwise", "then"}:
        formulas = [(match.start(), match.end()) for match in _NOT_ONE.finditer(low)]
        for match in _OPENS.finditer(low):
            if any(start <= match.start() < end or start < match.start("body") <= end for start, end in formulas):
                continue
            if match.group().startswith("without") and match.start() > 2:
                continue
            main = _MAIN.search(low, match.start("body") + 6, match.end())
            found.append(Condition(match.start(), main.start() if main else match.end()))
    if "should" in opening:
        found += [Condition(match.start(), match.end()) for match in _INVERTED.finditer(low)]
    for match in _BACKWARD.finditer(low) if opening & _BACKWARD_WORDS else ():
        if match["word"] == "then" and not found:
            continue
        found.append(Condition(match.start("word"), match.end(), is_backward=True))
    return sorted(found, key=lambda condition: condition.start)
