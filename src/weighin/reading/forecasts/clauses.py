"""Sentences to clauses, as far as forecasts need it: where the lean or the matter changes."""

import re

from msgspec import Struct

_QUOTES = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\u00a0", " "), ("\n", " "))
_SUBJECT = r"(?:i|we|you|he|she|it|they|there|that|this|these|those|what|who|nobody|no one|nothing|somebody|someone|everyone|everybody)"
_AUX = r"(?:will|won't|may|might|could|would|is|are|am|was|were|have|has|had|do|don't|doesn't|can|can't|cannot|shall|should|must|expect|doubt|think|believe|suspect|see|fear|bet)"
# where one statement ends and another begins
_STRONG = re.compile(
    # one set of characters leads all the ways, so that a search skips letters at once
    r"[\s:,](?:(?<=;\s)\s*|(?<=\s)\s*(?:-\s+|(?=but (?:i|not|it|they|he|she|we|there)\b))|(?<=:)\s+(?=\w)|(?<=,)\s+(?="
    r"(?:but|yet|although|though|while|whereas|however|even if i doubt)\s|"
    rf"(?:and|so|or)\s+(?:{_SUBJECT}(?:'ll|'d|'s|'re|'m|'ve)?|(?:the|a|an|my|our|their|his|her|its|some|most|many|any|no|[\w-]+)(?:\s+[\w'-]+){{0,3}}?)\s+(?:\w+ly\s+)?(?:{_AUX}|going)\b|"
    rf"(?:and|so)\s+{_SUBJECT}(?:'ll|'d|'s|'re|'m)\b|{_SUBJECT}(?:'ll|'d|\s+(?:will|won't|may|might|could|would|doubt|expect))\b))"
)
# where one may, if what stands on its two sides leans two ways
_WEAK = re.compile(
    r",\s+(?:and\s+|or\s+|which\s+|who\s+|with\s+|then\s+)?|\s+(?=(?:and|while|though|although|whereas|because|since|rather than)\s)|\s+(?=\()"
)


class Clause(Struct, frozen=True, gc=False):
    """A stretch of a sentence, by its place in it."""

    start: int
    end: int


def plain(text: str) -> str:
    """Lower case, straight quotes, plain dashes; the length stays."""
    straight = text
    for curled, plainly in _QUOTES:  # a tenth of the time of `translate`, which looks at every character
        straight = straight.replace(curled, plainly)
    low = straight.lower()
    if len(low) == len(text):
        return low
    return "".join(character.lower() if len(character.lower()) == 1 else character for character in straight)


def clauses_of(low: str) -> list[Clause]:
    """The clauses of a sentence, in order and without gaps that hold words."""
    if "," not in low and ":" not in low and ";" not in low and "-" not in low and " but " not in low:
        return [Clause(0, len(low))]
    found: list[Clause] = []
    begin = 0
    for match in _STRONG.finditer(low):
        if match.start() - begin > 3:
            found.append(Clause(begin, match.start()))
            begin = match.end()
    if begin < len(low):
        found.append(Clause(begin, len(low)))
    return found


def border_between(low: str, start: int, end: int) -> int | None:
    """The place of the last weak border between two places of a clause; None where nothing parts them."""
    borders = [match.start() for match in _WEAK.finditer(low, start, end)]
    return borders[-1] if borders else None
