"""Whether a clause speaks of the past, the present or what is to come, as far as its verbs tell."""

import re

FUTURE = re.compile(
    r"\b(?:will|won't|shall|shan't|going to|gonna|would|wouldn't|to come)\b|'ll\b|\b(?:is|are|looks?|seems?) (?:set|due|bound|likely|unlikely|certain|sure|about|poised) to\b"
)
# one of these words stands in every match of FUTURE
FUTURE_WORDS = frozenset(
    "will won't shall shan't going gonna would wouldn't come 'll set due bound likely unlikely certain sure about poised".split()
)
MODAL = re.compile(r"\b(?:may|might|could|should)\b")
_IRREGULAR = (
    "was were had did went came took gave got made said told knew thought saw found felt became began brought bought built caught chose cost(?= (?:him|her|us|them|me)) "
    "drew drove fell fought flew forgot grew heard held kept knew laid led lent lost meant met paid ran rose sat sent shot showed shook spoke spent stood stole struck swept swore taught threw understood won wore wrote "
    "died asked wasn't weren't didn't hadn't couldn't sold slept broke dealt dug ate froze hid rang sang sank shrank swam woke"
).split()
# a past tense: an irregular form, or -ed right after what can only be a subject or an adverb
PAST = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeing )(?<!\bgets )(?<!\bget )\b(?:"
    + "|".join(_IRREGULAR)
    + r")\b|\b(?:i|we|you|he|she|it|they|who|which|that|never|probably|possibly|perhaps|nobody|everyone|clearly|also|then|once) (?!need\b)[a-z]{2,}ed\b"
)
_PAST_RIGHT_BEFORE = re.compile(
    r"\b(?:was|were|had|has been|have been|wasn't|weren't|seemed|looked|became|felt|remained|been|did|didn't)(?: (?!will\b|would\b)\w+){0,2} ?$"
)
_PERFECT_AFTER = re.compile(
    r"^(?: \w+){0,2}? (?:have|has|had) (?!to )(?:\w+ )?(?:been |\w+ed\b|\w+en\b|done|made|gone|had|seen|taken|come|known|put|run|won|lost|said|cost|found|left|kept|got)"
)
_PRESENT_AFTER = re.compile(
    r"^ (?:(?:just|already|still|now|simply|only|very|quite|also|the|a|an|my|our) )*(?:\w+ing\b|asleep|aware|tired|right\b|wrong\b|true\b|familiar)"
)
_COPULA = re.compile(r"(?:\b(?:is|are|am)|'s|'re|'m)(?: \w+)? $")
_ABOUT_AN_EVENT = re.compile(
    r"^(?:[ ]*(?:$|[.,;:!)\"-])| (?:to|that|in|by|before|after|within|at|if|unless|because|now|soon|and|but|this|next|until|enough|for|on|from|under|during|as)\b)"
)
_PRESENT_CLAIM = re.compile(
    r"^ that (?:\w+ ){0,3}?(?:wants?|knows?|believes?|thinks?|feels?|understands?|explains?|reflects?|accounts?|causes?|has|have|is|are|needs?|means|hopes?)\b(?! (?:to be|going|to come|set|bound|due|heading|likely))"
)


def is_past_around(low: str, start: int, end: int) -> bool:
    """Whether the words right before or after a cue put it into the past."""
    return bool(_PAST_RIGHT_BEFORE.search(low, max(0, start - 40), start)) or bool(
        _PERFECT_AFTER.match(low[end : end + 44])
    )


def follows_past(low: str, end: int) -> bool:
    """Whether the verb right after a word is a past tense: "probably cost him two points"."""
    return bool(
        re.match(
            rf"^(?: (?!be\b|been\b|get\b|being\b)\w+)?? (?:{'|'.join(_IRREGULAR)}|cost|hit|put|set|cut|let|read|shed|[a-z]{{2,}}ed)\b(?! (?:in|out|by))",
            low[end : end + 30],
        )
    )


def is_of_the_present(low: str, start: int, end: int, *, is_adverb: bool, may_claim: bool) -> bool:
    """Whether a word of likelihood judges how things are: "is probably tired", "likely asleep", "it is likely that they want"."""
    before, after = low[max(0, start - 14) : start], low[end : end + 60]
    copula = _COPULA.search(before)
    if copula and (is_adverb or (low[start:end].endswith("likely") and not _ABOUT_AN_EVENT.match(after))):
        return True
    return bool(copula and _PRESENT_AFTER.match(after)) or (may_claim and bool(_PRESENT_CLAIM.match(after)))
