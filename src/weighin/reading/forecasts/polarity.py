"""Which way a cue leans once the negations around it are counted."""

import re

from weighin.reading.forecasts.cues import Kind, Match
from weighin.record.values import Polarity

# without one of these words nothing is denied
_ANY = re.compile(
    r"n't\b|\b(?:n[oe]|n(?:ot|ever|one|or|either|obody|othing|owhere)|few|hardly|scarcely|barely|little|zero|fail|indistinguishable|well to|too (?:late|small|weak)|sooner|far from|struggle|lucky|hard (?:put|pressed))\b"
)
_BETWEEN = r"(?: (?:\w+ly|also|still|ever|all|now|even|yet|simply|just|probably|almost|of course))*"
_NEGATED_AFTER = re.compile(
    rf"^{_BETWEEN} ?(?:not\b(?! (?:only|just|merely|simply|least|so much|be the (?:last|only|end)))|never\b|n't\b|no longer\b|hardly\b|scarcely\b|barely\b|neither\b|nowhere near\b|in no way\b|far from\b|be far from\b|do well to\b|be (?:lucky|hard put|hard pressed) to\b|struggle to\b|sooner\b|(?:come|be|arrive) (?:\w+ )?too (?:late|little|small|weak)\b|"
    r"(?:be|have|see|make|bring|get|leave|find|offer|win|take|produce|deliver|change|yield) (?:almost |next to |virtually |absolutely |precisely |simply )?(?:no\b(?! doubt)(?! later)(?! more than)(?! fewer)(?! less)|none\b|nothing\b|nobody\b|no one\b|little\b(?! doubt)|few\b|nowhere\b)|[a-z]+ (?:none|nothing|nobody|no one|nowhere)\b(?! (?:but|more than|less))|"
    r"do (?:nothing|little)\b)"
)
_NOBODY = re.compile(
    r"(?<!\blike )(?<!\bas )(?<!\bthan )\b(?:nobody|no one|none|neither|nothing|nowhere|not (?:one|a single|a|all|many|much|every|more than|fewer than|less than)|no(?! (?:doubt|matter|wonder|longer|question|later))|few|hardly any(?:one|body)?|little(?! doubt)|at no point|in no)(?:'s)?(?: [\w'%-]+){0,7}?(?:, [^,]{1,30},)? ?$"
)
_NOT_BEFORE = re.compile(r"(?:\b(?:isn't|aren't|(?<!than )not|never|nor|hardly|scarcely)|n't)(?: \w+)? ?$")
_DENIED_BEFORE = re.compile(
    r"^(?:\W*|.*, )(?:without (?:\w+ ){1,4})?(?:nobody|no one|none|nothing|neither|nowhere|never|not|no)\b|^[^,;]*\b(?:isn't|aren't|won't|doesn't|don't|can't|will not|will never|is not|are not|does not|do not)\b"
)
_NOT_THE_LAST = re.compile(r"^ be (?:the|our|their|his|her) (?:last|only|end)\b")
_IN_WORDS = re.compile(
    r"n't\b|^there(?:'s| is| are) no|\b(?:not|never|hardly|scarcely|barely|no longer)\b(?! (?:only|just|merely|simply))"
)
_COMPLEMENT = re.compile(
    r"^(?: (?:that|for|on|is|would be|will be|are|it's|of|there|to|it|to be|,|still|now|very|so))*:? ?(?:no\b(?! (?:later|fewer|less|more than|doubt))|little\b|nothing\b|few\b|none\b|not (?:much|a|many|one|to|before|until|this|more than|all|every|in|by|for|yet|at)\b|hardly any\b|neither\b|nobody\b|no one\b|zero\b)"
)
_DENIED_VERB = re.compile(
    r"\b(?:won't|will not|will never|'ll never|'ll not|isn't going|aren't going|not going to|never going|will be no|there'll be no|will hardly|will have no|will see no|not (?:happen|pass|win|work|come|get|be)\b|indistinguishable from zero|nobody will|no one will|none (?:of \w+ )*will|nothing will|neither will|will do nothing|will be nothing)\b"
)
_RELATIVE = re.compile(r"(?<=[a-z]{2}[a-z\"]) (?:that|which|who|whom) (?=\w+ (?:will|won't)\b|will\b|won't\b)")
_LATER_NO = re.compile(
    r"^(?: [\w'-]+){0,3}? (?:not|never|no|won't|hardly|fail|nothing)\b(?! (?:only|just|doubt|later|matter))"
)

# "5.5, maybe 5.25": a second figure, and no second thought
_SECOND_FIGURE = re.compile(r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|\w+ \w+)), $")
_A_FIGURE = re.compile(r" (?:[\d$€£]|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)\b)")


def lean_of(low: str, match: Match) -> tuple[Polarity, bool]:
    """The lean of a cue within its clause, and whether a negation turned it round."""
    cue = match.cue
    words, before, after = low[match.start : match.end], low[: match.start], low[match.end :]
    if cue.lean is Polarity.OPEN and _A_FIGURE.match(after) and _SECOND_FIGURE.search(before):
        return Polarity.AFFIRM, False
    if cue.lean is not Polarity.AFFIRM:
        return cue.lean, False
    if not _ANY.search(low):
        return Polarity.AFFIRM, False
    if cue.kind is Kind.WILL:
        is_negated = bool(
            (_IN_WORDS.search(words) and not _NOT_THE_LAST.match(after))
            or _NEGATED_AFTER.match(_verb_of(words) + after)
            or _NOBODY.search(before)
            or _NOT_BEFORE.search(before)
        )
    elif cue.kind is Kind.LIKELIHOOD:
        is_negated = bool(_NOT_BEFORE.search(before)) or (
            cue.strength < 8 and bool(_LATER_NO.match(after) or re.search(r"\bwon't (?:\w+ )?$", before))
        )
        is_negated = (
            is_negated or bool(_NEGATED_AFTER.match(after)) or bool(_NOBODY.search(before) and "that" not in words)
        )
    else:
        # "a line that nobody will explain" is still a line
        governed = _RELATIVE.split(after.partition(";")[0], maxsplit=1)[0]
        is_negated = bool(_COMPLEMENT.match(after) or _DENIED_VERB.search(governed))
        if cue.name in {"my call", "think"}:
            is_negated = is_negated or bool(re.match(r"^\W*(?:neither|nobody|no one|none|nothing|no|not)\b", low))
        # "without it nothing moves, I fear": what is believed stands before the belief
        if not after.strip(" .,;:!\"')"):
            is_negated = is_negated or _DENIED_BEFORE.search(before) is not None
    return (Polarity.DENY if is_negated else Polarity.AFFIRM), is_negated


def _verb_of(words: str) -> str:
    """The verb that a pattern took with the auxiliary ("going to be"), so that what follows can be read with it."""
    found = re.search(r"(?:\bto|\b(?:may|might|could|would|should))( [a-z]+)$", words)
    return found.group(1) if found else ""
