"""Forecasts that somebody named: a table, a hub's folder, a download from Metaculus, a record; recognised by what is in them."""

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from weighin.errors import EmptySource, Missing, TooLarge, UnknownContainer, Unreadable
from weighin.reading.sources.files import bytes_of_file
from weighin.settling.forecasts import (
    Forecasts,
    forecasts_of_download,
    forecasts_of_hub,
    forecasts_of_record,
    read_long_table,
    read_outcomes,
)
from weighin.settling.hubverse import read_hub
from weighin.settling.metaculus_download import FORECASTS, QUESTIONS, DownloadedQuestion, read_metaculus_download
from weighin.tables import TABLES, Columns, columns_of

MOST_BYTES: Final = 2_000_000_000  # of a table: a hundred million forecasts would need more memory than a laptop has
MOST_FILES: Final = 20_000  # of a hub
KNOWN: Final = "a table (.csv, .parquet), a record (.json), a hub's folder, or a download from Metaculus (.zip, or the folder of its tables)"
STANDARD_INPUT = "standard input"
MODEL_OUTPUT, ORACLE = "model-output", "oracle-output"


class Given(Struct, frozen=True, kw_only=True):
    """What was read: forecasts, and the questions of a download, which have points besides."""

    forecasts: Forecasts
    download: tuple[DownloadedQuestion, ...] | None = None


def forecasts_named(source: str, *, outcomes: str | None, with_unhedged: bool = False) -> Given:
    """Read what somebody named.

    Args:
        source: a file, a folder, or "-" for standard input. outcomes: the file of outcomes; of a hub its oracle data, of Metaculus' table of
            forecasts its table of questions. with_unhedged: of a record read from prose, count a bare "will" too.

    Raises:
        UnknownContainer: lists what is known. Missing, Unreadable, EmptySource, TooLarge, BadRecord, BadJudgements: what is wrong and where.
    """
    path = Path(source)
    if source != "-" and path.is_dir():
        return _of_folder(path, outcomes=outcomes)
    data = _typed_in() if source == "-" else bytes_of_file(path, most=MOST_BYTES)
    name = STANDARD_INPUT if source == "-" else path.name
    if data.startswith(b"PK\x03\x04"):
        return _of_download(*_unpacked(data, name), name=name)
    if data.lstrip()[:1] == b"{":
        return _of_record(data, name=name, outcomes=outcomes, with_unhedged=with_unhedged)
    if source != "-" and path.suffix.lower() not in TABLES:
        reason = f"forecasts are read from {KNOWN}"
        raise UnknownContainer(source, reason)
    columns = columns_of(data, name=name)
    if "output_type" in columns:
        return _of_hub(columns, _oracle_named(outcomes, name), name=name)
    if "Question ID" in columns:
        return _of_metaculus_table(columns, path, outcomes=outcomes)
    facts = read_outcomes(_table(Path(outcomes)), name=Path(outcomes).name) if outcomes else None
    return Given(forecasts=read_long_table(columns, name=name, outcomes=facts))


def _typed_in() -> bytes:
    if sys.stdin.isatty():
        sys.stderr.write("Paste the table, then press Ctrl-D on a line of its own.\n")
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TooLarge(STANDARD_INPUT, f"larger than {MOST_BYTES // 1_000_000} MB, which no table is")
    if not data:
        raise EmptySource(STANDARD_INPUT, "there is nothing in it")
    return data


def _table(path: Path) -> bytes:
    if path.suffix.lower() not in TABLES:
        reason = f"a table is one of {', '.join(TABLES)}"
        raise UnknownContainer(str(path), reason)
    return bytes_of_file(path, most=MOST_BYTES)


def _of_record(data: bytes, *, name: str, outcomes: str | None, with_unhedged: bool) -> Given:
    from weighin.record.codec import decode_record  # a table has no use for it

    record = decode_record(data)
    facts = read_outcomes(_table(Path(outcomes)), name=Path(outcomes).name) if outcomes else {}
    found = forecasts_of_record(record, facts, name=name, with_unhedged=with_unhedged)
    return Given(forecasts=found)


def _of_folder(folder: Path, *, outcomes: str | None) -> Given:
    if (folder / QUESTIONS).is_file() and (folder / FORECASTS).is_file():
        return _of_download(_table(folder / QUESTIONS), _table(folder / FORECASTS), name=folder.name)
    models = folder / MODEL_OUTPUT if (folder / MODEL_OUTPUT).is_dir() else folder
    files = sorted(path for path in models.rglob("*") if path.suffix.lower() in TABLES)
    if not files:
        reason = f"neither a hub's folder ({MODEL_OUTPUT} with .csv or .parquet in it) nor one of {QUESTIONS} and {FORECASTS}"
        raise UnknownContainer(str(folder), reason)
    if len(files) > MOST_FILES:
        raise TooLarge(str(folder), f"more than {MOST_FILES} files of model output")
    oracle = _oracle_named(outcomes, folder.name) if outcomes else _oracle_of(models.parent)
    return _of_hub(_joined(files, models), oracle, name=folder.name)


def _oracle_of(hub: Path) -> Columns:
    """The oracle data of a hub, where its folder has them: target-data/oracle-output as a file or as a folder of files."""
    there = [path for path in sorted((hub / "target-data").rglob("*")) if path.suffix.lower() in TABLES]
    found = [path for path in there if ORACLE in path.as_posix()]
    if not found:
        msg = f"{hub}: no target-data/{ORACLE} beside the model output; name the oracle data with --outcomes FILE"
        raise Missing(msg)
    return _stacked([(columns_of(_table(path), name=path.name), path.name) for path in found])


def _oracle_named(outcomes: str | None, name: str) -> Columns:
    if outcomes is None:
        msg = f"{name}: this is model output of a hub; name its oracle data with --outcomes FILE"
        raise Missing(msg)
    path = Path(outcomes)
    return columns_of(_table(path), name=path.name)


def _joined(files: Sequence[Path], models: Path) -> Columns:
    """The model output of all files in one table; the model is the folder that a file lies in, as hubs have it."""
    tables = []
    for path in files:
        columns = dict(columns_of(_table(path), name=path.name))
        if "model_id" not in columns:
            model = path.parent.name if path.parent != models else path.stem
            columns["model_id"] = [model] * len(next(iter(columns.values()), []))
        tables.append((columns, path.relative_to(models).as_posix()))
    return _stacked(tables)


def _stacked(tables: Sequence[tuple[Columns, str]]) -> Columns:
    first, of_first = tables[0]
    for columns, name in tables:
        if set(columns) != set(first):
            differing = ", ".join(sorted(set(columns) ^ set(first)))
            reason = f"not the columns of {of_first}: {differing}"
            raise Unreadable(name, reason)
    return {column: [cell for columns, _ in tables for cell in columns[column]] for column in first}


def _of_hub(models: Columns, oracle: Columns, *, name: str) -> Given:
    return Given(forecasts=forecasts_of_hub(read_hub(models, oracle), name=name))


def _of_metaculus_table(columns: Columns, path: Path, *, outcomes: str | None) -> Given:
    """One of the two tables; the other is named, or lies beside it."""
    is_questions = "Resolution" in columns
    beside = Path(outcomes) if outcomes else path.parent / (FORECASTS if is_questions else QUESTIONS)
    if not outcomes and not beside.is_file():
        msg = f"{path.name}: a download from Metaculus is two tables, and {beside.name} does not lie beside it; name it with --outcomes FILE"
        raise Missing(msg)
    other = columns_of(_table(beside), name=beside.name)
    questions, forecasts = (columns, other) if is_questions else (other, columns)
    return _of_download(questions, forecasts, name=path.name)


def _of_download(questions: object, forecasts: object, *, name: str) -> Given:
    download = read_metaculus_download(questions, forecasts)
    return Given(forecasts=forecasts_of_download(download, name=name), download=download)


def _unpacked(data: bytes, name: str) -> tuple[bytes, bytes]:
    """The two tables of a download that is packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = {Path(each.filename).name: each for each in packed.infolist()}
            for table in (QUESTIONS, FORECASTS):
                if table not in inside:
                    reason = f"no {table} in it; a download from Metaculus holds {QUESTIONS} and {FORECASTS}"
                    raise Unreadable(name, reason)
                if inside[table].file_size > MOST_BYTES:
                    raise TooLarge(name, f"{table} would be larger than {MOST_BYTES // 1_000_000} MB")
            return packed.read(inside[QUESTIONS]), packed.read(inside[FORECASTS])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        reason = f"damaged or encrypted ZIP ({error})"
        raise Unreadable(name, reason) from error
