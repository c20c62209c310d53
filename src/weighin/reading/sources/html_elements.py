"""What the attributes of an HTML element say."""

import re
from functools import lru_cache

_UNSEEN = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text screenreader screen-reader-only".split())
# what is shown on demand is part of the page, although it is hidden at first
_ON_DEMAND = re.compile(
    r"accordion|\bacc(?:_|-|\b)|collaps|expand|toggle|tab-?(?:panel|content|pane)\b|\btabs?\b|faq", re.IGNORECASE
)
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether a reader cannot see the element, and no click would show it."""
    if "class" in attributes and _is_unseen(attributes["class"] or ""):
        return True
    style = attributes.get("style")
    hidden = (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _NOT_DISPLAYED.search(style) is not None)
    )
    if not hidden:
        return False
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return attributes.get("role") not in {"region", "tabpanel"} and not _ON_DEMAND.search(named)


def opens_something(attributes: dict[str, str | None]) -> bool:
    """Whether a button shows a part of the article: it is the heading of that part."""
    return "aria-expanded" in attributes or "data-bs-toggle" in attributes or "data-toggle" in attributes


@lru_cache(maxsize=4096)
def own_classes(classes: str | None, identifier: str | None) -> str:
    """Class and id as a block carries them: lower case, joined by spaces, the id with its sign."""
    own = " ".join((classes or "").lower().split())
    return f"{own} #{identifier.lower()}".strip() if identifier else own


def number_of(value: str | None, *, otherwise: int = 1) -> int:
    """A small number from 1 on in an attribute; tables that claim to be a thousand columns wide are believed up to fifty."""
    if not value or len(value) > 9 or not value.isascii() or not value.isdecimal():
        return otherwise
    return min(50, int(value)) or otherwise


@lru_cache(maxsize=4096)
def _is_unseen(classes: str) -> bool:
    return not _UNSEEN.isdisjoint(classes.lower().split())
