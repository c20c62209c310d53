"""Articles whose speakers are marked by labels, headings, "said" lines or signatures: the chosen marks to answers."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct

from weighin.reading.asked import questions_of
from weighin.reading.asking import Asking
from weighin.reading.blocks import Line
from weighin.reading.bodies import bodies_of
from weighin.reading.chaired import Chaired, chaired_by
from weighin.reading.choose import Choice, Turn
from weighin.reading.doubts import ambiguous_labels, certain_part
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.edges import NO_EDGES, edges_of, hours_of_posts
from weighin.reading.ends import (
    Setting,
    closes_for_good,
    is_end_matter,
    is_prose,
    quotation_is_over,
    setting_of,
)
from weighin.reading.groups import group_headings
from weighin.reading.head import Head
from weighin.reading.marks.labels import read_label
from weighin.reading.marks.mark import MarkStyle, SpeakerMark
from weighin.reading.names import Name
from weighin.reading.numbering import numbered_parts, ordinal_in, ordinal_of
from weighin.reading.page import BlockKind, Page
from weighin.reading.posts import add_posts, bios_of, interests_from, is_post, own_interests, post_in
from weighin.reading.signatures import Around, around_signatures
from weighin.reading.silence import Silence


class _Floor(Struct, frozen=True):
    """All that is known before the answers are put together."""

    lines: Sequence[Line]
    silent: Mapping[int, Silence]
    asking: Asking
    bios: Mapping[int, SpeakerMark]
    setting: Setting
    signed: bool
    labels: frozenset[int] = frozenset()
    openers: frozenset[int] = frozenset()


def draft_of_labels(
    page: Page, lines: Sequence[Line], choice: Choice, silent: Mapping[int, Silence], head: Head
) -> Draft:
    """Assemble what lies between the chosen marks."""
    ending = interests_from(lines, choice.turns)
    turns = {number: turn for number, turn in choice.turns.items() if number < ending}
    chaired = chaired_by(lines[:ending], turns)
    turns = dict(chaired.turns)
    silent = {**silent, **dict.fromkeys(chaired.silent, Silence.CHAIR)}
    around = around_signatures(lines[:ending], turns) if choice.is_signed else Around({}, frozenset())
    edges = NO_EDGES if choice.is_signed else edges_of(lines[:ending], choice, turns, silent)
    silent = {
        **silent,
        **dict.fromkeys((*around.formulas, *around.posts), Silence.FURNITURE),
        **dict.fromkeys((*edges.furniture, *edges.posts), Silence.FRAME),
    }
    asking = (
        _asked_from_the_chair(page, chaired)
        if chaired.questions
        else questions_of(lines[:ending], turns, silent, head.lines, signed=choice.is_signed)
    )
    bios = bios_of(lines, choice)
    draft = Draft(
        speakers=[],
        questions=asking.questions,
        said=[],
        silent={},
    )
    known = _speakers(draft, choice, turns)
    closing = frozenset() if asking.under_experts else frozenset(asking.at)
    setting = setting_of(lines[:ending], turns, silent, closing, head.outlet)
    openers = (
        frozenset()
        if choice.is_signed
        else hours_of_posts(lines[:ending], turns) | group_headings(lines[:ending], turns)
    )
    floor = _Floor(lines, silent, asking, bios, setting, choice.is_signed, frozenset(turns), openers)
    of_panel = (number for number, bio in bios.items() if choice.cast.find(bio.people[0].name) in known)
    used = {*head.lines, *asking.at, *turns, *of_panel, *_of_interests(lines, ending)}
    last = max(turns)
    ambiguous = ambiguous_labels(choice, turns, ending=ending)
    for number, body in bodies_of(lines, turns, silent, head.lines, ending=ending, signed=choice.is_signed):
        turn = turns[number]
        is_last = number == last
        certain, doubts, doubtful = certain_part(body, ambiguous, asking, signed=choice.is_signed)
        draft.doubts += doubts
        used |= doubtful
        used |= _add_answer(
            draft, floor, turn, tuple(known[member] for member in turn.members), certain, is_last=is_last
        )
    for below, number in around.posts.items():
        speaker = draft.speakers[known[turns[number].members[0]]]
        if not speaker.affiliations:
            speaker.affiliations.append(post_in(lines[below]))
    for line, post in edges.posts.items():
        used.add(line)
        for member in turns[post.turn].members:
            posts = draft.speakers[known[member]].affiliations
            if not posts and turns[post.turn].mark.affiliation == (0, 0):
                posts.append((post.start, post.end))
    add_posts(page, lines, draft, choice, known=known, turns=turns, bios=bios, ending=ending)
    draft.accounted = used | _entries_of(choice, known)
    if ending < len(lines):
        draft.silent[ending] = Silence.HEADLINE.value
    draft.silent |= {number: reason.value for number, reason in silent.items() if number not in used}
    draft.said = _merged(draft.said)
    return draft


def _of_interests(lines: Sequence[Line], ending: int) -> set[int]:
    """The names that stand in the declarations at the end."""
    return {line.number for line in lines[ending + 1 :] if read_label(line) is not None}


def _entries_of(choice: Choice, known: Mapping[int, int]) -> set[int]:
    """The lines that list somebody who speaks."""
    return {
        mark.line
        for mark in choice.listed
        if mark.style is MarkStyle.LINE and any(choice.cast.find(person.name) in known for person in mark.people)
    }


def _asked_from_the_chair(page: Page, chaired: Chaired) -> Asking:
    places = sorted(chaired.questions.items())
    return Asking(
        [Asked(page.text[start:end], [(start, end)]) for _, (start, end) in places],
        {number: question for question, (number, _) in enumerate(places)},
        lines=tuple(number for number, _ in places),
    )


def _speakers(draft: Draft, choice: Choice, turns: Mapping[int, Turn]) -> dict[int, int]:
    """The speakers in the order of the panel list, then of their first words; their number by member of the cast."""
    spoken = {member for turn in turns.values() for member in turn.members}
    listed = (choice.cast.find(person.name) for mark in choice.listed for person in mark.people)
    in_order = (member for number in sorted(turns) for member in turns[number].members)
    known: dict[int, int] = {}
    for member in (*listed, *in_order):
        if member is not None and member in spoken and member not in known:
            known[member] = len(draft.speakers)
            draft.speakers.append(Speaker(name=_fullest(choice, member), affiliations=[], interests=[], aliases=[]))
    return known


def _fullest(choice: Choice, member: int) -> Name:
    forms = [form for form in choice.cast.forms[member] if form.is_full] or choice.cast.forms[member]
    return max(forms, key=lambda form: (len(form.aliases), len(form.words), not form.has_title, _written_out(form)))


def _written_out(name: Name) -> int:
    """How many of the words are no initials."""
    return sum(len(word.replace(".", "")) > 1 for word in name.words)


class _Part(Enum):
    """What a line between two labels is."""

    QUESTION = 1
    SILENCE = 2
    HEADING = 3
    POST = 4
    END = 5
    WORDS = 6
    NUMBERED = 7
    INTERESTS = 8


class _Turn(Struct):
    """A turn while its lines are gone through."""

    label: Line
    said: Said
    is_last: bool
    post_may_follow: bool
    before: Line | None = None  # the line of the same answer before this one
    is_closed: bool = False
    after_note: bool = False
    is_fresh: bool = True  # no question stood under this label yet
    passed_over: bool = False  # a note stands where the answer to the present question would


def _add_answer(
    draft: Draft, floor: _Floor, turn: Turn, speakers: tuple[int, ...], body: Sequence[Line], *, is_last: bool
) -> set[int]:
    """Add what the speakers say in this turn; the numbers of the lines that were accounted for."""
    mark = turn.mark
    label = floor.lines[mark.line]
    own = [(mark.words_from, label.end)] if mark.words_from >= 0 else []
    closing = [(label.start, mark.words_to)] if mark.words_to >= 0 else []
    now = _Turn(
        label=label,
        said=Said(speakers, floor.asking.before(mark.line), own),
        is_last=is_last,
        post_may_follow=mark.affiliation == (0, 0) and mark.style is not MarkStyle.INLINE,
        before=label if own else None,
    )
    draft.said.append(now.said)
    if own and floor.asking.by_number:
        now.said.places.clear()
        _say_by_number(draft, floor, now, label, start=mark.words_from - label.start)
    used: set[int] = set()
    for line in body:
        match _part_of(line, now, floor):
            case _Part.QUESTION:
                _turn_to_question(draft, floor, now, line.number)
                if line.number in floor.asking.run_in:
                    now.said.places.append((_after_run_in(line, floor.asking.run_in[line.number]), line.end))
                    now.before = line
                used.add(line.number)
            case _Part.HEADING:
                now.is_closed = not floor.signed and not _is_subheading(line, label)
                draft.silent[line.number] = Silence.HEADLINE.value
            case _Part.POST:
                draft.speakers[speakers[0]].affiliations.append(post_in(line))
                now.post_may_follow = False
                used.add(line.number)
            case _Part.END:
                now.is_closed = True
            case _Part.INTERESTS:
                for speaker in speakers:
                    draft.speakers[speaker].interests.append((line.start + own_interests(line), line.end))
                used.add(line.number)
            case _Part.NUMBERED:
                _say_by_number(draft, floor, now, line, start=0)
                used.add(line.number)
            case _Part.WORDS:
                now.said.places.append((line.start + _after_answer_sign(line), line.end))
                now.before = line
                used.add(line.number)
            case _Part.SILENCE:
                if _counts_what_follows(line, floor.lines):
                    draft.silent[line.number] = Silence.FURNITURE.value
                _pass_over(now, floor, line)
    now.said.places.extend(closing)
    return used


def _say_by_number(draft: Draft, floor: _Floor, now: _Turn, line: Line, *, start: int) -> None:
    """File the parts of a line under the questions whose numbers they begin with."""
    if ordinal_of(line)[0] and not ordinal_in(line.text)[0]:  # the number is the mark of a list
        now.said = Said(now.said.speakers, ordinal_of(line)[0] - 1, [])
        draft.said.append(now.said)
    for part in numbered_parts(line.text, start=start, last=len(floor.asking.questions)):
        if part.number and part.number - 1 != now.said.question:
            now.said = Said(now.said.speakers, part.number - 1, [])
            draft.said.append(now.said)
        now.said.places.append((line.start + part.start, line.start + part.end))
    now.before = line


def _after_run_in(line: Line, length: int) -> int:
    """Where the words begin that follow a question in its own line."""
    return line.end - len(line.text[length:].lstrip(" :–—"))


def _after_answer_sign(line: Line) -> int:
    """Where the words begin after `A:`, where the question had its `Q:`."""
    found = _ANSWER_SIGN.match(line.text)
    return found.end() if found else 0


_ANSWER_SIGN = re.compile(r"A(?:nswer|NSWER)?\s?[:.]\s+(?=\S)")


def _part_of(line: Line, now: _Turn, floor: _Floor) -> _Part:
    if line.number in floor.asking.at or line.number in floor.openers:
        return _Part.QUESTION if line.number in floor.asking.at else _Part.END
    if own_interests(line) and (now.said.places or floor.signed):
        return _Part.INTERESTS
    if now.is_closed or line.number in floor.silent or line.number in floor.bios or line.kind is BlockKind.RULE:
        return _Part.SILENCE
    if line.block.cell is not None and len(line.text) < _MOST_CELL:
        return _Part.SILENCE  # a table of figures between the paragraphs is the editors'
    so_far = -1 if now.said.question is None else now.said.question
    if floor.asking.by_number and so_far < ordinal_of(line)[0] - 1 < len(floor.asking.questions):
        return _Part.NUMBERED
    if now.post_may_follow and not now.said.places and line.number == now.label.number + 1 and is_post(line):
        return _Part.POST
    if (
        line.is_heading
        or _is_heading_in_capitals(line, now.label)
        or (line.is_bold and line.number + 1 in floor.labels and line.text[-1] not in ".!?”")
    ):
        return _Part.HEADING
    if _counts_what_follows(line, floor.lines):
        return _Part.SILENCE
    if now.post_may_follow and not now.said.places and is_post(line):
        return _Part.POST
    if floor.signed:
        return _Part.WORDS
    if (
        (now.before is not None and quotation_is_over(now.before, line, floor.setting))
        or (now.is_last and is_end_matter(line, now.label, now.before, floor.setting))
        or (now.after_note and not is_prose(line))
    ):
        return _Part.END
    now.post_may_follow = False
    return _Part.WORDS


_MOST_CELL = 60


def _pass_over(now: _Turn, floor: _Floor, line: Line) -> None:
    reason = floor.silent.get(line.number)
    if reason is Silence.FRAME:
        return
    is_note = reason is Silence.NOTE and line.text[0] != "["  # in brackets: laughter, the time
    now.passed_over = now.passed_over or reason is Silence.NOTE
    if now.is_last and not floor.signed and line.kind is BlockKind.RULE and now.said.places:
        now.is_closed = True
    elif now.is_last and not floor.signed and reason is not None:
        now.is_closed = now.is_closed or closes_for_good(reason)
        now.after_note = now.after_note or is_note


def _turn_to_question(draft: Draft, floor: _Floor, now: _Turn, number: int) -> None:
    """From here on the words answer another question, unless two stand above one answer."""
    asked = floor.asking.at[number]
    now.post_may_follow = False
    now.before = None
    now.is_closed = not (floor.asking.under_experts or floor.signed)
    if now.said.places or floor.signed or now.passed_over or now.is_fresh:
        now.said = Said(now.said.speakers, asked, [])
        draft.said.append(now.said)
    else:
        draft.notes.append(_TWO_QUESTIONS)
    now.passed_over = now.is_fresh = False


_TWO_QUESTIONS = "one answer stands under two questions; it is kept under the first of them"


def _is_subheading(line: Line, label: Line) -> bool:
    """Whether a heading only divides what one expert says: it is deeper than the heading that names the expert."""
    return label.is_heading and line.block.level > label.block.level


def _is_heading_in_capitals(line: Line, label: Line) -> bool:
    """`KEY POINTS`, where the names stand in capitals too."""
    text = line.text
    return len(text) < _MOST_HEADING and " " in text and text.isupper() and label.text.isupper()


_MOST_HEADING = 60


def _counts_what_follows(line: Line, lines: Sequence[Line]) -> bool:
    """`07` on a line of its own, before the heading that it numbers."""
    if any(character.isalpha() for character in line.text) or len(line.text) > 5 or line.number + 1 >= len(lines):
        return False
    return lines[line.number + 1].is_heading


def _merged(said: Sequence[Said]) -> list[Said]:
    """One answer for each speaker and question, in the order of first words."""
    merged: dict[tuple[tuple[int, ...], int | None], Said] = {}
    for one in said:
        if not one.places:
            continue
        key = (one.speakers, one.question)
        if key in merged:
            merged[key].places.extend(one.places)
        else:
            merged[key] = one
    return list(merged.values())
