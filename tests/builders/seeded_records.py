"""Records of panels whose editors knew some answers, put together without a site."""

import datetime as dt

from weighin.asking.compose import AskedDocument, AskedPanelist, AskedQuestion, FinalAnswer, compose_record
from weighin.record.judgements import ProbabilityJudgement, ProbabilityScale, QuantityJudgement, QuantityScale
from weighin.record.seeds import QuantityTruth, Seed
from weighin.record.values import Moment

KM = QuantityScale(unit="km", lowest=0)
RAIN = ProbabilityScale(event="it floods")
SEALED = Moment(day=dt.date(2026, 11, 24), at=dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
PANEL = {"Cleo Maris": (0.04, 0.20), "Dmitri Vale": (0.60, 0.05), "Ines Marsh": (-0.08, 0.40)}  # how far off, how wide
TRUTHS = (120.0, 80.0, 300.0, 50.0, 200.0, 90.0, 150.0, 60.0, 40.0, 10.0)


def quantity(middle, width):
    return QuantityJudgement(quantiles=(middle - width, middle, middle + width))


def seed_of(truth, **columns):
    return Seed(truth=truth, source="The Gauging Office", known=dt.date(2026, 5, 3), sealed=SEALED, **columns)


def seeded_record(truths=TRUTHS, *, seeds=None, questions=(), answers=()):
    """Everybody answers every question; the last two have no known answer. `seeds` and the rest are put in the place of what would be made."""
    seeds = seeds if seeds is not None else [seed_of(QuantityTruth(value=truth)) for truth in truths]
    known = [
        AskedQuestion(identifier=f"s{place}", text=f"How long is river {place}?", scale=KM, seed=seed)
        for place, seed in enumerate(seeds, start=1)
    ]
    targets = [
        AskedQuestion(identifier="t1", text="How long is the new canal?", scale=KM),
        AskedQuestion(identifier="t2", text="Will it flood?", scale=RAIN),
    ]
    given = []
    for name, (off, width) in PANEL.items():
        for question, truth in zip(known, truths, strict=True):
            given.append(FinalAnswer(panelist=name, question=question.identifier, judgement=quantity(truth * (1 + off), truth * width)))  # fmt: skip
        given.append(FinalAnswer(panelist=name, question="t1", judgement=quantity(100 * (1 + off), 100 * width)))
        said = {"Cleo Maris": 0.2, "Dmitri Vale": 0.9, "Ines Marsh": 0.4}[name]
        given.append(FinalAnswer(panelist=name, question="t2", judgement=ProbabilityJudgement(probability=said)))
    document = AskedDocument(
        title="Rivers",
        questions=(*known, *targets, *questions),
        panel=tuple(AskedPanelist(identifier=name, name=name) for name in PANEL),
        answers=(*given, *answers),
    )
    return compose_record(document)
