"""Looking for full names: a pattern for them is tried only where one can begin."""

import re
from collections.abc import Iterator

CAPITAL = r"[A-Z\u00C0-\u024F\u1E00-\u1EFF\u0386-\u03AB\u0400-\u042F]"  # Latin, Greek, Cyrillic
# a word written large, and right after it a second one, a nickname, or a particle between the two
_TWO = re.compile(
    rf"{CAPITAL}[\w’'.-]{{0,45}} (?={CAPITAL}|[“\"‘']|(?:van|von|de|der|den|la|le|al|bin|da|dos|di|del|ter|ten|ap|af|av) )"
)


def full_names_by(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` gives, for a pattern of two words or more that begins with a `CAPITAL`: by itself it would be tried at every letter."""
    end = 0
    for two in _TWO.finditer(text):
        start = two.start()
        if start >= end and (match := pattern.match(text, start)):
            end = match.end()
            yield match


def in_mixed_case(name: str, text: str) -> str:
    """A name that a label has in capitals as the text writes it elsewhere; else with capitals only where words and their parts begin."""
    if not any(_is_shouted(word) for word in name.split(" ")):
        return name
    elsewhere = (found[0] for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))
    written = next((form for form in elsewhere if not any(_is_shouted(word) for word in form.split(" "))), None)
    return written or " ".join(word.title() if _is_shouted(word) else word for word in name.split(" "))


def _is_shouted(word: str) -> bool:
    return len(word) > 2 and word.isupper() and "." not in word and not _NUMERAL.fullmatch(word)


_NUMERAL = re.compile(r"I{2,3}|IV|VI{1,3}")
