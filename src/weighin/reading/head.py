"""The head of an article: title, standfirst, outlet, byline, day of publication."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.dates import dates_in, first_date
from weighin.reading.names import fold
from weighin.reading.outlet import SEPARATORS, outlet_of
from weighin.reading.page import Block, BlockKind, Page
from weighin.reading.passages import passage
from weighin.record.record import Published
from weighin.record.values import Container, Passage

_UPDATED = re.compile(
    r"\b(?:updated?|modified|last (?:edited|changed)|accessed|retrieved|crawled|archived|saved|printed|downloaded|captured|copied|fetched|viewed)\b[^0-9]{0,30}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|posted|first published|issued|dated|date)\b[^0-9]{0,30}$", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^(?:(?:re|fwd?|aw|wg): ?)+(?=\S)", re.IGNORECASE
)  # a letter's subject is a title, how it came is not
_BYLINE = re.compile(
    r"^(?:By|Interviews? by|Compiled by|Text(?: by)?:?|Words(?: by)?:?|Reported by) (?=[A-Z\u00C0-\u017F]).{2,90}$|^by (?=(?:The )?[A-Z]).{3,60}$"
)
_STANDFIRST = re.compile(r"standfirst|dek\b|subtitle|deck|bullets|teaser|lead\b|summary|strap")
_DATELINE = re.compile(r"date|time|publish|posted|pub\b|byline|meta")
_MOST_HEAD = 40
_FEWEST_HEAD = 8


class Head(Struct, frozen=True, kw_only=True):
    """What was found of the head. `first_body`: number of the first line that is no part of it."""

    title: str
    title_at: Passage | None
    standfirst: Passage | None = None
    outlet: str = ""
    outlet_at: Passage | None = None
    byline: Passage | None = None
    published: Published | None = None
    lines: frozenset[int] = frozenset()


def head_of(page: Page, lines: Sequence[Line], first_turn: int, *, asked: int = -1) -> Head:
    """Read the head from what the page says of itself and from the lines before the first speaker.

    `asked`: the line that may put the first of several questions, and is then no standfirst.
    """
    metas: dict[str, list[Block]] = {}
    for block in page.blocks:
        if block.kind is BlockKind.META and block.parent < 1:
            metas.setdefault(block.label, []).append(block)
    early = list(lines[: min(first_turn, _MOST_HEAD)])
    outlet, outlet_at = outlet_of(page, lines, metas, early)
    title, title_at, taken = _title(page, metas, early, outlet)
    published = _published(page, metas, early, lines, taken)
    byline = next(
        (
            passage(page.text, line.start, line.end)
            for line in early
            if len(line.text) < 110 and _BYLINE.match(line.text)
        ),
        None,
    )
    above = [line for line in early if line.number != asked]
    standfirst, more = _standfirst(page, above, taken, metas, byline)
    used = set(taken) | more
    for line in early:
        if len(line.text) < 110 and (_BYLINE.match(line.text) or (first_date(line.text) and len(line.text) < 70)):
            used.add(line.number)
    return Head(
        title=title,
        title_at=title_at,
        standfirst=standfirst,
        outlet=outlet,
        outlet_at=outlet_at,
        byline=byline,
        published=published,
        lines=frozenset(used),
    )


def is_byline(lines: Sequence[Line], number: int) -> bool:
    """Whether the author of the article stands in a line: right under the headline, after "By" or before a date, and no words below."""
    line = lines[number]
    if not 0 < number <= _MOST_ABOVE or len(line.text) > _MOST_BYLINE or number + 1 >= len(lines):
        return False
    if not any(other.is_heading for other in lines[max(0, number - 2) : number]) and number > 1:
        return False
    dated = first_date(line.text) is not None
    return dated or (_BYLINE.match(line.text) is not None and not _stands_again(lines, line))


def _stands_again(lines: Sequence[Line], line: Line) -> bool:
    """Whether others are named in the same way further down, as those who write its parts are, with like lines below their names."""
    others = [
        other
        for other in lines[line.number + 1 : -1]
        if other.look == line.look and len(other.text) < _MOST_BYLINE and _BYLINE.match(other.text)
    ]
    if len(others) < _FEW_BYLINES:
        return False
    above_prose = sum(len(lines[other.number + 1].text) >= _LEAST_PROSE for other in others) * 2 > len(others)
    return above_prose == (len(lines[line.number + 1].text) >= _LEAST_PROSE)


_LEAST_PROSE = 80
_MOST_ABOVE = 4
_MOST_BYLINE = 110
_FEW_BYLINES = 2


def _title(
    page: Page, metas: Mapping[str, Sequence[Block]], early: Sequence[Line], outlet: str
) -> tuple[str, Passage | None, set[int]]:
    """The headline, where it stands, and the numbers of the lines that print it."""
    claimed = [block for label in ("title", "subject") for block in metas.get(label, ())]
    bare = {fold(_without_outlet(page.of(block), outlet)) for block in claimed}
    for line in early if bare else ():
        if fold(line.text) in bare:
            return _title_at(page, line, early)
    headings = [line for line in early if line.is_heading and len(line.text) > 8 and fold(line.text) != fold(outlet)]
    if headings:
        return _title_at(page, min(headings, key=lambda line: (line.block.level, line.number)), early)
    if claimed and page.container is not Container.PDF:
        text = _FORWARDED.sub("", _without_outlet(page.of(claimed[0]), outlet))
        at = claimed[0].start + page.of(claimed[0]).find(text)
        return text, passage(page.text, at, at + len(text)), set()
    return _title_of_plain(page, early, outlet)


def _title_of_plain(page: Page, early: Sequence[Line], outlet: str) -> tuple[str, Passage | None, set[int]]:
    """Where nothing is marked as a heading: the line that stands twice, else the largest, else the first that can be one."""
    seen: dict[str, Line] = {}
    candidates = []
    for line in early:
        key = fold(_without_outlet(line.text, outlet))
        if len(key) <= 15 or first_date(line.text) or _BYLINE.match(line.text) or _MASTHEAD.match(line.text):
            continue
        if key in seen:
            return _title_at(page, line if fold(line.text) == key else seen[key], early)
        seen[key] = line
        if (
            len(line.text) < 200
            and line.text[-1] not in ".:;,|"
            and line.text.upper() != line.text
            and "   " not in line.text
        ):
            candidates.append(line)
    if candidates:
        best = max(candidates, key=lambda line: (line.block.size, line.is_bold, -line.number))
        return _title_at(page, _short_title_above(best, early) or best, early)
    return (early[0].text[:200] if early else "Untitled"), None, set()


def _short_title_above(line: Line, early: Sequence[Line]) -> Line | None:
    """The first line, where it is very short, and the first that is long enough for a title asks, right above the first speaker."""
    first = early[0]
    is_asked = line is early[-1] and line.text.endswith("?") and line.number > first.number
    return first if is_asked and len(first.text) > _LEAST_TITLE and first_date(first.text) is None else None


_LEAST_TITLE = 4
_MASTHEAD = re.compile(
    r"(?:the|an?|our) (?:\w+ )?(?:quarterly|monthly|weekly|daily|fortnightly|journal|newsletter|bulletin|magazine|gazette|newspaper)\b[^?]*$",
    re.IGNORECASE,
)


def _title_at(page: Page, line: Line, early: Sequence[Line]) -> tuple[str, Passage | None, set[int]]:
    key = fold(line.text)
    same = {
        other.number
        for other in early
        if fold(other.text).startswith(key)
        and (fold(other.text) == key or other.text[len(line.text) :][:3] in SEPARATORS)
    }
    return line.text, passage(page.text, line.start, line.end), same


def _without_outlet(title: str, outlet: str) -> str:
    if (
        outlet
        and fold(title).startswith(fold(outlet))
        and title[len(outlet) :][:2].strip() in {":", "|", "–", "—", "-"}
    ):
        return title[len(outlet) :].lstrip(" :|–—-")
    for separator in SEPARATORS:
        if separator in title:
            left, right = title.rsplit(separator, 1)
            if outlet and fold(right).removeprefix("the ") == fold(outlet).removeprefix("the "):
                return left
            if separator == " | " and len(right) < 50:
                return left
    return title


def _standfirst(
    page: Page,
    early: Sequence[Line],
    taken: set[int],
    metas: Mapping[str, Sequence[Block]],
    byline: Passage | None,
) -> tuple[Passage | None, set[int]]:
    """The line under the title: a sentence or two that is no date, no byline and no greeting of the page."""
    described = {fold(page.of(block))[:60] for block in metas.get("description", ())}
    after = max(taken, default=len(early))
    for line in early:
        if line.number <= after:
            continue
        if line.number <= after + 4 and (
            fold(line.text)[:60] in described or _STANDFIRST.search(line.block.classes[:60])
        ):
            return passage(page.text, line.start, line.end), {line.number}
        is_furniture = (
            (first_date(line.text) and len(line.text) < 80)
            or _BYLINE.match(line.text)
            or len(line.text) < 25
            or (byline is not None and line.start == byline.start)
        )
        if is_furniture:
            continue
        if line.number <= after + 2 and page.container is not Container.PDF and _reads_as_standfirst(line):
            return passage(page.text, line.start, line.end), {line.number}
        break
    return None, set()


def _reads_as_standfirst(line: Line) -> bool:
    return (
        len(line.text) < 240
        and line.text[-1] not in "?.:"
        and line.kind is not BlockKind.LIST_ITEM
        and line.text.count(". ") < 2
    )


def _published(
    page: Page,
    metas: Mapping[str, Sequence[Block]],
    early: Sequence[Line],
    lines: Sequence[Line],
    taken: set[int],
) -> Published | None:
    """The day of publication: as the page declares it, else by vote over the days near its edges."""
    for block in (*metas.get("published", ()), *metas.get("date", ())):
        found = first_date(page.of(block))
        if found:
            return Published(day=found[0], read_at=passage(page.text, block.start, block.end))
    best: Published | None = None
    highest = -0.5
    title = min(taken, default=0)
    edges = {line.number: line for line in (*early, *lines[:_FEWEST_HEAD], *lines[-4:]) if len(line.text) <= 160}
    for line in edges.values():
        for day, start, end in dates_in(line.text):
            weight = _weight_of_date(line, start, title=title, end=len(lines))
            if weight > highest:
                highest = weight
                best = Published(day=day, read_at=passage(page.text, line.start + start, line.start + end))
    return best


def _weight_of_date(line: Line, start: int, *, title: int, end: int) -> float:
    before = line.text[:start]
    weight = 1.0
    if _UPDATED.search(before):
        weight = -1.0
    elif _PUBLISHED.search(before):
        weight = 3.0
    if len(line.text) < 40:
        weight += 0.5
    if _DATELINE.search(line.block.classes[:60]):
        weight += 0.5
    if line.number < title:
        weight -= 0.8  # the day on which a copy was made stands above everything
    if line.number >= end - 4 and line.number > title + 4:
        weight -= 0.7
    return weight
