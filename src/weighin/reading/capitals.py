"""Looking for names: a pattern that begins with a capital is tried only where one stands."""

import re
from collections.abc import Iterator

CAPITAL = r"[A-Z\u00C0-\u024F\u1E00-\u1EFF\u0386-\u03AB\u0400-\u042F]"  # Latin, Greek, Cyrillic
_CAPITAL = re.compile(CAPITAL)


def matches_at_capitals(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` gives, for a pattern that begins with a `CAPITAL`: a search by the pattern itself would try it at every letter."""
    end = 0
    for capital in _CAPITAL.finditer(text):
        start = capital.start()
        if start >= end and (match := pattern.match(text, start)):
            end = match.end()
            yield match
