"""Articles whose speakers are marked by labels, headings, "said" lines or signatures: the chosen marks to answers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from weighin.reading.blocks import Line
from weighin.reading.choose import Choice, Turn
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.marks.mark import MarkStyle, SpeakerMark
from weighin.reading.names import Name, fold
from weighin.reading.page import BlockKind, Page
from weighin.reading.silence import Silence

_QUESTION_END = re.compile(r"(?:\?|…|\.\.\.|:)[”\"’')\]]*$")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|Q\d{0,2}[.:)]|Question \d+[.:]?)\s*")
_INTERESTS = re.compile(
    r"^(?:declared|declarations? of|competing|conflicts? of|disclosure of)\b.{0,30}\binterests?\b|^(?:declared interests|disclosures?|interests)\s*:?$",
    re.IGNORECASE,
)
_MOST_QUESTION = 320


def draft_of_labels(
    page: Page, lines: Sequence[Line], choice: Choice, silent: dict[int, Silence], head: frozenset[int]
) -> Draft:
    """Assemble what lies between the chosen marks."""
    ending = _interests_from(lines, choice.turns)
    turns = {number: turn for number, turn in choice.turns.items() if number < ending}
    signed = choice.is_signed
    questions, question_at = _questions(page, lines, turns, silent, head, signed=signed)
    draft = Draft(
        speakers=[], questions=questions, said=[], silent={number: reason.value for number, reason in silent.items()}
    )
    known: dict[int, int] = {}
    order = sorted(turns)
    listed_first = [person for mark in choice.listed for person in mark.people]
    bios = _bios(lines, choice)

    def speaker(member: int) -> int:
        if member not in known:
            known[member] = len(draft.speakers)
            draft.speakers.append(Speaker(name=_fullest(choice, member), affiliations=[], interests=[], aliases=[]))
        return known[member]

    spoken = {member for turn in turns.values() for member in turn.members}
    for person in listed_first:
        member = choice.cast.find(person.name)
        if member in spoken:
            speaker(member)
    used: set[int] = set(head) | set(question_at) | set(order) | set(bios)
    quoted = _is_quoted(lines, turns)
    for place, number in enumerate(order):
        turn = turns[number]
        if signed:
            first = order[place - 1] + 1 if place else _first_of_signed(lines, number, head)
            body = list(lines[first:number])
        else:
            last = order[place + 1] if place + 1 < len(order) else ending
            body = list(lines[number + 1 : last])
        _add_answer(
            draft,
            lines,
            turn,
            tuple(speaker(member) for member in turn.members),
            body,
            question_at=question_at,
            silent=silent,
            used=used,
            bios=bios,
            quoted=quoted,
            is_last=place + 1 == len(order),
            signed=signed,
        )
    _add_affiliations(page, lines, draft, choice, known, turns, bios, ending)
    for line in lines[ending:]:
        used.add(line.number)
    first_turn = order[0] if order else 0
    draft.unplaced = [
        line.number
        for line in lines
        if line.number not in used
        and line.number not in silent
        and line.number > first_turn
        and line.kind is not BlockKind.RULE
        and line.text
    ]
    draft.said = _merged(draft.said, has_questions=bool(questions))
    return draft


def _fullest(choice: Choice, member: int) -> Name:
    forms = [form for form in choice.cast.forms[member] if form.is_full] or choice.cast.forms[member]
    return max(forms, key=lambda form: (len(form.aliases), len(form.words), not form.has_title))


def _interests_from(lines: Sequence[Line], turns: dict[int, Turn]) -> int:
    """The line where declarations of interests begin, else the end: what follows repeats the names and answers nothing."""
    for line in lines:
        if len(line.text) < 60 and _INTERESTS.match(line.text) and sum(number < line.number for number in turns) > 1:
            return line.number
    return len(lines)


def _bios(lines: Sequence[Line], choice: Choice) -> dict[int, int]:
    """Lines that only say who somebody of the cast is, by number, with the member."""
    from weighin.reading.marks.labels import read_label

    found: dict[int, int] = {}
    for line in lines:
        if (
            line.number in choice.turns
            or len(line.text) > 400
            or (" is " not in line.text[:90] and " was " not in line.text[:90])
        ):
            continue
        if line.kind is BlockKind.PARAGRAPH and not line.is_italic and line.text.count(". ") > 1:
            continue
        mark = read_label(line)
        if mark is not None and mark.style is MarkStyle.BIO:
            member = choice.cast.find(mark.people[0].name)
            if member is not None:
                found[line.number] = member
    return found


def _questions(
    page: Page,
    lines: Sequence[Line],
    turns: dict[int, Turn],
    silent: dict[int, Silence],
    head: frozenset[int],
    *,
    signed: bool,
) -> tuple[list[Asked], dict[int, int]]:
    """The questions, and for each line that prints one its number."""
    repeated = _repeated_questions(lines, turns, silent)
    if repeated:
        return _numbered(lines, repeated)
    if signed:
        return [], {}
    order = sorted(turns)
    candidates: list[Line] = []
    rounds: set[int] = set()
    first_spoken: dict[int, int] = {}
    heard: set[int] = set()
    highest = -1
    for number in order:
        turn = turns[number]
        member = turn.members[0]
        before = _line_before(lines, number, silent)
        position = first_spoken.setdefault(member, len(first_spoken))
        restart = not heard or member in heard or position < highest
        if (
            before is not None
            and before.number not in turns
            and before.number not in head
            and restart
            and _may_ask(before)
        ):
            candidates.append(before)
            rounds.add(before.number)
            heard = set()
            highest = -1
        heard.add(member)
        highest = max(highest, position)
    distinct = len({turn.members[0] for turn in turns.values()})
    if len(order) <= distinct and len(candidates) < 2:
        return [], {}
    looks = Counter(line.look for line in candidates)
    usual = looks.most_common(1)[0][0] if looks else ""
    asked = [line for line in candidates if line.is_heading or line.look == usual or _QUESTION_END.search(line.text)]
    special = [
        line for line in asked if line.is_heading or line.is_bold or line.look not in _looks_of_answers(lines, turns)
    ]
    if len(special) >= 2 and len(special) * 2 >= len(asked):
        asked = special
    else:
        asked = [
            line for line in asked if _QUESTION_END.search(line.text) or line.is_heading or _NUMBERED.match(line.text)
        ]
    asked = [line for line in asked if line.is_heading or line.text.count(" ") <= 45]
    if all(line.is_heading and not _QUESTION_END.search(line.text) for line in asked) and len(order) <= distinct + 3:
        return [], {}
    return _numbered(lines, {line.number: fold(line.text) for line in asked})


def _looks_of_answers(lines: Sequence[Line], turns: dict[int, Turn]) -> frozenset[str]:
    return frozenset(lines[number].look for number, turn in turns.items() if turn.mark.style is MarkStyle.INLINE)


def _numbered(lines: Sequence[Line], keys: dict[int, str]) -> tuple[list[Asked], dict[int, int]]:
    asked: list[Asked] = []
    by_key: dict[str, int] = {}
    at: dict[int, int] = {}
    for number in sorted(keys):
        key = keys[number]
        line = lines[number]
        if key not in by_key:
            by_key[key] = len(asked)
            asked.append(Asked(line.text, []))
        asked[by_key[key]].places.append((line.start, line.end))
        at[number] = by_key[key]
    return asked, at


def _repeated_questions(lines: Sequence[Line], turns: dict[int, Turn], silent: dict[int, Silence]) -> dict[int, str]:
    """Lines that stand again under one expert after the other."""
    under: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, list[int]] = defaultdict(list)
    current = -1
    for line in lines:
        if line.number in turns:
            current = turns[line.number].members[0]
            continue
        if current >= 0 and line.number not in silent and 8 < len(line.text) < _MOST_QUESTION:
            key = fold(_NUMBERED.sub("", line.text))
            under[key].add(current)
            numbers[key].append(line.number)
    found = {key for key, members in under.items() if len(members) > 1}
    asking = [
        key
        for key in found
        if _QUESTION_END.search(lines[numbers[key][0]].text)
        or lines[numbers[key][0]].is_bold
        or lines[numbers[key][0]].is_heading
    ]
    if not asking or sum(len(numbers[key]) for key in asking) < len({turn.members[0] for turn in turns.values()}):
        return {}
    looks = {lines[number].look for key in asking for number in numbers[key]}
    return {
        number: key
        for key, places in numbers.items()
        for number in places
        if key in asking
        or (
            lines[number].look in looks
            and lines[number].text.endswith("?")
            and not any(lines[number].look == lines[turn].look for turn in turns)
            and (lines[number].is_bold or lines[number].is_heading)
        )
    }


def _line_before(lines: Sequence[Line], number: int, silent: dict[int, Silence]) -> Line | None:
    for line in reversed(lines[max(0, number - 6) : number]):
        if line.number not in silent and line.text:
            return line
    return None


def _may_ask(line: Line) -> bool:
    return len(line.text) < _MOST_QUESTION and (
        line.is_heading
        or line.is_bold
        or bool(_QUESTION_END.search(line.text))
        or bool(_NUMBERED.match(line.text))
        or line.text.count(" ") < 14
    )


def _is_quoted(lines: Sequence[Line], turns: dict[int, Turn]) -> bool:
    """Whether answers stand in quotation marks throughout."""
    opening = 0
    for number, turn in turns.items():
        if turn.mark.words_from >= 0:
            text = lines[number].text[turn.mark.words_from - lines[number].start :]
        else:
            text = lines[number + 1].text if number + 1 < len(lines) else ""
        opening += text[:1] in '“"‘«'
    return opening * 3 > len(turns) * 2


def _first_of_signed(lines: Sequence[Line], number: int, head: frozenset[int]) -> int:
    """Where the first signed text begins: in its own box, or at the first quotation, or at the last line before it."""
    parent = lines[number].block.parent
    first = number
    while (
        first > 0
        and (first - 1) not in head
        and lines[first - 1].block.parent == parent
        and not lines[first - 1].is_heading
        and lines[first - 1].kind is not BlockKind.RULE
    ):
        first -= 1
    boxed = lines[first:number]
    quotes = [line.number for line in boxed if line.text[:1] in '“"‘«']
    if quotes:
        return quotes[0]
    return first if first > 0 and lines[first - 1].block.parent != parent else max(number - 1, 0)


def _add_answer(  # noqa: PLR0913 - the whole life of an answer stands here
    draft: Draft,
    lines: Sequence[Line],
    turn: Turn,
    speakers: tuple[int, ...],
    body: list[Line],
    *,
    question_at: dict[int, int],
    silent: dict[int, Silence],
    used: set[int],
    bios: dict[int, int],
    quoted: bool,
    is_last: bool,
    signed: bool,
) -> None:
    mark = turn.mark
    label = lines[mark.line]
    question = _question_before(question_at, mark.line) if question_at else None
    places: list[tuple[int, int]] = []
    if mark.words_from >= 0:
        places.append((mark.words_from, label.end))
    affiliation_seen = mark.affiliation != (0, 0) or mark.style is MarkStyle.INLINE
    closed = False
    current = question

    def close() -> None:
        nonlocal places
        if places:
            draft.said.append(Said(speakers, current, places))
            places = []

    for line in body:
        number = line.number
        if number in question_at:
            if question_at[number] != current or signed:
                close()
            current = question_at[number]
            affiliation_seen = True
            used.add(number)
            continue
        if number in silent or number in bios or number in used:
            continue
        if line.kind is BlockKind.RULE:
            continue
        if line.is_heading and not signed:
            closed = True
            continue
        if closed:
            continue
        if not affiliation_seen and not places and _is_affiliation(line):
            draft.speakers[speakers[0]].affiliations.append((line.start, line.end))
            used.add(number)
            affiliation_seen = True
            continue
        if quoted and places and _quotation_is_over(lines, line, places):
            closed = True
            continue
        if is_last and _is_over(lines, line, label, places):
            closed = True
            continue
        affiliation_seen = True
        places.append((line.start, line.end))
        used.add(number)
    close()


def _question_before(question_at: dict[int, int], number: int) -> int | None:
    before = [at for at in question_at if at < number]
    return question_at[max(before)] if before else None


def _is_affiliation(line: Line) -> bool:
    text = line.text
    return len(text) < 160 and text[-1] not in '.!?…:”"' and text.count(" ") < 22 and not line.is_heading


def _quotation_is_over(lines: Sequence[Line], line: Line, places: list[tuple[int, int]]) -> bool:
    """After a closed quotation only another one, or a question inside the answer, belongs to it."""
    opens = line.text[:1] in '“"‘«'
    if opens or line.text.rstrip().endswith("?"):
        return False
    before = next((other for other in lines if other.start <= places[-1][0] < other.end), None)
    return before is not None and before.text.rstrip()[-1:] in '”"’»'


def _is_over(lines: Sequence[Line], line: Line, label: Line, places: list[tuple[int, int]]) -> bool:
    """Whether a line after the last label is the end matter of the article."""
    if label.block.parent >= 0 and line.block.parent != label.block.parent and label.kind is not BlockKind.HEADING:
        shared = [other for other in lines if other.block.parent == label.block.parent]
        if len(shared) > 2 and line.number > shared[-1].number:
            return True
    if places and len(line.text) < 60 and line.text[-1] not in '.!?…”"’)' and line.kind is not BlockKind.LIST_ITEM:
        return True
    return bool(
        re.match(
            r"^(?:[A-Z][\w’'&]*(?: [A-Z][\w’'&]*){0,4}) (?:is (?:edited|independent|published|produced|a (?:weekly|monthly|quarterly|newsletter|publication|project))|thanks all|thanks (?:the|our|all) )|^(?:Our|The) (?:next|thanks)\b|^Thanks? (?:you )?(?:to|all)\b|^(?:With )?(?:reporting|additional)",
            line.text,
        )
    )


def _merged(said: list[Said], *, has_questions: bool) -> list[Said]:
    """One answer for each speaker and question, in the order of first words."""
    merged: dict[tuple[tuple[int, ...], int | None], Said] = {}
    for one in said:
        key = (one.speakers, one.question)
        if key in merged:
            merged[key].places.extend(one.places)
        else:
            merged[key] = one
    del has_questions
    return list(merged.values())


def _add_affiliations(
    page: Page,
    lines: Sequence[Line],
    draft: Draft,
    choice: Choice,
    known: dict[int, int],
    turns: dict[int, Turn],
    bios: dict[int, int],
    ending: int,
) -> None:
    from weighin.reading.marks.labels import read_label

    def note(mark: SpeakerMark) -> None:
        for person in mark.people:
            member = choice.cast.find(person.name)
            if member not in known:
                continue
            speaker = draft.speakers[known[member]]
            if speaker.named_at == (0, 0) and person.name.is_full:
                speaker.named_at = (person.start, person.end)
            shown = page.text[person.start : person.end]
            for form in (shown, person.name.display, *person.name.aliases):
                if form not in speaker.aliases:
                    speaker.aliases.append(form)
            if mark.affiliation != (0, 0) and len(mark.people) == 1 and not speaker.affiliations:
                speaker.affiliations.append(mark.affiliation)
        if len(mark.people) > 1 and mark.affiliation != (0, 0):
            member = choice.cast.find(mark.people[-1].name)
            if member in known and not draft.speakers[known[member]].affiliations:
                draft.speakers[known[member]].affiliations.append(mark.affiliation)

    for mark in choice.listed:
        note(mark)
    for number in sorted(turns):
        note(turns[number].mark)
    for number, member in bios.items():
        mark = read_label(lines[number])
        if mark is not None and member in known and not draft.speakers[known[member]].affiliations:
            start, end = mark.affiliation
            article = re.match(r"(?:an?|the) ", page.text[start:end])
            draft.speakers[known[member]].affiliations.append((start + (article.end() if article else 0), end))
    for line in lines[ending + 1 :]:
        mark = read_label(line)
        if mark is None:
            continue
        member = choice.cast.find(mark.people[0].name)
        if member in known:
            start = mark.words_from if mark.words_from >= 0 else line.start
            draft.speakers[known[member]].interests.append((start, line.end))
