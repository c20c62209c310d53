"""HTML to blocks, in one walk over the tree that the parser made.

What a page is made of is told by its elements; what is navigation, a box or a reader's comment is told by elements and class names first and
checked against the text afterwards: a "sidebar" that holds the headline or most of the prose is the article.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from weighin.reading.page import BlockKind, Cell, Page, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.encoding import Decoded
from weighin.reading.sources.html_elements import is_hidden, number_of, opens_something, own_classes
from weighin.reading.sources.html_head import add_head
from weighin.reading.sources.html_regions import Found, Root, region_of, settled
from weighin.reading.sources.html_tabs import opened_by, tabs_over_panels
from weighin.record.values import Container

_LEFT_OUT = frozenset(
    """script style noscript template svg head iframe object embed canvas audio video select option datalist math map area progress meter input textarea rp amp-ad amp-sidebar amp-analytics
    amp-consent amp-user-notification""".split()
)
_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    nav ol p pre section summary table tbody td tfoot th thead tr ul caption amp-story amp-accordion button""".split()
)
_STRUCTURE = frozenset(
    "article aside blockquote body dd details div dl figure footer form header li main nav section td th ul ol fieldset dialog".split()
)
_STYLES = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "cite": Style.ITALIC,
    "a": Style.LINK,
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_SUMMARY_LEVEL = 3  # what opens a closed box is its heading


class _Place(Struct):
    """Where in the tree the walk is: what its text inherits."""

    tag: str = "body"
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    styles: tuple[Style, ...] = ()
    classes: str = ""
    parent: int = -1
    root: int = -1  # the nearest element that set a region, by its number
    cell: Cell | None = None
    table: int = -1  # index into the list of tables
    lists: int = 0
    list_number: int = 0  # which list, for its density of links
    ordered: bool = False
    quoted: int = 0  # how many quotations stand around it
    figure: int = -1
    in_article: bool = False
    identifier: str = ""  # of the element itself
    opens: str = ""  # the identifier of what a tab or a button shows

    def again(self) -> "_Place":
        """A copy, for an element inside this one to change."""
        return self.__copy__()  # type: ignore[attr-defined, no-any-return] # msgspec gives it, its stubs do not say so


class _Table(Struct):
    """How far a table has been filled."""

    number: int
    row: int = -1
    column: int = 0
    widest: int = 0
    is_layout: bool = False  # arranges a page, and holds no table of anything
    taken: dict[int, int] = {}  # columns that a cell above reaches down into, and how many rows further


def page_from_html(decoded: Decoded) -> Page:
    """Blocks of an HTML document; what it says of itself stands first."""
    builder = PageBuilder(Container.HTML)
    if decoded.lossy:
        builder.lossy.append(decoded.lossy)
    tree = LexborHTMLParser(decoded.text)
    add_head(builder, tree)
    walk = _Walk()
    if tree.body is not None:
        walk.through(tree.body)
    for found, region in settled(tabs_over_panels(walk.found, walk.panels), walk.roots):
        place = found.place
        kind, cell = place.kind, place.cell
        if cell is not None and walk.is_layout(cell):
            kind, cell = BlockKind.PARAGRAPH if kind is BlockKind.CELL else kind, None
        builder.block(
            found.pieces,
            kind=kind,
            region=region,
            level=_level(place, kind),
            marker=found.marker,
            cell=cell,
            tag=place.tag,
            classes=place.classes,
            parent=place.parent,
            image=walk.images.get(place.figure, ""),
        )
    return builder.page()


def _level(place: _Place, kind: BlockKind) -> int:
    if kind is BlockKind.PARAGRAPH:
        return 0
    if kind is BlockKind.HEADING:
        return place.level
    return place.lists if kind is BlockKind.LIST_ITEM else place.quoted if kind is BlockKind.QUOTE else 0


class _Walk:
    """The state of one walk: text waits until the block that holds it ends."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.roots: list[Root] = []
        self.images: dict[int, str] = {}  # the first picture of each figure
        self.panels: dict[str, int] = {}  # by identifier of an element, the number of its first block
        self._waiting: list[Piece] = []
        self._tables: list[_Table] = []
        self._numbers = 0
        self._items: dict[int, int] = {}  # how many items each list has had

    def is_layout(self, cell: Cell) -> bool:
        """Whether the table of this cell only arranges the page."""
        table = self._tables[cell.table]
        return table.is_layout or table.widest < 2

    def through(self, body: LexborNode) -> None:
        """Visit every node in order, with a stack of our own: pages may be nested deeper than Python's."""
        waiting = self._waiting
        stack: list[tuple[LexborNode | None, _Place, str]] = []
        node: LexborNode | None = body.child
        self._numbers = 1
        closed = -1  # how much was waiting when an element inside a line ended
        place = _Place(parent=1, classes=own_classes(body.attributes.get("class"), body.attributes.get("id"))[:400])
        while node is not None or stack:
            if node is None:
                node, outer, ended = stack.pop()
                if waiting and ended in _BLOCKS:
                    self._flush(place)
                elif ended == "q":
                    waiting.append(Piece("”", place.styles))
                elif waiting:
                    closed = len(waiting)
                place = outer
                continue
            here, node = node, node.next
            if here.is_text_node:
                text = here.text_content or ""
                if waiting or not text.isspace():
                    waiting.append(Piece(text, place.styles))
                continue
            tag = here.tag or "-comment"
            if tag == "br":
                self._flush(place)
                continue
            if tag[0] == "-" or tag in _LEFT_OUT:
                continue
            inner = self._enter(here, tag, place)
            if inner is None:
                continue
            if tag in _BLOCKS:
                if waiting or inner.identifier:
                    self._begin(place, inner)
            elif tag == "q":  # its quotation marks are drawn by the browser
                waiting.append(Piece("“", place.styles))
            elif waiting and (len(waiting) == closed or tag == "small") and _are_set_apart(waiting, here):
                self._flush(place)
            child = here.child
            if child is not None:
                stack.append((node, place, tag))
                node, place = child, inner
        self._flush(place)

    def _begin(self, place: _Place, inner: _Place) -> None:
        """End what stands before a block, and note where the block begins."""
        self._flush(place)
        if inner.identifier:
            self.panels.setdefault(inner.identifier, len(self.found))
            inner.identifier = ""

    def _enter(self, node: LexborNode, tag: str, place: _Place) -> _Place | None:
        """What the inside of an element inherits; None where nothing inside is read."""
        if len(self._waiting) == 1 and place.kind is BlockKind.HEADING and tag not in _BLOCKS:
            _set_apart(self._waiting)
        style = _STYLES.get(tag)
        if style is not None:
            if style in place.styles:
                return place
            inner = place.again()
            inner.styles = (*place.styles, style)
            if tag == "a" and "tab" in place.classes and (opens := opened_by(tag, node.attributes)):
                self._flush(place)
                place.opens = opens
            return inner
        attributes = node.attributes
        if tag not in _BLOCKS:
            return (
                self._inline(tag, attributes, place, node) if attributes or tag in {"img", "sup", "amp-img"} else place
            )
        if attributes and is_hidden(attributes):
            return None
        inner = place.again()
        inner.tag = tag
        if tag in _STRUCTURE and not (place.quoted and tag in {"footer", "header"}):
            self._numbers += 1
            inner.parent = self._numbers
        if tag in {"article", "main"}:
            inner.in_article = True
        own = ""
        if attributes:
            inner.identifier = attributes.get("id") or ""
            inner.opens = opened_by(tag, attributes) or place.opens
            own = own_classes(attributes.get("class"), attributes.get("id"))
            if own:
                inner.classes = f"{own} {place.classes}"[:400]
            _set_bold(inner, attributes)
        if tag == "button" and opens_something(attributes):
            inner.kind, inner.level = BlockKind.HEADING, place.level or _SUMMARY_LEVEL
        elif tag != "button" or place.kind is not BlockKind.HEADING:
            region = region_of(
                tag, attributes, in_article=inner.in_article, in_quotation=place.quoted > 0 or place.figure >= 0
            )
            if region is not None:
                self.roots.append(Root(region, place.root, own or tag, is_header=tag == "header"))
                inner.root = len(self.roots) - 1
        self._set_kind(inner, tag, own, attributes, place)
        return inner

    def _set_kind(  # noqa: C901, PLR0912 - one branch an element
        self, inner: _Place, tag: str, own: str, attributes: dict[str, str | None], place: _Place
    ) -> None:
        if tag in _HEADINGS:
            inner.kind, inner.level = BlockKind.HEADING, _HEADINGS[tag]
            if inner.table >= 0 and inner.level < 3:
                self._tables[inner.table].is_layout = True
        elif tag in {"ul", "ol"}:
            inner.lists += 1
            inner.list_number = self._numbers
            inner.ordered = tag == "ol"
        elif tag == "li":
            self._items[place.list_number] = self._items.get(place.list_number, 0) + 1
            inner.kind = BlockKind.QUOTE if place.quoted else BlockKind.LIST_ITEM
        elif tag in {"figcaption", "caption"} or (tag in {"p", "div"} and "caption" in own):
            inner.kind = BlockKind.CAPTION
        elif tag == "figure":
            inner.figure = self._numbers
        elif tag == "blockquote":
            inner.quoted += 1
            if inner.kind is BlockKind.PARAGRAPH:
                inner.kind = BlockKind.QUOTE
        elif tag == "summary":
            inner.kind, inner.level = BlockKind.HEADING, _SUMMARY_LEVEL
        elif tag == "table":
            if place.table >= 0:
                self._tables[place.table].is_layout = True  # a table inside a cell: the outer one arranges the page
            layout = attributes.get("role") in {"presentation", "none"}
            self._tables.append(_Table(len(self._tables), is_layout=layout, taken={}))
            inner.table, inner.cell = len(self._tables) - 1, None
            inner.kind = BlockKind.PARAGRAPH if inner.kind is BlockKind.CELL else inner.kind
        elif tag == "tr":
            if inner.table >= 0:
                self._tables[inner.table].row += 1
                self._tables[inner.table].column = 0
        elif tag in {"td", "th"}:
            if inner.table >= 0:
                inner.kind, inner.cell = BlockKind.CELL, self._cell(inner.table, attributes, is_header=tag == "th")
        elif tag == "p" and inner.kind is BlockKind.HEADING:
            inner.kind, inner.level = BlockKind.PARAGRAPH, 0
        if attributes and attributes.get("role") == "heading":
            inner.kind, inner.level = BlockKind.HEADING, min(6, number_of(attributes.get("aria-level"), otherwise=2))

    def _inline(self, tag: str, attributes: dict[str, str | None], place: _Place, node: LexborNode) -> _Place | None:
        if tag in {"img", "amp-img"}:
            if place.figure >= 0:
                self.images.setdefault(place.figure, attributes.get("src") or attributes.get("data-src") or "")
            return None
        if tag == "sup" and node.child is not None and node.child.tag == "a":
            return None  # the number of a footnote
        if is_hidden(attributes):
            return None
        opens = not self._waiting and bool(attributes.get("class")) and Style.CLASSED not in place.styles
        if opens or attributes.get("style"):
            inner = place.again()
            _set_bold(inner, attributes)
            if opens:
                inner.styles = (*inner.styles, Style.CLASSED)
            return inner
        return place

    def _cell(self, table: int, attributes: dict[str, str | None], *, is_header: bool) -> Cell:
        here = self._tables[table]
        while here.taken.get(here.column, 0) > 0:
            here.taken[here.column] -= 1
            here.column += 1
        column = here.column
        wide, deep = number_of(attributes.get("colspan")), number_of(attributes.get("rowspan"))
        for reached in range(column, column + wide):
            here.taken[reached] = deep - 1
        here.column += wide
        here.widest = max(here.widest, here.column)
        return Cell(here.number, max(0, here.row), column, is_header, wide)

    def _flush(self, place: _Place) -> None:
        if not self._waiting:
            return
        pieces = self._waiting[:]
        self._waiting.clear()
        length = linked = 0
        is_blank = True
        for piece in pieces:
            length += len(piece.text)
            if is_blank and not piece.text.isspace():
                is_blank = False
            if Style.LINK in piece.styles:
                linked += len(piece.text)
        if is_blank:
            return
        marker = ""
        if place.kind is BlockKind.LIST_ITEM or (place.lists and place.quoted):
            marker = f"{self._items.get(place.list_number, 1)}." if place.ordered else "•"
        self.found.append(Found(place, pieces, marker, length, linked))


def _set_apart(waiting: list[Piece]) -> None:
    """Note that a heading begins outside the element which follows: a name, and its post in lesser type."""
    first = waiting[0]
    if not first.styles:
        waiting[0] = Piece(first.text, (Style.CLASSED,))


def _are_set_apart(waiting: Sequence[Piece], node: LexborNode) -> bool:
    """Whether two elements that touch, word against word, are a name and a post that the design sets apart; a drop cap is one letter."""
    before = waiting[-1].text
    after = node.text(deep=True)[:2]
    return before[-2:].isalpha() and len(before) > 2 and len(after) > 1 and after.isalnum()


def _set_bold(place: _Place, attributes: dict[str, str | None]) -> None:
    style = attributes.get("style")
    if style and "font-weight" in style and _BOLD.search(style) and Style.BOLD not in place.styles:
        place.styles = (*place.styles, Style.BOLD)
