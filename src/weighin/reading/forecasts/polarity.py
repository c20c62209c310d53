"""Which way a clause leans once every negation in it is counted."""

import re
from collections.abc import Sequence

from weighin.reading.forecasts.cues import Match
from weighin.record.values import Polarity

_NEGATED = re.compile(
    r"^(?:'s|'re)?(?: \w+ly| also| still| ever| all)? ?(?:not|never|n't|no longer|hardly|scarcely|barely|be no\b|have no\b|see no\b|be little\b|be few\b|be nothing\b|have little\b|do nothing\b|do little\b|have almost no\b|make no\b|bring no\b|remain\b(?= (?:what|closed|shut|stuck|frozen|out of reach|a dream|elusive)))"
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none|neither|nothing|nowhere|not (?:one|a single|a|all|many|much|every)|no|few|hardly any(?:one|body)?|little) (?:[\w'-]+ ){0,7}$"
)
_EXPECT_NOTHING = re.compile(r"^ (?:no|little|nothing|few|none|not much|hardly any|neither|not)\b")
_MODAL_NOT = re.compile(r"(?:won't|shan't|n't)\b")
_PERCENT = re.compile(r"\b(\d{1,3}(?:\.\d+)?) ?(?:%|per cent|percent)")


def polarity_of(low: str, cues: Sequence[Match]) -> tuple[Polarity, Match, str]:
    """The lean of a clause, the cue that decides it, and the name of the rule of negation that was used, if any."""
    decisive = max(cues, key=lambda match: (match.cue.strength, -match.start))
    later = [match for match in cues if match.start > decisive.end and match.cue.strength >= 8]
    if later:
        decisive = later[-1]  # "might be tempted, but I don't think this is very likely"
    lean = decisive.cue.polarity
    if decisive.cue.strength >= 8:
        return lean, decisive, ""
    before, after = low[: decisive.start], low[decisive.end :]
    text = low[decisive.start : decisive.end]
    name = decisive.cue.name
    if name in {
        "will",
        "going to",
        "is to",
        "would",
        "would do",
        "likely",
        "probably",
        "certainly",
        "bound to",
        "set to",
    }:
        negated = (
            bool(_MODAL_NOT.search(text))
            or bool(_NEGATED.match(after))
            or " not " in f" {text} "
            or " never" in text
            or bool(re.search(r"\bhardly|scarcely\b", text))
        )
        negated = (
            negated
            or bool(_NOBODY.search(before))
            or bool(re.search(r"(?:isn't|aren't|not|never|n't) (?:\w+ )?$", before))
        )
        if name in {"probably", "likely", "certainly"} and not negated:
            negated = bool(
                re.match(r"^(?: \w+){0,3} (?:not|never|no|won't|hardly|fail|little|nothing)\b", after)
            ) or bool(re.search(r"\bwon't (?:\w+ )?$", before))
        return (Polarity.DENY if negated else lean), decisive, "negated" if negated else ""
    if name in {"expect", "can expect", "think", "my call", "confident", "almost certainly"}:
        negated = bool(_EXPECT_NOTHING.match(after)) or bool(
            re.search(
                r"\b(?:won't|will not|will never|isn't going|aren't going|not going to|will be no|there'll be no|never)\b",
                after,
            )
        )
        if name in {"my call", "think"}:
            negated = (
                negated
                or bool(re.search(r"\b(?:neither|nobody|no one|none|nothing|no)\b", low[:40]))
                or bool(re.search(r"\bindistinguishable from zero|won't|nothing\b", after))
            )
        return (Polarity.DENY if negated else lean), decisive, "negated" if negated else ""
    return lean, decisive, ""
