"""Judgements, scales and terms: one that exists is valid, and a record holds only those that fit."""

import datetime as dt

import msgspec
import pytest

from weighin.errors import BadRecord
from weighin.record.codec import decode_record, encode_record
from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    AxesJudgement,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    Judgement,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingJudgement,
    RatingScale,
    RouletteJudgement,
    RouletteScale,
    Scale,
    Terms,
    require_fit,
)
from weighin.record.record import FORMAT_VERSION, Answer, Panelist, Question, Record, Source
from weighin.record.values import Container, Position

DAY = dt.date(2027, 1, 1)
FITTING: list[tuple[Judgement, Scale]] = [
    (ProbabilityJudgement(probability=0.3), ProbabilityScale(event="it rains")),
    (ChoiceJudgement(probabilities=(0.2, 0.8)), ChoiceScale(options=("yes", "no"))),
    (QuantityJudgement(quantiles=(1, 2, 4)), QuantityScale(unit="mm", lowest=0)),
    (DateJudgement(days=(DAY, DAY, dt.date(2028, 1, 1))), DateScale()),
    (RatingJudgement(rating=9), RatingScale()),
    (AgreementJudgement(position=Position.AGREE, confidence=7), AgreementScale(statement="It rains more.")),
    (IntervalJudgement(lowest=1, best=2, highest=9, confidence=0.8), IntervalScale(unit="mm", lowest=0)),
    (IntervalJudgement(lowest=1, best=2, highest=9), IntervalScale(confidence=0.9)),
    (RouletteJudgement(chips=(0, 3, 1)), RouletteScale(edges=(0, 1, 2, 5), chips=4)),
    (AxesJudgement(across=1, up=5), AxesScale(across="Likelihood", up="Impact")),
    (RankingJudgement(places=(2, 1)), RankingScale(options=("dikes", "pumps"))),
]
ASTRAY: list[tuple[Judgement, Scale]] = [
    (ProbabilityJudgement(probability=0.3), RatingScale()),
    (ChoiceJudgement(probabilities=(0.2, 0.8)), ChoiceScale(options=("a", "b", "c"))),
    (QuantityJudgement(quantiles=(1, 2)), QuantityScale()),
    (QuantityJudgement(quantiles=(-1, 2, 4)), QuantityScale(lowest=0)),
    (DateJudgement(days=(DAY,)), DateScale()),
    (RatingJudgement(rating=10), RatingScale()),
    (AgreementJudgement(position=Position.AGREE, confidence=11), AgreementScale(statement="It rains more.")),
    (IntervalJudgement(lowest=-1, best=2, highest=9, confidence=0.8), IntervalScale(lowest=0)),
    (IntervalJudgement(lowest=1, best=2, highest=9), IntervalScale()),
    (IntervalJudgement(lowest=1, best=2, highest=9, confidence=0.8), IntervalScale(confidence=0.8)),
    (RouletteJudgement(chips=(0, 3)), RouletteScale(edges=(0, 1, 2, 5), chips=3)),
    (RouletteJudgement(chips=(0, 3, 1)), RouletteScale(edges=(0, 1, 2, 5), chips=20)),
    (AxesJudgement(across=1, up=6), AxesScale(across="Likelihood", up="Impact")),
    (RankingJudgement(places=(2, 1)), RankingScale(options=("dikes", "pumps", "warnings"))),
]


def record_with(judgement: Judgement, scale: Scale | None) -> Record:
    terms = Terms(what_counts="a gauge shows 1 mm", source="the harbour office", due=DAY)
    return Record(
        title="Rain",
        source=Source(container=Container.ASKED),
        text="",
        panel=(Panelist(identifier="p1", name="Cleo"),),
        questions=(Question(identifier="q1", text="Rain?", scale=scale, terms=terms),),
        answers=(Answer(identifier="a1", panelists=("p1",), question="q1", judgement=judgement),),
    )


@pytest.mark.parametrize(("judgement", "scale"), FITTING)
def test_a_judgement_that_fits_survives_the_records_json(judgement: Judgement, scale: Scale) -> None:
    record = record_with(judgement, scale)
    assert decode_record(encode_record(record)) == record


@pytest.mark.parametrize(("judgement", "scale"), ASTRAY)
def test_a_judgement_that_does_not_fit_is_refused(judgement: Judgement, scale: Scale) -> None:
    with pytest.raises(ValueError, match=r"^expected .+, found .+"):
        require_fit(judgement, scale)
    with pytest.raises(ValueError, match="expected"):
        record_with(judgement, scale)


def test_a_judgement_needs_a_question_with_a_scale() -> None:
    with pytest.raises(ValueError, match="expected a question with a scale"):
        record_with(ProbabilityJudgement(probability=0.3), None)


@pytest.mark.parametrize(
    "make",
    [
        lambda: ProbabilityJudgement(probability=60),
        lambda: ChoiceJudgement(probabilities=(0.5, 0.6)),
        lambda: QuantityJudgement(quantiles=(2, 1)),
        lambda: QuantityJudgement(quantiles=(float("nan"),)),
        lambda: DateJudgement(days=(DAY, dt.date(2026, 1, 1))),
        lambda: ChoiceScale(options=("one", "one")),
        lambda: QuantityScale(levels=(0.5, 0.5)),
        lambda: QuantityScale(lowest=2, highest=1),
        lambda: RatingScale(lowest=3, highest=3),
        lambda: IntervalScale(confidence=0.4),
        lambda: IntervalScale(lowest=3, highest=3),
        lambda: IntervalJudgement(lowest=1, best=3, highest=2),
        lambda: IntervalJudgement(lowest=1, best=2, highest=3, confidence=0.4),
        lambda: RouletteScale(edges=(0, 1)),
        lambda: RouletteScale(edges=(0, 2, 1)),
        lambda: RouletteScale(edges=(0, 1, 2), chips=1),
        lambda: RouletteJudgement(chips=(0, 0)),
        lambda: RouletteJudgement(chips=(2, -1)),
        lambda: AxesScale(across="", up="Impact"),
        lambda: RankingScale(options=("one", "one")),
        lambda: RankingJudgement(places=(1, 1)),
        lambda: Terms(what_counts=" "),
    ],
)
def test_no_value_exists_that_breaks_its_rule(make: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        make()  # type: ignore[operator]


def test_a_decoded_judgement_that_breaks_a_rule_is_told_with_its_path() -> None:
    record = record_with(ChoiceJudgement(probabilities=(0.2, 0.8)), ChoiceScale(options=("yes", "no")))
    damaged = encode_record(record).replace(b"[0.2,0.8]", b"[0.2,0.7]")
    with pytest.raises(BadRecord) as refused:
        decode_record(damaged)
    assert refused.value.path == "$.answers[0].judgement"
    assert refused.value.expected == "probabilities that sum to 1"


def test_a_record_of_format_1_0_is_still_read() -> None:
    record = msgspec.structs.replace(record_with(RatingJudgement(rating=1), RatingScale()), answers=(), questions=())
    older = encode_record(record).replace(f'"format":"{FORMAT_VERSION}"'.encode(), b'"format":"1.0"')
    assert decode_record(older).format == "1.0"
