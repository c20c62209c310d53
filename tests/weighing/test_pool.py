"""Rules of the face of all pools."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

import weighin
from weighin.errors import NotAccepted, ProbabilityOutOfRange, WrongShape
from weighin.weighing.pool import pool
from weighin.weighing.pools.odds import (
    fit_extremising_factor,
    pool_extremised,
)
from weighin.weighing.pools.registry import POOLS, Judged

PANEL = [[0.2, np.nan, 0.4], [0.6, np.nan, np.nan], [0.7, np.nan, np.nan]]


def test_a_weighing_carries_its_method_settings_shape_and_count():
    weighing = pool(PANEL, method="trimmed", share=0.4)
    assert (weighing.method, weighing.settings, weighing.shape, weighing.answered) == (
        "trimmed",
        {"share": 0.4},
        (3, 3),
        4,
    )
    assert weighing.value[0] == pytest.approx(0.6)


def test_what_was_left_out_stands_in_the_settings():
    assert pool([[0.2]], method="trimmed").settings == {"share": 0.2}


def test_a_warning_says_where_nobody_and_where_one_alone_answered():
    warnings = pool(PANEL, questions=["peace", "rates", "votes"]).warnings
    assert "no pool on 1 of 3 questions (the first: rates)" in warnings[0]
    assert "one expert alone answered 1 of 3" in warnings[1]
    assert pool([[0.2], [0.3]]).warnings == ()


def test_the_median_is_what_nobody_asked_for_otherwise():
    assert pool([[0.1], [0.2], [0.9]]).value[0] == 0.2


def test_an_unknown_method_is_told_what_there_is_and_where_else_it_is():
    with pytest.raises(NotAccepted, match="geometric_odds"):
        pool([[0.2]], method="average")
    with pytest.raises(NotAccepted, match="logarithmic pools choices"):
        pool([[0.2]], method="logarithmic")
    with pytest.raises(NotAccepted, match="no pools of 'votes'"):
        pool([[0.2]], judged="votes")


def test_a_setting_that_a_method_does_not_take_or_lacks_is_named():
    with pytest.raises(NotAccepted, match="trimmed takes no weights; it takes share"):
        pool([[0.2]], method="trimmed", weights=[1])
    with pytest.raises(NotAccepted, match="extremised needs factor"):
        pool([[0.2]], method="extremised")


def test_an_error_names_expert_and_question():
    with pytest.raises(ProbabilityOutOfRange, match=r"expert Ben, question rates: .* write 0\.6"):
        pool([[0.2], [60]], experts=["Ada", "Ben"], questions=["rates"])
    with pytest.raises(WrongShape):
        pool([0.2, 0.3])
    with pytest.raises(WrongShape):
        pool(["likely"])


def test_three_dimensions_are_choices_unless_the_method_is_one_of_three_points():
    panel = [[[0.2, 0.3, 0.5]], [[0.2, 0.3, 0.5]]]
    np.testing.assert_allclose(pool(panel, method="mean").value, [[0.2, 0.3, 0.5]])
    np.testing.assert_allclose(pool(panel, method="ArMean").value, [0.3])
    np.testing.assert_allclose(pool(panel, method="Median", judged="three points").value, [0.3])
    with pytest.raises(WrongShape, match="lowest, best, highest"):
        pool([[0.2]], method="ArMean")


def test_a_factor_fitted_on_outcomes_stands_in_the_settings_with_a_warning():
    panel, outcomes = [[0.8, 0.7, 0.6, 0.3], [0.7, 0.6, 0.2, 0.1]], [1, 0, 0, np.nan]
    weighing = pool(panel, method="extremised", outcomes=outcomes)
    factor = fit_extremising_factor(panel, outcomes)
    assert weighing.settings["factor"] == factor
    np.testing.assert_array_equal(weighing.value, pool_extremised(panel, factor=factor))
    assert "no test of it" in weighing.warnings[0]
    with pytest.raises(NotAccepted, match="not both"):
        pool(panel, method="extremised", outcomes=outcomes, factor=2)


def test_pools_by_age_weigh_the_newer_more():
    panel, ages = [[0.2], [0.8]], [[60], [0]]
    assert pool(panel, method="decay", ages=ages, half_life=30).value[0] == pytest.approx((0.2 + 4 * 0.8) / 5)
    assert pool(panel, method="recency", ages=ages).value[0] == 0.8
    assert pool(panel, method="recency", ages=ages, over="mean").value[0] > 0.5
    with pytest.raises(NotAccepted, match="no pool 'trimmed' that takes weights"):
        pool(panel, method="decay", ages=ages, half_life=30, over="trimmed")


def test_the_library_offers_pool_at_its_door():
    assert weighin.pool is pool
    assert weighin.pool([[0.2], [0.4]], method="mean").value[0] == pytest.approx(0.3)


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame])
def test_a_data_frame_with_experts_in_rows_is_an_array(frame):
    judgements = frame({"peace": [0.2, 0.4], "rates": [None, 0.5]})
    np.testing.assert_allclose(pool(judgements, method="mean").value, [0.3, 0.5])


def test_every_pool_says_what_it_is():
    for judged in Judged:
        for name, function in POOLS[judged].items():
            assert function.__doc__, name
