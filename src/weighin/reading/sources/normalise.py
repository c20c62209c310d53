"""White space and invisible characters: what may stand in the one text of a page."""

import re
import unicodedata

# soft hyphen, zero width, byte order mark, direction marks and embeddings: they are not seen, and can hide what is
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"[\x20-\x7e‘’“”–—…]*")


def cleaned(text: str) -> str:
    """Without invisible and control characters, in Unicode's composed form; line breaks stay."""
    if _PLAIN.fullmatch(text):
        return text
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _has_surrogate(text) else text
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Cleaned, with every run of white space as one space, none at the ends."""
    return _SPACES.sub(" ", cleaned(text)).strip()


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
