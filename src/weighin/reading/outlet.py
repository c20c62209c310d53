"""Which outlet an article is from: what the page says of itself, else a vote over the places where outlets name themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence

from weighin.reading.blocks import Line
from weighin.reading.dates import first_date
from weighin.reading.names import fold
from weighin.reading.page import Block, Page
from weighin.reading.passages import passage
from weighin.record.values import Container, Passage

SEPARATORS = (" | ", " – ", " — ", " - ", " :: ", " · ", " » ")
_NAME = r"(?P<name>(?:The |the )?[A-Z][\w’'&-]*(?: (?:(?:of|the|and|for) )*(?:&|[A-Z][\w’'&-]*)){0,5})"
_POSSESSIVE = r"(?:['’‘]s?)"
_ASKS = re.compile(
    rf"(?<!\bof )(?<!\bfrom ){_NAME}{_POSSESSIVE}? (?:has |have )?(?:put|asked|asks|sent|wrote to|invited|spoke (?:to|with)|reached out|polled|approached|surveyed|"
    r"canvassed|gathered|contacted|convened|assembled)\b"
)
_OWNS = re.compile(
    rf"{_NAME}{_POSSESSIVE} (?:deadlines?|panel|survey|poll|questions|questionnaire|readers|round-?up)\b"
)
_STAFF = re.compile(rf"\b(?i:by|from|at|for) (?:the )?{_NAME} (?:staff|editors|team|newsroom|reporters?|desk)\b")
_DESK = re.compile(rf"\b(?:desk|editor|newsroom|correspondent), {_NAME}$")
_CLOSING = re.compile(
    rf"^{_NAME} (?:is (?:independent|edited|published|written|free|made|funded|an? )|thanks |welcomes |does not|aims to|relies on)"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\s*(?:©\s*)?(?:\d{4}(?:[-–]\d{2,4})?,?\s*)?(?:by )?(?P<name>[A-Z][\w’'& -]{1,40}?)"
    r"(?:,? (?:19|20)\d\d\b.*|\.| is | Ltd| Limited| Inc| LLC| All|,|$)",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"^(?P<name>[A-Z][\w’'&]*(?: [A-Z][\w’'&]*){0,4}),? (?:[|–—-] )?(?i:(?:issue|vol\.?|volume|no\.?|number|edition) (?:no\.? ?)?\d|special report)"
)
_DATED = re.compile(rf"^{_NAME}(?:,| [·|•–—-]) (?i:published:?|posted:?|updated:?)? ?(?=.{{0,16}}\b(?:19|20)\d\d\b)")
_DATED_BEFORE = re.compile(rf"\b(?:19|20)\d\d(?:,| [·|•–—-]) {_NAME}$")
_CREDIT = re.compile(
    r"(?:Photo|Picture|Foto|edited by|Image|Illustration|Graphic|Chart)s?:? (?:by )?"
    r"(?P<name>(?:The )?[A-Z][\w’'&]+(?: [A-Z][\w’'&]+){0,3})"
)
_EDITED = re.compile(r"edited by (?P<name>(?:The )?[A-Z]{2,}[\w’'&]*(?: [A-Z][\w’'&]+){0,3})$")
_MORE_FROM = re.compile(
    r"^(?:More|Subscribe|Read more|Sign up|Posted) (?:from|to|in|on|for|at) (?P<name>(?:The |the )?[A-Z].{2,40})$"
)
_NOT_AN_OUTLET = frozenset(
    "we i they he she it who this our have here today when and in as editors editor moderator staff then so but where what you "
    "experts people someone somebody everyone one each all both many most some photo image picture all".split()
)
_MASTHEAD_WORDS = frozenset(
    "times daily evening morning sunday weekly news post herald tribune gazette chronicle courier journal review observer standard mail "
    "star sun telegraph guardian independent register record ledger sentinel monitor wire press echo argus mercury express dispatch today "
    "bulletin magazine quarterly digest letters newsletter report reporter notes mirror inquirer examiner globe voice radio".split()
)
_EDGE_LINES = 12
_MOST_MENTIONS = 5


def outlet_of(
    page: Page, lines: Sequence[Line], metas: Mapping[str, Sequence[Block]], early: Sequence[Line]
) -> tuple[str, Passage | None]:
    """The outlet's name and where it stands; an empty name where nothing tells."""
    for block in metas.get("site name", ()):
        return page.of(block), passage(page.text, block.start, block.end)
    claimed = _from_title(page, metas, early)
    if claimed is not None:
        return claimed.text, claimed
    sender = _from_sender(page, metas)
    if sender is not None:
        return sender
    for block in metas.get("author", ()):
        if page.of(block).strip() and fold(page.of(block)).split()[-1] in _MASTHEAD_WORDS:
            return page.of(block), passage(page.text, block.start, block.end)
    found = _voted(page, lines, early)
    return (found.text, found) if found else ("", None)


def _from_title(page: Page, metas: Mapping[str, Sequence[Block]], early: Sequence[Line]) -> Passage | None:
    """`Headline | Outlet`, where the headline stands by itself too, or the bar tells."""
    headlines = {fold(line.text) for line in early}
    places = [(page.of(block), block.start) for block in metas.get("title", ())]
    places += [(line.text, line.start) for line in early[:4]]
    for text, start in places:
        for separator in SEPARATORS:
            headline, bar, name = text.rpartition(separator)
            if not bar or not 1 < len(name) < 50:
                continue
            if fold(headline) in headlines or (separator == " | " and start < (early[0].start if early else 0)):
                at = start + len(headline) + len(bar)
                return passage(page.text, at, at + len(name))
    return None


def _voted(page: Page, lines: Sequence[Line], early: Sequence[Line]) -> Passage | None:
    votes: dict[str, float] = {}
    places: dict[str, Passage] = {}
    for name, start, weight in _ballots(page, lines, early):
        bare = name.strip(" .,‘’'")
        key = fold(bare).removeprefix("the ")
        if re.split(r"[ '’]", key, maxsplit=1)[0] in _NOT_AN_OUTLET or len(key) < 3 or first_date(bare):
            continue
        votes[key] = votes.get(key, 0.0) + weight
        at = passage(page.text, start, start + len(name.rstrip(" .,‘’'")))
        if at is not None and (key not in places or _is_better(at.text, places[key].text)):
            places[key] = at
    if not votes:
        return None
    whole = page.text.lower()
    best = max(votes, key=lambda key: (votes[key] + 0.1 * min(whole.count(key), _MOST_MENTIONS), -len(key)))
    return _with_article(page, places[best])


def _is_better(text: str, other: str) -> bool:
    """Longer, for "The"; not in capitals throughout."""
    if text.isupper() != other.isupper():
        return other.isupper()
    return len(text) > len(other)


def _ballots(page: Page, lines: Sequence[Line], early: Sequence[Line]) -> Iterator[tuple[str, int, float]]:
    """Names that may be the outlet's, with their place and weight."""
    for line in early:
        for pattern, weight in ((_ASKS, 2.0), (_OWNS, 2.5)):
            for found in pattern.finditer(line.text):
                yield found["name"], line.start + found.start("name"), weight
        if line.number < 6 and _is_masthead(line, page):
            yield line.text, line.start, 1.2
    edges = {line.number: line for line in (*early[:_EDGE_LINES], *lines[-_EDGE_LINES:])}
    for line in edges.values():
        for pattern, weight in (
            (_STAFF, 1.5),
            (_DESK, 1.5),
            (_CLOSING, 1.6),
            (_SERIES, 2.0),
            (_RIGHTS, 2.0),
            (_DATED, 1.8),
            (_DATED_BEFORE, 1.8),
            (_MORE_FROM, 1.2),
            (_EDITED, 1.0),
        ):
            for edge in pattern.finditer(line.text):
                yield edge["name"], line.start + edge.start("name"), weight
    for line in lines:
        credit = _CREDIT.search(line.text) if len(line.text) < 200 else None
        if credit:
            yield credit["name"], line.start + credit.start("name"), 0.3


def _is_masthead(line: Line, page: Page) -> bool:
    """A short line in title case near the top that is set large nowhere: the name over the page."""
    words = line.text.split()
    if not 0 < len(words) <= 6 or line.text[-1] in "?!.:" or first_date(line.text) or len(line.text) > 50:
        return False
    if any(character.isdigit() for character in line.text):
        return False
    if line.text.isupper() and line.number < 2:
        return True
    if fold(words[-1]) in _MASTHEAD_WORDS or (words[0] == "The" and len(words) < 5 and line.text.istitle()):
        return True
    return page.container is not Container.TEXT and line.number < 3 and line.text.istitle() and not line.block.size


def _with_article(page: Page, at: Passage) -> Passage:
    """`The Far Post` where the text, in the middle of a sentence, writes the article with a capital."""
    if at.text.lower().startswith("the "):
        return at
    found = re.search(rf"(?<=[\w,] )The {re.escape(at.text)}\b", page.text)
    whole = passage(page.text, found.start(), found.end()) if found else None
    return whole or at


def _from_sender(page: Page, metas: Mapping[str, Sequence[Block]]) -> tuple[str, Passage | None] | None:
    """`…@thedockyardtimes.example` → The Dockyard Times, as a letter writes it out or as its words can be told apart."""
    sender = next(iter(metas.get("from", ())), None)
    found = re.search(r"@([\w.-]+)", page.of(sender)) if sender else None
    if sender is None or found is None:
        return None
    domain = found[1].split(".")[-2] if "." in found[1] else found[1]
    squeezed = domain.replace("-", "").removeprefix("the")
    written = [
        at
        for match in re.finditer(r"(?<![\w@.])(?:[A-Z][\w’'&]*[ ]?){1,5}", page.text)
        for at in [_fitting(page, match, squeezed)]
        if at is not None
    ]
    if written:
        best = max(written, key=lambda at: at.text.lower().startswith("the "))
        return best.text, best
    at = sender.start + found.start(1)
    return _words_of(domain), passage(page.text, at, at + len(found[1]))


def _fitting(page: Page, match: re.Match[str], squeezed: str) -> Passage | None:
    """The words of a run of capitals that make up a domain."""
    words = list(re.finditer(r"\S+", match[0]))
    for first in range(len(words)):
        for last in range(first, len(words)):
            text = match[0][words[first].start() : words[last].end()]
            if re.sub(r"\W", "", fold(text)).removeprefix("the") == squeezed:
                return passage(page.text, match.start() + words[first].start(), match.start() + words[last].end())
    return None


_KNOWN_WORDS = sorted(
    _MASTHEAD_WORDS
    | frozenset(
        "the world national city coast harbour harbor north south east west river valley mountain island bay sea field science sport sports "
        "football film energy economic economist finance market markets tech policy law health climate politics weather storm radar desk "
        "dockyard of and on".split()
    ),
    key=len,
    reverse=True,
)


def _words_of(domain: str) -> str:
    """`harbourreview` → Harbour Review; what no known word begins stays in one piece."""
    rest = domain.replace("-", "")
    words: list[str] = []
    while rest:
        word = next((word for word in _KNOWN_WORDS if rest.startswith(word)), None)
        if word is None:
            ends = [at for word in _KNOWN_WORDS if len(word) > 3 and (at := rest.find(word)) > 2]
            word = rest[: min(ends)] if ends else rest
        words.append(word)
        rest = rest[len(word) :]
    return " ".join(word if word in {"of", "and", "on"} else word.capitalize() for word in words)
