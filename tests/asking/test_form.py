"""Between what is typed and the answers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.answers import Answers, Asked, GivenAnswer
from weighin.asking.form import answers_from, field_names, fields_from
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
)
from weighin.record.values import Position, Stance

ASKED = (
    Asked(identifier="rain", text="Will it rain?", scale=ProbabilityScale(event="it rains")),
    Asked(identifier="who", text="Who wins?", scale=ChoiceScale(options=("Ames", "Boyd", "Coe"))),
    Asked(identifier="depth", text="How deep?", scale=QuantityScale(unit="m", lowest=0)),
    Asked(identifier="when", text="When?", scale=DateScale()),
    Asked(identifier="rate", text="How apt?", scale=RatingScale(), asks_prose=False),
    Asked(identifier="agree", text="Agree?", scale=AgreementScale(statement="It will do.")),
    Asked(identifier="between", text="How many?", scale=IntervalScale(lowest=0)),
    Asked(identifier="sure", text="How many?", scale=IntervalScale(confidence=0.8)),
    Asked(identifier="bins", text="How many?", scale=RouletteScale(edges=(0, 5, 10, 20), chips=10)),
    Asked(identifier="surge", text="A surge?", scale=AxesScale(across="Likelihood", up="Impact")),
    Asked(identifier="order", text="In which order?", scale=RankingScale(options=("Dikes", "Pumps", "Warnings"))),
    Asked(identifier="why", text="Why?"),
)


def understood(**typed: str):
    return answers_from({name.replace("__", ".").replace("_", "-"): text for name, text in typed.items()}, ASKED)


def test_each_scale_takes_what_people_type() -> None:
    found = understood(
        rain__probability=" 62,5 % ",
        who__option_0="50",
        who__option_1="50",
        depth__quantile_0="1 000",
        depth__quantile_1="2000",
        depth__quantile_2="2500.5",
        when__day_0="2027-01-01",
        when__day_1="2027-02-01",
        when__day_2="2028-01-01",
        rate__rating="7",
        agree__position="disagree",
        agree__confidence="3",
        between__lowest="800",
        between__best="1 200",
        between__highest="3000",
        between__sure="75 %",
        sure__lowest="1",
        sure__best="2",
        sure__highest="4",
        bins__chips_0="3",
        bins__chips_2="7",
        surge__across="4",
        surge__up="2",
        order__place_0="2",
        order__place_1="3",
        order__place_2="1",
        why__prose="Because.\n\nTruly.",
        why__expertise="4",
    )
    assert not found.flaws
    judged = {one.question: one.judgement for one in found.answers.given}
    assert judged["rain"] == ProbabilityJudgement(probability=0.625)
    assert judged["who"] == ChoiceJudgement(probabilities=(0.5, 0.5, 0))
    assert judged["depth"] == QuantityJudgement(quantiles=(1000, 2000, 2500.5))
    assert judged["when"] == DateJudgement(days=(dt.date(2027, 1, 1), dt.date(2027, 2, 1), dt.date(2028, 1, 1)))
    assert judged["rate"] == RatingJudgement(rating=7)
    assert judged["agree"] == AgreementJudgement(position=Position.DISAGREE, confidence=3)
    assert judged["between"] == IntervalJudgement(lowest=800, best=1200, highest=3000, confidence=0.75)
    assert judged["sure"] == IntervalJudgement(lowest=1, best=2, highest=4)
    assert judged["bins"] == RouletteJudgement(chips=(3, 0, 7))
    assert judged["surge"] == AxesJudgement(across=4, up=2)
    assert judged["order"] == RankingJudgement(places=(2, 3, 1))
    assert found.answers.to("why") == GivenAnswer(question="why", prose="Because.\n\nTruly.", expertise=4)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("rain.probability", "sixty", "a number, as in 12.5"),
        ("rain.probability", "160", "from 0 to 100 per cent"),
        ("who.option-0", "80", "make 100 per cent. Yours make 80."),
        ("depth.quantile-1", "5", "fill in all 3 fields, or none. Filled in so far: 1."),
        ("when.day-0", "soon", "fill in all 3 fields, or none. Filled in so far: 1."),
        ("rate.rating", "7.5", "whole number"),
        ("rate.rating", "10", "from 1 to 9. You wrote 10."),
        ("agree.confidence", "5", "choose a position too"),
        ("agree.position", "perhaps", "one of the positions"),
        ("between.best", "5", "fill in all 4 fields"),
        ("bins.chips-1", "3", "exactly 10 chips. Placed are 3."),
        ("bins.chips-1", "-3", "fewer than 0 chips. You wrote -3."),
        ("surge.up", "3", "fill in all 2 fields"),
        ("order.place-0", "1", "fill in all 3 fields, or none. Filled in so far: 1."),
        ("why.expertise", "9", "from 1 to 5"),
        ("depth.quantile-0,depth.quantile-1,depth.quantile-2", "-1", "0 or more. You wrote -1."),
        ("depth.quantile-0,depth.quantile-1,depth.quantile-2", "1.250", "two ways. If it means 1250, write 1250"),
        ("depth.quantile-0,depth.quantile-1,depth.quantile-2", "9" * 400, "too large"),
        ("sure.lowest,sure.best,sure.highest", "3,2,1", "have to rise"),
        ("when.day-0,when.day-1,when.day-2", "2027-03-01,2027-02-01,2027-03-01", "follow each other"),
        ("when.day-0,when.day-1,when.day-2", "1.3.2027", "as in 2027-03-01. You wrote “1.3.2027”."),
        (
            "between.lowest,between.best,between.highest,between.sure",
            "1,2,3,30",
            "from 50 to 100 per cent. You wrote 30.",
        ),
        ("order.place-0,order.place-1,order.place-2", "1,1,2", "each place from 1 to 3 once"),
    ],
)
def test_what_is_no_judgement_is_told_at_its_question(field: str, typed: str, told: str) -> None:
    names = field.split(",")
    values = typed.split(",") if typed.count(",") == len(names) - 1 else [typed] * len(names)
    [flaw] = answers_from(dict(zip(names, values, strict=True)) | {"why.prose": "Because."}, ASKED).flaws
    assert flaw.question == field.split(".", maxsplit=1)[0]
    assert told in flaw.reason


def test_thirds_are_all() -> None:
    found = understood(who__option_0="33.3", who__option_1="33.3", who__option_2="33.3")
    assert not found.flaws


def test_an_empty_form_is_told_once() -> None:
    assert [flaw.question for flaw in answers_from({}, ASKED).flaws] == [""]


def test_no_opinion_alone_is_an_answer() -> None:
    found = understood(why__stance="no opinion")
    assert not found.flaws
    assert found.answers.to("why") == GivenAnswer(question="why", stance=Stance.NO_OPINION)


tenths = st.integers(0, 1000).map(lambda number: number / 1000)
judged = st.fixed_dictionaries(
    {
        "rain": st.none() | tenths.map(lambda share: ProbabilityJudgement(probability=share)),
        "who": st.none() | tenths.map(lambda share: ChoiceJudgement(probabilities=(share, round(1 - share, 3), 0.0))),
        "depth": st.none()
        | st.lists(st.integers(0, 10**9).map(lambda number: number / 8), min_size=3, max_size=3).map(
            lambda found: QuantityJudgement(quantiles=tuple(sorted(found)))
        ),
        "when": st.none()
        | st.lists(st.dates(), min_size=3, max_size=3).map(lambda found: DateJudgement(days=tuple(sorted(found)))),
        "rate": st.none() | st.integers(1, 9).map(lambda rating: RatingJudgement(rating=rating)),
        "agree": st.none()
        | st.builds(AgreementJudgement, position=st.sampled_from(Position), confidence=st.none() | st.integers(1, 10)),
        "between": st.none()
        | st.tuples(st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted), st.integers(50, 100)).map(
            lambda found: IntervalJudgement(
                lowest=found[0][0], best=found[0][1], highest=found[0][2], confidence=found[1] / 100
            )
        ),
        "sure": st.none() | st.just(IntervalJudgement(lowest=-1.5, best=0, highest=2)),
        "bins": st.none() | st.integers(0, 10).map(lambda count: RouletteJudgement(chips=(count, 10 - count, 0))),
        "surge": st.none() | st.builds(AxesJudgement, across=st.integers(1, 5), up=st.integers(1, 5)),
        "order": st.none() | st.permutations((1, 2, 3)).map(lambda found: RankingJudgement(places=tuple(found))),
        "why": st.none(),
    }
)


@given(judged, st.text(max_size=40), st.sampled_from([Stance.ANSWERED, Stance.UNCERTAIN, Stance.NO_OPINION]))
def test_answers_come_back_from_their_fields(judgements, prose: str, stance: Stance) -> None:
    answers = Answers(
        given=tuple(
            GivenAnswer(
                question=question.identifier,
                prose=prose if question.asks_prose else "",
                stance=stance,
                judgement=judgements[question.identifier],
            )
            for question in ASKED
        )
    )
    fields = fields_from(answers, ASKED)
    assert set(fields) <= set(field_names(ASKED))
    found = answers_from(fields, ASKED).answers
    for one, back in zip(answers.given, found.given, strict=True):
        if isinstance(one.judgement, ChoiceJudgement):
            assert isinstance(back.judgement, ChoiceJudgement)
            assert back.judgement.probabilities == pytest.approx(one.judgement.probabilities)
        else:
            assert back == one


AS_TYPED = st.text(max_size=20) | st.sampled_from(
    [
        "",
        "1",
        "2",
        "3",
        "-1",
        "60",
        "101",
        "1,250",
        "12,5 %",
        "2027-03-01",
        "2026-03-01",
        "agree",
        "no opinion",
        "9" * 400,
    ]
)


@given(st.dictionaries(st.sampled_from(list(field_names(ASKED))), AS_TYPED, max_size=40))
def test_whatever_is_typed_is_understood_or_told_in_a_sentence_that_can_be_translated(fields: dict[str, str]) -> None:
    found = answers_from(fields, ASKED, say=lambda text: f"said: {text}")
    assert len(found.answers.given) == len(ASKED)
    assert all(flaw.reason.startswith("said: ") and flaw.reason.endswith(".") for flaw in found.flaws)
    assert not any("does not fit the question" in flaw.reason for flaw in found.flaws)
