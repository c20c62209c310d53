"""What opens and closes a letter: greetings, formulas, signatures, and the post that a signature or a remark of the writer's gives."""

import re
from collections.abc import Sequence

from weighin.reading.names import Name, fold, long_forms
from weighin.reading.page import Block, Page

SIGN_OFF = re.compile(
    r"^(?:best|kind|warm|with|many|all the|sincerely|yours|regards|cheers|thanks|thank you|greetings|sent from|get outlook|happy to|hope this|mit (?:freundlichen|besten|herzlichen)|viele grüße|bien à|cordialement|saludos)\b.{0,70}$"
    r"|^.{0,40}(?:regards|greetings|wishes|grüßen|grüße)[,.!]?(?:\s.{0,40})?$",
    re.IGNORECASE,
)
PARTING = re.compile(r"[^\W\d_][^.?!:]{1,28},?")
_GREETING = re.compile(
    r"(?:dear|hi|hello|good (?:morning|afternoon|evening|day)|hey|greetings|liebe[rs]?|sehr geehrte|hallo|bonjour|bonsoir|morning|evening)\b",
    re.IGNORECASE,
)
_NO_POST = re.compile(r"^(?:tel|phone|mobile|fax|e-?mail|www|http|\+?\d[\d ()-]{6,})|@", re.IGNORECASE)
_SELF = re.compile(
    r"(?:(?i:describe me as|call me|credit me as|introduce me as|identify me as|list me as)\s+(?:an?\s+|the\s+)?|I(?:['’]m| am)\s+(?:an?|the)\s+)"
    r"(?P<post>[^.!?]{6,140}?)(?=,? (?:that['’]s|which|because|please|if|but)\b|[.!?]|$)"
    r"|(?P<name>[A-Z]\w+ [A-Z][\w-]+),\s*(?P<post2>[^.!?]{4,80}?)(?:, as ever|[.!?]|$)"
)
_DISCLAIMER = re.compile(
    r"\b(?:This (?:e-?mail|message|communication)|Confidential|Sent from|The information|Please consider)\b"
)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|will|my|your|you|I)\b")
_MOST_POST_LINES = 2
_MOST_POST = 120


def is_greeting(text: str) -> bool:
    """Whether a line only greets: `Dear all,`."""
    return len(text) < 60 and _GREETING.match(text) is not None


def is_own_name(text: str, name: Name) -> bool:
    """Whether a line is the writer's signature."""
    if re.match(rf"{re.escape(fold(name.display))}\s*[|,·–—/-]", fold(text)):
        return True
    words = set(fold(text).replace(",", " ").replace(".", " ").replace("|", " ").split())
    if len(words) == 1 and not text.endswith(("?", "!", ":")) and _is_short_for(words.copy().pop(), name):
        return True
    return (
        len(text) < 90
        and len(text.split()) < 12
        and bool(words & {name.words[-1], name.words[0]})
        and not text.rstrip().endswith((".", "?", "!"))
    )


def _is_short_for(word: str, name: Name) -> bool:
    """`Doug` for Douglas, `MH` for Marit Hovland, `M` for either."""
    given = name.words[0]
    is_nickname = (len(word) > 2 and given.startswith(word)) or given in long_forms(word)
    initials = "".join(part[0] for part in name.words)
    return is_nickname or word in {initials, initials[0]}


def posts_in(
    page: Page, name: Name, *, greeting: Sequence[Block], closing: Sequence[Block], has_rule: bool
) -> list[tuple[int, int]]:
    """The writer's post: as the writer asks to be called, and as the signature gives it; with `has_rule` a line parts it from the words."""
    found: list[tuple[int, int]] = []
    for block in greeting:
        match = _SELF.search(page.of(block))
        if match is None or (match["name"] and fold(match["name"]).split()[-1] != name.words[-1]):
            continue
        group = "post" if match["post"] else "post2"
        found.append((block.start + match.start(group), block.start + match.end(group)))
        break
    has_name = has_rule
    for block in closing:
        start, end = _post_in(page, block, name)
        text = page.text[start:end]
        if is_own_name(page.of(block), name):
            has_name = True
        if not text or not has_name or SIGN_OFF.match(text) or _NO_POST.search(text) or _reads_as_sentence(text):
            continue
        found.append((start, end))
        if len(found) == _MOST_POST_LINES:
            break
    return found


def _post_in(page: Page, block: Block, name: Name) -> tuple[int, int]:
    """A line of a signature without the name before it and the disclaimer after it; empty where nothing is left."""
    text = page.of(block)
    lead = re.match(rf"(?:\w+\.? )?{re.escape(fold(name.display))}\s*[|,·–—/-]?\s*", fold(text))
    start = lead.end() if lead and len(fold(text)) == len(text) else 0
    if lead is None and is_own_name(text, name):
        return block.start, block.start
    cut = _DISCLAIMER.search(text, start)
    end = cut.start() if cut else len(text)
    return block.start + start, block.start + len(text[:end].rstrip(" |·,"))


def _reads_as_sentence(text: str) -> bool:
    return len(text) > _MOST_POST or (text.rstrip()[-1:] in ".?!" and bool(_SENTENCE.search(text))) or text[-1:] == "?"
