"""Probabilities that are stated are taken as they stand, bounds as bounds."""

import pytest

from weighin.reading.forecasts.numbers import stated_probability


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("i'd put it at 60 per cent", 0.6, 0.6),
        ("the chances are one in four", 0.25, 0.25),
        ("the odds are two in three", 2 / 3, 2 / 3),
        ("nine times out of ten, and the odds are better now", 0.9, 0.9),
        ("i'd say between 30 and 40 % likely", 0.3, 0.4),
        ("the probability is 60 to 70 per cent", 0.6, 0.7),
        ("under 10 per cent likely", 0.0, 0.1),
        ("the chance is at least 90 %", 0.9, 1.0),
        ("i'd put it at 20 per cent at most", 0.0, 0.2),
        ("a risk of five per cent at the outside", 0.0, 0.05),
        ("three to one against", 0.25, 0.25),
        ("it's two-to-one on", 2 / 3, 2 / 3),
        ("i'd put us at 60:40 to make it", 0.6, 0.6),
        ("a third of a chance", 1 / 3, 1 / 3),
        ("less than one in a million, i'd say, for that chance", 0.0, 1e-6),
        ("a one-in-five chance", 0.2, 0.2),
    ],
)
def test_a_stated_probability_is_read(said: str, low: float, high: float) -> None:
    found = stated_probability(said)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "said",
    [
        "one in five households has no car",
        "growth of 0.6% is what we see",
        "turnout was 60 per cent",
        "the chance that 30 per cent of households switch",
        "they came in two by two",
        "from 3 to 5 in the afternoon",
        "120 per cent likely",
    ],
)
def test_a_share_of_something_else_is_none(said: str) -> None:
    assert stated_probability(said) is None
