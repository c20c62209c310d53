"""A round-up that is asked: Ada's outlet asks Cleo and Dmitri two questions, until the first of December 2026, noon."""

import datetime as dt

import msgspec
from builders.site import NOON

from weighin.record.judgements import (
    AgreementScale,
    AxesScale,
    ChoiceScale,
    DateScale,
    IntervalScale,
    ProbabilityScale,
    QuantityScale,
    RankingScale,
    RatingScale,
    RouletteScale,
)
from weighin.site.store.links import digest_of_token, token_of
from weighin.site.store.models import AskedPanelist, AskedQuestion, AskedRoundup

DEADLINE = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
A_SECOND = dt.timedelta(seconds=1)
RAIN = ProbabilityScale(event="it rains on the harbour fair")

EVERY_OTHER_SCALE = {
    "Which boat wins?": ChoiceScale(options=("Ames", "Boyd", "Coe")),
    "How deep is the river?": QuantityScale(unit="cm", lowest=0),
    "How many visitors?": IntervalScale(unit="visitors"),
    "How thick is the ice?": RouletteScale(edges=(0, 10, 20, 30), unit="mm", chips=10),
    "When does it go?": DateScale(),
    "How apt is it?": RatingScale(lowest_means="not at all"),
    "A storm surge?": AxesScale(across="Likelihood", up="Impact"),
    "Should it move?": AgreementScale(statement="The fair should move."),
    "What first?": RankingScale(options=("Dikes", "Pumps"), criterion="Most urgent first"),
}


def ask_on_every_scale(asked):
    """A question on each scale besides the two that the round-up has; by their texts."""
    return {
        text: AskedQuestion.objects.create(
            asked=asked, position=position, text=text, scale=msgspec.json.encode(scale).decode()
        )
        for position, (text, scale) in enumerate(EVERY_OTHER_SCALE.items(), start=3)
    }


def asked_roundup(owner, *, is_open=True, title="The harbour fair", **columns):
    """The round-up with its questions; open from NOON."""
    opened = {"opened_at": NOON, "opened_by": owner} if is_open else {}
    asked = AskedRoundup.objects.create(
        outlet=owner.outlet, title=title, deadline=DEADLINE, drafted_by=owner, drafted_at=NOON, **opened, **columns
    )
    scale = msgspec.json.encode(RAIN).decode()
    AskedQuestion.objects.create(asked=asked, position=1, text="Will it rain on the fair?", scale=scale)
    AskedQuestion.objects.create(asked=asked, position=2, text="Who will come?")
    return asked


def panelist_on(asked, name, **columns):
    """Somebody on the panel, with a link."""
    panelist = AskedPanelist(
        asked=asked,
        position=asked.panel.count() + 1,
        name=name,
        **{"address": f"{name.split()[0].lower()}@panel.example"} | columns,
    )
    panelist.link_digest = digest_of_token(token_of(panelist))
    panelist.save()
    return panelist


def typed_for(asked, *, probability="60", prose="It will rain, and everybody will come."):
    """What somebody types into both questions, as the form sends it."""
    first, second = asked.questions.all()
    return {
        f"{first.public_id}.probability": probability,
        f"{first.public_id}.prose": prose,
        f"{second.public_id}.prose": "Everybody.",
    }
