"""HTML to blocks, in one walk over the tree that the parser made.

What a page is made of is told by its elements; what is navigation, a box or a reader's comment is told by elements and class names first and
checked against the text afterwards: a "sidebar" that holds the headline or most of the prose is the article.
"""

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from weighin.reading.page import BlockKind, Cell, Page, Region, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.encoding import Decoded
from weighin.reading.sources.html_head import add_head
from weighin.reading.sources.html_regions import Found, region_of, settled
from weighin.reading.sources.limits import MOST_DEPTH
from weighin.record.values import Container

_LEFT_OUT = frozenset(
    "script style noscript template svg head iframe object embed canvas audio video select option datalist math map area progress meter input textarea -comment".split()
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
    image: str = ""
    in_article: bool = False
    depth: int = 0


class _Table(Struct):
    """How far a table has been filled."""

    number: int
    row: int = -1
    column: int = 0
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
    for found, region in settled(walk.found, walk.roots):
        place = found.place
        builder.block(
            found.pieces,
            kind=place.kind,
            region=region,
            level=place.level
            if place.kind is BlockKind.HEADING
            else place.lists
            if place.kind is BlockKind.LIST_ITEM
            else 0,
            marker=found.marker,
            cell=place.cell,
            tag=place.tag,
            classes=place.classes,
            parent=place.parent,
            image=place.image,
        )
    return builder.page()


class _Walk:
    """The state of one walk: text waits until the block that holds it ends."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.roots: list[tuple[Region, int]] = []  # region and the root around it
        self._waiting: list[Piece] = []
        self._tables: list[_Table] = []
        self._numbers = 0
        self._items: dict[int, int] = {}  # how many items each list has had

    def through(self, body: LexborNode) -> None:
        """Visit every node in order, with a stack of our own: pages may be nested deeper than Python's."""
        stack: list[tuple[LexborNode | None, _Place]] = [(body, _Place())]
        while stack:
            node, place = stack.pop()
            if node is None:
                self._flush(place)
                continue
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text:
                    self._waiting.append(Piece(text, place.styles))
                continue
            if tag == "br":
                self._flush(place)
                continue
            if tag in _LEFT_OUT or tag is None or place.depth > MOST_DEPTH:
                continue
            inner = self._enter(node, tag, place)
            if inner is None:
                continue
            if tag in _BLOCKS:
                self._flush(place)
                stack.append((None, inner))
            children = []
            child = node.child
            while child is not None:
                children.append((child, inner))
                child = child.next
            stack.extend(reversed(children))

    def _enter(self, node: LexborNode, tag: str, place: _Place) -> _Place | None:  # noqa: C901, PLR0912 - one branch an element
        if tag in _STYLES:
            if _STYLES[tag] in place.styles:
                return place
            return _with(place, styles=(*place.styles, _STYLES[tag]), depth=place.depth + 1)
        if tag not in _BLOCKS:
            return place if tag == "span" and not node.attributes else self._inline(node, place)
        attributes = node.attributes
        if _is_hidden(attributes):
            return None
        own = (attributes.get("class") or "").lower().strip()
        if attributes.get("id"):
            own = f"{own} #{(attributes.get('id') or '').lower()}".strip()
        inner = _with(place, tag=tag, depth=place.depth + 1)
        if own:
            inner.classes = f"{' '.join(own.split())} {place.classes}"[:400]
        if tag in _STRUCTURE:
            self._numbers += 1
            inner.parent = self._numbers
        if tag in {"article", "main"}:
            inner.in_article = True
        region = region_of(tag, attributes, in_article=inner.in_article)
        if region is not None:
            self.roots.append((region, place.root))
            inner.root = len(self.roots) - 1
        if tag in _HEADINGS:
            inner.kind, inner.level = BlockKind.HEADING, _HEADINGS[tag]
        elif tag in {"ul", "ol"}:
            inner.lists += 1
            inner.list_number = self._numbers
            inner.ordered = tag == "ol"
        elif tag == "li":
            self._items[place.list_number] = self._items.get(place.list_number, 0) + 1
            inner.kind = BlockKind.LIST_ITEM
        elif tag in {"figcaption", "caption"} or (tag in {"p", "div", "span"} and _is_caption(own)):
            inner.kind = BlockKind.CAPTION
        elif tag == "figure":
            picture = node.css_first("img")
            inner.image = (picture.attributes.get("src") or "") if picture else ""
        elif tag == "blockquote" and inner.kind is BlockKind.PARAGRAPH:
            inner.kind = BlockKind.QUOTE
        elif tag == "table":
            self._tables.append(_Table(len(self._tables), taken={}))
            inner.table, inner.cell = len(self._tables) - 1, None
        elif tag == "tr" and inner.table >= 0:
            self._tables[inner.table].row += 1
            self._tables[inner.table].column = 0
        elif tag in {"td", "th"} and inner.table >= 0:
            inner.kind, inner.cell = BlockKind.CELL, self._cell(inner.table, attributes, is_header=tag == "th")
        elif tag == "p" and inner.kind is BlockKind.HEADING:
            inner.kind, inner.level = BlockKind.PARAGRAPH, 0
        return inner

    @staticmethod
    def _inline(node: LexborNode, place: _Place) -> _Place | None:
        attributes = node.attributes
        if attributes and _is_hidden(attributes):
            return None
        style = attributes.get("style") or ""
        if "bold" in style and Style.BOLD not in place.styles:
            return _with(place, styles=(*place.styles, Style.BOLD))
        return place

    def _cell(self, table: int, attributes: dict[str, str | None], *, is_header: bool) -> Cell:
        here = self._tables[table]
        while here.taken.get(here.column, 0) > 0:
            here.taken[here.column] -= 1
            here.column += 1
        column = here.column
        wide, deep = _number(attributes.get("colspan")), _number(attributes.get("rowspan"))
        for reached in range(column, column + wide):
            here.taken[reached] = deep - 1
        here.column += wide
        return Cell(here.number, max(0, here.row), column, is_header, wide)

    def _flush(self, place: _Place) -> None:
        if not self._waiting:
            return
        pieces, self._waiting = self._waiting, []
        if any(not piece.text.isspace() for piece in pieces):
            marker = ""
            if place.kind is BlockKind.LIST_ITEM:
                marker = f"{self._items.get(place.list_number, 1)}." if place.ordered else "•"
            self.found.append(Found(place, pieces, marker))


def _with(place: _Place, **changes: object) -> _Place:
    copy = place.__copy__()  # type: ignore[attr-defined]
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy  # type: ignore[no-any-return]


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _is_caption(own: str) -> bool:
    return "caption" in own


def _number(value: str | None) -> int:
    return min(50, int(value)) if value and value.isascii() and value.isdecimal() and int(value) > 0 else 1
