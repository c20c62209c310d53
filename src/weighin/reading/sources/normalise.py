"""White space and invisible characters: what may stand in the one text of a page."""

import re
import unicodedata

# soft hyphen, zero width, byte order mark, direction marks and embeddings: they are not seen, and can hide what is; control characters; halves of pairs
_REMOVED = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\U000e0000-\U000e007f]"
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_HALF = re.compile("[\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Without invisible and control characters, in Unicode's composed form; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _REMOVED.sub("", text).translate(_LIGATURES)
    if _HALF.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Cleaned, with every run of white space as one space, none at the ends."""
    # of all white space the space alone is printable
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    # what is not printable is exactly what may have to go; a space that stood beside it may now stand at an end
    if text.isprintable() and (
        text.isascii() or (unicodedata.is_normalized("NFC", text) and not _LIGATURE.search(text))
    ):
        return text
    return " ".join(cleaned(text).split())
