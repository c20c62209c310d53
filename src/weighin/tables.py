"""Tables as columns of plain values: from and to CSV, Parquet, or a data frame of any library that Narwhals knows."""

import csv
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from weighin.errors import NotAccepted, UnknownContainer, Unreadable

Columns = Mapping[str, Sequence[Any]]
PARQUET = b"PAR1"
TABLES = (".csv", ".parquet")
FIRST_ROW = 2  # of a table as people count: the header is the first
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns_of(table: object, *, name: str, needed: Sequence[str] = ()) -> Columns:
    """The columns of a table by name; a missing value is None or an empty text.

    Args:
        table: CSV text or bytes (UTF-8, with a header), the bytes of a Parquet file, a mapping of columns, or a data frame of polars, pandas,
            pyarrow or another library that Narwhals knows.
        name: what the caller calls it, for errors. needed: columns that must be there.

    Raises:
        Unreadable: no such table, damaged, rows of different lengths, or a column is missing.
    """
    columns = _columns(table, name)
    missing = [each for each in needed if each not in columns]
    if missing:
        reason = f"no column {', '.join(missing)}; there are {', '.join(columns) or 'none'}"
        raise Unreadable(name, reason)
    return columns


def frame_of(columns: Columns, backend: str) -> Any:
    """Columns as a data frame of the library that the caller names: "polars", "pandas", "pyarrow" or another that Narwhals knows.

    Raises:
        NotAccepted: there is no such library, or it is not installed.
    """
    import narwhals.stable.v1 as nw  # a tenth of a second, which text need not wait for

    library: Any = backend  # Narwhals says what it knows at run time
    try:
        return nw.from_dict({name: list(values) for name, values in columns.items()}, backend=library).to_native()
    except (ValueError, ImportError, TypeError, AttributeError) as error:
        msg = f"no data frames of {backend!r} here; there are polars, pandas and pyarrow where they are installed"
        raise NotAccepted(msg) from error


def bytes_of_table(columns: Columns, suffix: str) -> bytes:
    """Columns as a file of the kind that a suffix names, in any case: .csv or .parquet.

    Raises:
        UnknownContainer: another suffix; lists those known. Unreadable: Parquet without pyarrow.
    """
    match suffix.lower():
        case ".csv":
            return csv_of(columns)
        case ".parquet":
            return parquet_of(columns)
    reason = f"a table is written to a file by its ending, which is one of {', '.join(TABLES)}"
    raise UnknownContainer(suffix or "no ending", reason)


def csv_of(columns: Columns) -> bytes:
    """Columns as CSV in UTF-8; None and NaN are empty cells, numbers have all their digits.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_cell(name) for name in columns])
    writer.writerows([_cell(value) for value in row] for row in zip(*columns.values(), strict=True))
    return text.getvalue().encode("utf-8", errors="replace")


def parquet_of(columns: Columns) -> bytes:
    """Columns as Parquet.

    Raises:
        Unreadable: pyarrow is not installed.
    """
    pa, parquet = _pyarrow("Parquet")
    content = io.BytesIO()
    parquet.write_table(pa.table({name: list(values) for name, values in columns.items()}), content)
    return content.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, float) and math.isnan(value):
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value


def _columns(table: object, name: str) -> Columns:
    match table:
        case str():
            return _columns_of_csv(table, name)
        case bytes() if table.startswith(PARQUET):
            return _columns_of_parquet(table, name)
        case bytes():
            try:
                return _columns_of_csv(table.decode("utf-8-sig"), name)
            except UnicodeDecodeError as error:
                reason = "neither CSV in UTF-8 nor Parquet"
                raise Unreadable(name, reason) from error
        case Mapping():
            return table
        case _:
            return _columns_of_frame(table, name)


def _columns_of_csv(text: str, name: str) -> Columns:
    csv.field_size_limit(1 << 24)  # a cell may hold a whole distribution
    try:
        text = text.removeprefix("\ufeff")
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text)) if row]
    except csv.Error as error:
        reason = f"no CSV ({error})"
        raise Unreadable(name, reason) from error
    if not rows:
        reason = "nothing in it; expected a header and rows"
        raise Unreadable(name, reason)
    header, *body = rows
    if len(set(header)) < len(header):
        reason = "two columns of one name"
        raise Unreadable(name, reason)
    for number, row in enumerate(body, start=2):
        if len(row) != len(header):
            reason = f"row {number} has {len(row)} cells, the header {len(header)}"
            raise Unreadable(name, reason)
    return {column: [row[place] for row in body] for place, column in enumerate(header)}


def _delimiter(text: str) -> str:
    """What stands between cells: a comma, or what spreadsheets write where the comma is the decimal sign."""
    header = text.partition("\n")[0]
    return "," if "," in header else next((mark for mark in (";", "\t") if mark in header), ",")


def _columns_of_parquet(content: bytes, name: str) -> Columns:
    pa, parquet = _pyarrow(name)
    try:
        columns: dict[str, list[Any]] = parquet.read_table(io.BytesIO(content)).to_pydict()
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = f"damaged Parquet ({error})"
        raise Unreadable(name, reason) from error
    return columns


def _pyarrow(name: str) -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # an extra: only who has Parquet needs it
        from pyarrow import parquet
    except ImportError as error:
        reason = "Parquet needs pyarrow: install weighin[parquet]"
        raise Unreadable(name, reason) from error
    return pa, parquet


def _columns_of_frame(frame: Any, name: str) -> Columns:
    import narwhals.stable.v1 as nw  # a tenth of a second, which text need not wait for

    try:
        known = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        reason = f"expected CSV text, Parquet or a data frame, found {type(frame).__name__}"
        raise Unreadable(name, reason) from error
    return {column: known.get_column(column).to_list() for column in known.columns}
