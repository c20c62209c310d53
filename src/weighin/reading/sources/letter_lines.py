"""The lines of a letter to blocks: which are quoted, where another letter begins, what its headers say."""

import re
from collections.abc import Iterator, Sequence

from weighin.reading.page import BlockKind, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.wrapped import Wrapping, joined_lines, without_ornament

_FORWARDED = re.compile(
    r"-{2,40}\s{0,4}(?:Forwarded message|Original Message|Begin forwarded message|Weitergeleitete Nachricht|Urspr(?:ü|ue)ngliche Nachricht|Message (?:d[’']origine|transf[ée]r[ée])"
    r"|Mensaje (?:original|reenviado)|Messaggio (?:originale|inoltrato)|Oorspronkelijk bericht)\s{0,4}-{2,40}|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:",
    re.IGNORECASE,
)
# what mail programs call the headers that they copy into a text, in the languages that we have met
_LABELS = {
    "from": "from von de da van",
    "date": "sent date gesendet datum envoyé enviado fecha inviato data verzonden",
    "to": "to an à para aan",
    "cc": "cc kopie",
    "subject": "subject betreff objet asunto oggetto onderwerp",
    "reply-to": "reply-to",
    "message": "message",
}
_LABEL = {word: label for label, words in _LABELS.items() for word in words.split()}
_HEADER_LINE = re.compile(rf"\*?({'|'.join(_LABEL)})\*?\s?:\*?\s{{0,4}}(.*)", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:On\b.{5,240}\bwrote|.{3,80}\bwrote on .{5,60}|Am .{5,160} schrieb .{2,80}|Le .{5,200} a écrit|El .{5,200} escribió|Il .{5,200} ha scritto|Op .{5,160} schreef .{2,80})\s?:\s*",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(r"(?:On|Am|Le|El|Il|Op)\s.{8,}\d")
_QUOTED = re.compile(r"((?:\s?>)+|\|(?!.*\|\s*$))\s?(.*)")
_SIGNATURE = re.compile(r"--\s*")
_FEWEST_HEADERS = 3
_LINE = re.compile(r"[_=*~—–-]{8,}|(?:[*~•·#=_] ){2,}[*~•·#=_]|[*~•·#=_]{3,}")


def add_letter_lines(builder: PageBuilder, lines: Sequence[str]) -> None:
    """Add the lines of a letter as blocks. Every letter inside it, forwarded or copied, is a part of its own (`parent`) with its headers first."""
    wrapping = Wrapping([line.lstrip("> ") if line.startswith(">") else line for line in lines], is_letter=True)
    letter = 0
    depth = 0
    waiting: list[str] = []

    def flush() -> None:
        if waiting:
            kind = BlockKind.QUOTE if depth else BlockKind.PARAGRAPH
            for own in wrapping.paragraphs(waiting):
                text, is_apart = without_ornament(joined_lines(own))
                styles = (Style.BOLD,) if is_apart else ()
                builder.block([Piece(text, styles)], kind=kind, level=depth, parent=letter)
            waiting.clear()

    number = 0
    while number < len(lines):
        line = lines[number].rstrip()
        number += 1
        quoted = _QUOTED.fullmatch(line)
        begins = None if quoted else _headers_at(lines, number - 1)
        if begins:
            flush()
            letter, depth = letter + 1, 0
            for label, value, at in begins:
                builder.block([Piece(value)], kind=BlockKind.META, label=label, parent=letter, where=f"line {at + 1}")
                number = at + 1
            continue
        now = max(1, quoted[1].count(">")) if quoted else 0
        text = (quoted[2] if quoted else line).strip()
        if now != depth:
            flush()
            depth = now
        if _SIGNATURE.fullmatch(line):
            flush()
            builder.block([], kind=BlockKind.RULE, parent=letter, label="signature")
            continue
        if not text or _LINE.fullmatch(text):
            flush()
            continue
        if _WROTE_BEGINS.match(text) and number < len(lines) and not _WROTE.fullmatch(text):
            both = f"{text} {lines[number].lstrip('> ').strip()}"
            if len(both) < 320 and _WROTE.fullmatch(both):
                text, number = both, number + 1
        if _WROTE.fullmatch(text) or _FORWARDED.fullmatch(text) or (depth and _HEADER_LINE.fullmatch(text)):
            flush()
            builder.block(
                [Piece(text)],
                kind=BlockKind.QUOTE,
                level=max(1, depth),
                parent=letter,
                label="attribution",
                where=f"line {number}",
            )
            continue
        waiting.append(quoted[2] if quoted else line)
    flush()


def _headers_at(lines: Sequence[str], number: int) -> list[tuple[str, str, int]]:
    """The copied headers of a letter that begins here, each with its line: after a line that says so, or by themselves where they are three."""
    said = _FORWARDED.fullmatch(lines[number].strip()) is not None
    if not said and (
        (number and lines[number - 1].strip(" -_=*")) or _HEADER_LINE.fullmatch(lines[number].strip()) is None
    ):
        return []
    found: list[tuple[str, str, int]] = []
    at = number + said
    while at < len(lines) and len(found) < 10:
        header = _HEADER_LINE.fullmatch(lines[at].strip())
        if header:
            found.append((_LABEL[header[1].lower()], header[2].strip(" *"), at))
        elif lines[at].strip():
            if not found or found[-1][0] not in {"to", "cc"} or not lines[at].startswith((" ", "\t", "<")):
                break
            label, value, _ = found[-1]  # addresses that go on in the next line
            found[-1] = (label, f"{value} {lines[at].strip()}", at)
        at += 1
    labels = {label for label, _, _ in found}
    if "from" in labels and (said or len(labels) >= _FEWEST_HEADERS):
        return found
    return []


def unflowed(lines: Sequence[str], *, joins: bool) -> Iterator[str]:
    """Lines of `format=flowed` as they were before they were wrapped (RFC 3676); with `joins` the space at the end is not kept."""
    waiting = ""
    depth = -1
    wrapped = False
    for line in lines:
        bare = line.lstrip(">")
        here = len(line) - len(bare)
        text = bare.removeprefix(" ")
        if here != depth and waiting:
            yield _quoted(waiting.rstrip(), depth)
            waiting = ""
        depth = here
        flows = text.endswith(" ") and text != "-- "
        waiting += text[:-1] if flows and joins else text
        if not flows:
            yield _quoted(waiting, depth)
            if wrapped:
                yield ""  # what was wrapped was a paragraph
            waiting = ""
        wrapped = flows
    if waiting:
        yield _quoted(waiting.rstrip(), depth)


def _quoted(text: str, depth: int) -> str:
    return f"{'>' * depth} {text}" if depth else text
