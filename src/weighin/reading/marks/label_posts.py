"""What stands between the names of a label and the words: a colon, brackets, a dash, a post."""

import re

from weighin.reading.blocks import Line
from weighin.reading.marks.mark import MarkStyle, Person, SpeakerMark
from weighin.reading.marks.people import SPEECH, after_blanks, posts_of, trimmed
from weighin.reading.page import BlockKind

SENTENCE_END = re.compile(r"[.!?…][”\"’')]*\s+[\"“‘(]?[^\W\d_a-z]|[!?…][”\"’')]*$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|does|do|did|can|could|should|says|said|I|we|they)\b"
)
MOST_LABEL = 260  # a label with its post is no longer than this
_LEAST_PIPED = 12
_VERB = re.compile(SPEECH + r"\b")
# where a post ends and the words begin: `Name, post. Words`, `Name, post — words`
_POST_ENDS = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bSt)(?<!Prof)(?<!Inc)(?<!Ltd)(?<!\bCo)(?:\.\s+|\s[—–]\s+|\s--?\s+)(?=[\"“‘(]?[^\W\d_a-z])"
)
_MOST_POST = 120


def made(
    line: Line,
    people: list[Person],
    style: MarkStyle,
    *,
    affiliation: tuple[int, int] = (0, 0),
    words_from: int = -1,
    shape: str = "",
    signs: bool = False,
) -> SpeakerMark:
    """A mark in a line; places within the line become those of the source text. `shape` tells designs of labels apart."""
    if words_from >= len(line.text):
        words_from = -1
    base = line.start
    if style is MarkStyle.INLINE:
        key = f"inline{shape}{'b' if line.bold_to else ''}"
    elif style is MarkStyle.SAID:
        key = "said"
    else:
        key = f"line {line.look.rsplit('/', 1)[0]}–" if signs else f"{style.name.lower()} {line.look}"
    return SpeakerMark(
        line=line.number,
        people=tuple(_shifted(person, base) for person in people),
        style=style,
        key=key,
        words_from=words_from + base if words_from >= 0 else -1,
        affiliation=(affiliation[0] + base, affiliation[1] + base) if affiliation[1] else (0, 0),
        signs=signs,
    )


def _shifted(person: Person, base: int) -> Person:
    post = (person.post[0] + base, person.post[1] + base) if person.post != (0, 0) else (0, 0)
    return Person(person.name, person.start + base, person.end + base, post)


def colon_after(line: Line, people: list[Person], colon: int, affiliation: tuple[int, int]) -> SpeakerMark | None:
    """`Name: words`; in a heading what follows is a headline, no answer."""
    rest = after_blanks(line.text, colon + 1)
    if line.is_heading:
        return made(line, people, MarkStyle.LINE, affiliation=affiliation)  # what follows is a headline, no answer
    if rest >= len(line.text):
        return made(line, people, MarkStyle.LINE, affiliation=affiliation)
    return made(line, people, MarkStyle.INLINE, affiliation=affiliation, words_from=rest, shape=":")


def bracketed(line: Line, people: list[Person], place: int, *, signs: bool) -> SpeakerMark | None:
    """`Name (post)`, alone or before the words."""
    text = line.text
    open_at = place + len(text[place:]) - len(text[place:].lstrip())
    close = text.find({"(": ")", "（": "）", "[": "]"}[text[open_at]], open_at)
    if close < 0 or close - open_at > 160:
        return None
    affiliation = trimmed(text, open_at + 1, close)
    after = text[close + 1 :]
    if not after.strip(" .:,"):
        return made(line, people, MarkStyle.LINE, affiliation=affiliation, signs=signs)
    if after[0] in ".:" and after[1:2] == " ":
        if line.is_heading:
            return made(line, people, MarkStyle.LINE, affiliation=affiliation)
        return made(
            line,
            people,
            MarkStyle.INLINE,
            affiliation=affiliation,
            words_from=after_blanks(text, close + 2),
            shape=after[0],
        )
    if after.lstrip()[:1] in "—–-" and not is_post(line, after.lstrip(" —–-")):
        return made(
            line,
            people,
            MarkStyle.INLINE,
            affiliation=affiliation,
            words_from=after_blanks(text, close + 1, " —–-"),
            shape="—",
        )
    if after[0] in ",|" and is_post(line, after):
        return made(line, people, MarkStyle.LINE, affiliation=trimmed(text, open_at, len(text)), signs=signs)
    return None


def dashed(line: Line, people: list[Person], place: int, *, signs: bool) -> SpeakerMark | None:
    """`Name — post` or `Name — words`."""
    text = line.text
    after = text[place:].lstrip(" —–―-")
    begins = len(text) - len(after)
    if line.is_heading or is_post(line, after):
        return made(line, people, MarkStyle.LINE, affiliation=trimmed(text, begins, len(text)), signs=signs)
    if people[0].name.is_full or line.bold_to:
        return made(line, people, MarkStyle.INLINE, words_from=begins, shape="—")
    return made(line, people, MarkStyle.INLINE, words_from=begins, shape="-")


def with_post(line: Line, people: list[Person], place: int, *, signs: bool) -> SpeakerMark | None:
    """`Name, post at Place`, alone on the line or before the words."""
    text = line.text
    if text[place:].lstrip(" ")[:1] == "|" and text[-1] in '.!?”"' and len(text) - text.rindex(" | ") > _LEAST_PIPED:
        words_from = text.rindex(" | ") + len(" | ")
        return made(
            line,
            people,
            MarkStyle.INLINE,
            affiliation=trimmed(text, place, words_from),
            words_from=words_from,
            shape="|",
        )
    colon = text.find(":", place, place + 200)
    if colon > 0 and (colon + 1 == len(text) or text[colon + 1] == " "):
        post = text[place:colon]
        if (
            not SENTENCE_END.search(post)
            and "“" not in post
            and not (people[0].name.is_full is False and len(post) > 60)
        ):
            affiliation = trimmed(text, place, colon)
            if (
                text[-1] not in ".!?”"
                and colon + 1 < len(text)
                and not line.is_heading
                and len(text) - colon < 25
                and is_post(line, text[place:])
            ):
                return made(line, people, MarkStyle.LINE, affiliation=trimmed(text, place, len(text)), signs=signs)
            return colon_after(line, people, colon, affiliation)
    if not people[0].name.is_full and not (line.bold_to or line.is_heading or signs):
        return None
    dash = re.search(r"\s[—–]\s", text[place : place + 200])
    if dash and len(text) > 220 and line.bold_to and line.bold_to < len(text):
        return made(
            line,
            people,
            MarkStyle.INLINE,
            affiliation=trimmed(text, place, place + dash.start()),
            words_from=place + dash.end(),
            shape="—",
        )
    if line.is_bold or line.is_heading or signs or line.is_italic or is_post(line, text[place:]):
        if len(text) > MOST_LABEL:
            return None
        more, affiliation = posts_of(text, people, place, len(text))
        return made(line, more, MarkStyle.LINE, affiliation=affiliation, signs=signs)
    if 0 < line.bold_to < len(text):
        full_stop = re.search(r"\.\s", text[place : place + 160])
        if full_stop and line.bold_to >= place + full_stop.start():
            return made(
                line,
                people,
                MarkStyle.INLINE,
                affiliation=trimmed(text, place, place + full_stop.start()),
                words_from=place + full_stop.end(),
                shape=".",
            )
    return _post_before_words(line, people, place)


def _post_before_words(line: Line, people: list[Person], place: int) -> SpeakerMark | None:
    """`Name, post. Words`: what stands before the first full stop has no verb, and is short."""
    text = line.text
    ends = _POST_ENDS.search(text, place, place + _MOST_POST)
    if ends is None or text[-1] not in '.!?…”"’)' or text[place] != ",":
        return None
    post = text[place : ends.start()]
    if _FINITE.search(post) or _VERB.search(post) or "“" in post or "?" in post:
        return None
    return made(
        line,
        people,
        MarkStyle.INLINE,
        affiliation=trimmed(text, place, ends.start()),
        words_from=ends.end(),
        shape=f",{ends[0].strip()}",
    )


def is_post(line: Line, after: str) -> bool:
    """Whether these words are a post or a place and no sentence."""
    bare = after.strip()
    if len(bare) > 200 or SENTENCE_END.search(bare):
        return False
    if (
        bare.endswith((".", "”", '"'))
        and not re.search(r"(?:Inc|Ltd|Co|Corp|U\.S|D\.C|Jr|St|[A-Z])\.$", bare)
        and line.kind is not BlockKind.LIST_ITEM
    ):
        return False
    return len(bare.split()) <= 3 or not _FINITE.search(bare) or line.kind is BlockKind.LIST_ITEM or line.is_bold
