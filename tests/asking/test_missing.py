"""What is missing before a round-up can open, and what is worth a look: a sentence for each gap, and none where there is none."""

import datetime as dt

import pytest

from weighin.asking.answers import Asked
from weighin.asking.missing import Readiness, missing_before_opening, worth_knowing_before_opening
from weighin.asking.seeds import PlannedSeed
from weighin.record.asking import Attribution
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
    Terms,
)
from weighin.record.protocols import Delphi, Facilitated, Idea, RealTimeDelphi

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TERMS = Terms(what_counts="The office says so.", source="Its page", due=dt.date(2027, 1, 31))
COMPLETE = {
    "probability": ProbabilityScale(event="it rains"),
    "choice": ChoiceScale(options=("Ames", "Boyd")),
    "quantity": QuantityScale(unit="cm"),
    "interval": IntervalScale(unit="cm"),
    "roulette": RouletteScale(unit="cm", edges=(0, 1, 2)),
    "date": DateScale(),
    "rating": RatingScale(lowest_means="low", highest_means="high"),
    "axes": AxesScale(across="Likelihood", up="Impact"),
    "agreement": AgreementScale(statement="The fair should move."),
    "ranking": RankingScale(options=("Dikes", "Pumps"), criterion="Most urgent first"),
}


def asked(scale=None, *, text="Will it?", terms=None):
    return Asked(identifier=text, text=text, scale=scale, terms=terms)


def draft(*questions, **more):
    known = {"questions": questions or (asked(),), "panel": ("Cleo", "Dmitri", "Ines"), "reminders": "24"}
    return Readiness(**(known | {"deadline": NOW + dt.timedelta(days=7)} | more))


def missing(ready):
    return missing_before_opening(ready, now=NOW)


def worth(ready):
    return worth_knowing_before_opening(ready, now=NOW)


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_complete_question_of_any_kind_lacks_nothing(kind):
    ready = draft(asked(COMPLETE[kind], terms=TERMS))
    assert (missing(ready), worth(ready)) == ((), ())


@pytest.mark.parametrize("kind", ["probability", "choice", "quantity", "interval", "roulette", "date"])
def test_what_can_be_settled_and_has_no_terms_is_told(kind):
    assert worth(draft(asked(COMPLETE[kind]))) == ("Question 1 has no terms: it cannot be settled later, and no answer to it will be scored.",)  # fmt: skip


def test_a_seed_question_needs_its_true_value_and_no_terms():
    seed = PlannedSeed(number=1, scale=COMPLETE["quantity"])
    ready = draft(asked(COMPLETE["quantity"]), seeds=(seed,))
    assert missing(ready) == ("Question 1 is a seed question without its true value: enter it, or make it a question like the others.",)  # fmt: skip
    assert not any("no terms" in told for told in worth(ready))


@pytest.mark.parametrize("kind", ["rating", "axes", "agreement", "ranking"])
def test_a_view_needs_no_terms(kind):
    assert worth(draft(asked(COMPLETE[kind]))) == ()


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (QuantityScale(), "without a unit"),
        (IntervalScale(), "without a unit"),
        (RouletteScale(edges=(0, 1, 2)), "without a unit"),
        (RatingScale(lowest_means="low"), "what its two ends mean"),
        (RankingScale(options=("Dikes", "Pumps")), "what comes first"),
    ],
)
def test_a_scale_that_leaves_something_open_is_told(scale, words):
    [told] = worth(draft(asked(), asked(scale, text="And?", terms=TERMS)))
    assert told.startswith("Question 2 ")
    assert words in told


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(what_counts="So."), "by which day"),
        (Terms(what_counts="So.", due=dt.date(2027, 1, 1)), "where its outcome will stand"),
        (Terms(what_counts="So.", due=dt.date(2026, 11, 25), source="There"), "before the deadline"),
    ],
)
def test_terms_that_leave_something_open_are_told(terms, words):
    assert any(words in told for told in worth(draft(asked(COMPLETE["date"], terms=terms))))


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        ({"questions": ()}, "no question yet"),
        ({"panel": ()}, "nobody on the panel"),
        ({"deadline": None}, "no deadline"),
        ({"deadline": NOW + dt.timedelta(minutes=5)}, "so near that nobody could answer"),
        ({"texts": (("Introduction", "Of [the event] and [sic]."),)}, "The introduction still has a blank of the template: put your own words in the place of [the event]."),
        ({"questions": (asked(ProbabilityScale(event="[the event] happens by [the day]")),)}, "Question 1 still has blanks"),
        ({"questions": (asked(terms=Terms(what_counts="So.", source="[who will report it]")),)}, "[who will report it]"),
    ],
)  # fmt: skip
def test_what_keeps_it_from_opening_is_told_with_what_to_do(gap, words):
    [told] = missing(draft(**gap))
    assert words in told


@pytest.mark.parametrize("protocol", [Delphi(), RealTimeDelphi(), Idea(), Facilitated()])
def test_a_protocol_whose_group_is_shown_needs_a_judgement_and_a_group(protocol):
    assert ["a judgement" in told for told in missing(draft(asked(), protocol=protocol))] == [True]
    judged = asked(COMPLETE["rating"])
    assert missing(draft(judged, protocol=protocol)) == ()
    needs_three = not isinstance(protocol, Facilitated)
    assert bool(missing(draft(judged, protocol=protocol, panel=("Cleo", "Dmitri")))) == needs_three


def test_where_the_panel_proposes_the_questions_none_has_to_be_there():
    assert missing(draft(protocol=Delphi(proposes_questions=True), questions=())) == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"unreachable": ("Ines",)}, "no letter reaches them: Ines"),
        ({"sharing": ("desk@lab.example",)}, "desk@lab.example"),
        ({"unspoken": tuple("ABCDEFG")}, "A, B, C, D, E and 2 more"),
        ({"questions": (asked(text="Will  it?"), asked(text="will it?"))}, "the same words"),
        ({"deadline": NOW + dt.timedelta(hours=2)}, "no reminder would go out"),
        ({"publishes_panel": True, "attribution": Attribution.AFFILIATION_ONLY}, "will not be published"),
    ],
)
def test_what_is_worth_a_look_is_told_and_keeps_nothing_from_opening(more, words):
    assert missing(draft(**more)) == ()
    [told] = worth(draft(**more))
    assert words in told
