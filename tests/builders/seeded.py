"""A round-up with seed questions: lengths of five rivers that the editors know, then one of a sixth and a probability that they do not."""

import datetime as dt

import msgspec
from builders.asked import panelist_on
from builders.site import NOON
from django.test import Client

from weighin.record.judgements import ProbabilityScale, QuantityScale
from weighin.record.seeds import QuantityTruth
from weighin.site.drafting.commands import open_roundup
from weighin.site.drafting.seeding import KnownValue, mark_seed
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedQuestion, AskedRoundup

DEADLINE = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
LENGTHS = (123.5, 87.25, 310.75, 55.125, 201.625)  # km; strange enough to stand nowhere else
KM = QuantityScale(unit="km", lowest=0)
SOURCE = "The Gauging Office’s yearbook"
# how far each says that the truth may lie from a middle that is off by a little, as shares of the truth
PANEL = {"Cleo Maris": (0.04, 0.10), "Dmitri Vale": (0.30, 0.05), "Ines Marsh": (-0.08, 0.12)}


def seeded_roundup(owner, *, lengths=LENGTHS, **columns):
    """A draft; the first questions are seeds."""
    asked = AskedRoundup.objects.create(
        outlet=owner.outlet, title="Rivers", deadline=DEADLINE, drafted_by=owner, drafted_at=NOON, **columns
    )
    plan = [(f"How long is river {number}?", KM) for number in range(1, len(lengths) + 2)]
    plan.append(("Will the last one flood?", ProbabilityScale(event="it floods")))
    questions = [
        AskedQuestion.objects.create(asked=asked, position=place, text=text, scale=msgspec.json.encode(scale).decode())
        for place, (text, scale) in enumerate(plan, start=1)
    ]
    for question, length in zip(questions, lengths, strict=False):
        mark_seed(question, known(length), by=owner, now=NOON)
    return asked


def known(length, source=SOURCE):
    return KnownValue(truth=QuantityTruth(value=length), source=source, known=dt.date(2026, 5, 3))


def seat_all(asked):
    return {name: panelist_on(asked, name) for name in PANEL}


def typed_by(asked, name, lengths=LENGTHS):
    """What somebody types into every field, as the form sends it."""
    off, width = PANEL[name]
    fields = {}
    questions = list(asked.questions.all())
    for question, length in zip(questions, (*lengths, 150.0), strict=False):
        middle = length * (1 + off)
        for place, value in enumerate((middle - width * length, middle, middle + width * length)):
            fields[f"{question.public_id}.quantile-{place}"] = f"{value:.4f}"
    fields[f"{questions[-1].public_id}.probability"] = {"Cleo Maris": "20", "Dmitri Vale": "80", "Ines Marsh": "40"}[
        name
    ]
    return fields


def answer_all(asked, seats, lengths=LENGTHS):
    """Everybody submits; what Cleo typed."""
    for name, seat in seats.items():
        response = Client().post(f"/answer/{token_of(seat)}", typed_by(asked, name, lengths) | {"do": "submit"})
        assert response.status_code == 302, response.content.decode()[-3000:]


def opened(owner, *, lengths=LENGTHS, **columns):
    """The same, open, with its panel."""
    asked = seeded_roundup(owner, lengths=lengths, **columns)
    seats = seat_all(asked)
    open_roundup(asked, by=owner, now=NOON)
    asked.refresh_from_db()
    return asked, seats
