"""Who the speakers are: names, posts and declared interests, gathered from every place where the article gives them."""

import re
from collections.abc import Mapping, Sequence

from weighin.reading.blocks import Line
from weighin.reading.choose import Choice, Turn
from weighin.reading.draft import Draft
from weighin.reading.marks.labels import read_label
from weighin.reading.marks.mark import MarkStyle, SpeakerMark
from weighin.reading.names import read_name
from weighin.reading.page import BlockKind, Page
from weighin.reading.sentences import sentences_in

_INTERESTS = re.compile(
    r"^(?:(?:declared|declarations? of|competing|conflicts? of|disclosure of|statements? of)\b.{0,30}\binterests?\b(?: statements?)?"
    r"|declared interests|disclosures?|interests|declarations?)\s*:?$",
    re.IGNORECASE,
)
_OWN_INTERESTS = re.compile(
    r"^(?:declared|competing|conflicts? of|declarations? of|disclosure of)? ?interests?(?: statements?| declared)?\s*[:–—]\s*(?=\S)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|the) ")
_MOST_BIO = 400


def interests_from(lines: Sequence[Line], turns: Mapping[int, Turn]) -> int:
    """The line where declarations of interests begin, else the end: what follows repeats the names and answers nothing."""
    order = sorted(turns)
    for line in lines:
        if len(line.text) < 60 and _INTERESTS.match(line.text) and len(order) > 1 and order[1] < line.number:
            return line.number
    return len(lines)


def own_interests(line: Line) -> int:
    """In `Conflict of interest: …` under somebody's words, where the declaration begins; 0 where the line is none."""
    found = _OWN_INTERESTS.match(line.text)
    return found.end() if found else 0


def bios_of(lines: Sequence[Line], choice: Choice) -> dict[int, SpeakerMark]:
    """Lines that only say who somebody of the cast is, by number."""
    found: dict[int, SpeakerMark] = {}
    for mark in choice.bios:
        line = lines[mark.line]
        is_prose = line.kind is BlockKind.PARAGRAPH and not line.is_italic and line.text.count(". ") > 1
        if mark.line in choice.turns or (len(line.text) > _MOST_BIO and not is_prose):
            continue
        if is_prose and not _is_of_several(line, choice):
            continue
        if choice.cast.find(mark.people[0].name) is not None:
            found[mark.line] = mark
    return found


def _is_of_several(line: Line, choice: Choice) -> bool:
    """Whether every sentence of a paragraph begins with the name of somebody on the panel."""
    sentences = sentences_in(line.text, 0, len(line.text))
    for span in sentences:
        words = line.text[span.start : span.end].split(" ", 4)[:4]
        names = (read_name(" ".join(words[:many])) for many in (2, 3))
        if not any(name is not None and name.is_full and choice.cast.find(name) is not None for name in names):
            return False
    return len(sentences) > 1


_KEY = re.compile(r"(?:title|role|affiliation|organi[sz]ation|position|job|company|post)\s*:\s+", re.IGNORECASE)


_VALUED = re.compile(r"[A-Z][\w ’'-]{2,24}: ")  # "Winner: somebody" is an answer


def post_in(line: Line) -> tuple[int, int]:
    """Where the post stands in a line that is one: after `Title:`, or the whole of it."""
    keyed = _KEY.match(line.text)
    return line.start + (keyed.end() if keyed else 0), line.end


def is_post(line: Line) -> bool:
    """Whether the line under a name can be the post of that person: short, no sentence, no heading."""
    text = line.text
    return (
        len(text) < 160
        and text[-1] not in '.!?…:”"'
        and text.count(" ") < 22
        and any(character.isalpha() for character in text)
        and (_VALUED.match(text) is None or _KEY.match(text) is not None)
        and (len(text) > _MOST_VERDICT or _VERDICT.match(text) is None)
    )


_VERDICT = re.compile(
    r"(?:(?:probably|definitely|certainly|absolutely|almost certainly|strongly|possibly|very|most|highly) )?(?:yes|no|maybe|perhaps|likely|unlikely|agree|"
    r"disagree|uncertain|unsure|undecided|neither|neutral|for|against|true|false|not|too|it depends|toss-up|coin toss|fifty-fifty|\d+ ?%)(?!\w)",
    re.IGNORECASE,
)
_MOST_VERDICT = 40


def add_posts(
    page: Page,
    lines: Sequence[Line],
    draft: Draft,
    choice: Choice,
    *,
    known: Mapping[int, int],
    turns: Mapping[int, Turn],
    bios: Mapping[int, SpeakerMark],
    ending: int,
) -> None:
    """Give the speakers of a draft their names as written, posts and interests."""
    marks = [*choice.listed, *(turns[number].mark for number in sorted(turns))]
    for mark in marks:
        _note_names(page, draft, choice, mark, known)
    for mark in marks:
        if len(mark.people) == 1:
            _note_post(page, draft, choice, mark, known)
    for mark in choice.listed:
        if mark.style is MarkStyle.LINE and mark.affiliation == (0, 0):
            _note_post_below(lines, draft, choice, mark, known)
    for bio in bios.values():
        _note_post(page, draft, choice, bio, known)
    for mark in marks:
        if len(mark.people) > 1:
            _note_post(page, draft, choice, mark, known)
    _add_interests(lines, draft, choice, known, ending)


def _note_names(page: Page, draft: Draft, choice: Choice, mark: SpeakerMark, known: Mapping[int, int]) -> None:
    for person in mark.people:
        member = choice.cast.find(person.name)
        if member is None or member not in known:
            continue
        speaker = draft.speakers[known[member]]
        if speaker.named_at == (0, 0) and person.name.is_full:
            speaker.named_at = (person.start, person.end)
        for form in (page.text[person.start : person.end], person.name.display, *person.name.aliases):
            if form not in speaker.aliases:
                speaker.aliases.append(form)


def _bare(page: Page, post: tuple[int, int]) -> tuple[int, int]:
    article = _ARTICLE.match(page.text, *post)
    return (article.end() if article else post[0]), post[1]


def _note_post(page: Page, draft: Draft, choice: Choice, mark: SpeakerMark, known: Mapping[int, int]) -> None:
    for person in mark.people:
        post = mark.affiliation if person.post == (0, 0) else person.post
        member = choice.cast.find(person.name)
        if post != (0, 0) and member is not None and member in known and not draft.speakers[known[member]].affiliations:
            draft.speakers[known[member]].affiliations.append(
                _bare(page, post) if mark.style is MarkStyle.BIO else post
            )


def _note_post_below(
    lines: Sequence[Line], draft: Draft, choice: Choice, mark: SpeakerMark, known: Mapping[int, int]
) -> None:
    """On a card the post stands in the line under the name."""
    member = choice.cast.find(mark.people[0].name)
    post = post_below(lines, mark)
    if post and member is not None and member in known and not draft.speakers[known[member]].affiliations:
        draft.speakers[known[member]].affiliations.append(post)


def post_below(lines: Sequence[Line], mark: SpeakerMark) -> tuple[int, int] | None:
    """On a card, the post that stands in the line under the name."""
    below = lines[mark.line + 1 : mark.line + 2]
    if below and is_post(below[0]) and below[0].look != lines[mark.line].look:
        return post_in(below[0])
    return None


def _add_interests(lines: Sequence[Line], draft: Draft, choice: Choice, known: Mapping[int, int], ending: int) -> None:
    """What each declares, beside the name or in the line after it."""
    current: int | None = None
    for line in lines[ending + 1 :]:
        mark = read_label(line)
        member = choice.cast.find(mark.people[0].name) if mark is not None else None
        if mark is not None and member is not None and member in known:
            current = known[member]
            if mark.words_from >= 0:
                draft.speakers[current].interests.append((mark.words_from, line.end))
                current = None
        elif current is not None:
            draft.speakers[current].interests.append((line.start, line.end))
            current = None
