"""Three- and four-step intervals, brought from the confidence that each expert stated to one that all share.

Four steps ask for the lowest and the highest plausible value, the best guess, and how sure the expert is that the truth lies between; in
three steps the confidence is given with the question. Intervals of different confidence cannot be pooled or compared as they are.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from weighin.errors import BadJudgements, CrossingQuantiles, ProbabilityOutOfRange, WrongShape
from weighin.weighing.arrays import BoolArray, FloatArray, Names, named
from weighin.weighing.result import Weighing


class Stretch(StrEnum):
    """How half an interval grows with its confidence."""

    LINEAR = "linear"  # in proportion to the confidence, as IDEA does
    NORMAL = "normal"  # as two halves of normal distributions that meet in the best guess


STATED_TOO_LOW = 0.5  # the question of four steps asks for a confidence of 50 % or more


def rescale_intervals(  # noqa: PLR0913 - four steps, what is wanted, limits, and the names for errors
    lowest: ArrayLike,
    best: ArrayLike,
    highest: ArrayLike,
    *,
    confidence: ArrayLike,
    wanted: float = 0.8,
    stretch: Stretch = Stretch.LINEAR,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    experts: Names | None = None,
    questions: Names | None = None,
) -> Weighing[FloatArray]:
    """Intervals of the wanted confidence; the best guess stays where it is.

    Linear: lowest' = best - (best - lowest) × wanted / confidence, highest' = best + (highest - best) × wanted / confidence. Normal: the
    same with Φ⁻¹((1 + wanted) / 2) / Φ⁻¹((1 + confidence) / 2) as the factor.

    Args:
        lowest: (experts, questions), in the unit of the quantity; NaN where missing. best: the same. highest: the same.
        confidence: that the truth is between lowest and highest, in (0, 1]: (experts, questions) in four steps, a number in three. At 1 only
            the linear stretch is defined.
        wanted: the confidence of the result, in (0, 1).
        stretch: how half an interval grows.
        lower: a number or (questions,), which the quantity cannot be below; NaN or left out where there is no limit. upper: the same above.
        experts: their names, for errors. questions: theirs.

    Returns:
        (experts, questions, 3): lowest, best, highest; they stand for the levels of `interval_levels`. All NaN where a step is missing.
        Ends that a limit has cut are counted in a warning.

    Raises:
        CrossingQuantiles: not lowest ≤ best ≤ highest. ProbabilityOutOfRange: 80 is told apart from 0.8. BadJudgements: a confidence of 0,
        an infinite value, or one outside the limits. Each names expert and question. WrongShape: arrays that do not fit.

    Source: Hemming, Burgman, Hanea, McBride & Wintle (2018), Methods Ecol. Evol. 9(1), 169-180; linear extrapolation of Bedford & Cooke (2001);
        the four steps of Speirs-Bridge et al. (2010), Risk Anal. 30(3), 512-523. The normal stretch is Wallis' (2014) two-piece normal with
        both halves rescaled alike.
    """
    steps, sure = _looked_over(lowest, best, highest, confidence, experts=experts, questions=questions)
    if not 0 < wanted < 1:
        hint = f"; if this is per cent, write {wanted / 100:g}" if 1 < wanted <= 100 else ""
        msg = f"expected a wanted confidence between 0 and 1, found {wanted:g}{hint}"
        raise ProbabilityOutOfRange(msg)
    there = ~np.isnan(steps).any(axis=2) & ~np.isnan(sure)
    factor = _factor(np.where(there, sure, wanted), wanted, Stretch(stretch), experts=experts, questions=questions)
    middle = steps[..., 1]
    low, high = (middle + (steps[..., end] - middle) * factor for end in (0, 2))
    bottom, top = (_limit(limit, steps.shape[1], end) for limit, end in ((lower, -np.inf), (upper, np.inf)))
    _refuse_outside(steps, bottom, top, experts=experts, questions=questions)
    cut = int((there & (low < bottom)).sum() + (there & (high > top)).sum())
    value = np.stack([np.maximum(low, bottom), middle, np.minimum(high, top)], axis=2)
    return Weighing(
        value=np.where(there[..., None], value, np.nan),
        method=f"{Stretch(stretch)} rescaling of intervals",
        settings={"wanted": wanted, "stretch": str(stretch), "levels": interval_levels(wanted)},
        shape=steps.shape,
        answered=int(there.sum()),
        warnings=_warnings_of(steps, sure, there, cut),
    )


def interval_levels(confidence: float) -> tuple[float, float, float]:
    """The levels of lowest, best and highest of a central interval whose best guess is taken for the median.

    Four steps ask for a best guess and not for a median; SHELF and IDEA's own distributions take it for one.
    """
    return ((1 - confidence) / 2, 0.5, (1 + confidence) / 2)


def _factor(
    sure: FloatArray, wanted: float, stretch: Stretch, *, experts: Names | None, questions: Names | None
) -> FloatArray:
    if stretch is Stretch.LINEAR:
        return np.asarray(wanted / sure)
    certain = np.argwhere(sure == 1)
    if certain.size:
        expert, question = (int(index) for index in certain[0])
        msg = "no normal distribution holds all of its probability between two values: rescale linearly, or ask for less than 1"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))
    return np.asarray(ndtri((1 + wanted) / 2) / ndtri((1 + sure) / 2))


def _looked_over(
    lowest: ArrayLike,
    best: ArrayLike,
    highest: ArrayLike,
    confidence: ArrayLike,
    *,
    experts: Names | None,
    questions: Names | None,
) -> tuple[FloatArray, FloatArray]:
    parts = [np.asarray(part, dtype=np.float64) for part in (lowest, best, highest)]
    if any(part.ndim != 2 or part.shape != parts[0].shape for part in parts):
        msg = f"expected lowest, best and highest of shape (experts, questions), found {', '.join(str(part.shape) for part in parts)}"
        raise WrongShape(msg)
    steps = np.stack(parts, axis=2)
    given = np.asarray(confidence, dtype=np.float64)
    if given.shape not in {(), steps.shape[:2]}:
        msg = f"expected one confidence, or one an expert and question {steps.shape[:2]}, found {given.shape}"
        raise WrongShape(msg)
    sure = np.broadcast_to(given, steps.shape[:2])
    for bad, refuse in (
        (np.isinf(steps).any(axis=2), _infinite),
        ((sure < 0) | (sure > 1), _outside),
        (sure == 0, _no_confidence),
        (
            (steps[..., 0] > steps[..., 1]) | (steps[..., 1] > steps[..., 2]) | (steps[..., 0] > steps[..., 2]),
            _crossing,
        ),
    ):
        places = np.argwhere(bad)
        if places.size:
            expert, question = (int(index) for index in places[0])
            error, msg = refuse(steps[expert, question], float(sure[expert, question]))
            raise error(msg, expert=named(experts, expert), question=named(questions, question))
    return steps, sure


def _infinite(_: FloatArray, __: float) -> tuple[type[BadJudgements], str]:
    return BadJudgements, "expected finite values, found an infinite one"


def _outside(_: FloatArray, sure: float) -> tuple[type[BadJudgements], str]:
    hint = f"; if this is per cent, write {sure / 100:g}" if 1 < sure <= 100 else ""
    return ProbabilityOutOfRange, f"expected a confidence between 0 and 1, found {sure:g}{hint}"


def _no_confidence(_: FloatArray, __: float) -> tuple[type[BadJudgements], str]:
    return BadJudgements, "a confidence of 0 says nothing about the interval"


def _crossing(steps: FloatArray, _: float) -> tuple[type[BadJudgements], str]:
    return CrossingQuantiles, (f"expected lowest ≤ best ≤ highest, found {steps[0]:g}, {steps[1]:g}, {steps[2]:g}")


def _refuse_outside(
    steps: FloatArray, bottom: FloatArray, top: FloatArray, *, experts: Names | None, questions: Names | None
) -> None:
    beyond = np.argwhere((steps < bottom[:, None]) | (steps > top[:, None]))
    if beyond.size:
        expert, question, step = (int(index) for index in beyond[0])
        msg = f"{steps[expert, question, step]:g} is outside the limits {bottom[question]:g} and {top[question]:g}"
        raise BadJudgements(msg, expert=named(experts, expert), question=named(questions, question))


def _limit(limit: ArrayLike | None, questions: int, unlimited: float) -> FloatArray:
    array = np.asarray(unlimited if limit is None else limit, dtype=np.float64)
    if array.shape not in {(), (questions,)}:
        msg = f"expected one limit, or one a question ({questions}), found shape {array.shape}"
        raise WrongShape(msg)
    return np.broadcast_to(np.where(np.isnan(array), unlimited, array), (questions,))


def _warnings_of(steps: FloatArray, sure: FloatArray, there: BoolArray, cut: int) -> tuple[str, ...]:
    warnings = []
    incomplete = int((~there & ~np.isnan(steps).all(axis=2)).sum())
    if incomplete:
        warnings.append(f"{incomplete} judgement(s) lack a step or the confidence, and are left out")
    unsure = int((there & (sure < STATED_TOO_LOW)).sum())
    if unsure:
        warnings.append(f"{unsure} stated confidence(s) below 50 %: the question asks for 50 % or more")
    points = int((there & (steps[..., 0] == steps[..., 2])).sum())
    if points:
        warnings.append(f"{points} interval(s) of width 0: certainty stays certainty at any confidence")
    if cut:
        warnings.append(f"{cut} end(s) of rescaled intervals were cut at a limit")
    return tuple(warnings)
