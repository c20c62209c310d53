"""A panel from a table: CSV with a header, as spreadsheets and survey programs write it."""

import csv
import io
import re

from msgspec import Struct

MOST_LINES = 2000
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_MEANINGS = {
    "name": ("name", "full name", "fullname", "expert", "panelist"),
    "given": ("first name", "firstname", "given name", "givenname", "forename"),
    "family": ("last name", "lastname", "surname", "family name", "familyname"),
    "address": ("address", "email", "e-mail", "mail", "email address", "e-mail address"),
    "affiliation": ("affiliation", "institution", "organisation", "organization", "title", "post"),
    "language": ("language", "lang", "preferred language"),
    "time_zone": ("time zone", "timezone", "time_zone", "tz"),
}


class TableLine(Struct, frozen=True, kw_only=True):
    """One line of the table: who it names, or what is wrong with it. `number` counts as spreadsheets do, the header being line 1."""

    number: int
    name: str = ""
    address: str = ""
    affiliation: str = ""
    language: str = ""
    time_zone: str = ""
    flaw: str = ""


def read_panel_table(text: str) -> tuple[TableLine, ...]:
    """The lines of the table, good and bad; a table that is none is one bad line.

    Columns are told by their header: name (or first and last name), email, affiliation, language, time zone; others are left alone.
    Comma, semicolon and tabulator part the cells.
    """
    try:
        rows = _rows(text.removeprefix("\ufeff"))
    except csv.Error as error:
        return (TableLine(number=1, flaw=f"this is no table ({error})"),)
    if not rows:
        return (TableLine(number=1, flaw="there is nothing in the table"),)
    columns = _columns(rows[0][1])
    if "name" not in columns and not {"given", "family"} <= set(columns):
        flaw = (
            "the first line names no column “name” (or “first name” and “last name”); it should say what each column is"
        )
        return (TableLine(number=1, flaw=flaw),)
    if len(rows) - 1 > MOST_LINES:
        return (TableLine(number=1, flaw=f"at most {MOST_LINES:,} lines, found {len(rows) - 1:,}"),)
    seen: dict[str, int] = {}
    return tuple(_line(number, row, columns, seen) for number, row in rows[1:])


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have something in them, each with the number of the line that it ends on."""
    first = text.lstrip().split("\n", maxsplit=1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=None), delimiter=delimiter)
    return [(reader.line_num, row) for row in reader if any(map(str.strip, row))]


def _columns(header: list[str]) -> dict[str, int]:
    told = [" ".join(cell.strip().lower().split()) for cell in header]
    found: dict[str, int] = {}
    for meaning, spellings in _MEANINGS.items():
        place = next((told.index(spelling) for spelling in spellings if spelling in told), None)
        if place is not None:
            found[meaning] = place
    return found


def _line(number: int, row: list[str], columns: dict[str, int], seen: dict[str, int]) -> TableLine:
    def cell(meaning: str) -> str:
        place = columns.get(meaning)
        return " ".join(row[place].split()) if place is not None and place < len(row) else ""

    name = cell("name") or f"{cell('given')} {cell('family')}".strip()
    address = cell("address")
    line = TableLine(
        number=number,
        name=name,
        address=address,
        affiliation=cell("affiliation"),
        language=cell("language"),
        time_zone=cell("time_zone"),
        flaw=_flaw(name, address, seen),
    )
    if address and not line.flaw:
        seen[address.lower()] = number
    return line


def _flaw(name: str, address: str, seen: dict[str, int]) -> str:
    if not name:
        return "no name"
    if len(name) > 200:
        return "a name of more than 200 characters"
    if address and not _ADDRESS.fullmatch(address):
        return f"“{address}” is no mail address"
    if address.lower() in seen:
        return f"the same address as line {seen[address.lower()]}"
    return ""
