"""A table as a grid of lines, and what its cells may mean."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.names import Name, read_name
from weighin.record.values import Position, Stance

_POSITIONS = {
    "strongly agree": Position.STRONGLY_AGREE,
    "agree": Position.AGREE,
    "uncertain": Position.UNCERTAIN,
    "unsure": Position.UNCERTAIN,
    "neutral": Position.UNCERTAIN,
    "neither agree nor disagree": Position.UNCERTAIN,
    "disagree": Position.DISAGREE,
    "strongly disagree": Position.STRONGLY_DISAGREE,
    "no opinion": Position.NO_OPINION,
    "don't know": Position.NO_OPINION,
    "don’t know": Position.NO_OPINION,
    "did not answer": Position.DID_NOT_ANSWER,
    "did not vote": Position.DID_NOT_ANSWER,
    "did not respond": Position.DID_NOT_ANSWER,
    "no answer": Position.DID_NOT_ANSWER,
    "no response": Position.DID_NOT_ANSWER,
    "n/a": Position.DID_NOT_ANSWER,
    "—": Position.DID_NOT_ANSWER,
    "–": Position.DID_NOT_ANSWER,
    "-": Position.DID_NOT_ANSWER,
}
_STANCES = {
    Position.UNCERTAIN: Stance.UNCERTAIN,
    Position.NO_OPINION: Stance.NO_OPINION,
    Position.DID_NOT_ANSWER: Stance.DID_NOT_ANSWER,
}
_FEWEST = 3


class Grid(Struct):
    """One table: lines by row and column."""

    cells: dict[tuple[int, int], list[Line]]
    rows: int = 0
    columns: int = 0

    def text(self, row: int, column: int) -> str:
        """The words of a cell."""
        return " ".join(line.text for line in self.cells.get((row, column), ()))

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where the words of a cell begin and end."""
        cell = self.cells[row, column]
        return cell[0].start, cell[-1].end


class Named(Struct, frozen=True):
    """A person whom a cell names: where, and how much of the cell's first line is the name; `others` answer with them."""

    name: Name
    lines: tuple[Line, ...]
    length: int
    others: tuple[Name, ...] = ()


def grids_of(lines: Sequence[Line]) -> list[Grid]:
    """The tables of an article that have more than one row and column."""
    grids: dict[int, Grid] = {}
    for line in lines:
        cell = line.block.cell
        if cell is None:
            continue
        grid = grids.setdefault(cell.table, Grid({}))
        grid.cells.setdefault((cell.row, cell.column), []).append(line)
        grid.rows = max(grid.rows, cell.row + 1)
        grid.columns = max(grid.columns, cell.column + cell.wide)
    return [grid for grid in grids.values() if grid.rows > 1 and grid.columns > 1]


def names_down(grid: Grid, article: str = "") -> dict[int, Named]:
    """Who stands in the first column, by row; nobody unless most rows have a name there.

    `article` is where the first name stands of whom the column calls by the family name and initials.
    """
    return _if_most(_named(grid, ((row, (row, 0)) for row in range(grid.rows)), article), grid.rows)


def names_across(grid: Grid) -> dict[int, Named]:
    """Who stands in the first row, by column; nobody unless most columns have a name there."""
    return _if_most(_named(grid, ((column, (0, column)) for column in range(grid.columns))), grid.columns)


def _named(grid: Grid, places: Iterator[tuple[int, tuple[int, int]]], article: str = "") -> dict[int, Named]:
    found = {}
    for number, place in places:
        cell = grid.cells.get(place)
        if not cell:
            continue
        inverted = _family_first(cell[0].text, article)
        if inverted:
            found[number] = Named(inverted[0], tuple(cell), len(cell[0].text), tuple(inverted[1:]))
            continue
        person = _person(cell[0].text)
        if person:
            found[number] = Named(person[0], tuple(cell), person[1])
    return found


_INVERTED = re.compile(r"([^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,2}), ((?:[^\W\d_]\.[ -]?){1,3})")


def _family_first(text: str, article: str) -> list[Name]:
    """The people of `Okoro, B.; Bello, H.`, by the full names that the article has for them; nobody where one reads otherwise."""
    people: list[Name] = []
    for part in text.split(";"):
        inverted = _INVERTED.fullmatch(part.strip())
        if inverted is None:
            return []
        family, initials = inverted[1], inverted[2].strip()
        full = re.search(rf"\b{re.escape(initials[0])}[\w’'-]+ (?:[^\W\d_]\. )*{re.escape(family)}\b", article)
        name = read_name(full[0]) if full else read_name(f"{initials} {family}")
        if name is None:
            return []
        people.append(name)
    return people


def _if_most(found: dict[int, Named], of: int) -> dict[int, Named]:
    return found if len(found) >= _FEWEST and len(found) * 10 >= (of - 1) * 6 else {}


def _person(text: str) -> tuple[Name, int] | None:
    """The name that a cell begins with, and how long it is; a post may follow after a comma or in brackets."""
    bare = text.rstrip(" *†‡§")
    name = read_name(bare)
    if name is not None and name.is_full:
        return name, len(bare)
    for found in re.finditer(r", | \(| [–—|] |;", bare):
        name = read_name(bare[: found.start()]) if found.start() else None
        if name is not None and name.is_full:
            return name, found.start()
    return None


def position_of(text: str) -> Position | None:
    """The vote that a cell casts, if it is one."""
    return _POSITIONS.get(text.strip(" .").lower())


def stance_of(text: str) -> Stance:
    """What somebody does with a question who fills a cell so."""
    position = position_of(text)
    return _STANCES.get(position, Stance.ANSWERED) if position else Stance.ANSWERED
