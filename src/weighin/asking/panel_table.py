"""A panel, or a directory of experts, from a table: CSV with a header, as spreadsheets and survey programs (LimeSurvey's participants) write it."""

import csv
import io
import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct

MOST_LINES = 2000
LONGEST_GROUP = 100  # characters
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_MEANINGS = {
    "name": ("name", "full name", "fullname", "expert", "panelist"),
    "given": ("first name", "firstname", "given name", "givenname", "forename"),
    "family": ("last name", "lastname", "surname", "family name", "familyname"),
    "address": ("address", "email", "e-mail", "mail", "email address", "e-mail address"),
    "affiliation": ("affiliation", "institution", "organisation", "organization", "title", "post"),
    "language": ("language", "lang", "preferred language"),
    "time_zone": ("time zone", "timezone", "time_zone", "tz"),
    "subjects": ("subjects", "subject", "expertise", "field", "fields", "topics"),
    "biography": ("biography", "bio", "short biography", "about"),
    "interests": ("interests", "declared interests", "conflicts of interest"),
    "orcid": ("orcid", "orcid id"),
    "group": ("group", "stakeholder group", "stakeholders"),
    "unwanted": ("blacklisted", "blocklisted"),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OF_A_FORM = ("-informal", "-easy")  # LimeSurvey marks the tone of a translation like a dialect
_LONGEST = {
    "name": 200,
    "address": 254,
    "affiliation": 300,
    "language": 12,
    "time_zone": 64,
    "subjects": 500,
    "group": LONGEST_GROUP,
}


class TableLine(Struct, frozen=True, kw_only=True):
    """One line of the table: who it names, or what is wrong with it. `number` counts as spreadsheets do, the header being line 1."""

    number: int
    name: str = ""
    address: str = ""
    affiliation: str = ""
    language: str = ""
    time_zone: str = ""
    other_addresses: str = ""  # parted by commas
    subjects: str = ""
    biography: str = ""
    interests: str = ""
    orcid: str = ""
    group: str = ""  # of stakeholders
    flaw: str = ""


def read_panel_table(text: str) -> tuple[TableLine, ...]:
    """The lines of the table, good and bad; a table that is none is one bad line.

    Columns are told by their header: name (or first and last name), email, affiliation, language, time zone, subjects, biography, interests,
    ORCID, stakeholder group; others are left alone. Comma, semicolon and tabulator part the cells. A cell with several addresses gives the first to letters.
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

    addresses = re.split(r"[;,\s]+", cell("address")) if "@" in cell("address") else [cell("address")]
    addresses = [address for address in addresses if address] or [""]
    if not all(map(_ADDRESS.fullmatch, addresses)):
        addresses = [cell("address")]
    line = TableLine(
        number=number,
        name=cell("name") or f"{cell('given')} {cell('family')}".strip(),
        address=addresses[0],
        affiliation=cell("affiliation"),
        language=_language(cell("language")),
        time_zone=cell("time_zone"),
        other_addresses=", ".join(addresses[1:]),
        subjects=cell("subjects"),
        biography=cell("biography"),
        interests=cell("interests"),
        orcid=cell("orcid").rsplit("/", maxsplit=1)[-1].upper(),
        group=cell("group"),
    )
    flaw = _flaw(line, seen, is_unwanted=cell("unwanted").lower() in {"y", "yes", "1", "true"})
    if line.address and not flaw:
        seen[line.address.lower()] = number
    return msgspec.structs.replace(line, flaw=flaw)


def _flaw(line: TableLine, seen: dict[str, int], *, is_unwanted: bool) -> str:
    if not line.name:
        return "no name"
    for column, most in _LONGEST.items():
        if len(getattr(line, column)) > most:
            return f"{_IN_WORDS.get(column, f'a {column}')} of more than {most} characters"
    if line.address and not _ADDRESS.fullmatch(line.address):
        return f"“{line.address}” is no mail address"
    if line.address.lower() in seen:
        return f"the same address as line {seen[line.address.lower()]}"
    if line.language and not _LANGUAGE.fullmatch(line.language):
        return f"“{line.language}” is no language tag, as in de or pt-BR"
    if line.time_zone and not is_time_zone(line.time_zone):
        return f"there is no time zone “{line.time_zone}”; it is written as in Europe/Vienna"
    if line.orcid and not is_orcid(line.orcid):
        return f"“{line.orcid}” is no ORCID: its last character does not fit, or it is not written as in 0000-0002-1825-0097"
    return "marked there as not to be written to" if is_unwanted else ""


_IN_WORDS = {"time_zone": "a time zone", "address": "an address", "affiliation": "an affiliation"}


def _language(told: str) -> str:
    for suffix in _OF_A_FORM:
        told = told.removesuffix(suffix)
    return told


def is_language(tag: str) -> bool:
    """Whether it is written as a BCP 47 tag of a language is, as in de or pt-BR."""
    return len(tag) <= _LONGEST["language"] and bool(_LANGUAGE.fullmatch(tag))


@lru_cache(maxsize=1000)
def is_time_zone(name: str) -> bool:
    """Whether there is a time zone of that IANA name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def is_orcid(told: str) -> bool:
    """Whether it is an ORCID whose last character fits the others (ISO 7064 MOD 11-2)."""
    if not re.fullmatch(r"(\d{4}-){3}\d{3}[\dX]", told, re.ASCII):
        return False
    total = 0
    for digit in told.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    return told[-1] == "0123456789X"[(12 - total % 11) % 11]
