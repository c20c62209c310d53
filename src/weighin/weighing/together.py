"""What a panel thinks on one question, from the structured judgements of its members: their pool, who stands apart, what leaving one out changes.

By the kind of the question's scale the pool is: the median of probabilities, with their mean (the linear pool) beside it; the mean distribution of
choices; the mean of the quantiles of quantities, level by level (Vincent), intervals and chips in bins taken for quantiles; of dates the middle day of each level; the median of ratings. Votes on a
statement are counted and not pooled. Fewer than `FEWEST` judgements have no pool: two numbers are no panel.
"""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from weighin.record.judgements import (
    AgreementScale,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    Judgement,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RankingScale,
    RatingJudgement,
    RatingScale,
    RouletteJudgement,
    Scale,
)
from weighin.record.public import PublicRecord
from weighin.record.record import Record
from weighin.weighing.arrays import BoolArray, FloatArray
from weighin.weighing.judgements.records import as_quantities, quantiles_given
from weighin.weighing.pool import pool
from weighin.weighing.pools.registry import Judged

FEWEST = 3  # judgements
FENCE = 1.5  # interquartile ranges beyond a quartile; Tukey (1977), Exploratory Data Analysis, section 2C
LEAST_APART = 0.2  # of the scale: closer than that to the middle nobody stands apart, however well the others agree
MOST_ELSEWHERE = 0.5  # of the probability of a choice


class Pooled(Struct, frozen=True, kw_only=True, eq=False):
    """The pool of `FEWEST` judgements or more. Values along the third axis: one number, or one an option or level; days as `date.toordinal`.

    Attributes:
        value: (values,), the pool. method: its name.
        quartiles: (2,), of probabilities and ratings by linear interpolation; None else.
        linear: the mean of probabilities, which is their linear pool; None else.
        without: (experts, values), the pool without each expert.
        shift: (experts,), how far that is from the pool: probabilities and ratings by their difference, choices by the total variation, quantities
            and dates at the level next to the middle; negative where the pool is lower without the expert, but for choices.
        apart: (experts,), who stands apart: a probability, a rating or a single quantile beyond Tukey's fences (and at least a fifth of the scale from
            the median); quantiles that lie wholly below or above the median of the others' and one's own lowest and highest; a choice that puts
            more than half of its probability elsewhere than the mean of the others.
    """

    value: FloatArray
    method: str
    quartiles: FloatArray | None = None
    linear: float | None = None
    without: FloatArray
    shift: FloatArray
    apart: BoolArray


class Together(Struct, frozen=True, kw_only=True, eq=False):
    """The judgements on one question.

    Attributes:
        experts: identifiers of those who gave one, in the order of the panel.
        given: (experts, values). pooled: None below `FEWEST`.
    """

    experts: tuple[str, ...]
    given: FloatArray
    pooled: Pooled | None


def together(record: Record | PublicRecord, question: str) -> Together | None:
    """The judgements of a record on one of its questions; None where nobody gave one that is a number.

    A panelist who answered more than once counts with the last judgement; a joint one counts for each who gave it.
    """
    asked = record.question(question).scale
    latest = {
        panelist: _numbers(answer.judgement, asked)
        for answer in record.answers
        if answer.question == question and answer.judgement is not None
        for panelist in answer.panelists
    }
    experts = tuple(one.identifier for one in record.panel if one.identifier in latest)
    if not experts or asked is None or isinstance(asked, AgreementScale | AxesScale | RankingScale):
        return None
    scale: Scale = as_quantities(asked)
    given = np.array([latest[one] for one in experts], dtype=np.float64)
    return Together(experts=experts, given=given, pooled=_pooled(given, scale) if len(experts) >= FEWEST else None)


def pooled_judgements(judgements: Sequence[Judgement], asked: Scale) -> tuple[FloatArray, Pooled | None]:
    """(judgements, values), and their pool by the same rule: of a part of a panel, or of another panel. None below `FEWEST`, and for scales that have no pool."""
    scale: Scale = as_quantities(asked)
    if not judgements or isinstance(scale, AgreementScale | AxesScale | RankingScale):
        return np.empty((0, 0)), None
    given = np.array([_numbers(one, asked) for one in judgements], dtype=np.float64)
    return given, _pooled(given, scale) if len(given) >= FEWEST else None


def middle_of(levels: tuple[float, ...]) -> int:
    """The place of the level next to one half."""
    return int(np.argmin(np.abs(np.array(levels) - 0.5)))


def _numbers(judgement: Judgement, scale: Scale | None) -> list[float]:
    match judgement:
        case IntervalJudgement() | RouletteJudgement() if scale is not None:
            return list(quantiles_given(judgement, scale).values())
        case ProbabilityJudgement(probability=probability):
            return [probability]
        case ChoiceJudgement(probabilities=probabilities):
            return list(probabilities)
        case QuantityJudgement(quantiles=quantiles):
            return list(quantiles)
        case DateJudgement(days=days):
            return [float(day.toordinal()) for day in days]
        case RatingJudgement(rating=rating):
            return [float(rating)]
    return []


def _pooled(given: FloatArray, scale: Scale) -> Pooled:
    method, weigh = _pool_of(scale)
    value = weigh(given)
    without = _without_each(given, scale)
    is_one_number = isinstance(scale, ProbabilityScale | RatingScale)
    return Pooled(
        value=value,
        method=method,
        quartiles=_quartiles(given[:, 0]) if is_one_number else None,
        linear=float(pool(given, method="mean").value[0]) if isinstance(scale, ProbabilityScale) else None,
        without=without,
        shift=_shift(without - value, scale),
        apart=_apart(given, scale),
    )


def _without_each(given: FloatArray, scale: Scale) -> FloatArray:
    """The pool without each expert, all at once: (experts, values). Pooling the others again and again takes minutes for a panel of thousands."""
    if isinstance(scale, ChoiceScale | QuantityScale):
        return _means_without_each(given)
    without = _medians_without_each(given)
    return np.asarray(np.floor(without)) if isinstance(scale, DateScale) else without


def _means_without_each(given: FloatArray) -> FloatArray:
    """Sums from both ends: taking one off the whole sum would lose the small beside the large."""
    shares = given / (len(given) - 1)
    nothing = np.zeros((1, given.shape[1]))
    before = np.concatenate([nothing, np.cumsum(shares, axis=0)[:-1]])
    after = np.concatenate([np.cumsum(shares[::-1], axis=0)[-2::-1], nothing])
    return np.asarray(before + after)


def _medians_without_each(given: FloatArray) -> FloatArray:
    ordered = np.sort(given, axis=0)
    ranks = np.argsort(np.argsort(given, axis=0, kind="stable"), axis=0, kind="stable")
    left = len(given) - 1
    lower, upper = (
        np.where(ranks > place, ordered[place], ordered[place + 1]) for place in ((left - 1) // 2, left // 2)
    )
    return np.asarray((lower + upper) / 2)


def _pool_of(scale: Scale) -> tuple[str, Callable[[FloatArray], FloatArray]]:
    """The method by its name, and the pool of (experts, values) as (values,)."""
    match scale:
        case ProbabilityScale():
            return "median", lambda given: pool(given, method="median").value
        case ChoiceScale():
            return "mean", lambda given: pool(given[:, None, :], method="mean", judged=Judged.CHOICES).value[0]
        case QuantityScale(levels=levels):
            return "vincent", lambda given: _of_quantiles(given, "vincent", levels)
        case DateScale(levels=levels):
            return "vincent median", lambda given: np.floor(_of_quantiles(given, "vincent median", levels))
    return "median", lambda given: np.asarray(np.median(given, axis=0))


def _of_quantiles(given: FloatArray, method: str, levels: tuple[float, ...]) -> FloatArray:
    return np.asarray(pool(given[:, None, :], method=method, judged=Judged.QUANTITIES, levels=levels).value[0])


def _shift(change: FloatArray, scale: Scale) -> FloatArray:
    if isinstance(scale, ChoiceScale):
        return np.asarray(np.abs(change).sum(axis=1) / 2)
    return change[:, middle_of(scale.levels) if isinstance(scale, QuantityScale | DateScale) else 0]


def _apart(given: FloatArray, scale: Scale) -> BoolArray:
    match scale:
        case ChoiceScale():
            others = (given.sum(axis=0) - given) / (len(given) - 1)
            return np.asarray(np.abs(given - others).sum(axis=1) / 2 > MOST_ELSEWHERE + 1e-9)
        case QuantityScale(levels=levels) | DateScale(levels=levels) if len(levels) > 1:
            low, high = np.median(given[:, 0]), np.median(given[:, -1])
            return np.asarray((given[:, -1] < low) | (given[:, 0] > high))
        case ProbabilityScale():
            return _beyond_fences(given[:, 0], least=LEAST_APART)
        case RatingScale(lowest=lowest, highest=highest):
            return _beyond_fences(given[:, 0], least=LEAST_APART * (highest - lowest))
    return _beyond_fences(given[:, 0], least=0.0)


def _beyond_fences(values: FloatArray, *, least: float) -> BoolArray:
    lower, upper = _quartiles(values)
    fence = FENCE * (upper - lower)
    is_far = np.abs(values - np.median(values)) >= least - 1e-9
    return np.asarray(((values < lower - fence) | (values > upper + fence)) & is_far)


def _quartiles(values: FloatArray) -> FloatArray:
    return np.asarray(np.quantile(values, (0.25, 0.75)))
