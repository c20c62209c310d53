"""The blocks of a page as the marks see them: one line each, with how it looks."""

import re

from msgspec import Struct

from weighin.reading.page import Block, BlockKind, Page, Region, Style
from weighin.record.values import Container


class Line(Struct, frozen=True, gc=False):
    """A block with what the marks ask of it, worked out once.

    Attributes:
        number: its place in the list that it came in.
        bold_to: how many characters at its start are bold; all of them for a bold line.
        look: a key that blocks of one design share: kind, element, class, weight, size.
    """

    number: int
    text: str
    start: int
    end: int
    kind: BlockKind
    block: Block
    bold_to: int = 0
    italic_to: int = 0
    link_to: int = 0
    look: str = ""

    @property
    def is_bold(self) -> bool:
        """Wholly bold."""
        return self.bold_to >= len(self.text) - 1

    @property
    def is_italic(self) -> bool:
        """Wholly italic."""
        return self.italic_to >= len(self.text) - 2

    @property
    def is_heading(self) -> bool:
        """Marked as a heading by the container."""
        return self.kind is BlockKind.HEADING


def lines_of(page: Page) -> list[Line]:
    """The blocks of the article itself, in order: no metadata, chrome, related links or readers' comments."""
    lines: list[Line] = []
    text = page.text
    for block in page.blocks:
        if block.kind is BlockKind.META or block.region in _ELSEWHERE or block.end <= block.start:
            continue
        lines.append(_line(len(lines), block, text[block.start : block.end], page.container))
    return lines


_ELSEWHERE = frozenset({Region.CHROME, Region.RELATED, Region.COMMENTS})


def _line(number: int, block: Block, text: str, container: Container) -> Line:
    bold = italic = link = 0
    if block.runs:
        bold = _reach(block, Style.BOLD, text)
        italic = _reach(block, Style.ITALIC, text)
        link = _reach(block, Style.LINK, text)
    length = len(text)
    weight = "b" if bold >= length - 1 else "i" if italic >= length - 2 else ""
    own_class = (
        block.classes.split(" ", 1)[0] if container is Container.HTML and not block.classes.startswith("#") else ""
    )
    size = f"{block.size:.0f}" if block.size else ""
    look = f"{block.kind.value}{block.level or ''}/{block.tag}.{own_class}/{weight}{size}"
    return Line(number, text, block.start, block.end, block.kind, block, bold, italic, link, look)


def _reach(block: Block, style: Style, text: str) -> int:
    """How far from the start of the block one style goes without a gap that holds a letter."""
    reach = 0
    for run in block.runs:
        if run.style is not style:
            continue
        start, end = run.start - block.start, run.end - block.start
        if start > reach and _LETTER.search(text, reach, start):
            break
        reach = max(reach, end)
    if reach and not _LETTER.search(text, reach):
        return len(text)  # what is left is a colon or a dash
    return reach


_LETTER = re.compile(r"\w")
