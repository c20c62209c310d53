"""What is wrong with a page's markup: a strict reader that forgives nothing, where a browser would guess."""

import itertools
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
IN_SVG = frozenset("path rect circle line".split())
PHRASING_ONLY = frozenset("p h1 h2 h3 h4 h5 h6 summary dt span a b strong bdi time caption figcaption".split()) - {
    "a",
    "figcaption",
    "dt",
}
BLOCKS = frozenset(
    "p div ul ol dl li dt dd h1 h2 h3 h4 section article aside nav main header footer figure figcaption table thead tbody tr td th details summary".split()
)
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "picture": {"source", "img"},
}
PARENTS = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "summary": {"details"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}}  # fmt: skip


class Reader(HTMLParser):
    """Reads one page; `faults` holds what a validator would say, `texts` what people see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self._nesting(tag)
        self._attributes(tag, attrs)
        self.tags.append(tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID | IN_SVG:
            self.faults.append(f"<{tag} /> closes itself")
        self._nesting(tag)
        self._attributes(tag, attrs)
        self.tags.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        (self.scripts if self.open[-1:] == ["script"] else self.texts).append(data)
        if data.strip() and self.open[-1:] and self.open[-1] in CHILDREN:
            self.faults.append(f"text straight inside <{self.open[-1]}>: {data.strip()[:40]!r}")

    def handle_comment(self, data):
        self.faults.append(f"a comment: {data[:40]!r}")

    def _nesting(self, tag):
        parent = self.open[-1] if self.open else ""
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            self.faults.append(f"<{tag}> straight inside <{parent}>")
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.faults.append(f"<{tag}> inside <{parent}>")
        if tag in BLOCKS and tag not in {"h2", "h3"} and set(self.open) & (PHRASING_ONLY - {"caption"}):
            self.faults.append(f"<{tag}> inside {[one for one in self.open if one in PHRASING_ONLY]}")
        if tag == "a" and "a" in self.open:
            self.faults.append("a link inside a link")

    def _attributes(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        for name, value in attrs:
            if name == "style" or name.startswith("on") or any(sign in name for sign in "\"'<>="):
                self.faults.append(f"<{tag}> has the attribute {name!r}")
            if name == "id":
                self.ids.append(value or "")
            if name in {"aria-labelledby", "aria-describedby"}:
                self.references += (value or "").split()
            if name in {"href", "src"}:
                self.links.append(value or "")
        if tag == "img" and "alt" not in names:
            self.faults.append("a picture without a text in its place")
        if tag == "script" and dict(attrs).get("type") != "application/ld+json":
            self.faults.append("a script that runs")
        if tag in {"style", "iframe", "object", "embed", "base"}:
            self.faults.append(f"a <{tag}>")


def read(html: str) -> Reader:
    """A page, read to its end, with all its faults."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.faults += [f"<{tag}> is never closed" for tag in reader.open]
    reader.faults += [f"two elements have the id {one!r}" for one in set(reader.ids) if reader.ids.count(one) > 1]
    reader.faults += [f"no element has the id {one!r}" for one in reader.references if one not in reader.ids]
    if reader.headings.count(1) != 1:
        reader.faults.append(f"{reader.headings.count(1)} headings of the first level")
    levels = [0, *reader.headings]
    reader.faults += [f"h{after} after h{before}" for before, after in itertools.pairwise(levels) if after > before + 1]
    for tag in ("main", "title", "h1"):
        if reader.tags.count(tag) != 1:
            reader.faults.append(f"{reader.tags.count(tag)} <{tag}>")
    return reader
