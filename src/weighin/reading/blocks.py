"""The blocks of a page as the marks see them: one line each, with how it looks."""

import re
from itertools import pairwise

from msgspec import Struct, structs

from weighin.reading.page import Block, BlockKind, Page, Region, Style
from weighin.record.values import Container


class Line(Struct, frozen=True, gc=False):
    """A block with what the marks ask of it, worked out once.

    Attributes:
        number: its place in the list that it came in.
        bold_to: how many characters at its start are bold; all of them for a bold line.
        look: a key that blocks of one design share: kind, element, class, weight, size.
        after_rule: a separating line stands before it.
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
    after_rule: bool = False

    @property
    def is_bold(self) -> bool:
        """Wholly bold."""
        return 0 < self.bold_to >= len(self.text) - 1

    @property
    def is_italic(self) -> bool:
        """Wholly italic."""
        return 0 < self.italic_to >= len(self.text) - 2

    @property
    def is_heading(self) -> bool:
        """Marked as a heading by the container."""
        return self.kind is BlockKind.HEADING


def lines_of(page: Page) -> list[Line]:
    """The blocks of the article itself, in order: no metadata, chrome, related links or readers' comments."""
    lines: list[Line] = []
    text = page.text
    after_rule = False
    for block in page.blocks:
        after_rule = after_rule or block.kind is BlockKind.RULE
        if block.kind is BlockKind.META or block.region in _ELSEWHERE or block.end <= block.start:
            continue
        line = _line(len(lines), block, text[block.start : block.end], page.container)
        if after_rule and block.kind is not BlockKind.RULE:
            line = structs.replace(line, after_rule=True)
            after_rule = False
        for piece in _answers_apart(line):
            edge = _question_before_label(piece)
            lines.extend([piece] if edge is None else _halves(piece, edge))
    return lines


def _answers_apart(line: Line) -> list[Line]:
    """The lines of `A (one): words A (another): words`, which a wrapped text may have run together."""
    edges = [found.start() for found in _NEXT_ANSWER.finditer(line.text)] if " A (" in line.text else []
    bounds = [0, *edges, len(line.text)]
    return (
        [
            structs.replace(
                line,
                number=line.number + place,
                text=line.text[start:end].strip(),
                start=line.start + start,
                end=line.start + start + len(line.text[start:end].rstrip()),
            )
            for place, (start, end) in enumerate(pairwise(bounds))
        ]
        if edges
        else [line]
    )


_NEXT_ANSWER = re.compile(r"(?<=[.!?”\"’)] )A \([^()]{2,60}\):\s")


def _question_before_label(line: Line) -> int | None:
    """Where, in `Question? Name: words`, the bold question ends and the bold name begins."""
    if not 0 < line.bold_to < len(line.text):
        return None
    found = _ASKED_IN_BOLD.search(line.text, 0, line.bold_to)
    if found is None or not 1 < line.bold_to - found.end() < _MOST_NAME:
        return None
    return found.end()


def _halves(line: Line, edge: int) -> tuple[Line, Line]:
    """The two lines that one block holds."""
    asked = line.text[:edge].rstrip()
    look = line.look.rsplit("/", 1)
    first = Line(
        line.number,
        asked,
        line.start,
        line.start + len(asked),
        line.kind,
        line.block,
        bold_to=len(asked),
        look=f"{look[0]}/b{look[-1].lstrip('bi')}",
    )
    second = Line(
        line.number + 1,
        line.text[edge:],
        line.start + edge,
        line.end,
        line.kind,
        line.block,
        bold_to=line.bold_to - edge,
        look=line.look,
    )
    return first, second


_ASKED_IN_BOLD = re.compile(r"\?[”\"’']?\s+(?=[^\W\d_a-z])")
_MOST_NAME = 60


_ELSEWHERE = frozenset({Region.CHROME, Region.RELATED, Region.COMMENTS})


def _line(number: int, block: Block, text: str, container: Container) -> Line:
    bold = italic = link = 0
    if block.runs:
        bold = _reach(block, Style.BOLD, text)
        italic = _reach(block, Style.ITALIC, text)
        link = _reach(block, Style.LINK, text)
        if not bold and 1 < (classed := _reach(block, Style.CLASSED, text)) < min(_MOST_NAME, len(text) - 1):
            bold = classed  # most style sheets say so where the page does not
    length = len(text)
    weight = "b" if 0 < bold >= length - 1 else "i" if 0 < italic >= length - 2 else "c" if text.isupper() else ""
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
