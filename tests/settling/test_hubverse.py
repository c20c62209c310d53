import io

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from weighin.errors import Unreadable
from weighin.settling import score
from weighin.settling.hubverse import OutputType, read_hub
from weighin.tables import columns_of

MODELS = """model_id,location,horizon,target_end_date,output_type,output_type_id,value
north,01,1,2026-01-10,quantile,0.5,10
north,01,1,2026-01-10,quantile,0.1,7
north,01,1,2026-01-10,quantile,0.9,15.5
south,01,1,2026-01-10,quantile,0.10,8
south,01,1,2026-01-10,quantile,0.5,9
south,01,1,2026-01-10,quantile,0.9,12
south,02,1,2026-01-10,quantile,0.1,1
south,02,1,2026-01-10,quantile,0.5,2
south,02,1,2026-01-10,quantile,0.9,3
north,01,1,2026-01-10,median,NA,10
south,01,1,2026-01-10,median,NA,9
north,01,1,2026-01-10,pmf,low,0.7
north,01,1,2026-01-10,pmf,high,0.3
north,01,1,2026-01-10,cdf,5,0.3
south,01,1,2026-01-10,sample,s1,4
south,01,1,2026-01-10,sample,s2,6
"""
ORACLE = """location,target_end_date,output_type,output_type_id,oracle_value
01,2026-01-10,quantile,NA,11
02,2026-01-10,quantile,NA,NA
01,2026-01-10,median,NA,11
01,2026-01-10,pmf,low,0
01,2026-01-10,pmf,high,1
01,2026-01-10,sample,NA,11
"""


def test_quantiles_come_by_model_task_and_rising_level_with_what_was_observed():
    quantiles = read_hub(MODELS, ORACLE).by_type[OutputType.QUANTILE]
    assert quantiles.models == ("north", "south")
    assert quantiles.tasks == (("01", "1", "2026-01-10"), ("02", "1", "2026-01-10"))
    assert quantiles.levels.tolist() == [0.1, 0.5, 0.9]
    assert quantiles.forecasts[0, 0].tolist() == [7, 10, 15.5]
    assert np.isnan(quantiles.forecasts[0, 1]).all()
    np.testing.assert_equal(quantiles.outcomes, [11, np.nan])
    scoring = score(
        quantiles.forecasts,
        quantiles.outcomes,
        method="weighted_interval",
        levels=quantiles.levels,
        experts=quantiles.models,
    )
    assert scoring.scored == 2
    assert scoring.value[0, 0] == pytest.approx((1 / 2 + 0.2 / 2 * 8.5) / 1.5)


def test_points_categories_and_samples_are_read_and_cumulative_output_is_named():
    hub = read_hub(MODELS, ORACLE)
    assert hub.by_type[OutputType.MEDIAN].forecasts.tolist() == [[10], [9]]
    pmf = hub.by_type[OutputType.PMF]
    assert (pmf.ids, pmf.outcomes.tolist()) == (("low", "high"), [1])
    assert score(pmf.forecasts, pmf.outcomes, method="brier_choices").value[0, 0] == pytest.approx(0.98)
    assert hub.by_type[OutputType.SAMPLE].forecasts.tolist() == [[[4, 6]]]
    assert hub.warnings == ("output of type cdf is not read",)


def parquet(frame):
    content = io.BytesIO()
    pq.write_table(frame, content)
    return content.getvalue()


def frames(text, wrap):
    columns = {name: list(values) for name, values in columns_of(text, name="test").items()}
    number = next(name for name in columns if name in {"value", "oracle_value"})
    columns[number] = [None if each == "NA" else float(each) for each in columns[number]]
    return wrap(columns)


@pytest.mark.parametrize(
    "wrap", [pl.DataFrame, pd.DataFrame, pa.table, lambda columns: parquet(pa.table(columns)), dict, lambda c: c]
)
def test_a_data_frame_or_parquet_says_the_same_as_text(wrap):
    plain, other = read_hub(MODELS, ORACLE), read_hub(frames(MODELS, wrap), frames(ORACLE, wrap))
    for kind, expected in plain.by_type.items():
        np.testing.assert_equal(other.by_type[kind].forecasts, expected.forecasts)
        np.testing.assert_equal(other.by_type[kind].outcomes, expected.outcomes)
        assert other.by_type[kind].ids == expected.ids


def test_bytes_with_a_mark_are_text():
    assert (
        read_hub(b"\xef\xbb\xbf" + MODELS.encode(), ORACLE.encode()).by_type.keys()
        == read_hub(MODELS, ORACLE).by_type.keys()
    )


@pytest.mark.parametrize(
    ("models", "oracle", "words"),
    [
        (MODELS.replace("value\n", "worth\n"), ORACLE, "model output: no column value"),
        (MODELS, ORACLE.replace("oracle_value", "truth"), "oracle output: no column oracle_value"),
        (MODELS + "south,02,1,2026-01-10,quantile,0.9,4\n", ORACLE, "a second quantile 0.9 of south"),
        (MODELS.replace(",15.5", ",many"), ORACLE, "row 4: a value is no number: 'many'"),
        (MODELS, ORACLE + "01,2026-01-10,quantile,NA,12\n", "a second outcome for 01"),
        (MODELS, "place,oracle_value\n01,3\n", "no task column in common"),
        (MODELS, "location,oracle_value\n01,3\n", "which category came true"),
        (MODELS + "south,02\n", ORACLE, "row 18 has 2 cells"),
        ("", ORACLE, "nothing in it"),
        (b"\xff\xfe\x00", ORACLE, "neither CSV"),
        (b"PAR1 and nothing else", ORACLE, "damaged Parquet"),
        (7, ORACLE, "found int"),
        ("a,a\n1,2\n", ORACLE, "two columns of one name"),
    ],
)
def test_a_table_that_cannot_be_read_is_said_with_where(models, oracle, words):
    with pytest.raises(Unreadable, match=words):
        read_hub(models, oracle)
