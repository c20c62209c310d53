"""What an HTML page says of itself: title, outlet, dates, address, from meta elements and JSON-LD."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from weighin.reading.sources.build import PageBuilder

_META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "og:site_name": "site name",
    "application-name": "site name",
    "article:published_time": "published",
    "og:published_time": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "citation_publication_date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "datepublished": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "description": "description",
    "og:description": "description",
    "author": "author",
    "article:author": "author",
    "og:url": "address",
}
_LINKED_DATA = (
    ("headline", "title"),
    ("datePublished", "published"),
    ("dateModified", "modified"),
    ("publisher", "site name"),
    ("author", "author"),
)
_SPEAKING = 'script[type="application/ld+json"], meta, title, time[datetime], link[rel="canonical"]'
_MOST_LINKED_DATA = 200_000


def add_head(builder: PageBuilder, tree: LexborHTMLParser) -> None:
    """Add a block for every statement, JSON-LD before meta elements before the title, as far as each is to be trusted."""
    root = tree.root
    if root is not None:
        builder.language = ((root.attributes.get("lang") if root.tag == "html" else "") or "")[:20]
    elements: dict[str, list[LexborNode]] = defaultdict(list)
    for element in tree.css(_SPEAKING):  # one search of the tree for all
        elements[element.tag or ""].append(element)
    for script in elements["script"]:
        for label, value in _linked_data(script.text(deep=True)):
            builder.meta(label, value, where="JSON-LD")
    for element in elements["meta"]:
        attributes = element.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        content = attributes.get("content")
        if name in _META and content:
            builder.meta(_META[name], content, where=f"meta {name}")
    for title in elements["title"][:1]:
        builder.meta("title", title.text(deep=True), where="title")
    for element in elements["time"]:
        label = (
            "modified"
            if "updat" in (element.attributes.get("class") or "")
            or "modif" in (element.attributes.get("itemprop") or "")
            else "published"
        )
        builder.meta(label, element.attributes.get("datetime") or "", where="time")
    for canonical in elements["link"][:1]:
        builder.meta("address", canonical.attributes.get("href") or "", where="link canonical")


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    if len(text) > _MOST_LINKED_DATA:
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    for thing in _things(data):
        kind = thing.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if not any(
            isinstance(one, str) and (one.endswith(("Article", "Posting", "Report", "WebPage")) or one == "Review")
            for one in kinds
        ):
            continue
        for key, label in _LINKED_DATA:
            for value in _texts(thing.get(key)):
                yield label, value


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    seen = 0
    while waiting and seen < 200:
        seen += 1
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            yield one
            if "@graph" in one:
                waiting.append(one["@graph"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))
    elif isinstance(value, list):
        for one in value[:20]:
            yield from _texts(one)
