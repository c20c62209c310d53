"""Whether a panel agrees on a question, by the rule that was fixed before anybody answered; one measure for each kind of scale."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateScale,
    IntervalScale,
    Judgement,
    ProbabilityScale,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingScale,
    RouletteScale,
    Scale,
)
from weighin.record.protocols import ConsensusRule
from weighin.record.values import Position
from weighin.weighing.agreement.concordance import concordance_of
from weighin.weighing.agreement.consensus import ROUNDING
from weighin.weighing.delphi.positions import points_on_a_line

SIDE_OF = {
    Position.STRONGLY_AGREE: "agree",
    Position.AGREE: "agree",
    Position.DISAGREE: "disagree",
    Position.STRONGLY_DISAGREE: "disagree",
}


class Agreed(Struct, frozen=True, kw_only=True):
    """How near the panel is on one question.

    Attributes:
        reached: whether the rule is met; never where fewer answered than it asks for.
        measured: what it looks at: the width of the middle half, a share, or a coefficient; None where it cannot be told.
        bound: what `measured` has to stay within, or, where `at_least`, to reach.
        answered: how many gave a judgement.
    """

    reached: bool
    measured: float | None
    bound: float
    at_least: bool
    answered: int


def agreed_on(judgements: Sequence[Judgement], scale: Scale, rule: ConsensusRule) -> Agreed:
    """Whether those who judged agree, by the measure of their scale.

    Probabilities, ratings (on both axes of two), quantities and dates by the width of the middle half (quartiles by linear interpolation), that of
    quantities as a share of the median; options by the share that holds the same one for the likeliest, where who holds two for equally likely holds
    none; statements by the share on the same side, where who is uncertain stands on none; orders by Kendall's W. What is at its bound meets it.
    """
    bound, at_least = _bound(scale, rule)
    measured = _measured(judgements, scale) if judgements else None
    near = measured is not None and (measured >= bound - ROUNDING if at_least else measured <= bound + ROUNDING)
    return Agreed(
        reached=near and len(judgements) >= rule.least_answers,
        measured=measured,
        bound=bound,
        at_least=at_least,
        answered=len(judgements),
    )


def _bound(scale: Scale, rule: ConsensusRule) -> tuple[float, bool]:
    match scale:
        case ProbabilityScale():
            return rule.probability, False
        case RatingScale() | AxesScale():
            return rule.rating, False
        case QuantityScale() | IntervalScale() | RouletteScale():
            return rule.quantity, False
        case DateScale():
            return float(rule.days), False
        case ChoiceScale() | AgreementScale():
            return rule.share, True
        case RankingScale():
            return rule.concordance, True


def _measured(judgements: Sequence[Judgement], scale: Scale) -> float | None:
    match scale:
        case ChoiceScale():
            return _largest_share([_likeliest(one) for one in judgements])
        case AgreementScale():
            sides = [SIDE_OF.get(one.position) for one in judgements if isinstance(one, AgreementJudgement)]
            return _largest_share(sides)
        case RankingScale():
            return _concordance([one.places for one in judgements if isinstance(one, RankingJudgement)])
    points = points_on_a_line(judgements, scale)
    lower, median, upper = np.quantile(points, (0.25, 0.5, 0.75), axis=0)
    width = float(np.max(upper - lower))
    if not isinstance(scale, QuantityScale | IntervalScale | RouletteScale):
        return width
    middle = abs(float(median[0]))
    if middle == 0:
        return 0.0 if width == 0 else None  # a share of nothing
    share = width / middle
    return share if np.isfinite(share) else None


def _likeliest(judgement: Judgement) -> int | None:
    if not isinstance(judgement, ChoiceJudgement):
        return None
    most = max(judgement.probabilities)
    places = [place for place, share in enumerate(judgement.probabilities) if share >= most - ROUNDING]
    return places[0] if len(places) == 1 else None


def _largest_share(taken: Sequence[int | str | None]) -> float:
    counted = Counter(one for one in taken if one is not None)
    return max(counted.values(), default=0) / len(taken)


def _concordance(places: Sequence[Sequence[int]]) -> float | None:
    if len(places) < 2:
        return None
    found = concordance_of(np.array(places, dtype=np.float64)).value.w
    return None if np.isnan(found) else found
