"""The containers and habits of mark-up in which a drawn article may stand: lines and boxes to the bytes of a file."""

import io
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from random import Random

from corpus.layout_page import Box, Line
from corpus.layout_pdf import pdf

Content = list[Line | Box]
_FURNITURE = frozenset({"furniture", "link"})
_STYLED = {"b": ("<strong>", "</strong>"), "i": ("<em>", "</em>")}


@dataclass(frozen=True)
class Habit:
    """How a site writes its HTML: an element for each role of a line or box, with `class` where it gives one."""

    lines: Mapping[str, str]
    boxes: Mapping[str, str]
    bold: tuple[str, str] = _STYLED["b"]
    italic: tuple[str, str] = _STYLED["i"]
    headings: str = "h"  # "div.h": no heading elements
    breaks: bool = False  # an answer is one element, its paragraphs divided by breaks


_PLAIN = {
    "figure": "figure",
    "aside": "div.newsletter-box",
    "links": "div.related",
    "comments": "section#comments",
    "panel": "ul",
    "cards": "div",
}
HABITS: dict[str, Habit] = {
    "paragraphs": Habit({}, _PLAIN),
    "divs": Habit(
        {"": "div", "words": "div.txt", "who": "div.nm", "post": "div.rl", "question": "div.qst"},
        {**_PLAIN, "turn": "div.row", "cards": "div.grid", "card": "div.cell"},
        headings="div.hd",
    ),
    "sections": Habit({}, {**_PLAIN, "turn": "article", "section": "section"}),
    "turns in divs": Habit(
        {"who": "p.speaker", "post": "p.role"}, {**_PLAIN, "turn": "div.contribution", "card": "div.card"}
    ),
    "list": Habit({}, {**_PLAIN, "section": "ul", "turn": "li"}),
    "definitions": Habit({"who": "dt", "post": "dd", "words": "dd"}, {**_PLAIN, "section": "dl"}),
    "table": Habit({}, {**_PLAIN, "section": "table", "turn": "tr"}),
    "pairs of rows": Habit({}, {**_PLAIN, "section": "table", "turn": "tr2"}),
    "nested tables": Habit({}, {**_PLAIN, "section": "table.wrap", "turn": "tr1"}),
    "columns": Habit({}, {**_PLAIN, "section": "table.columns", "turn": "td"}),
    "two by two": Habit({}, {**_PLAIN, "section": "table.pairs", "turn": "td"}),
    "grid": Habit({}, _PLAIN),
    "grid across": Habit({}, _PLAIN),
    "underlined": Habit({}, {**_PLAIN, "turn": "div.post"}, bold=("<u>", "</u>"), italic=("<em>", "</em>")),
    "blockquotes": Habit({}, {**_PLAIN, "turn": "figure"}),
    "quotations": Habit({"cite": "cite"}, {**_PLAIN, "turn": "blockquote"}),
    "figures": Habit({"who": "figcaption", "cite": "figcaption"}, {**_PLAIN, "turn": "figure"}),
    "details": Habit({"who": "summary"}, {**_PLAIN, "turn": "details"}),
    "breaks": Habit({}, _PLAIN, bold=("<b>", "</b>"), italic=("<i>", "</i>"), breaks=True),
    "old": Habit({}, {"panel": "ul", "cards": "center"}, bold=("<b>", "</b>"), italic=("<i>", "</i>"), headings="p.b"),
    "spans": Habit(
        {},
        {**_PLAIN, "turn": "div"},
        bold=('<span style="font-weight:bold">', "</span>"),
        italic=('<span class="it">', "</span>"),
    ),
    "blocks": Habit(
        {"": "p.wp-block-paragraph", "question": "p.has-large-font-size"},
        {**_PLAIN, "turn": "div.wp-block-group", "panel": "ul.wp-block-list"},
    ),
}
# containers in which the name has to stand above the words, or after them
ABOVE_ONLY = frozenset({"definitions", "table", "details"})
AFTER_ONLY = frozenset({"figures"})
BESIDE = frozenset({"columns", "two by two"})  # experts stand beside each other
GRIDS = frozenset({"grid", "grid across"})  # a table of experts and questions
OTHERS = (
    "pdf",
    "pdf in two columns",
    "forwarded",
    "letter",
    "blank lines",
    "wrapped",
    "single lines",
    "markdown",
    "docx",
)
CONTAINERS = (*HABITS, *OTHERS)
WITHOUT_STYLE = frozenset({"forwarded", "letter", "blank lines", "wrapped", "single lines"})
SUFFIX = {
    "letter": ".eml",
    "markdown": ".md",
    "docx": ".docx",
    "blank lines": ".txt",
    "wrapped": ".txt",
    "single lines": ".txt",
}


def rendered(content: Content, container: str, *, title: str, random: Random) -> bytes:
    """The bytes of a file."""
    if container in HABITS:
        return _html(content, HABITS[container], title=title, random=random).encode()
    if container == "markdown":
        return "\n\n".join(_markdown(content)).encode()
    if container == "docx":
        return _docx(content)
    if container in {"pdf", "pdf in two columns"}:
        return pdf(list(_flat(content)), columns=2 if container == "pdf in two columns" else 1)
    text = _text(content, container)
    if container in {"letter", "forwarded"}:
        text = f"From: Ida Brekke <ida@courier.example>\nSubject: {title}\nDate: Mon, 4 Mar 2024 08:15:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}"
    return text.encode()


def _html(content: Content, habit: Habit, *, title: str, random: Random) -> str:
    body = "\n".join(_elements(content, habit))
    before = (
        '<nav class="main-nav"><a href="/">Home</a> <a href="/news">News</a></nav>' if random.random() < 0.6 else ""
    )
    after = "<footer><p>About us · Contact</p></footer>" if random.random() < 0.6 else ""
    name = random.choice((f"{title} | The Tarnmouth Courier", title))
    wrap = random.choice(("article", "main", "div", 'div class="entry-content"'))
    return (
        f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>{escape(name)}</title></head>\n"
        f"<body>{before}<{wrap}>\n{body}\n</{wrap.split()[0]}>{after}</body></html>\n"
    )


def _elements(content: Content, habit: Habit) -> Iterator[str]:
    for one in content:
        if isinstance(one, Line):
            yield _element(one, habit)
        elif one.role == "turn" and habit.breaks:
            yield f"<p>{'<br><br>'.join(_inline(line, habit) for line in _flat(one.content) if line.role != 'alt')}</p>"
        else:
            yield from _boxed(one, habit)


def _boxed(box: Box, habit: Habit) -> Iterator[str]:
    if box.role == "grid":
        rows = (
            "".join(
                f"<td>{''.join(_elements(cell.content, habit))}</td>" for cell in row.content if isinstance(cell, Box)
            )
            for row in box.content
            if isinstance(row, Box)
        )
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        return
    kind = habit.boxes.get(box.role, "")
    inner: Iterator[str]
    if kind == "tr":
        label = [one for one in box.content if isinstance(one, Line) and one.role in {"who", "post", "alt"}]
        rest = [one for one in box.content if one not in label]
        inner = iter(
            (f"<td>{''.join(_elements(list(label), habit))}</td>", f"<td>{''.join(_elements(rest, habit))}</td>")
        )
    elif kind == "tr2":
        label = [one for one in box.content if isinstance(one, Line) and one.role in {"who", "post", "alt", "caption"}]
        rest = [one for one in box.content if one not in label]
        rows = [part for part in (label, rest) if part]
        yield "".join(f"<tr><td>{''.join(_elements(list(part), habit))}</td></tr>" for part in rows)
        return
    elif kind == "tr1":
        yield f"<tr><td><table><tr><td>{''.join(_elements(box.content, habit))}</td></tr></table></td></tr>"
        return
    elif kind.startswith("table"):
        heads = [one for one in box.content if isinstance(one, Line)]
        yield from _elements(list(heads), habit)
        boxes = [one for one in box.content if not isinstance(one, Line)]
        inner = _elements(boxes, habit)
        if kind == "table.pairs":
            cells = list(inner)
            inner = iter(f"<tr>{''.join(cells[place : place + 2])}</tr>" for place in range(0, len(cells), 2))
        if kind == "table.columns":
            inner = iter(["<tr>", *inner, "</tr>"])
    elif kind in {"ul", "dl"} and box.role == "section":
        first = next((place for place, one in enumerate(box.content) if isinstance(one, Box)), len(box.content))
        yield from _elements(box.content[:first], habit)
        inner = _elements(box.content[first:], habit)
    elif box.role in {"panel", "cards"} and kind.startswith("ul"):
        inner = (f"<li>{_inline(line, habit)}</li>" for line in _flat(box.content))
    else:
        inner = _elements(box.content, habit)
    if not kind:
        yield from inner
        return
    opening, name = _tag(kind)
    yield f"{opening}{''.join(inner)}</{name}>"


def _tag(kind: str) -> tuple[str, str]:
    """`div.row` and `section#comments` as an opening tag, and the name of the element."""
    for sign, attribute in ((".", "class"), ("#", "id")):
        if sign in kind:
            name, _, value = kind.partition(sign)
            return f'<{name} {attribute}="{value}">', name
    return f"<{kind}>", kind


def _element(line: Line, habit: Habit) -> str:
    if line.role == "rule":
        return "<hr>"
    if line.role == "alt":
        return f'<img src="/faces/1.jpg" alt="{escape(line.text)}">'
    if line.level and habit.headings == "h":
        return f"<h{line.level}>{_inline(line, habit)}</h{line.level}>"
    if line.level:
        kind = habit.headings if line.level > 1 else "h1"
        opening, name = _tag(kind)
        inner = _inline(line, habit) if kind != "p.b" else f"<b>{_inline(line, habit)}</b>"
        return f"{opening}{inner}</{name}>"
    kind = {"pull": "blockquote", "caption": "figcaption", "title": "h1", "cite": "cite", "link": "p"}.get(
        line.role, ""
    )
    opening, name = _tag(habit.lines.get(line.role) or kind or habit.lines.get("", "p"))
    inner = _inline(line, habit)
    if line.role == "link":
        inner = f'<a href="/story">{inner}</a>'
    return f"{opening}{inner}</{name}>"


def _inline(line: Line, habit: Habit) -> str:
    signs = {"": ("", ""), "b": habit.bold, "i": habit.italic}
    return "".join(f"{signs[style][0]}{escape(text, quote=False)}{signs[style][1]}" for text, style in line.runs)


def _flat(content: Content) -> Iterator[Line]:
    for one in content:
        if isinstance(one, Line):
            yield one
        else:
            yield from _flat(one.content)


def _markdown(content: Content) -> Iterator[str]:
    for one in content:
        if isinstance(one, Box):
            yield from (
                (f"- {_marked(line)}" for line in _flat(one.content)) if one.role == "panel" else _markdown(one.content)
            )
        elif one.role == "rule":
            yield "---"
        elif one.role != "alt":
            prefix = "#" * (1 if one.role == "title" else one.level) + " " if one.level or one.role == "title" else ""
            yield f"{prefix}{'> ' if one.role == 'pull' else ''}{_marked(one)}"


def _marked(line: Line) -> str:
    signs = {"": "", "b": "**", "i": "*"}
    parts = []
    for text, style in line.runs:
        bare = text.strip()
        parts.append(text.replace(bare, f"{signs[style]}{bare}{signs[style]}") if bare else text)
    joined = "".join(parts)
    return joined.replace(". ", "\\. ", 1) if joined[:1].isdigit() else joined


def _text(content: Content, container: str) -> str:
    parts = []
    for one in content:
        if isinstance(one, Box) and one.role == "panel":
            parts += [f"  • {line.text}" for line in _flat(one.content)]
        elif isinstance(one, Box):
            parts.append(_text(one.content, container))
        elif one.role == "rule":
            parts.append("-----")
        elif one.role != "alt":
            parts.append(textwrap.fill(one.text, 76) if container == "wrapped" else one.text)
    return ("\n" if container == "single lines" else "\n\n").join(part for part in parts if part)


def _docx(content: Content) -> bytes:
    import docx  # a fifth of a second that only DOCX needs

    document = docx.Document()
    for one in _flat(content):
        if one.role in {"rule", "alt"}:
            continue
        if one.role == "title" or one.level:
            document.add_heading(one.text, 1 if one.role == "title" else one.level)
            continue
        paragraph = document.add_paragraph(style="List Bullet" if one.role == "entry" else None)
        for text, style in one.runs:
            run = paragraph.add_run(text)
            run.bold = style == "b" or None
            run.italic = style == "i" or None
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()
