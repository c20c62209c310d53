"""Hubs, downloads and records give forecasts of the same shape as tables."""

import datetime as dt

import numpy as np
import pytest

from weighin.errors import Unreadable
from weighin.record.judgements import (
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    ProbabilityJudgement,
    ProbabilityScale,
    RatingJudgement,
    RatingScale,
    Terms,
)
from weighin.record.record import Answer, Forecast, Panelist, Question, Record, Source
from weighin.record.values import Container, Passage, Polarity, ProbabilityRange
from weighin.settling.forecasts import (
    ForecastKind,
    Points,
    forecasts_of_download,
    forecasts_of_hub,
    forecasts_of_record,
    points_of_download,
    read_outcomes,
)
from weighin.settling.hubverse import read_hub
from weighin.settling.metaculus_download import read_metaculus_download

HUB = """model_id,origin_date,horizon,target_end_date,output_type,output_type_id,value
north,2025-01-01,1,2025-01-08,quantile,0.1,1
north,2025-01-01,1,2025-01-08,quantile,0.5,2
north,2025-01-01,1,2025-01-08,quantile,0.9,4
south,2025-01-01,1,2025-01-08,quantile,0.5,3
north,2025-01-01,2,2025-01-15,pmf,low,0.4
north,2025-01-01,2,2025-01-15,pmf,high,0.6
north,2025-01-01,2,2025-01-15,mean,NA,0.6
"""
ORACLE = """target_end_date,output_type,output_type_id,oracle_value
2025-01-08,quantile,NA,2.5
2025-01-15,pmf,high,1
2025-01-15,mean,NA,3
"""


def test_a_hub_gives_quantities_and_choices_and_says_what_it_leaves_out():
    forecasts = forecasts_of_hub(read_hub(HUB, ORACLE), name="hub")
    assert forecasts.experts == ("north", "south", "north")
    by_levels = {tuple(batch.levels): batch for batch in forecasts.batches if batch.kind is ForecastKind.QUANTITY}
    assert by_levels[0.1, 0.5, 0.9].given.tolist() == [[1, 2, 4]]
    assert by_levels[0.5,].given.tolist() == [[3]]
    assert by_levels[0.5,].places.tolist() == [1]
    (choice,) = (batch for batch in forecasts.batches if batch.kind is ForecastKind.CHOICE)
    assert (choice.given.tolist(), choice.outcomes.tolist()) == ([[0.4, 0.6]], [1])
    assert forecasts.horizons == ("1", "1", "2")
    assert forecasts.scheduled[0] == dt.datetime(2025, 1, 8, tzinfo=dt.UTC).timestamp()
    assert forecasts.warnings == ("output of type mean is not scored here",)


@pytest.fixture
def download(root):
    tables = [root / "examples" / "forecasts" / "metaculus" / f"{name}_data.csv" for name in ("question", "forecast")]
    return read_metaculus_download(*(table.read_bytes() for table in tables))


def test_a_download_gives_each_version_of_a_forecast(download):
    forecasts = forecasts_of_download(download, name="metaculus")
    sail = [place for place, question in enumerate(forecasts.questions) if "ferry" in question]
    assert [forecasts.experts[place] for place in sail] == ["cleo", "cleo", "dmitri"]
    assert forecasts.states.count("annulled") == 1
    assert forecasts.kinds == (ForecastKind.YES_NO, ForecastKind.CHOICE)


def test_peer_points_of_two_who_stand_for_the_whole_time_sum_to_nothing(download):
    pairs = points_of_download(download, Points.PEER)
    crane = [place for place, question in enumerate(pairs.questions) if "crane" in question]
    assert pairs.scores[crane, 0].sum() == pytest.approx(0, abs=1e-9)
    assert pairs.coverage[crane].tolist() == pytest.approx([0.8, 0.8])
    assert pairs.left_out == {"annulled": 1}


TEXT = "It is likely to rain. It will snow. Who knows?"


def passage(words):
    start = TEXT.index(words)
    return Passage(text=words, start=start, end=start + len(words))


@pytest.fixture
def record():
    chance = ProbabilityRange(lowest=0.4, low=0.6, median=0.7, high=0.8, highest=0.9)
    scales = (
        ProbabilityScale(event="rain"),
        ChoiceScale(options=("Ada", "Ben")),
        DateScale(levels=(0.1, 0.9)),
        RatingScale(),
    )
    judgements = (
        ProbabilityJudgement(probability=0.8),
        ChoiceJudgement(probabilities=(0.3, 0.7)),
        DateJudgement(days=(dt.date(2025, 1, 1), dt.date(2025, 2, 1))),
        RatingJudgement(rating=3),
    )
    said = ("It is likely to rain.", "It will snow.", "Who knows?")
    return Record(
        title="Weather",
        source=Source(container=Container.TEXT),
        text=TEXT,
        panel=(Panelist(identifier="p1", name="Cleo Marchetti"),),
        questions=tuple(
            Question(
                identifier=f"q{number}",
                text=f"Question {number}?",
                scale=scale,
                terms=Terms(what_counts="rain", due=dt.date(2036, 1, 1)) if number == 1 else None,
            )
            for number, scale in enumerate(scales, start=1)
        ),
        answers=tuple(
            Answer(identifier=f"a{number}", panelists=("p1",), question=f"q{number}", judgement=judgement)
            for number, judgement in enumerate(judgements, start=1)
        ),
        forecasts=tuple(
            Forecast(
                identifier=f"f{number}",
                answer="a1",
                panelist="p1",
                passage=passage(words),
                polarity=Polarity.AFFIRM,
                probability=chance if number < 3 else None,
                is_unhedged=number == 2,
            )
            for number, words in enumerate(said, start=1)
        ),
    )


def test_a_record_gives_its_judgements_and_the_ranges_of_its_prose(record):
    outcomes = read_outcomes("question,outcome\nq1,yes\nq2,Ben\nq3,2025-01-11\nf1,no\n", name="o.csv")
    forecasts = forecasts_of_record(record, outcomes, name="r.json")
    assert forecasts.kinds == tuple(ForecastKind)
    by_kind = {batch.kind: batch for batch in forecasts.batches}
    assert by_kind[ForecastKind.RANGE].given.tolist() == [[0.6, 0.8]]
    assert by_kind[ForecastKind.RANGE].outcomes.tolist() == [0]
    days = by_kind[ForecastKind.QUANTITY]
    assert (days.outcomes - days.given[:, 0]).tolist() == [10]
    assert by_kind[ForecastKind.CHOICE].outcomes.tolist() == [1]
    assert forecasts.left_out == {"said flatly": 1, "without a likelihood": 1}
    assert forecasts.scheduled[0] == dt.datetime(2036, 1, 1, tzinfo=dt.UTC).timestamp()
    assert np.isnan(forecasts.scheduled[1])


def test_a_bare_will_counts_only_where_that_is_asked_for(record):
    counted = forecasts_of_record(record, {}, name="r.json", with_unhedged=True)
    assert counted.places_of(ForecastKind.RANGE).size == 2


@pytest.mark.parametrize(
    ("outcomes", "complaint"),
    [("f9,yes", "neither question nor forecast f9.*f1 to f3"), ("q3,soon", "expected a day"), ("f1,2", "yes or no")],
)
def test_an_outcome_that_does_not_fit_the_record_is_refused_with_its_row(record, outcomes, complaint):
    with pytest.raises(Unreadable, match=f"o.csv: row 2.*{complaint}"):
        forecasts_of_record(record, read_outcomes(f"question,outcome\n{outcomes}\n", name="o.csv"), name="r.json")
