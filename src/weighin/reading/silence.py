"""Lines of an article that nobody on the panel speaks: captions, pull quotes, notes, advertisements, matter at the end."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from itertools import islice

from weighin.reading.blocks import Line
from weighin.reading.dates import first_date
from weighin.reading.names import read_name
from weighin.reading.page import BlockKind, Region


class Silence(Enum):
    """Why nobody speaks a line."""

    CAPTION = "a caption"
    PULL_QUOTE = "a pull quote"
    NOTE = "a note of the editors"
    ADVERTISEMENT = "an advertisement"
    FURNITURE = "a line of the page, not of the article"
    FRAME = "a line that frames an answer"
    RULE = "a separating line"
    HEADLINE = "a headline"
    CHAIR = "words of whoever was in the chair"


_CREDIT = re.compile(
    r"^(?:Photo(?:graph)?s?|Pictures?|Images?|Foto|Pictured|Caption)\s?:|(?:[|(–—.]\s?|\s)(?:Photo(?:graph)?s?|Picture|Image|Foto|Illustration|Credit)s?(?:\s+(?:by|courtesy))?\s?[:/]|Getty|©\s|\bReuters/|\bAFP/|(?:Photo|Picture|Image)s? (?:courtesy|by) ",
)
# one of these stands in every credit; most lines hold none
_ANY_CREDIT = re.compile("Photo|Picture|Image|Foto|Illustration|Credit|Getty|©|Reuters/|AFP/")
_NOTE = re.compile(
    r"^[\[(*]?\s*(?:editor['’]?s['’]? note|correction|clarification|update[d]?\b|note to (?:readers|subs|editors)|disclosure|additional reporting|edited by|compiled by|reporting by|translated|this (?:article|story|piece|post)"
    r"|the (?:views|opinions) expressed|answers (?:have been|were)|responses (?:have been|were)|interviews? (?:was|were|has|have)|these (?:answers|responses|interviews)|featured image|(?:odds|prices|figures|data) (?:are |were )?(?:correct|accurate)|cover (?:photo|image)|with (?:additional )?reporting)",
    re.IGNORECASE,
)
_LABELLED_NOTE = re.compile(
    r"^(?:\*+ ?)?(?:notes?|n\.b\.|nb|declaration|disclaimer|explainer|fact ?box|methodology)\s*:", re.IGNORECASE
)
# The editors on somebody's silence: "[Ms X asked to be excused]", "Y preferred not to answer this one."
_PASSED_OVER = re.compile(
    r"^(?:\S+ ){1,6}?(?:did not|didn['’]t|declined|prefer(?:s|red) not|chose not|was unable|were unable|could not|asked)"
    r"(?: to)?(?: be)? (?:answer|respond|reply|comment|take part|excused|reached|submit)\b[^.!?]{0,80}[.\])]*$"
)
_ADVERTISEMENT = re.compile(
    r"^\W*(?:advertisement|advertising|sponsored(?: content)?|promoted|story continues(?: below)?(?: advertisement)?|article continues.*|continue reading.*)\W*$"
    r"|^\W*(?:advertisement|sponsored|sponsor|promoted)\s*[–—:|-]\s",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|bluesky|threads|mastodon|pinterest|flipboard|copy link|e-?mail|related ?:.{0,120}|skip to (?:content|main content|toolbar|navigation)|back to top|subscribe(?:\s.{0,30})?|log ?in(?:\s.{0,20})?|sign (?:in|up)(?:\s.{0,30})?|share(?: this)?(?: article)?(?:\s.{0,30})?|print(?: this)?|tweet"
    r"|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:comment|reply)|loading comments.*|related (?:articles?|stories|posts?|content)\:?|read (?:more|next|also)\b.{0,120}|more (?:from|on|stories|in)\b.{0,60}"
    r"|tags?:.*|filed under:?.*|posted (?:in|on)\b.*|you (?:may|might) also like.*|most (?:read|viewed|popular).*|newsletter|follow us.*|all rights reserved.*|©.*|copyright .*|new user promotion|trending|see also\b.{0,80}"
    r"|what do you think\?.*|tell us (?:in the comments|what you think).*|do you have an opinion.*|have your say.*|\d+ min(?:ute)?s? read|reading time.*|email your .*|poll:.*)\W*$",
    re.IGNORECASE,
)


# what stands below a post: "♥ 21 ↻ 7", "12 likes · 3 replies", "Like Reply Share"
_COUNT = r"(?:[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff][\ufe0e\ufe0f]?|(?:likes?|repl(?:y|ies)|re(?:posts?|tweets?|blogs?|shares?)|boosts?|quotes?|shares?|comments?|views?|bookmarks?|upvotes?|reactions?|hearts?|favou?rites?|permalink)\b)"
_ANY_COUNT = re.compile(_COUNT, re.IGNORECASE)
_OF_COUNTS = re.compile(rf"{_COUNT}|\d[\d.,]*[km]?\b|[\s·•|,:()]", re.IGNORECASE)  # a line of nothing else is furniture
_MOST_COUNT = 80
_SIGNATURE = re.compile(r"[—–―]\s?[^\W\d_a-z]")  # a quotation set as a figure has its speaker for a caption
_LEADS_ON = re.compile(r"(?:read|full|see|more|continue|view|open|go to)\b", re.IGNORECASE)
_MOST_INVITATION = 50
_OFTEN = 3
_MOST_INITIALS = 4
_LEAST_PULLED = 20
_QUOTES_AND_STOPS = " “”\"'‘’.…,"
_QUOTED_LINE = re.compile(r"^[“\"](?P<words>[^”\"]{20,200})[”\"][^a-z]{0,3}(?:[A-ZÀ-ž][\w.’'-]*,? ?){0,5}$")


def silent_lines(lines: Sequence[Line]) -> dict[int, Silence]:
    """The lines that nobody speaks, by number, and why."""
    italic = sum(len(line.text) for line in lines if line.is_italic and len(line.text) > 60)
    prose = sum(len(line.text) for line in lines if len(line.text) > 60)
    silent: dict[int, Silence] = {}
    invitations = Counter(
        line.text for line in lines if len(line.text) < _MOST_INVITATION and _LEADS_ON.match(line.text)
    )
    for line in lines:
        if invitations[line.text] >= _OFTEN:
            silent[line.number] = Silence.FURNITURE
            continue
        reason = _reason(line, notes_in_italics=italic * 4 < prose)
        if reason is None and len(line.text) <= _MOST_INITIALS and _is_avatar(line, lines):
            reason = Silence.FURNITURE
        if reason is not None:
            silent[line.number] = reason
        elif line.number - 1 in silent and not line.is_heading and _only_announces(lines[line.number - 1]):
            silent[line.number] = Silence.NOTE
    _add_pull_quotes(lines, silent)
    return silent


def _is_avatar(line: Line, lines: Sequence[Line]) -> bool:
    """Initials in place of a portrait, over the name that they stand for."""
    if not line.text.isupper() or not line.text.isalpha() or line.number + 1 >= len(lines):
        return False
    name = read_name(lines[line.number + 1].text)
    if name is None or not name.is_full:
        return False
    initials = "".join(part[:1] for word in name.words for part in word.split("-")).upper()
    return line.text in {initials, initials[0] + initials[-1], initials[0]}


def _only_announces(line: Line) -> bool:
    """`UPDATE, 9 January` on a line of its own: the note itself follows."""
    return (
        bool(_NOTE.match(line.text))
        and len(line.text) < _MOST_ANNOUNCEMENT
        and line.text[-1] not in ".!?])”"
        and first_date(line.text) is None
    )


_MOST_ANNOUNCEMENT = 50


def _reason(line: Line, *, notes_in_italics: bool) -> Silence | None:
    text = line.text
    if len(text) < _MOST_COUNT and _ANY_COUNT.search(text) and not _OF_COUNTS.sub("", text):
        return Silence.FURNITURE
    if text.startswith(("PULL QUOTE", "Pull quote:")):
        return Silence.PULL_QUOTE
    if line.kind is BlockKind.CAPTION:
        return None if _SIGNATURE.match(text) else Silence.CAPTION
    if line.block.region is Region.PULL_QUOTE and not line.block.size:
        return Silence.PULL_QUOTE  # in a PDF only the size says so, and a post is set in another size too
    if len(text) < 260 and line.kind is not BlockKind.CELL:
        if is_caption(text):
            return Silence.CAPTION
        if _ADVERTISEMENT.match(text):
            return Silence.ADVERTISEMENT
        if len(text) < 140 and (_FURNITURE.match(text) or (line.link_to >= len(text) - 2 and _LEADS_ON.match(text))):
            return Silence.FURNITURE
    if line.kind is not BlockKind.HEADING and _is_note(line, in_italics=notes_in_italics):
        return Silence.NOTE
    return None


def _is_note(line: Line, *, in_italics: bool) -> bool:
    """Whether the editors speak: a note that says so, a line in square brackets, a sentence in italics where others are upright."""
    text = line.text
    if len(text) < 600 and (_NOTE.match(text) or (line.bold_to and _LABELLED_NOTE.match(text))):
        return True
    if len(text) < 240 and text[0] == "[" and text[-1] == "]":
        return True
    if len(text) < 140 and _PASSED_OVER.match(text.lstrip("[(")) and " I " not in text:
        return True
    return (
        in_italics
        and line.is_italic
        and len(text) > 40
        and line.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        and text[0] not in '“"'
        and text[-1] in '.!)]”"'  # without an end it is no sentence: the post under a name, a date
    )


def is_caption(text: str) -> bool:
    """Whether a short line ends in the credit of a picture."""
    found = credit_in(text)
    return found is not None and len(text) - found[0] < 60 and not text.rstrip().endswith("?")


def _add_pull_quotes(lines: Sequence[Line], silent: dict[int, Silence]) -> None:
    """A line that is set apart and whose words stand verbatim inside a longer one."""
    candidates: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for line in lines:
        words = _words_if_set_apart(line) if line.number not in silent else ""
        if words and _is_entry(line):
            continue
        key = tuple(found[0] for found in islice(_TOKEN.finditer(words), _KEY)) if words else ()
        if len(key) == _KEY:
            candidates.setdefault(key, {}).setdefault(words, []).append(line.number)
    pulled = [words for held in candidates.values() for words in held]
    is_few = len(pulled) <= _FEW_PULLED
    shortest = min(map(len, pulled), default=0)
    for line in lines if candidates else ():
        if line.number in silent or len(line.text) <= shortest:
            continue
        text = line.text.lower()
        if is_few and not any(len(text) > len(words) + _MARKS and words in text for words in pulled):
            continue  # to look for each is cheaper than to cut the line into words, as long as they are few
        tokens = _TOKEN.findall(text)
        for key in candidates.keys() & set(zip(tokens, tokens[1:], tokens[2:], strict=False)):
            for words, numbers in list(candidates[key].items()):
                if numbers == [line.number] or len(text) <= len(words) + _MARKS:
                    continue
                place = _place_in(text, words)
                if place < 0 or text[place - 1 : place] == "(" or text[place - 2 : place] == ", ":
                    continue  # in a list of people it is somebody's post
                silent.update((number, Silence.PULL_QUOTE) for number in numbers if number != line.number)
                del candidates[key][words]  # found once is enough


def _is_entry(line: Line) -> bool:
    """`Name, post` without an end: a signature or a label, though the introduction says the same of the person."""
    head, comma, _ = line.text.partition(",")
    name = read_name(head) if comma and line.text[-1] not in ".!?”" else None
    return name is not None and name.is_full


def _place_in(text: str, words: str) -> int:
    """Where the words stand in the text, beginning where a word begins; -1 where they do not."""
    place = text.find(words)
    while place > 0 and (text[place - 1].isalnum() or text[place - 1] == "_"):
        place = text.find(words, place + 1)
    return place


def _words_if_set_apart(line: Line) -> str:
    """The words of a line that may be a pull quote, in lower case without its quotation marks; else nothing."""
    if not _LEAST_PULLED < len(line.text) < _MOST_PULLED:
        return ""
    quoted = _QUOTED_LINE.match(line.text) if line.text[0] in '“"' else None
    if line.text.count(" ") < _FEWEST_SPACES and line.kind is not BlockKind.QUOTE and quoted is None:
        return ""
    is_set_apart = (
        line.kind in {BlockKind.QUOTE, BlockKind.HEADING}
        or line.is_bold
        or line.is_italic
        or quoted is not None
        or line.block.region is not Region.BODY
        or "pull" in line.block.classes[:40]
    )
    if not is_set_apart or read_name(line.text) is not None:
        return ""
    return (quoted["words"] if quoted else line.text).strip(_QUOTES_AND_STOPS).lower()


_TOKEN = re.compile(r"\w+")
_FEW_PULLED = 20
_KEY = 3  # so many first words lead to the places where the rest may stand
_MARKS = 4  # a line that is longer by no more than its quotation marks is the same line
_MOST_PULLED = 260
_FEWEST_SPACES = 4  # a name that stands as a heading is in other lines too


def credit_in(text: str) -> tuple[int, int] | None:
    """Where a caption ends and where the name of its credit begins."""
    if _ANY_CREDIT.search(text) is None:
        return None
    found = list(_CREDIT.finditer(text))
    return (found[-1].start(), found[-1].end()) if found else None
