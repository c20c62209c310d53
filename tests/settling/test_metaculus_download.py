import numpy as np
import polars as pl
import pytest

from weighin.errors import Unreadable
from weighin.settling.metaculus_download import read_metaculus_download
from weighin.settling.scores.metaculus import QuestionKind, baseline_scores, peer_scores
from weighin.tables import columns_of

HEAD = (
    "Question ID,Question Title,Question Type,MC Options (All),Open Lower Bound,Open Upper Bound,Continuous Range,"
    "Open Time,CP Reveal Time,Scheduled Close Time,Actual Close Time,Resolution\n"
)
TIMES = "2026-01-01 00:00:00+00:00,2026-01-03 00:00:00+00:00,2026-01-11 00:00:00+00:00,2026-01-09 00:00:00+00:00"
QUESTIONS = (
    HEAD
    + f"1,Will it rain?,binary,,,,,{TIMES},yes\n"
    + f"2,Who wins?,multiple_choice,\"['Ada', \"\"Ben's\"\", 'Other']\",,,,{TIMES},Ben's\n"
    + f'3,How much?,numeric,,True,False,"[0.0, 10.0, 20.0, 30.0]",{TIMES},15\n'
    + f"4,Will it snow?,binary,,,,,{TIMES},annulled\n"
    + f"5,Will it hail?,binary,,,,,{TIMES},\n"
)
FORECASTS = (
    "Question ID,Forecaster ID,Forecaster Username,Start Time,End Time,Forecaster Count,Probability Yes,"
    "Probability Yes Per Category,Continuous CDF\n"
    "1,7,cleo,2026-01-01 00:00:00+00:00,2026-01-06 00:00:00+00:00,,0.6,,\n"
    "1,7,cleo,2026-01-06 00:00:00+00:00,,,0.8,,\n"
    "1,8,dmitri,2026-01-01 00:00:00+00:00,,,0.5,,\n"
    "1,,recency_weighted,2026-01-01 00:00:00+00:00,,2,0.65,,\n"
    '2,7,cleo,2026-01-01 00:00:00+00:00,,,,"[0.5, None, 0.5]",\n'
    '3,8,,2026-01-01 00:00:00+00:00,,,,,"[0.1, 0.3, 0.9, 1.0]"\n'
)


def test_a_download_is_read_to_what_can_be_scored():
    rain, winner, amount, snow, hail = read_metaculus_download(QUESTIONS, FORECASTS)
    assert (rain.number, rain.title, rain.kind, rain.aggregates) == ("1", "Will it rain?", QuestionKind.BINARY, 1)
    assert rain.forecasters == ("cleo", "cleo", "dmitri")
    assert rain.settled.resolution == 1
    assert rain.settled.scheduled_close - rain.settled.opened == 10 * 86_400
    scores = peer_scores(rain.settled, rain.forecasts)
    assert scores.coverage.tolist() == pytest.approx([0.5, 0.3, 0.8])
    assert winner.settled.resolution == 1
    np.testing.assert_equal(winner.forecasts.probabilities, [[0.5, np.nan, 0.5]])
    assert baseline_scores(winner.settled, winner.forecasts).points[0] == pytest.approx(0)
    np.testing.assert_allclose(amount.forecasts.probabilities, [[0.1, 0.2, 0.6, 0.1, 0]])
    assert (amount.settled.resolution, amount.settled.open_bounds) == (2, 1)
    assert amount.forecasters == ("8",)
    assert (snow.settled, snow.why_not) == (None, "annulled")
    assert (hail.settled, hail.why_not, len(hail.forecasters)) == (None, "not resolved yet", 0)


@pytest.mark.parametrize(
    ("resolution", "bin_number"),
    [
        ("below_lower_bound", 0),
        ("above_upper_bound", 4),
        ("-1", 0),
        ("0", 1),
        ("10", 1),
        ("10.1", 2),
        ("30", 3),
        ("31", 4),
    ],
)
def test_a_value_falls_into_its_bin_and_on_an_edge_into_the_lower(resolution, bin_number):
    questions = QUESTIONS.replace(f"{TIMES},15\n", f"{TIMES},{resolution}\n")
    assert read_metaculus_download(questions, FORECASTS)[2].settled.resolution == bin_number


def test_dates_are_placed_by_their_time():
    questions = (
        HEAD
        + f"9,When?,date,,True,True,\"['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z']\",{TIMES},"
        "2026-02-10T00:00:00+00:00\n"
    )
    assert read_metaculus_download(questions, FORECASTS.splitlines()[0] + "\n")[0].settled.resolution == 2


def test_a_data_frame_says_the_same_as_text():
    frames = [
        pl.DataFrame({name: list(values) for name, values in columns_of(text, name="test").items()})
        for text in (QUESTIONS, FORECASTS)
    ]
    for plain, framed in zip(
        read_metaculus_download(QUESTIONS, FORECASTS), read_metaculus_download(*frames), strict=True
    ):
        assert plain.settled == framed.settled
        np.testing.assert_equal(plain.forecasts.probabilities, framed.forecasts.probabilities)


@pytest.mark.parametrize(
    ("questions", "forecasts", "words"),
    [
        (QUESTIONS.replace("Resolution\n", "Answer\n"), FORECASTS, "question_data.csv: no column Resolution"),
        (QUESTIONS, FORECASTS.replace("Start Time", "Began"), "forecast_data.csv: no column Start Time"),
        (
            QUESTIONS,
            FORECASTS + FORECASTS.splitlines()[1].replace("1,7", "77,7") + "\n",
            "row 8: a forecast of question 77",
        ),
        (QUESTIONS.replace(",yes\n", ",perhaps\n"), FORECASTS, "row 2: a resolution that is no answer"),
        (QUESTIONS.replace("Ben's\n", "Cleo\n"), FORECASTS, "row 3: a resolution that is no answer"),
        (
            QUESTIONS.replace("2,Who wins?,multiple_choice", "2,Who wins?,essay"),
            FORECASTS,
            "no kind of question 'essay'",
        ),
        (QUESTIONS, FORECASTS.replace(",0.6,", ",likely,"), "row 2: Probability Yes is no number: 'likely'"),
        (QUESTIONS, FORECASTS.replace("[0.5, None, 0.5]", "half"), "row 6: Probability Yes Per Category is no list"),
        (
            QUESTIONS,
            FORECASTS.replace("2026-01-06 00:00:00+00:00,,,0.8", "soon,,,0.8"),
            "row 3: Start Time is no day or time .* 'soon'",
        ),
    ],
)
def test_a_download_that_cannot_be_read_is_said_with_table_and_row(questions, forecasts, words):
    with pytest.raises(Unreadable, match=words):
        read_metaculus_download(questions, forecasts)
