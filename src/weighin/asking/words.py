"""How many words an answer has. One rule, which server and browser share to the letter: the browser is handed `WORD` and counts by it.

A word is a run of characters between blanks and dashes that holds more than punctuation: "state-of-the-art", "don't" and "12.5" are one each,
"yes—no" is two, "…" is none. Chinese characters and Japanese kana stand without blanks, so each counts as one. The rule names its characters
one by one: what a language calls a letter differs between versions of Unicode, and so between server and browser.
"""

import re

_BLANKS = r"\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
_DASHES = r"\u2012-\u2015\u2e3a\u2e3b"
_ALONE = (
    "\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\U00020000-\U0003ffff"
)
_PUNCTUATION = (
    r"\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2010\u2011\u2016-\u2027\u2030-\u205e\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e39\u2e3c-\u2e5d\u3001-\u3040\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
WORD = f"[{_ALONE}]|[^{_ALONE}{_BLANKS}{_DASHES}{_PUNCTUATION}][^{_ALONE}{_BLANKS}{_DASHES}]*"
"""As Python and JavaScript (with the flags `gu`) both read it."""

_WORD = re.compile(WORD)


def word_count(text: str) -> int:
    """The number of words."""
    return sum(1 for _ in _WORD.finditer(text))
