"""What a record's panelists gave on scales, as arrays."""

import datetime as dt

import numpy as np
import pytest

import weighin
from weighin.record.codec import decode_record, encode_record
from weighin.record.judgements import (
    IntervalJudgement,
    IntervalScale,
    RouletteJudgement,
    RouletteScale,
)
from weighin.record.record import Answer, Panelist, Question, Record, Source
from weighin.record.values import Container
from weighin.weighing.judgements.records import judgements_of_record, ratings_of_record
from weighin.weighing.pools.registry import Judged
from weighin.weighing.report import pool_columns, report_pool


@pytest.fixture(scope="module")
def asked(root):
    """A record of our own with one answer of every kind for two panelists."""
    import json

    record = json.loads(encode_record(weighin.read(root / "examples" / "roundups" / "rent-cap-poll.html")))
    scales = [
        {"type": "probability", "event": "The cap holds."},
        {"type": "choice", "options": ["cap", "subsidy"]},
        {"type": "date", "levels": [0.1, 0.5, 0.9]},
    ]
    given = [
        [{"type": "probability", "probability": 0.25}, {"type": "probability", "probability": 0.75}],
        [{"type": "choice", "probabilities": [0.5, 0.5]}, {"type": "choice", "probabilities": [1, 0]}],
        [
            {"type": "date", "days": ["2027-01-01", "2027-01-11", "2027-01-21"]},
            {"type": "date", "days": ["2027-01-03", "2027-01-13", "2027-01-23"]},
        ],
    ]
    for number, question in enumerate(record["questions"]):
        question["scale"] = scales[number]
        answers = [answer for answer in record["answers"] if answer["question"] == question["identifier"]]
        for answer, judgement in zip(answers, given[number], strict=False):
            answer["judgement"] = judgement
    record["format"] = "1.1"
    return decode_record(json.dumps(record).encode())


def test_every_kind_of_judgement_becomes_an_array_of_its_own(asked):
    probabilities, choices, dates = judgements_of_record(asked)
    assert (probabilities.judged, probabilities.latest.shape) == (Judged.PROBABILITIES, (10, 1))
    assert probabilities.latest[:2, 0].tolist() == [0.25, 0.75]
    assert np.isnan(probabilities.latest[2:]).all()
    assert (choices.options, choices.latest[1, 0].tolist()) == (("cap", "subsidy"), [1, 0])
    assert (dates.levels, dates.are_days) == ((0.1, 0.5, 0.9), True)


def test_dates_are_pooled_to_dates(asked):
    dates = judgements_of_record(asked)[2]
    columns = pool_columns([report_pool(dates, draws=0)])
    assert columns["value"] == ["2027-01-02", "2027-01-12", "2027-01-22"]
    assert dt.date.fromisoformat(columns["value"][0]) < dt.date.fromisoformat(columns["value"][1])


def test_votes_are_ratings_from_strong_disagreement_to_strong_agreement(root):
    (votes,) = ratings_of_record(weighin.read(root / "examples" / "roundups" / "rent-cap-poll.html"))
    assert votes.latest.shape == (10, 3)
    assert np.nanmin(votes.latest) >= -2
    assert np.nanmax(votes.latest) <= 2
    assert votes.answered > 20


def test_a_record_without_judgements_has_none(root):
    assert judgements_of_record(weighin.read(root / "examples" / "roundups" / "harbour-summit-2024.txt")) == ()


def record_of(scale, *given):
    panel = tuple(Panelist(identifier=f"p{number}", name=f"Expert {number}") for number in range(1, len(given) + 1))
    answers = tuple(
        Answer(identifier=f"a{number}", panelists=(f"p{number}",), question="q1", judgement=judgement)
        for number, judgement in enumerate(given, start=1)
    )
    return Record(
        title="The river",
        source=Source(container=Container.ASKED),
        text="",
        panel=panel,
        questions=(Question(identifier="q1", text="How high?", scale=scale),),
        answers=answers,
    )


def test_intervals_of_different_confidence_are_pooled_at_one():
    record = record_of(
        IntervalScale(lowest=0),
        IntervalJudgement(lowest=80, best=100, highest=140, confidence=0.8),
        IntervalJudgement(lowest=90, best=100, highest=120, confidence=0.5),
    )
    (found,) = judgements_of_record(record)
    assert found.levels == pytest.approx((0.1, 0.5, 0.9))
    assert found.latest[0, 0].tolist() == pytest.approx([80, 100, 140])
    assert found.latest[1, 0].tolist() == pytest.approx([84, 100, 132])  # the ends move by 0.8 / 0.5


def test_three_steps_have_the_confidence_of_their_question():
    record = record_of(IntervalScale(confidence=0.5), IntervalJudgement(lowest=90, best=100, highest=120))
    assert judgements_of_record(record)[0].latest[0, 0].tolist() == pytest.approx([84, 100, 132])


def test_chips_in_bins_are_read_as_quantiles():
    record = record_of(RouletteScale(edges=(0, 10, 20), chips=10), RouletteJudgement(chips=(5, 5)))
    (found,) = judgements_of_record(record)
    assert found.latest[0, 0].tolist() == pytest.approx([1, 10, 19])  # spread evenly within each bin
