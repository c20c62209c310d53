"""Markdown by markdown-it: tokens to blocks."""

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

from weighin.reading.page import BlockKind, Cell, Page, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.encoding import Decoded
from weighin.reading.sources.normalise import cleaned
from weighin.record.values import Container

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\s*\n(.{0,5000}?)\n---\s*\n", re.DOTALL)
_TAG = re.compile(r"<[^>]{0,500}>")
_MOST_NESTED = 100
# the parser drops what is nested deeper, and all that follows: such a line is no list, and loses its marks instead
_DEEP = re.compile(r"^(?:[ \t]{0,3}(?:[-*+>]|\d{1,3}[.)])[ \t]{1,3}){20,}", re.MULTILINE)
_FIELD = re.compile(r"^(\w[\w -]{0,30}):\s*(.+)$", re.MULTILINE)
_LABELS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "author": "author",
    "publication": "site name",
    "outlet": "site name",
    "source": "site name",
    "description": "description",
    "updated": "modified",
}
_STYLES = {"strong": Style.BOLD, "em": Style.ITALIC, "link": Style.LINK}


def page_from_markdown(decoded: Decoded) -> Page:
    """Blocks of a Markdown document; its front matter stands first."""
    from markdown_it import MarkdownIt  # a tenth of a second that only Markdown needs

    builder = PageBuilder(Container.MARKDOWN)
    if decoded.lossy:
        builder.lossy.append(decoded.lossy)
    text = cleaned(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    front = _FRONT_MATTER.match(text)
    if front:
        for name, value in _FIELD.findall(front.group(1)):
            if name.strip().lower() in _LABELS:
                builder.meta(_LABELS[name.strip().lower()], value.strip().strip("\"'"), where="front matter")
        text = text[front.end() :]
    text = _DEEP.sub("", text)
    _add_tokens(
        builder, MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED}).enable(["table", "strikethrough"]).parse(text)
    )
    return builder.page()


class _Nesting(Struct):
    """What the walk over the tokens is inside of."""

    heading: int = 0
    section: int = -1
    quoted: int = 0
    lists: int = 0
    markers: list[str] = []
    table: int = -1
    row: int = -1
    column: int = -1
    in_cell: bool = False
    is_header: bool = False

    def step(self, token: "Token", number: int) -> None:
        """Go in or out with a token that opens or closes something."""
        kind = token.type
        if kind == "heading_open":
            self.heading, self.section = int(token.tag[1]), number
        elif kind == "heading_close":
            self.heading = 0
        elif kind.startswith(("bullet_list_", "ordered_list_")):
            self.lists += token.nesting
        elif kind == "list_item_open":
            self.markers.append(f"{token.info}{token.markup}" if token.info else "•")
        elif kind == "list_item_close":
            self.markers.pop()
        elif kind.startswith("blockquote_"):
            self.quoted += token.nesting
        elif kind == "table_open":
            self.table, self.row = self.table + 1, -1
        elif kind == "tr_open":
            self.row, self.column = self.row + 1, -1
        elif kind in {"td_open", "th_open"}:
            self.column += 1
            self.in_cell, self.is_header = True, kind == "th_open"
        elif kind in {"td_close", "th_close"}:
            self.in_cell = False

    def shape(self) -> BlockKind:
        """What a paragraph is here."""
        return (
            BlockKind.HEADING if self.heading else BlockKind.CELL if self.in_cell
            else BlockKind.LIST_ITEM if self.markers else BlockKind.QUOTE if self.quoted else BlockKind.PARAGRAPH
        )  # fmt: skip


def _add_tokens(builder: PageBuilder, tokens: list["Token"]) -> None:
    here = _Nesting(markers=[])
    for number, token in enumerate(tokens):
        here.step(token, number)
        if token.type == "hr":
            builder.block([], kind=BlockKind.RULE, parent=here.section)
        elif token.type == "inline":
            where = f"line {token.map[0] + 1}" if token.map else ""
            for pieces, image in _paragraphs(token):
                shape = BlockKind.CAPTION if image else here.shape()
                builder.block(
                    pieces,
                    kind=shape,
                    level=here.heading or (here.lists if here.markers else here.quoted),
                    marker=here.markers[-1] if shape is BlockKind.LIST_ITEM else "",
                    cell=Cell(here.table, here.row, here.column, here.is_header) if here.in_cell else None,
                    parent=here.section,
                    where=where,
                    image=image,
                )
        elif token.type in {"code_block", "fence"}:
            for line in token.content.split("\n\n"):
                builder.block([Piece(line)], parent=here.section)
        elif token.type == "html_block":
            for line in re.split(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^>]{0,100}>", token.content):
                builder.block([Piece(_TAG.sub(" ", line))], parent=here.section)


def _paragraphs(token: "Token") -> list[tuple[list[Piece], str]]:
    """The pieces of an inline token; a hard break parts them, a picture alone is its caption."""
    found: list[tuple[list[Piece], str]] = []
    pieces: list[Piece] = []
    styles: list[Style] = []
    children = token.children or []
    children = [child for child in children if child.type != "text" or child.content]
    for child, following in zip_longest(children, children[1:]):
        name = child.type.rsplit("_", 1)[0]
        if child.type in {"text", "code_inline"}:
            pieces.append(Piece(child.content, tuple(dict.fromkeys(styles))))
        elif child.type == "softbreak" and not _begins_anew(pieces, following):
            pieces.append(Piece(" "))
        elif child.type in {"hardbreak", "softbreak"}:
            found.append((pieces, ""))
            pieces = []
        elif child.type == "image":
            if len(children) == 1:
                title = str(child.attrGet("title") or "")
                return [([Piece(f"{child.content} {title}".strip())], str(child.attrGet("src") or ""))]
        elif name in _STYLES and child.nesting == 1:
            styles.append(_STYLES[name])
        elif name in _STYLES and child.nesting == -1 and _STYLES[name] in styles:
            styles.remove(_STYLES[name])
    return [*found, (pieces, "")]


def _begins_anew(before: list[Piece], following: "Token | None") -> bool:
    """Whether the next line of a paragraph is one of its own: it opens in bold, and what stands before has come to its end."""
    bold = following is not None and following.type == "strong_open"
    return bold and bool(before) and before[-1].text.rstrip()[-1:] in ".?!:”’\"'…"
