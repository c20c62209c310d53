"""Where a judgement stands on its scale, as the numbers that rules and pictures look at."""

from collections.abc import Mapping, Sequence

import numpy as np

from weighin.asking.answers import Answers, Asked
from weighin.asking.moves import middle_place
from weighin.record.judgements import (
    AxesJudgement,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    Judgement,
    ProbabilityJudgement,
    QuantityJudgement,
    QuantityScale,
    RatingJudgement,
    RouletteJudgement,
    RouletteScale,
    Scale,
)
from weighin.weighing.arrays import FloatArray
from weighin.weighing.quantities.piecewise import histogram_of_chips

ByPanelist = Mapping[str, Judgement]  # whose → what


def judgements_on(question: Asked, answers: Mapping[str, Answers]) -> dict[str, Judgement]:
    """What each panelist gave on the scale of a question, from all that each handed in; who gave nothing there is left out."""
    found = {}
    for panelist, handed_in in answers.items():
        given = handed_in.to(question.identifier)
        if question.scale is not None and given is not None and given.judgement is not None:
            found[panelist] = given.judgement
    return found


def points_on_a_line(judgements: Sequence[Judgement], scale: Scale) -> FloatArray:
    """(judgements, lines): one number for each, on each of two axes where the scale has two; no line where the scale is none.

    Probabilities and ratings as they are; of quantities the quantile next to the middle, of intervals the best guess, of chips in bins their
    median, of dates the day next to the middle as `date.toordinal`.
    """
    rows = [_points(one, scale) for one in judgements]
    return np.array(rows, dtype=np.float64) if rows else np.empty((0, 0))


def _points(judgement: Judgement, scale: Scale) -> tuple[float, ...]:
    match judgement, scale:
        case ProbabilityJudgement(), _:
            return (judgement.probability,)
        case RatingJudgement(), _:
            return (float(judgement.rating),)
        case AxesJudgement(), _:
            return (float(judgement.across), float(judgement.up))
        case QuantityJudgement(), QuantityScale(levels=levels):
            return (judgement.quantiles[middle_place(levels)],)
        case IntervalJudgement(), _:
            return (judgement.best,)
        case RouletteJudgement(), RouletteScale(edges=edges):
            return (float(histogram_of_chips(judgement.chips, edges).quantiles((0.5,))[0]),)
        case DateJudgement(), DateScale(levels=levels):
            return (float(judgement.days[middle_place(levels)].toordinal()),)
    return ()
