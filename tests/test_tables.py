"""Tables in and out: what is written is read again as it was."""

import math

import pandas as pd
import polars as pl
import pytest

from weighin.errors import NotAccepted, UnknownContainer
from weighin.tables import bytes_of_table, columns_of, csv_of, frame_of

COLUMNS = {"expert": ["Cleo", "Dmitri", "Ünal"], "probability": [0.1, 1 / 3, math.nan], "answered": [3, None, 1]}


def test_numbers_written_as_csv_keep_all_their_digits_and_what_is_missing_is_an_empty_cell():
    read = columns_of(csv_of(COLUMNS), name="pooled")
    assert read == {
        "expert": ["Cleo", "Dmitri", "Ünal"],
        "probability": ["0.1", repr(1 / 3), ""],
        "answered": ["3", "", "1"],
    }


def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe():
    assert csv_of({"=1": ["=HYPERLINK(1)", "@x", "a=b"], "n": [-1.5, 2, 3]}).decode().splitlines() == [
        "'=1,n",
        "'=HYPERLINK(1),-1.5",
        "'@x,2",
        "a=b,3",
    ]


def test_parquet_gives_back_what_was_written():
    read = columns_of(bytes_of_table(COLUMNS, ".PARQUET"), name="pooled")
    assert read["expert"] == COLUMNS["expert"]
    assert read["probability"][:2] == COLUMNS["probability"][:2]
    assert math.isnan(read["probability"][2])


@pytest.mark.parametrize(("backend", "kind"), [("polars", pl.DataFrame), ("pandas", pd.DataFrame)])
def test_columns_become_a_frame_of_the_library_that_is_named(backend, kind):
    frame = frame_of({"expert": ("Cleo", "Dmitri"), "probability": (0.1, 0.2)}, backend)
    assert isinstance(frame, kind)
    assert columns_of(frame, name="frame") == {"expert": ["Cleo", "Dmitri"], "probability": [0.1, 0.2]}


def test_a_library_that_there_is_not_is_told_so():
    with pytest.raises(NotAccepted, match="no data frames of 'excel' here; there are polars, pandas and pyarrow"):
        frame_of(COLUMNS, "excel")


@pytest.mark.parametrize("suffix", [".xlsx", ""])
def test_an_unknown_ending_of_a_table_lists_those_known(suffix):
    with pytest.raises(UnknownContainer, match=r"one of \.csv, \.parquet"):
        bytes_of_table(COLUMNS, suffix)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_what_a_spreadsheet_writes_where_the_comma_is_the_decimal_sign_is_read(mark):
    text = f"expert{mark}probability\nCleo{mark}0,6\n"
    assert columns_of(text, name="table") == {"expert": ["Cleo"], "probability": ["0,6"]}
