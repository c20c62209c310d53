"""Letters by the standard library: headers, the readable part, and the letters quoted and forwarded in it."""

import re
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from weighin.errors import Unreadable
from weighin.reading.page import BlockKind, Page
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.encoding import decode
from weighin.reading.sources.normalise import cleaned
from weighin.reading.sources.text import joined_lines
from weighin.record.values import Container

_HEADERS = {"subject": "subject", "from": "from", "date": "date", "to": "to"}
_FORWARDED = re.compile(
    r"^\s*-{2,}\s*(?:Forwarded message|Original Message|Begin forwarded message|Weitergeleitete Nachricht)\s*-{2,}\s*$|^Begin forwarded message:\s*$",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(r"^\*?(From|Sent|Date|To|Cc|Subject|Reply-To)\*?:\s*(.*)$", re.IGNORECASE)
_WROTE = re.compile(
    r"^(?:On\b.{5,200}\bwrote:|.{3,80}\bwrote on .{5,60}:|Am .{5,120} schrieb .{2,80}:)\s*$", re.IGNORECASE
)
_QUOTED = re.compile(r"^((?:\s?>)+)\s?(.*)$")
_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|[Qq]\d{1,2}[.:)]|[-*•])\s+\S")
_SIGNATURE = re.compile(r"^--\s*$")


def page_from_mail(data: bytes, *, name: str) -> Page:
    """Headers first; then the text, with every letter that is forwarded in it opened by its own header blocks in place."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage):
        raise Unreadable(name, "this is no letter that can be read")
    builder = PageBuilder(Container.MAIL)
    for header, label in _HEADERS.items():
        try:
            value = str(message.get(header) or "")
        except (ValueError, IndexError, AttributeError):  # headers that are broken on purpose
            value = ""
        builder.meta(label, value, where=f"header {header}")
    _add_lines(builder, _text_of(message, builder).split("\n"))
    return builder.page()


def _text_of(message: EmailMessage, builder: PageBuilder) -> str:
    """The plain text, or the HTML part as text; letters that are attached follow as forwarded ones."""
    try:
        plain = message.get_body(preferencelist=("plain",))
        rich = message.get_body(preferencelist=("html",))
    except (ValueError, KeyError, AttributeError):
        plain = rich = None
    text = _content(plain) if plain is not None else ""
    if rich is not None:
        other = _text_of_html(_content(rich))
        if len(other.split()) > 1.2 * len(text.split()):
            text = other
    if not text and not message.is_multipart():
        text = _content(message)
    for part in message.iter_attachments() if message.is_multipart() else ():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                head = "\n".join(f"{key.title()}: {inner.get(key) or ''}" for key in ("from", "date", "subject"))
                text += f"\n\n---------- Forwarded message ----------\n{head}\n\n{_text_of(inner, builder)}"
        elif part.get_filename():
            builder.lossy.append(f"the attachment {part.get_filename()} was not read; save it and read it by itself")
    return text


def _content(part: MIMEPart) -> str:
    try:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "replace")
        text = decode(data, declared=str(part.get_content_charset() or "")).text
    except (ValueError, KeyError, LookupError, AttributeError):
        return ""
    text = cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))
    if (part.get_param("format") or "") == "flowed":
        text = re.sub(r"(?<=\S) \n(?![>\s-])", " ", text)
    return text


def _text_of_html(html: str) -> str:
    """An HTML letter as lines; what is quoted in it gets its signs of quotation."""
    from weighin.reading.sources.encoding import Decoded
    from weighin.reading.sources.html import page_from_html

    page = page_from_html(Decoded(html))
    lines = []
    for block in page.blocks:
        if block.kind is not BlockKind.META:
            sign = "> " if block.kind is BlockKind.QUOTE or "gmail_quote" in block.classes else ""
            number = f"{block.marker} " if block.marker else ""
            lines += [f"{sign}{number}{page.of(block)}", ""]
    return "\n".join(lines)


def _add_lines(builder: PageBuilder, lines: list[str]) -> None:
    letter = 0
    waiting: list[str] = []
    depth = 0
    in_headers = False

    def flush() -> None:
        if waiting:
            kind = BlockKind.QUOTE if depth else BlockKind.PARAGRAPH
            builder.block([Piece(joined_lines(waiting))], kind=kind, level=depth, parent=letter)
            waiting.clear()

    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip()
        if _FORWARDED.match(line) and not line.lstrip().startswith(">"):
            flush()
            letter += 1
            depth, in_headers = 0, True
            continue
        quoted = _QUOTED.match(line)
        if in_headers and not quoted:
            header = _HEADER_LINE.match(line.strip())
            if header:
                name = header[1].lower()
                builder.block(
                    [Piece(header[2])],
                    kind=BlockKind.META,
                    label="date" if name == "sent" else name,
                    parent=letter,
                    where=f"line {number}",
                )
                continue
            if line.strip():
                in_headers = False
            elif waiting:
                continue
        now = quoted[1].count(">") if quoted else 0
        text = (quoted[2] if quoted else line).strip()
        if now != depth:
            flush()
            depth = now
        if _SIGNATURE.match(line):
            flush()
            builder.block([], kind=BlockKind.RULE, parent=letter, label="signature")
        elif not text:
            flush()
        elif _WROTE.match(text) or (_HEADER_LINE.match(text) and depth) or _FORWARDED.match(text):
            flush()
            builder.block(
                [Piece(text)],
                kind=BlockKind.QUOTE,
                level=max(1, depth),
                parent=letter,
                label="attribution",
                where=f"line {number}",
            )
        else:
            if waiting and (_ITEM.match(text) or (len(waiting[-1]) < 45 and not _goes_on(waiting[-1], text))):
                flush()
            waiting.append(text)
    flush()


def _goes_on(line: str, following: str) -> bool:
    """Whether a short line is the middle of a paragraph all the same."""
    return following[:1].islower() and line[-1:] not in ".!?:"
