"""What somebody named to be weighed: a table of judgements, a study, or a round-up."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from weighin.cli.sources import Named, bytes_named
from weighin.errors import BadJudgements, NotAccepted, UnknownContainer
from weighin.reading.sources.files import bytes_of_file

if TYPE_CHECKING:
    from weighin.record.record import Record
    from weighin.weighing.judgements import Judgements

TABLES = {".csv", ".parquet"}
STUDIES = {".dtt", ".rls"}
ROUNDUPS = {".json", ".html", ".htm", ".txt", ".md", ".docx", ".pdf", ".eml"}
MOST_BYTES = 500_000_000  # of a table: some ten million judgements
KNOWN = (
    "a table of judgements ends in .csv or .parquet, a record of a round-up in .json, an article in .html, .txt, .md, .docx, .pdf or .eml; "
    "a study in .dtt, .rls or Anduryl's .json is for weighin cooke"
)


class Judged(Struct, frozen=True, kw_only=True):
    """A table or a round-up; one of the two."""

    name: str
    table: bytes = b""
    record: "Record | None" = None


def judged_named(source: str) -> Judged:
    """The table or round-up in a file, on standard input ("-") or at an address: by the ending of its name, and by what is in it.

    Raises:
        UnknownContainer: an ending that is not known, or a study; lists what is. Else as `bytes_named` and `record_named`.
    """
    suffix = PurePath(source).suffix.lower()
    if suffix in STUDIES:
        raise UnknownContainer(source, f"this is a study of Cooke's classical model: weighin cooke {source}")
    if suffix and source != "-" and suffix not in TABLES | ROUNDUPS and "://" not in source:
        raise UnknownContainer(source, f"{suffix} is not known; {KNOWN}")
    if suffix in TABLES and "://" not in source:
        named = Named(data=bytes_of_file(Path(source), most=MOST_BYTES), name=PurePath(source).name)
    else:
        named = bytes_named(source)
    is_json = named.data.lstrip()[:1] == b"{"
    if is_json and b'"assessments"' in named.data[:200_000] and b'"panel"' not in named.data[:200_000]:
        raise UnknownContainer(named.name, f"this is Anduryl's study: weighin cooke {source}")
    if is_json or suffix in ROUNDUPS or (named.address and suffix not in TABLES):
        return Judged(name=named.name, record=_record_in(named))
    from weighin.weighing.judgements import require_table  # NumPy: not for --help

    require_table("" if source == "-" else named.name, named.data)
    return Judged(name=named.name, table=named.data)


def table_named(judged: Judged, *, percent: bool, kind: str | None, words: bool = False) -> "Judgements":
    """The judgements in a table. Arguments and errors as `judgements_in`."""
    from weighin.weighing.judgements import judgements_in  # the same

    return judgements_in(judged.table, name=judged.name, judged=kind, percent=percent or None, words=words)


def weights_named(source: str, experts: tuple[str, ...]) -> list[float]:
    """The weights of experts from a table with columns expert and weight.

    Raises:
        BadJudgements: no weight for an expert, a weight for somebody who is not there, or one that is none; names the expert.
    """
    from weighin.tables import FIRST_ROW, columns_of
    from weighin.weighing.judgements.gathering import Cell, number_in

    named = bytes_named(source)
    columns = columns_of(named.data, name=named.name, needed=("expert", "weight"))
    found: dict[str, float] = {}
    for place, expert in enumerate(columns["expert"]):
        name = str(expert).strip()
        if name not in experts:
            msg = f"{named.name}, row {place + FIRST_ROW}: there is a weight, but no such expert has judged; there are {', '.join(experts[:8])}"
            raise BadJudgements(msg, expert=name)
        cell = Cell(row=place + FIRST_ROW, expert=name, question="weight", value=None)
        found[name] = number_in(columns["weight"][place], cell, named.name)
    lacking = [expert for expert in experts if expert not in found]
    if lacking:
        msg = f"{named.name}: there is no weight; write 0 for who is not to count"
        raise BadJudgements(msg, expert=lacking[0])
    return [found[expert] for expert in experts]


def settings_typed(typed: list[str]) -> dict[str, object]:
    """Settings as they are typed, `name=value`: numbers, several with commas, yes and no, or a word.

    Raises:
        NotAccepted: no equals sign.
    """
    settings: dict[str, object] = {}
    for one in typed:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            msg = f"expected a setting as name=value, found {one!r}"
            raise NotAccepted(msg)
        parts = [_plain(part.strip()) for part in value.split(",")]
        settings[name.strip().replace("-", "_")] = parts[0] if len(parts) == 1 else parts
    return settings


def _record_in(named: Named) -> "Record":
    from weighin.cli.records import record_in  # what reads is not loaded for a table

    return record_in(named)


def _plain(word: str) -> object:
    if word.lower() in {"yes", "true", "no", "false"}:
        return word.lower() in {"yes", "true"}
    try:
        return float(word)
    except ValueError:
        return word
