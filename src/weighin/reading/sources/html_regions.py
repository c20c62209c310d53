"""Which part of a page is the article: by elements and class names first, then by the text itself."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from msgspec import Struct

from weighin.reading.names import Name, read_name
from weighin.reading.page import BlockKind, Region
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
_LABEL = 60
_HEADLINE = 20  # characters; what is shorter is the name of the site


class Root(Struct, frozen=True, gc=False):
    """An element that set a region: which, the root around it, what the element is called."""

    region: Region
    outer: int
    name: str
    is_header: bool = False


class Found(Struct, frozen=True, gc=False):
    """A block as the walk found it, before its region is settled. `place` is where in the tree it stands."""

    place: Any
    pieces: list[Piece]
    marker: str
    length: int
    linked: int  # how much of its length are links


def region_of(
    tag: str, attributes: dict[str, str | None], *, in_article: bool, in_quotation: bool = False
) -> Region | None:
    """The region that an element opens, or None where it opens none. The foot of a quotation says whose it is."""
    named = None
    if attributes:
        classes = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        named = _named(classes) if len(classes) > 1 else None
    if tag in {"footer", "header"} and in_quotation:
        return named
    if tag in _ELEMENTS and named is not Region.PULL_QUOTE:
        return named or _ELEMENTS[tag]
    if tag == "header" and not in_article:
        return Region.CHROME
    return named or (_ROLES.get(attributes.get("role") or "") if attributes else None)


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


def settled(found: Sequence[Found], roots: Sequence[Root]) -> Iterator[tuple[Found, Region]]:
    """Every block with its region; a region that holds the headline or most of the prose was misnamed and is the body."""
    prose = [0] * len(roots)
    has_headline = [False] * len(roots)
    total = 0
    for one in found:
        weight = one.length if one.length >= _LONG and one.linked * 3 < one.length else 0
        total += weight
        if one.place.root >= 0:
            prose[one.place.root] += weight
            if one.place.kind is BlockKind.HEADING and one.place.level == 1 and one.length > _HEADLINE:
                has_headline[one.place.root] = True
    for number in range(len(roots) - 1, -1, -1):  # a root comes after the one around it
        outer = roots[number].outer
        if outer >= 0:
            prose[outer] += prose[number]
            has_headline[outer] |= has_headline[number]
    regions = _regions(roots, prose, has_headline, total, named=_boxes_of_people(found, roots))
    dense = _link_lists(found)
    for one in found:
        place = one.place
        region = regions[place.root] if place.root >= 0 else Region.BODY
        if region is Region.CHROME and place.kind is BlockKind.HEADING and place.level == 1 and one.length > _HEADLINE:
            region = Region.BODY  # the headline of the page stands in its header
        if region is Region.BODY and dense and (place.parent in dense or place.list_number in dense):
            region = Region.RELATED
        yield one, region


def _boxes_of_people(found: Sequence[Found], roots: Sequence[Root]) -> set[str]:
    """How the boxes are called that list a panel or name the speaker of a card, though they are set where else links stand."""
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    pieces: dict[str, int] = defaultdict(int)
    for one in found:
        if one.place.root < 0 or one.length > _MOST_ENTRY or one.linked * 2 > one.length:
            continue
        root = roots[one.place.root]
        if root.region not in _ELSEWHERE or not _PURPOSES.isdisjoint(_TOKEN.findall(root.name)):
            continue
        pieces[root.name] += 1
        name = _named_first(one)
        if name is not None:
            names[root.name].add(name.words)
    return {name for name, people in names.items() if len(people) >= _FEWEST and len(people) * 3 >= pieces[name]}


def _named_first(one: Found) -> Name | None:
    """The full name with which a block begins, set apart by its style or by what follows it."""
    text = "".join(piece.text for piece in one.pieces).strip()
    for start in (one.pieces[0].text.strip(), _NAME_ENDS.split(text, maxsplit=1)[0]):
        name = read_name(start)
        if name is not None and name.is_full:
            return name
    return None


_ELSEWHERE = frozenset({Region.CHROME, Region.RELATED})
_PURPOSES = (_CHROME | _RELATED) - frozenset("footer sidebar rail header toolbar puff".split())
_NAME_ENDS = re.compile(r"\s*[,(:|–—]")
_MOST_ENTRY = 200
_FEWEST = 3


def _regions(
    roots: Sequence[Root], prose: Sequence[int], has_headline: Sequence[bool], total: int, *, named: set[str]
) -> list[Region]:
    """The region of each root, once the misnamed ones are found out."""
    by_name: dict[str, int] = defaultdict(int)
    for root, weight in zip(roots, prose, strict=True):
        by_name[root.name] += weight
    regions: list[Region] = []
    for number, root in enumerate(roots):
        around = regions[root.outer] if root.outer >= 0 else Region.BODY
        is_misnamed = root.region is not Region.COMMENTS and (
            by_name[root.name] * 2 > total > 0
            or (has_headline[number] and (root.is_header or prose[number] * 4 > total > 0))
            or root.name in named
        )
        regions.append(around if is_misnamed else root.region)
    return regions


def _link_lists(found: Sequence[Found]) -> set[int]:
    """Lists and boxes that are nearly all links to elsewhere: every piece short, the longest a link."""
    by_box: dict[int, list[Found]] = defaultdict(list)
    linked_boxes: set[int] = set()
    labels: set[int] = set()
    for one, following in pairwise(found):
        if _is_label(one, following):
            labels.add(one.place.parent)
    for one in found:
        place = one.place
        if place.cell is None:
            box = place.list_number if place.kind is BlockKind.LIST_ITEM else place.parent
            by_box[box].append(one)
            if one.linked:
                linked_boxes.add(box)
    dense: set[int] = set()
    for box in linked_boxes:
        pieces = by_box[box]
        longest = max(pieces, key=lambda one: one.length)
        is_list = pieces[0].place.kind is BlockKind.LIST_ITEM
        if (
            box >= 0
            and sum(one.linked for one in pieces) * 10 > sum(one.length for one in pieces) * (8 if is_list else 5)
            and longest.length < 160
            and longest.linked * 2 > longest.length
            and (not is_list or len(pieces) >= 3)
            and (is_list or len(pieces) > 1 or box not in labels)
        ):
            dense.add(box)
    return dense


def _is_label(one: Found, following: Found) -> bool:
    """Whether a few linked words stand over words that are no link, as a name does that leads to its page."""
    return (
        one.linked > 0
        and one.length < _LABEL
        and one.place.parent != following.place.parent
        and following.linked * 2 < following.length
    )
