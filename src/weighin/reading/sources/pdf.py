"""PDF by pypdfium2: lines with their places to columns, columns to paragraphs."""

import ctypes
import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from weighin.errors import TooLarge, Unreadable
from weighin.reading.page import BlockKind, Cell, Page, Region, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.limits import MOST_PAGES
from weighin.record.values import Container

_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_SLANTED = re.compile(r"italic|oblique", re.IGNORECASE)


_FEWEST_LINES = 4  # that make a column
_NARROWEST = 60.0  # points from the start of one column to that of the next
_LOOSE = 12.0  # points that a line may stand out of its column
_SIDEWAYS = 0.3  # radians
_WIDEST_SPACE = 1.6  # times the height of a character; what is wider parts columns or cells
_Character = tuple[str, float, float, float, float, float, bool, bool]  # left, right, bottom, top, size, bold, slanted


class _Line(Struct, gc=False):
    """One line of a page. Distances in points, from the lower left corner."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold_to: int = 0
    italic: bool = False
    column: int = 0


def page_from_pdf(data: bytes, *, name: str) -> Page:
    """Paragraphs of a PDF in reading order; running heads and page numbers are left out.

    Raises:
        Unreadable: damaged or encrypted. TooLarge: more pages than are read.
    """
    import pypdfium2  # a native library that only PDF needs

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(name, "this PDF is encrypted; save a copy without a password") from error
        raise Unreadable(name, "this PDF is damaged; print it to a new PDF and read that") from error
    with document:
        if len(document) > MOST_PAGES:
            raise TooLarge(name, f"it has {len(document)} pages; up to {MOST_PAGES} are read")
        builder = PageBuilder(Container.PDF)
        about = document.get_metadata_dict(skip_empty=True)
        if about.get("Title") and not about["Title"].lower().startswith(("untitled", "microsoft word", "(anonymous")):
            builder.meta("title", about["Title"], where="document properties")
        lines: list[_Line] = []
        try:
            for number in range(len(document)):
                lines += _ordered(_lines_of(document[number], number))
        except pypdfium2.PdfiumError as error:
            raise Unreadable(name, f"page {number + 1} of this PDF is damaged") from error
        _add_paragraphs(builder, _without_running_heads(lines, len(document)))
        created = _DATE.match(about.get("CreationDate", ""))
        if created:
            builder.meta("created", "-".join(created.groups()), where="document properties")
    return builder.page()


def _lines_of(page: Any, number: int) -> list[_Line]:
    from pypdfium2 import raw  # see page_from_pdf

    text_page = page.get_textpage()
    count = text_page.count_chars()
    found: list[_Line] = []
    current: list[_Character] = []

    def close() -> None:
        if any(not character[0].isspace() for character in current):
            found.append(_line(current, number))
        current.clear()

    angles = Counter(
        round(raw.FPDFText_GetCharAngle(text_page, index), 1) for index in range(0, count, max(1, count // 200))
    )
    angle = angles.most_common(1)[0][0] if angles else 0.0
    turn = round(angle / (math.pi / 2)) % 4
    fonts: dict[bytes, tuple[bool, bool]] = {}
    whole = text_page.get_text_range(0, count, errors="replace") if count else ""
    characters = whole if len(whole) == count else None
    name_buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        character = (
            characters[index] if characters and code not in {0xFFFE, 2} else chr(code) if code < 0x110000 else ""
        )
        if code in {0x0D, 0x0A}:
            close()
            continue
        if code in {0xFFFE, 2, 0xAD}:
            character = "\ufffe"
        left, bottom, right, top = _turned(text_page.get_charbox(index, loose=True), turn)
        if (
            character.strip()
            and abs((raw.FPDFText_GetCharAngle(text_page, index) - angle + math.pi) % math.tau - math.pi) > _SIDEWAYS
        ):
            continue  # a stamp in the margin
        if current and character.strip() and _breaks(current, left, bottom, top):
            close()
        size = raw.FPDFText_GetFontSize(text_page, index)
        length = raw.FPDFText_GetFontInfo(text_page, index, name_buffer, 128, ctypes.byref(flags))
        key = name_buffer.raw[: max(0, min(127, length - 1))]
        if key not in fonts:
            plain = key.decode("utf-8", "replace")
            fonts[key] = (bool(_BOLD.search(plain)), bool(_SLANTED.search(plain)))
        bold, slanted = fonts[key]
        current.append((character, left, right, bottom, top, size, bold, slanted))
    close()
    return found


def _breaks(current: Sequence[_Character], left: float, bottom: float, top: float) -> bool:
    """Whether a character stands on another line, or across a gap that no space between words is."""
    last = next((one for one in reversed(current) if one[0].strip()), current[-1])
    height = top - bottom
    if abs(bottom - last[3]) > max(3.0, 0.6 * height) and not last[3] <= (bottom + top) / 2 <= last[4]:
        return True
    return left - last[2] > max(8.0, _WIDEST_SPACE * height)


def _turned(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float, float, float]:
    """A box of a page that lies on its side, as if the page stood upright."""
    left, bottom, right, top = box
    for _ in range(quarters):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def _line(characters: list[_Character], page: int) -> _Line:
    while characters and characters[-1][0].isspace():
        characters.pop()
    while characters and characters[0][0].isspace():
        characters.pop(0)
    shown = [one for one in characters if not one[0].isspace()]
    return _Line(
        page=page,
        text="".join(one[0] for one in characters),
        left=min(one[1] for one in shown),
        right=max(one[2] for one in shown),
        bottom=min(one[3] for one in shown),
        top=max(one[4] for one in shown),
        size=round(statistics.median(one[5] for one in shown), 1),
        bold_to=_bold_to(characters),
        italic=sum(one[7] for one in shown) * 2 > len(shown),
    )


def _bold_to(characters: Sequence[_Character]) -> int:
    """How many characters from the start are bold. Letters that a bold font lacks are set in another one, in the midst of a word."""
    reach = start = 0
    for position in range(len(characters) + 1):
        if position < len(characters) and not characters[position][0].isspace():
            continue
        word = characters[start:position]
        bold = [at for at, one in enumerate(word, start) if one[6]]
        if word and not bold:
            break
        if len(bold) * 2 > len(word):
            reach = max(at for at, one in enumerate(word, start) if one[6] or one[0] not in _STOPS) + 1
        elif word:
            reach = max(reach, _run_of_bold(word, start))
            break
        start = position + 1
    return reach


def _run_of_bold(word: Sequence[_Character], start: int) -> int:
    for at, one in enumerate(word):
        if not one[6]:
            return start + at
    return start + len(word)


_STOPS = frozenset(".,:;!?—–)”’\"'")


def _ordered(lines: list[_Line]) -> list[_Line]:
    """Reading order: a line across the columns ends them; between two such lines, column by column."""
    starts = _columns(lines)
    if not starts:
        return sorted(lines, key=lambda line: (-round(line.top), line.left))
    wide: list[_Line] = []
    rest: list[_Line] = []
    for line in lines:
        line.column = sum(line.left > start - _LOOSE for start in starts)
        crosses = line.column < len(starts) and line.right > starts[line.column] + _LOOSE
        (wide if crosses else rest).append(line)
    ordered: list[_Line] = []
    rest.sort(key=lambda line: -line.top)
    for end in [*sorted(wide, key=lambda line: -line.top), None]:
        above = [line for line in rest if end is None or line.bottom >= end.bottom]
        rest = [line for line in rest if not (end is None or line.bottom >= end.bottom)]
        ordered += sorted(above, key=lambda line: (line.column, -line.top))
        if end is not None:
            ordered.append(end)
    return ordered


def _columns(lines: Sequence[_Line]) -> list[float]:
    """Where the second and further columns begin: places that several lines start at, that few cross, and that several end before."""
    begun = Counter(round(line.left) for line in lines)
    starts: list[float] = []
    for left in sorted(begun):
        here = sum(begun[near] for near in range(left - 2, left + 3))
        if here < _FEWEST_LINES or (starts and left - starts[-1] < _NARROWEST):
            continue
        gutter = left - 4
        crossing = sum(line.left < gutter - 2 and line.right > gutter for line in lines)
        before = sum(line.right <= gutter and line.right > (starts[-1] if starts else 0) for line in lines)
        if before >= _FEWEST_LINES and crossing * 8 <= len(lines):
            starts.append(left)
    return starts


def _without_running_heads(lines: list[_Line], pages: int) -> list[_Line]:
    """Without what stands at the top or bottom of several pages, numbers apart."""

    def key(line: _Line) -> str:
        return re.sub(r"\d+", "#", line.text.strip().lower())

    if not lines:
        return []
    edges: Counter[str] = Counter()
    outermost: set[int] = set()
    for number in range(pages):
        here = sorted((line for line in lines if line.page == number), key=lambda line: -line.top)
        for line in (*here[:3], *here[-3:]):
            outermost.add(id(line))
        edges.update({key(line) for line in (*here[:3], *here[-3:])})
    return [
        line
        for line in lines
        if not (
            id(line) in outermost
            and (
                (edges[key(line)] > 1 and pages > 1)
                or re.fullmatch(r"[\W_]*(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?[\W_]*", line.text.strip(), re.IGNORECASE)
            )
        )
    ]


def _add_paragraphs(builder: PageBuilder, lines: Sequence[_Line]) -> None:
    if not lines:
        return
    usual = statistics.mode(line.size for line in lines for _ in range(max(1, len(line.text) // 10)))
    cells = _cells(lines)
    paragraph: list[_Line] = []
    for line in lines:
        cell = cells.get(id(line))
        if paragraph and (cell or _starts(line, paragraph, usual)):
            _add(builder, paragraph, usual)
            paragraph = []
        if cell:
            builder.block(
                [Piece(line.text)], kind=BlockKind.CELL, cell=cell, where=f"page {line.page + 1}", size=line.size
            )
        else:
            paragraph.append(line)
    if paragraph:
        _add(builder, paragraph, usual)


def _cells(lines: Sequence[_Line]) -> dict[int, Cell]:
    """Lines that stand side by side in one column, in at least two rows of as many: the cells of a table."""
    rows: dict[tuple[int, int, int], list[_Line]] = {}
    for line in lines:
        rows.setdefault((line.page, line.column, round(line.top)), []).append(line)
    found: dict[int, Cell] = {}
    number = -1
    before: list[_Line] = []
    row = 0
    for here in rows.values():
        if len(here) > 1 and len(here) == len(before):
            if id(before[0]) not in found:
                number, row = number + 1, 0
                found |= {id(line): Cell(number, 0, column, is_header=True) for column, line in enumerate(before)}
            row += 1
            found |= {id(line): Cell(number, row, column) for column, line in enumerate(here)}
        before = here
    return found


def _starts(line: _Line, before: Sequence[_Line], usual: float) -> bool:
    """Whether a line begins another paragraph."""
    last = before[-1]
    if abs(line.size - last.size) > 0.6 or (line.italic != last.italic and len(before) > 0 and line.italic):
        return True
    if _all_bold(last) and not _all_bold(line) and line.bold_to:
        # a bold label runs on into the next line, unless what stands above is a heading that is set a little larger
        return last.size - line.size > 0.3 and (last.text.rstrip()[-1:] in ".?!:”" or _is_short(last, before))
    if _all_bold(last) != _all_bold(line) and (_all_bold(last) or last.text.rstrip()[-1:] in ".?!:”"):
        return True
    if last.italic and not line.italic:
        return True
    if last.text.endswith("\ufffe"):
        return False
    ends = last.text.rstrip()[-1:] in '.?!:”’")…'
    if line.page != last.page or line.column != last.column:
        return (
            ends and (line.bold_to > 2 or line.text[:1].isupper() or line.text[:1] in '“‘"') and _is_short(last, before)
        )
    gap = last.bottom - line.top
    if gap > 0.45 * max(line.size, 6):
        return True
    if line.left - min(other.left for other in before) > 5 and line.left - last.left > 5:
        return True  # indented
    if line.bold_to > 3 and not _all_bold(line) and ends:
        return True
    return ends and _is_short(last, before) and line.text[:1].isupper() and usual > 0


def _is_short(line: _Line, paragraph: Sequence[_Line]) -> bool:
    return line.right < max(other.right for other in paragraph) - 3 * line.size or len(paragraph) == 1


def _all_bold(line: _Line) -> bool:
    return line.bold_to >= len(line.text.rstrip())


def _add(builder: PageBuilder, lines: Sequence[_Line], usual: float) -> None:
    text = ""
    for line in lines:
        part = line.text
        if text.endswith("\ufffe"):
            text = text[:-1] + part.lstrip()
        elif text.endswith("-") and part[:1].islower() and len(text) > 2 and text[-2].isalpha():
            text += part
        else:
            text += f" {part}" if text else part
    text = text.rstrip("\ufffe")
    is_heading = lines[0].size > usual * 1.12 or (all(_all_bold(line) for line in lines) and len(text) < 200)
    bold = 0 if is_heading else _bold_reach(lines)
    pieces = (
        [Piece(text[:bold], (Style.BOLD,)), Piece(text[bold:])]
        if bold
        else [Piece(text, (Style.BOLD,) if is_heading and _all_bold(lines[0]) else ())]
    )
    slanted = all(line.italic for line in lines) and not is_heading
    builder.block(
        pieces,
        kind=BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH,
        region=Region.PULL_QUOTE if slanted and abs(lines[0].size - usual) > 0.6 else Region.BODY,
        level=(1 if lines[0].size > usual * 1.5 else 2) if is_heading else 0,
        where=f"page {lines[0].page + 1}",
        size=lines[0].size,
    )


def _bold_reach(lines: Sequence[_Line]) -> int:
    """How many characters of the joined paragraph are bold from its start on."""
    reach = 0
    for number, line in enumerate(lines):
        if not line.bold_to:
            break
        reach += (
            line.bold_to
            + (1 if number and not lines[number - 1].text.endswith(("\ufffe", "-")) else 0)
            - (1 if line.text.endswith("\ufffe") and _all_bold(line) else 0)
        )
        if not _all_bold(line):
            break
    return reach
