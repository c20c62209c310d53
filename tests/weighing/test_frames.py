"""Data frames in and out of pools; quantities are pools like all others."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import weighin
from weighin.errors import NotAccepted
from weighin.weighing.agreement import spread_of
from weighin.weighing.cooke.deciding import decision_maker, score_experts
from weighin.weighing.cooke.files import read_study
from weighin.weighing.judgements import judgements_in
from weighin.weighing.pool import pool
from weighin.weighing.quantities.pool import pool_quantities
from weighin.weighing.report import report_pool
from weighin.weighing.sensitivity import leave_one_expert_out, sensitivity


@pytest.fixture(scope="module")
def judgements_folder(root):
    return root / "examples" / "judgements"


WHEAT = np.array([[[4.0, 5.0, 6.5]], [[4.5, 5.2, 6.0]], [[7.0, 8.0, 9.5]]])
LEVELS = (0.05, 0.5, 0.95)


def long_frame() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "expert": ["Cleo", "Cleo", "Dmitri", "Dmitri", "Edda"],
            "question": ["rain", "snow", "rain", "snow", "rain"],
            "probability": [0.6, 0.2, 0.8, 0.3, 0.9],
        }
    )


def test_a_frame_is_pooled_as_its_array_is():
    weighing = weighin.pool(long_frame(), method="geometric_odds")
    array = weighin.pool([[0.6, 0.2], [0.8, 0.3], [0.9, None]], method="geometric_odds")
    np.testing.assert_array_equal(weighing.value, array.value)
    assert weighing.questions == ("rain", "snow")


def test_a_result_becomes_a_frame_with_the_names_of_the_questions():
    frame = weighin.pool(long_frame(), method="mean").to_frame("pandas")
    assert isinstance(frame, pd.DataFrame)
    assert frame["question"].tolist() == ["rain", "snow"]
    assert frame["value"].tolist() == pytest.approx([2.3 / 3, 0.25])


def test_the_weights_of_a_table_are_used_by_what_takes_weights():
    frame = long_frame().with_columns(weight=pl.Series([3, 3, 1, 1, 0]))
    assert weighin.pool(frame, method="mean").value.tolist() == pytest.approx([0.65, 0.225])
    assert weighin.pool(frame, method="trimmed", share=0.0).value[0] == pytest.approx(2.3 / 3)


def test_times_make_ages():
    frame = long_frame().with_columns(
        time=pl.Series(["2026-01-01", "2026-01-01", "2026-01-11", "2026-01-11", "2026-01-11"])
    )
    found = weighin.pool(frame, method="decay", half_life=10.0).value
    assert found[1] == pytest.approx((0.2 * 0.5 + 0.3) / 1.5)


def test_pandas_columns_alone_are_experts_down_and_questions_across():
    weighing = weighin.pool(pd.DataFrame({"rain": [0.5, 0.7], "snow": [0.1, np.nan]}), method="mean")
    assert weighing.columns() == {"question": ["rain", "snow"], "value": [0.6, 0.1]}


@pytest.mark.parametrize(
    "method", ["vincent", "vincent median", "vincent trimmed", "linear", "linear of fitted families"]
)
def test_quantities_are_reached_from_pool_by_the_same_names(method):
    weighing = pool(WHEAT, method=method, levels=LEVELS)
    np.testing.assert_allclose(weighing.value, pool_quantities(WHEAT, levels=LEVELS, method=method).value.quantiles)
    assert weighing.third == LEVELS


def test_quantities_are_averaged_by_vincent_where_no_method_is_named():
    assert pool(WHEAT, levels=LEVELS).method == "vincent"
    assert pool(WHEAT, levels=LEVELS).columns()["level"] == list(LEVELS)


def test_a_pool_of_quantities_needs_its_levels():
    with pytest.raises(NotAccepted, match="vincent needs levels"):
        pool(WHEAT, method="vincent")


def test_leaving_one_out_of_quantities_is_pooling_the_others():
    without = leave_one_expert_out(WHEAT, method="linear", levels=LEVELS)
    np.testing.assert_allclose(without[2], pool(WHEAT[:2], method="linear", levels=LEVELS).value)


def test_sensitivity_takes_a_table_of_quantities():
    rows = [
        (expert, "wheat", level, WHEAT[number, 0, place])
        for number, expert in enumerate(("Cleo", "Dmitri", "Edda"))
        for place, level in enumerate(LEVELS)
    ]
    table = {name: [row[place] for row in rows] for place, name in enumerate(("expert", "question", "level", "value"))}
    found = sensitivity(judgements_in(table), draws=50)
    assert found.pooled.method == "vincent"
    assert set(found.methods) == {"vincent median", "vincent trimmed", "linear", "linear of fitted families"}
    assert (found.resampled.low <= found.pooled.value).all()


def test_any_result_by_question_becomes_a_table():
    columns = spread_of([[1, 2], [3, 2]]).columns(["a", "b"])
    assert columns["question"] == ["a", "b"]
    assert columns["median"] == [2, 2]
    assert columns["interquartile_range"] == [1, 0]


def test_a_panel_of_one_is_reported_without_interval_and_says_so():
    report = report_pool(
        judgements_in({"expert": ["Cleo"], "question": ["rain"], "probability": [0.3]}), leaving_out=True
    )
    assert (report.pooled.tolist(), report.without, report.interval) == ([0.3], None, "")
    assert "there is one expert: nobody to leave out or to resample" in report.warnings


def test_the_order_of_the_rows_changes_no_pool():
    frame = long_frame()
    for shuffled in (frame.reverse(), frame.sample(fraction=1, shuffle=True, seed=3)):
        columns = weighin.pool(shuffled, method="geometric_odds").columns()
        found = dict(zip(columns["question"], columns["value"], strict=True))
        array = weighin.pool([[0.6, 0.2], [0.8, 0.3], [0.9, None]], method="geometric_odds").value
        assert [found["rain"], found["snow"]] == pytest.approx(array.tolist())


def test_a_result_that_is_not_by_question_is_no_table(judgements_folder):
    study = read_study(judgements_folder / "harbour.dtt").study
    for weighing in (score_experts(study), decision_maker(study)):
        with pytest.raises(NotAccepted, match="is not by question"):
            weighing.columns()


def test_every_sample_of_judgements_is_described_and_can_be_read(root, judgements_folder):
    described = (root / "examples" / "README.md").read_text(encoding="utf-8")
    for path in judgements_folder.iterdir():
        assert f"(judgements/{path.name})" in described
        if path.suffix == ".csv" and path.stem != "weights":
            assert judgements_in(path.read_bytes(), name=path.name, words=True).answered >= 3
