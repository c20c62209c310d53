"""Tables of judgements: every layout in, and out again."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some

from weighin.errors import BadJudgements, NotAccepted, ProbabilityOutOfRange, TooFew, UnknownContainer, Unreadable
from weighin.weighing.judgements import Judgements, Layout, file_of, judgements_in, require_table, table_of
from weighin.weighing.pool import pool
from weighin.weighing.pools.registry import Judged

LONG = "expert,question,probability\nCleo,rain,0.6\nCleo,snow,0.1\nDmitri,rain,80%\nEdda,snow,\n"
WIDE = "expert,rain,snow\nCleo,0.6,0.1\nDmitri,0.8,\n"
AGGRECAT = (
    "round,paper_id,user_name,question,element,value,group,timestamp\n"
    "round_1,7,cleo,direct_replication,three_point_lower,30,a,2020-01-01\n"
    "round_1,7,cleo,direct_replication,three_point_best,40,a,2020-01-01\n"
    "round_1,7,cleo,direct_replication,three_point_upper,60,a,2020-01-01\n"
    "round_2,7,cleo,direct_replication,three_point_lower,45,a,2020-01-02\n"
    "round_2,7,cleo,direct_replication,three_point_best,50,a,2020-01-02\n"
    "round_2,7,cleo,direct_replication,three_point_upper,55,a,2020-01-02\n"
    "round_2,7,cleo,comprehension,comprehension,1,a,2020-01-02\n"
    "round_2,7,dmitri,direct_replication,three_point_lower,70,a,2020-01-02\n"
    "round_2,7,dmitri,direct_replication,three_point_best,80,a,2020-01-02\n"
    "round_2,7,dmitri,direct_replication,three_point_upper,90,a,2020-01-02\n"
)
CONTINUOUS = (
    "name,var1_best,var2_min,var2_max,var2_best,var3_min,var3_max,var3_best,var3_conf\n"
    "Cleo,-1,20,30,24,0.4,0.8,0.6,100\nDmitri,-5,17,28,22,0.6,1,0.7,80\n"
)
CATEGORICAL = (
    "name,category,site,confidence,estimate\n"
    "Cleo,low,north,15,0.25\nCleo,high,north,15,0.75\nDmitri,low,north,80,0.5\nDmitri,high,north,80,0.5\n"
)


def read(text: str, **how) -> Judgements:
    return judgements_in(text, name="panel.csv", **how)


def test_a_long_table_gives_arrays_with_names():
    judgements = read(LONG)
    assert (judgements.layout, judgements.judged) == (Layout.LONG, Judged.PROBABILITIES)
    assert judgements.experts == ("Cleo", "Dmitri", "Edda")
    assert judgements.questions == ("rain", "snow")
    np.testing.assert_array_equal(judgements.latest, [[0.6, 0.1], [0.8, np.nan], [np.nan, np.nan]])
    assert judgements.answered == 3


def test_a_wide_table_gives_the_same():
    judgements = read(WIDE, judged="probabilities")
    assert (judgements.layout, judgements.experts, judgements.questions) == (
        Layout.WIDE,
        ("Cleo", "Dmitri"),
        ("rain", "snow"),
    )
    np.testing.assert_array_equal(judgements.latest, [[0.6, 0.1], [0.8, np.nan]])


def test_a_wide_table_of_numbers_alone_numbers_its_experts():
    judgements = read("rain,snow\n0.5,0.1\n0.75,0.25\n")
    assert (judgements.experts, judgements.questions) == (("1", "2"), ("rain", "snow"))


def test_options_make_choices_and_levels_quantities():
    choices = read("expert,question,option,probability\nCleo,cup,red,0.7\nCleo,cup,blue,0.3\n")
    assert (choices.judged, choices.options, choices.latest.tolist()) == (
        Judged.CHOICES,
        ("red", "blue"),
        [[[0.7, 0.3]]],
    )
    quantities = read("expert,question,level,value\nCleo,tons,95%,9\nCleo,tons,0.05,2\nCleo,tons,0.5,4\n")
    assert (quantities.judged, quantities.levels) == (Judged.QUANTITIES, (0.05, 0.5, 0.95))
    assert quantities.latest.tolist() == [[[2, 4, 9]]]


def test_three_columns_make_three_points():
    judgements = read("expert,question,lower,best,upper\nCleo,q,0.2,0.3,0.5\n")
    assert (judgements.judged, judgements.latest.tolist()) == (Judged.THREE_POINTS, [[[0.2, 0.3, 0.5]]])


def test_rounds_are_in_order_and_the_last_one_counts():
    judgements = read("expert,question,probability,round\nCleo,q,0.9,10\nCleo,q,0.2,9\nDmitri,q,0.4,9\n")
    assert judgements.rounds == ("9", "10")
    np.testing.assert_array_equal(judgements.latest, [[0.9], [np.nan]])
    np.testing.assert_array_equal(judgements.by_round[0], [[0.2], [0.4]])


def test_of_updated_forecasts_the_newest_counts_and_ages_are_in_days():
    judgements = read(
        "expert,question,probability,time\nCleo,q,0.9,2026-01-10\nCleo,q,0.2,2026-01-03\nDmitri,q,0.4,2026-01-08T00:00Z\n"
    )
    assert judgements.latest.tolist() == [[0.9], [0.4]]
    assert judgements.ages is not None
    assert judgements.ages.tolist() == [[0], [2]]
    assert judgements.warnings == ("1 older judgement(s) of the same expert on the same question are left out",)


def test_weights_are_one_an_expert():
    assert read("expert,question,probability,weight\nA,q,0.9,2\nB,q,0.2,1\nB,r,0.2,1\n").weights.tolist() == [2, 1]
    with pytest.raises(BadJudgements, match=r"expert B, question r: panel.csv, row 4: expected one weight an expert"):
        read("expert,question,probability,weight\nA,q,0.9,2\nB,q,0.2,1\nB,r,0.2,3\n")
    with pytest.raises(BadJudgements, match=r"expert B: panel.csv: expected a weight for every expert or for none"):
        read("expert,question,probability,weight\nA,q,0.9,2\nB,q,0.2,\n")


def test_aggrecats_table_gives_both_rounds_as_probabilities():
    judgements = read(AGGRECAT)
    assert (judgements.layout, judgements.judged, judgements.rounds) == (
        Layout.AGGRECAT,
        Judged.THREE_POINTS,
        ("round_1", "round_2"),
    )
    np.testing.assert_allclose(judgements.latest, [[[0.45, 0.5, 0.55]], [[0.7, 0.8, 0.9]]])
    assert judgements.warnings == ("values are in per cent", "1 row(s) of other elements are left out")
    assert pool(judgements, method="ShiftWAgg").value.shape == (1,)


def test_elicitrs_intervals_are_brought_to_one_confidence():
    judgements = read(CONTINUOUS)
    assert (judgements.layout, judgements.judged, judgements.questions) == (
        Layout.ELICITR,
        Judged.QUANTITIES,
        ("var2", "var3"),
    )
    np.testing.assert_allclose(judgements.levels, (0.1, 0.5, 0.9))
    np.testing.assert_allclose(judgements.latest[0], [[20, 24, 30], [0.44, 0.6, 0.76]])
    np.testing.assert_allclose(judgements.latest[1], [[17, 22, 28], [0.6, 0.7, 1]])
    assert any("var1 has a best value only" in warning for warning in judgements.warnings)
    assert any("no confidence is stated for var2" in warning for warning in judgements.warnings)


def test_elicitrs_categories_are_choices_by_site():
    judgements = read(CATEGORICAL)
    assert (judgements.judged, judgements.options, judgements.questions) == (
        Judged.CHOICES,
        ("low", "high"),
        ("north",),
    )
    assert judgements.latest.tolist() == [[[0.25, 0.75]], [[0.5, 0.5]]]


def test_words_are_categories_where_they_are_asked_for():
    judgements = read("expert,a,b\nCleo,yes,no\nDmitri,no,\n", words=True)
    assert judgements.categories == ("no", "yes")
    np.testing.assert_array_equal(judgements.latest, [[1, 0], [0, np.nan]])
    assert table_of(judgements, "wide") == {"expert": ["Cleo", "Dmitri"], "a": ["yes", "no"], "b": ["no", None]}


@pytest.mark.parametrize("text", [LONG, WIDE.replace("expert", "name"), AGGRECAT])
@pytest.mark.parametrize("frame", [pl, pd, pa])
def test_a_data_frame_is_read_as_the_text_is(text, frame):
    from weighin.tables import columns_of, frame_of

    columns = columns_of(text, name="text")
    backend = {pl: "polars", pd: "pandas", pa: "pyarrow"}[frame]
    same, whole = judgements_in(frame_of(columns, backend), name="panel.csv"), read(text)
    np.testing.assert_array_equal(same.latest, whole.latest)
    assert (same.experts, same.questions) == (whole.experts, whole.questions)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (
            "expert,question,probability\nCleo,rain,0.6\nDmitri,rain,60\n",
            ProbabilityOutOfRange,
            r"expert Dmitri, question rain: panel\.csv, row 3: expected a probability between 0 and 1, found 60; per cent\? divide by 100, or say so with --percent",
        ),
        (
            "expert,question,probability\nCleo,rain,-0.2\n",
            ProbabilityOutOfRange,
            r"row 2: expected a probability between 0 and 1, found -0.2$",
        ),
        (
            "expert,question,probability\nCleo,rain,often\n",
            BadJudgements,
            r"expert Cleo, question rain: panel\.csv, row 2: expected a number, found 'often'",
        ),
        ('expert,question,probability\nCleo,rain,"0,6"\n', BadJudgements, r"found '0,6'; write 0\.6"),
        (
            "expert,question,probability\nCleo,rain,0.6\nCleo,rain,0.7\n",
            BadJudgements,
            r"row 3: this judgement was given in row 2 already; for rounds there is a column round",
        ),
        (
            "expert,question,level,value\nCleo,tons,5,1\n",
            BadJudgements,
            r"expected a level between 0 and 1, found 5; if this is per cent, write 0\.05 or 5%",
        ),
        (
            "expert,question,probability,time\nCleo,q,0.1,noon\nCleo,q,0.1,noon\n",
            BadJudgements,
            "expected a time as 2026-11-24",
        ),
        ("expert,question,mood\nCleo,rain,blue\n", Unreadable, r"no column of judgements; there are expert, question"),
        ("expert\nCleo\n", Unreadable, "no question in it"),
        ("question,probability\nq,0.5\nq,0.7\n", Unreadable, "a long table without a column expert"),
        (
            "expert,question,probability\n,q,0.5\n",
            BadJudgements,
            r"row 2: expected the name of the expert, found nothing",
        ),
        (
            "expert,question,probability\nA,,0.5\n",
            BadJudgements,
            r"row 2: expected the name of the question, found nothing",
        ),
        ("expert,question,probability\n", TooFew, "no judgement in it"),
        ("name,v_min,v_max\nCleo,1,2\n", Unreadable, "v_best is missing"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text, error, message):
    with pytest.raises(error, match=message):
        read(text)


def test_per_cent_is_taken_where_it_is_said_and_doubted_where_it_cannot_be():
    assert read("expert,question,probability\nCleo,q,60\nDmitri,q,5%\n", percent=True).latest.tolist() == [
        [0.6],
        [0.05],
    ]
    with pytest.raises(ProbabilityOutOfRange, match="expected a percentage between 0 and 100, found 160"):
        read("expert,question,probability\nCleo,q,160\n", percent=True)
    assert any("is this really per cent" in each for each in read(WIDE, judged="probabilities", percent=True).warnings)


@pytest.mark.parametrize(
    ("text", "layout", "how"),
    [
        (LONG, "long", {}),
        (WIDE, "wide", {"judged": "probabilities"}),
        (AGGRECAT, "aggrecat", {}),
        (AGGRECAT, "long", {}),
        (CONTINUOUS, "elicitr", {}),
        (CONTINUOUS, "long", {}),
        (CATEGORICAL, "elicitr", {}),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_what_is_written_is_read_again(text, layout, how, suffix):
    before = read(text, **how)
    after = judgements_in(file_of(before, layout, suffix), name="again", **how)
    there = [place for place, name in enumerate(before.experts) if name in after.experts]
    assert (after.questions, after.options, after.rounds) == (before.questions, before.options, before.rounds)
    np.testing.assert_allclose(after.levels, before.levels)
    for one, other in zip(after.by_round, before.by_round, strict=True):
        np.testing.assert_allclose(one, other[there], atol=1e-12)


@given(
    some.lists(
        some.lists(some.one_of(some.none(), some.floats(0, 1)), min_size=3, max_size=3), min_size=1, max_size=5
    ).filter(lambda rows: any(value is not None for row in rows for value in row))
)
def test_long_and_wide_hold_the_same_judgements(rows):
    columns = {
        "expert": [f"e{number}" for number in range(len(rows))],
        **{f"q{place}": [row[place] for row in rows] for place in range(3)},
    }
    wide = judgements_in(columns, judged="probabilities")
    again = judgements_in(table_of(wide, "wide"), judged="probabilities")
    np.testing.assert_array_equal(again.latest, wide.latest)
    long = judgements_in(table_of(wide, "long"))
    for expert, row in zip(wide.experts, wide.latest, strict=True):
        for question, value in zip(wide.questions, row, strict=True):
            if not np.isnan(value):
                assert long.latest[long.experts.index(expert), long.questions.index(question)] == value


def test_a_layout_that_cannot_hold_them_says_so():
    with pytest.raises(BadJudgements, match="a wide table has one number a question"):
        table_of(read(CATEGORICAL), "wide")
    with pytest.raises(BadJudgements, match="aggreCAT's table holds three-point judgements"):
        table_of(read(LONG), "aggrecat")
    with pytest.raises(NotAccepted, match="no layout 'tidy'; there are long, wide, aggrecat, elicitr"):
        table_of(read(LONG), "tidy")


def test_a_file_is_known_by_its_ending_and_by_what_is_in_it():
    parquet = file_of(read(LONG), "long", ".parquet")
    require_table("panel.csv", LONG.encode())
    require_table("standard input", parquet)
    with pytest.raises(UnknownContainer, match=r"\.xlsx is none; known are \.csv and \.parquet"):
        require_table("panel.xlsx", b"PK")
    with pytest.raises(UnknownContainer, match="Parquet and no CSV"):
        require_table("panel.csv", parquet)
    with pytest.raises(UnknownContainer, match="no Parquet"):
        require_table("panel.parquet", LONG.encode())
    with pytest.raises(UnknownContainer, match="neither text nor Parquet"):
        require_table("panel", b"\x00\x01\x02")
