"""Which part of a page is the article: by elements and class names first, then by the text itself."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from msgspec import Struct

from weighin.reading.page import BlockKind, Region, Style
from weighin.reading.sources.build import Piece

_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*|\d+")
_CHROME = frozenset(
    """nav navbar navigation menu mega megamenu masthead cookie cookies consent gdpr share sharing social sharebar socials newsletter subscribe subscription signup paywall promo
    ad ads advert advertisement advertising sponsored breadcrumb breadcrumbs toolbar skip login signin breaking ticker postmeta pagination footer colophon""".split()
)
_RELATED = frozenset(
    "related recommended recommendations recirculation trending popular mostviewed mostread onward sidebar rail puff readnext seealso outbrain taboola".split()
)
_COMMENTS = frozenset("comment comments disqus respond".split())
_PULL = frozenset("pullquote pullquotes".split())
_PAIRS = {
    ("pull", "quote"): Region.PULL_QUOTE,
    ("most", "viewed"): Region.RELATED,
    ("most", "read"): Region.RELATED,
    ("read", "next"): Region.RELATED,
    ("see", "also"): Region.RELATED,
}
_ROLES = {
    "navigation": Region.CHROME,
    "banner": Region.CHROME,
    "contentinfo": Region.CHROME,
    "search": Region.CHROME,
    "complementary": Region.RELATED,
    "dialog": Region.CHROME,
}
_ELEMENTS = {
    "nav": Region.CHROME,
    "footer": Region.CHROME,
    "aside": Region.RELATED,
    "dialog": Region.CHROME,
    "button": Region.CHROME,
    "form": Region.CHROME,
}
_LONG = 80


class Found(Struct, frozen=True, gc=False):
    """A block as the walk found it, before its region is settled. `place` is where in the tree it stands."""

    place: Any
    pieces: list[Piece]
    marker: str = ""


def region_of(tag: str, attributes: dict[str, str | None], *, in_article: bool) -> Region | None:
    """The region that an element opens, or None where it opens none."""
    classes = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
    named = _named(classes) if classes else None
    if tag in _ELEMENTS and named is not Region.PULL_QUOTE:
        return named or _ELEMENTS[tag]
    if tag == "header" and not in_article:
        return Region.CHROME
    role = attributes.get("role")
    return named or (_ROLES.get(role) if role else None)


@lru_cache(maxsize=4096)
def _named(classes: str) -> Region | None:
    for name in classes.split():
        tokens = [token.lower() for token in _TOKEN.findall(name)]
        for token in tokens:
            if token in _PULL:
                return Region.PULL_QUOTE
            if token in _CHROME:
                return Region.CHROME
            if token in _RELATED:
                return Region.RELATED
            if token in _COMMENTS:
                return Region.COMMENTS
        for pair in pairwise(tokens):
            if pair in _PAIRS:
                return _PAIRS[pair]
    return None


def settled(found: Sequence[Found], roots: Sequence[tuple[Region, int]]) -> Iterator[tuple[Found, Region]]:
    """Every block with its region; a region that holds the headline or most of the prose was misnamed and is the body."""
    lengths = [sum(len(piece.text) for piece in one.pieces) for one in found]
    links = [sum(len(piece.text) for piece in one.pieces if Style.LINK in piece.styles) for one in found]
    prose: dict[int, int] = defaultdict(int)
    headlines: set[int] = set()
    total = 0
    for one, length, linked in zip(found, lengths, links, strict=True):
        weight = length if length >= _LONG and linked * 3 < length else 0
        total += weight
        root = one.place.root
        while root >= 0:
            prose[root] += weight
            if one.place.kind is BlockKind.HEADING and one.place.level == 1:
                headlines.add(root)
            root = roots[root][1]
    misnamed = {
        root
        for root, (region, _) in enumerate(roots)
        if region is not Region.COMMENTS
        and (prose[root] * 2 > total > 0 or (root in headlines and prose[root] * 4 > total > 0))
    }
    dense = _link_lists(found, lengths, links)
    for one, length in zip(found, lengths, strict=True):
        region = Region.BODY
        root = one.place.root
        while root >= 0:
            if root not in misnamed:
                region = roots[root][0]
                break
            root = roots[root][1]
        if region is Region.CHROME and one.place.kind is BlockKind.HEADING and one.place.level == 1 and length > 20:
            region = Region.BODY  # the headline of the page stands in its header
        if region is Region.BODY and (one.place.parent in dense or one.place.list_number in dense):
            region = Region.RELATED
        yield one, region


def _link_lists(found: Sequence[Found], lengths: Sequence[int], links: Sequence[int]) -> set[int]:
    """Lists and boxes that are nearly all links to elsewhere: every piece short, the longest a link."""
    by_box: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        box = one.place.list_number if one.place.kind is BlockKind.LIST_ITEM else one.place.parent
        if one.place.cell is None:
            by_box[box].append(number)
    dense: set[int] = set()
    for box, numbers in by_box.items():
        whole = sum(lengths[number] for number in numbers)
        linked = sum(links[number] for number in numbers)
        longest = max(numbers, key=lambda number: lengths[number])
        is_list = found[numbers[0]].place.kind is BlockKind.LIST_ITEM
        if (
            box >= 0
            and linked * 10 > whole * (8 if is_list else 5)
            and lengths[longest] < 160
            and links[longest] * 2 > lengths[longest]
        ):
            if is_list and len(numbers) < 3:
                continue
            dense.add(box)
    return dense
