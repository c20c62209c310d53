"""What a panel thinks, from what its members wrote."""

import numpy as np
import pytest
from builders.articles import record_of

import weighin
from weighin.record.disclosure import Audience, disclose
from weighin.weighing.prose import (
    LeftOut,
    asks_whether_it_will_be,
    is_about,
    judgements_in_prose,
    pool_prose,
)

ARTICLE = """<h2>Will the council close the harbour ferry by 2030?</h2>
<p><b>Cleo Marchetti, harbour historian:</b> I think it is unlikely. The crews will strike first.</p>
<p><b>Dmitri Falk, transport economist:</b> Not a chance. It is very likely that fares rise.</p>
<p><b>Edda Voss, former pilot:</b> It is highly likely that the council will close the ferry. If the grant ends, it is almost certain.</p>
<p><b>Farid Osei, accountant:</b> Fares will probably rise. The council will close it.</p>
<h2>What would you tell the council?</h2>
<p><b>Cleo Marchetti:</b> They will probably not listen.</p>
<p><b>Dmitri Falk:</b> It is likely that nobody asks me.</p>
<p><b>Edda Voss:</b> Keep the winter boats.</p>
<p><b>Farid Osei:</b> Keep the books.</p>
"""


@pytest.fixture(scope="module")
def ferry():
    return record_of(ARTICLE)


def test_of_each_panelist_the_forecast_about_the_thing_asked_counts(ferry):
    judgements = judgements_in_prose(ferry)
    assert judgements.texts == ("Will the council close the harbour ferry by 2030?",)
    assert len(judgements.not_pooled) == 1
    passages = {forecast.identifier: forecast.passage.text for forecast in ferry.forecasts}
    counted = [passages[row[0]] if row[0] else None for row in judgements.forecasts]
    assert counted == [
        "I think it is unlikely.",
        "Not a chance.",
        "It is highly likely that the council will close the ferry.",
        None,
    ]


def test_ranges_are_those_of_the_record_and_rise(ferry):
    judgements = judgements_in_prose(ferry)
    by_identifier = {forecast.identifier: forecast.probability for forecast in ferry.forecasts}
    chance = by_identifier[judgements.forecasts[2][0]]
    assert judgements.ranges[2, 0].tolist() == [
        chance.lowest,
        chance.low,
        chance.median,
        chance.high,
        chance.highest,
    ]
    assert np.isnan(judgements.ranges[3, 0]).all()
    assert (np.diff(judgements.ranges[:3], axis=2) >= 0).all()


def test_what_does_not_count_is_counted_by_its_reason(ferry):
    (left_out,) = judgements_in_prose(ferry).left_out
    assert sum(left_out.values()) + 3 == len(
        [f for f in ferry.forecasts if f.question == ferry.questions[0].identifier]
    )
    assert left_out[LeftOut.OTHER_MATTER] >= 2


def test_the_pool_lies_within_what_was_said_and_says_who_stands_apart(ferry):
    judgements = judgements_in_prose(ferry)
    pooled = pool_prose(judgements).value
    low, middle, high = (judgements.ranges[:3, 0, place] for place in (1, 2, 3))
    assert pooled.median[0] == np.median(middle)
    assert pooled.low[0] == np.median(low)
    assert pooled.high[0] == np.median(high)
    assert pooled.answered.tolist() == [3]
    assert pooled.apart[:, 0].tolist() == [False, True, True, False]
    assert pooled.without[2, 0] == pytest.approx(np.mean(middle[:2]))
    assert pooled.change[3, 0] == 0


def test_readers_and_editors_see_the_same_pool(ferry):
    shown = judgements_in_prose(disclose(ferry, Audience.READERS))
    whole = judgements_in_prose(ferry)
    np.testing.assert_array_equal(shown.ranges, whole.ranges)
    assert shown.forecasts == whole.forecasts


def test_a_bare_will_counts_only_where_it_is_asked_for():
    record = record_of(
        "<h1>The bridge, again</h1><h2>Will the bridge open in 2031?</h2><p><b>Ada Winter, engineer:</b> The bridge will open in 2031. That is what I was told by the builders.</p>"
        "<p><b>Ben Amsel, mason:</b> I doubt it. The piers are late and the money is gone.</p>"
        "<p><b>Eve Orlov, surveyor:</b> Ask the builders, who have the plans and the cranes, and not me.</p>"
    )
    assert judgements_in_prose(record).left_out[0][LeftOut.FLAT] == 1
    assert np.isnan(judgements_in_prose(record).ranges[0]).all()
    assert judgements_in_prose(record, flat_too=True).ranges[0, 0, 2] > 0.9


def test_a_question_that_nobody_answers_in_words_of_likelihood_has_no_pool(root):
    record = weighin.read(root / "examples" / "roundups" / "harbour-summit-2024.txt")
    judgements = judgements_in_prose(record)
    weighing = pool_prose(judgements)
    assert judgements.texts == ("Will the fleets accept a smaller catch?",)
    assert np.isnan(weighing.value.median).all()
    assert not weighing.value.apart.any()
    assert any("nobody who counts there answered" in warning for warning in weighing.warnings)


def test_a_record_without_such_questions_gives_empty_arrays(root):
    record = weighin.read(root / "examples" / "roundups" / "night-trains-predictions.md")
    judgements = judgements_in_prose(record)
    assert judgements.ranges.shape == (10, 0, 5)
    assert pool_prose(judgements).value.median.shape == (0,)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Will the council reach its target by 2028?", True),
        ("If it erupts, will ash close the airport?", True),
        ("Do you expect the treaty to be signed this year? Why?", True),
        ("What kind of agreement, if any, will the leaders sign?", False),
        ("Could the bridge open by 2031?", True),
        ("Does the timing surprise you?", False),
        ("Is the council to blame?", False),
        ("Will the Greens or the Liberals win the next election?", False),
        ("Will rents fall by 2030? Will wages rise by 2030?", False),
        ("Who will win the next election?", False),
    ],
)
def test_only_what_yes_or_no_answers_and_is_to_come_is_pooled(question, asks):
    assert asks_whether_it_will_be(question) is asks


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("the trustees will vote to return them", True),
        ("they return twelve and keep five on loan", False),
        ("the trustees refuse to return the bronzes", False),
        ("", False),
    ],
)
def test_the_same_matter_is_half_of_the_words_and_the_same_sign(words, same):
    assert is_about(words, "Will the trustees vote to return the bronzes in November?") is same


def test_a_round_up_that_puts_no_question_is_asked_by_its_title():
    record = record_of(
        "<h1>Will the bridge open in 2031?</h1><p><b>Ada Winter, engineer:</b> It is very likely that the bridge will open. The steel is paid for.</p>"
        "<p><b>Ben Amsel, mason:</b> I doubt it. The piers are late and the money is gone.</p>"
        "<p><b>Eve Orlov, surveyor:</b> Ask the builders, who have the plans and the cranes, and not me.</p>"
    )
    judgements = judgements_in_prose(record)
    assert record.questions == ()
    assert (judgements.questions, judgements.texts) == ((None,), ("Will the bridge open in 2031?",))
    assert (~np.isnan(judgements.ranges[:, 0, 2])).tolist() == [True, True, False]
