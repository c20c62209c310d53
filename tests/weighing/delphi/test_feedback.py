"""What the group is shown of itself."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.groups import groups_that_may_be_told
from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    ChoiceJudgement,
    ChoiceScale,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
)
from weighin.record.protocols import LEAST_SHOWN
from weighin.record.values import Position
from weighin.weighing.delphi.feedback import Given, distributions_of

RAIN = ProbabilityScale(event="rain")
shares = st.floats(0, 1)
anything = st.floats(-1e300, 1e300)


def of(*probabilities, group=""):
    return [Given(judgement=ProbabilityJudgement(probability=one), group=group) for one in probabilities]


def test_probabilities_are_a_histogram_with_middle_and_middle_half():
    found = distributions_of(of(0.1, 0.3, 0.5, 0.6, 0.9), RAIN)[0]
    assert found.whole.parts == (0, 1, 0, 1, 0, 1, 1, 0, 0, 1)
    assert (found.whole.low, found.whole.middle, found.whole.high) == (0.3, 0.5, 0.6)


def test_options_are_their_mean_and_positions_are_counted_and_orders_have_a_mean_place():
    boats = [Given(judgement=ChoiceJudgement(probabilities=(one, 1 - one))) for one in (0.2, 0.4, 0.9)]
    assert distributions_of(boats, ChoiceScale(options=("A", "B")))[0].whole.parts == pytest.approx((0.5, 0.5))
    votes = [
        Given(judgement=AgreementJudgement(position=one))
        for one in (Position.AGREE, Position.AGREE, Position.UNCERTAIN)
    ]
    assert distributions_of(votes, AgreementScale(statement="So."))[0].whole.parts == (0, 2, 1, 0, 0)
    orders = [Given(judgement=RankingJudgement(places=one)) for one in ((1, 2), (1, 2), (2, 1))]
    assert distributions_of(orders, RankingScale(options=("A", "B")))[0].whole.parts == pytest.approx((4 / 3, 5 / 3))


@given(st.lists(st.tuples(shares, st.sampled_from(["", "A", "B", "C"])), max_size=14))
def test_no_cell_is_of_fewer_than_may_be_shown_nor_is_what_is_left_over(judged):
    given_ = [Given(judgement=ProbabilityJudgement(probability=one), group=group) for one, group in judged]
    told = groups_that_may_be_told([one.group for one in given_])
    found = distributions_of(given_, RAIN, groups=told)
    assert bool(found) == (len(judged) >= LEAST_SHOWN)
    for one in found:
        cells = [one.whole, *one.groups]
        assert all(cell.answered >= LEAST_SHOWN for cell in cells)
        left = one.whole.answered - sum(cell.answered for cell in one.groups)
        assert left == 0 or left >= LEAST_SHOWN
        assert all(sum(cell.parts) == cell.answered for cell in cells)


@given(st.lists(anything, min_size=LEAST_SHOWN, max_size=12))
def test_every_quantity_falls_into_a_bin_however_large_or_small(values):
    given_ = [Given(judgement=QuantityJudgement(quantiles=(one,))) for one in values]
    found = distributions_of(given_, QuantityScale(levels=(0.5,)))[0]
    assert sum(found.whole.parts) == len(values)
    assert all(math.isfinite(edge) for edge in found.edges)
    assert list(found.edges) == sorted(set(found.edges))
