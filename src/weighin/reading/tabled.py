"""Round-ups set as a table, either way round: experts down the side or across the top; statements with votes, confidence and comments."""

import re
from collections.abc import Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.cast import Cast
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.names import Name, read_name
from weighin.reading.page import Page
from weighin.reading.passages import passage
from weighin.reading.silence import Silence
from weighin.record.record import Vote
from weighin.record.values import Position, Stance

_POST = re.compile(
    r"institution|affiliation|organi[sz]ation|company|title|role|position|post\b|university|employer|outlet|firm|who they are",
    re.IGNORECASE,
)
_VOTE = re.compile(r"^(?:vote|response|view|answer|verdict|opinion|position)s?$", re.IGNORECASE)
_CONFIDENCE = re.compile(r"confiden|certainty|how sure", re.IGNORECASE)
_COMMENT = re.compile(r"comment|reason|explanation|remarks|why|in (?:his|her|their) (?:own )?words", re.IGNORECASE)
_POSITIONS = {
    "strongly agree": Position.STRONGLY_AGREE,
    "agree": Position.AGREE,
    "uncertain": Position.UNCERTAIN,
    "unsure": Position.UNCERTAIN,
    "neither agree nor disagree": Position.UNCERTAIN,
    "disagree": Position.DISAGREE,
    "strongly disagree": Position.STRONGLY_DISAGREE,
    "no opinion": Position.NO_OPINION,
    "did not answer": Position.DID_NOT_ANSWER,
    "did not vote": Position.DID_NOT_ANSWER,
    "no answer": Position.DID_NOT_ANSWER,
    "—": Position.DID_NOT_ANSWER,
    "-": Position.DID_NOT_ANSWER,
}
_STANCES = {
    Position.UNCERTAIN: Stance.UNCERTAIN,
    Position.NO_OPINION: Stance.NO_OPINION,
    Position.DID_NOT_ANSWER: Stance.DID_NOT_ANSWER,
}


class _Grid(Struct):
    """One table: lines by row and column."""

    cells: dict[tuple[int, int], list[Line]]
    rows: int
    columns: int

    def text(self, row: int, column: int) -> str:
        return " ".join(line.text for line in self.cells.get((row, column), ()))


def draft_of_tables(page: Page, lines: Sequence[Line], silent: dict[int, Silence]) -> Draft | None:
    """The round-up that a table of the page holds, or None where none does."""
    draft = Draft(
        speakers=[], questions=[], said=[], silent={number: reason.value for number, reason in silent.items()}
    )
    cast = Cast()
    members: dict[int, int] = {}
    for grid in _grids(lines):
        down = _names_down(grid)
        if down:
            _read_rows(page, lines, grid, draft, cast, members, down)
            continue
        across = _names_across(grid)
        if across:
            _read_columns(grid, draft, cast, members, across)
    return draft if len(draft.speakers) > 2 else None


def _grids(lines: Sequence[Line]) -> list[_Grid]:
    grids: dict[int, _Grid] = {}
    for line in lines:
        cell = line.block.cell
        if cell is None:
            continue
        grid = grids.setdefault(cell.table, _Grid({}, 0, 0))
        grid.cells.setdefault((cell.row, cell.column), []).append(line)
        grid.rows = max(grid.rows, cell.row + 1)
        grid.columns = max(grid.columns, cell.column + 1)
    return [grid for grid in grids.values() if grid.rows > 1 and grid.columns > 1]


def _person(text: str) -> tuple[Name, int] | None:
    """The name that a cell begins with, and how long it is; a post may follow after a comma or in brackets."""
    bare = text.rstrip(" *†‡§")
    name = read_name(bare)
    if name is not None and name.is_full:
        return name, len(bare)
    for separator in (",", " (", " –", " —", ";"):
        at = bare.find(separator)
        if at > 3:
            name = read_name(bare[:at])
            if name is not None and name.is_full:
                return name, at
    return None


def _names_down(grid: _Grid) -> dict[int, tuple[Name, Line, int]]:
    found = {}
    for row in range(grid.rows):
        cell = grid.cells.get((row, 0))
        person = _person(cell[0].text) if cell else None
        if person and cell:
            found[row] = (person[0], cell[0], person[1])
    return found if len(found) > 2 and len(found) * 10 >= (grid.rows - 1) * 6 else {}


def _names_across(grid: _Grid) -> dict[int, tuple[Name, Line, int]]:
    found = {}
    for column in range(1, grid.columns):
        cell = grid.cells.get((0, column))
        person = _person(cell[0].text) if cell else None
        if person and cell:
            found[column] = (person[0], cell[0], person[1])
    return found if len(found) > 2 and len(found) * 10 >= (grid.columns - 1) * 7 else {}


def _speaker(draft: Draft, cast: Cast, members: dict[int, int], person: tuple[Name, Line, int]) -> int:
    name, line, length = person
    member = cast.add(name)
    if member not in members:
        members[member] = len(draft.speakers)
        speaker = Speaker(
            name=name,
            named_at=(line.start, line.start + length),
            affiliations=[],
            interests=[],
            aliases=[line.text[:length], *name.aliases],
        )
        rest = line.text[length:].strip(" ,()–—;*†‡§")
        if rest:
            at = line.text.index(rest, length)
            speaker.affiliations.append((line.start + at, line.start + at + len(rest)))
        draft.speakers.append(speaker)
    return members[member]


def _read_rows(
    page: Page,
    lines: Sequence[Line],
    grid: _Grid,
    draft: Draft,
    cast: Cast,
    members: dict[int, int],
    people: dict[int, tuple[Name, Line, int]],
) -> None:
    header = 0 if 0 not in people else -1
    kinds: dict[int, str] = {}
    questions: dict[int, int] = {}
    columns = range(1, grid.columns)
    votes = [
        column
        for column in columns
        if sum(_position(grid.text(row, column)) is not None for row in people) * 2 > len(people)
    ]
    poll_question: int | None = None
    for column in columns:
        title = grid.text(header, column) if header >= 0 else ""
        if column in votes:
            kinds[column] = "vote"
        elif _CONFIDENCE.search(title):
            kinds[column] = "confidence"
        elif (_POST.search(title) and not title.endswith("?")) or (
            column == 1 and not title.endswith("?") and _looks_like_posts(grid, column, people)
        ):
            kinds[column] = "post"
        elif votes and (_COMMENT.search(title) or not title or len(title.split()) < 4):
            kinds[column] = "comment"
        else:
            kinds[column] = "question"
            cell = grid.cells.get((header, column), [])
            if cell:
                questions[column] = len(draft.questions)
                draft.questions.append(Asked(title, [(cell[0].start, cell[-1].end)]))
    if votes and len(votes) == 1 and not questions:
        statement = _statement(lines, grid)
        if statement is not None:
            poll_question = len(draft.questions)
            draft.questions.append(Asked(statement.text, [(statement.start, statement.end)]))
    elif len(votes) > 1:
        for column in votes:
            title = grid.text(header, column) if header >= 0 else ""
            cell = grid.cells.get((header, column), [])
            if title and cell and not _VOTE.match(title):
                questions[column] = len(draft.questions)
                draft.questions.append(Asked(title, [(cell[0].start, cell[-1].end)]))
    for row, person in people.items():
        speaker = _speaker(draft, cast, members, person)
        polled: dict[int | None, Said] = {}
        question = poll_question
        for column in columns:
            cell = grid.cells.get((row, column), [])
            kind = kinds[column]
            if not cell:
                continue
            if kind == "post":
                if not draft.speakers[speaker].affiliations:
                    draft.speakers[speaker].affiliations.append((cell[0].start, cell[-1].end))
            elif kind == "question":
                said = Said(
                    (speaker,),
                    questions.get(column),
                    [(line.start, line.end) for line in cell],
                    stance=_stance(grid.text(row, column)),
                )
                draft.said.append(said)
            elif kind == "vote":
                question = questions.get(column, poll_question)
                position = _position(grid.text(row, column))
                stance = _STANCES.get(position, Stance.ANSWERED) if position else Stance.ANSWERED
                places = [] if position is Position.DID_NOT_ANSWER else [(line.start, line.end) for line in cell]
                vote = (
                    Vote(position=position, cast_at=passage(page.text, cell[0].start, cell[-1].end))
                    if position
                    else None
                )
                polled[question] = Said((speaker,), question, places, stance=stance, vote=vote)
            elif kind == "comment" and question in polled:
                polled[question].places += [(line.start, line.end) for line in cell]
            elif kind == "confidence" and question in polled and polled[question].vote is not None:
                number = re.search(r"\d+(?:\.\d+)?", grid.text(row, column))
                vote = polled[question].vote
                if number and vote is not None:
                    polled[question].vote = Vote(
                        position=vote.position,
                        cast_at=vote.cast_at,
                        confidence=float(number[0]),
                        confidence_at=passage(page.text, cell[0].start, cell[-1].end),
                    )
        draft.said.extend(polled.values())


def _looks_like_posts(grid: _Grid, column: int, people: dict[int, tuple[Name, Line, int]]) -> bool:
    texts = [grid.text(row, column) for row in people]
    return (
        all(len(text) < 90 and not text.endswith((".", "?")) for text in texts)
        and sum(bool(re.search(r"[A-Z]\w+ [A-Z]", text)) for text in texts) * 2 > len(texts)
        and len(set(texts)) * 2 > len(texts)
    )


def _position(text: str) -> Position | None:
    return _POSITIONS.get(text.strip(" .").lower())


def _stance(text: str) -> Stance:
    position = _position(text)
    return _STANCES.get(position, Stance.ANSWERED) if position else Stance.ANSWERED


def _statement(lines: Sequence[Line], grid: _Grid) -> Line | None:
    """What was voted on: the nearest line before the table that is a sentence in quotation marks, a heading or bold."""
    first = min(line.number for cell in grid.cells.values() for line in cell)
    for line in reversed(lines[max(0, first - 8) : first]):
        if (
            line.block.cell is None
            and len(line.text) > 25
            and (
                line.is_heading
                or line.is_bold
                or line.is_italic
                or line.text[0] in '“"‘'
                or re.match(r"^(?:Statement|Question|Q)\b", line.text)
            )
        ):
            return line
    for line in reversed(lines[max(0, first - 8) : first]):
        if line.block.cell is None and len(line.text) > 25:
            return line
    return None


def _read_columns(
    grid: _Grid, draft: Draft, cast: Cast, members: dict[int, int], people: dict[int, tuple[Name, Line, int]]
) -> None:
    posts = next(
        (row for row in range(1, min(3, grid.rows)) if _POST.search(grid.text(row, 0)) or not grid.text(row, 0)), None
    )
    for row in range(1, grid.rows):
        asked = grid.cells.get((row, 0), [])
        if row != posts and not asked:
            continue
        question = None
        if row != posts:
            question = len(draft.questions)
            draft.questions.append(Asked(grid.text(row, 0), [(asked[0].start, asked[-1].end)]))
        for column, person in people.items():
            speaker = _speaker(draft, cast, members, person)
            cell = grid.cells.get((row, column), [])
            if not cell:
                continue
            if row == posts:
                draft.speakers[speaker].affiliations.append((cell[0].start, cell[-1].end))
            else:
                text = grid.text(row, column)
                position = _position(text)
                places = [] if position is Position.DID_NOT_ANSWER else [(line.start, line.end) for line in cell]
                draft.said.append(Said((speaker,), question, places, stance=_stance(text)))
