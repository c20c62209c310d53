"""Tabs: what stands on a tab is the heading of the panel that it opens, though the page prints all tabs in one row."""

from collections.abc import Mapping, Sequence

from msgspec import structs

from weighin.reading.page import BlockKind
from weighin.reading.sources.html_regions import Found

_LEVEL = 3
_FEWEST = 2
_NEAR = 3  # blocks at the head of a panel that may say again what stands on the tab


def opened_by(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The identifier of the part of the page that an element shows when it is chosen; empty for most."""
    controlled = attributes.get("aria-controls")
    if controlled:
        return controlled
    is_tab = attributes.get("role") == "tab" or (
        (attributes.get("data-toggle") or attributes.get("data-bs-toggle")) in {"tab", "pill"}
    )
    target = attributes.get("data-bs-target") or attributes.get("data-target") or attributes.get("href") or ""
    return target[1:] if is_tab and tag in {"a", "button", "li", "div"} and target.startswith("#") else ""


def tabs_over_panels(found: Sequence[Found], panels: Mapping[str, int]) -> Sequence[Found]:
    """The blocks with each tab right over its panel.

    Args:
        found: the blocks in the order of the page. panels: by identifier of an element, the number of the first block in it.
    """
    moved: dict[int, list[Found]] = {}
    left: set[int] = set()
    for number, one in enumerate(found):
        target = panels.get(one.place.opens, -1) if one.place.opens else -1
        if target <= number + 1 or target >= len(found) or _says_again(one, found[target : target + _NEAR]):
            continue
        first = found[target].place
        place = structs.replace(one.place, kind=BlockKind.HEADING, level=_LEVEL, root=first.root, cell=first.cell)
        moved.setdefault(target, []).append(structs.replace(one, place=place))
        left.add(number)
    if len(moved) < _FEWEST:
        return found
    ordered: list[Found] = []
    for number, one in enumerate(found):
        ordered.extend(moved.get(number, ()))
        if number not in left:
            ordered.append(one)
    return ordered


def _says_again(one: Found, panel: Sequence[Found]) -> bool:
    text = _text(one)
    return any(_text(other) == text for other in panel)


def _text(one: Found) -> str:
    return " ".join("".join(piece.text for piece in one.pieces).split())
