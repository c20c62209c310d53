"""What every source becomes: one normalised text, and blocks that lie in it.

A page never changes once it is made. Whatever a later step finds is a span of `Page.text`, so that it can be shown in its place.
"""

from enum import Enum

from msgspec import Struct

from weighin.record.values import Container, Span


class BlockKind(Enum):
    """What a block is in its container, as far as the container says so."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CELL = "table cell"
    CAPTION = "caption"
    QUOTE = "quotation"  # <blockquote>, "> " in Markdown; in a letter: lines that quote an earlier letter
    META = "metadata"  # not on the page itself: <title>, og:title, JSON-LD, a header of a letter, document properties
    RULE = "rule"  # a separating line

    __hash__ = (
        object.__hash__
    )  # members are single; Python's own hash of a member is a call of its name's, thousands of times a page


class Region(Enum):
    """Which part of a page a block stands in, as far as its mark-up says so."""

    BODY = "body"
    CHROME = "chrome"  # navigation, footer, share buttons, cookie consent, advertisements, newsletter boxes
    RELATED = "related"  # links to other articles, asides
    COMMENTS = "comments"  # readers' comments below the article
    PULL_QUOTE = "pull quote"

    __hash__ = object.__hash__  # as above


class Style(Enum):
    """A run of characters that looks different."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    CLASSED = "classed"  # opens a block, in an element with a class of its own: the design may set it apart

    __hash__ = object.__hash__  # as above


class Run(Struct, frozen=True, gc=False):
    """A stretch of a block set in one style. Offsets into `Page.text`."""

    start: int
    end: int
    style: Style


class Cell(Struct, frozen=True, gc=False):
    """The place of a block in a table, counted from 0. A cell of several paragraphs is several blocks with the same place."""

    table: int
    row: int
    column: int
    is_header: bool = False
    wide: int = 1  # how many columns it takes up


class Block(Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph, heading, list item, caption or table cell.

    `start` and `end` bound its text in `Page.text`, without the blank lines around it. White space inside a block is single spaces.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    region: Region = Region.BODY
    level: int = 0  # of a heading 1 to 6; of a list item its depth from 1; of a quotation the number of ">" signs
    marker: str = ""  # of a list item as the container shows it: "•", "3.", "a)"; never part of the text
    label: str = ""  # of META what it says ("title", "site name", "published", "author", "from", "subject", "date" …)
    runs: tuple[Run, ...] = ()
    cell: Cell | None = None
    tag: str = ""  # the element, "p", "h2", "div"; empty where the container has none
    classes: str = (
        ""  # class and id attributes of the element and of its ancestors, nearest first, joined by spaces, lower case
    )
    parent: int = -1  # number of the innermost structural element (section, div, blockquote, li, part of a letter) that holds it; blocks of one parent share it
    where: str = ""  # a place in the container for people: "line 12", "page 2", "/html/body/div[2]/p[3]"
    size: float = 0.0  # font size in points where the container tells (PDF), else 0
    image: str = ""  # address of the picture that a caption belongs to, as the container gives it


class Page(Struct, frozen=True, kw_only=True):
    """One source, read: its normalised text and the blocks in reading order."""

    text: str
    blocks: tuple[Block, ...]
    container: Container
    language: str = ""  # as declared, e.g. "en"
    lossy: str = ""  # what could not be decoded or was left out, in a sentence; empty if nothing

    def of(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]

    def at(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]
