"""From one answer to the next: whether a judgement was kept, and whether it moved so far that a reason is asked for."""

from collections.abc import Sequence

from weighin.asking.answers import Answers, Asked, Flaw
from weighin.asking.wording import Say, in_english
from weighin.record.judgements import (
    AgreementJudgement,
    AxesJudgement,
    ChoiceJudgement,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    Judgement,
    ProbabilityJudgement,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RatingJudgement,
    RouletteJudgement,
    Scale,
)
from weighin.record.protocols import LargeMove
from weighin.record.values import Position

ROUNDING = 1e-9  # from 0.1 to 0.3 is a move of 0.2
STEP_OF = {
    Position.STRONGLY_AGREE: 0,
    Position.AGREE: 1,
    Position.UNCERTAIN: 2,
    Position.DISAGREE: 3,
    Position.STRONGLY_DISAGREE: 4,
}


def middle_place(levels: Sequence[float]) -> int:
    """The place of the level next to one half; the first of two that are as near."""
    return min(range(len(levels)), key=lambda place: abs(levels[place] - 0.5))


def is_large(before: Judgement, after: Judgement, scale: Scale, bound: LargeMove) -> bool:
    """Whether a judgement moved by the bound or more. Judgements of another kind than the scale's have not moved."""
    match before, after:
        case ProbabilityJudgement(), ProbabilityJudgement():
            return _reaches(abs(after.probability - before.probability), bound.probability)
        case ChoiceJudgement(), ChoiceJudgement():
            return _reaches(_apart(before.probabilities, after.probabilities), bound.probability)
        case RouletteJudgement(), RouletteJudgement():
            return _reaches(_apart(_shares(before.chips), _shares(after.chips)), bound.probability)
        case QuantityJudgement(), QuantityJudgement() if isinstance(scale, QuantityScale):
            place = middle_place(scale.levels)
            return _by_share(before.quantiles[place], after.quantiles[place], bound.quantity)
        case IntervalJudgement(), IntervalJudgement():
            return _by_share(before.best, after.best, bound.quantity)
        case DateJudgement(), DateJudgement() if isinstance(scale, DateScale):
            place = middle_place(scale.levels)
            return abs((after.days[place] - before.days[place]).days) >= bound.days
        case RatingJudgement(), RatingJudgement():
            return abs(after.rating - before.rating) >= bound.rating
        case AxesJudgement(), AxesJudgement():
            return max(abs(after.across - before.across), abs(after.up - before.up)) >= bound.rating
        case AgreementJudgement(), AgreementJudgement():
            steps = (STEP_OF.get(before.position), STEP_OF.get(after.position))
            return steps[0] is not None and steps[1] is not None and abs(steps[1] - steps[0]) >= bound.rating
        case RankingJudgement(), RankingJudgement():
            moved = (abs(new - old) for old, new in zip(before.places, after.places, strict=True))
            return max(moved) >= bound.rating
    return False


def large_moves_in(
    answers: Answers,
    earlier: Sequence[Answers],
    asked: Sequence[Asked],
    bound: LargeMove | None,
    *,
    say: Say = in_english,
) -> tuple[Flaw, ...]:
    """Questions whose judgement moved far from one of the earlier answers without a reason, each in a sentence for its author."""
    if bound is None:
        return ()
    found = []
    for question in asked:
        given = answers.to(question.identifier)
        if given is None or given.judgement is None or question.scale is None or given.because.strip():
            continue
        before = [one.judgement for old in earlier if (one := old.to(question.identifier)) and one.judgement]
        if any(is_large(one, given.judgement, question.scale, bound) for one in before):
            reason = say("You have changed this answer by a good deal. Please say why, in a sentence or two.")
            found.append(Flaw(question=question.identifier, reason=reason))
    return tuple(found)


def _reaches(move: float, bound: float) -> bool:
    return move >= bound - ROUNDING


def _apart(before: Sequence[float], after: Sequence[float]) -> float:
    """The part of a distribution that lies elsewhere now: half the sum of all differences."""
    return sum(abs(new - old) for old, new in zip(before, after, strict=True)) / 2


def _shares(chips: Sequence[int]) -> list[float]:
    return [count / sum(chips) for count in chips]


def _by_share(before: float, after: float, share: float) -> bool:
    """From nothing every change is large."""
    return after != before and abs(after - before) >= share * abs(before) * (1 - ROUNDING)
