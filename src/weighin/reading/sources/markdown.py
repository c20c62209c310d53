"""Markdown by markdown-it: tokens to blocks."""

import re
from typing import TYPE_CHECKING

from weighin.reading.page import BlockKind, Cell, Page, Style
from weighin.reading.sources.build import PageBuilder, Piece
from weighin.reading.sources.encoding import Decoded
from weighin.reading.sources.normalise import cleaned
from weighin.record.values import Container

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\s*\n(.{0,5000}?)\n---\s*\n", re.DOTALL)
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
    _add_tokens(builder, MarkdownIt("commonmark", {"maxNesting": 50}).enable(["table", "strikethrough"]).parse(text))
    return builder.page()


def _add_tokens(builder: PageBuilder, tokens: list["Token"]) -> None:
    depth_of_lists: list[str] = []
    quoted = table = row = column = 0
    heading = 0
    parent = -1
    markers: list[str] = []
    in_cell = is_header = False
    for number, token in enumerate(tokens):
        kind = token.type
        if kind == "heading_open":
            heading = int(token.tag[1])
            parent = number
        elif kind == "heading_close":
            heading = 0
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            depth_of_lists.append(kind)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            depth_of_lists.pop()
        elif kind == "list_item_open":
            markers.append(f"{token.info}{token.markup}" if token.info else "•")
        elif kind == "list_item_close":
            markers.pop()
        elif kind == "blockquote_open":
            quoted += 1
        elif kind == "blockquote_close":
            quoted -= 1
        elif kind == "table_open":
            table += 1
            row = -1
        elif kind == "tr_open":
            row += 1
            column = -1
        elif kind in {"td_open", "th_open"}:
            column += 1
            in_cell, is_header = True, kind == "th_open"
        elif kind in {"td_close", "th_close"}:
            in_cell = False
        elif kind == "hr":
            builder.block([], kind=BlockKind.RULE, parent=parent)
        elif kind == "inline":
            where = f"line {token.map[0] + 1}" if token.map else ""
            for pieces, image in _paragraphs(token):
                shape = (
                    BlockKind.CAPTION if image else BlockKind.HEADING if heading else BlockKind.CELL if in_cell
                    else BlockKind.LIST_ITEM if markers else BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
                )  # fmt: skip
                builder.block(
                    pieces,
                    kind=shape,
                    level=heading or (len(depth_of_lists) if markers else quoted),
                    marker=markers[-1] if markers and shape is BlockKind.LIST_ITEM else "",
                    cell=Cell(table - 1, row, column, is_header) if in_cell else None,
                    parent=parent,
                    where=where,
                    image=image,
                )
        elif kind in {"code_block", "fence", "html_block"}:
            builder.block([Piece(re.sub(r"<[^>]{0,500}>", " ", token.content))], parent=parent)


def _paragraphs(token: "Token") -> list[tuple[list[Piece], str]]:
    """The pieces of an inline token; a hard break parts them, a picture alone is its caption."""
    found: list[tuple[list[Piece], str]] = []
    pieces: list[Piece] = []
    styles: list[Style] = []
    for child in token.children or []:
        name = child.type.rsplit("_", 1)[0]
        if child.type in {"text", "code_inline"}:
            pieces.append(Piece(child.content, tuple(dict.fromkeys(styles))))
        elif child.type == "softbreak":
            pieces.append(Piece(" "))
        elif child.type == "hardbreak":
            found.append((pieces, ""))
            pieces = []
        elif child.type == "image":
            if len(token.children or []) == 1:
                title = str(child.attrGet("title") or "")
                return [([Piece(f"{child.content} {title}".strip())], str(child.attrGet("src") or ""))]
        elif name in _STYLES and child.nesting == 1:
            styles.append(_STYLES[name])
        elif name in _STYLES and child.nesting == -1 and _STYLES[name] in styles:
            styles.remove(_STYLES[name])
    return [*found, (pieces, "")]
