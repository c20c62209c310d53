"""Bytes to characters: a byte order mark, what the source declares, UTF-8, and only then a guess."""

import codecs
import re

from msgspec import Struct

from weighin.reading.sources.recognise import looks_like_utf16

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_TAKEN_FOR_1252 = "weighin-windows-1252"
codecs.register_error(_TAKEN_FOR_1252, _as_windows_1252)


class Decoded(Struct, frozen=True):
    """Characters, and what was lost on the way in a sentence; empty if nothing."""

    text: str
    lossy: str = ""


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Decode a text whose encoding may be declared, guessed, mixed or broken."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"))
    unmarked = looks_like_utf16(data[:8192])
    if unmarked:
        return Decoded(data.decode(unmarked, "replace"))
    found = _DECLARED.search(data[:4096])
    names = [declared, (found.group(1) or found.group(2)).decode("ascii") if found else ""]
    for name in (*names, "utf-8"):
        known = _known(name)
        if known:
            try:
                return Decoded(data.decode(known))
            except (UnicodeDecodeError, ValueError):
                continue
    return _guessed(data)


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return ""
    if found is None or not getattr(found, "_is_text_encoding", True):
        return ""
    return "cp1252" if found.name in {"iso8859-1", "latin-1", "ascii"} else found.name  # as browsers read it


def _guessed(data: bytes) -> Decoded:
    wrong = data.decode("utf-8", "replace").count("�")
    if wrong <= max(3, len(data) // 2000):
        return Decoded(
            data.decode("utf-8", _TAKEN_FOR_1252),
            f"mixed encodings: {wrong} characters were not UTF-8 like the rest and were taken for windows-1252; look at them",
        )
    from charset_normalizer import from_bytes  # slow to load, and only needed for what declares nothing

    best = from_bytes(data[:200_000]).best()
    name = best.encoding if best else "cp1252"
    text = data.decode(name, "replace")
    return Decoded(text, f"the encoding is not declared; it was taken for {name}")
