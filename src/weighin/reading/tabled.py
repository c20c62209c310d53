"""Round-ups set as a table, either way round: experts down the side or across the top; statements with votes, confidence and comments."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.cast import Cast
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.grid import Grid, Named, grids_of, names_across, names_down, position_of, stance_of
from weighin.reading.marks.mark import SpeakerMark
from weighin.reading.names import Name
from weighin.reading.numbering import numbered_to
from weighin.reading.page import Page
from weighin.reading.passages import passage
from weighin.reading.silence import Silence
from weighin.record.record import Vote
from weighin.record.values import Stance

_POST = re.compile(
    r"institution|affiliation|organi[sz]ation|company|title|role|position|post\b|university|employer|outlet|firm|who they are"
    r"|occupation|job|background|bio\b|profession",
    re.IGNORECASE,
)
_VOTE = re.compile(r"^(?:vote|response|view|answer|verdict|opinion|position)s?$", re.IGNORECASE)
_CONFIDENCE = re.compile(r"confiden|certainty|how sure", re.IGNORECASE)
_COMMENT = re.compile(r"comment|reason|explanation|remarks|why|in (?:his|her|their) (?:own )?words", re.IGNORECASE)
_STATEMENT = re.compile(r"^(?:Statement|Question|Q)\b")
_LEAST_STATEMENT = 25
_LOOK_BACK = 8
_MOST_POST = 90


class _Kind(Enum):
    """What a column holds."""

    POST = 1
    VOTE = 2
    CONFIDENCE = 3
    COMMENT = 4
    QUESTION = 5


class _Desk(Struct):
    """What the tables of a page are read into."""

    page: Page
    draft: Draft
    cast: Cast
    members: dict[int, int]


def draft_of_tables(
    page: Page, lines: Sequence[Line], silent: Mapping[int, Silence], listed: Sequence[SpeakerMark] = ()
) -> Draft | None:
    """The round-up that the tables of a page hold, or None where none does; `listed` are names with posts from outside of them."""
    draft = Draft(
        speakers=[], questions=[], said=[], silent={number: reason.value for number, reason in silent.items()}
    )
    desk = _Desk(page, draft, Cast(), {})
    for grid in grids_of(lines):
        down = names_down(grid, page.text)
        across = {} if down else names_across(grid)
        if down:
            _read_rows(desk, lines, grid, down)
        if across:
            _read_columns(desk, grid, across)
        if down or across:
            draft.accounted.update(line.number for cell in grid.cells.values() for line in cell)
    if len({speaker for one in draft.said for speaker in one.speakers}) < 3:
        return None
    for mark in listed:
        member = desk.cast.find(mark.people[0].name)
        if member is not None and member in desk.members and mark.affiliation != (0, 0):
            draft.speakers[desk.members[member]].affiliations = [mark.affiliation]
    return draft


def _speaker(desk: _Desk, person: Named, name: Name) -> int:
    member = desk.cast.add(name)
    if member in desk.members:
        return desk.members[member]
    desk.members[member] = len(desk.draft.speakers)
    line = person.lines[0]
    speaker = Speaker(
        name=name,
        named_at=(line.start, line.start + person.length),
        affiliations=[],
        interests=[],
        aliases=[*([] if person.others else [line.text[: person.length]]), *name.aliases],
    )
    rest = line.text[person.length :].strip(" ,()–—;|*†‡§")
    if rest:
        at = line.text.index(rest, person.length)
        speaker.affiliations.append((line.start + at, line.start + at + len(rest)))
    elif len(person.lines) > 1 and len(person.lines[1].text) < _MOST_POST:
        speaker.affiliations.append((person.lines[1].start, person.lines[1].end))
    desk.draft.speakers.append(speaker)
    return desk.members[member]


def _speakers(desk: _Desk, person: Named) -> tuple[int, ...]:
    """Everybody whom a cell names."""
    return tuple(_speaker(desk, person, name) for name in (person.name, *person.others))


def _ask(desk: _Desk, text: str, place: tuple[int, int]) -> int:
    """The number of a question, the same one where another table of the page asks it again."""
    for number, asked in enumerate(desk.draft.questions):
        if asked.text == text:
            asked.places.append(place)
            return number
    desk.draft.questions.append(Asked(text, [place]))
    return len(desk.draft.questions) - 1


def _read_rows(desk: _Desk, lines: Sequence[Line], grid: Grid, people: Mapping[int, Named]) -> None:
    """Experts down the side."""
    header = -1 if 0 in people else 0
    kinds = _kinds(grid, people, header)
    questions: dict[int, int | None] = {}
    votes = [column for column, kind in kinds.items() if kind is _Kind.VOTE]
    above = _asked_above(lines, grid) if list(kinds.values()).count(_Kind.QUESTION) == 1 else None
    for column, kind in kinds.items():
        title = grid.text(header, column) if header >= 0 else ""
        if kind is _Kind.QUESTION and above is not None and not title.endswith("?"):
            questions[column] = _ask(desk, lines[above].text[numbered_to(lines[above].text) :], _bare(lines[above]))
            continue
        is_asked = kind is _Kind.QUESTION or (len(votes) > 1 and kind is _Kind.VOTE and not _VOTE.match(title))
        if title and is_asked:
            questions[column] = _ask(desk, title, grid.place(header, column))
    if votes and not questions:
        statement = _statement(lines, grid)
        if statement is not None:
            asked = _ask(desk, statement.text, (statement.start, statement.end))
            questions = dict.fromkeys(votes, asked)
    elif not questions and list(kinds.values()).count(_Kind.QUESTION) == 1:
        questions = dict.fromkeys(kinds, _heading(desk, lines, grid))
    for row, person in people.items():
        _read_row(desk, grid, row, speakers=_speakers(desk, person), kinds=kinds, questions=questions)


def _asked_above(lines: Sequence[Line], grid: Grid) -> int | None:
    """The number of the line right above a table, if it asks."""
    above = min(line.number for cell in grid.cells.values() for line in cell) - 1
    return above if above >= 0 and lines[above].text.endswith("?") else None


def _bare(line: Line) -> tuple[int, int]:
    return line.start + numbered_to(line.text), line.end


def _heading(desk: _Desk, lines: Sequence[Line], grid: Grid) -> int | None:
    """The question of a table of names and answers: the heading, the bold question, or the line right above that asks."""
    first = min(line.number for cell in grid.cells.values() for line in cell)
    for line in reversed(lines[max(0, first - _LOOK_BACK) : first]):
        if line.block.cell is not None:
            break
        asks = line.text.endswith("?") and (line.is_bold or line.number == first - 1)
        if line.is_heading or asks:
            begin = numbered_to(line.text)
            return _ask(desk, line.text[begin:], (line.start + begin, line.end))
    return None


def _kinds(grid: Grid, people: Mapping[int, Named], header: int) -> dict[int, _Kind]:
    columns = range(1, grid.columns)
    votes = {
        column
        for column in columns
        if sum(position_of(grid.text(row, column)) is not None for row in people) * 2 > len(people)
    }
    kinds = {}
    for column in columns:
        title = grid.text(header, column) if header >= 0 else ""
        asks = title.endswith("?")
        if column in votes:
            kinds[column] = _Kind.VOTE
        elif _CONFIDENCE.search(title):
            kinds[column] = _Kind.CONFIDENCE
        elif not asks and (
            _POST.search(title)
            or (column == 1 and _looks_like_posts(grid, column, people))
            or (column == 1 and not title and _stands_before_words(grid, people))
        ):
            kinds[column] = _Kind.POST
        elif votes and not asks and (_COMMENT.search(title) or len(title.split()) < 4):
            kinds[column] = _Kind.COMMENT
        else:
            kinds[column] = _Kind.QUESTION
    return kinds


def _read_row(
    desk: _Desk,
    grid: Grid,
    row: int,
    *,
    speakers: tuple[int, ...],
    kinds: Mapping[int, _Kind],
    questions: Mapping[int, int | None],
) -> None:
    polled: Said | None = None
    for column, kind in kinds.items():
        cell = grid.cells.get((row, column), [])
        if not cell:
            continue
        place = grid.place(row, column)
        if kind is _Kind.POST:
            for speaker in speakers:
                if not desk.draft.speakers[speaker].affiliations:
                    desk.draft.speakers[speaker].affiliations.append(place)
        elif kind in {_Kind.QUESTION, _Kind.VOTE}:
            polled = _said(desk, grid, row, column, speakers=speakers, question=questions.get(column))
            desk.draft.said.append(polled)
        elif kind is _Kind.COMMENT and polled is not None:
            polled.places += [(line.start, line.end) for line in cell]
        elif kind is _Kind.CONFIDENCE and polled is not None and polled.vote is not None:
            polled.vote = _with_confidence(desk, polled.vote, grid.text(row, column), place)


def _said(desk: _Desk, grid: Grid, row: int, column: int, *, speakers: tuple[int, ...], question: int | None) -> Said:
    text = grid.text(row, column)
    stance = stance_of(text)
    places = [(line.start, line.end) for line in grid.cells[row, column]] if stance is not Stance.DID_NOT_ANSWER else []
    position = position_of(text)
    vote = Vote(position=position, cast_at=passage(desk.page.text, *grid.place(row, column))) if position else None
    return Said(speakers, question, places, stance=stance, vote=vote)


def _with_confidence(desk: _Desk, vote: Vote, text: str, place: tuple[int, int]) -> Vote:
    number = re.search(r"\d+(?:\.\d+)?", text)
    if number is None:
        return vote
    return Vote(
        position=vote.position,
        cast_at=vote.cast_at,
        confidence=float(number[0]),
        confidence_at=passage(desk.page.text, *place),
    )


def _looks_like_posts(grid: Grid, column: int, people: Mapping[int, Named]) -> bool:
    texts = [grid.text(row, column) for row in people]
    return (
        all(len(text) < _MOST_POST and not text.endswith((".", "?")) for text in texts)
        and sum(bool(re.search(r"[A-Z]\w+ [A-Z]", text)) for text in texts) * 2 > len(texts)
        and len(set(texts)) * 2 > len(texts)
    )


def _stands_before_words(grid: Grid, people: Mapping[int, Named]) -> bool:
    """Whether the second column has no sentences, and the third has."""
    return grid.columns == len(("name", "post", "words")) and all(
        (len(grid.text(row, 1)) < _MOST_POST and not grid.text(row, 1).endswith((".", "?", "!")))
        and (not grid.text(row, 2) or grid.text(row, 2)[-1] in '.?!”"…')
        for row in people
    )


def _statement(lines: Sequence[Line], grid: Grid) -> Line | None:
    """What was voted on: the nearest line before the table that is a sentence in quotation marks, a heading or bold."""
    first = min(line.number for cell in grid.cells.values() for line in cell)
    above = [
        line
        for line in reversed(lines[max(0, first - _LOOK_BACK) : first])
        if line.block.cell is None and len(line.text) > _LEAST_STATEMENT
    ]
    for line in above:
        if line.is_heading or line.is_bold or line.is_italic or line.text[0] in '“"‘' or _STATEMENT.match(line.text):
            return line
    return above[0] if above else None


def _read_columns(desk: _Desk, grid: Grid, people: Mapping[int, Named]) -> None:
    """Experts across the top; a cell over several columns is the joint answer of those above it."""
    speakers = {column: _speaker(desk, person, person.name) for column, person in people.items()}
    for row in range(1, grid.rows):
        title = grid.text(row, 0) if 0 not in people else ""
        is_posts = bool(row < 3 and (_POST.search(title) or not title)) and not title.endswith("?")
        question = None if is_posts or not title else _ask(desk, title, grid.place(row, 0))
        for column, speaker in speakers.items():
            cell = grid.cells.get((row, column), [])
            if not cell:
                continue
            if is_posts:
                desk.draft.speakers[speaker].affiliations.append(grid.place(row, column))
                continue
            wide = cell[0].block.cell.wide if cell[0].block.cell else 1
            joint = tuple(speakers[at] for at in range(column, column + wide) if at in speakers)
            desk.draft.said.append(_said(desk, grid, row, column, speakers=joint, question=question))
