"""Any table of judgements: which layout it has, and what stands in it."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import assert_never

import numpy as np

from weighin.errors import NotAccepted, UnknownContainer
from weighin.tables import PARQUET, TABLES, Columns, bytes_of_table, columns_of
from weighin.weighing.judgements.aggrecat import is_aggrecat, read_aggrecat, write_aggrecat
from weighin.weighing.judgements.elicitr import (
    is_categorical,
    is_continuous,
    read_categorical,
    read_continuous,
    write_elicitr,
)
from weighin.weighing.judgements.judgements import Judgements, Layout
from weighin.weighing.judgements.long import is_long, read_long, write_long
from weighin.weighing.judgements.wide import read_wide, write_wide
from weighin.weighing.pools.registry import Judged

KNOWN = "known are .csv and .parquet (long, wide, aggreCAT's, elicitr's) and .json (a record of a round-up)"


def judgements_in(
    table: object,
    *,
    name: str = "the table",
    judged: Judged | str | None = None,
    percent: bool | None = None,
    words: bool = False,
) -> Judgements:
    """Judgements from a table in any layout that is known; its columns tell which.

    Args:
        table: CSV text or bytes, Parquet bytes, a mapping of columns, or a data frame of polars, pandas, pyarrow or another that Narwhals knows.
        name: what the caller calls it, for errors.
        judged: what single numbers are, as "probabilities", which are then looked over; None for any number.
        percent: whether probabilities are in per cent. None: no; in aggreCAT's table where one is above 1.
        words: whether single answers may be words, which become categories.

    Raises:
        Unreadable: no table, or columns of no layout. BadJudgements and what is below it: a bad number; names row, expert and question.
    """
    if judged is not None and judged not in list(Judged):
        msg = f"no judgements of {judged!r}; there are {', '.join(Judged)}"
        raise NotAccepted(msg)
    columns = columns_of(table, name=name)
    kind = None if judged is None else Judged(judged)
    of_probability = bool(percent)
    match layout_of(columns):
        case Layout.AGGRECAT:
            return read_aggrecat(columns, source=name, percent=percent)
        case Layout.ELICITR:
            if is_categorical(columns):
                return read_categorical(columns, source=name, percent=of_probability)
            return read_continuous(columns, source=name)
        case Layout.LONG:
            return read_long(columns, source=name, judged=kind, percent=of_probability, words=words)
        case Layout.WIDE:
            return read_wide(columns, source=name, judged=kind, percent=of_probability, words=words)
        case unknown:
            assert_never(unknown)


def is_table(value: object) -> bool:
    """Whether something is a mapping of columns or a data frame, and no array."""
    return isinstance(value, Mapping) or (hasattr(value, "columns") and not isinstance(value, np.ndarray))


def layout_of(columns: Columns) -> Layout:
    """The layout that the names of the columns show; wide where they show none."""
    if is_aggrecat(columns):
        return Layout.AGGRECAT
    if is_categorical(columns):
        return Layout.ELICITR
    if is_long(columns):
        return Layout.LONG
    return Layout.ELICITR if is_continuous(columns) else Layout.WIDE


def require_table(name: str, content: bytes) -> None:
    """That a file is a table, by its ending and by what is in it. Without an ending, as from standard input, the content decides.

    Raises:
        UnknownContainer: an ending that is not known, which lists those that are; or one that the content belies.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in TABLES:
        reason = f"judgements are known by the ending of their file, and {suffix} is none; {KNOWN}"
        raise UnknownContainer(name, reason)
    is_parquet = content.startswith(PARQUET)
    if suffix == ".parquet" and not is_parquet:
        raise UnknownContainer(name, "this is no Parquet, whatever it is called")
    if suffix == ".csv" and is_parquet:
        raise UnknownContainer(name, "this is Parquet and no CSV; call it .parquet")
    if not is_parquet and b"\0" in content[:4096]:
        raise UnknownContainer(name, f"this is neither text nor Parquet; {KNOWN}")


def table_of(judgements: Judgements, layout: Layout | str) -> Columns:
    """Judgements as the columns of a table in a layout.

    Raises:
        NotAccepted: no such layout. BadJudgements: what it cannot hold.
    """
    if layout not in list(Layout):
        msg = f"no layout {layout!r}; there are {', '.join(Layout)}"
        raise NotAccepted(msg)
    match Layout(layout):
        case Layout.LONG:
            return write_long(judgements)
        case Layout.WIDE:
            return write_wide(judgements)
        case Layout.AGGRECAT:
            return write_aggrecat(judgements)
        case Layout.ELICITR:
            return write_elicitr(judgements)


def file_of(judgements: Judgements, layout: Layout | str, suffix: str) -> bytes:
    """The same as the bytes of a file: .csv or .parquet.

    Raises:
        UnknownContainer: another ending. Else as `table_of`.
    """
    return bytes_of_table(table_of(judgements, layout), suffix)
