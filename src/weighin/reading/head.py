"""The head of an article: title, standfirst, outlet, byline, day of publication."""

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.names import fold
from weighin.reading.page import Block, BlockKind, Page
from weighin.reading.passages import passage
from weighin.record.record import Published
from weighin.record.values import Container, Passage

MONTHS = {name: number for number, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_MONTH})\.?,? (?P<year>(?:19|20)\d\d)", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)", re.IGNORECASE),
    re.compile(r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
)
_UPDATED = re.compile(
    r"\b(?:updated?|modified|last (?:edited|changed)|accessed|retrieved|crawled|archived)\b[^0-9]{0,30}$", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\b(?:published|posted|first published|issued|dated|date)\b[^0-9]{0,30}$", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:By|Interviews? by|Compiled by|Text(?: by)?:?|Words(?: by)?:?|Reported by) (?=[A-Z\u00C0-\u017F]).{2,90}$|^by (?=(?:The )?[A-Z]).{3,60}$"
)
_ASKS = re.compile(
    r"(?P<name>(?:The |the )?[A-Z][\w’'&-]*(?: (?:of|the|and|&|[A-Z][\w’'&-]*))*?)(?:['’]s)? (?:put|asked|asks|sent|wrote to|invited|spoke to|spoke with|reached out|polled|approached|surveyed|canvassed|has asked|gathered|contacted|deadline|deadlines)\b"
)
_FURTHER = re.compile(
    r"^(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?(?P<name>[A-Z][\w’'& -]{2,40}?)(?:\.| is | Ltd| Limited| All|$)",
    re.IGNORECASE,
)
_NOT_AN_OUTLET = frozenset("we i they he she it who this the editors our have here today when and in as".split())
_MOST_HEAD = 40


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


def head_of(page: Page, lines: Sequence[Line], first_turn: int) -> Head:
    """Read the head from what the page says of itself and from the lines before the first speaker."""
    metas: dict[str, list[Block]] = {}
    for block in page.blocks:
        if block.kind is BlockKind.META and block.parent < 1:
            metas.setdefault(block.label, []).append(block)
    early = list(lines[: min(first_turn, _MOST_HEAD)])
    outlet, outlet_at = _outlet(page, lines, metas, early)
    title, title_at, taken = _title(page, metas, early, outlet)
    published = _published(page, metas, early, lines)
    byline = next(
        (
            passage(page.text, line.start, line.end)
            for line in early
            if len(line.text) < 110 and _BYLINE.match(line.text)
        ),
        None,
    )
    standfirst, more = _standfirst(page, early, taken, metas, byline)
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


def _title(
    page: Page, metas: dict[str, list[Block]], early: Sequence[Line], outlet: str
) -> tuple[str, Passage | None, set[int]]:
    claimed = [page.of(block) for label in ("title", "subject") for block in metas.get(label, [])]
    bare = {fold(_without_outlet(claim, outlet)): claim for claim in claimed}
    for line in early:
        if fold(line.text) in bare:
            return _title_at(page, line, early)
    headings = [line for line in early if line.is_heading and len(line.text) > 8]
    if headings:
        best = min(headings, key=lambda line: (line.block.level, line.number))
        return _title_at(page, best, early)
    if claimed and page.container is not Container.PDF:
        text = _without_outlet(claimed[0], outlet)
        for label in ("title", "subject"):
            for block in metas.get(label, []):
                at = page.of(block).find(text)
                if at >= 0:
                    return text, passage(page.text, block.start + at, block.start + at + len(text)), set()
    seen: dict[str, Line] = {}
    candidates = []
    for line in early:
        key = fold(line.text)
        if key in seen and len(key) > 15 and not first_date(line.text):
            return _title_at(page, seen[key], early)
        seen.setdefault(key, line)
        if (
            15 < len(line.text) < 200
            and not first_date(line.text)
            and not _BYLINE.match(line.text)
            and line.text[-1] not in ".:;,|"
            and line.text.upper() != line.text
            and "   " not in line.text
        ):
            candidates.append(line)
    if candidates:
        big = max(candidates, key=lambda line: (line.block.size, -line.number))
        return _title_at(page, big, early)
    return (claimed[0] if claimed else (early[0].text[:200] if early else "Untitled")), None, set()


def _title_at(page: Page, line: Line, early: Sequence[Line]) -> tuple[str, Passage | None, set[int]]:
    same = {other.number for other in early if fold(other.text) == fold(line.text)}
    return line.text, passage(page.text, line.start, line.end), same


def _without_outlet(title: str, outlet: str) -> str:
    for separator in (" | ", " – ", " — ", " - ", " :: ", " · "):
        if separator in title:
            left, right = title.rsplit(separator, 1)
            if fold(right) == fold(outlet) or (separator == " | " and len(right) < 50):
                return left
    return title


def _outlet(
    page: Page, lines: Sequence[Line], metas: dict[str, list[Block]], early: Sequence[Line]
) -> tuple[str, Passage | None]:
    for block in metas.get("site name", []):
        return page.of(block), passage(page.text, block.start, block.end)
    for block in metas.get("title", []):
        title = page.of(block)
        if " | " in title:
            name = title.rsplit(" | ", 1)[1]
            start = block.end - len(name)
            return name, passage(page.text, start, block.end)
    votes: dict[str, tuple[float, Passage | None]] = {}

    def vote(name: str, start: int, weight: float) -> None:
        name = name.strip(" .,")
        if (
            name.lower().split(" ")[0] in _NOT_AN_OUTLET - {"the"}
            or len(name) < 3
            or fold(name) in {"the", "the editors"}
        ):
            return
        key = fold(name).removeprefix("the ")
        before = votes.get(key, (0.0, None))
        votes[key] = (before[0] + weight, before[1] or passage(page.text, start, start + len(name)))

    for line in early:
        for found in _ASKS.finditer(line.text):
            vote(found["name"], line.start + found.start("name"), 2.0)
        if (
            line.block.size == 0
            and len(line.text) < 50
            and line.number < 3
            and line.text.istitle()
            and page.container is not Container.TEXT
        ):
            vote(line.text, line.start, 0.5)
        series = re.match(
            r"^(?P<name>[A-Z][\w’'&]*(?: [A-Z][\w’'&]*){0,4}),? (?:[–—-] )?(?:issue|vol\.?|volume|no\.?|special report|edition)\b",
            line.text,
            re.IGNORECASE,
        )
        if series:
            vote(series["name"], line.start, 2.0)
    for line in (*early[:12], *lines[-12:]):
        found = re.search(
            r"\b(?:by|from|at) (?:the |The )?(?P<name>(?:The )?[A-Z][\w’'&]+(?: [A-Z][\w’'&]+){0,3}) (?:staff|editors|team|newsroom)\b",
            line.text,
        )
        if found:
            vote(found["name"], line.start + found.start("name"), 1.5)
        closing = re.match(
            r"^(?P<name>(?:The )?[A-Z][\w’'&]+(?: [A-Z][\w’'&]+){0,3}) (?:is (?:independent|edited|published|a )|thanks |welcomes |does not)",
            line.text,
        )
        if closing:
            vote(closing["name"], line.start, 1.6)
        rights = _FURTHER.match(line.text)
        if rights:
            vote(rights["name"], line.start + rights.start("name"), 1.0)
    for line in lines:
        if len(line.text) < 200 and (
            credit := re.search(
                r"(?:Photo|Picture|Foto|edited by|Image)s?:? (?:by )?(?P<name>(?:The )?[A-Z][\w’'&]+(?: [A-Z][\w’'&]+){0,3})",
                line.text,
            )
        ):
            vote(credit["name"], line.start + credit.start("name"), 0.3)
    if not votes and metas.get("from"):
        return _outlet_of_address(page, metas["from"][0])
    if metas.get("from"):
        named = _outlet_of_address(page, metas["from"][0])
        if named[0]:
            return named
    if not votes:
        return "", None
    whole = page.text
    key, (_, at) = max(votes.items(), key=lambda item: (item[1][0] + 0.2 * whole.lower().count(item[0]), -len(item[0])))
    del key
    return (at.text, at) if at else ("", None)


def _outlet_of_address(page: Page, block: Block) -> tuple[str, Passage | None]:
    """`thedockyardtimes.example` → The Dockyard Times, where the letter writes it out or the words can be told apart."""
    found = re.search(r"@([\w.-]+)", page.of(block))
    if not found:
        return "", None
    domain = found[1].split(".")[-2] if "." in found[1] else found[1]
    squeezed = re.compile(r"(?<![\w@.])((?:[A-Z][\w’']*\s?){1,5})")
    for match in squeezed.finditer(page.text):
        if fold(match[1]).replace(" ", "").replace("’", "") in {domain.replace("-", ""), f"the{domain}"}:
            return match[1].strip(), passage(page.text, match.start(1), match.end(1))
    words = _words_of(domain)
    if words:
        return words, passage(page.text, block.start + found.start(1), block.start + found.end(1))
    return "", None


_OUTLET_WORDS = "the dockyard times daily evening morning sunday weekly news post herald tribune gazette chronicle courier journal review observer standard mail star sun telegraph guardian independent register record ledger sentinel monitor wire press echo argus mercury express dispatch today world national city coast harbour harbor north south east west river valley mountain island bay sea field science sport sports football film energy economic economist finance market markets tech policy law health climate politics weather storm report radar desk notes letter digest bulletin magazine of and on".split()


def _words_of(domain: str) -> str:
    rest = domain.replace("-", "")
    words: list[str] = []
    known = sorted(_OUTLET_WORDS, key=len, reverse=True)
    while rest:
        word = next((word for word in known if rest.startswith(word)), None)
        if word is None:
            at = min((rest.find(word) for word in known if len(word) > 3 and rest.find(word) > 2), default=-1)
            if at < 0:
                if words:
                    words.append(rest)
                    break
                return rest.capitalize() if len(rest) > 2 else ""
            word = rest[:at]
        words.append(word)
        rest = rest[len(word) :]
    return " ".join(word if word in {"of", "and", "on"} else word.capitalize() for word in words)


def _standfirst(
    page: Page, early: Sequence[Line], taken: set[int], metas: dict[str, list[Block]], byline: Passage | None
) -> tuple[Passage | None, set[int]]:
    """The line under the title: a sentence or two that is no date, no byline and no greeting of the page."""
    described = {fold(page.of(block))[:60] for block in metas.get("description", [])}
    if not taken:
        return None, set()
    after = max(taken)
    for line in early:
        if line.number <= after:
            continue
        if fold(line.text)[:60] in described or re.search(
            r"standfirst|dek\b|subtitle|subhead|deck|bullets", line.block.classes[:60]
        ):
            return passage(page.text, line.start, line.end), {line.number}
        if (
            (first_date(line.text) and len(line.text) < 80)
            or _BYLINE.match(line.text)
            or len(line.text) < 25
            or (byline and line.start == byline.start)
        ):
            continue
        if (
            len(line.text) < 240
            and line.number <= after + 2
            and (page.container is not Container.PDF)
            and line.text[-1] != "?"
            and line.kind is not BlockKind.LIST_ITEM
            and line.text.count(". ") < 2
            and line.text[-1] not in ".:"
        ):
            return passage(page.text, line.start, line.end), {line.number}
        break
    return None, set()


def _published(
    page: Page, metas: dict[str, list[Block]], early: Sequence[Line], lines: Sequence[Line]
) -> Published | None:
    for block in (*metas.get("published", []), *metas.get("date", [])):
        found = first_date(page.of(block))
        if found:
            return Published(day=found[0], read_at=passage(page.text, block.start, block.end))
    best: tuple[float, int, Published] | None = None
    for line in (*early, *lines[-4:]):
        if len(line.text) > 160:
            continue
        for day, start, end in dates_in(line.text):
            before = line.text[:start]
            weight = 1.0
            if _UPDATED.search(before):
                weight = -1.0
            elif _PUBLISHED.search(before):
                weight = 3.0
            if len(line.text) < 40:
                weight += 0.5
            if line.number == 0 and len(early) > 3:
                weight -= 0.8  # the day on which a copy was made stands above everything
            if line.number >= len(lines) - 4:
                weight -= 0.7
            found_at = passage(page.text, line.start + start, line.start + end)
            if best is None or weight > best[0]:
                best = (weight, line.number, Published(day=day, read_at=found_at))
    return best[2] if best and best[0] > -0.5 else None


def first_date(text: str) -> tuple[dt.date, int, int] | None:
    """The first day that a text names, with its place."""
    return next(dates_in(text), None)


def dates_in(text: str):  # noqa: ANN201 - iterator of (day, start, end)
    """Every day that a text names, in order, with its place."""
    found = []
    if not any(character.isdigit() for character in text):
        return iter(())
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            year = int(parts["year"])
            if "first" in parts:
                one, two = int(parts["first"]), int(parts["second"])
                day, month = (one, two) if two <= 12 else (two, one)
            else:
                day = int(parts["day"])
                month = MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
            try:
                found.append((dt.date(year, month, day), match.start(), match.end()))
            except ValueError:
                continue
    return iter(sorted(found, key=lambda one: one[1]))
