"""Who the speakers are: names, posts and declared interests, gathered from every place where the article gives them."""

import re
from collections.abc import Mapping, Sequence

from weighin.reading.blocks import Line
from weighin.reading.choose import Choice, Turn
from weighin.reading.draft import Draft
from weighin.reading.marks.labels import read_label
from weighin.reading.marks.mark import MarkStyle, SpeakerMark
from weighin.reading.page import BlockKind, Page

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


def bios_of(lines: Sequence[Line], choice: Choice) -> dict[int, int]:
    """Lines that only say who somebody of the cast is, by number, with the member."""
    found: dict[int, int] = {}
    for line in lines:
        opening = line.text[:90]
        if line.number in choice.turns or len(line.text) > _MOST_BIO or not (" is " in opening or " was " in opening):
            continue
        if line.kind is BlockKind.PARAGRAPH and not line.is_italic and line.text.count(". ") > 1:
            continue
        mark = read_label(line)
        if mark is not None and mark.style is MarkStyle.BIO:
            member = choice.cast.find(mark.people[0].name)
            if member is not None:
                found[line.number] = member
    return found


def is_post(line: Line) -> bool:
    """Whether the line under a name can be the post of that person: short, no sentence, no heading."""
    text = line.text
    return (
        len(text) < 160
        and text[-1] not in '.!?…:”"'
        and text.count(" ") < 22
        and any(character.isalpha() for character in text)
    )


def add_posts(
    page: Page,
    lines: Sequence[Line],
    draft: Draft,
    choice: Choice,
    *,
    known: Mapping[int, int],
    turns: Mapping[int, Turn],
    bios: Mapping[int, int],
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
    for number, member in bios.items():
        bio = read_label(lines[number])
        if bio is not None and member in known and not draft.speakers[known[member]].affiliations:
            draft.speakers[known[member]].affiliations.append(_bare(page, bio.affiliation))
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
        return below[0].start, below[0].end
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
